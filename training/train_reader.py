"""Train the reader of bare sentences: who, to whom, which type, and who says what; write it as ONNX int8.

    python training/train_reader.py --data FOLDER --base FOLDER --out src/sayso/data

A network of six layers learns first; its four lowest layers then go on alone, which costs little and saves a third.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import re
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from export import calibration_error, publish, temperature_of
from fitting import rising, step
from measure import FLOORS, KINDS, LONE_FLOORS, LONE_THRESHOLDS, THRESHOLDS, event_figures, score, tag_figures
from network import ReaderNetwork, load_encoder
from news import read_attacks, read_case, read_police, read_quiet, read_wikievents
from passages import (
    IGNORE,
    Encoded,
    Labelled,
    batch_of,
    encode,
    open_tokenizer,
    pack,
    read_attributions,
    read_plv,
    read_sentences,
    read_silver,
    shuffle_together,
)
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from examples import TYPES, fold_of
from sayso.learned.spans import softmax
from sayso.parse import Parser

DEEP, KEPT = (0, 1, 2, 3, 4, 5), (0, 1, 2, 3)
# Word pieces of neighbours read together, and in one step of training.
PASSAGE_PIECES, STEP_PIECES = 128, 640
# The fold of lone sentences that no training sees.
ASIDE = 0


def is_aside(name: str) -> bool:
    """The reports of the attribution set that no training sees."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 10 < 3


def loss_of(model: ReaderNetwork, items: list[Encoded]) -> torch.Tensor:
    ids, mask, sentences, labels, types, weights, _ = batch_of(items)
    tags, kinds = model(ids, mask, sentences)
    total = torch.zeros(())
    for row in range(5):
        known = labels[:, row]
        if (known != IGNORE).any():
            total = total + cross_entropy(tags[..., row * 3 : row * 3 + 3].transpose(1, 2), known, ignore_index=IGNORE)
    if (types != IGNORE).any():
        each = cross_entropy(
            kinds.flatten(0, 1), types.flatten(), ignore_index=IGNORE, label_smoothing=0.05, reduction="none"
        )
        known = (types.flatten() != IGNORE).float() * weights.flatten()
        total = total + 0.5 * (each * known).sum() / known.sum().clamp(min=1)
    return total


def batches(items: list[Encoded], budget: int, rng: random.Random) -> list[list[Encoded]]:
    """Batches of near lengths with at most `budget` word pieces."""
    order = sorted(items, key=lambda i: len(i.ids) + rng.random() * 8)
    found: list[list[Encoded]] = [[]]
    for item in order:
        if found[-1] and len(item.ids) * (len(found[-1]) + 1) > budget:
            found.append([])
        found[-1].append(item)
    rng.shuffle(found)
    return found


def gather(args: argparse.Namespace) -> dict[str, list[Any]]:
    """All labelled text, by source."""
    cache = args.cache
    if cache and cache.exists():
        attributions, attacks, quiet = pickle.loads(cache.read_bytes())
    else:
        parser = Parser()
        attributions = read_attributions(args.data / "attribution", parser)
        attacks = read_attacks(args.data / "muc4", parser)
        quiet = read_quiet(args.data / "times", parser)
        if cache:
            cache.write_bytes(pickle.dumps((attributions, attacks, quiet)))
    return {
        "plv": read_plv(args.data / "plv"),
        "own": read_sentences(Path(__file__).parent / "sentences.tsv"),
        "case": read_case(args.data / "case"),
        "police": read_police(args.data / "more/ipe"),
        "attacks": attacks,
        "quiet": quiet,
        "silver": read_silver(args.silver),
        "wikievents": read_wikievents(args.data / "more/wikievents"),
        "attribution": [a for name, a in attributions.items() if not is_aside(name)],
        "attribution-aside": [a[0] for name, a in attributions.items() if is_aside(name)],
    }


# Sets that are read whole in every epoch.
LONE = ("plv", "own", "case")
# Sentences drawn from each large set in an epoch, so that the hand-labelled ones are not drowned.
DRAWN = {"attacks": 350, "quiet": 300, "police": 100, "silver": 500}


def chosen_layers(state: dict[str, torch.Tensor], layers: tuple[int, ...]) -> dict[str, torch.Tensor]:
    """The weights of a deeper network with only the given layers, renumbered."""
    new = {old: n for n, old in enumerate(layers)}
    found = {}
    for name, value in state.items():
        match = re.match(r"encoder\.encoder\.layer\.(\d+)\.", name)
        if not match:
            found[name] = value
        elif int(match.group(1)) in new:
            found[f"encoder.encoder.layer.{new[int(match.group(1))]}." + name[match.end() :]] = value
    return found


def epoch_items(data: dict[str, list[Any]], tokenizer: Tokenizer, share: float, rng: random.Random) -> list[Encoded]:
    """What one epoch reads: a share of the attribution passages, all hand-labelled sentences, some of the rest."""
    reports = [rng.choice(versions) for versions in data["attribution"]]
    passages = [p for r in reports for p in pack(tokenizer, r, rng.choice((64, 96, PASSAGE_PIECES)))]
    passages = rng.sample(passages, int(len(passages) * share))
    passages += [p for d in data["wikievents"] for p in pack(tokenizer, d, 96)]
    lone = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    lone += [s for name, size in DRAWN.items() for s in rng.sample(data[name], min(size, len(data[name])))]
    return [encode(tokenizer, p) for p in [*passages, *shuffle_together(lone, rng)]]


def train(model: ReaderNetwork, tokenizer: Tokenizer, data: dict[str, list[Any]], args: argparse.Namespace) -> None:
    rng = random.Random(args.seed)
    steps = int(args.epochs * len(batches(epoch_items(data, tokenizer, args.share, rng), STEP_PIECES, rng)) * 1.1) + 10
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    groups = [{"params": body, "lr": args.rate}, {"params": heads, "lr": args.rate * 4}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = rising(optimizer, steps, 0.08)
    started = time.time()
    for epoch in range(args.epochs):
        model.train()
        total = 0.0
        work = batches(epoch_items(data, tokenizer, args.share, rng), STEP_PIECES, rng)
        for items in work:
            loss = loss_of(model, items)
            total += step(loss, model.parameters(), optimizer, schedule.step)
        print(f"epoch {epoch} loss {total / len(work):.3f} after {time.time() - started:.0f} s", flush=True)


def trained(args: argparse.Namespace, tokenizer: Tokenizer, data: dict[str, list[Any]]) -> ReaderNetwork:
    """Three lessons: six layers; the kept ones alone; all attribution text once more, gently, with the silver."""
    torch.manual_seed(args.seed)
    deep = ReaderNetwork(load_encoder(args.base, DEEP), len(TYPES))
    model = ReaderNetwork(load_encoder(args.base, KEPT), len(TYPES))
    silver, data = data["silver"], {**data, "silver": []}

    def lesson(name: str, network: ReaderNetwork, **changes: float) -> None:
        kept = args.keep / f"reader-{name}.pt" if args.keep else None
        if kept and kept.exists():
            network.load_state_dict(torch.load(kept))
            return
        train(network, tokenizer, data, argparse.Namespace(**{**vars(args), **changes}))
        if kept:
            torch.save(network.state_dict(), kept)

    lesson("deep", deep, share=1.0, epochs=args.deep_epochs)
    model.load_state_dict(chosen_layers(deep.state_dict(), KEPT))
    lesson("four", model)
    if args.until == "four":
        return model
    data = {**data, "silver": silver}
    lesson("final", model, share=1.0, epochs=args.last_epochs, rate=args.rate / 2)
    return model


def check(model: ReaderNetwork, tokenizer: Tokenizer, data: dict[str, list[Any]]) -> float:
    """Print the figures on what was left out; the temperature that makes its probabilities true."""
    aside: list[Labelled] = [s for s in data["plv"] if fold_of(s.text) == ASIDE]
    print(
        "pairs",
        len(aside),
        event_figures(aside, [o for [o] in score(model, tokenizer, [(s,) for s in aside])]),
    )
    passages = [p for report in data["attribution-aside"] for p in pack(tokenizer, report, PASSAGE_PIECES)]
    print("exact/overlap", tag_figures(passages, score(model, tokenizer, passages)))
    mixed = [s for name in LONE for s in data[name] if fold_of(s.text) == ASIDE]
    scores = np.stack([o.types for [o] in score(model, tokenizer, [(s,) for s in mixed])])
    gold = np.array([s.type for s in mixed])
    temperature = temperature_of(scores, gold)
    chances = softmax(scores / temperature)
    right = chances.argmax(axis=1) == gold
    print(f"types {len(mixed)} accuracy {right.mean():.3f} temperature {temperature}", end=" ")
    print(f"ece {calibration_error(chances.max(axis=1), right):.3f}")
    return temperature


def publish_checked(
    model: ReaderNetwork, tokenizer: Tokenizer, data: dict[str, list[Any]], args: argparse.Namespace
) -> None:
    """Print the figures, then write the weights with what the running code must know of them."""
    about: dict[str, object] = {
        "types": TYPES,
        "kinds": KINDS,
        "temperature": check(model, tokenizer, data),
        "thresholds": THRESHOLDS,
        "floors": FLOORS,
        "lone_thresholds": LONE_THRESHOLDS,
        "lone_floors": LONE_FLOORS,
        "passage_pieces": PASSAGE_PIECES,
    }
    publish(args.base, args.out, model, about)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder of the labelled sets: plv, attribution, muc4, times, case, more/ipe, more/wikievents",
    )
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--keep", type=Path, help="keep the trained network in this folder and take it from there")
    ap.add_argument("--cache", type=Path, help="keep the cut sentences in this file and take them from there")
    ap.add_argument("--deep-epochs", type=int, default=3)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--last-epochs", type=int, default=3)
    ap.add_argument("--until", choices=("four", "final"), default="final", help="stop after this lesson")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--share", type=float, default=0.6)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    tokenizer = open_tokenizer(args.base)
    data = gather(args)
    model = trained(args, tokenizer, data)
    publish_checked(model, tokenizer, data, args)


if __name__ == "__main__":
    main()
