"""Linking a store that grows: the incidents of one linking over all, with only what is new done again.

A linking reads each report once, compares each pair of tellings once, and remembers what it found. Which
pairs are worth comparing, and which parts of the store likely pairs connect, is worked out over all each
time; that is quick. A part whose tellings, pairs and judgements are as they were keeps its incidents, the
others are settled again. What is remembered depends on one report or one pair alone, so the outcome is that
of linking everything at once, whatever came in which order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.judgements import Judgement, in_force
from sayso.link.block import Deck
from sayso.link.copies import Texts, copy_candidates, hash_of, make_texts, text_groups
from sayso.link.correct import ruled_pairs, wrong_claims
from sayso.link.hands import Hands, Lot, TellingPairs, TextPairs, alike, boil, copied, hands, settle
from sayso.link.memory import Memory, Sheet
from sayso.link.parts import labels, unpaired
from sayso.link.telling import Telling
from sayso.types import Incident

if TYPE_CHECKING:
    from sayso.store import Store

# Tasks of about a tenth of a second.
READ_REPORTS = 200
TEXT_PAIRS = 500
TELLING_PAIRS = 4_000
SETTLED_TELLINGS = 300

_incident = msgspec.json.Decoder(Incident)
_decode_telling = msgspec.msgpack.Decoder(Telling)
_decode_ids = msgspec.msgpack.Decoder(list[str])


def link_store(store: Store, *, workers: int | None = None) -> int:
    """Link what is new in a store, with its judgements; returns how many incidents it holds then.

    Processes where there is much to do: as many as there are cores, or `workers`.
    """
    with store.linking() as db:
        memory = Memory(db)
        memory.begin()
        every = store.judgements()
        ruled = in_force(every)
        _touch_judged(memory, every)
        with hands(workers, memory.new()) as pool:
            _read(memory, wrong_claims(ruled), pool)
            texts = _texts(memory, pool)
            cards = Cards(memory, texts, ruled)
            strong = _strong(memory, cards, texts, pool)
            found = Settling(memory, cards, texts, ruled, strong)
            memory.exchange(found.gone, found.incidents(pool), store.put_incident)
            found.remember()
        memory.note_judged(max((j.number or 0 for j in every), default=0))
        memory.done()
    return store.counts()["incidents"]


def _touch_judged(memory: Memory, every: Sequence[Judgement]) -> None:
    """Judgements since the last linking, and those they undo, concern reports that are to be read again."""
    by_number = {j.number: j for j in every}
    last = memory.judged()
    for judgement in every:
        if (judgement.number or 0) > last:
            while judgement is not None:
                memory.touch((*judgement.claims, *judgement.others))
                judgement = by_number.get(judgement.undoes) if judgement.undoes else None  # type: ignore[assignment]


def _read(memory: Memory, wrong: set[str], pool: Hands) -> None:
    tasks = ((sheets, wrong) for sheets in _batched(memory.sheets(), READ_REPORTS))
    for rows in pool.over(boil, tasks):
        for report, marks, told in rows:
            memory.keep(report, marks, told)


def _batched(rows: Iterable[Sheet], size: int) -> Iterator[list[Sheet]]:
    ordered = iter(rows)
    while batch := list(islice(ordered, size)):
        yield batch


def _texts(memory: Memory, pool: Hands) -> Texts:
    """Who carries whose text, over all reports. Pairs of texts measured before are not measured again."""
    rows = list(memory.marks())
    numbers = np.array([r[0] for r in rows], dtype=np.int64)
    ids, marks = [r[1] for r in rows], [r[2] for r in rows]
    first, pairs = copy_candidates(marks)
    a, b = numbers[pairs[:, 0]], numbers[pairs[:, 1]]
    codes = (np.minimum(a, b) << 32) | np.maximum(a, b)
    right = np.isin(codes, memory.numbers("copies"))
    new = np.flatnonzero(~np.isin(codes, memory.numbers("texts met")))

    def tasks() -> Iterator[TextPairs]:
        for n in range(0, len(new), TEXT_PAIRS):
            lot = pairs[new[n : n + TEXT_PAIRS]]
            wanted, places = np.unique(lot, return_inverse=True)
            yield TextPairs(
                [memory.text(ids[i]) for i in wanted.tolist()], [(a, b) for a, b in places.reshape(-1, 2).tolist()]
            )

    verdicts = [v for lot in pool.over(copied, tasks()) for v in lot]
    right[new] = verdicts
    memory.put_numbers("texts met", codes)
    memory.put_numbers("copies", codes[right])
    texts = make_texts(ids, marks, text_groups(first, pairs[right]))
    memory.recast([(r[1], state) for r in rows if (state := _state(texts, r[1])) != r[3]])
    return texts


def _state(texts: Texts, report: str) -> str:
    """All that linking asks of a report's text, in one string."""
    group = texts.group.get(report, "")
    return f"{group}\x1f{texts.agency.get(report, '')}\x1f{group in texts.shared}"


class Cards:
    """All tellings of a store as numbers, by position: their numbers in the memory, and what each is a version of."""

    def __init__(self, memory: Memory, texts: Texts, ruled: Sequence[Judgement]) -> None:
        self.deck, numbers, versions = Deck(), array("q"), array("Q")
        self.reports: list[str] = []
        for number, report, version, card in memory.cards():
            self.deck.add(card, texts.group.get(report, ""))
            numbers.append(number)
            versions.append(int.from_bytes(version, "little") ^ hash_of(_state(texts, report)))
            self.reports.append(report)
        self.numbers = np.array(numbers, dtype=np.int64)
        self.versions = np.array(versions, dtype=np.uint64)
        self.same, self.apart = self._judged(memory, ruled)

    def _judged(self, memory: Memory, ruled: Sequence[Judgement]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of positions ruled together and apart; judged tellings become another version."""
        claims = {c for j in ruled for c in (*j.claims, *j.others)}
        raw = memory.tellings(memory.numbers_of(claims))
        rows = sorted(((_decode_telling.decode(r), n) for n, (r, _) in raw.items()), key=lambda row: row[0].key)
        at = np.searchsorted(self.numbers, np.array([n for _, n in rows], dtype=np.int64))
        for (telling, _), place in zip(rows, at.tolist(), strict=True):
            for judgement in ruled:
                if not {*judgement.claims, *judgement.others}.isdisjoint(telling.claims):
                    self.versions[place] ^= np.uint64(hash_of(f"{judgement.number} {judgement.kind}"))
        same, apart = ruled_pairs([t for t, _ in rows], ruled)
        return at[np.array(same, dtype=np.int64).reshape(-1, 2)], at[np.array(apart, dtype=np.int64).reshape(-1, 2)]


def _strong(memory: Memory, cards: Cards, texts: Texts, pool: Hands) -> NDArray[np.int64]:
    """Pairs of positions that are likely one event by themselves. Pairs scored before are not scored again."""
    a, b = cards.deck.pairs()
    cards.deck = Deck()  # its keys are the largest thing in memory, and nobody asks for them again
    codes = np.sort((cards.numbers[a] << 32) | cards.numbers[b])
    del a, b
    new = unpaired(np.setdiff1d(codes, memory.numbers("met"), assume_unique=True))

    def tasks() -> Iterator[tuple[NDArray[np.int64], TellingPairs]]:
        for n in range(0, len(new), TELLING_PAIRS):
            wanted, places = np.unique(new[n : n + TELLING_PAIRS], return_inverse=True)
            raw = memory.tellings(wanted.tolist())
            reports = [cards.reports[i] for i in np.searchsorted(cards.numbers, wanted).tolist()]
            rows = [(raw[i][0], texts.group.get(r, "")) for i, r in zip(wanted.tolist(), reports, strict=True)]
            yield wanted, TellingPairs(rows, [(a, b) for a, b in places.reshape(-1, 2).tolist()])

    kept: list[NDArray[np.int64]] = [np.intersect1d(codes, memory.numbers("strong"), assume_unique=True)]
    asked: list[NDArray[np.int64]] = []

    def tellings() -> Iterator[TellingPairs]:
        for wanted, task in tasks():
            asked.append(wanted)
            yield task

    for n, found in enumerate(pool.over(alike, tellings())):
        pairs = asked[n][np.array(found, dtype=np.int64).reshape(-1, 2)]
        asked[n] = np.empty(0, dtype=np.int64)
        kept.append((pairs[:, 0] << 32) | pairs[:, 1])
    strong = np.sort(np.concatenate(kept))
    memory.put_numbers("met", codes)
    memory.put_numbers("strong", strong)
    return np.searchsorted(cards.numbers, unpaired(strong))


class Settling:
    """Which parts of a store are as they were, and the incidents of those that are not."""

    def __init__(
        self, memory: Memory, cards: Cards, texts: Texts, ruled: Sequence[Judgement], strong: NDArray[np.int64]
    ) -> None:
        self._memory, self._cards, self._texts, self._ruled = memory, cards, texts, ruled
        self._made: list[tuple[bytes, str]] = []
        count = len(cards.numbers)
        self._root = labels(count, np.concatenate([strong, cards.same]))
        order = np.argsort(self._root[strong[:, 0]], kind="stable")
        self._strong, self._strong_roots = strong[order], self._root[strong[order, 0]]
        names = _names(cards.versions, self._root, strong, cards.same)
        known = memory.parts()
        now = {i: names[i].tobytes() for i in np.flatnonzero(self._root == np.arange(count)).tolist()}
        self._names = {i: name for i, name in now.items() if name not in known}
        self._old = known.keys() - set(now.values())
        kept = {incident for name in known.keys() - self._old for incident in known[name]}
        self.gone = sorted(memory.incidents() - kept)

    def remember(self) -> None:
        self._memory.drop_parts(self._old)
        self._memory.keep_parts(self._made)

    def incidents(self, pool: Hands) -> Iterator[Incident]:
        """The incidents of the new parts, as they are made."""
        asked: list[list[bytes]] = []

        def tasks() -> Iterator[Lot]:
            for rows in self._lots():
                asked.append([self._names[i] for i in self._root[rows].tolist()])
                yield self._lot(rows)

        for n, found in enumerate(pool.over(settle, tasks())):
            for place, raws in found:
                for raw in raws:
                    incident = _incident.decode(raw)
                    self._made.append((asked[n][place], incident.id))
                    yield incident
            asked[n] = []

    def _lots(self) -> Iterator[NDArray[np.int64]]:
        """Positions of the tellings of whole new parts, a few hundred at a time."""
        fresh = np.zeros(len(self._root), dtype=bool)
        fresh[list(self._names)] = True
        places = np.flatnonzero(fresh[self._root])
        places = places[np.argsort(self._root[places], kind="stable")]
        starts = np.flatnonzero(np.diff(self._root[places], prepend=-1)).tolist()
        first = 0
        for end in [*starts[1:], len(places)] if starts else []:
            if end - first >= SETTLED_TELLINGS or end == len(places):
                yield places[first:end]
                first = end

    def _lot(self, places: NDArray[np.int64]) -> Lot:
        numbers = self._cards.numbers[places].tolist()
        raw = self._memory.tellings(numbers, claims=True)
        claims = [c for n in numbers for c in _decode_ids.decode(raw[n][1])]
        reports = [self._cards.reports[i] for i in places.tolist()]
        texts = self._texts
        group = {r: texts.group[r] for r in reports if r in texts.group}
        held = set(claims)
        return Lot(
            rows=[(raw[n][0], texts.group.get(r, "")) for n, r in zip(numbers, reports, strict=True)],
            strong=self._within(places, self._strong_of(places)),
            same=self._within(places, self._cards.same),
            apart=self._within(places, self._cards.apart),
            claims=self._memory.claims(claims),
            heads=self._memory.heads(sorted(set(reports))),
            texts=Texts(
                group,
                {r: texts.agency[r] for r in reports if r in texts.agency},
                frozenset(g for g in group.values() if g in texts.shared),
            ),
            judgements=[j for j in self._ruled if j.kind == "right-value" and not held.isdisjoint(j.claims)],
        )

    def _within(self, places: NDArray[np.int64], pairs: NDArray[np.int64]) -> list[tuple[int, int]]:
        """The pairs among some positions, as places in their list."""
        order = np.argsort(places)
        at = np.minimum(np.searchsorted(places[order], pairs), len(places) - 1)
        found = order[at]
        kept = found[(places[found] == pairs).all(axis=1)]
        return [(a, b) for a, b in kept.tolist()]

    def _strong_of(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The strong pairs between the first and the last of some parts, which come in order."""
        roots = self._root[places]
        first, last = np.searchsorted(self._strong_roots, (roots[0], roots[-1] + 1))
        return self._strong[first:last]


def _names(
    versions: NDArray[np.uint64], root: NDArray[np.int64], strong: NDArray[np.int64], same: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """For each position, if it is the first of a part, 128 bits that change with anything in the part."""
    found = np.zeros((len(root), 2), dtype=np.uint64)
    for column, salt in enumerate((0x5851F42D4C957F2D, 0x14057B7EF767814F)):
        one = _mix(versions ^ np.uint64(salt))
        np.add.at(found[:, column], root, one)
        for kind, pairs in enumerate((strong, same), start=1):
            both = _mix(one[pairs[:, 0]] + one[pairs[:, 1]] + np.uint64(kind))
            np.add.at(found[:, column], root[pairs[:, 0]], both)
    return found


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The last steps of SplitMix64: every bit of a number changes every other."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
