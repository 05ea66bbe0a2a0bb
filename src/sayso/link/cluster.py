"""Tellings into groups of one event each, without chains of look-alikes.

Average linkage: two groups join where their tellings are alike on average, so a telling that
looks like two events cannot tie them together. A person's judgements come first: "same" joins,
"not same" forbids, whatever the scores. Ties are broken by keys: the order of the input is nothing.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable

# Groups larger than this are compared by their first tellings (by key) on each side.
SAMPLE = 12

# Scores beyond this count no further: one copied text must not outvote three different places.
CLIP = 6.0


class _Groups:
    """Groups under way: members, forbidden partners, and the clipped scores between groups."""

    def __init__(self, members: dict[int, list[int]], score: Callable[[int, int], float]):
        self.members = members
        self.alive = dict.fromkeys(members, 0)
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.near: dict[int, set[int]] = defaultdict(set)
        self._score, self._known = score, dict[tuple[int, int], float]()

    def mean(self, a: int, b: int) -> float:
        """Mean clipped log odds between the tellings of two groups."""
        left, right = self.members[a][:SAMPLE], self.members[b][:SAMPLE]
        return sum(self.pair(i, j) for i in left for j in right) / (len(left) * len(right))

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
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of the numbers 0 to count-1. `pairs` may join; `same` must; `apart` must not."""
    start = _start(count, same)
    of = {i: g for g, rows in start.items() for i in rows}
    groups = _Groups(start, score)
    for i, j in sorted(apart):
        if of[i] != of[j]:
            groups.apart[of[i]].add(of[j])
            groups.apart[of[j]].add(of[i])
    heap: list[tuple[float, int, int, int, int]] = []
    for i, j in sorted({(min(of[i], of[j]), max(of[i], of[j])) for i, j in pairs if of[i] != of[j]}):
        mean = groups.mean(i, j)
        # Groups whose mean is above the threshold have a pair above it: no other need be looked at again.
        if mean > threshold:
            groups.near[i].add(j)
            groups.near[j].add(i)
            heapq.heappush(heap, (-mean, i, j, 0, 0))
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        if groups.alive.get(a) != version_a or groups.alive.get(b) != version_b or b in groups.apart[a]:
            continue
        joined = groups.join(a, b)
        for other in sorted(groups.near[joined]):
            mean = groups.mean(joined, other)
            if mean > threshold:
                low, high = min(joined, other), max(joined, other)
                heapq.heappush(heap, (-mean, low, high, groups.alive[low], groups.alive[high]))
    return sorted(groups.members.values())


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
