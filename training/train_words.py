"""Teach the reader in a folder of weights which words of a report tell an event, from labelled news.

    python training/train_words.py --data FOLDER --base FOLDER --out src/sayso/data

A last layer of its own beside that of the reader, which stays as it is. `labelled.tsv` marks these words in 16,000
sentences of the sets in FOLDER, by set, report and characters; no text.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from export import publish
from extend_reader import stored_reader
from fitting import rising
from network import ReaderNetwork, Teller
from news import read_labelled
from passages import IGNORE, NONE, Encoded, Passage, batch_of, encode, open_tokenizer, pack
from sets import is_taught
from torch import Tensor
from torch.nn.functional import cross_entropy
from train_reader import PASSAGE_PIECES, batches

from examples import TYPES

# Word pieces in one step.
STEP_PIECES = 1500
# How much faster the new scores learn than the layer below.
SCORES_RATE = 5


class Lesson:
    """Labelled passages with the reader's states below its last layer, which are made once."""

    def __init__(self, model: ReaderNetwork, items: Sequence[Encoded]) -> None:
        self.items = list(items)
        self._states: dict[int, Tensor] = {}
        model.eval()
        with torch.no_grad():
            for work in batches(self.items, STEP_PIECES, random.Random(0)):
                ids, mask, *_ = batch_of(work)
                found = model.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True)
                states = found.hidden_states[-2]
                self._states |= {id(item): states[n, : len(item.ids)].half() for n, item in enumerate(work)}

    def batch(self, work: list[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
        """States, mask and labels."""
        _, mask, *_, events = batch_of(work)
        states = torch.zeros(*mask.shape, len(self._states[id(work[0])][0]))
        for n, item in enumerate(work):
            states[n, : len(item.ids)] = self._states[id(item)].float()
        return states, mask, events


def train(teller: Teller, lesson: Lesson, args: argparse.Namespace) -> None:
    rng = random.Random(args.seed)
    groups = [
        {"params": teller.layer.parameters(), "lr": args.rate},
        {"params": teller.events.parameters(), "lr": args.rate * SCORES_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = args.epochs * len(batches(lesson.items, STEP_PIECES, rng))
    schedule = rising(optimizer, steps, 0.06)
    for epoch in range(args.epochs):
        teller.train()
        work = batches(lesson.items, STEP_PIECES, rng)
        total = 0.0
        for part in work:
            states, mask, events = lesson.batch(part)
            loss = cross_entropy(teller(states, mask).transpose(1, 2), events, ignore_index=IGNORE)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(teller.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"round {epoch}: {total / len(work):.4f}", flush=True)


@torch.no_grad()
def figures(teller: Teller, lesson: Lesson) -> str:
    """Precision and recall of the words, and of those of the right type."""
    teller.eval()
    gold = said = found = typed = 0
    for work in batches(lesson.items, STEP_PIECES, random.Random(0)):
        states, mask, events = lesson.batch(work)
        best = teller(states, mask).argmax(dim=-1)
        known = (events != IGNORE).numpy()
        told, seen = np.where(known, events.numpy(), NONE), np.where(known, best.numpy(), NONE)
        gold += begins(told).sum()
        said += begins(seen).sum()
        found += (begins(seen) & (told != NONE)).sum()
        typed += (begins(seen) & (told != NONE) & (told == seen)).sum()
    return (
        f"words {found / max(said, 1):.3f}/{found / max(gold, 1):.3f}, "
        f"of the right type {typed / max(said, 1):.3f}/{typed / max(gold, 1):.3f}"
    )


def begins(kinds: np.typing.NDArray[np.int64]) -> np.typing.NDArray[np.bool_]:
    """The first piece of each word (n, t)."""
    told = kinds != NONE
    before = np.concatenate([np.zeros_like(told[:, :1]), told[:, :-1]], axis=1)
    return np.asarray(told & ~before)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True, help="folder of the weights, whose reader is replaced")
    ap.add_argument("--labelled", type=Path, default=Path(__file__).parent / "labelled.tsv")
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    tokenizer = open_tokenizer(args.base)
    known: list[Passage] = []
    aside: list[Passage] = []
    for report, sentences in read_labelled(args.data, args.labelled):
        (known if is_taught(report) else aside).extend(pack(tokenizer, list(sentences), PASSAGE_PIECES))
    model = stored_reader(args.base, args.out / "reader.onnx")
    teller = Teller(model, len(TYPES))
    train(teller, Lesson(model, [encode(tokenizer, p) for p in known]), args)
    if aside:
        print("left out", figures(teller, Lesson(model, [encode(tokenizer, p) for p in aside])))
    about = json.loads((args.out / "reader.json").read_text(encoding="utf-8"))["read"]
    publish(args.base, args.out, model, about, teller=teller.eval())


if __name__ == "__main__":
    main()
