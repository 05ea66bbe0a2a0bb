"""Figures of a toll: "the death toll rose to 23", "put the number of dead at 40", "claimed 12 lives"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.find.counts.amounts import Amount
from sayso.find.counts.figures import Found
from sayso.find.counts.numbers import Reading, parse_quantity
from sayso.types import CountWhat, Parsed, Token

REACH = 16
"""Tokens between "toll" and its figure."""
NUMBER_OF: dict[str, CountWhat] = {
    "dead": "killed", "deaths": "killed", "fatalities": "killed", "killed": "killed", "victims": "killed",
    "bodies": "killed",
    "injured": "injured", "wounded": "injured", "injuries": "injured", "casualties": "casualties", "missing": "missing",
    "displaced": "displaced", "homeless": "displaced", "refugees": "displaced", "refugee": "displaced",
    "idps": "displaced", "idp": "displaced",
    "detainees": "detained", "detained": "detained", "arrests": "detained", "arrested": "detained",
    "hostages": "abducted", "protesters": "participants", "evacuees": "evacuated",
}  # fmt: skip
AMONG_REACH = 9
NUMBER_REACH = 9
PEOPLE = frozenset({"people", "persons", "civilians", "families", "households", "residents", "children"})
OUT_OF_HOME = frozenset(
    "fled fleeing displaced uprooted evacuated homeless shelters camps tents forced driven sheltering".split()
)
MOVED = frozenset("evacuees idps displacement displacements arrivals returnees refugees displaced".split())
NUMBERING = frozenset({"total", "number", "reach", "exceed", "top", "pass", "hit", "stand", "surpass"})
INCLUDE = frozenset({"included", "include", "includes", "including"})
TO = frozenset(
    {
        "to",
        "at",
        "of",
        "reached",
        "reaches",
        "reaching",
        "is",
        "was",
        "hit",
        "exceeded",
        "exceeds",
        "passed",
        "topped",
        "stood",
        "as",
        "over",
    }
)
STOPS = frozenset({";", "while", "including"})
# "Put the number at 12": verb, noun, and what stands around the noun.
PUTTING = frozenset({"put", "place", "set", "estimate", "revise", "give", "bring", "take", "raise", "push", "lower"})
FIGURE = frozenset({"number", "figure", "total"})
PUT_REACH = 7
"""Tokens between "bringing the total" and its "to"."""
AT = frozenset({"at", "to", "of"})
DEFINITE = frozenset({"the", "that", "this"})


def toll_figures(parsed: Parsed, amounts: list[Amount]) -> dict[int, tuple[int, CountWhat, Reading]]:
    """For amounts that state a toll, by their first token: anchor, what, reading."""
    found: dict[int, tuple[int, CountWhat, Reading]] = {}
    starts = [a.first for a in amounts]
    for i, what in _anchors(parsed):
        end = min(parsed.sentence_of(i).last, i + REACH)
        for amount in amounts[bisect_left(starts, i - REACH) : bisect_right(starts, end)]:
            if amount.last in {i - 1, i - 2} and amount.bare:
                found.setdefault(amount.first, (i, what, amount.reading))  # "brings to 40 the number of dead"
                break
            if amount.first <= i or amount.first > end:
                continue
            if any(t.lower in STOPS for t in parsed.tokens[i : amount.first]):
                break
            reading = amount.reading
            if amount.opened and reading.high is not None:
                reading = _reached(parsed, amount)
            if _introduced(parsed, i, amount):
                found.setdefault(amount.first, (i, what, reading))
                break
    return found


def _reached(parsed: Parsed, amount: Amount) -> Reading:
    """The second figure of "from 12 to 31", and of "from 45 to 31"."""
    words = [t.lower for t in parsed.tokens[amount.first : amount.number + 1]]
    last = parse_quantity(words[max((k for k, word in enumerate(words) if word == "to"), default=-1) + 1 :])
    return last if last is not None and last.best is not None else amount.reading


def _anchors(parsed: Parsed) -> list[tuple[int, CountWhat]]:
    tokens = parsed.tokens
    anchors: list[tuple[int, CountWhat]] = []
    for token in tokens:
        if token.lower in {"toll", "tolls"} and tokens[token.i - 1].lower not in {"casualty", "injury", "road"}:
            anchors.append((token.i, "killed"))
        elif token.lower in {"toll", "tolls"} and tokens[token.i - 1].lower == "casualty":
            anchors.append((token.i, "casualties"))
        elif token.lower == "dead" and token.i + 1 < len(tokens) and tokens[token.i + 1].lower == "at":
            anchors.append((token.i, "killed"))  # "put the dead at 120"
        elif token.lower == "population" and NUMBER_OF.get(tokens[token.i - 1].lower) == "displaced":
            anchors.append((token.i, "displaced"))  # "the displaced population of Karova reached 8,000"
        elif token.lower == "total" and token.i + 1 < len(tokens) and tokens[token.i + 1].lower in MOVED:
            anchors.append((token.i, "displaced"))  # "the total displaced stands at 8,000"
        elif token.lower in MOVED and _counted_by(tokens, token):
            anchors.append((token.i, "displaced"))  # "evacuees in the town total 8,000"
        elif (
            token.lower in {"number", "total"}
            and token.i + 1 < len(tokens)
            and tokens[token.i + 1].tag == "VBN"
            and (what := NUMBER_OF.get(tokens[token.i + 1].lower)) is not None
        ):
            anchors.append((token.i, what))  # "taking to 1,240 the number killed"
        elif (
            token.lower in {"number", "numbers", "total"}
            and token.i + 2 < len(tokens)
            and tokens[token.i + 1].lower == "of"
            and (what := _number_of(tokens, token.i + 2)) is not None
        ):
            anchors.append((token.i, what))
    return anchors


def _number_of(tokens: Sequence[Token], first: int) -> CountWhat | None:
    """What "the number of" counts: the dead, the displaced, people who fled or are in camps."""
    people = False
    for j in range(first, min(first + NUMBER_REACH, len(tokens))):
        word = tokens[j].lower
        if word in NUMBER_OF and j < first + 5:
            return NUMBER_OF[word]
        if people and word in OUT_OF_HOME:
            return "displaced"
        if word in TO and word != "of":
            return None
        people = people or word in PEOPLE
    return None


def _counted_by(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether the noun is the subject of a verb that gives its number."""
    return noun.dep in {"nsubj", "nsubjpass"} and tokens[noun.head].lemma in NUMBERING


def _introduced(parsed: Parsed, anchor: int, amount: Amount) -> bool:
    """The figure follows a word that gives tolls their figure, or the toll itself."""
    if amount.opened or amount.first - anchor <= 2:
        return True
    tokens = parsed.tokens
    before = tokens[amount.first - 1].lower
    if tokens[amount.first - 1].lemma in NUMBERING:
        return True
    return (
        before in TO or tokens[amount.first].lower in TO or (amount.first >= 2 and tokens[amount.first - 2].lower in TO)
    )


def among_the_dead(parsed: Parsed, amount: Amount) -> tuple[int, CountWhat] | None:
    """ "11 children were among the dead", "the dead included 11 children": anchor and what."""
    tokens = parsed.tokens
    end = min(parsed.sentence_of(amount.last).last, amount.last + AMONG_REACH)
    for k in range(amount.last + 1, end):
        if tokens[k].pos == "NUM" or tokens[k].lower in STOPS:
            break
        if tokens[k].lower == "among":
            return _named_state(parsed, range(k + 1, min(k + 8, end + 1)))
    if tokens[amount.first - 1].lower in INCLUDE and amount.first > 1:
        return _named_state(
            parsed, range(max(amount.first - 6, parsed.sentence_of(amount.first).first), amount.first - 1)
        )
    return None


def _named_state(parsed: Parsed, stretch: range) -> tuple[int, CountWhat] | None:
    for k in stretch:
        what = NUMBER_OF.get(parsed.tokens[k].lower)
        if what and parsed.tokens[k].lower not in {"deaths", "bodies", "fatalities"}:
            return k, what
    return None


def told_otherwise(parsed: Parsed, amounts: Sequence[Amount], found: Sequence[Found]) -> list[Found]:
    """What others put the figure just told at: "bandits took 80 women, but police put the number at 12"."""
    tokens, told = parsed.tokens, {f.first for f in found}
    again = []
    for amount in amounts:
        noun = _figure_put(parsed, amount.first - 1) if amount.first not in told else None
        if noun is None:
            continue
        before = [f for f in found if f.last < noun.i and tokens[noun.i].sentence - tokens[f.last].sentence <= 1]
        if before:
            last = max(before, key=lambda f: f.last)
            again.append(
                Found(
                    first=amount.first, last=amount.last, head=amount.head, anchor=noun.i, what=last.what, who=last.who,
                    reading=amount.reading,
                )
            )  # fmt: skip
    return again


def _figure_put(parsed: Parsed, at: int) -> Token | None:
    """The noun of "put the number at", "bringing the total since June to", "gave a figure of", by their last word."""
    tokens = parsed.tokens
    if at < 1 or tokens[at].lower not in AT:
        return None
    for k in range(at - 1, max(at - 1 - PUT_REACH, parsed.sentence_of(at).first), -1):
        if tokens[k].lower in FIGURE:
            below = {tokens[c].lower for c in parsed.children[k]}
            named = below & DEFINITE or (tokens[at].lower == "of" and "a" in below)
            return tokens[k] if named and tokens[tokens[k].head].lemma in PUTTING else None
        if "of" in {tokens[at].lower, tokens[k].lower} or tokens[k].pos in {"PUNCT", "CCONJ"}:
            return None
    return None
