"""The large network that teaches the small ones: all-mpnet-base-v2, of which the upper layers learn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
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
Tags, Kinds = list[NDArray[np.float16]], NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """A sentence as the lower layers see it."""

    offsets: list[tuple[int, int]]
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
        states = self.body.embeddings(input_ids=ids)
        return self._layers(states, mask, slice(None, LOW))

    def forward(self, states: Tensor, mask: Tensor, given: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (n, t, 6) and (n, types + 1); `given` (n, 2, t) is 1 on the parties' pieces, -1 where unknown."""
        states = states + torch.einsum("nct,cd->ntd", given.clamp(min=0), self.party)
        states = self._layers(states, mask, slice(LOW, None))
        tags = self.tags(self.drop(states))
        inside = 1 - tags.detach().view(*tags.shape[:2], 2, 3).softmax(-1)[..., 0]
        parties = torch.where(given[:, :1, :1] >= 0, given.clamp(min=0), (inside * mask[..., None]).transpose(1, 2))
        weights = torch.cat([mask[:, None], parties], dim=1)
        parts = torch.bmm(weights, states) / weights.sum(-1, keepdim=True).clamp(min=0.05)
        return tags, self.kind(self.drop(parts.flatten(1)))

    def _layers(self, states: Tensor, mask: Tensor, which: slice) -> Tensor:
        bias = self.body.encoder.compute_position_bias(states).detach()
        hidden = (1 - mask)[:, None, None] * -1e4
        for layer in self.body.encoder.layer[which]:
            states = layer(states, hidden, position_bias=bias)[0]
        return states


@torch.no_grad()
def read(model: Teacher, tokenizer: Tokenizer, texts: Sequence[str]) -> list[Read]:
    """The states of the lower layers."""
    model.eval()
    pieces = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
    rows = [[START, *p.ids[:LONGEST], END] for p in pieces]
    found: dict[int, Read] = {}
    for at in in_batches([len(row) for row in rows]):
        ids = torch.full((len(at), max(len(rows[i]) for i in at)), FILL)
        for n, i in enumerate(at):
            ids[n, : len(rows[i])] = torch.tensor(rows[i])
        states = model.lower(ids, (ids != FILL).float())
        for n, i in enumerate(at):
            found[i] = Read(pieces[i].offsets[:LONGEST], states[n, : len(rows[i])].half().clone())
    return [found[i] for i in range(len(rows))]


def in_batches(lengths: Sequence[int], rng: random.Random | None = None) -> list[list[int]]:
    """Batches of near lengths, in random order where there is chance."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + (rng.random() * 8 if rng else 0))
    cut = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    if rng:
        rng.shuffle(cut)
    return cut


def filled(reads: Sequence[Read]) -> tuple[Tensor, Tensor]:
    """States and mask of sentences of different length."""
    width = max(len(r.states) for r in reads)
    states, mask = torch.zeros(len(reads), width, reads[0].states.shape[1]), torch.zeros(len(reads), width)
    for n, r in enumerate(reads):
        states[n, : len(r.states)] = r.states.float()
        mask[n, : len(r.states)] = 1
    return states, mask


def tag_labels(reads: Sequence[Read], sentences: Sequence[Labelled], width: int) -> Tensor:
    """(n, 2, t)"""
    found = torch.full((len(reads), 2, width), IGNORE)
    for n, (r, s) in enumerate(zip(reads, sentences, strict=True)):
        for row, spans in enumerate(s.parties or ()):
            found[n, row, 1 : len(r.offsets) + 1] = torch.tensor(token_labels(r.offsets, spans), dtype=torch.long)
    return found


def as_given(labels: Tensor) -> Tensor:
    """What `forward` takes where the labelled parties are given; unknown ones are not."""
    known = (labels != IGNORE).any(-1).any(-1)[:, None, None]
    return torch.where(known, (labels > 0).float(), torch.tensor(-1.0))


def loss_of(model: Teacher, reads: Sequence[Read], sentences: Sequence[Labelled], rng: random.Random) -> Tensor:
    """Half of the sentences come with their parties; those teach no tags."""
    states, mask = filled(reads)
    labels = tag_labels(reads, sentences, states.shape[1])
    open_ = torch.tensor([rng.random() < 0.5 for _ in sentences])[:, None, None]
    tags, kinds = model(states, mask, torch.where(open_, torch.tensor(-1.0), as_given(labels)))
    labels = torch.where(open_, labels, torch.tensor(IGNORE))
    total = torch.zeros(())
    for row in range(2):
        if (labels[:, row] != IGNORE).any():
            said = tags[..., row * 3 : row * 3 + 3].transpose(1, 2)
            total = total + cross_entropy(said, labels[:, row], ignore_index=IGNORE)
    types = torch.tensor([IGNORE if s.type is None else s.type for s in sentences])
    weights = torch.tensor([s.weight for s in sentences]) * (types != IGNORE)
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
        for at in in_batches([len(r.states) for r in reads]):
            rows = [reads[i] for i in at]
            states, mask = filled(rows)
            labels = tag_labels(rows, [part[i] for i in at], states.shape[1])
            tags, kinds = model(states, mask, as_given(labels) if given else torch.full(labels.shape, -1.0))
            for n, i in enumerate(at):
                own = tags[n, 1 : len(reads[i].states) - 1].view(-1, 2, 3)
                found[i] = (own.half().numpy().copy(), kinds[n].numpy().copy())
        yield from (found[i] for i in range(len(part)))
