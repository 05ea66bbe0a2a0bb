"""Teach the reader in a folder of weights on with labelled news: which words tell an event, who does it and to whom.

    python training/train_news.py --data FOLDER --base FOLDER --out src/sayso/data

`labelled.tsv` marks these in 22,000 sentences of the sets in FOLDER, by set, report and characters; no text. What the
reader knows of sources, cues and contents its own answers hold it to, and in part what it knows of parties: the weights
that come out lie between those of before and those that were learned.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from export import calibration_error, publish, temperature_of
from extend_reader import stored_reader
from fitting import rising, step
from measure import event_figures, score, tag_figures
from network import NewsNetwork
from news import read_labelled
from numpy.typing import NDArray
from passages import IGNORE, NONE, Encoded, Passage, batch_of, encode, open_tokenizer, pack, shuffle_together
from sets import is_taught
from slim_reader import PARTIES, Answer, answers
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax, one_hot, softmax
from train_reader import ASIDE, LONE, PASSAGE_PIECES, batches, gather

from examples import TYPES, fold_of
from sayso.learned.spans import softmax as chances_of

# Word pieces in one step.
STEP_PIECES = 1000
# Few words tell an event.
WORDS_COUNT = 4.0
# How much the old answers count beside the labels of a party; and where a sentence tells an event and names no doer.
HELD, HELD_UNNAMED = 0.25, 0.5
# How often lone sentences are read in a round.
LONE_TIMES = 2
# How far the weights go from the old ones to those that were learned.
FAR = 0.75


def tags_loss(tags: Tensor, labels: Tensor, events: Tensor, told: Tensor) -> Tensor:
    """Of scores (n, t, 15): sources, cues and contents by the old answers and labels, parties by both together."""
    said = log_softmax(tags.unflatten(-1, (5, 3)), dim=-1)
    known = (labels != IGNORE).transpose(1, 2)
    named = one_hot(labels.clamp(min=0).transpose(1, 2), 3).float()
    held = torch.full((len(tags), 5), HELD)
    unnamed = (labels[:, 3] <= 0).all(dim=1) & ((events != IGNORE) & (events != NONE)).any(dim=1)
    held[unnamed, 3] = HELD_UNNAMED
    share = held[:, None, :, None]
    want = torch.where(known[..., None], share * told + (1 - share) * named, told)
    total = torch.zeros(())
    for row in range(5):
        wanted = (told[..., row, :].sum(-1) > 0) & (known[..., row] if row >= PARTIES // 3 else True)
        if wanted.any():
            total = total + kl_div(said[..., row, :][wanted], want[..., row, :][wanted], reduction="batchmean")
    return total


def loss_of(model: NewsNetwork, items: list[Encoded], told: Sequence[Answer]) -> Tensor:
    ids, mask, sentences, labels, types, weights, events = batch_of(items)
    tags, kinds, words = model(ids, mask, sentences)
    old = torch.zeros(*mask.shape, 5, 3)
    for n, answer in enumerate(told):
        old[n, : len(answer.tags)] = softmax(answer.tags.float().unflatten(-1, (5, 3)), dim=-1)
    total = tags_loss(tags, labels, events, old)
    if (types != IGNORE).any():
        each = cross_entropy(
            kinds.flatten(0, 1), types.flatten(), ignore_index=IGNORE, label_smoothing=0.05, reduction="none"
        )
        known = (types.flatten() != IGNORE).float() * weights.flatten()
        total = total + 0.5 * (each * known).sum() / known.sum().clamp(min=1)
    if (events != IGNORE).any():
        total = total + WORDS_COUNT * cross_entropy(words.transpose(1, 2), events, ignore_index=IGNORE)
    return total


def train(model: NewsNetwork, items: Sequence[Encoded], told: Sequence[Answer], args: argparse.Namespace) -> None:
    rng = random.Random(args.seed)
    by_item = {id(item): answer for item, answer in zip(items, told, strict=True)}
    body = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("events")]
    groups = [
        {"params": body, "lr": args.rate},
        {"params": list(model.events.parameters()), "lr": args.rate * 5},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = rising(optimizer, args.epochs * len(batches(list(items), STEP_PIECES, rng)), 0.06)
    for epoch in range(args.epochs):
        model.train()
        total = 0.0
        work = batches(list(items), STEP_PIECES, rng)
        for part in work:
            loss = loss_of(model, part, [by_item[id(item)] for item in part])
            total += step(loss, model.parameters(), optimizer, schedule.step)
        print(f"round {epoch}: {total / len(work):.4f}", flush=True)


@torch.no_grad()
def word_figures(model: NewsNetwork, items: Sequence[Encoded]) -> str:
    """Precision and recall of the words that tell an event, and of those of the right type."""
    model.eval()
    gold = said = found = typed = 0
    for part in batches(list(items), STEP_PIECES, random.Random(0)):
        ids, mask, sentences, *_, events = batch_of(part)
        best = model(ids, mask, sentences)[2].argmax(dim=-1)
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


def begins(kinds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The first piece of each word (n, t)."""
    told = kinds != NONE
    before = np.concatenate([np.zeros_like(told[:, :1]), told[:, :-1]], axis=1)
    return np.asarray(told & ~before)


def temperature_for(model: NewsNetwork, tokenizer: Tokenizer, aside: Sequence[Passage]) -> float:
    """What makes the probabilities of the types of news true."""
    scored = [out for outs in score(model.reader, tokenizer, aside) for out in outs]
    scores = np.stack([out.types for out in scored])
    gold = np.array([s.type for passage in aside for s in passage])
    temperature = temperature_of(scores, gold)
    chances = chances_of(scores / temperature)
    error = calibration_error(chances.max(axis=1), chances.argmax(axis=1) == gold)
    print(f"temperature {temperature} ece {error:.3f}")
    return temperature


def between(old: dict[str, Tensor], new: dict[str, Tensor], far: float) -> dict[str, Tensor]:
    """Weights on the way from old to new ones."""
    return {n: torch.lerp(old[n], w, far) if w.is_floating_point() else w for n, w in new.items()}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True, help="folder of the weights, whose reader is replaced")
    ap.add_argument("--weights", type=Path, help="take the reader from this folder instead")
    ap.add_argument("--labelled", type=Path, default=Path(__file__).parent / "labelled.tsv")
    ap.add_argument("--cache", type=Path, help="cut sentences, as train_reader.py keeps them")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = open_tokenizer(args.base)
    data = gather(args)
    plain = stored_reader(args.base, (args.weights or args.out) / "reader.onnx")
    lone = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    known: list[Passage] = [p for _ in range(LONE_TIMES) for p in shuffle_together(lone, rng)]
    known += [p for versions in data["attribution"] for p in pack(tokenizer, versions[0], PASSAGE_PIECES)]
    aside: list[Passage] = []
    for report, sentences in read_labelled(args.data, args.labelled):
        (known if is_taught(report) else aside).extend(pack(tokenizer, list(sentences), PASSAGE_PIECES))
    items = [encode(tokenizer, p) for p in known]
    told = answers(plain, items)
    model = NewsNetwork(copy.deepcopy(plain), len(TYPES))
    train(model, items, told, args)
    old = plain.state_dict()
    model.reader.load_state_dict(between(old, model.reader.state_dict(), FAR))
    attributed = [p for report in data["attribution-aside"] for p in pack(tokenizer, report, PASSAGE_PIECES)]
    left_out = [s for s in data["plv"] if fold_of(s.text) == ASIDE]
    print("news left out", word_figures(model, [encode(tokenizer, p) for p in aside]))
    print("sources", tag_figures(attributed, score(model.reader, tokenizer, attributed)))
    alone = [out for outs in score(model.reader, tokenizer, [(s,) for s in left_out]) for out in outs]
    print("plv left out", event_figures(left_out, alone))
    temperature_for(model, tokenizer, aside)
    about = json.loads((args.out / "reader.json").read_text(encoding="utf-8"))["read"]
    publish(args.base, args.out, model, about)


if __name__ == "__main__":
    main()
