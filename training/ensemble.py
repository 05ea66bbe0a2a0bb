"""Large encoders tuned whole and the mean of what they say of pairs of parties: teachers of `relate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from fitting import DEVICE, Plan, batches, fit, half, placed
from numpy.typing import NDArray
from passages import open_tokenizer
from teacher import Offsets, filled_ids, means, pieces_of, through
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import MPNetModel

from examples import PLV_QUAD, TYPES, Pair

Chances = NDArray[np.float32]
# Sentences answered at once.
ASKED = 256
# The quad class of each type, one row of four a type.
TYPE_QUADS = torch.eye(4)[[PLV_QUAD[kind] for kind in TYPES]]


class PairTeacher(nn.Module):
    """Type and quad class between two given parties, whose pieces carry a mark of their own from the input on."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body = MPNetModel.from_pretrained(str(folder), add_pooling_layer=False)
        width = self.body.config.hidden_size
        self.party = nn.Parameter(torch.randn(2, width) * 0.02)
        self.drop = nn.Dropout(0.1)
        self.kind = nn.Linear(width * 3, len(TYPES))
        self.quad = nn.Linear(width * 3, 4)

    def forward(self, ids: Tensor, mask: Tensor, parties: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (n, types) and (n, 4); `parties` (n, 2, t) is 1 on the pieces of actor and recipient."""
        marks = torch.einsum("nct,cd->ntd", parties, self.party)
        states = through(self.body, self.body.embeddings(input_ids=ids) + marks, mask)
        joint = self.drop(means(states.float(), mask, parties))
        return self.kind(joint), self.quad(joint)


def pair_loss(kinds: Tensor, quads: Tensor, chances: Tensor) -> Tensor:
    """How far both scores are from the chances of types (n, types)."""
    return cross_entropy(kinds, chances) + 0.5 * cross_entropy(quads, chances @ TYPE_QUADS.to(chances.device))


def ask_pairs(
    folder: Path, known: Sequence[Pair], chances: Chances, asked: Sequence[Pair], plan: Plan, seeds: Iterable[int]
) -> Chances:
    """The mean chances of types of the asked pairs (n, types), by one teacher a seed, each taught the known ones."""
    tokenizer = open_tokenizer(folder)
    learned, questions = (pieces_of(tokenizer, [p.text for p in pairs]) for pairs in (known, asked))
    said = []
    for seed in seeds:
        torch.manual_seed(seed)
        model = PairTeacher(folder).to(DEVICE)
        fit(model, [len(row) for row in learned[0]], _pair_lesson(model, known, chances, *learned), plan, seed=seed)
        said.append(_pair_chances(model, asked, *questions))
    mean: Chances = np.mean(said, axis=0)
    return mean


def _pair_lesson(
    model: nn.Module, known: Sequence[Pair], chances: Chances, rows: list[list[int]], offsets: list[Offsets]
) -> Callable[[list[int]], Tensor]:
    def loss_of(at: list[int]) -> Tensor:
        given = party_places([known[i] for i in at], [offsets[i] for i in at])
        *inputs, want = placed(model, (*filled_ids([rows[i] for i in at]), given, torch.from_numpy(chances[at])))
        with half():
            kinds, quads = model(*inputs)
        return pair_loss(kinds.float(), quads.float(), want)

    return loss_of


@torch.no_grad()
def _pair_chances(model: nn.Module, asked: Sequence[Pair], rows: list[list[int]], offsets: list[Offsets]) -> Chances:
    model.eval()
    found = np.zeros((len(asked), len(TYPES)), dtype=np.float32)
    for at in batches([len(row) for row in rows], ASKED):
        given = party_places([asked[i] for i in at], [offsets[i] for i in at])
        with half():
            kinds, _ = model(*placed(model, (*filled_ids([rows[i] for i in at]), given)))
        found[at] = kinds.float().softmax(-1).cpu().numpy()
    return found


def party_places(pairs: Sequence[Pair], offsets: Sequence[Offsets]) -> Tensor:
    """(n, 2, t): 1 on the pieces of actor and recipient, marks included in the count."""
    found = torch.zeros(len(pairs), 2, max(map(len, offsets)) + 2)
    for n, (pair, pieces) in enumerate(zip(pairs, offsets, strict=True)):
        for side, spans in enumerate((pair.actor, pair.recipient)):
            for i, (a, b) in enumerate(pieces):
                if any(a < end and b > start for start, end in spans):
                    found[n, side, i + 1] = 1
    return found
