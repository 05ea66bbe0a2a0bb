"""What a report says about where its places are: "Hama, Syria", "the Iraqi city of Mosul", places told together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.resolve.places.pools import (
    CAPITAL,
    COUNTRY,
    DISTRICT,
    FITTING,
    PROVINCE,
    TOWN,
    Floats,
    Integers,
    Pool,
    Pools,
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

OWN_EVIDENCE = ("fits", "unfit", "told_unit", "comma", "comma_not", "in", "people")
REPORT_EVIDENCE = (
    "country_share", "province_share", "district_share", "near", "far", "holds", "province_told", "country_told",
    "country_cover", "province_cover", "district_cover", "province_names", "most_names",
)  # fmt: skip


class Group(NamedTuple):
    """Mentions of one name and kind in a report."""

    pool: Pool
    name: str
    kind: str | None
    mentions: tuple[int, ...]
    parents: tuple[tuple[str, frozenset[int]], ...]
    """How a parent was told (comma, in, people) and the ids and country numbers that it may be."""
    homes: frozenset[str] = frozenset()
    """Countries (alpha-2) that the rest of the report tells of."""


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
    if group.kind in FITTING:
        fits = np.isin(classes, list(FITTING[group.kind]))
        out[:, 0], out[:, 1] = fits, ~fits
    else:
        out[:, 2] = (classes == PROVINCE) | (classes == DISTRICT)
    return out


def parent_evidence(group: Group) -> Floats:
    """Columns comma, comma-not, in, people: whether the candidate lies in a parent that the words name."""
    pool = group.pool
    out = np.zeros((len(pool.ids), 4), np.float32)
    for how, ids in group.parents:
        known = list(ids)
        inside = np.isin(pool.countries, known) | np.isin(pool.provinces, known) | np.isin(pool.districts, known)
        inside &= ~np.isin(pool.ids, known)
        if how == "comma":
            out[:, 0] = np.maximum(out[:, 0], inside)
            out[:, 1] = np.maximum(out[:, 1], ~inside if inside.any() else 0)
        else:
            column = 2 if how == "in" else 3
            out[:, column] = np.maximum(out[:, column], inside)
    return out


def report_evidence(groups: Sequence[Group], chances: Sequence[Floats]) -> list[Floats]:
    """Columns of REPORT_EVIDENCE: how far the other places of the report speak for each candidate.

    `chances` are the probabilities of the candidates without the rest of the report. Each name counts once,
    however often it is told.
    """
    anchors = [np.flatnonzero(p >= ANCHOR_LEAST) for p in chances]
    weight = np.concatenate([p[a] for p, a in zip(chances, anchors, strict=True)])
    owner = np.concatenate([np.full(len(a), g) for g, a in enumerate(anchors)])
    country = np.concatenate([g.pool.countries[a] for g, a in zip(groups, anchors, strict=True)])
    province = np.concatenate([g.pool.provinces[a] for g, a in zip(groups, anchors, strict=True)])
    district = np.concatenate([g.pool.districts[a] for g, a in zip(groups, anchors, strict=True)])
    classes = np.concatenate([g.pool.classes[a] for g, a in zip(groups, anchors, strict=True)])
    ids = np.concatenate([g.pool.ids[a] for g, a in zip(groups, anchors, strict=True)])
    unit = np.concatenate([g.pool.unit[a] for g, a in zip(groups, anchors, strict=True)])
    covers = [cover([getattr(g.pool, level) for g in groups]) for level in ("countries", "provinces", "districts")]
    small = np.isin(classes, (TOWN, CAPITAL, DISTRICT, PROVINCE))
    out = []
    for number, group in enumerate(groups):
        others = owner != number
        w = np.where(others, weight, 0.0).astype(np.float32)
        n = max(1, len(groups) - 1)
        pool = group.pool
        table = np.zeros((len(pool.ids), len(REPORT_EVIDENCE)), np.float32)
        same_country, same_province, same_district = (
            np.where(own != 0, (own[:, None] == told[None, :]) @ w, np.float32(0))
            for own, told in ((pool.countries, country), (pool.provinces, province), (pool.districts, district))
        )
        table[:, 0] = same_country / n
        table[:, 1] = same_province / n
        table[:, 2] = same_district / n
        chord = np.sqrt(np.maximum(0.0, 2 - 2 * (pool.unit @ unit.T))) * 6371
        local = w * small
        table[:, 3] = np.minimum(3, np.exp(-chord / NEAR_KM) @ local)
        table[:, 4] = np.minimum(5, np.exp(-chord / FAR_KM) @ local)
        inside = (province[None, :] == pool.ids[:, None]) | (district[None, :] == pool.ids[:, None])
        inside &= ids[None, :] != pool.ids[:, None]
        table[:, 5] = np.minimum(3, inside @ w)
        table[:, 6] = np.minimum(1, same_province)
        table[:, 7] = np.minimum(1, same_country)
        for column, level in enumerate(covers):
            table[:, 8 + column] = level[number] / n
        names = covers[1][number]
        table[:, 11] = np.minimum(1.0, names / 5)
        table[:, 12] = (names == names.max()) & (names > 1)
        out.append(table)
    return out


def cover(levels: Sequence[Integers]) -> list[Floats]:
    """For each candidate, how many other names have some candidate in the same unit, likely or not.

    Eight names that all exist in one province speak for it even where each by itself is commoner elsewhere.
    """
    counts: dict[int, int] = {}
    for units in levels:
        for unit in set(units.tolist()):
            counts[unit] = counts.get(unit, 0) + 1
    counts[0] = 1
    return [np.array([counts[unit] - 1 for unit in units.tolist()], np.float32) for units in levels]
