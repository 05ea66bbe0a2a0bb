"""Parts of a total: "20 people, including five children", "three of them women"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec

from sayso.find.counts.amounts import Amount
from sayso.find.counts.fates import Fate
from sayso.find.counts.figures import COMBATANT_CLASSES, DASHES, Found
from sayso.find.counts.victims import Victims
from sayso.types import Parsed

PART_CLASSES = frozenset({"children", "women", "men"}) | COMBATANT_CLASSES
OPENERS = frozenset({"including", "includes", "include", "included", "among", "mostly", "comprising"})
THEM = frozenset({"them", "whom"})
CLOSE = 2
"""Tokens from "including" to a figure that is a part whatever else the parse says."""
REACH = 25
"""Tokens behind "including" in which its figures stand."""


class Parts:
    """Finds the figures that are parts of a figure before them."""

    def __init__(self, victims: Victims) -> None:
        self._victims = victims

    def find(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """The figures given, parts added and pointing to their totals."""
        linked = list(found)
        starts, anchors = [a.first for a in amounts], [f.i for f in fates]
        last_of = sorted((f.last, k) for k, f in enumerate(found))
        for token in parsed.tokens:
            if token.lower in DASHES:
                self._broken_down(parsed, token.i, last_of, linked)
            elif token.lower in OPENERS or (
                token.lower in THEM and parsed.tokens[token.i - 1].lower in {"of", "among"}
            ):
                index = _whole_before(parsed, found, last_of, token.i)
                if index is None:
                    continue
                near = amounts[bisect_left(starts, token.i - REACH) : bisect_right(starts, token.i + REACH)]
                if token.lower in THEM:
                    linked += self._of_them(parsed, near, token.i, (index, found[index]))
                else:
                    later = bisect_right(anchors, token.i)
                    stop = anchors[later] if later < len(anchors) else len(parsed.tokens)
                    self._including(parsed, near, range(token.i, stop), (index, linked))
        return linked

    def _broken_down(self, parsed: Parsed, dash: int, last_of: list[tuple[int, int]], linked: list[Found]) -> None:
        """Link the figures behind a dash to the figure before it ("12 villagers -- two women and ten men")."""
        index = _whole_before(parsed, linked, last_of, dash)
        if index is None or linked[index].last != dash - 1:
            return
        whole, end, total = linked[index], parsed.sentence_of(dash).last, linked[index].reading.best
        close = next((k for k in range(dash + 1, end + 1) if parsed.tokens[k].lower in DASHES), end)
        behind = [k for k, f in enumerate(linked) if dash < f.first < close and f.what == whole.what]
        sizes = [linked[k].reading.best for k in behind]
        if total is not None and all(size is not None and size < total for size in sizes):
            for k in behind:
                linked[k] = msgspec.structs.replace(linked[k], whole=index, group=None)

    def _including(self, parsed: Parsed, amounts: list[Amount], stretch: range, place: tuple[int, list[Found]]) -> None:
        """Add the figures and single people behind "including"; link those already found."""
        index, linked = place
        whole, opener = linked[index], stretch[0]
        end = min(parsed.sentence_of(opener).last, opener + REACH, stretch[-1])
        by_first = {f.first: k for k, f in enumerate(linked) if opener < f.first <= end}
        for amount in amounts:
            if not opener < amount.first <= end or amount.bare or not self._victims.countable(parsed, amount):
                continue
            who, known = self._victims.class_of(parsed, amount.head), by_first.get(amount.first)
            close = amount.first - opener <= CLOSE
            if known is not None and known != index and (close or linked[known].anchor == whole.anchor):
                part = msgspec.structs.replace(linked[known], whole=index, group=None)
                if not _shown(who, whole.who):
                    part = msgspec.structs.replace(part, who=whole.who)  # "nine civilians, including four foreigners"
                linked[known] = msgspec.structs.replace(part, anchor=whole.anchor, what=whole.what)
            elif known is None and _shown(who, whole.who):
                part = msgspec.structs.replace(whole, first=amount.first, last=amount.last, head=amount.head, who=who)
                linked.append(msgspec.structs.replace(part, reading=amount.reading, whole=index, group=None))
        heads = {a.head for a in amounts}
        heads_found = {f.head for f in linked if opener < f.head <= end}
        for p in _single_parts(parsed, opener, end):
            if p not in heads and p <= end and p not in heads_found:
                fate = Fate(i=whole.anchor, what=whole.what, roles=frozenset(), last=p)
                single = self._victims.single(parsed, p, fate, frozenset(heads))
                if single is not None and single.who != "people" and _shown(single.who, whole.who):
                    linked.append(msgspec.structs.replace(single, whole=index))

    def _of_them(self, parsed: Parsed, amounts: list[Amount], i: int, whole: tuple[int, Found]) -> list[Found]:
        """ "three of them children", "two of whom were soldiers"."""
        amount = next((a for a in amounts if a.head == i), None)
        if amount is None:
            return []
        for k in range(i + 1, min(i + 5, len(parsed.tokens))):
            token = parsed.tokens[k]
            if self._victims.is_person(parsed, k):
                who = self._victims.class_of(parsed, k)
                part = msgspec.structs.replace(whole[1], first=amount.first, last=k, head=k, who=who, group=None)
                return (
                    [msgspec.structs.replace(part, reading=amount.reading, whole=whole[0])]
                    if _shown(who, whole[1].who)
                    else []
                )
            if token.pos not in {"AUX", "ADJ", "DET", "ADV"}:
                break
        if i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].pos == "ADP":  # "nine of them in Ostin"
            part = msgspec.structs.replace(whole[1], first=amount.first, last=amount.last, head=amount.head, group=None)
            return [msgspec.structs.replace(part, reading=amount.reading, whole=whole[0])]
        return []


def _single_parts(parsed: Parsed, opener: int, end: int) -> list[int]:
    """The nouns behind "including" or "among them" that may be single people: its object and "a child and a nurse"."""
    tokens = parsed.tokens
    found = [p for p in parsed.children[opener] if tokens[p].dep == "pobj"]
    for k in range(opener + 1, end + 1):
        if tokens[k].pos in ("VERB", "AUX") or tokens[k].lower in (";", ":"):
            break
        if tokens[k].lower in ("a", "an") and k < tokens[k].head <= end and tokens[k].head not in found:
            found.append(tokens[k].head)
    return found


def _whole_before(parsed: Parsed, found: list[Found], last_of: list[tuple[int, int]], i: int) -> int | None:
    """The figure that ends nearest before token i in its sentence; `last_of` lists (last token, place) in order."""
    k = bisect_left(last_of, (i, 0)) - 1
    if k < 0:
        return None
    index = last_of[k][1]
    return index if parsed.tokens[found[index].first].sentence == parsed.tokens[i].sentence else None


def _shown(who: str, whole: str) -> bool:
    """Parts of another class than their total's own, which nobody would add to it."""
    return who in PART_CLASSES or whole == "people"
