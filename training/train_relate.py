"""Train the type of event between two given parties, and write it as ONNX int8.

python training/train_relate.py --data FOLDER --base FOLDER --out src/sayso/data
"""

from __future__ import annotations

import argparse
import copy
import pickle
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from export import calibration_error, publish, temperature_of
from network import RelateNetwork, load_encoder
from numpy.typing import NDArray
from passages import open_tokenizer
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from examples import QUAD, TYPES, Pair, fold_of, mark, read_own, read_pairs
from sayso.learned.spans import softmax

Marked = tuple[list[int], list[int], list[int]]
Scores = NDArray[np.float32]
# The fold that the first training leaves out, for the figures and the temperature.
ASIDE = 0
# What the labelled set counts as one.
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "DISPLACE": "SANCTION", "CONTROL": "ASSAULT"}
PLV_QUADS = np.array([1 if t == "CONCEDE" else QUAD[t] for t in TYPES])
TYPE_QUADS = torch.eye(4)[PLV_QUADS]


def batch_of(items: list[Marked]) -> tuple[torch.Tensor, ...]:
    width = max(len(ids) for ids, _, _ in items)
    ids = torch.zeros(len(items), width, dtype=torch.long)
    mask, actor, recipient = (torch.zeros(len(items), width) for _ in range(3))
    for n, (row, a, r) in enumerate(items):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
        actor[n, a] = 1
        recipient[n, r] = 1
    return ids, mask, actor, recipient


def batches(lengths: list[int], size: int, rng: random.Random) -> list[list[int]]:
    """Batches of near lengths in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 8)
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


def macro_f1(gold: Sequence[object], said: Sequence[object]) -> float:
    classes = set(gold)
    right: Counter[object] = Counter()
    g, s = Counter(gold), Counter(said)
    for a, b in zip(gold, said, strict=True):
        right[a] += a == b
    return sum(2 * right[c] / (g[c] + s[c]) for c in classes) / len(classes)


@torch.no_grad()
def scores_of(model: RelateNetwork, items: list[Marked]) -> Scores:
    """Scores of types, in the order of the items."""
    model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]))
    roots = np.zeros((len(items), len(TYPES)), dtype=np.float32)
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        roots[rows] = model(*batch_of([items[i] for i in rows]))[0].numpy()
    return roots


def figures(chances: Scores, pairs: list[Pair]) -> str:
    """Accuracy, macro F1 of types and of quad classes by the set's own count, and calibration error."""
    best = chances.argmax(axis=1)
    said = [FOLD.get(TYPES[i], TYPES[i]) for i in best]
    gold = [FOLD.get(p.type, p.type) for p in pairs]
    right = np.array([g == s for g, s in zip(gold, said, strict=True)])
    folded = np.zeros(len(pairs))
    for j, kind in enumerate(TYPES):
        folded += chances[:, j] * np.array([FOLD.get(kind, kind) == s for s in said])
    quads = macro_f1([p.quad for p in pairs], [int(PLV_QUADS[i]) for i in best])
    return (
        f"accuracy {right.mean():.3f} macro {macro_f1(gold, said):.3f} quad {quads:.3f} "
        f"ece {calibration_error(folded, right):.3f}"
    )


def labelled(pairs: list[Pair]) -> Scores:
    """The chances of types that the labels stand for, a tenth of them spread over all types."""
    chances = np.full((len(pairs), len(TYPES)), 0.1 / len(TYPES), dtype=np.float32)
    chances[np.arange(len(pairs)), [TYPES.index(p.type) for p in pairs]] += 0.9
    return chances


def loss_of(model: RelateNetwork, items: list[Marked], chances: torch.Tensor) -> torch.Tensor:
    root, quad, side = model(*batch_of(items))
    quads = chances @ TYPE_QUADS
    sides = torch.stack([quads[:, :2].sum(1), quads[:, 2:].sum(1)], dim=1)
    total: torch.Tensor = cross_entropy(root, chances) + 0.5 * cross_entropy(quad, quads)
    return total + 0.25 * cross_entropy(side, sides)


def train(
    model: RelateNetwork, tokenizer: Tokenizer, pairs: list[Pair], chances: Scores, args: argparse.Namespace
) -> None:
    rng = random.Random(args.seed)
    rate, epochs = args.rate, args.epochs
    items = [mark(tokenizer, p) for p in pairs]
    size = 16
    steps = epochs * ((len(items) + size - 1) // size)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, rate * 5], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    started = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for rows in batches([len(i[0]) for i in items], size, rng):
            loss = loss_of(model, [items[i] for i in rows], torch.from_numpy(chances[rows]))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch} loss {total:.1f} after {time.time() - started:.0f} s", flush=True)


def start(args: argparse.Namespace) -> RelateNetwork:
    """A fresh network; its encoder is the deep reader's where `--keep` holds one, which has seen much more text."""
    torch.manual_seed(args.seed)
    model = RelateNetwork(load_encoder(args.base, tuple(range(6))), len(TYPES))
    deep = args.keep / "reader-deep.pt" if args.keep else None
    if deep and deep.exists():
        state = torch.load(deep)
        model.encoder.load_state_dict({n[8:]: w for n, w in state.items() if n.startswith("encoder.")})
    return model


def step(
    model: RelateNetwork, tokenizer: Tokenizer, told: tuple[list[Pair], Scores], name: str, args: argparse.Namespace
) -> None:
    """Train on; or take what an earlier run left in the folder `--keep`."""
    kept = args.keep / f"relate-{name}.pt" if args.keep else None
    if kept and kept.exists():
        model.load_state_dict(torch.load(kept))
        return
    train(model, tokenizer, *told, args)
    if kept:
        torch.save(model.state_dict(), kept)


def taught(model: RelateNetwork, tokenizer: Tokenizer, path: Path) -> tuple[list[Pair], Scores]:
    """Pairs of unlabelled news, with the mean of the large encoder's chances and this network's."""
    rows, scores = pickle.loads(path.read_bytes())
    pairs = [Pair(str(n), text, actor, goal, TYPES[0], 0) for n, (text, actor, goal) in enumerate(rows)]
    own = softmax(scores_of(model, [mark(tokenizer, p) for p in pairs]))
    mean: Scores = np.asarray((own + softmax(scores)) / 2, dtype=np.float32)
    return pairs, mean


def half_way(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.lerp(a, b, 0.5) if a.is_floating_point() else a


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder that holds plv/pairs.jsonl and plv/gold.jsonl")
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--keep", type=Path, help="keep trained networks in this folder and take them from there")
    ap.add_argument("--until", choices=("check", "final"), default="final", help="stop after this lesson")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--rate", type=float, default=1.2e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    tokenizer = open_tokenizer(args.base)
    pairs = read_pairs(args.data / "plv")
    own = read_own(Path(__file__).parent / "sentences.tsv")
    aside = [p for p in pairs if fold_of(p.text) == ASIDE]
    model = start(args)
    known = [p for p in pairs if fold_of(p.text) != ASIDE] + own
    step(model, tokenizer, (known, labelled(known)), "check", args)
    path = args.keep / "told_pairs.pkl" if args.keep and args.until == "final" else None
    news: tuple[list[Pair], Scores] = ([], labelled([]))
    gentle = {**vars(args), "epochs": min(2, args.epochs)}
    if path and path.exists():
        news = taught(model, tokenizer, path)
        told = (known + news[0], np.concatenate([labelled(known), news[1]]))
        before = copy.deepcopy(model.state_dict())
        step(model, tokenizer, told, "taught", argparse.Namespace(**{**gentle, "rate": args.rate / 2}))
        # Half way between is better than either end: what the labels taught stays.
        after = model.state_dict()
        model.load_state_dict({name: half_way(w, after[name]) for name, w in before.items()})
    scores = scores_of(model, [mark(tokenizer, p) for p in aside])
    temperature = temperature_of(scores, np.array([TYPES.index(p.type) for p in aside]))
    print(f"aside {len(aside)}: {figures(softmax(scores / temperature), aside)}", flush=True)
    if args.until == "final":
        # The sentences left out until now are read last, gently, so that nothing labelled is wasted.
        told = (pairs + own + news[0], np.concatenate([labelled(pairs + own), news[1]]))
        step(model, tokenizer, told, "final", argparse.Namespace(**{**gentle, "rate": args.rate / 3}))
    about: dict[str, object] = {"types": TYPES, "temperature": temperature}
    publish(args.base, args.out, model, about)


if __name__ == "__main__":
    main()
