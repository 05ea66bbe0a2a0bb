"""Unlabelled news, cut into sentences and into pairs of parties, for trained networks to answer."""

from __future__ import annotations

import hashlib
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

from passages import Labelled, split_report
from silver import told_pairs

from examples import rows
from sayso.find.events import EventFinder
from sayso.learned.relate import Pair
from sayso.neutral import neutral
from sayso.parse import Parser
from sayso.types import Report

# Reports of each set, drawn by chance among those not kept aside.
NEWS = {"geo": 120, "ecb": 60, "fakes": 110, "times": 40, "links": 40, "pitf": 160, "idetect": 60, "muc4": 60}


def texts(data: Path, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    for name, size in NEWS.items():
        path = data / name / "reports.jsonl"
        reports = [row for row in rows(path) if _wanted(str(row["id"]))] if path.exists() else []
        rng.shuffle(reports)
        yield from (str(row["text"])[:4000] for row in reports[:size])


def _wanted(name: str) -> bool:
    """Not the reports kept aside for figures, nor the test part of the 1992 keys."""
    return not name.startswith("TST") and int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 0


def news(data: Path, keep: Path, seed: int) -> list[list[Labelled]]:
    """Consecutive sentences of each report, worded as the running code shows them; cut once."""
    kept = keep / "news.pkl"
    if not kept.exists():
        parser = Parser()
        cut = [[Labelled(neutral(t[a:b]).text) for a, b in split_report(parser, t)] for t in texts(data, seed)]
        kept.write_bytes(pickle.dumps(cut))
    found: list[list[Labelled]] = pickle.loads(kept.read_bytes())
    return found


def pairs(data: Path, keep: Path, seed: int) -> list[Pair]:
    """The two sides of what the rules take for an event, in those reports; found once."""
    kept = keep / "pairs.pkl"
    if not kept.exists():
        finder = EventFinder()
        reports = (Report(id=str(n), text=text) for n, text in enumerate(texts(data, seed)))
        told = {pair: None for parsed in Parser().parse_all(reports) for pair, _ in told_pairs(parsed, finder)}
        kept.write_bytes(pickle.dumps([(p.text, p.actor, p.recipient) for p in told]))
    return [Pair(*row) for row in pickle.loads(kept.read_bytes())]
