"""Make the trained reader narrower: fewer attention heads and inner numbers, taught by the wide one's own answers.

    python training/slim_reader.py --data FOLDER --base FOLDER --keep FOLDER --out src/sayso/data

`--keep` holds `reader-final.pt` of train_reader.py. What matters least to the labelled text is cut out; the rest then
learns to answer as the wide network does, on the text that one learned from and on unlabelled news.
"""

from __future__ import annotations

import argparse
import copy
import pickle
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fitting import rising, step
from network import ReaderNetwork, load_encoder
from numpy.typing import NDArray
from passages import Encoded, Labelled, Passage, batch_of, encode, open_tokenizer, pack, shuffle_together
from slim import cut, worth
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax, softmax
from train_reader import (
    ASIDE,
    DRAWN,
    KEPT,
    LONE,
    PASSAGE_PIECES,
    STEP_PIECES,
    batches,
    gather,
    loss_of,
    publish_checked,
)
from unlabelled import NEWS, news

from examples import TYPES, fold_of

# Heads and inner numbers of each layer that are kept, of 12 and 1,536.
HEADS, INNER = 8, 768
# Batches of labelled text over which the worth of each part is summed.
WEIGHED = 60
# How much it counts in each lesson to come to the wide network's states; the second one departs from its answers.
CLOSE = (0.5, 0.1)
# Where the scores of actors and recipients begin among the 15 of a word piece.
PARTIES = 9
Taught = dict[str, tuple[NDArray[np.float16], NDArray[np.float32]]]


@dataclass(frozen=True)
class Answer:
    """What the wide network says of one passage."""

    tags: Tensor
    """(t, 15) scores"""
    types: Tensor
    """(s, 19) scores"""
    states: Tensor
    """(t, 384)"""


def gather_passages(
    data: dict[str, list[Any]], unlabelled: list[list[Labelled]], tokenizer: Tokenizer, seed: int
) -> list[Passage]:
    """All text to be answered; nothing of what is left out for the figures."""
    rng = random.Random(seed)
    passages = [p for versions in data["attribution"] for p in pack(tokenizer, versions[0], PASSAGE_PIECES)]
    passages += [
        p for d in [*data["wikievents"], *unlabelled] for p in pack(tokenizer, d, rng.choice((96, PASSAGE_PIECES)))
    ]
    lone = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    lone += [s for name, size in DRAWN.items() for s in rng.sample(data[name], min(2 * size, len(data[name])))]
    return [*passages, *shuffle_together(lone, rng)]


def states_of(model: ReaderNetwork, ids: Tensor, mask: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Tags, types, and the states they come of."""
    kept: list[Tensor] = []
    hook = model.drop.register_forward_pre_hook(lambda _, args: kept.append(args[0]))
    tags, types = model(ids, mask, sentences)
    hook.remove()
    return tags, types, kept[0]


@torch.no_grad()
def answers(model: ReaderNetwork, items: Sequence[Encoded]) -> list[Answer]:
    model.eval()
    found: dict[int, Answer] = {}
    for work in batches(list(items), STEP_PIECES, random.Random(0)):
        ids, mask, sentences, *_ = batch_of(work)
        tags, types, states = states_of(model, ids, mask, sentences)
        for n, item in enumerate(work):
            size, count = len(item.ids), len(item.types)
            found[id(item)] = Answer(tags[n, :size].half(), types[n, :count].clone(), states[n, :size].half())
    return [found[id(item)] for item in items]


def joined(told: list[Answer], items: Sequence[Encoded], passages: Sequence[Passage], taught: Taught) -> list[Answer]:
    """The mean of both networks' chances of parties and types, where the large encoder was asked too."""
    found = []
    for answer, item, passage in zip(told, items, passages, strict=True):
        tags, types = answer.tags.float(), answer.types.clone()
        where = torch.tensor(item.sentence)
        for n, s in enumerate(passage):
            if s.text not in taught:
                continue
            parties, kinds = (torch.from_numpy(a).float() for a in taught[s.text])
            at = (where == n).nonzero().flatten()[: len(parties)]
            old = tags[at, PARTIES:].unflatten(-1, (2, 3)).softmax(-1)
            tags[at, PARTIES:] = ((old + parties[: len(at)].softmax(-1)) / 2).log().flatten(1)
            types[n] = ((types[n].softmax(-1) + kinds.softmax(-1)) / 2).log()
        found.append(Answer(tags.half(), types, answer.states))
    return found


def distance(model: ReaderNetwork, items: list[Encoded], told: list[Answer], close: float) -> Tensor:
    """How far the network is from the told answers."""
    ids, mask, sentences, *_ = batch_of(items)
    tags, types, states = states_of(model, ids, mask, sentences)
    real = mask.bool()
    want = torch.cat([a.tags for a in told]).float().unflatten(-1, (5, 3))
    said = log_softmax(tags[real].unflatten(-1, (5, 3)), dim=-1)
    total = kl_div(said, softmax(want, dim=-1), reduction="sum") / len(want)
    kinds = torch.cat([types[n, : len(a.types)] for n, a in enumerate(told)])
    total = total + 0.5 * kl_div(
        log_softmax(kinds, dim=-1), softmax(torch.cat([a.types for a in told]), dim=-1), reduction="batchmean"
    )
    wanted = torch.cat([a.states for a in told]).float()
    return total + close * (states[real] - wanted).square().mean() / wanted.square().mean()


def train(
    model: ReaderNetwork, items: list[Encoded], told: list[Answer], args: argparse.Namespace, close: float
) -> None:
    """Without dropout: the answers were given without, and there is text enough."""
    model.eval()
    rng = random.Random(args.seed)
    by_item = {id(item): answer for item, answer in zip(items, told, strict=True)}
    steps = args.epochs * (len(batches(items, STEP_PIECES, rng)) + 2)
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=args.rate, weight_decay=0.01)
    schedule = rising(optimizer, steps, 0.04)
    started = time.time()
    for epoch in range(args.epochs):
        total = 0.0
        work = batches(items, STEP_PIECES, rng)
        for n, part in enumerate(work):
            loss = distance(model, part, [by_item[id(item)] for item in part], close)
            total += step(loss, weights, optimizer, schedule.step)
            if n % 100 == 99:
                print(
                    f"  {n + 1} of {len(work)}: {total / (n + 1):.3f} after {time.time() - started:.0f} s", flush=True
                )
        print(f"epoch {epoch} distance {total / len(work):.3f} after {time.time() - started:.0f} s", flush=True)


def mixed_round(
    model: ReaderNetwork,
    work: Sequence[tuple[list[Encoded], bool]],
    told: dict[int, Answer],
    optimizer: torch.optim.Optimizer,
    *,
    held: float = 1.0,
    after_step: Callable[[], None] = lambda: None,
) -> float:
    """Batches by the told answers, those marked as labelled by their labels too, beside which the answers count `held`;
    the mean loss."""
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    total = 0.0
    for part, labelled in work:
        loss = distance(model, part, [told[id(item)] for item in part], CLOSE[-1])
        if labelled:
            loss = held * loss + loss_of(model, part)
        total += step(loss, weights, optimizer, after_step)
    return total / len(work)


def last_lesson(
    model: ReaderNetwork, items: list[Encoded], told: list[Answer], labelled: list[bool], args: argparse.Namespace
) -> None:
    """The sentences labelled by hand again, by their labels and the answers; as many others by their answers alone."""
    rng = random.Random(args.seed)
    by_item = {id(item): answer for item, answer in zip(items, told, strict=True)}
    first = [item for item, known in zip(items, labelled, strict=True) if known]
    others = [item for item, known in zip(items, labelled, strict=True) if not known]
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=args.rate / 2, weight_decay=0.01)
    rounds = 2 * args.epochs + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - epoch / rounds)
    model.train()
    for epoch in range(rounds):
        work = [(part, True) for part in batches(first, STEP_PIECES, rng)]
        work += [
            (part, False) for part in batches(rng.sample(others, min(len(first) // 3, len(others))), STEP_PIECES, rng)
        ]
        rng.shuffle(work)
        total = mixed_round(model, work, by_item, optimizer)
        schedule.step()
        print(f"last lesson, round {epoch}: {total:.3f}", flush=True)


def weighing(model: ReaderNetwork, items: list[Encoded], seed: int) -> Iterator[Callable[[], Tensor]]:
    """The losses on batches of labelled text."""
    rng = random.Random(seed)
    labelled = [
        i for i in items if any(t >= 0 for t in i.types) or any(label >= 0 for row in i.labels for label in row)
    ]
    for work in batches(labelled, STEP_PIECES, rng)[:WEIGHED]:
        yield partial(loss_of, model, work)


def wide_reader(args: argparse.Namespace) -> ReaderNetwork:
    model = ReaderNetwork(load_encoder(args.base, KEPT), len(TYPES))
    model.load_state_dict(torch.load(args.keep / "reader-final.pt"))
    return model


def slim_reader(args: argparse.Namespace, items: list[Encoded], passages: list[Passage]) -> ReaderNetwork:
    """Two lessons: as the wide network answers; as it and the large encoder answer together."""
    wide = wide_reader(args)
    told = answers(wide, items)
    model = wide_reader(args)
    model.eval()
    cut(model.encoder, worth(model.encoder, weighing(model, items, args.seed)), heads=HEADS, inner=INNER)
    path = args.keep / "told_sentences.pkl"
    taught: Taught = pickle.loads(path.read_bytes()) if path.exists() else {}
    for n, close in enumerate(CLOSE):
        kept = args.keep / f"reader-slim-{n}.pt"
        if n:
            if not taught:
                break
            told = joined(told, items, passages, taught)
        if kept.exists():
            model.load_state_dict(torch.load(kept))
            continue
        train(model, items, told, args, close)
        torch.save(model.state_dict(), kept)
    kept = args.keep / "reader-slim-last.pt"
    if kept.exists():
        model.load_state_dict(torch.load(kept))
        return model
    labels = [any(s.type is not None and s.parties for s in passage) for passage in passages]
    before = copy.deepcopy(model.state_dict())
    last_lesson(model, items, told, labels, args)
    # Three quarters of the way: what the answers to unlabelled news taught stays.
    after = model.state_dict()
    model.load_state_dict({n: torch.lerp(w, after[n], 0.75) if w.is_floating_point() else w for n, w in before.items()})
    torch.save(model.state_dict(), kept)
    return model


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--keep", type=Path, required=True, help="folder of the trained networks")
    ap.add_argument("--cache", type=Path, help="cut sentences, as train_reader.py keeps them")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--epochs", type=int, default=2)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    tokenizer = open_tokenizer(args.base)
    data = gather(args)
    passages = gather_passages(data, news(args.data, args.keep, args.seed, NEWS), tokenizer, args.seed)
    model = slim_reader(args, [encode(tokenizer, p) for p in passages], passages)
    publish_checked(model, tokenizer, data, args)


if __name__ == "__main__":
    main()
