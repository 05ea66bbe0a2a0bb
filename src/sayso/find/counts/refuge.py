"""People told of by where they are or go: brought to a camp, sleeping in the open, a camp home to 2,000.

No single word tells that they are out of their homes; a verb of moving or staying and a place of refuge together do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sayso.english import NOUNS
from sayso.find.counts.fates import Fate
from sayso.find.counts.figures import COMBATANT_CLASSES, STAYERS, Found
from sayso.find.counts.people import vocabulary
from sayso.types import EventMention, Parsed, Token

# People whose moves are news of their own are told in numbers; "nine of us left Karova" is travel.
LEAST_PEOPLE, LEAST_FAMILIES = 50.0, 5.0
# How deep "a camp" may stand under "in": "in a cluster of tents", "in schools and churches".
OF_DEPTH = 2
HOUSEHOLDS = frozenset({"families", "households"})
HOME = frozenset({"home", "house", "area", "city", "village", "town", "district"})
HOMES = frozenset({"home", "homes", "shelter", "roof", "houses", "villages"})
OWNERS = frozenset({"of", "belonging"})
WHOLE = frozenset({"entire", "whole"})
AWAY = frozenset({"be", "remain", "leave"})
FORCE_REACH = 12
MAKING = frozenset("cause lead prompt make order tell ask push urge compel oblige instruct drive".split())
FROM = frozenset({"from", "off", "out", "into", "onto", "across"})


class Refuge:
    """The words of `[refuge]` in `data/counts.toml`."""

    def __init__(self) -> None:
        words = vocabulary()["refuge"]
        self._moves = frozenset(words["moves"])
        self._stays = frozenset(words["stays"])
        self._is = frozenset(words["is"])
        self._holds = frozenset(words["holds"])
        self._drives = frozenset(words["drives"])
        self._forces = frozenset(words["forces"])
        self._forced = frozenset(words["forced"])
        self._chases = frozenset(words["chases"])
        self._grounds = frozenset(words["grounds"])
        self._rough = frozenset(words["rough"])
        self._outdoors = frozenset(words["outdoors"])
        self._gives = frozenset(words["gives"])
        self._lacks = frozenset(words["lacks"])
        self._arrivals = frozenset(words["arrivals"])
        self._nights = frozenset(words["nights"])
        self._roofs = frozenset(words["roofs"])
        self._kinds = frozenset(words["kinds"])
        self._carries = frozenset(words["carries"])
        self._ruins = frozenset(words["ruins"])
        self._homes = frozenset(words["homes"])
        self._rises = frozenset(words["rises"])
        self._inhabited = frozenset(words["inhabited"])
        self._relocates = frozenset(words["relocates"])
        self._moving = frozenset(tuple(p.split()) for p in words["moving"])
        self._away = self._moving | frozenset(tuple(p.split()) for p in words["away"])
        self._leaves = frozenset(words["leaves"])
        self._flights = frozenset(tuple(p.split()) for p in words["flights"])
        self._sure = frozenset(words["sure"])
        self._places = frozenset(words["places"]) | self._sure
        self._safe = frozenset(words["safe"])
        self._other = frozenset(words["other"])
        self._to = frozenset(words["to"])
        self._at = frozenset(words["at"])
        self._leavers = frozenset(words["leavers"])
        self._departs = frozenset(words["departs"])

    def find(self, parsed: Parsed, sentences: Collection[int], taken: frozenset[int]) -> list[Fate]:
        """Such verbs and nouns of some sentences as fates; words that tell a fate already (`taken`) are left alone."""
        return [
            Fate(i=t.i, what="displaced", roles=frozenset({role}), last=t.i)
            for number in sorted(sentences)
            for t in parsed.tokens[parsed.sentences[number].first : parsed.sentences[number].last + 1]
            if t.i not in taken and (role := self._role(parsed, t)) is not None
        ]

    def of_events(self, events: Iterable[EventMention], parsed: Parsed) -> list[tuple[int, Fate]]:
        """The heads of those who move in the events told, each with a fate at the event's own word."""
        return [
            (parsed.tokens[party.head].i, Fate(i=e.head, what="displaced", roles=frozenset({"event"}), last=e.last))
            for e in events
            if e.type == "DISPLACE"
            for party in e.recipient
        ]

    def moves(self, found: Found) -> bool:
        """Whether a figure counts people who may be driven out: no robbers who run from the police."""
        if found.who in COMBATANT_CLASSES | STAYERS:
            return False
        return _size(found) >= (LEAST_FAMILIES if found.who in self._leavers else LEAST_PEOPLE)

    def keeps(self, found: Found) -> bool:
        """Whether a figure counts people driven out: many, and no soldiers, staff or delegates."""
        least = 2 * LEAST_FAMILIES if found.who in HOUSEHOLDS else LEAST_PEOPLE
        return found.who in self._leavers - STAYERS and _size(found) >= least

    def _role(self, parsed: Parsed, token: Token) -> str | None:
        lemma = token.lemma
        if token.pos not in {"VERB", "AUX"}:
            return "to" if token.lower == "home" and self._is_camp(parsed, token) else self._noun_role(parsed, token)
        if lemma in self._moves and self._goes(parsed, token):
            return _whom(parsed, token)
        if lemma in self._forces and self._is_forced(parsed, token):
            return "object"
        if lemma in self._departs and (_made_to(parsed, token) or _of_those(parsed, token)):
            return "subject"
        if lemma in self._chases and self._is_chased(parsed, token):
            return "object"
        if lemma in self._ruins and self._ruined(parsed, token):
            return "inhabitants"
        if lemma in self._stays and self._lies(parsed, token, self._places):
            return "subject"
        if lemma in self._rough and self._lies(parsed, token, self._outdoors):
            return "subject"
        if lemma in self._gives and self._object(parsed, token):
            return "object"
        if lemma in self._lacks and self._object(parsed, token):
            return "subject"
        if lemma in self._nights and self._lies(parsed, token, self._roofs):
            return "subject"
        if lemma in self._is and self._lies(parsed, token, self._sure):
            return "subject"
        if lemma in self._rises and self._lies(parsed, token, self._sure):
            return "to"
        if lemma == "be" and self._are_there(parsed, token):
            return "attribute"
        if lemma in AWAY and self._is_away(parsed, token.i):
            return _whom(parsed, token)
        if lemma in self._drives:
            return "object"
        if lemma in self._holds and any(self._refuge(parsed, c, self._sure) for c in _subjects(parsed, token.i)):
            return "object"
        if lemma in self._leaves and self._leaves_place(parsed, token):
            return "subject"
        if lemma == "airlift":
            return "object"
        after = parsed.tokens[token.i + 1].lower if token.i + 1 < len(parsed.tokens) else ""
        return "subject" if (lemma, after) in self._flights else None

    def _object(self, parsed: Parsed, token: Token) -> bool:
        """ "given temporary housing", "need shelter"."""
        return any(
            parsed.tokens[c].dep == "dobj" and self._refuge(parsed, c, frozenset({"shelter"}))
            for c in parsed.children[token.i]
        )

    def _leaves_place(self, parsed: Parsed, token: Token) -> bool:
        """ "left Karova", "had to abandon their villages"."""
        for c in parsed.children[token.i]:
            what = parsed.tokens[c]
            own = any(parsed.tokens[k].tag == "PRP$" for k in parsed.children[c])
            if what.dep == "dobj" and (what.pos == "PROPN" or (own and what.lemma in self._grounds | self._homes)):
                return True
        return False

    def _ruined(self, parsed: Parsed, token: Token) -> bool:
        """ "The whole village of 300 people was razed", "houses of 40 families were burnt": they have no home."""
        for s in parsed.children[token.i]:
            ruined = parsed.tokens[s]
            if ruined.dep not in {"nsubjpass", "dobj"}:
                continue
            if ruined.lemma in self._homes:
                return any(parsed.tokens[c].lower in OWNERS for c in parsed.children[s])
            whole = any(parsed.tokens[c].lower in WHOLE for c in parsed.children[s])
            if whole and ruined.dep == "nsubjpass" and ruined.lemma in self._inhabited:
                return True
        return False

    def _are_there(self, parsed: Parsed, token: Token) -> bool:
        """ "there are 2,000 people in the camp", the place hung on the "are" or on the people."""
        there = [c for c in parsed.children[token.i] if parsed.tokens[c].dep == "expl"]
        shown = (parsed.tokens[c] for c in parsed.children[token.i] if parsed.tokens[c].dep == "attr")
        return bool(there) and any(self._lies(parsed, t, self._sure) for t in (token, *shown))

    def _is_away(self, parsed: Parsed, i: int) -> bool:
        """ "are without homes", "remain away from their homes", "were on the move"."""
        words = [t.lower for t in parsed.tokens[i + 1 : i + 7]]
        return any(
            words[k : k + len(phrase)] == list(phrase) and (phrase in self._moving or HOMES & set(words[k:]))
            for phrase in self._away
            for k in range(2)
        )

    def _is_forced(self, parsed: Parsed, token: Token) -> bool:
        """ "forced off their land", "forced by the flood to cross the river", "forced into camps"."""
        behind = parsed.tokens[token.i + 1 : min(token.i + 1 + FORCE_REACH, parsed.sentence_of(token.i).last + 1)]
        for t in behind:
            if t.lower in FROM or (t.lemma in self._forced and t.i and parsed.tokens[t.i - 1].lower == "to"):
                return True
            if t.text in {";", "."} or (t.pos == "VERB" and t.tag in {"VBD", "VBZ", "VBP"}):
                return False
        return False

    def _is_chased(self, parsed: Parsed, token: Token) -> bool:
        """ "driven off their land", "chased from their villages", "drove 300 families from Karova"."""
        behind = parsed.tokens[token.i + 1 : min(token.i + 1 + FORCE_REACH, parsed.sentence_of(token.i).last + 1)]
        leaving = next((t.i for t in behind if t.lower in {"from", "off", "out"}), None)
        if leaving is None:
            return False
        ground = parsed.tokens[leaving + 1 : leaving + 5]
        if ground and ground[0].pos == "PROPN" and token.lemma != "push":
            return True
        return any(t.tag == "PRP$" for t in ground) and any(t.lemma in self._grounds for t in ground)

    def _noun_role(self, parsed: Parsed, token: Token) -> str | None:
        """ "2,000 new arrivals"."""
        new = token.lower == "arrivals" and token.i > 0 and parsed.tokens[token.i - 1].lower in {"new", "fresh"}
        return "noun" if new or token.lower in self._arrivals else None

    def _is_camp(self, parsed: Parsed, token: Token) -> bool:
        """ "the camp is home to": the subject of the "is" is a refuge."""
        head = parsed.tokens[token.head]
        apposed = token.dep == "appos" and self._refuge(parsed, head.i, self._sure)
        return apposed or (
            head.lemma == "be" and any(self._refuge(parsed, c, self._sure) for c in _subjects(parsed, head.i))
        )

    def _goes(self, parsed: Parsed, token: Token) -> bool:
        """ "moved to a camp", "bused out of Karova"."""
        for c in parsed.children[token.i]:
            word = parsed.tokens[c].lower
            if word == "from" and token.lemma in self._carries:
                return any(parsed.tokens[p].pos == "PROPN" or parsed.tokens[p].lemma in HOME for p in _under(parsed, c))
            if word == "out" and c + 1 < len(parsed.tokens) and parsed.tokens[c + 1].lower == "of":
                return self._named(parsed, c)
            if token.lemma in self._relocates and word in {"to", "from"} and self._place(parsed, c):
                return True
            if word in self._to and any(self._refuge(parsed, p, self._places) for p in _under(parsed, c)):
                return True
        return False

    def _place(self, parsed: Parsed, preposition: int) -> bool:
        """Whether a name or an area follows: "moved to other villages", "moved from Karova"."""
        governed = (parsed.tokens[p] for p in _under(parsed, preposition))
        return any(t.pos == "PROPN" or t.lemma in HOME for t in governed)

    def _named(self, parsed: Parsed, out: int) -> bool:
        """Whether a name or homes follow "out of": not "out of work"."""
        behind = parsed.tokens[out + 2 : out + 6]
        return any(t.pos == "PROPN" or t.lemma in HOME for t in behind)

    def _lies(self, parsed: Parsed, token: Token, places: frozenset[str]) -> bool:
        """ "are in the camp", "sleeping in the open"."""
        for c in parsed.children[token.i]:
            if parsed.tokens[c].lower in self._at and any(self._refuge(parsed, p, places) for p in _under(parsed, c)):
                return True
        return False

    def _refuge(self, parsed: Parsed, i: int, places: frozenset[str]) -> bool:
        token = parsed.tokens[i]
        modifiers = {parsed.tokens[c].lower for c in parsed.children[i]} | {parsed.tokens[i - 1].lower if i else ""}
        if token.lemma in self._safe or token.lower in self._safe:
            return bool(modifiers & self._safe) or token.lower == "safety"
        if token.lemma in self._places and modifiers & self._kinds:
            return True
        return token.lemma in places and not modifiers & self._other


def _made_to(parsed: Parsed, token: Token) -> bool:
    """ "caused 2,300 people to leave", "ordered residents to go": the verb under another's word."""
    above = parsed.tokens[token.head]
    to = any(parsed.tokens[c].lower == "to" and parsed.tokens[c].dep == "aux" for c in parsed.children[token.i])
    return to and token.dep in {"ccomp", "xcomp"} and above.lemma in MAKING


def _of_those(parsed: Parsed, token: Token) -> bool:
    """ "Of the 900 residents, 300 have left"."""
    first = parsed.tokens[parsed.sentence_of(token.i).first]
    return first.lower == "of" and first.head == token.i


def _whom(parsed: Parsed, token: Token) -> str:
    """Whom a verb is told of: its object, or its subject where it is active and has none."""
    parts = {parsed.tokens[c].dep for c in parsed.children[token.i]}
    reduced = token.tag == "VBN" and "aux" not in parts  # "families moved to a camp"
    return "object" if parts & {"dobj", "nsubjpass", "auxpass"} or reduced else "subject"


def _size(found: Found) -> float:
    return found.reading.best or found.reading.high or found.reading.low or 0.0


def _subjects(parsed: Parsed, i: int) -> list[int]:
    return [c for c in parsed.children[i] if parsed.tokens[c].dep in {"nsubj", "nsubjpass"}]


def _under(parsed: Parsed, preposition: int, depth: int = OF_DEPTH) -> Iterator[int]:
    """The nouns a preposition governs, those joined by "and", and what a group of them is of."""
    for c in parsed.children[preposition]:
        token = parsed.tokens[c]
        if token.dep in {"pobj", "conj"} and token.pos in {*NOUNS, "ADJ"}:
            yield c
            for k in parsed.children[c] if depth else ():
                if parsed.tokens[k].dep == "conj" or parsed.tokens[k].lower in {"of", "including"}:
                    yield from ([k] if parsed.tokens[k].dep == "conj" else _under(parsed, k, depth - 1))
