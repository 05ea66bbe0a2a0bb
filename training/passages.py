"""Passages of consecutive sentences with what is known about each: tags, parties, type."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from examples import CLS, SEP, TYPES, marked_lines, read_pairs, rows
from sayso.learned.heads import piece_labels
from sayso.parse import Parser
from sayso.types import Report

NONE = len(TYPES)
IGNORE = -100
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Labelled:
    """One sentence. None where nothing is known, an empty tuple where it is known that there is none."""

    text: str
    tags: tuple[Spans, Spans, Spans] | None = None
    parties: tuple[Spans, Spans] | None = None
    type: int | None = None
    weight: float = 1.0
    events: tuple[tuple[int, int, int], ...] | None = None
    """First and last character and type of each word that tells an event."""


Passage = tuple[Labelled, ...]


@dataclass(frozen=True)
class Encoded:
    ids: list[int]
    sentence: list[int]
    """Index of the sentence of each token, -1 for the marks between them."""
    labels: list[list[int]]
    """Five rows of 0 (outside), 1 (begins), 2 (inside) or IGNORE."""
    types: list[int]
    weights: list[float]
    events: list[int]
    """A type, NONE or IGNORE for each token."""


def read_sentences(path: Path) -> list[Labelled]:
    """The project's own sentences."""
    return [
        Labelled(text, None, (tuple(actor), tuple(recipient)), NONE if kind == "NONE" else TYPES.index(kind))
        for kind, text, (actor, recipient) in marked_lines(path)
    ]


def read_silver(path: Path | None) -> list[Labelled]:
    """What training/silver.py wrote; nothing where there is no such file."""
    return [
        Labelled(str(r["text"]), None, (_spans(r["actor"]), _spans(r["recipient"])), TYPES.index(str(r["type"])), 0.5)
        for r in (rows(path) if path else ())
    ]


def _spans(pairs: Any) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs)


def read_plv(folder: Path) -> list[Labelled]:
    """PLV's pairs with pairs of one sentence joined; of several types the first stays."""
    found: dict[str, Labelled] = {}
    for pair in read_pairs(folder):
        old = found.get(pair.text)
        actor, recipient = (old.parties or ((), ())) if old else ((), ())
        parties = (tuple(sorted({*actor, *pair.actor})), tuple(sorted({*recipient, *pair.recipient})))
        found[pair.text] = Labelled(pair.text, None, parties, old.type if old else TYPES.index(pair.type))
    return list(found.values())


def split_report(parser: Parser, text: str) -> list[tuple[int, int]]:
    """Sentences as the pipeline cuts them, without the white space about them."""
    found = []
    for s in parser.parse(Report(id="", text=text)).sentences:
        piece = text[s.start : s.end]
        start = s.start + len(piece) - len(piece.lstrip())
        end = s.start + len(piece.rstrip())
        if end > start:
            found.append((start, end))
    return found


def read_attributions(folder: Path, parser: Parser) -> dict[str, list[list[Labelled]]]:
    """For each report its sentences once per annotator."""
    texts = {str(r["id"]): str(r["text"]) for r in rows(folder / "reports.jsonl")}
    cuts = {name: split_report(parser, text) for name, text in texts.items()}
    found: dict[str, list[list[Labelled]]] = {}
    for gold in rows(folder / "gold.jsonl"):
        name = str(gold["report"])
        text = texts[name]
        kinds = [
            sorted(
                {
                    (s["start"] + m.start(), s["start"] + m.end())
                    for a in gold["attributions"]  # type: ignore[attr-defined]
                    for s in a[kind]
                    for m in re.finditer(r"[^\s](?:[^\n\r]*[^\s])?", s["text"])
                }
            )
            for kind in ("source", "cue", "content")
        ]
        version = []
        for start, end in cuts[name]:
            inside = [
                tuple((max(a, start - 1) - start, min(b, end) - start) for a, b in spans if a < end and b > start)
                for spans in kinds
            ]
            version.append(Labelled(text[start:end], (inside[0], inside[1], inside[2])))
        found.setdefault(name, []).append(version)
    return found


def pack(tokenizer: Tokenizer, sentences: list[Labelled], limit: int) -> list[Passage]:
    """Neighbours together up to `limit` word pieces."""
    found: list[Passage] = []
    now: list[Labelled] = []
    size = 1
    for s in sentences:
        length = len(tokenizer.encode(s.text, add_special_tokens=False).ids) + 1
        if now and size + length > limit:
            found.append(tuple(now))
            now, size = [], 1
        now.append(s)
        size += length
    return [*found, tuple(now)] if now else found


def token_labels(offsets: list[tuple[int, int]], spans: Spans | None) -> list[int]:
    """What is known of each word piece; IGNORE where it is nothing."""
    return [IGNORE] * len(offsets) if spans is None else piece_labels(offsets, spans)


def event_labels(offsets: list[tuple[int, int]], events: tuple[tuple[int, int, int], ...] | None) -> list[int]:
    """The type of the event that each word piece tells, NONE where it tells none; IGNORE where nothing is known."""
    if events is None:
        return [IGNORE] * len(offsets)
    return [next((kind for start, end, kind in events if a < end and b > start), NONE) for a, b in offsets]


def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a folder of Hugging Face files; texts keep their whole length."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(tokenizer: Tokenizer, passage: Passage, limit: int = 256) -> Encoded:
    ids, where, labels, events = [CLS], [-1], [[IGNORE] for _ in range(5)], [IGNORE]
    for n, s in enumerate(passage):
        piece = tokenizer.encode(s.text, add_special_tokens=False)
        ids += [*piece.ids, SEP]
        where += [n] * len(piece.ids) + [-1]
        for row, spans in enumerate([*(s.tags or (None,) * 3), *(s.parties or (None,) * 2)]):
            labels[row] += [*token_labels(piece.offsets, spans), IGNORE]
        events += [*event_labels(piece.offsets, s.events), IGNORE]
    types = [IGNORE if s.type is None else s.type for s in passage]
    return Encoded(
        ids[:limit], where[:limit], [row[:limit] for row in labels], types, [s.weight for s in passage], events[:limit]
    )


def shuffle_together(sentences: list[Labelled], rng: random.Random) -> list[Passage]:
    """Lone sentences, half of them alone and the rest in passages of two or three strangers."""
    order = list(sentences)
    rng.shuffle(order)
    found: list[Passage] = []
    while order:
        take = rng.choice((1, 1, 2, 3))
        found.append(tuple(order[:take]))
        order = order[take:]
    return found


def batch_of(items: list[Encoded]) -> tuple[torch.Tensor, ...]:
    width = max(len(i.ids) for i in items)
    depth = max(len(i.types) for i in items)
    ids = torch.zeros(len(items), width, dtype=torch.long)
    mask = torch.zeros(len(items), width)
    sentences = torch.zeros(len(items), depth, width)
    labels = torch.full((len(items), 5, width), IGNORE)
    types = torch.full((len(items), depth), IGNORE)
    weights = torch.zeros(len(items), depth)
    events = torch.full((len(items), width), IGNORE)
    for n, item in enumerate(items):
        size = len(item.ids)
        ids[n, :size] = torch.tensor(item.ids)
        mask[n, :size] = 1
        where = torch.tensor(item.sentence)
        for s in range(len(item.types)):
            sentences[n, s, :size] = (where == s).float()
        labels[n, :, :size] = torch.tensor(item.labels)
        types[n, : len(item.types)] = torch.tensor(item.types)
        weights[n, : len(item.types)] = torch.tensor(item.weights)
        events[n, :size] = torch.tensor(item.events)
    return ids, mask, sentences, labels, types, weights, events
