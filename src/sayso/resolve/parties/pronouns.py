"""Pronouns by whom they may mean."""

from __future__ import annotations

from sayso.english import RELATIVE

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
WE = frozenset({"we", "us", "our", "i", "me", "my", "ours", "mine"})
PRONOUNS = HE | SHE | THEY | IT | WE | RELATIVE

# Nouns for several people in the singular.
COLLECTIVE = frozenset({"staff", "crew", "personnel", "workforce", "couple", "pair", "trio", "family", "household"})
# The same, and bodies: none of them is "he" or "she".
SEVERAL = COLLECTIVE | {"crowd", "mob", "gang", "team", "group", "squad", "public", "population", "community"}
