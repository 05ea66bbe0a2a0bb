"""What a noun phrase counts: its class, whether people at all, and whether one victim stands there without number."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from itertools import pairwise

from sayso.find.counts.amounts import ONE, Amount
from sayso.find.counts.fates import Fate
from sayso.find.counts.figures import HOMES, Found
from sayso.find.counts.numbers import Reading, parse_quantity
from sayso.find.counts.patients import SPEECH
from sayso.find.counts.people import People, companions, person_plurals, vocabulary
from sayso.find.counts.tolls import NUMBER_OF
from sayso.types import Parsed

SINGLE_WHATS = frozenset({"killed", "injured", "abducted", "detained", "released", "missing", "surrendered"})
LONGEST_SINGLE = 12
"""Tokens kept of the description before a single victim's noun."""
MANY = 10.0
MOVES = frozenset(
    "return move arrive cross leave settle head live stay remain take seek enter stream pour spill".split()
)
"""Verbs that tell of the displaced only where many people are their subject."""
FLEEING = frozenset({"flee", "escape", "run", "leave"})
NOT_PERSONS = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "EVENT"})
OF_PERSONS = frozenset({"arrest", "detain", "apprehend", "imprison", "jail", "nab", "kidnap", "abduct"})
SOME = frozenset({"some", "many", "most", "few", "several"})
YEAR = 4
"""Digits of a year."""
MEMBERS = frozenset({"man", "woman", "member", "person", "strong", "head"})
OWN_NOUNS = frozenset({"life", "body", "corpse", "death"})


@cache
def fate_nouns() -> frozenset[str]:
    """Lemmas of nouns for what became of people, and for those it became of."""
    kinds = vocabulary()["what"].values()
    return frozenset(noun for kind in kinds for noun in (*kind["noun"], *kind["person"])) | {"victim", "survivor"}


class Victims:
    """Reads counted and uncounted nouns for people."""

    def __init__(self) -> None:
        self._people = People()

    def countable(self, parsed: Parsed, amount: Amount) -> bool:
        """Whether an amount may be people (or their homes)."""
        token = parsed.tokens[amount.head]
        if amount.bare:
            return True
        if self._tells(parsed, amount) or self._of_one(parsed, amount) or _of_some(parsed, amount):
            return False
        if self._people.who(parsed, amount.head) in HOMES:
            return True
        if amount.partitive and amount.reading.best == 1.0 and not self._people.may_be_person(token):
            return token.pos in {"PRON", "PROPN"} or token.lower in NUMBER_OF  # not "one of the biggest raids"
        if amount.reading.high == 0.0:  # "there was no other choice"
            return self._people.may_be_person(token) or token.pos == "PROPN" or token.lemma in fate_nouns()
        return not self._people.is_thing(token)

    def _tells(self, parsed: Parsed, amount: Amount) -> bool:
        """Whether those counted are who says so behind a comma: "wounding 12, two military sources said"."""
        token, before = parsed.tokens[amount.head], amount.first - 1
        verb = parsed.tokens[token.head]
        speaks = token.dep == "nsubj" and amount.last < verb.i and verb.lemma in SPEECH
        return speaks and before > 0 and parsed.tokens[before].text == ","

    def _of_one(self, parsed: Parsed, amount: Amount) -> bool:
        """Whether things are counted that tell who one person is, or in which year: "author of three novels"."""
        tokens, token = parsed.tokens, parsed.tokens[amount.head]
        whose = tokens[tokens[token.head].head]
        if token.dep == "pobj" and tokens[token.head].lower == "of" and not self._people.may_be_person(token):
            return whose.tag == "NN" and self._people.may_be_person(whose)
        year = amount.first == parsed.sentence_of(amount.first).first and tokens[amount.first].text[:2] in ("19", "20")
        alone = token.tag in {"NN", "NNP"} and token.lower not in person_plurals() and self._people.is_person(token)
        return year and len(tokens[amount.first].text) == YEAR and alone  # "2016 Leader Killed"

    def many(self, parsed: Parsed, amount: Amount) -> bool:
        """A figure of people, or of their families, too large for a handful of wanderers."""
        reading = amount.reading
        size = reading.best or reading.low or reading.high or 0.0
        token = parsed.tokens[amount.head]
        person = (
            token.lower in person_plurals() or token.tag == "NNPS" or self._people.who(parsed, amount.head) in HOMES
        )
        return not amount.bare and size >= MANY and (person or self._people.may_be_person(token))

    def fitting(self, parsed: Parsed, amount: Amount, fate: Fate) -> bool:
        if not amount.bare and self._people.who(parsed, amount.head) in HOMES - {"families", "households"}:
            fled = parsed.tokens[fate.i].lemma in FLEEING  # people do, and no homes
            return fate.what in {"displaced", "evacuated"} and not fled
        phrase = fate.what == "displaced" and fate.roles == {"subject"} and fate.i != fate.last
        if phrase or (fate.what == "displaced" and parsed.tokens[fate.i].lemma in MOVES):
            size = amount.reading.best or amount.reading.low or amount.reading.high or 0.0
            if size < MANY and self._people.who(parsed, amount.head) not in HOMES:
                return False
        if parsed.tokens[fate.i].lemma == "return":
            objects = [parsed.tokens[c].lower for c in parsed.children[fate.i] if parsed.tokens[c].dep == "dobj"]
            return not objects or "home" in objects
        return True

    def figure(self, parsed: Parsed, amount: Amount, fate: Fate, *, group: int | None = None) -> Found:
        return Found(
            first=amount.first, last=amount.last, head=amount.head, anchor=fate.i, what=fate.what,
            who=self.told_class(parsed, amount), reading=amount.reading, group=group,
        )  # fmt: skip

    def told_class(self, parsed: Parsed, amount: Amount) -> str:
        """The class of a figure; of "five of the dead were children" that of the children."""
        if amount.bare or parsed.tokens[amount.head].lower.startswith("displaced"):
            return "people"
        tokens = parsed.tokens
        if amount.partitive and (
            tokens[amount.head].lower in NUMBER_OF or tokens[amount.head].lower in {"those", "people"}
        ):
            stretch = range(amount.last + 1, min(amount.last + 6, len(tokens)))
            was = next((k for k in stretch if tokens[k].lower in {"were", "are", "was"}), None)
            if was is not None:
                noun = next((k for k in range(was + 1, min(was + 4, len(tokens))) if tokens[k].tag == "NNS"), None)
                if noun is not None and self._people.is_person(tokens[noun]):
                    return self.class_of(parsed, noun)
        pair = tuple(t.lower for t in tokens[amount.head + 1 : amount.head + 3])
        if pair[:1] == ("and",) and pair[1:] in {("children",), ("women",), ("men",), ("girls",)}:
            return "people"  # "50 women and children"
        return self.class_of(parsed, amount.head)

    def class_of(self, parsed: Parsed, head: int) -> str:
        """The class of a head; of a noun like "bodies" or "deaths" by the nouns beside it ("civilian deaths")."""
        who = self._people.who(parsed, head)
        if who != "people":
            return who
        for c in parsed.children[head]:
            child = parsed.tokens[c]
            if child.dep in {"amod", "compound"} and child.lower in {
                "civilian",
                "child",
                "combatant",
                "police",
                "military",
            }:
                return {"child": "children", "police": "police", "civilian": "civilians"}.get(child.lower, "combatants")
            if child.dep == "prep" and child.lower in {"of", "among"} and c > head:
                inner = [self._people.who(parsed, p) for p in parsed.children[c] if parsed.tokens[p].tag == "NNS"]
                if inner:
                    return inner[0]
        return who

    def single(self, parsed: Parsed, head: int, fate: Fate, counted: Container[int]) -> Found | None:
        """One victim described or named; None for plurals, groups and things."""
        head = _before_day(parsed, head)
        token = parsed.tokens[head]
        first = head
        if head + 1 < len(parsed.tokens) and parsed.tokens[head + 1].lemma in SPEECH and head > fate.i:
            return None
        if token.pos == "PRON":
            if token.lower not in {"him", "her", "he", "she"}:
                return None
        elif (
            token.tag in {"NNP", "NN"}
            or (token.pos == "NOUN" and token.tag not in {"NNS", "NNPS"})
            or self._people.is_person(token)
        ):
            if self._people.is_collective(token) and (size := _size(parsed, head)) is not None:
                return Found(
                    first=max(token.left, head - LONGEST_SINGLE), last=head, head=head, anchor=fate.i, what=fate.what,
                    who="people", reading=size,
                )  # fmt: skip
            if token.lower in person_plurals() or self._people.is_collective(token) or self._people.is_thing(token):
                return None
            if token.pos == "PROPN" and (token.lower.endswith("ly") or not self._person_name(parsed, head, fate)):
                return None
            first = max(token.left, head - LONGEST_SINGLE)
            if any(k in counted for k in range(first, head)) and parsed.tokens[first].pos == "NUM":
                return None
            if token.pos == "NOUN" and not self._one_person(parsed, head, fate):
                return None
        else:
            return None
        return Found(
            first=first,
            last=head,
            head=head,
            anchor=fate.i,
            what=fate.what,
            who=self._people.who(parsed, head),
            reading=ONE,
        )

    def _one_person(self, parsed: Parsed, head: int, fate: Fate) -> bool:
        """Whether a common noun in the singular means one person here."""
        token = parsed.tokens[head]
        if fate.what in {"killed", "injured"} and token.dep != "conj":
            return _determined(parsed, head) or self._people.is_person(token)
        first = parsed.tokens[parsed.first_joined(head)]
        whom = first.dep in {"dobj", "nsubjpass"} and first.head == fate.i
        if whom and parsed.tokens[fate.i].lemma in OF_PERSONS and _determined(parsed, head):
            return True  # whoever it is
        if fate.what in {"killed", "injured"} and self._people.is_person(first) and _determined(parsed, head):
            return True  # "a farmer, his brother and a guest"
        return self._people.may_be_person(token)

    def is_person(self, parsed: Parsed, head: int) -> bool:
        """Whether the noun at `head` is one of the lists' for people."""
        token = parsed.tokens[head]
        return self._people.is_person(token) or token.lower in person_plurals()

    def _person_name(self, parsed: Parsed, head: int, fate: Fate) -> bool:
        """Whether a name is a person's; what is said to be killed under two names or more mostly is."""
        if self._people.is_person(parsed.tokens[head]):
            return True
        titles = (c for c in parsed.children[head] if parsed.tokens[c].dep in {"compound", "nmod"} and c < head)
        if any(self._people.is_person(parsed.tokens[c]) for c in titles):
            return True  # "the board's chairman Oren Valdis", whatever the names' labels
        if parsed.tokens[fate.i].lemma in {"capture", "liberate", "free"}:
            return any(n.label == "PERSON" for n in parsed.names if n.first <= head <= n.last)
        label = next((n.label for n in parsed.names if n.first <= head <= n.last), None)
        if label in {"ORG", "GPE"} and fate.what == "killed":
            names = [
                c
                for c in parsed.children[head]
                if parsed.tokens[c].dep == "compound" and parsed.tokens[c].pos == "PROPN"
            ]
            return bool(names) and not _determined(parsed, head)
        if label == "NORP" and _single_national(parsed, head):
            return True
        return label not in NOT_PERSONS and parsed.tokens[head].lower != "who"


def _single_national(parsed: Parsed, head: int) -> bool:
    """ "A Palestinian", "an Israeli": a people's name for one of them."""
    below = [parsed.tokens[c] for c in parsed.children[head]]
    return parsed.tokens[head].tag == "NNP" and any(t.lower in {"a", "an"} and t.dep == "det" for t in below)


def _of_some(parsed: Parsed, amount: Amount) -> bool:
    """Whether only some of those counted are meant: "some of those five villagers"."""
    words = [t.lower for t in parsed.tokens[max(amount.first - 3, 0) : amount.first + 1]]
    return any(a in SOME and b == "of" for a, b in pairwise(words)) and not amount.partitive


def _size(parsed: Parsed, head: int) -> Reading | None:
    """How many a crew or family is said to be: "its five-man crew", "a three-member family"."""
    match [t.lower for t in parsed.tokens[max(head - 3, 0) : head]]:
        case [number, "-", member] if member in MEMBERS:
            return parse_quantity(number)
    return None


def _before_day(parsed: Parsed, head: int) -> int:
    """The name before a day the parse took for its head ("killed Ana Sol Sunday")."""
    days = next((n for n in parsed.names if n.first <= head <= n.last and n.label in {"DATE", "TIME"}), None)
    if days is not None and days.first and parsed.tokens[days.first - 1].pos == "PROPN":
        return days.first - 1
    return head


def tells_of_one(parsed: Parsed, fate: Fate) -> bool:
    """Whether the word counts a single person when no number does ("the slain leader" is background)."""
    if fate.what not in SINGLE_WHATS or parsed.tokens[fate.i].dep == "amod":
        return False
    return bool(fate.roles & {"object", "subject", "through", "state"}) or parsed.tokens[fate.i].lower in OWN_NOUNS


def same_person(parsed: Parsed, head: int, fate: Fate) -> bool:
    """ "a tribal elder and member of the council was killed": one man with two descriptions."""
    token = parsed.tokens[head]
    single = any(parsed.tokens[c].lower in {"was", "has", "is"} for c in parsed.children[fate.i])
    owned = any(parsed.tokens[c].dep == "poss" for c in parsed.children[head])
    if single and not owned and token.pos == "NOUN":
        return True
    described = token.dep == "conj" and token.tag == "NN" and token.lemma not in companions()  # no "mother and child"
    if not described or any(parsed.tokens[c].dep in {"det", "poss", "nummod"} for c in parsed.children[head]):
        return False
    one = {parsed.tokens[c].lower for c in parsed.children[token.head] if parsed.tokens[c].dep == "det"}
    return bool(one & {"a", "an"}) and parsed.tokens[token.head].lemma not in companions()  # "a lawyer and critic"


def _determined(parsed: Parsed, head: int) -> bool:
    return any(parsed.tokens[c].dep in {"det", "poss"} for c in parsed.children[head])
