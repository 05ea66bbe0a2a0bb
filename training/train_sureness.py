"""Teach how sure an event of a report is, by claims that were judged against their text.

    python training/train_sureness.py --data FOLDER [--judged FILE] [--labelled FILE] [--out FILE]

`judged.tsv` names claims by set, report (a hash of its id), first character of the trigger and type, and says of each
whether the text tells an event there ("ok", "no", or "twice" where another claim tells it) and whether its type and
parties are right. `labelled.tsv` marks all events of whole sentences; those that did not teach the reader are compared
with what is claimed there.
The reports are those of FOLDER (the development sets and what `more` holds); the package as it is installed reads them,
and what it no longer claims is left out. Two linear models by `learned.regression`; no chance involved. Printed: by
tenths of the reports left out in turn, how well both answers part right from wrong, the calibration error of the
second before and after, and what thresholds buy.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from export import calibration_error
from numpy.typing import NDArray
from sets import Told, hashed, is_measured, is_taught, labelled_lines, matched, reports, told_of

from examples import fold_of
from sayso.find.events.calibration import Joined
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.sureness import LEAST_LIKELY, marks, states, surroundings
from sayso.learned.regression import fit, scores
from sayso.pipeline import Coder
from sayso.types import EventMention, Parsed, Report

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "sayso" / "data" / "sureness.json"
# Pull of the weights to nothing; found by tenths left out among .01, .03, .1 and .3.
PULL = 0.1
FOLDS = 10
# Marks seen less often teach nothing.
RARE = 8
THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Row(NamedTuple):
    """A judged claim as the package sees it."""

    report: str
    said: float
    """Its confidence before."""
    marks: dict[str, float]
    states: Floats
    """(2 d)"""
    told: bool
    right: bool


class Table(NamedTuple):
    """All rows; `names` are the columns that are marks, the states stand behind them."""

    names: list[str]
    values: Floats
    """(n, marks + 2 d)"""
    said: Floats
    told: Flags
    right: Flags
    fold: NDArray[np.int64]


class Gold(NamedTuple):
    """What is known of a report: of its claims by first character and type, and of whole sentences."""

    judged: dict[tuple[int, str], tuple[str, bool]]
    """Whether an event is told ("ok", "no", "twice"), and whether all is right."""
    sentences: dict[tuple[int, int], list[Told]]
    """The events of each labelled sentence."""


def read_gold(judged: Path, labelled: Path) -> dict[str, dict[str, Gold]]:
    """By set and hash of the report. Sentences that taught the reader tell nothing of how sure it is elsewhere: claims
    of these are left out."""
    found: dict[str, dict[str, Gold]] = {}
    taught: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for line in labelled_lines(labelled):
        gold = found.setdefault(line["set"], {}).setdefault(line["report"], Gold({}, {}))
        sentence = int(line["start"]), int(line["end"])
        if is_taught(line["report"]):
            taught.setdefault((line["set"], line["report"]), []).append(sentence)
            continue
        if is_measured(line["report"]):
            continue
        gold.sentences.setdefault(sentence, []).extend(told_of(line))
    for line in labelled_lines(judged):
        gold = found.setdefault(line["set"], {}).setdefault(line["report"], Gold({}, {}))
        start = int(line["start"])
        seen = any(first <= start < last for first, last in taught.get((line["set"], line["report"]), ()))
        if not seen and not is_measured(line["report"]):
            gold.judged[start, line["type"]] = line["told"], line["right"] == "1"
    return found


def read_rows(data: Path, gold: dict[str, dict[str, Gold]]) -> list[Row]:
    coder, lexicon, line = Coder(every=True), Lexicon.load(), Joined.load()
    found = []
    for name, wanted in gold.items():
        for report in reports(data, name):
            known = wanted.get(hashed(report.id))
            if known is not None and (known.judged or known.sentences):
                found += _rows(report, known, coder, lexicon, line)
    return found


def _rows(report: Report, gold: Gold, coder: Coder, lexicon: Lexicon, line: Joined) -> Iterator[Row]:
    parsed = coder.parser.parse(report)
    events, rules, readings, weighed = coder.weighed(parsed)
    around = surroundings(parsed, events, rules, weighed, lexicon)
    by_label = _of_sentences(parsed, events, gold.sentences)
    for event in events:
        starts = (parsed.tokens[i].start for i in (event.first, event.head))
        judged = (gold.judged[start, event.type] for start in starts if (start, event.type) in gold.judged)
        label = next(judged, by_label.get(id(event)))
        seen = states(parsed, event, readings)
        if label is not None and seen is not None and label[0] != "twice":
            found = marks(parsed, event, readings, around, lexicon)
            yield Row(report.id, line.of(event.confidence), found, seen, label[0] == "ok", label[1])


def _of_sentences(
    parsed: Parsed, events: Sequence[EventMention], sentences: dict[tuple[int, int], list[Told]]
) -> dict[int, tuple[str, bool]]:
    """Judgements of the events of labelled sentences, by the events' ids: each label answers for one event, of its own
    word or else of its type."""
    found: dict[int, tuple[str, bool]] = {}
    for (start, end), told in sentences.items():
        here = [e for e in events if start <= parsed.tokens[e.head].start < end]
        labelled = matched(told, here, lambda event, word: word in _starts(parsed, event), lambda event: event.type)
        found |= {id(event): ("ok", _is_right(parsed, event, label)) for event, label in labelled}
        words = {t.word for t in told}
        found |= {
            id(e): ("twice" if any(e.type == t.type for t in told) and not words & _starts(parsed, e) else "no", False)
            for e in here if id(e) not in found
        }  # fmt: skip
    return found


def _starts(parsed: Parsed, event: EventMention) -> set[int]:
    return {parsed.tokens[i].start for i in (*range(event.first, event.last + 1), event.head, *event.others)}


def _is_right(parsed: Parsed, event: EventMention, told: Told) -> bool:
    """Whether type and parties are those of the label; parties of other sentences are not asked about."""
    sides = (event.actor, told.actors), (event.recipient, told.recipients)
    for parties, gold in sides:
        for party in parties:
            first, last = party.wider or (party.first, party.last)
            span = parsed.tokens[first].start, parsed.tokens[last].end
            if parsed.tokens[party.head].sentence != parsed.tokens[event.head].sentence:
                continue
            if not any(a < span[1] and span[0] < b for a, b in gold):
                return False
    return event.type == told.type


def table(found: list[Row]) -> Table:
    counted: dict[str, int] = {}
    for row in found:
        for name in row.marks:
            counted[name] = counted.get(name, 0) + 1
    names = sorted(name for name, n in counted.items() if n >= RARE)
    marked = np.array([[row.marks.get(name, 0.0) for name in names] for row in found], dtype=np.float32)
    fold = [fold_of(row.report, FOLDS) for row in found]
    return Table(
        names,
        np.concatenate([marked, np.array([row.states for row in found])], axis=1),
        np.array([row.said for row in found], dtype=np.float32),
        np.array([row.told for row in found]),
        np.array([row.right for row in found]),
        np.array(fold),
    )


def learn(values: Floats, answer: Flags) -> Floats:
    """Weights (columns + 1,) of the log odds, the last the bias."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-3
    share = np.full(len(values), 1 / len(values), dtype=np.float32)
    nothing = np.zeros((len(values), 2), dtype=np.float32)
    both = fit((values - mean) / spread, answer.astype(np.int64), nothing, share, pull=PULL)
    weights = both[:, 1] - both[:, 0]
    slopes = weights[:-1] / spread
    return np.append(slopes, weights[-1] - slopes @ mean).astype(np.float32)


def chances(values: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores(values, weights))), dtype=np.float32)


def crossed(rows: Table, answer: Flags) -> Floats:
    """Each row's chance by what the other folds teach."""
    found = np.empty(len(answer), dtype=np.float32)
    for fold in range(FOLDS):
        aside = rows.fold == fold
        found[aside] = chances(rows.values[aside], learn(rows.values[~aside], answer[~aside]))
    return found


def parted(chance: Floats, answer: Flags) -> float:
    """Area under the curve: how often one that holds is given a higher chance than one that does not."""
    order = np.argsort(np.argsort(chance, kind="stable"), kind="stable") + 1
    holds = int(answer.sum())
    return float((order[answer].sum() - holds * (holds + 1) / 2) / (holds * (len(answer) - holds)))


def report(rows: Table) -> None:
    told, right = crossed(rows, rows.told), crossed(rows, rows.right)
    print(f"{len(told)} claims, an event in {rows.told.mean():.3f}, all right {rows.right.mean():.3f}")
    print(f"tells an event: parted {parted(rows.said, rows.told):.3f} before, {parted(told, rows.told):.3f} after")
    print(f"all right: parted {parted(rows.said, rows.right):.3f} before, {parted(right, rows.right):.3f} after")
    before, after = calibration_error(rows.said, rows.right), calibration_error(right, rows.right)
    print(f"calibration error {before:.4f} before, {after:.4f} after")
    dropped = told < LEAST_LIKELY
    print(f"left out {dropped.mean():.3f}; of them no event {1 - rows.told[dropped].mean():.2f}; "
          f"of all without an event {dropped[~rows.told].mean():.2f}")  # fmt: skip
    kept = ~dropped
    for least in THRESHOLDS:
        sure = kept & (right >= least)
        print(f"| {least:.1f} | {rows.told[sure].mean():.2f} | {rows.right[sure].mean():.2f} "
              f"| {sure[rows.right].mean():.2f} |")  # fmt: skip


def write(path: Path, rows: Table) -> None:
    both = np.stack([learn(rows.values, rows.told), learn(rows.values, rows.right)], axis=1)
    number = len(rows.names)
    inner = both[number:-1].T
    scale = float(np.abs(inner).max()) / 127
    table = {
        "source": "training/train_sureness.py; judgements of our own of claims about the development sets; no text",
        "license": "Apache-2.0",
        "claims": len(rows.told),
        "bias": [round(float(w), 4) for w in both[-1]],
        "marks": {
            name: [round(float(w), 4) for w in pair] for name, pair in zip(rows.names, both[:number], strict=True)
        },
        "scale": scale,
        "states": base64.b64encode(np.round(inner / scale).astype(np.int8).tobytes()).decode(),
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--judged", type=Path, default=HERE / "judged.tsv")
    ap.add_argument("--labelled", type=Path, default=HERE / "labelled.tsv")
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    found = table(read_rows(args.data, read_gold(args.judged, args.labelled)))
    report(found)
    write(args.out, found)


if __name__ == "__main__":
    main()
