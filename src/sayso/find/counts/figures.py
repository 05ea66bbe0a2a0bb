"""Figures on their way to counts: one number with its fate, sums of people named side by side, each figure once."""

from __future__ import annotations

import msgspec

from sayso.find.counts.numbers import Reading
from sayso.types import CountWhat, Parsed, Struct

HOMES = frozenset({"families", "households", "homes"})
COMBATANT_CLASSES = frozenset({"combatants", "police", "security forces", "attackers", "guards"})
STAYERS = frozenset({"patients", "diplomats", "staff", "tourists", "workers", "employees", "passengers", "foreigners"})
"""Evacuated without being driven from home."""
DASHES = frozenset({"--", "–", "—", ":"})
"""Behind one of these a total is broken down."""


class Found(Struct, frozen=True, kw_only=True):
    """A figure before it is written down; `group` joins the parts of "a man and his two sons"."""

    first: int
    last: int
    head: int
    anchor: int
    what: CountWhat
    who: str
    reading: Reading
    group: int | None = None
    whole: int | None = None
    """Place of its total in the list of figures."""


def grouped(found: Found, group: int | None) -> Found:
    """The same figure as part of a group of people named together."""
    return msgspec.structs.replace(found, group=group)


def of_them_all(found: list[Found]) -> list[Found]:
    """Without the whole inside a part: of "four of the six captors died" the four died."""
    parts = {(f.last, f.anchor, f.what): f for f in sorted(found, key=lambda f: -f.first)}  # the longest wins

    def whole(f: Found) -> bool:
        part = parts[f.last, f.anchor, f.what]
        return part.first < f.first and (part.reading.best or 0.0) < (f.reading.best or 0.0)

    return [f for f in found if not whole(f)]


def displaced(found: list[Found]) -> list[Found]:
    """People evacuated from their homes are displaced as well; patients, troops and staff are not."""
    return [
        msgspec.structs.replace(f, what="displaced", group=None)
        for f in found
        if f.what == "evacuated" and f.who not in COMBATANT_CLASSES and f.who not in STAYERS
    ]


def without_details(parsed: Parsed, found: list[Found]) -> list[Found]:
    """Without who one of several just counted was: "two officials, a judge and a clerk, were shot"."""
    groups: dict[int, list[Found]] = {}
    for f in found:
        if f.group is not None:
            groups.setdefault(f.group, []).append(f)
    return [f for f in found if f.group is None or not _detail(parsed, f, groups[f.group])]


def _detail(parsed: Parsed, found: Found, members: list[Found]) -> bool:
    """Whether one person stands in apposition to several counted before."""
    if found.reading.best != 1.0:
        return False
    noun = parsed.tokens[parsed.first_joined(found.head)]
    several = {f.head for f in members if f.last < found.first and (f.reading.best or f.reading.low or 0.0) > 1.0}
    return noun.dep == "appos" and noun.head in several


def sums(parsed: Parsed, found: list[Found]) -> list[Found]:
    """The total of people named side by side ("a man and his two sons"); armed men stand apart."""
    totals: list[Found] = []
    for group in sorted({f.group for f in found if f.group is not None}):
        members = [f for f in found if f.group == group and f.who not in COMBATANT_CLASSES and f.who not in HOMES]
        members = [f for f in members if not _apposed(parsed, f, members)]
        figures = [f.reading.best for f in members]
        if len(figures) > 2 and None not in figures and figures[0] == sum(f or 0.0 for f in figures[1:]):
            continue  # "six relatives, two women and four men"
        if len({f.first for f in members}) < 2 or any(
            f.reading.best is None and f.reading.low is None for f in members
        ):
            continue
        low = sum(f.reading.low if f.reading.low is not None else f.reading.best or 0.0 for f in members)
        best = None if any(f.reading.best is None for f in members) else sum(f.reading.best or 0.0 for f in members)
        high = None if any(f.reading.high is None for f in members) else sum(f.reading.high or 0.0 for f in members)
        classes = {f.who for f in members}
        if not _linked(parsed, members) or _broken_down(parsed, members):
            continue
        totals.append(
            Found(
                first=min(f.first for f in members),
                last=max(f.last for f in members),
                head=members[0].head,
                anchor=members[0].anchor,
                what=members[0].what,
                who=classes.pop() if len(classes) == 1 else "people",
                reading=Reading(low, best, high, any(f.reading.approximate for f in members)),
            )
        )
    return totals


def _apposed(parsed: Parsed, found: Found, members: list[Found]) -> bool:
    """A name behind the title of the same person: "the district head, Ibrahim Dawi and 11 others"."""
    if (
        found.reading.best != 1.0
        or parsed.tokens[found.head].pos != "PROPN"
        or parsed.tokens[found.first - 1].lower != ","
    ):
        return False
    return any(f.last == found.first - 2 and f.reading.best == 1.0 for f in members)


def _linked(parsed: Parsed, members: list[Found]) -> bool:
    """An "and" or "with" before the last: appositions are no further victims."""
    last = max(members, key=lambda f: f.first)
    before = max((f.last for f in members if f.last < last.first), default=last.first)
    between = {t.lower for t in parsed.tokens[before : last.first + 1]}
    return bool(between & {"and", "with", "alongside", "&", "plus"}) or parsed.tokens[last.first - 1].lower == "and"


def with_others(parsed: Parsed, found: list[Found]) -> list[Found]:
    """The total where a later clause tells of "others": "killed an aide in a raid that left eight others dead"."""
    totals: list[Found] = []
    plain = [f for f in found if f.group is None and f.whole is None and f.who not in HOMES]
    for f in plain:
        if parsed.tokens[f.head].lower != "others" or f.reading.best is None:
            continue
        sentence = parsed.tokens[f.head].sentence
        before = [
            g for g in plain
            if g.last < f.first and g.what == f.what and parsed.tokens[g.head].sentence == sentence
            and g.who not in COMBATANT_CLASSES
        ]  # fmt: skip
        if len(before) != 1 or before[0].reading.best is None or before[0].anchor == f.anchor:
            continue
        first, a, b = before[0], before[0].reading, f.reading
        high = None if a.high is None or b.high is None else a.high + b.high
        low = (a.low or a.best or 0.0) + (b.low or b.best or 0.0)
        reading = Reading(low, (a.best or 0.0) + (b.best or 0.0), high, a.approximate or b.approximate)
        total = msgspec.structs.replace(first, last=f.last, who="people", reading=reading, anchor=f.anchor)
        totals.append(total)
    return totals


def _broken_down(parsed: Parsed, members: list[Found]) -> bool:
    """A dash behind the first: "five people -- two with guns and three with knives"."""
    first, second = sorted(members, key=lambda f: f.first)[:2]
    return any(parsed.tokens[k].lower in DASHES for k in range(first.last + 1, second.first))


def once(found: list[Found]) -> list[Found]:
    """Each figure once for each fate, links to totals kept."""
    seen: dict[tuple[int, int, str], int] = {}
    kept: list[Found] = []
    moved: dict[int, int] = {}
    for k, f in enumerate(found):
        key = (f.first, f.last, f.what)
        if key not in seen:
            seen[key] = len(kept)
            kept.append(f)
        moved[k] = seen[key]
    return [f if f.whole is None else msgspec.structs.replace(f, whole=moved[f.whole]) for f in kept]
