"""Figures of a reader on labelled text that its training did not see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from network import PARTY_KINDS, TAG_KINDS, ReaderNetwork
from numpy.typing import NDArray
from passages import NONE, Labelled, Passage, batch_of, encode
from tokenizers import Tokenizer

from examples import TYPES
from sayso.learned.spans import TaggedSpan, read_spans

# What the labelled set counts as one.
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "DISPLACE": "SANCTION", "CONTROL": "ASSAULT"}
KINDS = (*TAG_KINDS, *PARTY_KINDS)
# A span needs a piece of at least the threshold and goes on through pieces of at least the floor. Chosen on text left
# out; parties are found generously, since a pair is lost with either, cues narrowly, since they are one or two words.
THRESHOLDS = {"source": 0.6, "cue": 0.6, "content": 0.6, "actor": 0.4, "recipient": 0.3}
FLOORS = {"source": 0.2, "cue": 0.45, "content": 0.2, "actor": 0.25, "recipient": 0.2}
# In a sentence alone, which nothing tells again, recipients are found more freely.
LONE_THRESHOLDS = {"recipient": 0.1}
LONE_FLOORS = {"recipient": 0.1}


@dataclass(frozen=True)
class Scored:
    """One sentence as the network saw it."""

    text: str
    offsets: list[tuple[int, int]]
    chances: NDArray[np.float32]
    """(t, 5, 3)"""
    types: NDArray[np.float32]
    """Scores, not yet probabilities."""

    def tags(self, kind: str) -> list[TaggedSpan]:
        """Sources, cues or contents."""
        return self._spans(kind, THRESHOLDS[kind], FLOORS[kind])

    def parties(self, kind: str) -> list[TaggedSpan]:
        """Actors or recipients of a sentence alone."""
        return self._spans(kind, (THRESHOLDS | LONE_THRESHOLDS)[kind], (FLOORS | LONE_FLOORS)[kind])

    def _spans(self, kind: str, threshold: float, floor: float) -> list[TaggedSpan]:
        chances = self.chances[:, KINDS.index(kind)]
        join = kind in PARTY_KINDS
        return read_spans(kind, chances, self.offsets, self.text, threshold=threshold, floor=floor, join=join)


@torch.no_grad()
def score(model: ReaderNetwork, tokenizer: Tokenizer, passages: Sequence[Passage]) -> list[list[Scored]]:
    """Every sentence of every passage."""
    model.eval()
    found = []
    for passage in passages:
        item = encode(tokenizer, passage)
        ids, mask, sentences, *_ = batch_of([item])
        tags, kinds = model(ids, mask, sentences)
        tokens = tags[0].unflatten(-1, (5, 3)).softmax(-1).numpy()
        out = []
        for n, s in enumerate(passage):
            at = [i for i, w in enumerate(item.sentence) if w == n]
            offsets = tokenizer.encode(s.text, add_special_tokens=False).offsets[: len(at)]
            out.append(Scored(s.text, offsets, tokens[at], kinds[0, n].numpy()))
        found.append(out)
    return found


def same_party(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """As the scorer of the set: overlap with the same last word, or half of the joint characters."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return False
    last = [(re.findall(r"\w+", text[s:e].lower()) or [""])[-1] for s, e in (a, b)]
    joint = max(a[1], b[1]) - min(a[0], b[0])
    return ((a[1] == b[1] or last[0] == last[1]) and shared >= 0.2 * joint) or shared >= 0.5 * joint


def event_figures(aside: Sequence[Labelled], scored: Sequence[Scored]) -> str:
    """Share of pairs found and right, accuracy of the type alone, spans a sentence."""
    found = right = kind_right = spans = 0
    for s, out in zip(aside, scored, strict=True):
        parties = [[(x.start, x.end) for x in out.parties(k)] for k in PARTY_KINDS]
        spans += sum(len(p) for p in parties)
        joined = all(
            not gold or any(same_party(s.text, g, x) for g in gold for x in said)
            for gold, said in zip(s.parties or ((), ()), parties, strict=True)
        )
        said, gold = TYPES[int(out.types[:NONE].argmax())], TYPES[s.type or 0]
        same = FOLD.get(said, said) == FOLD.get(gold, gold)
        found += joined
        right += joined and same
        kind_right += same
    n = max(len(aside), 1)
    return f"found {found / n:.3f} right {right / n:.3f} type {kind_right / n:.3f} spans {spans / n:.2f}"


def tag_figures(aside: Sequence[Passage], scored: Sequence[Sequence[Scored]]) -> str:
    """Exact and overlapping F1 of pieces per kind, against one annotator a report."""
    line = ""
    for row, kind in enumerate(TAG_KINDS):
        exact = gold_n = said_n = near_g = near_s = 0
        for passage, outs in zip(aside, scored, strict=True):
            for s, out in zip(passage, outs, strict=True):
                gold = {(max(a, 0), b) for a, b in (s.tags or ((), (), ()))[row]}
                said = {(x.start, x.end) for x in out.tags(kind)}
                exact += len(gold & said)
                gold_n += len(gold)
                said_n += len(said)
                near_g += sum(any(x[0] < g[1] and x[1] > g[0] for x in said) for g in gold)
                near_s += sum(any(x[0] < g[1] and x[1] > g[0] for g in gold) for x in said)
        p, r = near_s / max(said_n, 1), near_g / max(gold_n, 1)
        line += f" {kind} {2 * exact / max(gold_n + said_n, 1):.3f}/{2 * p * r / max(p + r, 1e-9):.3f}"
    return line.strip()
