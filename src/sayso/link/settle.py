"""One connected part of a store to its incidents. Nothing outside the part counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from sayso.judgements import Judgement
from sayso.link.cluster import cluster
from sayso.link.compare import Model, load_model, score
from sayso.link.copies import Texts
from sayso.link.correct import corrected
from sayso.link.lexicon import Lexicon, load_lexicon
from sayso.link.parts import labels
from sayso.link.reconcile import reconcile
from sayso.link.telling import Telling
from sayso.types import Claim, Incident, Report

# Of larger incidents so many tellings are asked how well they fit.
ASKED = 40

PositionPairs = Sequence[tuple[int, int]]


class Part(msgspec.Struct):
    """Tellings (sorted by key) that likely pairs or judgements connect; pairs are of their positions."""

    rows: list[Telling]
    strong: list[tuple[int, int]] = []
    same: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []


def likely(rows: Sequence[Telling], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that are likely one event by themselves."""
    model, lexicon = load_model(), load_lexicon()
    return [(i, j) for i, j in pairs if score(rows[i], rows[j], model, lexicon) > model.threshold]


def joined(rows: Sequence[Telling], strong: PositionPairs, same: PositionPairs, apart: PositionPairs) -> list[Part]:
    """The parts that strong and same pairs connect, in the order of their first tellings."""
    root = labels(len(rows), np.array([*strong, *same], dtype=np.int64).reshape(-1, 2)).tolist()
    parts: dict[int, Part] = {}
    place = []
    for i, telling in enumerate(rows):
        part = parts.setdefault(root[i], Part([], [], [], []))
        place.append(len(part.rows))
        part.rows.append(telling)
    for name, pairs in (("strong", strong), ("same", same), ("apart", apart)):
        for i, j in pairs:
            if root[i] == root[j]:
                getattr(parts[root[i]], name).append((place[i], place[j]))
    return list(parts.values())


def told_alike(part: Part) -> list[tuple[int, int]]:
    """Pairs that carry one text and are told alike in all that is compared: two thousand copies are one to compare."""
    parted = {i for pair in part.apart for i in pair}
    first: dict[tuple[object, ...], int] = {}
    found = []
    for i, telling in enumerate(part.rows):
        if telling.main and telling.text and i not in parted:
            head = first.setdefault(_compared(telling), i)
            if head != i and part.rows[head].report != telling.report:
                found.append((head, i))
    return found


def _compared(t: Telling) -> tuple[object, ...]:
    days = (t.published, t.first_day, t.last_day, t.dated, t.historical)
    place = (t.lat, t.lon, t.precision, t.country, t.place_name)
    return t.text, t.types, t.modes, t.status, *days, *place, t.actors, t.recipients, t.tolls, t.instruments


def groups_of(part: Part) -> list[list[Telling]]:
    """Tellings of one event each."""
    rows = part.rows
    if len(rows) == 1:
        return [list(rows)]
    model, lexicon = load_model(), load_lexicon()

    def pair_score(i: int, j: int) -> float:
        return score(rows[i], rows[j], model, lexicon)

    groups = cluster(
        len(rows), part.strong, pair_score, model.threshold, main=lambda i: rows[i].main,
        same=[*part.same, *told_alike(part)], apart=part.apart,
        barred=lambda a, b: other_held([rows[i] for i in a], [rows[i] for i in b]),
    )  # fmt: skip
    return [[rows[i] for i in g] for g in groups]


def other_held(a: Sequence[Telling], b: Sequence[Telling]) -> bool:
    """True for two groups that each tell mostly of one person arrested or judged, and not of the same."""
    one, two = _most_held(a), _most_held(b)
    return bool(one and two) and one.isdisjoint(two)


def _most_held(rows: Sequence[Telling]) -> set[str]:
    """Words of the name that most of the tellings of an arrest give; one telling alone may name a bystander."""
    counts = Counter(w for t in rows if t.held for w in t.persons)
    most = max(counts.values(), default=0)
    return {w for w, n in counts.items() if n == most} if most > 1 else set()


def incidents_of(
    part: Part,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    texts: Texts,
    judgements: Sequence[Judgement],
) -> list[Incident]:
    """The incidents of one part, with the values that a person set."""
    model, lexicon = load_model(), load_lexicon()
    found = []
    for members in groups_of(part):
        told = [claims[c] for t in members for c in t.claims]
        incident = reconcile(told, reports, texts, confidence(members, model, lexicon))
        found.append(corrected(incident, judgements))
    return found


def confidence(members: Sequence[Telling], model: Model, lexicon: Lexicon) -> float:
    """Mean probability of each telling with its closest other; 1 for a telling alone."""
    if len(members) < 2:
        return 1.0
    few = members[:ASKED]
    closest = [max(score(a, b, model, lexicon) for b in few if b is not a) for a in few]
    return sum(1 / (1 + math.exp(-max(-30.0, min(30.0, s - model.threshold)))) for s in closest) / len(closest)
