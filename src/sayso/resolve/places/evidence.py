"""What a report says about where its places are: "Hama, Syria", "the Iraqi city of Mosul", places told together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sayso.resolve.places.pools import (
    CAPITAL,
    CLASSES,
    COUNTRY,
    DISTRICT,
    FITTING,
    PROVINCE,
    TOWN,
    Bools,
    Floats,
    Integers,
    Pool,
    Pools,
    among,
    country_number,
)
from sayso.types import Parsed, PlaceMention, Token

# A parent ("Syria" in "Hama, Syria") is looked for this many tokens after the name, and is at most this long.
LONGEST_PARENT_TOKENS = 4
DEMONYM_REACH_TOKENS = 5

# Distances over which places of one report tend to lie from each other: a town's surroundings, a country's.
NEAR_KM, FAR_KM = 60.0, 400.0
# Candidates less likely than this say nothing about the others.
ANCHOR_LEAST = 0.03

# Cells of a table held at a time, of which there are ten (10 MB): a report may name a thousand places.
MOST_CELLS = 250_000

OWN_EVIDENCE = ("fits", "unfit", "told_unit", "comma", "comma_not", "in", "people")
REPORT_EVIDENCE = (
    "country_share", "province_share", "district_share", "near", "far", "holds", "province_told", "country_told",
    "country_cover", "province_cover", "district_cover", "province_names", "most_names",
)  # fmt: skip

# By class of place: those that a kind told fits, units, and what is small enough to lie near the others.
FITS = {kind: np.array([c in fitting for c in range(CLASSES)]) for kind, fitting in FITTING.items()}
IS_UNIT = np.array([c in (PROVINCE, DISTRICT) for c in range(CLASSES)])
IS_TOWN = np.array([c in (TOWN, CAPITAL) for c in range(CLASSES)])
IS_SMALL = np.array([c in (TOWN, CAPITAL, DISTRICT, PROVINCE) for c in range(CLASSES)])


class Group(NamedTuple):
    """Mentions of one name and kind in a report."""

    pool: Pool
    name: str
    kind: str | None
    mentions: tuple[int, ...]
    parents: tuple[tuple[str, frozenset[int]], ...]
    """How a parent was told (comma, in, people) and the ids and country numbers that it may be."""
    homes: frozenset[str] = frozenset()
    """Countries (alpha-2) that the rest of the report tells of; that of its outlet where it tells of none."""
    told: frozenset[str] = frozenset()
    """Those of `homes` that the report tells of."""


def parents_of(
    parsed: Parsed, m: PlaceMention, pools: Pools, peoples: dict[str, str]
) -> list[tuple[str, frozenset[int]]]:
    """Larger places that the words next to a mention put it in."""
    tokens = parsed.tokens
    found: list[tuple[str, frozenset[int]]] = []
    i = m.last + 1
    if i < len(tokens) and tokens[i].tag == "POS":
        i += 1
    if i + 1 < len(tokens) and tokens[i].text in (",", "("):
        ids = _holders(parsed, i + 1, pools)
        if ids:
            found.append(("comma", ids))
    if i + 1 < len(tokens) and tokens[i].lower in ("in", "of"):
        j = i + 1
        while j < len(tokens) and j < i + 6 and not tokens[j].text[0].isupper():
            j += 1
        ids = _holders(parsed, j, pools) if j < len(tokens) and tokens[j].sentence == tokens[i].sentence else None
        if ids:
            found.append(("in", ids))
    for j in range(m.first - 1, max(-1, m.first - 1 - DEMONYM_REACH_TOKENS), -1):
        if tokens[j].sentence != tokens[m.first].sentence or tokens[j].text in ",;:":
            break
        people = peoples.get(tokens[j].lower)
        if people is not None:
            place = _people_place(people, pools)
            if place:
                found.append(("people", place))
            break
    return found


def _people_place(people: str, pools: Pools) -> frozenset[int] | None:
    place = pools.gazetteer.country(people) if people.isalpha() else pools.gazetteer.place(int(people))
    if place is None:
        return None
    return frozenset({place.id, country_number(place.country)} if place.feature.startswith("PCL") else {place.id})


def _holders(parsed: Parsed, first: int, pools: Pools) -> frozenset[int] | None:
    """Units and countries that the longest name starting at a token may be."""
    tokens: Sequence[Token] = parsed.tokens
    if first >= len(tokens) or not tokens[first].text[0].isupper():
        return None
    for last in range(min(len(tokens) - 1, first + LONGEST_PARENT_TOKENS - 1), first - 1, -1):
        if not tokens[last].text[0].isalnum() or tokens[last].sentence != tokens[first].sentence:
            continue
        pool = pools.of(parsed.text[tokens[first].start : tokens[last].end])
        if pool is None:
            continue
        large = [c for c, k in zip(pool.candidates, pool.classes, strict=True) if k in (COUNTRY, PROVINCE, DISTRICT)]
        if large:
            return frozenset(
                {c.id for c in large} | {country_number(c.country) for c in large if c.feature[:3] == "PCL"}
            )
    return None


def kind_evidence(group: Group) -> Floats:
    """Columns fits, unfit, told_unit: whether the kind told is that of the candidate."""
    classes = group.pool.classes
    out = np.zeros((len(classes), 3), np.float32)
    fitting = FITS.get(group.kind or "")
    if fitting is not None:
        fits = fitting[classes]
        out[:, 0], out[:, 1] = fits, ~fits
    else:
        out[:, 2] = IS_UNIT[classes]
    return out


def parent_evidence(group: Group) -> Floats:
    """Columns comma, comma-not, in, people: whether the candidate lies in a parent that the words name."""
    pool = group.pool
    out = np.zeros((len(pool.ids), 4), np.float32)
    for how, ids in group.parents:
        inside = among(pool.countries, ids) | among(pool.provinces, ids) | among(pool.districts, ids)
        inside &= ~among(pool.ids, ids)
        if how == "comma":
            out[:, 0] = np.maximum(out[:, 0], inside)
            out[:, 1] = np.maximum(out[:, 1], ~inside if inside.any() else 0)
        else:
            column = 2 if how == "in" else 3
            out[:, column] = np.maximum(out[:, column], inside)
    return out


def lies_in_parent(group: Group, candidate: int) -> bool:
    """Whether a candidate lies in a larger place that the words name."""
    comma, _, inside, people = parent_evidence(group)[candidate]
    return bool(comma or inside or people)


class Together(NamedTuple):
    """The candidates of all groups of a report, one row each, group after group."""

    bounds: tuple[tuple[int, int], ...]
    """First row of each group and the row after its last."""
    owner: Integers
    """Number of the group of each row."""
    ids: Integers
    countries: Integers
    provinces: Integers
    districts: Integers
    small: Bools
    """Whether it is a town or a unit of a country."""
    unit: Floats
    names: tuple[Floats, Floats, Floats]
    """How many other names have a candidate in the same country, province, district: see `cover`."""
    most: Bools
    """Whether in its group no candidate's province has more of them."""

    @classmethod
    def of(cls, groups: Sequence[Group]) -> Together:
        pools = [g.pool for g in groups]
        sizes = [len(p.ids) for p in pools]
        ends = np.cumsum(sizes).tolist()
        starts = [0, *ends[:-1]]
        owner = np.repeat(np.arange(len(sizes)), sizes)
        countries, provinces, districts = (
            np.concatenate([p.countries for p in pools]),
            np.concatenate([p.provinces for p in pools]),
            np.concatenate([p.districts for p in pools]),
        )
        names = tuple(cover(units, owner) for units in (countries, provinces, districts))
        most = (names[1] == np.maximum.reduceat(names[1], starts)[owner]) & (names[1] > 1)
        return cls(
            tuple(zip(starts, ends, strict=True)), owner, np.concatenate([p.ids for p in pools]), countries, provinces,
            districts, IS_SMALL[np.concatenate([p.classes for p in pools])], np.concatenate([p.unit for p in pools]),
            (names[0], names[1], names[2]), most,
        )  # fmt: skip

    def blocks(self, wide: int) -> Iterator[range]:
        """Numbers of groups, so many at a time that a table of their rows and `wide` columns stays small."""
        first = 0
        for g, (_, end) in enumerate(self.bounds):
            if g > first and (end - self.bounds[first][0]) * wide > MOST_CELLS:
                yield range(first, g)
                first = g
        yield range(first, len(self.bounds))


def report_evidence(whole: Together, chances: Floats) -> Floats:
    """Columns of REPORT_EVIDENCE: how far the other places of the report speak for each candidate.

    `chances` are the probabilities of all candidates without the rest of the report. Each name counts once,
    however often it is told.
    """
    table = np.zeros((len(chances), len(REPORT_EVIDENCE)), np.float32)
    anchors = np.flatnonzero(chances >= ANCHOR_LEAST)
    for block in whole.blocks(len(anchors)):
        _told_by_others(whole, chances, anchors, block, table)
    n = max(1, len(whole.bounds) - 1)
    table[:, 3], table[:, 4] = np.minimum(3, table[:, 3]), np.minimum(5, table[:, 4])
    table[:, 5] = np.minimum(3, table[:, 5])
    table[:, 6], table[:, 7] = np.minimum(1, table[:, 1]), np.minimum(1, table[:, 0])
    table[:, :3] /= n
    for column, names in enumerate(whole.names):
        table[:, 8 + column] = names / n
    table[:, 11] = np.minimum(1.0, whole.names[1] / 5)
    table[:, 12] = whole.most
    return table


def _told_by_others(whole: Together, chances: Floats, anchors: Integers, block: range, table: Floats) -> None:
    """Fill the first six columns of a block of groups: what the likely candidates of other names say, summed."""
    rows = slice(whole.bounds[block[0]][0], whole.bounds[block[-1]][1])
    owner, weight, small = whole.owner[anchors], chances[anchors], whole.small[anchors]
    ids, provinces, districts = whole.ids[rows, None], whole.provinces[anchors], whole.districts[anchors]
    inside = (provinces == ids) | (districts == ids)
    inside &= whole.ids[anchors] != ids
    shared = [
        (own[rows, None] == own[anchors]) & (own[rows, None] != 0)
        for own in (whole.countries, whole.provinces, whole.districts)
    ]
    there = whole.unit[anchors].T
    near = np.empty(inside.shape, np.float32)
    for start, end in whole.bounds[block[0] : block[-1] + 1]:
        np.matmul(whole.unit[start:end], there, out=near[start - rows.start : end - rows.start])
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * near)) * 6371
    near, far = np.exp(-chord / NEAR_KM), np.exp(-chord / FAR_KM)
    others = np.where(owner != whole.owner[rows, None], weight, np.float32(0))
    local = others * small
    for column, same in zip((0, 1, 2, 5), (*shared, inside), strict=True):
        table[rows, column] = (same * others).sum(1)
    table[rows, 3], table[rows, 4] = (near * local).sum(1), (far * local).sum(1)


def cover(units: Integers, owner: Integers) -> Floats:
    """For each candidate, how many other names have some candidate in the same unit, likely or not.

    Eight names that all exist in one province speak for it even where each by itself is commoner elsewhere. `owner` is
    the number of each candidate's name.
    """
    counts: dict[int, int] = {}
    known = units.tolist()
    for unit, _ in set(zip(known, owner.tolist(), strict=True)):
        counts[unit] = counts.get(unit, 0) + 1
    counts[0] = 1
    return np.array([counts[unit] - 1 for unit in known], np.float32)
