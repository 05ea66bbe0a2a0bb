"""What the words of a phrase say of its sector and kind: rebel forces, government troops, a crowd, one man."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.resolve.parties.phrases import Phrase, PhraseReader
from sayso.resolve.parties.roles import Role, RoleBook
from sayso.types import PartyKind, Quantity

# Words of those who are not of the state that the report is about, or may be from anywhere: "enemy warplanes",
# "our troops" of whoever speaks, "US-led forces" of several states; anybody flies drones.
FOREIGN = frozenset(
    "enemy foreign hostile unidentified unknown led drone drones coalition allied alliance occupier occupiers invader "
    "invaders aggressor aggressors our my hacker hackers".split()
)
# What each side of a war has, and alone does not say whose it is; planes are oftenest the state's.
ARMS = frozenset("artillery tank tanks gunners position positions trench trenches frontline outpost outposts".split())
# Of whom nobody knows who they are, whatever they are called: "unidentified militants".
UNIDENTIFIED = frozenset({"unidentified", "unknown", "unnamed", "unspecified"})
# Words for those who belong together by birth or faith.
PEOPLES = frozenset({"tribe", "clan", "tribal", "ethnic", "community", "minority", "subclan"})
# Adjectives of many states.
MANY_STATES = frozenset(
    "western eastern european african asian arab arabic latin american nordic baltic balkan caribbean muslim christian "
    "islamic soviet communist republican democratic".split()
)
# Words behind a noun in which its people are looked for: "gunmen of the Sele tribe".
FAR_BEHIND = 8
# Sectors of those who ride as a body in what is theirs then, and words between a convoy and them.
RIDERS = frozenset({"MIL", "COP", "REB", "PAR", "UAF"})
CARRYING = frozenset({"carry", "transport", "ferry"})
COLLECTIVES = frozenset("people staff personnel crowd population public community family household clergy".split())


def is_anybodys(words: Sequence[str]) -> bool:
    """Whether the words of a phrase are those of people or arms that may be any side's: "enemy jets", "artillery"."""
    return bool(FOREIGN.intersection(words)) or (len(words) == 1 and words[0] in ARMS)


def sector_of(reader: PhraseReader, phrase: Phrase, role: Role) -> str | None:
    """The noun's sector, turned by the side word before it: rebel forces, government troops."""
    book = reader.book
    armed = role.sector in ("UAF", "PAR", "MIL", "REB") and (role.shape != "facility" or role.sector == "MIL")
    if phrase.words[0] in UNIDENTIFIED and role.sector in ("UAF", "PAR", "MIL", "REB", "CRM") and phrase.body is None:
        return "UAF"
    if phrase.against and (armed or role.sector is None):
        return "REB"
    for before, word in zip(("", *phrase.words), phrase.words[:-1], strict=False):
        side = word.removeprefix("anti-")
        if side in book.sides and (armed or role.sector is None):
            if before == "anti" or side != word:
                return "REB"
            if armed:
                return book.sides[side] or role.sector
    if role.sector == "UAF" and _of_a_people(reader, phrase):
        return "PAR"  # known for what they are, though for no name
    if (
        role.sector == "MIL"
        and role.organ
        and role.shape != "vehicle"
        and phrase.country is None
        and _of_no_state(reader, phrase)
    ):
        return "PAR"  # "Kurdish forces" are no state's
    if role.shape == "vehicle" and role.sector == "CVL":
        return _riders(reader, phrase) or role.sector
    return role.sector or modifier_sector(book, phrase)


def _riders(reader: PhraseReader, phrase: Phrase) -> str | None:
    """The sector of the armed people in a vehicle: "a convoy of Kenyan troops", "a bus carrying soldiers"."""
    tokens, children = reader.parsed.tokens, reader.parsed.children
    for c in children[phrase.noun]:
        if c > phrase.noun and (tokens[c].lower == "of" or tokens[c].lemma in CARRYING):
            for rider in (k for k in children[c] if tokens[k].dep in ("pobj", "dobj")):
                role = reader.book.of([tokens[rider].lower], tokens[rider].lemma)
                if role is not None and role[0].sector in RIDERS:
                    return role[0].sector
    return None


def modifier_sector(book: RoleBook, phrase: Phrase) -> str | None:
    """What the adjectives say: a military source, a hospital official; the one next to the noun counts."""
    return next((book.modifiers[w] or None for w in reversed(phrase.words) if w in book.modifiers), None)


def _of_a_people(reader: PhraseReader, phrase: Phrase) -> bool:
    """Armed people told by tribe or faith, not by a state: "gunmen of the Sele tribe", "Sunni gunmen"."""
    tokens = reader.parsed.tokens
    for i in range(phrase.first, min(tokens[phrase.head].right, phrase.noun + FAR_BEHIND) + 1):
        if i > phrase.noun and (tokens[i].pos in ("VERB", "PUNCT") or tokens[i].dep == "appos"):
            return False
        told = reader.labels.get(i) == "NORP" and i < phrase.noun and i not in reader.names.demonyms
        if told or tokens[i].lemma in PEOPLES:
            return True
    return False


def _of_no_state(reader: PhraseReader, phrase: Phrase) -> bool:
    """Forces told by the name of a people that has no state, and not by a part of the world."""
    tokens = reader.parsed.tokens
    own = (i for i in range(phrase.first, phrase.noun) if reader.labels.get(i) == "NORP")
    return any(i not in reader.names.demonyms and tokens[i].lower not in MANY_STATES for i in own)


def kind_of(phrase: Phrase, role: Role) -> PartyKind | None:
    plural = phrase.plural or is_many(phrase.number) or phrase.words[-1] in COLLECTIVES
    if role.shape in ("facility", "vehicle", "area"):
        return role.shape  # type: ignore[return-value]
    if role.shape == "body":
        return "organization" if not phrase.plural or role.organ else "group"
    if role.shape == "crowd":
        return "crowd" if plural else "person"
    return "group" if plural else "person"


def is_many(number: Quantity | None) -> bool:
    return number is not None and any(n is not None and n > 1 for n in (number.low, number.best, number.high))
