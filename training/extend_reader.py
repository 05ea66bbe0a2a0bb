"""Teach the reader in a folder of weights on, with more sentences of our own; nothing else has to be trained again.

    python training/extend_reader.py --data FOLDER --base FOLDER --keep FOLDER --out src/sayso/data

The network is taken from its int8 file. Labelled sentences teach it by their labels; unlabelled news, answered by the
network as it was, holds it to what it knows.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from fitting import rising
from network import ReaderNetwork, load_encoder
from numpy.typing import NDArray
from onnx import numpy_helper
from passages import Encoded, Passage, encode, open_tokenizer, pack, shuffle_together
from slim import narrow
from slim_reader import HEADS, INNER, Answer, answers, mixed_round
from torch import Tensor, nn
from train_reader import (
    ASIDE,
    DRAWN,
    KEPT,
    LONE,
    PASSAGE_PIECES,
    STEP_PIECES,
    batches,
    gather,
    publish_checked,
)
from unlabelled import NEWS, news

from examples import TYPES, fold_of

# How much coming to the old answers counts beside the labels.
HELD = 0.5


class Stored:
    """The weights of an ONNX file, in the order in which training/export.py wrote them."""

    def __init__(self, path: Path) -> None:
        model = onnx.load(str(path))
        found: dict[str, NDArray[np.float32]] = {}
        raw = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
        for name, value in raw.items():
            if name.endswith("_quantized"):
                stem = name.removesuffix("_quantized")
                found[stem] = (value.astype(np.float32) - raw[f"{stem}_zero_point"].astype(np.float32)) * raw[
                    f"{stem}_scale"
                ]
            elif not name.endswith(("_scale", "_zero_point")) and value.dtype == np.float32 and value.size > 1:
                found[name] = value
        found.pop("words", None)
        self._left = [found[name] for name in sorted(found, key=lambda n: int(n[1:]))]

    def next(self) -> Tensor:
        return torch.from_numpy(np.array(self._left.pop(0), dtype=np.float32))

    def fill(self, *places: Tensor) -> None:
        for place in places:
            value = self.next()
            place.copy_(value if place.shape == value.shape else value.T)


@torch.no_grad()
def stored_reader(base: Path, path: Path) -> ReaderNetwork:
    """The reader's network with the weights of its int8 file."""
    model = ReaderNetwork(load_encoder(base, KEPT), len(TYPES))
    encoder, stored = model.encoder, Stored(path)
    narrow(encoder, [torch.arange(HEADS)] * len(KEPT), [torch.arange(INNER)] * len(KEPT))
    e = encoder.embeddings
    places = stored.next()
    e.position_embeddings.weight[: len(places)] = places - e.token_type_embeddings.weight[0]
    stored.fill(e.LayerNorm.weight, e.LayerNorm.bias)
    for layer in encoder.encoder.layer:
        a = layer.attention
        three: list[nn.Linear] = [a.self.query, a.self.key, a.self.value]
        weights, biases = stored.next().chunk(3, dim=1), stored.next().chunk(3)
        for part, weight, bias in zip(three, weights, biases, strict=True):
            part.weight.copy_(weight.T)
            part.bias.copy_(bias)
        stored.fill(a.output.dense.weight, a.output.LayerNorm.weight, a.output.LayerNorm.bias, a.output.dense.bias)
        stored.fill(layer.intermediate.dense.weight, layer.intermediate.dense.bias)
        stored.fill(layer.output.dense.weight, layer.output.LayerNorm.weight, layer.output.LayerNorm.bias)
        stored.fill(layer.output.dense.bias)
    stored.fill(model.tags.weight, model.tags.bias, model.kind.weight, model.kind.bias)
    return model


def lesson(
    model: ReaderNetwork,
    known: list[Encoded],
    others: list[Encoded],
    told: dict[int, Answer],
    args: argparse.Namespace,
) -> None:
    """Labelled passages by labels and old answers, as many others by old answers alone."""
    rng = random.Random(args.seed)
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=args.rate, weight_decay=0.01)
    size = min(len(known), len(others))
    steps = args.epochs * (len(batches(known, STEP_PIECES, rng)) + len(batches(others[:size], STEP_PIECES, rng)) + 2)
    schedule = rising(optimizer, steps, 0.08)
    model.train()
    for epoch in range(args.epochs):
        work = [(part, True) for part in batches(known, STEP_PIECES, rng)]
        work += [(part, False) for part in batches(rng.sample(others, size), STEP_PIECES, rng)]
        rng.shuffle(work)
        total = mixed_round(model, work, told, optimizer, held=HELD, after_step=schedule.step)
        print(f"round {epoch}: {total:.3f}", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True, help="folder of the weights, which are replaced")
    ap.add_argument("--weights", type=Path, help="take the network from this folder instead")
    ap.add_argument("--keep", type=Path, required=True, help="folder for what takes long to cut")
    ap.add_argument("--cache", type=Path, help="cut sentences, as train_reader.py keeps them")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = open_tokenizer(args.base)
    data = gather(args)
    model = stored_reader(args.base, (args.weights or args.out) / "reader.onnx")
    lone = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    lone += [s for s in data["plv"] if fold_of(s.text) != ASIDE]  # once more: others have labelled them
    lone += [s for name, size in DRAWN.items() for s in rng.sample(data[name], min(size, len(data[name])))]
    known: list[Passage] = shuffle_together(lone, rng)
    attributions = [p for versions in data["attribution"] for p in pack(tokenizer, versions[0], PASSAGE_PIECES)]
    unlabelled = [p for report in news(args.data, args.keep, args.seed, NEWS) for p in pack(tokenizer, report, 96)]
    first = [encode(tokenizer, p) for p in known]
    others = [encode(tokenizer, p) for p in [*attributions, *unlabelled]]
    told = dict(zip(map(id, [*first, *others]), answers(model, [*first, *others]), strict=True))
    lesson(model, first, others, told, args)
    publish_checked(model, tokenizer, data, args)


if __name__ == "__main__":
    main()
