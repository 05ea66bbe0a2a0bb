"""How many of the events of whole news are told, and rightly: claims against labelled sentences.

    python training/measure_claims.py --data FOLDER [--sayso COMMAND]

`labelled.tsv` marks every event of 22,500 sentences of the development sets, with the word that tells it and its
parties. A tenth of the reports (by a hash of their ids) taught no part of Sayso these labels; they are coded here and
their labelled sentences compared. An event is found by a claim of its word or else of its type, each by one claim; it
is told right where the claim has its type. Parties are those of found events that are named in the sentence.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sets import Told, hashed, is_measured, labelled_lines, matched, reports, told_of

from examples import rows
from sayso.types import Report

HERE = Path(__file__).parent
Sentence = tuple[int, int]


def labels(path: Path) -> dict[str, dict[str, dict[Sentence, list[Told]]]]:
    """By set and hash of the report the events of each labelled sentence that taught nothing."""
    found: dict[str, dict[str, dict[Sentence, list[Told]]]] = {}
    for line in labelled_lines(path):
        if not is_measured(line["report"]):
            continue
        sentences = found.setdefault(line["set"], {}).setdefault(line["report"], {})
        events = sentences.setdefault((int(line["start"]), int(line["end"])), [])
        events += told_of(line)
    return found


def coded(reports: Sequence[Report], sayso: str) -> dict[str, list[dict[str, Any]]]:
    """The claims of each report."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="sayso-news-") as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_bytes(msgspec.json.Encoder().encode_lines(reports))
        out = Path(folder) / "out"
        subprocess.run([sayso, "code", str(source), "--out", str(out), "--every"], check=True, capture_output=True)
        for claim in rows(out / "claims.jsonl"):
            found[str(claim["report"])].append(claim)
    return found


def tells(claim: dict[str, Any], word: int) -> bool:
    start, end = claim["trigger"]["start"], claim["trigger"]["end"]
    return bool(start <= word < end)


def count(told: dict[Sentence, list[Told]], claims: list[dict[str, Any]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (start, end), events in told.items():
        here = [c for c in claims if start <= c["trigger"]["start"] < end]
        found.update(events=len(events), claims=len(here))
        for claim, event in matched(events, here, tells, lambda c: str(c["type"])):
            found.update(found=1, right=event.type == claim["type"])
            for side, gold in (("actor", event.actors), ("recipient", event.recipients)):
                said = [_places(p) for p in claim[side]]
                named = [places for places in said if start <= places[0][0] < end]
                found[f"{side} named"] += len(gold)
                found[f"{side} met"] += sum(any(_meet(g, places) for places in said) for g in gold)
                found[f"{side} said"] += len(named)
                found[f"{side} right"] += sum(any(_meet(g, places) for g in gold) for places in named)
    return found


def _places(party: dict[str, Any]) -> list[tuple[int, int]]:
    return [(party["start"], party["end"]), *((m["start"], m["end"]) for m in party.get("mentions", []))]


def _meet(gold: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(a < gold[1] and gold[0] < b for a, b in places)


def figures(data: Path, sayso: str) -> dict[str, float]:
    """Recall and precision of events, found and of the right type, and of the parties of found events."""
    total: Counter[str] = Counter()
    for name, wanted in labels(HERE / "labelled.tsv").items():
        known = [(r, hashed(r.id)) for r in reports(data, name) if hashed(r.id) in wanted]
        claims = coded([r for r, _ in known], sayso)
        for report, mark in known:
            total += count(wanted[mark], claims[report.id])

    def share(part: str, whole: str) -> float:
        return round(total[part] / max(total[whole], 1), 3)

    return {
        "found recall": share("found", "events"), "found precision": share("found", "claims"),
        "right recall": share("right", "events"), "right precision": share("right", "claims"),
        "right f1": round(2 * total["right"] / max(total["events"] + total["claims"], 1), 3),
        "actor recall": share("actor met", "actor named"), "actor precision": share("actor right", "actor said"),
        "recipient recall": share("recipient met", "recipient named"),
        "recipient precision": share("recipient right", "recipient said"),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sayso", default="sayso")
    args = parser.parse_args()
    for name, figure in figures(args.data, args.sayso).items():
        print(f"{name:20} {figure:.3f}")


if __name__ == "__main__":
    main()
