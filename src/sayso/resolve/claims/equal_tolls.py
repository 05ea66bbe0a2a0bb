"""Whether the dead of two tellings can be the same: exact tolls alike, or too far apart for one event."""

from __future__ import annotations

from itertools import pairwise

from sayso.resolve.claims.attach import Attached
from sayso.types import Count

# So many dead, exactly, are seldom those of two events of one report.
TELLING_TOLL = 5


def same_toll(a: Attached, b: Attached) -> bool:
    """The same exact number of dead, too many for chance: one event, however its place or means are told."""
    one, two = _tolls(a), _tolls(b)
    return any(one[who] == two[who] >= TELLING_TOLL for who in one.keys() & two.keys())


def same_number(a: Attached, b: Attached) -> bool:
    """The same exact number of dead, whatever they are called: "40 gunmen were executed", "all 40 people died"."""
    return any(n >= TELLING_TOLL for n in set(_tolls(a).values()) & set(_tolls(b).values()))


def tolls_differ(a: Attached, b: Attached) -> bool:
    """Exact death tolls of the same people a factor of three apart are two events, not an update."""
    one, two = _tolls(a), _tolls(b)
    for who in one.keys() & two.keys():
        low, high = sorted((one[who], two[who]))
        if high > 3 * low + 3:
            return True
    if _too_many(one, two) or _too_many(two, one):
        return True
    return _beyond(one, b) or _beyond(two, a)


def _too_many(part: dict[str, float], whole: dict[str, float]) -> bool:
    """Whether far more civilians died in one than people in all in the other."""
    return "people" in whole and part.get("civilians", 0) > 3 * whole["people"] + 3


def _beyond(exact: dict[str, float], other: Attached) -> bool:
    """Exact tolls far below the "dozens" or "hundreds" that the other tells of."""
    vague = [m.count for m in other.counts if m.count.what == "killed" and m.count.best is None and m.whole is None]
    return any((c.low or 0) > 3 * exact[c.who] + 3 for c in vague if c.who in exact and not c.cumulative)


def _tolls(values: Attached) -> dict[str, float]:
    """The largest exact number of dead for each group of people."""
    found: dict[str, float] = {}
    for mention in values.counts:
        count = mention.count
        beside = count.cumulative or mention.whole is not None or _more(count)
        if count.what == "killed" and count.best and not beside:
            found[count.who] = max(count.best, found.get(count.who, 0))
    return found


def _more(count: Count) -> bool:
    """ "Three more people": they come on top of a toll told before."""
    words = count.text.lower().split()
    return any(word == "more" and after != "than" for word, after in pairwise([*words, ""]))
