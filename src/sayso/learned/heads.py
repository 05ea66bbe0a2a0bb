"""The reader's last layer, taught on with a user's own sentences; the encoder below stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from sayso.errors import DataBroken
from sayso.learned.encoder import Card
from sayso.learned.model_file import Arrays, read_model
from sayso.learned.regression import fit, rare_count_more, scores
from sayso.learned.spans import BEGIN, INSIDE, OUTSIDE, Floats, softmax

# Pull of what is added towards nothing, so towards the reader as it is: 300 sentences that it found hard (0.55 of their
# pairs found) then gave 0.71 of others like them and cost 0.01 on PLV; a tenth of it gave 0.67 and cost 0.05.
PULL = 0.01
# The same of the types, which fewer numbers tell: lines of one type alone must not draw every sentence to it.
TYPE_PULL = 0.03
# The last two kinds that the reader tags, outside, begin and inside each.
PARTY_SCORES = 6
# Least sum of weights in a mean of states, as the reader's network has it.
LEAST = 0.05
STORED = {"parties": "parties", "kinds": "kinds", "encoder": "reader"}


class Look(msgspec.Struct, frozen=True):
    """One passage as the encoder sees it, before spans are read."""

    tags: Floats
    """(t, 15) scores"""
    types: Floats
    """(s, types + 1) scores"""
    states: Floats
    """(t, d)"""
    sentences: Floats
    """(s, t), 1 on the pieces of each sentence"""
    events: Floats
    """(t, types + 1) scores of the words that tell events"""


class Labels(msgspec.Struct, frozen=True):
    """What is known of one sentence; None where it is not."""

    parties: tuple[Sequence[int], Sequence[int]] | None
    """OUTSIDE, BEGIN or INSIDE for each piece, of actor and recipient"""
    type: int | None
    """Index among the reader's types; their number where there is no event"""


class Heads(msgspec.Struct, frozen=True):
    """What is added to the reader's scores."""

    parties: Floats
    """(d + 1, 6)"""
    kinds: Floats
    """(3 d + 1, types + 1)"""

    @classmethod
    def open(cls, path: Path, card: Card, weights: str) -> Heads:
        """The last layer in a file of `sayso train`. Raises DataBroken."""
        mark = card.files[weights].sha256
        stored = read_model(path, STORED, mark, "it holds no parties: too few of its lines marked any")
        parties, kinds = stored["parties"], stored["kinds"]
        shapes = (len(parties), PARTY_SCORES), (3 * (len(parties) - 1) + 1, len(card.read.types) + 1)
        if (parties.shape, kinds.shape) != shapes or {parties.dtype, kinds.dtype} != {np.dtype(np.float32)}:
            raise DataBroken(path, "not a model that sayso train wrote")
        return cls(parties, kinds)

    def arrays(self, card: Card, weights: str) -> Arrays:
        """What the model file keeps."""
        return {"parties": self.parties, "kinds": self.kinds, "reader": np.array(card.files[weights].sha256)}

    def applied(self, look: Look) -> tuple[Floats, Floats]:
        """Scores of tags and types with what was taught."""
        tags = look.tags.copy()
        tags[:, -PARTY_SCORES:] += scores(look.states, self.parties)
        return tags, look.types + scores(_joint(look, tags), self.kinds)


def learn_heads(looks: Sequence[Look], labels: Sequence[Labels]) -> Heads:
    """Sentence by sentence: parties first, then the type by the parties that are found with what was learned."""
    known = [(look, label.parties) for look, label in zip(looks, labels, strict=True) if label.parties is not None]
    states = np.concatenate([look.states[_pieces(look)] for look, _ in known])
    tags = np.concatenate([look.tags[_pieces(look), -PARTY_SCORES:] for look, _ in known])
    share = np.full(len(states), 1.0 / len(states), dtype=np.float32)
    sides = [
        fit(states, np.concatenate([p[side] for _, p in known]), tags[:, side * 3 : side * 3 + 3], share, pull=PULL)
        for side in range(2)
    ]
    types = looks[0].types.shape[1]
    nothing = np.zeros((3 * states.shape[1] + 1, types), dtype=np.float32)
    heads = Heads(np.concatenate(sides, axis=1), nothing)
    typed = [(look, label.type) for look, label in zip(looks, labels, strict=True) if label.type is not None]
    if not typed:
        return heads
    joint = np.concatenate([_joint(look, heads.applied(look)[0]) for look, _ in typed])
    gold = np.array([kind for _, kind in typed])
    before = np.concatenate([look.types for look, _ in typed])
    return Heads(heads.parties, fit(joint, gold, before, rare_count_more(gold), pull=TYPE_PULL))


def piece_labels(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """OUTSIDE, BEGIN or INSIDE for each word piece of a sentence; of spans within each other the inner one is seen.

    A span that starts before the sentence (at -1) goes on from the one before: it has no beginning here.
    """
    labels = [OUTSIDE] * len(offsets)
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
        for n, i in enumerate(inside):
            labels[i] = INSIDE if n or start < 0 else BEGIN
    return labels


def _pieces(look: Look) -> np.typing.NDArray[np.bool_]:
    """The pieces of the one sentence, without the marks about it."""
    return np.asarray(look.sentences[0] > 0)


def _joint(look: Look, tags: Floats) -> Floats:
    """Mean states (s, 3 d) of each sentence, its actors and its recipients, as the reader's network takes them."""
    outside = softmax(tags[:, -PARTY_SCORES:].reshape(-1, 2, 3))[..., OUTSIDE]
    weights = [look.sentences, look.sentences * (1 - outside[:, 0]), look.sentences * (1 - outside[:, 1])]
    means = [w @ look.states / np.maximum(w.sum(axis=1, keepdims=True), LEAST) for w in weights]
    return np.asarray(np.concatenate(means, axis=1), dtype=np.float32)
