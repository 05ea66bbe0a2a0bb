"""Reports of the labelled sets, by the ids that the files of labels use; those name a report by a hash of its id. And
what those files say of them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from examples import fold_of, rows
from sayso.types import Report

T = TypeVar("T")
# The fold of reports that is left out.
ASIDE = 0
# Texts of `more` that are one line each, and how long the ones must be that were numbered.
LINES = {"insight": ("train.tsv", 600), "satp": ("dev.tsv", 100)}


def reports(data: Path, name: str) -> Iterator[Report]:
    """The reports of a set of the folder `data`."""
    if name in LINES:
        file, least = LINES[name]
        lines = (data / "more" / name / file).read_text(encoding="utf-8").split("\n")
        texts = [t for t in (line.split("\t")[0] for line in lines) if len(t) > least]
        yield from (Report(id=f"{name}-{i}", text=text) for i, text in enumerate(texts))
    elif name == "isaf":
        for i, row in enumerate(rows(data / "more" / name / "isaf.jsonl")):
            yield Report(id=f"isaf-{i}", text=str(row["text"]), published=str(row["date"]) if row.get("date") else None)
    else:
        folder = data / "more" / name if name == "recent" else data / name
        for row in rows(folder / "reports.jsonl"):
            yield Report(**{k: v for k, v in row.items() if k in Report.__struct_fields__})  # type: ignore[arg-type]


def hashed(report: str) -> str:
    """What a file of labels calls a report."""
    return hashlib.sha1(report.encode()).hexdigest()[:12]


def is_taught(report: str) -> bool:
    """Whether the labelled sentences of a report, by its hash, teach the reader."""
    return fold_of(report) != ASIDE


def is_measured(report: str) -> bool:
    """Whether the labels of a report, by its hash, teach nothing at all: half of those left out; the other half teaches
    how sure an event is."""
    return not is_taught(report) and fold_of(report, 10) == ASIDE


def labelled_lines(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a file of labels: set, hash of the report, characters, and what is known of them."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def spans_of(told: str) -> list[tuple[int, int]]:
    """Characters first to last: "12-20 25-31"."""
    return [(int(first), int(last)) for first, last in (span.split("-") for span in told.split())]


class Told(NamedTuple):
    """An event of a labelled sentence, by the characters of its report."""

    type: str
    word: int
    """First character of the word that tells it, -1 where that is not known."""
    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]


def told_of(line: dict[str, str]) -> list[Told]:
    """The event of a line; none where it says that its sentence tells none."""
    if line["type"] == "NONE":
        return []
    return [Told(line["type"], int(line["trigger"] or -1), spans_of(line["actors"]), spans_of(line["recipients"]))]


def matched(
    told: Sequence[Told], said: Sequence[T], tells: Callable[[T, int], bool], kind: Callable[[T], str]
) -> Iterator[tuple[T, Told]]:
    """What is said of a sentence with the label that answers for it, each with one: that of its own word, else one of
    its type. `tells` says whether a word, by its first character, is of what tells it."""
    left, met = list(told), set()
    for by_word in (True, False):
        for n, one in enumerate(said):
            found = next((t for t in left if (tells(one, t.word) if by_word else kind(one) == t.type)), None)
            if n not in met and found is not None:
                left.remove(found)
                met.add(n)
                yield one, found
