"""Verbs that tell whom a pronoun beside them can mean: who attacks goes on attacking, who is freed was held."""

from __future__ import annotations

from sayso.english import SUBJECTS
from sayso.find.counts.numbers import PLURAL_AFTER_OF
from sayso.resolve.parties.pronouns import WE
from sayso.types import Parsed, Token
from sayso.words import listed

# The score of who cannot be meant, whoever else is told of.
NEVER = -100.0

# "Police fired at protesters as they marched": forces of order are seldom who demonstrates.
DEMONSTRATING = frozenset("march rally protest demonstrate chant picket riot".split())
THROWING = frozenset({"throw", "hurl", "pelt", "lob", "fling"})
STONES = frozenset("stone rock bottle brick firebomb petrol molotov".split())
# Nor who is suspected or held: "police held 14 people; they are suspected of".
SUSPECTED = frozenset("suspect accuse charge arrest detain hold jail sentence convict question".split())
HELD = SUSPECTED - {"suspect", "accuse", "charge", "question"}
# Whoever looks into it is not who was hurt: "investigators said they had been shot".
HURT = frozenset("shoot kill beat torture wound injure rape execute abduct kidnap hang stab murder behead burn".split())
# Of these nobody tells afterwards.
DEADLY = frozenset("kill murder execute behead massacre slaughter assassinate".split())
# Forces of order.
ORDER = frozenset({"COP", "MIL"})
# Those who are told what others did.
HEARING = frozenset({"MED", "COP", "JUD"})
# Who watches a war and does not wage it.
WATCHING = frozenset({"NGO", "MED", "JRN"})
INQUIRING = frozenset({"COP", "JUD", "GOV", "MED"})
FREEING = frozenset("release free rescue save ransom exchange swap return find recover".split())
HOLDING = frozenset("hold seize abduct kidnap capture detain take hijack arrest jail imprison apprehend".split())
# What befalls those who are held, besides.
IN_CUSTODY = FREEING | frozenset(
    "charge question interrogate sentence convict jail bail remand transfer extradite torture beat blindfold arraign "
    "execute behead take bring".split()
)
ATTACKING = frozenset(
    "attack kill shoot raid storm ambush abduct kidnap burn loot massacre slaughter rape torch".split()
)
RAIDS = frozenset("attack raid assault counterattack strike offensive ambush".split())


def attacks(parsed: Parsed, verb: int) -> bool:
    """Whether a clause in the active tells of a raid: "they came at dawn and shot"."""
    tokens, children = parsed.tokens, parsed.children
    if any(tokens[c].dep == "auxpass" for c in children[verb]):
        return False
    return any(tokens[i].lemma in ATTACKING for i in (verb, *(c for c in children[verb] if tokens[c].dep == "conj")))


def dead(parsed: Parsed, verb: int) -> bool:
    """Whether a passive tells of people killed, and not of what may be: "they were beheaded"."""
    tokens = parsed.tokens
    return tokens[verb].lemma in DEADLY and not any(tokens[c].tag == "MD" for c in parsed.children[verb])


def demonstrates(parsed: Parsed, pronoun: Token) -> bool:
    """Whether somebody is told to march, or to throw what crowds throw."""
    tokens, verb = parsed.tokens, parsed.tokens[pronoun.head]
    if pronoun.dep not in SUBJECTS:
        return False
    behind = (tokens[k].lemma for k in range(verb.i + 1, verb.right + 1))
    return verb.lemma in DEMONSTRATING or (verb.lemma in THROWING and not STONES.isdisjoint(behind))


def held(parsed: Parsed, token: Token, pronoun: Token) -> float:
    """Who is freed or tried was held, not who held them; who flees an attack did not make it."""
    tokens = parsed.tokens
    above, deed = tokens[pronoun.head], tokens[token.head]
    if pronoun.dep in ("dobj", "nsubjpass") and above.lemma in IN_CUSTODY and _holding(parsed, deed):
        if token.dep in ("dobj", "nsubjpass"):
            return 3.0
        return NEVER if token.dep in ("nsubj", "pobj") else 0.0
    fled = pronoun.dep in SUBJECTS and above.lemma in listed("events", "harm", "fleeing") and token.dep in SUBJECTS
    return NEVER if fled and attacks(parsed, token.head) else 0.0


def _holding(parsed: Parsed, verb: Token) -> bool:
    """Whether a verb, or the one whose agent stands behind it, or one joined to it tells that somebody was held."""
    tokens = parsed.tokens
    told = tokens[verb.head] if verb.dep == "agent" else verb
    joined = (tokens[c] for c in parsed.children[told.i] if tokens[c].dep == "conj")
    return any(t.lemma in HOLDING for t in (told, *joined))


def goes_on_to(parsed: Parsed, token: Token, pronoun: Token) -> bool:
    """Whether a second deed befalls whom the first did: "accused the villagers of harbouring rebels and beat them"."""
    tokens = parsed.tokens
    j = pronoun.i
    while tokens[j].dep in ("pobj", "prep") and tokens[tokens[j].head].pos != "VERB":
        j = tokens[j].head
    verb = tokens[tokens[j].head]
    return tokens[j].dep == "dobj" and verb.dep == "conj" and token.dep == "dobj" and token.head == verb.head


def raids(parsed: Parsed, pronoun: Token) -> bool:
    """Whether a pronoun is told to attack: "it said it had carried out raids"."""
    below = (parsed.tokens[c].lemma for c in parsed.children[pronoun.head] if parsed.tokens[c].dep == "dobj")
    return pronoun.dep in SUBJECTS and (attacks(parsed, pronoun.head) or not RAIDS.isdisjoint(below))


def befell_us(parsed: Parsed, verb: int) -> bool:
    """Whether the speaker's own are hit: "they burned our houses"."""
    tokens = parsed.tokens
    return attacks(parsed, verb) and any(t.lower in WE for t in tokens[verb + 1 : tokens[verb].right + 1])


def counted(parsed: Parsed, token: Token) -> bool:
    """True for "protesters" of "hundreds of protesters"."""
    of = parsed.tokens[token.head]
    return token.dep == "pobj" and of.lower == "of" and parsed.tokens[of.head].lower in PLURAL_AFTER_OF
