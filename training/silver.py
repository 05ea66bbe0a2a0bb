"""Sentences of unlabelled news in which the rules and the marked pass agree on the type: text for the last lessons.

python training/silver.py --data FOLDER --weights FOLDER --out FILE
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from measure import FOLD

from examples import rows
from sayso.find.events import EventFinder
from sayso.learned.reader import EventReader
from sayso.learned.relate import Pair
from sayso.parse import Parser
from sayso.types import Parsed, PartyMention, Report

# Sets of news and how many reports of each, drawn by chance.
DRAWN = {"geo": 260, "ecb": 120, "fakes": 150, "times": 80}
# Half sure is enough where two so different readers agree.
SURE = 0.5


def texts(data: Path, seed: int) -> Iterator[Report]:
    rng = random.Random(seed)
    for name, size in DRAWN.items():
        found = [str(row["text"])[:4000] for row in rows(data / name / "reports.jsonl")]
        rng.shuffle(found)
        for n, text in enumerate(found[:size]):
            yield Report(id=f"{name}-{n}", text=text)


def told_pairs(parsed: Parsed, finder: EventFinder) -> Iterator[tuple[Pair, str]]:
    """Sentences with the spans of an event's two sides, and its type by the rules."""
    for event in finder.find(parsed):
        sentence = parsed.sentences[parsed.tokens[event.head].sentence]
        text = parsed.text[sentence.start : sentence.end].rstrip()

        def spans(mentions: tuple[PartyMention, ...], at: int = sentence.i) -> tuple[tuple[int, int], ...]:
            start = parsed.sentences[at].start
            inside = [m for m in mentions if parsed.tokens[m.first].sentence == at]
            return tuple((parsed.tokens[m.first].start - start, parsed.tokens[m.last].end - start) for m in inside)

        pair = Pair(text, spans(event.actor), spans(event.recipient))
        fits = all(end <= len(text) for _, end in (*pair.actor, *pair.recipient))
        if 30 < len(text) < 400 and "\n" not in text and pair.actor and pair.recipient and fits:
            yield pair, event.type


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True, help="folder of an earlier reader")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=5)
    args = ap.parse_args()
    finder = EventFinder()
    told = [t for parsed in Parser().parse_all(texts(args.data, args.seed)) for t in told_pairs(parsed, finder)]
    relations = EventReader.open(args.weights).relate([pair for pair, _ in told])
    found: dict[str, tuple[set[tuple[int, int]], set[tuple[int, int]], str]] = {}
    for (pair, kind), relation in zip(told, relations, strict=True):
        if FOLD.get(kind, kind) == FOLD.get(relation.type, relation.type) and relation.confidence > SURE:
            actor, recipient, _ = found.setdefault(pair.text, (set(), set(), kind))
            actor.update(pair.actor)
            recipient.update(pair.recipient)
    with args.out.open("w", encoding="utf-8") as out:
        for text, (actor, recipient, kind) in found.items():
            row = {"text": text, "actor": sorted(actor), "recipient": sorted(recipient), "type": kind}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(told)} pairs, {len(found)} sentences agreed upon")


if __name__ == "__main__":
    main()
