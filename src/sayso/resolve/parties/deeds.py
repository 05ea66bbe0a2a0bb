"""Verbs that tell whom a pronoun beside them can mean: who attacks goes on attacking, who is freed was held."""

from __future__ import annotations

# "Police fired at protesters as they marched": forces of order are seldom who demonstrates.
DEMONSTRATING = frozenset("march rally protest demonstrate chant picket riot".split())
# Nor who is suspected or held: "police held 14 people; they are suspected of".
SUSPECTED = frozenset("suspect accuse charge arrest detain hold jail sentence convict question".split())
HELD = SUSPECTED - {"suspect", "accuse", "charge", "question"}
FREEING = frozenset("release free rescue save ransom exchange swap return find recover".split())
HOLDING = frozenset("hold seize abduct kidnap capture detain take".split())
FLEEING = frozenset("flee escape run".split())
ATTACKING = frozenset(
    "attack kill shoot raid storm ambush abduct kidnap burn loot massacre slaughter rape torch".split()
)
RAIDS = frozenset("attack raid assault counterattack strike offensive ambush".split())
