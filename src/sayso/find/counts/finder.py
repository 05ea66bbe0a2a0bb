"""How many people were killed, hurt, taken, driven out: each figure with the word that says what became of them.

Numbers come from `amounts`, words telling fates from `fates`. A figure is joined to its fate by the words right
beside it, then by the parse, then (texts without punctuation, broken parses) by the nearest fitting word of the
sentence. One victim described is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.counts.amounts import Amount, find_amounts
from sayso.find.counts.asides import told_aside
from sayso.find.counts.beside import behind_place, beside_counted, fate_ahead, fate_behind, fate_near
from sayso.find.counts.changes import Changes
from sayso.find.counts.clauses import is_denied
from sayso.find.counts.fates import LONG_WORD, Fate, Fates
from sayso.find.counts.figures import Found, displaced, grouped, of_them_all, once, sums, with_others, without_details
from sayso.find.counts.parts import Parts
from sayso.find.counts.patients import patients
from sayso.find.counts.refuge import Refuge
from sayso.find.counts.running import Running
from sayso.find.counts.tolls import among_the_dead, told_otherwise, toll_figures
from sayso.find.counts.victims import Victims, same_person, tells_of_one
from sayso.types import Count, CountMention, EventMention, Parsed

MOMENTARY = frozenset({"participants", "deployed", "trapped", "surrendered"})
"""Figures of a moment, never summed over a period."""
GROUP_NOUNS = frozenset({"family", "group", "crew", "team", "gang", "total", "toll", "squad"})


class CountFinder:
    """Finds counts; made once, used on many reports."""

    def __init__(self) -> None:
        self._victims = Victims()
        self._parts = Parts(self._victims)
        self._fates = Fates()
        self._running = Running()
        self._refuge = Refuge()
        self._changes = Changes()

    def find(self, parsed: Parsed, events: Sequence[EventMention] = ()) -> list[CountMention]:
        """All counts of a report, in order of the text; parts of a total point to it by `whole`.

        With `events` also how many move in those that tell of displacement.
        """
        amounts = [a for a in find_amounts(parsed) if not told_aside(parsed, a)]
        fates = self._fates.find(parsed)
        if not amounts and not fates:
            return []
        found = self._collect(parsed, amounts, fates)
        found += self._at_refuge(parsed, amounts, fates, found)
        found += self._changes_told(parsed, amounts, fates, found)
        found += self._of_events(parsed, amounts, events, found)
        found = self._parts.find(parsed, amounts, fates, without_details(parsed, found))
        found = found + sums(parsed, found) + with_others(parsed, once(found))
        found = found + displaced(found)
        return self._written(parsed, found)

    def _collect(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate]) -> list[Found]:
        """Figures by tolls, by neighbouring words, by the parse, by nearness, in this order of trust."""
        by_token = {f.i: f for f in fates}
        tolls = toll_figures(parsed, amounts)
        usable = [a for a in amounts if self._victims.countable(parsed, a)]
        found: list[Found] = []
        taken: dict[int, Fate] = {}
        for amount in usable:
            if _of_them(parsed, amount) or _whole_told(parsed, amount, by_token):
                continue
            state = among_the_dead(parsed, amount)
            if state is not None and not amount.bare:
                taken[amount.first] = Fate(i=state[0], what=state[1], roles=frozenset(), last=state[0])
                found.append(self._victims.figure(parsed, amount, taken[amount.first]))
                continue
            fate = fate_ahead(parsed, amount, by_token) or fate_behind(parsed, amount, by_token)
            if (
                fate is not None
                and self._victims.fitting(parsed, amount, fate)
                and not (amount.opened and amount.first in tolls)
            ):
                taken[amount.first] = fate
                found.append(self._victims.figure(parsed, amount, fate))
        for a in amounts:
            if a.first in tolls and a.first not in taken:
                anchor, what, reading = tolls[a.first]
                who = "people" if a.bare else self._victims.class_of(parsed, a.head)
                found.append(
                    Found(first=a.first, last=a.last, head=a.head, anchor=anchor, what=what, who=who, reading=reading)
                )
        usable = [a for a in usable if a.first in taken or a.first not in tolls]
        found += self._by_parse(parsed, usable, fates, taken)
        found += self._by_nearness(parsed, usable, by_token, found)
        found = of_them_all(found)
        found += told_otherwise(parsed, amounts, found)
        return found + self._driven_out(parsed, usable, fates, found)

    def _at_refuge(self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """People counted where they fled to, whose figure nothing else has claimed."""
        used = {f.first for f in found if f.what != "affected"}
        left = [a for a in amounts if a.first not in used and self._victims.countable(parsed, a)]
        if not left:
            return []
        taken = frozenset(k for fate in fates for k in range(fate.i, fate.last + 1))
        told = self._refuge.find(parsed, {parsed.tokens[a.first].sentence for a in left}, taken)
        if not told:
            return []
        own = [(a, fate) for a in left if (fate := self._own(parsed, a, {f.i: f for f in told})) is not None]
        figures = [self._victims.figure(parsed, a, fate) for a, fate in own] + self._by_parse(parsed, left, told, {})
        return [f for f in figures if self._refuge.keeps(f)]

    def _changes_told(
        self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], found: list[Found]
    ) -> list[Found]:
        """By how many the displaced grew more or fewer, and lines on them without a verb."""
        used = {f.first for f in found}
        left = [a for a in amounts if a.first not in used and (a.bare or self._victims.many(parsed, a))]
        return [self._victims.figure(parsed, a, fate) for a, fate in self._changes.find(parsed, left, fates)]

    def _of_events(
        self, parsed: Parsed, amounts: list[Amount], events: Sequence[EventMention], found: list[Found]
    ) -> list[Found]:
        """Those who move in events told, whose figure nothing else has claimed."""
        movers = self._refuge.of_events(events, parsed)
        if not movers:
            return []
        used = {f.first for f in found}
        counted = _by_head(parsed, [a for a in amounts if a.first not in used and not _inside(a, found)])
        figures = [
            self._victims.figure(parsed, counted[head], fate)
            for head, fate in movers
            if head in counted and self._victims.countable(parsed, counted[head])
        ]
        return [f for f in figures if self._refuge.moves(f)]

    def _driven_out(self, parsed: Parsed, usable: list[Amount], fates: list[Fate], found: list[Found]) -> list[Found]:
        """People counted in a sentence on displacement whose figure nothing else has claimed."""
        used, told = {f.first for f in found}, {f.anchor for f in found}
        left: dict[int, list[Amount]] = {}
        for amount in usable:
            if amount.first not in used and self._victims.many(parsed, amount):
                left.setdefault(parsed.tokens[amount.first].sentence, []).append(amount)
        homeless: list[Found] = []
        for fate in fates:
            near = left.get(parsed.tokens[fate.i].sentence)
            if near and fate.what in {"displaced", "evacuated"} and fate.i not in told:
                distance = {abs(a.head - fate.i): a for a in reversed(near)}
                nearest = distance[min(distance)]
                near.remove(nearest)
                homeless.append(self._victims.figure(parsed, nearest, fate))
        return homeless

    def _by_nearness(
        self, parsed: Parsed, usable: list[Amount], by_token: dict[int, Fate], found: list[Found]
    ) -> list[Found]:
        """Figures left over: by their own noun, a figure joined to them, the nearest fate."""
        used = {f.first for f in found}
        ends = {f.last: f for f in found}
        starts = frozenset(a.first for a in usable if not a.bare)
        near: list[Found] = []
        for amount in usable:
            if amount.first in used or _of_them(parsed, amount):
                continue
            beside = _along_with(parsed, amount, found)
            if beside is not None:
                found[beside] = grouped(found[beside], found[beside].anchor)
                whole = found[beside]
                fate = Fate(i=whole.anchor, what=whole.what, roles=frozenset(), last=whole.anchor)
                near.append(self._victims.figure(parsed, amount, fate, group=whole.anchor))
                continue
            elsewhere = ends.get(behind_place(parsed, amount))
            if elsewhere is not None and (amount.bare or self._victims.is_person(parsed, amount.head)):
                group = elsewhere.anchor
                found[:], near = ([grouped(f, group) if f is elsewhere else f for f in fs] for fs in (found, near))
                fate = Fate(i=group, what=elsewhere.what, roles=frozenset(), last=group)
                near.append(self._victims.figure(parsed, amount, fate, group=group))
                ends[amount.last] = near[-1]
                continue
            joined, own = beside_counted(parsed, amount, ends), self._own(parsed, amount, by_token)
            told_apart = own is not None and "noun" in own.roles and joined is not None and own.what != joined.what
            if joined is not None and not amount.bare and not told_apart:
                figure = self._victims.figure(
                    parsed, amount, Fate(i=joined.anchor, what=joined.what, roles=frozenset(), last=joined.anchor)
                )
                near.append(figure)
                ends[amount.last] = figure
                continue
            told = own or fate_near(parsed, amount, starts, by_token)
            if told is not None and self._victims.fitting(parsed, amount, told):
                figure = self._victims.figure(parsed, amount, told)
                near.append(figure)
                ends[amount.last] = figure
        return near

    def _by_parse(
        self, parsed: Parsed, amounts: list[Amount], fates: list[Fate], taken: dict[int, Fate]
    ) -> list[Found]:
        counted = _by_head(parsed, amounts)
        told = {fate.i for fate in taken.values()}
        ends = {a.last for a in amounts}
        nouns = {f.i: f.what for f in fates if "noun" in f.roles}
        found: list[Found] = []
        for fate in fates:
            if is_denied(parsed, fate.i):
                continue
            heads = [
                h for h in patients(parsed, fate) if nouns.get(h, fate.what) == fate.what
            ]  # "six deaths and 23 injuries"
            for head in heads:
                amount = counted.get(head) or self._meant(parsed, head, amounts)
                if amount is not None:
                    settled = taken.get(amount.first)
                    other = settled is not None and settled.i != fate.i
                    if settled is not None and other and fate.i - 1 in ends and settled.i > amount.last:
                        continue  # "nine persons killed 12 people injured"
                    if settled is not None and other and (fate.i in told or not _joined(parsed, settled, fate)):
                        continue
                    if (settled is None or settled.i != fate.i) and not self._victims.fitting(parsed, amount, fate):
                        continue
                    found.append(self._victims.figure(parsed, amount, fate, group=fate.i if len(heads) > 1 else None))
                elif tells_of_one(parsed, fate):
                    single = self._victims.single(parsed, head, fate, counted)
                    if single is not None and not (
                        len(heads) > 1 and head != heads[0] and same_person(parsed, head, fate)
                    ):
                        found.append(grouped(single, fate.i if len(heads) > 1 else None))
        return found

    def _meant(self, parsed: Parsed, head: int, amounts: list[Amount]) -> Amount | None:
        """The figure "them" or "they" stands for, where one stands before it in the sentence."""
        if parsed.tokens[head].lower not in {"them", "they"}:
            return None
        start = parsed.sentence_of(head).first
        for amount in reversed(amounts):
            if amount.first < start:
                return None
            if amount.last < head and not amount.bare and self._victims.countable(parsed, amount):
                return amount
        return None

    def _own(self, parsed: Parsed, amount: Amount, by_token: dict[int, Fate]) -> Fate | None:
        """A counted noun that tells the fate itself ("five deaths"), or a modifier before it ("13 wounded men")."""
        if amount.bare:
            return None
        fate = by_token.get(amount.head)
        if (
            fate is not None
            and fate.roles & {"noun", "person"}
            and not (amount.partitive and "person" not in fate.roles)
        ):
            return fate
        fused = fate is not None and len(parsed.tokens[amount.head].lower) > LONG_WORD
        if fate is not None and fused and "state" in fate.roles:
            return fate  # "230,000 displacedpeople"
        for k in range(amount.number + 1, amount.head):
            fate = by_token.get(k)
            if fate is not None and fate.roles & {"state", "object"}:
                return fate
        return None

    def _cumulative(self, parsed: Parsed, found: Found) -> bool:
        if found.reading.best == 1.0 or found.what in MOMENTARY:
            return False
        return self._running.covers(parsed, found.first, found.anchor, _size(found), vague=found.reading.best is None)

    def _written(self, parsed: Parsed, found: list[Found]) -> list[CountMention]:
        found = once(found)
        order = sorted(
            range(len(found)),
            key=lambda k: (found[k].first, found[k].last, found[k].anchor, found[k].what, found[k].who),
        )
        place = {old: new for new, old in enumerate(order)}
        mentions: list[CountMention] = []
        for k in order:
            f = found[k]
            span = parsed.span(f.first, f.last)
            count = Count(
                text=span.text, start=span.start, end=span.end, what=f.what, who=f.who, low=f.reading.low,
                best=f.reading.best, high=f.reading.high, approximate=f.reading.approximate,
                cumulative=self._cumulative(parsed, f),
            )  # fmt: skip
            whole = place.get(f.whole) if f.whole is not None else None
            mentions.append(
                CountMention(first=f.first, last=f.last, head=f.head, anchor=f.anchor, count=count, whole=whole)
            )
        return mentions


def _by_head(parsed: Parsed, amounts: list[Amount]) -> dict[int, Amount]:
    """Amounts by the tokens that may stand for them in the parse: noun, number words, "a family of five"."""
    counted: dict[int, Amount] = {}
    for amount in amounts:
        for k in range(amount.first, amount.number + 1):
            counted.setdefault(k, amount)
        counted[amount.head] = amount
        before = amount.first - 1
        if before > 0 and parsed.tokens[before].lower == "of" and parsed.tokens[before - 1].lemma in GROUP_NOUNS:
            counted.setdefault(before - 1, amount)
    return counted


def _of_them(parsed: Parsed, amount: Amount) -> bool:
    """ "three of them women": a part of the figure before."""
    return amount.partitive and parsed.tokens[amount.head].lower in {"them", "whom"}


def _inside(amount: Amount, found: Sequence[Found]) -> bool:
    """The 15,000 of "10,000 of the 15,000 inhabitants", told already."""
    return any(f.first < amount.first and f.last == amount.last for f in found)


def _whole_told(parsed: Parsed, amount: Amount, by_token: dict[int, Fate]) -> bool:
    """Whether the fate behind is that of the whole: "freed two of the five men taken on Monday" has five taken."""
    tokens, behind = parsed.tokens, amount.last + 1
    if not amount.partitive or behind not in by_token or tokens[amount.number].dep == "ROOT":
        return False
    return tokens[behind].dep == "acl" and tokens[behind].head == amount.head


def _along_with(parsed: Parsed, amount: Amount, found: list[Found]) -> int | None:
    """The figure of the sentence with which this one is told: "was killed along with two others"."""
    before = tuple(t.lower for t in parsed.tokens[max(amount.first - 3, 0) : amount.first])
    if not before or not ("alongside" in before or ("with" in before and {"along", "together"} & set(before))):
        return None
    sentence = parsed.tokens[amount.first].sentence
    earlier = [k for k, f in enumerate(found) if f.last < amount.first and parsed.tokens[f.first].sentence == sentence]
    return earlier[-1] if earlier else None


def _joined(parsed: Parsed, settled: Fate, fate: Fate) -> bool:
    """ "abducted and later killed": the second verb is joined to the first."""
    tokens = parsed.tokens
    if tokens[settled.i].dep in {"relcl", "acl", "amod"}:
        return True
    pairs = ((settled.i, fate.i), (fate.i, settled.i))
    return any(tokens[b].dep == "conj" and tokens[b].head == a for a, b in pairs)


def _size(found: Found) -> float | None:
    return None if found.what != "killed" else found.reading.best or found.reading.low or found.reading.high
