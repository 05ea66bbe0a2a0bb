"""The event reader: who, to whom, what type and who says so, from the bare sentences in one pass."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from sayso.learned.encoder import Card, Pieces, data_folder, open_session, padded, read_card, run
from sayso.learned.heads import Heads, Look
from sayso.learned.relate import Pair, Relater, Relation
from sayso.learned.spans import EventWord, Floats, TaggedSpan, read_spans, read_words, softmax
from sayso.neutral import neutral
from sayso.settings import FEW_SENTENCES
from sayso.types import Parsed

WEIGHTS = "reader.onnx"
PARTY_KINDS = ("actor", "recipient")
# The name of a sentence that tells no event, in lines to learn from.
NO_EVENT = "NONE"
# A longer sentence is read in its first so many word pieces (about 190 words); no span is found after them.
LONGEST_PIECES = 254

Encoded = tuple[list[int], list[tuple[int, int]]]


class States:
    """What the encoder makes of the word pieces of one sentence."""

    def __init__(self, states: Floats, events: Floats, offsets: Sequence[tuple[int, int]]) -> None:
        self._states, self.events, self.offsets = states, events, offsets

    def at(self, start: int, end: int) -> Floats:
        """(2, d): the mean over the pieces of these characters (of all where it has none), and over the sentence."""
        whole = self._states.mean(axis=0)
        inside = self._pieces(start, end)
        return np.stack([self._states[inside].mean(axis=0) if inside else whole, whole])

    def telling(self, start: int, end: int) -> Floats | None:
        """(types + 1,): how likely these characters tell an event of each type, or none; of their pieces the surest.
        None where they have no piece."""
        inside = self._pieces(start, end)
        return self.events[min(inside, key=lambda n: float(self.events[n, -1]))] if inside else None

    def _pieces(self, start: int, end: int) -> list[int]:
        return [n for n, (a, b) in enumerate(self.offsets) if a < end and b > start]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, States) and np.array_equal(self._states, other._states)

    def __hash__(self) -> int:
        return hash(self._states.tobytes())


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What was read in one sentence. Offsets count its characters.

    `types` holds a calibrated probability for each type; with `none`, that the sentence holds no event, they sum to 1.
    """

    actors: tuple[TaggedSpan, ...] = ()
    recipients: tuple[TaggedSpan, ...] = ()
    types: dict[str, float] = {}
    none: float = 1.0
    tags: tuple[TaggedSpan, ...] = ()
    """Spans of kind source, cue and content, in order of the text."""
    words: tuple[EventWord, ...] = ()
    """Words that tell an event each, in order of the text."""
    states: States | None = None
    """None for a sentence that was not read."""

    @property
    def type(self) -> str | None:
        """The likeliest type where an event is likelier than none."""
        return max(self.types, key=self.types.__getitem__) if self.types and self.none < 0.5 else None

    @property
    def confidence(self) -> float:
        """Probability of the likeliest type."""
        return max(self.types.values(), default=0.0)


class _Levels(NamedTuple):
    """How likely word pieces must be to make a span of each kind."""

    thresholds: dict[str, float]
    floors: dict[str, float]


class EventReader:
    """The reader's weights, opened once; any number of reports may be read with one."""

    def __init__(self, folder: Path, card: Card, heads: Heads | None = None) -> None:
        self._folder, self.card, self._card = folder, card, card.read
        self._heads = heads
        read = card.read
        self._levels = _Levels(read.thresholds, read.floors)
        self._lone_levels = _Levels(read.thresholds | read.lone_thresholds, read.floors | read.lone_floors)
        self._pieces = Pieces.open(folder, card)
        self._session = open_session(folder, WEIGHTS, card)

    @classmethod
    def open(cls, path: Path | None = None, *, model: Path | None = None) -> EventReader:
        """Weights of the package, or of another folder; with what `sayso train` taught, if `model` is given.

        Raises DataBroken.
        """
        folder = path or data_folder()
        card = read_card(folder)
        return cls(folder, card, None if model is None else Heads.open(model, card, WEIGHTS))

    def taught(self, heads: Heads) -> EventReader:
        """The same reader with another last layer."""
        found = copy(self)
        found._heads = heads
        return found

    @cached_property
    def _relater(self) -> Relater:
        return Relater(self._folder, self.card, self._pieces)

    def relate(self, pairs: Sequence[Pair]) -> list[Relation]:
        """The type between two given parties, for each pair; surer than `read` where the parties are known."""
        return self._relater.relate(pairs)

    def read(self, sentences: Sequence[str], wanted: Collection[int] | None = None) -> list[Reading]:
        """Consecutive sentences of one report; neighbours are read together and see each other.

        With `wanted` only passages that hold one of these sentences are read, as they would be without; the sentences
        of others get an empty reading.

        Every passage is a run of its own: int8 scales depend on all that is in a run, and a passage must read the
        same whichever others are coded with it. No time is lost on filling passages up to one length either.
        """
        encoded = self._encoded(sentences)
        levels = self._lone_levels if len(sentences) <= FEW_SENTENCES else self._levels
        found = [Reading() for _ in sentences]
        for passage in self._passages(encoded):
            if wanted is not None and not any(i in wanted for i in passage):
                continue
            self._read_passage(passage, encoded, sentences, levels, found)
        return found

    def read_report(self, parsed: Parsed, wanted: Collection[int] | None = None) -> list[Reading]:
        """One reading a sentence of a parsed report, offsets counted in the report.

        Only the sentences whose index is in `wanted` are read (all where None); the others get an empty reading.
        """
        read = [s for s in parsed.sentences if wanted is None or s.i in wanted]
        found = [Reading() for _ in parsed.sentences]
        for s, reading in zip(read, self.read([parsed.text[s.start : s.end] for s in read]), strict=True):
            found[s.i] = _shifted(reading, s.start)
        return found

    def look(self, sentence: str) -> tuple[Look, list[tuple[int, int]]]:
        """What the encoder makes of one sentence, and the characters of its word pieces. To learn from."""
        [(ids, offsets)] = self._encoded([sentence])
        row = [self._pieces.start, *ids, self._pieces.end]
        return self._look(row, [(1, len(ids))]), offsets

    def type_index(self, name: str | None) -> int | None:
        """Where a type stands among the reader's; their number for NO_EVENT; None for a name it does not know."""
        names = (*self._card.types, NO_EVENT)
        return names.index(name) if name in names else None

    def _encoded(self, sentences: Sequence[str]) -> list[Encoded]:
        """Word pieces of each sentence and their characters, cut to length."""
        seen = [neutral(text) for text in sentences]  # what is loaded must not change what is read
        return [
            (ids[:LONGEST_PIECES], [(n.back(a), n.back(b)) for a, b in offsets[:LONGEST_PIECES]])
            for n, (ids, offsets) in zip(seen, self._pieces.encode([n.text for n in seen]), strict=True)
        ]

    def _passages(self, encoded: list[Encoded]) -> list[list[int]]:
        """Neighbours together up to so many word pieces; sentences without any piece are left out."""
        found: list[list[int]] = []
        size = self._card.passage_pieces
        for i, (ids, _) in enumerate(encoded):
            length = len(ids) + 1
            if length == 1:
                continue
            if not found or size + length > self._card.passage_pieces:
                found.append([])
                size = 1
            found[-1].append(i)
            size += length
        return found

    def _read_passage(
        self,
        passage: list[int],
        encoded: list[Encoded],
        texts: Sequence[str],
        levels: _Levels,
        found: list[Reading],
    ) -> None:
        row, begin = [self._pieces.start], []
        for i in passage:
            begin.append(len(row))
            row += [*encoded[i][0], self._pieces.end]
        look = self._look(row, [(start, len(encoded[i][0])) for i, start in zip(passage, begin, strict=True)])
        tags, types = (look.tags, look.types) if self._heads is None else self._heads.applied(look)
        chances = softmax(tags.reshape(len(row), len(self._card.kinds), 3))
        kinds = softmax(types / self._card.temperature)
        events = softmax(look.events)
        for s, (i, start) in enumerate(zip(passage, begin, strict=True)):
            offsets = encoded[i][1]
            own = slice(start, start + len(offsets))
            states = States(look.states[own], events[own], offsets)
            found[i] = self._reading(chances[own], kinds[s], states, texts[i], levels)

    def _look(self, row: list[int], sentences: list[tuple[int, int]]) -> Look:
        """What the encoder makes of a passage; each sentence is given by its first piece and length."""
        inputs = _inputs(row, sentences)
        tags, types, states, events = run(self._session, ["tags", "types", "states", "events"], inputs)
        return Look(tags[0], types[0], states[0], inputs["sentences"][0], events[0])

    def _reading(self, chances: Floats, kinds: Floats, states: States, text: str, levels: _Levels) -> Reading:
        by_kind = {
            kind: read_spans(
                kind,
                chances[:, row],
                states.offsets,
                text,
                threshold=levels.thresholds[kind],
                floor=levels.floors[kind],
                join=kind in PARTY_KINDS,
            )
            for row, kind in enumerate(self._card.kinds)
        }
        tags = [span for kind, spans in by_kind.items() if kind not in PARTY_KINDS for span in spans]
        return Reading(
            actors=tuple(by_kind["actor"]),
            recipients=tuple(by_kind["recipient"]),
            types={name: round(float(p), 4) for name, p in zip(self._card.types, kinds, strict=False)},
            none=round(float(kinds[len(self._card.types)]), 4),
            tags=tuple(sorted(tags, key=lambda span: (span.start, span.end, span.kind))),
            words=tuple(read_words(states.events, states.offsets, text, self._card.types)),
            states=states,
        )


def _inputs(row: list[int], sentences: list[tuple[int, int]]) -> dict[str, Any]:
    ids, mask = padded([row])
    places = np.zeros((1, len(sentences), len(row)), dtype=np.float32)
    for s, (start, length) in enumerate(sentences):
        places[0, s, start : start + length] = 1.0
    return {"ids": ids, "mask": mask, "sentences": places}


def _shifted(reading: Reading, by: int) -> Reading:
    """The same reading with its offsets counted from `by` characters before."""
    return Reading(
        actors=_moved(reading.actors, by),
        recipients=_moved(reading.recipients, by),
        types=reading.types,
        none=reading.none,
        tags=_moved(reading.tags, by),
        words=tuple(msgspec.structs.replace(w, start=w.start + by, end=w.end + by) for w in reading.words),
    )


def _moved(spans: tuple[TaggedSpan, ...], by: int) -> tuple[TaggedSpan, ...]:
    return tuple(TaggedSpan(s.kind, s.start + by, s.end + by, s.score, s.continues) for s in spans)


class AttributionTagger:
    """Sources, cues and contents of each sentence; the same pass as the event reader's."""

    def __init__(self, reader: EventReader) -> None:
        self._reader = reader

    @classmethod
    def open(cls, path: Path | None = None) -> AttributionTagger:
        return cls(EventReader.open(path))

    def tag(self, sentences: Sequence[str]) -> list[list[TaggedSpan]]:
        """Tagged spans of consecutive sentences, per sentence in order of the text."""
        return [list(reading.tags) for reading in self._reader.read(sentences)]
