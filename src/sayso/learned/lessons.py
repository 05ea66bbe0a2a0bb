"""`sayso train`: labelled lines teach types of one's own and which parties to read; one file keeps both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.errors import BadReport, SaysoError
from sayso.learned.codebook import TypesLesson, learn_types
from sayso.learned.encoder import data_folder
from sayso.learned.heads import Heads, Labels, Look, learn_heads, piece_labels
from sayso.learned.model_file import write_model
from sayso.learned.reader import NO_EVENT, WEIGHTS, EventReader
from sayso.learned.regression import left_out
from sayso.learned.relate import GivenPair, Pair, given_pairs
from sayso.learned.spans import TaggedSpan

FEWEST_LINES = 20
T = TypeVar("T")


class TooFewLines(SaysoError):
    def __init__(self, lines: int, kinds: int) -> None:
        super().__init__(
            f"{lines} labelled lines of {kinds} types: give at least {FEWEST_LINES} lines of two types to learn from, "
            "or so many that mark parties"
        )


class LabelledLine(GivenPair, frozen=True, kw_only=True):
    """A line {id, text, actor, recipient, type}; spans may be left out, or the type."""

    id: str = ""
    type: str | None = None


class PartiesLesson(msgspec.Struct, frozen=True):
    """Lines that mark parties, and the share of those left out whose marked sides are all found, before and after."""

    lines: int
    aside: int
    before: float
    after: float


class Lesson(msgspec.Struct, frozen=True):
    """What was learned; None where the lines were too few for it."""

    types: TypesLesson | None
    parties: PartiesLesson | None


def train(lines: Iterable[bytes], out: Path, *, weights: Path | None = None) -> tuple[Lesson, list[BadReport]]:
    """Learn from labelled JSON lines and write the model to `out`; the lines that could not be read come back.

    Raises TooFewLines where there is nothing to learn from.
    """
    folder = weights or data_folder()
    given, bad = _read(lines)
    typed = [(pair, kind) for pair, kind in given if kind is not None]
    kinds = {kind for _, kind in typed}
    marked = sum(bool(pair.actor or pair.recipient) for pair, _ in given)
    arrays: dict[str, NDArray[Any]] = {}
    types = parties = None
    if len(typed) >= FEWEST_LINES and len(kinds) > 1:
        learned, types = learn_types([pair for pair, _ in typed], [kind for _, kind in typed], folder)
        arrays |= learned
    if marked >= FEWEST_LINES:
        reader = EventReader.open(folder)
        heads, parties = _learn_parties(given, reader)
        arrays |= heads.arrays(reader.card, WEIGHTS)
    if not arrays:
        raise TooFewLines(len(given), len(kinds))
    write_model(out, arrays)
    return Lesson(types, parties), bad


def _read(lines: Iterable[bytes]) -> tuple[list[tuple[Pair, str | None]], list[BadReport]]:
    given: list[tuple[Pair, str | None]] = []
    bad: list[BadReport] = []
    for item in given_pairs(lines, LabelledLine):
        if isinstance(item, BadReport):
            bad.append(item)
        else:
            given.append((item[1], item[0].type))
    return given, bad


def _learn_parties(given: Sequence[tuple[Pair, str | None]], reader: EventReader) -> tuple[Heads, PartiesLesson]:
    """Sentences with a marked party, and those that tell no event, teach where parties stand; types of the reader's
    own names teach which."""
    looks: list[Look] = []
    labels: list[Labels] = []
    pairs: list[Pair] = []
    for pair, kind in given:
        look, offsets = reader.look(pair.text)
        if not offsets:
            continue
        told = bool(pair.actor or pair.recipient) or kind == NO_EVENT
        sides = (piece_labels(offsets, pair.actor), piece_labels(offsets, pair.recipient))
        looks.append(look)
        labels.append(Labels(sides if told else None, reader.type_index(kind)))
        pairs.append(pair)
    aside = left_out([pair.text for pair in pairs])
    first = learn_heads(_chosen(looks, ~aside), _chosen(labels, ~aside))
    asked = [pair for pair in _chosen(pairs, aside) if pair.actor or pair.recipient]
    lesson = PartiesLesson(
        lines=sum(bool(pair.actor or pair.recipient) for pair in pairs),
        aside=len(asked),
        before=_found(reader, asked),
        after=_found(reader.taught(first), asked),
    )
    return learn_heads(looks, labels), lesson


def _found(reader: EventReader, pairs: Sequence[Pair]) -> float:
    """Share of the pairs all of whose marked sides are read."""
    hits = 0
    for pair in pairs:
        [reading] = reader.read([pair.text])
        sides = ((pair.actor, reading.actors), (pair.recipient, reading.recipients))
        hits += all(not marked or any(_same(m, said) for m in marked for said in read) for marked, read in sides)
    return round(hits / len(pairs), 3) if pairs else 0.0


def _same(marked: tuple[int, int], said: TaggedSpan) -> bool:
    """Half of their joint characters are shared, or they end together."""
    shared = min(marked[1], said.end) - max(marked[0], said.start)
    joint = max(marked[1], said.end) - min(marked[0], said.start)
    return shared > 0 and (shared >= 0.5 * joint or marked[1] == said.end)


def _chosen(items: Sequence[T], which: NDArray[np.bool_]) -> list[T]:
    return [item for item, wanted in zip(items, which, strict=True) if wanted]
