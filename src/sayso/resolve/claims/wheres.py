"""What a place in a sentence says besides where something was: who speaks, where people were bound for, whom it hit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from sayso.english import PLACING, SUBJECTS
from sayso.find.events.apart import COMING
from sayso.resolve.claims.tree import Tree
from sayso.types import EventMention, Parsed, Party, PartyMention, Place, PlaceMention, Token
from sayso.words import listed

NEAR = frozenset(["near", "outside"])
CAPITAL, COUNTRY = "PPLC", 6
# What is done to a land is done there.
HIT = frozenset(["dobj", "nsubjpass"])
# What cities do where something happens in them.
HAPPENING = frozenset("see witness suffer come be become remain experience have wake reel brace fall face".split())
# Edges from a place up to whoever speaks there: "the head of the ministry in Velia".
SPEAKER_EDGES = 4
# Who speaks of what happened where they are.
LOCALS = frozenset("resident villager witness eyewitness local inhabitant survivor doctor medic activist".split())
# Before the end of a way, and before where something happened.
ONWARD = frozenset(["to", "into", "onto", "towards", "toward"])
# What opens a clause of what was done in the same hours, elsewhere maybe.
MEANWHILE = frozenset(["as", "while", "when", "after", "before"])
HOSPITALS = frozenset(["hospital", "clinic", "infirmary", "morgue", "mortuary"])
WITHIN = frozenset(["in", "inside", "within", "throughout", "across"])
# What is only said: it is not where what it tells of is.
SPOKEN = frozenset(["ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "CONCEDE", "AGREE"])
# Events that are where they are, wherever those they befell went.
STILL = frozenset(["ASSAULT", "COERCE", "PROTEST", "CONTROL"])
# What is done to or by people where they are.
# Modes of what is laid on all who live in a place.
OVER_LAND = frozenset(["curfew", "martial-law"])
BODILY = STILL | {"CONSULT"}
# Edges from a word up to the deed that it is told with.
HANGING_EDGES = 5
# Names joined by "and" that one preposition may govern, and words between it and the first.
MOST_JOINED, LEAD_TOKENS = 4, 4


def of_speaker(tree: Tree, cues: Collection[int], event: EventMention, mention: PlaceMention) -> bool:
    """Whether a place stands in the words of who tells of the event: "the ministry in Velia said"."""
    tokens = tree.parsed.tokens
    chain = tree.above(tree.head_of(mention.first, mention.last))[: SPEAKER_EDGES + 1]
    if _spoke_there(tokens, chain, cues, event):
        return True
    return any(
        tokens[k].dep == "nsubj"
        and tokens[k].head in cues
        and tokens[k].lemma not in LOCALS
        and not event.first <= tokens[k].head <= event.last
        for k in chain
    )


def spoken_elsewhere(tree: Tree, event: EventMention, mention: PlaceMention) -> bool:
    """Whether a place is not where words were said: "accused them of raids in Sele", "the senator of Sele urged".

    Where they were said hangs on the word for saying itself, or on an occasion: "warned at a rally in Sele".
    """
    if event.type not in SPOKEN or event.mode == "investigate":
        return False
    tokens, below = tree.parsed.tokens, tree.head_of(mention.first, mention.last)
    if event.type == "ACCUSE" and any(t.lower == "of" for t in tokens[event.last + 1 : mention.first - 1]):
        return True  # "accused them of raids in Sele", wherever the parser hangs the place
    for k in tree.above(below)[1:]:
        if event.first <= k <= event.last or k in event.others:
            return tokens[below].pos == "ADP" and tokens[below].lower not in PLACING
        token, placed, below = tokens[k], tokens[below].lower in PLACING, k
        who = placed and token.dep in SUBJECTS  # "officials in Sele warned"
        occasion = token.pos in ("NOUN", "PROPN") and (token.dep in ("pobj", "conj", "appos", "compound") or who)
        if not (occasion or (token.pos == "ADP" and token.lower in PLACING | {"of"})):
            return True
    return True


def told_of_no_place(tree: Tree, event: EventMention) -> bool:
    """Whether a deed is told as a habit, or done elsewhere: "is often shelled", "rallied in other cities"."""
    tokens = tree.parsed.tokens
    said = tokens[tokens[event.head].left : tokens[event.head].right + 1]
    habit, other, parts = (listed("places", "unplaced", name) for name in ("habit", "other", "parts"))
    for t in said:
        if t.lower in habit and t.head == event.head:
            return True
        around = t.lower in other and (t.pos == "ADV" or tokens[t.head].lemma in parts)
        if around and _hangs_on(tree, t.i, event):
            return True
    return False


def _hangs_on(tree: Tree, i: int, event: EventMention) -> bool:
    """Whether no other verb stands between a word and the event's own."""
    for k in tree.above(i)[1 : HANGING_EDGES + 1]:
        if event.first <= k <= event.last:
            return True
        if tree.parsed.tokens[k].pos in ("VERB", "AUX"):
            return False
    return False


def _spoke_there(tokens: Sequence[Token], chain: Sequence[int], cues: Collection[int], event: EventMention) -> bool:
    """Whether somebody spoke there who told of it: "..., the agency said from Sele"."""
    if len(chain) < len(("place", "from", "said")):
        return False
    prep, verb = tokens[chain[1]], chain[2]
    behind = prep.dep == "prep" and verb in cues and event.last < verb < prep.i
    return behind and prep.lower in WITHIN | {"from", "at"}


def bound_for(tree: Tree, event: EventMention, mention: PlaceMention) -> bool:
    """Whether others went there, or were from there: "fled to Sele after the raid", "a bus with evacuees from Sele".

    Whoever was hit on the way was at least near it; who was arrested on it may be anywhere.
    """
    tokens = tree.parsed.tokens
    before = _before(tokens, mention.first)
    if before is None or event.type not in STILL:
        return False
    house = tokens[before.head]
    if before.lower in PLACING and house.lemma in HOSPITALS and tokens[house.head].lower in ONWARD:
        before = tokens[house.head]  # "flown to a hospital in Sele"
    if before.lower in ONWARD:
        way = tree.above(before.head)
        over = way[: way.index(event.head)] if event.head in way else None
        # "Were hurt and taken to Sele": what was done to them next.
        on_the_way = event.type == "ASSAULT" and over is not None and all(tokens[k].dep != "conj" for k in over)
        return _ends_way(tokens, event, before) and not on_the_way
    above = tokens[before.head]
    whose = {above.lemma, tokens[max(before.i - 1, 0)].lemma}  # the parser hangs it on the verb oftener than not
    return before.lower == "from" and not whose.isdisjoint(listed("places", "ways", "travellers"))


def only_within(tokens: Sequence[Token], event: EventMention, mention: PartyMention) -> bool:
    """Whether a town or province told as a party is only where something was done: "a strike in Sele province".

    Troops sent there, aid, truces and curfews are for the place too.
    """
    if (event.type not in BODILY and event.mode != "release") or event.mode in OVER_LAND:
        return False
    head = _joined_to(tokens, mention.head, ("conj", "appos"))
    first = mention.first if head == mention.head else tokens[head].left
    before = _before(tokens, first)
    return before is not None and (before.lower in WITHIN or onward(tokens, event, mention))


def on_land(tokens: Sequence[Token], event: EventMention, mention: PartyMention, party: Party) -> bool:
    """Whether a stretch of land is only where an attack was: "a bombing in the northern city of Sele"."""
    link = tokens[tokens[mention.head].head]
    deed = link.head == event.head or link.head in event.others
    land = event.type == "ASSAULT" and party.kind == "area" and party.sector is None
    return land and deed and link.lower in WITHIN


def onward(tokens: Sequence[Token], event: EventMention, mention: PartyMention) -> bool:
    """Whether a town is only where people were bound for: "detained on their way to Sele"."""
    before = _before(tokens, mention.first)
    return before is not None and event.type in STILL and _ends_way(tokens, event, before)


def _ends_way(tokens: Sequence[Token], event: EventMention, before: Token) -> bool:
    """Whether a preposition leads to the end of a way that is not the event itself."""
    above = tokens[before.head]
    moved = above.pos in ("VERB", "NOUN") and above.lemma in listed("places", "ways", "moving")
    return before.lower in ONWARD and moved and not event.first <= above.i <= event.last


def beside(parsed: Parsed, mention: PartyMention, party: Party) -> bool:
    """A town that a bomb went off near or outside of: it says where, and was not hit."""
    tokens = parsed.tokens
    behind = [t.lower for t in tokens[mention.last + 1 : mention.last + 3]]
    place = party.kind == "area" or (party.sector is None and behind == [",", "where"])  # taken for somebody
    return place and mention.first > 0 and tokens[mention.first - 1].lower in NEAR


def governs(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """True where a place's name says whose government it is: "the Tel Aviv regime"."""
    return mention.last + 1 < len(tokens) and tokens[mention.last + 1].lower in _governing()


def overrun(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """Whether a land is what a verb for coming over it has as its object: "invaded Velia", "Velia was bombed"."""
    name, verb = tokens[mention.last], tokens[event.head]
    struck = listed("places", "struck", "land") | listed("places", "struck", "lands")
    return name.dep in HIT and name.head == verb.i and verb.lemma in struck


def meanwhile(tree: Tree, event: EventMention, mention: PlaceMention) -> bool:
    """Whether a place is where something else was done as the deed was: "the raid came as envoys met in Velia"."""
    tokens, above = tree.parsed.tokens, tree.above(mention.last)
    clause = next((k for k in above if tokens[k].dep == "advcl" and tokens[tokens[k].head].lemma in COMING), None)
    if clause is None or clause in tree.above(event.head):
        return False
    marks = {tokens[c].lower for c in tree.parsed.children[clause] if tokens[c].dep in ("mark", "advmod")}
    return event.head in tree.parsed.children[tokens[clause].head] and not marks.isdisjoint(MEANWHILE)


def opens_scene(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether a place opens another scene: "In Karova, a smaller rally ended"."""
    tokens, first = parsed.tokens, parsed.sentence_of(mention.first).first
    behind = tokens[mention.last + 1 : mention.last + 2]
    return mention.first == first + 1 and tokens[first].pos == "ADP" and [t.text for t in behind] == [","]


def as_government(tokens: Sequence[Token], mention: PlaceMention, place: Place) -> bool:
    """Whether a capital is told of as a government: "Paris released one of them", "Rome and Paris met"."""
    token = tokens[_joined_to(tokens, mention.last, ("conj",))]
    return place.feature == CAPITAL and token.dep == "nsubj" and tokens[token.head].lemma not in HAPPENING


def only_speaks(tokens: Sequence[Token], mention: PlaceMention, place: Place, setting: str | None) -> bool:
    """Whether a place stands for who governs there, with no word that something was done there.

    The Pentagon anywhere; another country or its capital in a report that is set in `setting`: datelines too.
    """
    before = _first_before(tokens, mention)
    where = before is not None and (before.lower in listed("places", "seats", "where") or before.text == ",")
    name = " ".join(t.lower for t in tokens[mention.first : mention.last + 1]).removeprefix("the ")
    if name in listed("places", "seats", "names"):
        return not where
    if mention.demonym or mention.within_body or setting is None or place.country in (None, setting):
        return False
    large = place.feature == CAPITAL or (place.precision or COUNTRY) == COUNTRY
    return large and not where and tokens[mention.last].dep not in HIT


def _first_before(tokens: Sequence[Token], mention: PlaceMention) -> Token | None:
    """The word for where before a name or the first of those it is joined to; a comma before the name itself."""
    if mention.first and tokens[mention.first - 1].text == "," and tokens[mention.last].dep != "nsubj":
        return tokens[mention.first - 1]
    head = _joined_to(tokens, mention.last, ("conj", "appos"))
    return _before(tokens, mention.first if head == mention.last else tokens[head].left)


def _joined_to(tokens: Sequence[Token], i: int, deps: Collection[str]) -> int:
    """The first of the names before a name that it is joined to by these; i itself where there is none."""
    for _ in range(MOST_JOINED):
        if tokens[i].dep not in deps:
            break
        i = tokens[i].head
    return i


def _before(tokens: Sequence[Token], first: int) -> Token | None:
    """The preposition before a name, past an article and the words that say what it is: "in the town of"."""
    for k in range(first - 1, max(first - 1 - LEAD_TOKENS, -1), -1):
        if tokens[k].pos == "ADP" and tokens[k].lower != "of":
            return tokens[k]
        if tokens[k].pos not in ("DET", "ADJ", "NOUN", "PROPN", "ADP"):
            return None
    return None


@cache
def _governing() -> frozenset[str]:
    return listed("roles", "governing", "words") | listed("roles", "governing", "behind_land")
