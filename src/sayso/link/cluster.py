"""Tellings into groups of one event each, without chains of look-alikes.

Two groups join where each telling is alike to several of the other group: the mean, over the tellings
of each, of their LIKEST best scores, both groups weighing the same. So a telling that looks like two events
cannot tie them together, and the first flash of an attack may still join the day's tenth update through those
in between.

Main tellings are grouped first; what reports tell in passing then joins those groups, or its like, but
never ties two groups of main tellings together. A person's judgements come first: "same" joins, "not
same" forbids, whatever the scores. Ties are broken by keys: the order of the input is nothing.

Groups only ever join along a pair that is by itself likely enough. So each part of the store that such
pairs connect is grouped alone, and what is added elsewhere changes nothing in it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from statistics import fmean

# Groups larger than this are compared by their first tellings (by key) on each side.
SAMPLE = 12

# Chosen on half of the linked reports: 1 (single link) chains look-alikes, the mean over all splits an
# incident told for a week; 3 to 5 do neither.
LIKEST = 4

# Scores beyond this count no further: one copied text must not outvote three different places.
CLIP = 6.0


class _Groups:
    """Groups under way: members, forbidden partners, and the clipped scores between groups."""

    def __init__(
        self,
        members: dict[int, list[int]],
        score: Callable[[int, int], float],
        barred: Callable[[list[int], list[int]], bool],
    ):
        self.members = members
        self.alive = dict.fromkeys(members, 0)
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.near: dict[int, set[int]] = defaultdict(set)
        self._score, self._known = score, dict[tuple[int, int], float]()
        self._barred = barred

    def mean(self, a: int, b: int) -> float:
        """Mean over the tellings of both groups of their best clipped log odds with the other group."""
        left, right = self.members[a][:SAMPLE], self.members[b][:SAMPLE]
        rows = [[self.pair(i, j) for j in right] for i in left]
        sides = (rows, list(zip(*rows, strict=True)))
        return fmean(fmean(fmean(sorted(row, reverse=True)[:LIKEST]) for row in side) for side in sides)

    def may_join(self, a: int, b: int) -> bool:
        """False where what the groups tell as a whole speaks against it, whatever their pairs score."""
        return not self._barred(self.members[a], self.members[b])

    def pair(self, i: int, j: int) -> float:
        key = (i, j) if i < j else (j, i)
        if key not in self._known:
            self._known[key] = max(-CLIP, min(CLIP, self._score(*key)))
        return self._known[key]

    def join(self, a: int, b: int) -> int:
        """Join b into a, under the lower of the two numbers."""
        a, b = min(a, b), max(a, b)
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        self.alive[a] += 1
        del self.alive[b]
        for other in self.near.pop(b, set()):
            self.near[other].discard(b)
            if other != a:
                self.near[other].add(a)
                self.near[a].add(other)
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)
        return a


def cluster(
    count: int,
    pairs: Iterable[tuple[int, int]],
    score: Callable[[int, int], float],
    threshold: float,
    *,
    main: Callable[[int], bool] = lambda _: True,
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    barred: Callable[[list[int], list[int]], bool] = lambda a, b: False,
) -> list[list[int]]:
    """Groups of the numbers 0 to count-1. `pairs`, each likely by itself, may join; `same` must; `apart` must not.

    Two groups that are `barred` from one another do not join.
    """
    start = _start(count, same)
    of = {i: g for g, rows in start.items() for i in rows}
    groups = _Groups(start, score, barred)
    for i, j in sorted(apart):
        if of[i] != of[j]:
            groups.apart[of[i]].add(of[j])
            groups.apart[of[j]].add(of[i])
    edges = sorted({(min(of[i], of[j]), max(of[i], of[j])) for i, j in pairs if of[i] != of[j]})
    firm = {g for g, rows in start.items() if any(map(main, rows))}
    _grow(groups, [e for e in edges if e[0] in firm and e[1] in firm], threshold, firm=set())
    # By now the groups have other numbers: a pair stands for the groups its two sides have come to.
    now = {i: g for g, rows in groups.members.items() for i in rows}
    firm = {now[g] for g in firm}
    rest = {(min(now[i], now[j]), max(now[i], now[j])) for i, j in edges if now[i] != now[j]}
    _grow(groups, sorted(rest), threshold, firm=firm)
    return sorted(groups.members.values())


def _grow(groups: _Groups, edges: Iterable[tuple[int, int]], threshold: float, *, firm: set[int]) -> None:
    """Join groups along the edges, likest first. Two groups that are both `firm` stay apart."""
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        # Groups whose mean is above the threshold have a pair above it: no other need be looked at again.
        mean = groups.mean(a, b)
        if mean > threshold and groups.may_join(a, b):
            groups.near[a].add(b)
            groups.near[b].add(a)
            heapq.heappush(heap, (-mean, a, b, groups.alive[a], groups.alive[b]))

    for a, b in edges:
        if not (a in firm and b in firm):
            offer(a, b)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        stale = groups.alive.get(a) != version_a or groups.alive.get(b) != version_b
        if stale or b in groups.apart[a] or (a in firm and b in firm):
            continue
        joined = groups.join(a, b)
        if a in firm or b in firm:
            firm.add(joined)
        for other in sorted(groups.near[joined]):
            if not (joined in firm and other in firm):
                offer(min(joined, other), max(joined, other))


def _start(count: int, same: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Each telling alone, but for those that a person joined."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in same:
        low, high = sorted((find(i), find(j)))
        root[high] = low
    rows: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        rows[find(i)].append(i)
    return dict(rows)
