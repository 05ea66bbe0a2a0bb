"""Unlabelled news, cut into sentences and into pairs of parties, for trained networks to answer."""

from __future__ import annotations

import hashlib
import pickle
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from passages import Labelled, split_report
from silver import told_pairs

from examples import rows
from sayso.find.events import EventFinder
from sayso.learned.reader import EventReader
from sayso.learned.relate import Pair
from sayso.neutral import neutral
from sayso.parse import Parser
from sayso.types import Report

# Reports of each set, drawn by chance among those not kept aside: for the lessons up to the narrow reader's, and for
# those that three large encoders teach. The first are among the second.
NEWS = {"geo": 120, "ecb": 60, "fakes": 110, "times": 40, "links": 40, "pitf": 160, "idetect": 60, "muc4": 60}
MORE_NEWS = {"geo": 320, "ecb": 120, "fakes": 180, "times": 90, "links": 60, "pitf": 600, "idetect": 90, "muc4": 240}
# Lone sentences of sets that are not read as reports: IndiaPoliceEvents, InSight Crime, SATP, MUC-4.
LONE = {"ipe": 6000, "insight": 6000, "satp": 2500, "muc4": 5000}
SENTENCE_END = re.compile(r'(?<=[.!?"”])\s+(?=[A-Z"“])')
# Very short and very long sentences are not asked about.
LEAST_WORDS, MOST_WORDS = 8, 60


def texts(data: Path, seed: int, sizes: dict[str, int]) -> Iterator[str]:
    rng = random.Random(seed)
    for name, size in sizes.items():
        path = data / name / "reports.jsonl"
        reports = [row for row in rows(path) if _wanted(str(row["id"]))] if path.exists() else []
        rng.shuffle(reports)
        yield from (str(row["text"])[:4000] for row in reports[:size])


def _wanted(name: str) -> bool:
    """Not the reports kept aside for figures, nor the test part of the 1992 keys."""
    return not name.startswith("TST") and int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 0


def news(data: Path, keep: Path, seed: int, sizes: dict[str, int]) -> list[list[Labelled]]:
    """Consecutive sentences of each report, worded as the running code shows them; cut once."""
    kept = keep / f"news-{sum(sizes.values())}.pkl"
    if not kept.exists():
        parser = Parser()
        cut = [[Labelled(neutral(t[a:b]).text) for a, b in split_report(parser, t)] for t in texts(data, seed, sizes)]
        kept.write_bytes(pickle.dumps(cut))
    found: list[list[Labelled]] = pickle.loads(kept.read_bytes())
    return found


def lone_sentences(data: Path, seed: int) -> list[str]:
    """Sentences of fit length of the sets in LONE, worded as the running code shows them."""
    rng = random.Random(seed)
    found: list[str] = []
    for name, size in LONE.items():
        fit = [neutral(text).text for text in dict.fromkeys(_sentences(data, name)) if fits(text)]
        rng.shuffle(fit)
        found += fit[:size]
    return found


def _sentences(data: Path, name: str) -> Iterator[str]:
    if name == "muc4":
        whole = (
            str(row["text"]) for row in rows(data / name / "reports.jsonl") if not str(row["id"]).startswith("TST")
        )
    else:
        lines = (data / "more" / name / "train.tsv").read_text(encoding="utf-8", errors="replace").splitlines()
        whole = (line.split("\t")[0] for line in lines)
    for text in whole:
        # A line of IndiaPoliceEvents is one sentence.
        yield from ([text] if name == "ipe" else SENTENCE_END.split(re.sub(r"\s+", " ", text).strip()))


def fits(text: str) -> bool:
    return LEAST_WORDS <= len(text.split()) <= MOST_WORDS


def pairs(data: Path, keep: Path, seed: int, reader: Path) -> list[Pair]:
    """The likeliest actor and recipient of each unlabelled sentence by the weights in the folder `reader`, and the two
    sides of what the rules take for an event in the news; found once."""
    kept = keep / "pairs.pkl"
    if not kept.exists():
        sentences = [s.text for report in news(data, keep, seed, MORE_NEWS) for s in report]
        sentences += lone_sentences(data, seed)
        found = [*_read_pairs(EventReader.open(reader), filter(fits, sentences)), *_told_pairs(data, seed)]
        kept.write_bytes(pickle.dumps([(p.text, p.actor, p.recipient) for p in dict.fromkeys(found)]))
    return [Pair(*row) for row in pickle.loads(kept.read_bytes())]


def _read_pairs(reader: EventReader, sentences: Iterable[str]) -> Iterator[Pair]:
    for text in sentences:
        [said] = reader.read([text])
        if said.actors and said.recipients:
            actor, recipient = (max(spans, key=lambda s: s.score) for spans in (said.actors, said.recipients))
            yield Pair(text, ((actor.start, actor.end),), ((recipient.start, recipient.end),))


def _told_pairs(data: Path, seed: int) -> Iterator[Pair]:
    finder = EventFinder()
    reports = (Report(id=str(n), text=text) for n, text in enumerate(texts(data, seed, MORE_NEWS)))
    for parsed in Parser().parse_all(reports):
        yield from (pair for pair, _ in told_pairs(parsed, finder))
