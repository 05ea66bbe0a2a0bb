"""The large network that teaches the small ones: all-mpnet-base-v2, of which the upper layers learn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from fitting import batches
from numpy.typing import NDArray
from passages import IGNORE, Labelled, token_labels
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import MPNetModel

from examples import TYPES

# The layers below stay as they came, so that their states are made once.
LOW = 8
LONGEST, BATCH = 160, 16
START, END, FILL = 0, 2, 1
Offsets = list[tuple[int, int]]


@dataclass(frozen=True)
class Read:
    """A sentence as the lower layers see it."""

    offsets: Offsets
    states: Tensor
    """(t, 768), half precision, marks included"""


class Teacher(nn.Module):
    """Actor and recipient for each word piece, and the type of the sentence or none.

    Where the parties are given, their pieces carry a mark of their own through the upper layers.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body = MPNetModel.from_pretrained(str(folder), add_pooling_layer=False)
        for name, weight in self.body.named_parameters():
            layer = re.match(r"encoder\.layer\.(\d+)\.", name)
            weight.requires_grad = bool(layer) and int(layer.group(1)) >= LOW  # type: ignore[union-attr]
        width = self.body.config.hidden_size
        self.party = nn.Parameter(torch.zeros(2, width))
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, 6)
        self.kind = nn.Linear(width * 3, len(TYPES) + 1)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        return through(self.body, self.body.embeddings(input_ids=ids), mask, slice(None, LOW))

    def forward(self, states: Tensor, mask: Tensor, given: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (n, t, 6) and (n, types + 1); `given` (n, 2, t) is 1 on the parties' pieces, -1 where unknown."""
        states = states + torch.einsum("nct,cd->ntd", given.clamp(min=0), self.party)
        states = through(self.body, states, mask, slice(LOW, None))
        tags = self.tags(self.drop(states))
        parties = torch.where(given[:, :1, :1] >= 0, given.clamp(min=0), inside(tags, mask))
        return tags, self.kind(self.drop(means(states, mask, parties)))


def through(body: MPNetModel, states: Tensor, mask: Tensor, which: slice = slice(None)) -> Tensor:
    """States after these layers of a large encoder."""
    bias = body.encoder.compute_position_bias(states)
    hidden = (1 - mask)[:, None, None] * -1e4
    for layer in body.encoder.layer[which]:
        states = layer(states, hidden, position_bias=bias)[0]
    return states


def inside(tags: Tensor, mask: Tensor) -> Tensor:
    """How likely each piece is inside an actor and a recipient, (n, 2, t), by scores (n, t, 6)."""
    outside = tags.detach().view(*tags.shape[:2], 2, 3).softmax(-1)[..., 0]
    return ((1 - outside) * mask[..., None]).transpose(1, 2)


def means(states: Tensor, mask: Tensor, parties: Tensor) -> Tensor:
    """The mean states of sentence, actor and recipient side by side, (n, 3 d)."""
    weights = torch.cat([mask[:, None], parties], dim=1)
    return (torch.bmm(weights, states) / weights.sum(-1, keepdim=True).clamp(min=0.05)).flatten(1)


@torch.no_grad()
def read(model: Teacher, tokenizer: Tokenizer, texts: Sequence[str]) -> list[Read]:
    """The states of the lower layers."""
    model.eval()
    rows, offsets = pieces_of(tokenizer, texts)
    found: dict[int, Read] = {}
    for at in batches([len(row) for row in rows], BATCH):
        states = model.lower(*filled_ids([rows[i] for i in at]))
        for n, i in enumerate(at):
            found[i] = Read(offsets[i], states[n, : len(rows[i])].half().clone())
    return [found[i] for i in range(len(rows))]


def pieces_of(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[list[list[int]], list[Offsets]]:
    """Word pieces between their marks, and where the pieces stand."""
    pieces = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
    return [[START, *p.ids[:LONGEST], END] for p in pieces], [p.offsets[:LONGEST] for p in pieces]


def filled_ids(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Word pieces and mask of sentences of different length."""
    ids = torch.full((len(rows), max(map(len, rows))), FILL)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
    return ids, (ids != FILL).float()


def filled(reads: Sequence[Read]) -> tuple[Tensor, Tensor]:
    """States and mask of sentences of different length."""
    width = max(len(r.states) for r in reads)
    states, mask = torch.zeros(len(reads), width, reads[0].states.shape[1]), torch.zeros(len(reads), width)
    for n, r in enumerate(reads):
        states[n, : len(r.states)] = r.states.float()
        mask[n, : len(r.states)] = 1
    return states, mask


def tag_labels(offsets: Sequence[Offsets], sentences: Sequence[Labelled], width: int) -> Tensor:
    """(n, 2, t)"""
    found = torch.full((len(offsets), 2, width), IGNORE)
    for n, (pieces, s) in enumerate(zip(offsets, sentences, strict=True)):
        for row, spans in enumerate(s.parties or ()):
            found[n, row, 1 : len(pieces) + 1] = torch.tensor(token_labels(pieces, spans), dtype=torch.long)
    return found


def as_given(labels: Tensor) -> Tensor:
    """What `forward` takes where the labelled parties are given; unknown ones are not."""
    known = (labels != IGNORE).any(-1).any(-1)[:, None, None]
    return torch.where(known, (labels > 0).float(), torch.tensor(-1.0))


def loss_of(model: Teacher, reads: Sequence[Read], sentences: Sequence[Labelled], rng: random.Random) -> Tensor:
    """Half of the sentences come with their parties; those teach no tags."""
    states, mask = filled(reads)
    labels = tag_labels([r.offsets for r in reads], sentences, states.shape[1])
    open_ = torch.tensor([rng.random() < 0.5 for _ in sentences])[:, None, None]
    tags, kinds = model(states, mask, torch.where(open_, torch.tensor(-1.0), as_given(labels)))
    return distance(tags, kinds, torch.where(open_, labels, torch.tensor(IGNORE)), sentences)


def distance(tags: Tensor, kinds: Tensor, labels: Tensor, sentences: Sequence[Labelled]) -> Tensor:
    """How far the scores are from the labels of parties (n, 2, t) and types."""
    total = torch.zeros((), device=tags.device)
    for row in range(2):
        if (labels[:, row] != IGNORE).any():
            said = tags[..., row * 3 : row * 3 + 3].transpose(1, 2)
            total = total + cross_entropy(said, labels[:, row], ignore_index=IGNORE)
    types = torch.tensor([IGNORE if s.type is None else s.type for s in sentences], device=tags.device)
    weights = torch.tensor([s.weight for s in sentences], device=tags.device) * (types != IGNORE)
    each = cross_entropy(kinds, types, ignore_index=IGNORE, label_smoothing=0.05, reduction="none")
    return total + 0.7 * (each * weights).sum() / weights.sum().clamp(min=1)


@torch.no_grad()
def answers(
    model: Teacher, tokenizer: Tokenizer, sentences: Sequence[Labelled], *, given: bool
) -> Iterator[tuple[NDArray[np.float16], NDArray[np.float32]]]:
    """Scores of each sentence's pieces (t, 2, 3) and types, some hundred sentences at a time."""
    for start in range(0, len(sentences), 512):
        part = sentences[start : start + 512]
        reads = read(model, tokenizer, [s.text for s in part])
        found: dict[int, tuple[NDArray[np.float16], NDArray[np.float32]]] = {}
        for at in batches([len(r.states) for r in reads], BATCH):
            rows = [reads[i] for i in at]
            states, mask = filled(rows)
            labels = tag_labels([r.offsets for r in rows], [part[i] for i in at], states.shape[1])
            tags, kinds = model(states, mask, as_given(labels) if given else torch.full(labels.shape, -1.0))
            for n, i in enumerate(at):
                own = tags[n, 1 : len(reads[i].states) - 1].view(-1, 2, 3)
                found[i] = (own.half().numpy().copy(), kinds[n].numpy().copy())
        yield from (found[i] for i in range(len(part)))
