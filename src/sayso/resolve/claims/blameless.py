"""Who did nothing, by the words for him: nobody, a deed itself, what is asked for, and who would hit himself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.english import OWNERS
from sayso.types import EventMention, Party, PartyMention, Token

NO_ONE = frozenset(["nobody", "none", "nothing", "neither"])
# Deeds by which something is hit; a force that made one is named beside it.
DEEDS = frozenset(
    "airstrike strike raid attack assault blast explosion shelling bombing bombardment ambush airraid killing murder "
    "massacre clash fighting violence incident detonation gunfire shooting sniping shellfire cannonade barrage "
    "salvo sortie bomblet".split()
)
# What stands before a doer that is asked for: "it is not known what planes carried out the raid".
ASKED = frozenset(["what", "which", "whose", "whichever", "whatever"])
# By these somebody does hit his own people.
AMONG_THEMSELVES = frozenset(
    "own fellow comrade comrades rival infighting internal friendly defector defectors deserter deserters former "
    "mistakenly accidentally mistake mutiny mutinied purge purged themselves itself himself each".split()
)
# Verbs of giving a name to what was done.
NAMING = frozenset("call label dub brand term describe denounce portray depict characterize characterise".split())
# Verbs by which somewhere deeds are told to be many.
HAVING = frozenset(["have", "register", "record", "report", "experience", "witness", "count"])
# Participles of those who are hit: "the second targeted onlookers".
AIMED = frozenset(["targeted", "ambushed", "besieged", "slain", "murdered"])
# Words that stand for a bomb told before: "while another killed two".
ONE_MORE = frozenset("another other second third fourth first latter former one the a".split())
# Modes in which something bursts that may be in a vehicle, or flies.
BLASTS = frozenset(["explosives", "suicide-attack"])
SHELLS = BLASTS | {"heavy-weapons"}
BURSTING = frozenset("bomb blast explosion explosive mine device shell rocket missile mortar grenade bombing".split())
# Tokens before "another" that are looked through for the bomb.
FAR_BOMB = 40
# Tokens of a party among which its owner stands; whose people "its pilot" are is guessed.
FAR_OWNER = 4
# Sectors of bodies of which each fights for itself alone; two soldiers of a state may well shoot at each other.
IRREGULAR = frozenset(["REB", "UAF", "PAR", "CRM"])


def no_doer(tokens: Sequence[Token], children: Sequence[Sequence[int]], mention: PartyMention) -> bool:
    """Whether the words name nobody who could do anything."""
    head = tokens[mention.head]
    if head.lower in NO_ONE or "no" in {tokens[c].lower for c in children[mention.head]}:
        return True  # "no armed group has claimed it"
    if (
        {head.lemma, head.lower.removesuffix("s")} & DEEDS
        and head.pos in {"NOUN", "PROPN"}
        and all(t is head or t.pos in {"DET", "NUM"} for t in tokens[mention.first : mention.last + 1])
    ):
        return True  # "government shelling" names who shells
    first = tokens[mention.first]
    return first.lower in ASKED or (mention.first > 0 and _asked(tokens[mention.first - 1], head))


def aimed_at(tokens: Sequence[Token], mention: PartyMention) -> bool:
    """Whether a word before the noun says that they were hit, whatever the parser took for the verb."""
    heads = [mention.head]
    while tokens[heads[-1]].dep == "conj" and tokens[heads[-1]].head < heads[-1]:
        heads.append(tokens[heads[-1]].head)
    before = (t for h in heads for t in tokens[tokens[h].left : h])
    return any(t.lower in AIMED and t.head in heads for t in before)


def another_bomb(tokens: Sequence[Token], event: EventMention, mention: PartyMention) -> bool:
    """Whether nothing but "another" or "a second" is named, where a bomb was told before."""
    words = tokens[mention.first : mention.last + 1]
    if event.mode not in SHELLS or not all(t.lower in ONE_MORE for t in words):
        return False
    return any(t.lemma in BURSTING for t in tokens[max(mention.first - FAR_BOMB, 0) : mention.first])


def owned(party: Party) -> bool:
    """Whether somebody's people are told as "its pilot", "eleven of his fighters"."""
    return not OWNERS.isdisjoint(party.text.lower().split()[:FAR_OWNER])


def _asked(before: Token, head: Token) -> bool:
    """ "What planes": the question word is not always part of the phrase."""
    return (
        before.lower in ASKED
        and before.tag in {"WDT", "WP", "WP$"}
        and head.dep != "relcl"
        and before.dep != "pobj"  # "an ambush in which rebels killed five"
        and before.i + 1 == head.left
    )


def only_has(tokens: Sequence[Token], event: EventMention, mention: PartyMention) -> bool:
    """Whether a land or town only has the deeds that are counted there: "the country registered 1,045 homicides"."""
    head = tokens[mention.head]
    verb = tokens[head.head]
    if head.dep != "nsubj" or verb.lemma not in HAVING:
        return False
    words = (event.head, *range(event.first, event.last + 1))
    return any(tokens[i].head == verb.i and tokens[i].dep == "dobj" for i in words)


def named_so(tokens: Sequence[Token], event: EventMention) -> bool:
    """Whether a deed is only what somebody calls it: "the opposition calls it a state murder"."""
    token = tokens[event.head]
    above = tokens[token.head]
    if token.pos != "NOUN" or event.status != "happened":
        return False
    if token.dep in {"oprd", "xcomp", "ccomp"}:
        return above.lemma in NAMING
    over = tokens[above.head]  # "described the raid as a massacre"
    return above.lower == "as" and NAMING & {over.lemma, tokens[over.head].lemma} != frozenset()


def of_part(tokens: Sequence[Token], above: Sequence[int], event: EventMention) -> bool:
    """Whether somebody did only a counted part of it: "600 were killed, including 100 in police firing".

    `above` are the head of his words and the words it hangs on.
    """
    within = above[: above.index(event.head)] if event.head in above else ()
    return any(tokens[k].lower == "including" and tokens[within[n - 1]].pos == "NUM" for n, k in enumerate(within) if n)


def not_himself(actor: Sequence[Party], recipient: Sequence[Party], sentence: Iterable[Token]) -> tuple[Party, ...]:
    """The doers without bodies that would have hit themselves, where no word of the sentence says that they did."""
    others = [r for r in recipient if r.sector in IRREGULAR and not owned(r)]
    hit = {name for r in others for name in (r.name, r.member_of) if name is not None}
    if not hit or not AMONG_THEMSELVES.isdisjoint(t.lower for t in sentence):
        return tuple(actor)
    return tuple(a for a in actor if a.sector not in IRREGULAR or hit.isdisjoint({a.name, a.member_of} - {None}))
