"""Places told again by a common noun: "the Somali capital", "the village", "the province"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.english import ONE_TOLD, PLACING
from sayso.resolve.places.pools import CAPITAL, DISTRICT, PROVINCE, TOWN
from sayso.types import Parsed, Place, PlaceMention, Token

# How many sentences back a noun may reach.
REACH_SENTENCES = 4
# What the nouns may take up: kinds the words gave and classes of the place.
TAKES: dict[str, tuple[frozenset[str], frozenset[int]]] = {
    "city": (frozenset({"city"}), frozenset({TOWN, CAPITAL, PROVINCE})),  # Basra may be the city or its province
    "town": (frozenset({"town", "city", "village"}), frozenset({TOWN, CAPITAL})),
    "village": (frozenset({"village"}), frozenset({TOWN})),
    "province": (frozenset({"province"}), frozenset({PROVINCE})),
    "governorate": (frozenset({"province"}), frozenset({PROVINCE})),
    "state": (frozenset({"province"}), frozenset({PROVINCE})),
    "district": (frozenset({"district"}), frozenset({DISTRICT})),
    "neighborhood": (frozenset({"neighbourhood"}), frozenset()),
    "neighbourhood": (frozenset({"neighbourhood"}), frozenset()),
    "camp": (frozenset({"camp"}), frozenset()),
}
# How a place is told that only says where another lies: "north of Sele".
LANDMARKS = frozenset({"displaced", "near", "between"})
# "the state" is mostly a government.
ONLY_IN_PLACE = frozenset({"state"})
LOCAL_CAPITAL = frozenset({"provincial", "regional", "state", "district", "local"})
PREPOSITIONS = PLACING | {"into", "of", "across", "around", "throughout", "from"}
MODIFIERS = 4
# How a land's name says whom somebody is with: "pro-Russian", "Iran-backed".
SIDES, HYPHENS = frozenset({"pro", "anti"}), frozenset("-–‑")
BACKED = frozenset(
    "backed led allied aligned supported sponsored funded financed trained armed made linked affiliated".split()
)
# What "there" takes up: the last place told in its sentence or the one before.
THERE, THERE_SENTENCES = "there", 1
ENVOYS = frozenset({"embassy", "consulate", "ambassador", "diplomat", "envoy", "consul", "legation"})


def nouns(parsed: Parsed, taken: frozenset[int]) -> Iterator[Token]:
    """Definite nouns that mean a place told elsewhere; `taken` are the tokens of names."""
    tokens = parsed.tokens
    for t in tokens:
        if (t.lower != "capital" and t.lower not in TAKES) or t.pos not in ("NOUN", "PROPN") or t.i in taken:
            continue
        after = tokens[t.i + 1] if t.i + 1 < len(tokens) else None
        if after is not None and (after.i in taken or after.pos in ("NOUN", "PROPN") or after.lower == "of"):
            continue
        if after is not None and after.text == "," and t.i + 2 in taken and t.lower == "capital":
            continue
        first = opening(tokens, t)
        if first is None or (t.lower in ONLY_IN_PLACE and (first == 0 or tokens[first - 1].lower not in PREPOSITIONS)):
            continue
        yield t


def there(parsed: Parsed) -> Iterator[Token]:
    """The adverbs that mean a place told before: "was tried there", but neither "there was" nor "up there"."""
    for t in parsed.tokens:
        if t.lower == THERE and t.dep == "advmod" and t.pos == "ADV" and parsed.tokens[t.head].pos == "VERB":
            yield t


def last_told(
    parsed: Parsed, adverb: Token, placed: Sequence[tuple[PlaceMention, Place]]
) -> tuple[PlaceMention, Place] | None:
    """The last place told before "there", none that only says whose something is or where another lies."""
    for mention, place in reversed(placed):
        if mention.first >= adverb.i:
            continue
        if parsed.tokens[mention.first].sentence < adverb.sentence - THERE_SENTENCES:
            return None
        if mention.relation not in LANDMARKS and not mention.within_body and not describes(parsed.tokens, mention):
            return mention, place
    return None


def opening(tokens: Sequence[Token], noun: Token) -> int | None:
    """The determiner that makes the noun definite: "the", or a possessive ("Iraq's capital")."""
    for i in range(noun.i - 1, max(-1, noun.i - 1 - MODIFIERS), -1):
        if tokens[i].lower in ONE_TOLD or tokens[i].tag == "POS":
            return i
        if tokens[i].pos not in ("ADJ", "PROPN", "NOUN", "PUNCT", "ADV", "VERB", "NUM"):
            return None
    return None


def joined(tokens: Sequence[Token], last: int, noun: int) -> bool:
    """Whether a name that ends at token `last` qualifies the noun: "Chad's capital", not "the Chad embassy in the"."""
    return all(t.pos in ("ADJ", "PART", "NOUN", "PUNCT") and t.text != "," for t in tokens[last + 1 : noun])


def describes(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a name only says whose somebody or something is: "a Chadian doctor", "the Chad embassy"."""
    token = tokens[mention.last]
    behind = token.head > mention.last and token.dep in ("compound", "amod", "nmod")
    return mention.demonym or (behind and tokens[token.head].pos in ("NOUN", "PROPN"))


def abroad(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a name says whose envoys somebody or something is: an embassy is in another state than its own."""
    token = tokens[mention.last]
    return token.head > mention.last and tokens[token.head].lemma.lower() in ENVOYS


def sided(tokens: Sequence[Token], i: int) -> bool:
    """Whether a land's or people's name says whom somebody is with or against: "pro-Russian", "Iran-backed"."""
    before = i > 1 and tokens[i - 1].text in HYPHENS and tokens[i - 2].lower in SIDES
    return before or (i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 2].lower in BACKED)


def is_local(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether "capital" is that of a province."""
    return any(tokens[i].lower in LOCAL_CAPITAL for i in range(max(0, noun.i - 2), noun.i))


def taken_up(
    parsed: Parsed, noun: Token, placed: Sequence[tuple[PlaceMention, Place, int]]
) -> tuple[PlaceMention, Place] | None:
    """The place that a noun takes up: the last one told before of its kind. `placed` come with their class."""
    kinds, classes = TAKES[noun.lower]
    for mention, place, kind in reversed(placed):
        if mention.first >= noun.i:
            continue
        if parsed.tokens[mention.first].sentence < noun.sentence - REACH_SENTENCES:
            return None
        fits = mention.kind in kinds if mention.kind is not None else kind in classes
        if mention.relation in LANDMARKS and mention.kind is None:
            continue
        if fits and not mention.demonym and not mention.within_body:
            return mention, place
    return None
