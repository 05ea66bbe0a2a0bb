"""Parts of a total: "20 people, including five children", "three of them women"."""

from __future__ import annotations

import msgspec

from sayso.find.amounts import Amount
from sayso.find.fates import Fate
from sayso.find.figures import COMBATANT_CLASSES, Found
from sayso.find.victims import Victims
from sayso.types import Parsed

PART_CLASSES = frozenset({"children", "women", "men"}) | COMBATANT_CLASSES
OPENERS = frozenset({"including", "includes", "include", "included", "among", "mostly", "comprising"})
THEM = frozenset({"them", "whom"})
REACH = 25
"""Tokens behind "including" in which its figures stand."""


class Parts:
    """Finds the figures that are parts of a figure before them."""

    def __init__(self, victims: Victims) -> None:
        self._victims = victims

    def find(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """The figures given, parts added and pointing to their totals."""
        linked = list(found)
        anchors = [f.i for f in fates]
        for token in parsed.tokens:
            if token.lower in OPENERS or (token.lower in THEM and parsed.tokens[token.i - 1].lower in {"of", "among"}):
                index = _whole_before(parsed, found, token.i)
                if index is None:
                    continue
                if token.lower in THEM:
                    linked += self._of_them(parsed, amounts, token.i, (index, found[index]))
                else:
                    stop = min((a for a in anchors if a > token.i), default=len(parsed.tokens))
                    self._including(parsed, amounts, range(token.i, stop), (index, linked))
        return linked

    def _including(self, parsed: Parsed, amounts: list[Amount], stretch: range, place: tuple[int, list[Found]]) -> None:
        """Add the figures and single people behind "including"; link those already found."""
        index, linked = place
        whole, opener = linked[index], stretch[0]
        end = min(parsed.sentence_of(opener).last, opener + REACH, stretch[-1])
        by_first = {f.first: k for k, f in enumerate(linked)}
        for amount in amounts:
            if not opener < amount.first <= end or amount.bare or not self._victims.countable(parsed, amount):
                continue
            who, known = self._victims.class_of(parsed, amount.head), by_first.get(amount.first)
            if known is not None and known != index and linked[known].anchor == whole.anchor:
                linked[known] = msgspec.structs.replace(linked[known], whole=index, group=None)
            elif known is None and _shown(who, whole.who):
                part = msgspec.structs.replace(whole, first=amount.first, last=amount.last, head=amount.head, who=who)
                linked.append(msgspec.structs.replace(part, reading=amount.reading, whole=index, group=None))
        heads = {a.head for a in amounts}
        for p in parsed.children[opener]:
            if parsed.tokens[p].dep == "pobj" and p not in heads and p <= end and p not in {f.head for f in linked}:
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
        return []


def _whole_before(parsed: Parsed, found: list[Found], i: int) -> int | None:
    sentence = parsed.tokens[i].sentence
    wholes = [k for k, f in enumerate(found) if f.last < i and parsed.tokens[f.first].sentence == sentence]
    return max(wholes, key=lambda k: found[k].last) if wholes else None


def _shown(who: str, whole: str) -> bool:
    """Parts of another class than their total's own, which nobody would add to it."""
    return who in PART_CLASSES or whole == "people"
