"""The type of event between two given parties of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np

from sayso.errors import BadReport
from sayso.learned.encoder import Card, Pieces, by_length, data_folder, open_session, padded, read_card, run
from sayso.learned.spans import Floats, softmax

WEIGHTS = "relate.onnx"
# Longer sentences are read in their first so many word pieces, marks included: beyond lies no second party
# in 99.9 % of the training sentences.
LONGEST_PIECES = 254
# Three states of 384 numbers.
STATE_WIDTH = 1152

# PLOVER's quad classes: verbal and material cooperation, verbal and material conflict.
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4, "DISPLACE": 4, "CONTROL": 4,
}  # fmt: skip
Spans = tuple[tuple[int, int], ...]


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A sentence and the characters of its two parties; either may be empty."""

    text: str
    actor: Spans = ()
    recipient: Spans = ()


class Relation(msgspec.Struct, frozen=True, gc=False):
    """The likeliest type, its quad class (1 to 4) and calibrated probability, and all types' probabilities."""

    type: str
    quad: int
    confidence: float
    types: dict[str, float]


class Relater:
    """The marked pass: weights opened once."""

    def __init__(self, folder: Path, card: Card, pieces: Pieces) -> None:
        self._session = open_session(folder, WEIGHTS, card)
        self._pieces = pieces
        self._card = card.relate
        self._markers = tuple(pieces.marker(n) for n in (1, 2, 3, 4))

    @classmethod
    def open(cls, path: Path | None = None) -> Relater:
        """Weights of the package, or of another folder. Raises DataBroken."""
        folder = path or data_folder()
        card = read_card(folder)
        return cls(folder, card, Pieces.open(folder, card))

    def relate(self, pairs: Sequence[Pair]) -> list[Relation]:
        """One relation a pair, in order."""
        return [self._relation(scores) for scores in self._outputs(pairs, "root", len(self._card.types))]

    def states(self, pairs: Sequence[Pair]) -> Floats:
        """What the encoder makes of each pair, float32 (n, 1152): sentence, actor, recipient. For other codebooks."""
        return self._outputs(pairs, "joint", STATE_WIDTH)

    def _outputs(self, pairs: Sequence[Pair], output: str, width: int) -> Floats:
        encoded = self._pieces.encode([p.text for p in pairs])
        rows = [self._marked(pair, *e) for pair, e in zip(pairs, encoded, strict=True)]
        found = np.zeros((len(rows), width), dtype=np.float32)
        for batch in by_length([len(ids) for ids, _, _ in rows]):
            ids, mask = padded([rows[i][0] for i in batch])
            places = [np.zeros_like(mask), np.zeros_like(mask)]
            for n, i in enumerate(batch):
                for at, where in zip(places, rows[i][1:], strict=True):
                    at[n, where] = 1.0
            inputs = {"ids": ids, "mask": mask, "actor": places[0], "recipient": places[1]}
            found[batch] = run(self._session, [output], inputs)[0]
        return found

    def _marked(
        self, pair: Pair, ids: list[int], offsets: list[tuple[int, int]]
    ) -> tuple[list[int], list[int], list[int]]:
        """Ids with markers about the parties, and where their opening markers stand."""
        before: dict[int, list[int]] = {}
        after: dict[int, list[int]] = {}
        sides: tuple[tuple[Spans, int, int], ...] = (
            (pair.actor, self._markers[0], self._markers[1]),
            (pair.recipient, self._markers[2], self._markers[3]),
        )
        for spans, opening, closing in sides:
            for start, end in spans:
                inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
                if inside:
                    before.setdefault(inside[0], []).append(opening)
                    after.setdefault(inside[-1], []).append(closing)
        marked = [self._pieces.start]
        for i, piece in enumerate(ids):
            marked += [*before.get(i, ()), piece, *after.get(i, ())]
        marked = [*marked[:LONGEST_PIECES], self._pieces.end]
        where = [[i for i, piece in enumerate(marked) if piece == m] for m in (self._markers[0], self._markers[2])]
        return marked, where[0], where[1]

    def _relation(self, scores: Floats) -> Relation:
        types = softmax(scores / self._card.temperature)
        best = int(types.argmax())
        names = self._card.types
        return Relation(
            type=names[best],
            quad=QUAD[names[best]],
            confidence=round(float(types[best]), 4),
            types={name: round(float(p), 4) for name, p in zip(names, types, strict=True)},
        )


class GivenSpan(msgspec.Struct, frozen=True):
    start: int
    end: int


class GivenPair(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the input; keys that are not listed are passed over."""

    id: str
    text: str
    actor: tuple[GivenSpan, ...] = ()
    recipient: tuple[GivenSpan, ...] = ()


def checked_pair(given: GivenPair, number: int) -> Pair | BadReport:
    """The pair, or what is wrong with line `number`."""
    for span in (*given.actor, *given.recipient):
        if not 0 <= span.start < span.end <= len(given.text):
            return BadReport(f"line {number}", f"span {span.start} to {span.end} lies outside the text of {given.id}")
    actor, recipient = (tuple((s.start, s.end) for s in spans) for spans in (given.actor, given.recipient))
    return Pair(given.text, actor, recipient)


# Lines related together: a few batches of the encoder.
LINES = 256
Related = tuple[str, Pair] | BadReport


def relate_rows(lines: Iterable[bytes], *, path: Path | None = None) -> Iterator[dict[str, Any] | BadReport]:
    """Rows {id, type, quad, confidence} for lines {id, text, actor, recipient}; a BadReport for a line in error."""
    relater = Relater.open(path)
    for waiting in read_pairs(lines):
        relations = iter(relater.relate([item[1] for item in waiting if not isinstance(item, BadReport)]))
        for item in waiting:
            if isinstance(item, BadReport):
                yield item
            else:
                r = next(relations)
                yield {"id": item[0], "type": r.type, "quad": r.quad, "confidence": r.confidence}


G = TypeVar("G", bound=GivenPair)


def given_pairs(lines: Iterable[bytes], kind: type[G]) -> Iterator[tuple[G, Pair] | BadReport]:
    """Each line as given, with its checked pair, or what is wrong with it; empty lines are left out."""
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield BadReport(f"line {number}", str(error))
            continue
        pair = checked_pair(given, number)
        yield pair if isinstance(pair, BadReport) else (given, pair)


def read_pairs(lines: Iterable[bytes]) -> Iterator[list[Related]]:
    """Ids and pairs, or what is wrong with a line, in order and in batches."""
    waiting: list[Related] = []
    for item in given_pairs(lines, GivenPair):
        waiting.append(item if isinstance(item, BadReport) else (item[0].id, item[1]))
        if len(waiting) == LINES:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
