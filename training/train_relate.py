"""Train the type of event between two given parties, and write it as ONNX int8.

    python training/train_relate.py --data FOLDER --base FOLDER --teacher FOLDER --keep FOLDER --out src/sayso/data

Three large encoders learn the labelled pairs and answer unlabelled and varied ones; the small network learns from their
answers, then once more from the labels. The unlabelled pairs are those that the reader in `--out` names. `--folds` does
all that five times with a fifth of the labelled pairs left out, prints the figures on those and takes the temperature
from them. `--until check` learns from labels alone, which takes minutes.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from ensemble import TYPE_QUADS, Chances, ask_pairs, pair_loss
from export import calibration_error, publish, temperature_of
from fitting import DEVICE, Plan, batches, fit, half, placed
from measure import FOLD
from network import RelateNetwork, load_encoder
from passages import open_tokenizer
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from unlabelled import pairs as unlabelled_pairs
from varied import Variation, neighbours, short_parties, swapped

from examples import PLV_QUAD, TYPES, Pair, fold_of, mark, read_own, read_pairs
from sayso.learned.spans import softmax

Marked = tuple[list[int], list[int], list[int]]
FOLDS = 5
# The fold that the training on labels alone leaves out, for its figures and temperature.
ASIDE = 0
# What five folds gave for the weights in the package.
TEMPERATURE = 0.9
TEACHERS = 3
TEACHING = Plan(epochs=7, size=16, rate=4e-5, heads_rate=4e-4)
ALONE = Plan(epochs=5, size=16, rate=1.2e-4, heads_rate=6e-4)
# First all that the teachers answered, then the labelled pairs and twice as many tellings of them, gently.
BROAD = Plan(epochs=14, size=128, rate=4e-4, heads_rate=2e-3)
GENTLE = Plan(epochs=3, size=16, rate=6e-5, heads_rate=3e-4)
TELLINGS_PER_LABEL = 2
# How often the labelled pairs stand in the first lesson, and how much their labels count beside the teachers' chances.
REPEATED, LABEL_SHARE = 3, 0.6
# Unlabelled pairs with their sides swapped, and in other words; tellings of each labelled pair; pairs whose parties
# stand in others too.
SWAPPED, VARIED, TELLINGS, LENDING = 2500, 5000, 20, 3000
# Shares of what a threshold on confidence keeps are printed for these.
THRESHOLDS = (0.0, 0.5, 0.7, 0.9, 0.95)


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


def macro_f1(gold: Sequence[object], said: Sequence[object]) -> float:
    classes = set(gold)
    right: Counter[object] = Counter()
    g, s = Counter(gold), Counter(said)
    for a, b in zip(gold, said, strict=True):
        right[a] += a == b
    return sum(2 * right[c] / (g[c] + s[c]) for c in classes) / len(classes)


@torch.no_grad()
def scores_of(model: RelateNetwork, items: list[Marked]) -> Chances:
    """Scores of types, in the order of the items."""
    model.eval()
    roots = np.zeros((len(items), len(TYPES)), dtype=np.float32)
    for at in batches([len(ids) for ids, _, _ in items], 32):
        roots[at] = model(*placed(model, batch_of([items[i] for i in at])))[0].cpu().numpy()
    return roots


def figures(chances: Chances, pairs: list[Pair]) -> str:
    """Accuracy, macro F1 of types and of quad classes by the set's own count, and calibration error."""
    said, gold = folded_types(chances, pairs)
    right = np.array(gold) == np.array(said)
    folded = np.zeros(len(pairs))
    for j, kind in enumerate(TYPES):
        folded += chances[:, j] * np.array([FOLD.get(kind, kind) == s for s in said])
    quads = macro_f1([p.quad for p in pairs], [PLV_QUAD[TYPES[i]] for i in chances.argmax(axis=1)])
    return (
        f"accuracy {right.mean():.3f} macro {macro_f1(gold, said):.3f} quad {quads:.3f} "
        f"ece {calibration_error(folded, right):.3f}"
    )


def folded_types(chances: Chances, pairs: list[Pair]) -> tuple[list[str], list[str]]:
    """The likeliest and the labelled types by the set's own count."""
    said = [TYPES[i] for i in chances.argmax(axis=1)]
    return [FOLD.get(t, t) for t in said], [FOLD.get(p.type, p.type) for p in pairs]


def labelled(pairs: list[Pair]) -> Chances:
    """The chances of types that the labels stand for, a tenth of them spread over all types."""
    chances = np.full((len(pairs), len(TYPES)), 0.1 / len(TYPES), dtype=np.float32)
    chances[np.arange(len(pairs)), [TYPES.index(p.type) for p in pairs]] += 0.9
    return chances


def learn(
    model: RelateNetwork, items: Sequence[Marked], chances: Chances, plan: Plan, args: argparse.Namespace
) -> None:
    """One lesson; `--epochs` shortens it."""

    def loss_of(at: list[int]) -> torch.Tensor:
        *inputs, want = placed(model, (*batch_of([items[i] for i in at]), torch.from_numpy(chances[at])))
        with half():
            root, quad, side = model(*inputs)
        quads = want @ TYPE_QUADS.to(want.device)
        sides = torch.stack([quads[:, :2].sum(1), quads[:, 2:].sum(1)], dim=1)
        return pair_loss(root.float(), quad.float(), want) + 0.25 * cross_entropy(side.float(), sides)

    fit(model, [len(ids) for ids, _, _ in items], loss_of, plan.at_most(args.epochs), seed=args.seed)


def fresh(args: argparse.Namespace) -> RelateNetwork:
    torch.manual_seed(args.seed)
    return RelateNetwork(load_encoder(args.base, tuple(range(6))), len(TYPES)).to(DEVICE)


def alone(args: argparse.Namespace, tokenizer: Tokenizer, pairs: list[Pair], own: list[Pair]) -> RelateNetwork:
    """Taught by labels alone, without one fold."""
    known = [p for p in pairs if fold_of(p.text, FOLDS) != ASIDE] + own
    model = fresh(args)
    learn(model, [mark(tokenizer, p) for p in known], labelled(known), ALONE, args)
    return model


def asked_pairs(args: argparse.Namespace) -> list[Pair]:
    """Unlabelled pairs in random order; their type stands for nothing."""
    found = unlabelled_pairs(args.data, args.keep, args.seed, args.out)[: args.most]
    random.Random(args.seed).shuffle(found)
    return [Pair("asked", p.text, p.actor, p.recipient, TYPES[0], 0) for p in found]


def tellings(known: list[Pair], asked: list[Pair], args: argparse.Namespace) -> tuple[list[Pair], list[Pair]]:
    """The unlabelled pairs with what is made of them; what is made of the labelled ones."""
    rng = random.Random(args.seed)
    lending = [*known, *asked[:LENDING]]
    variation = Variation(
        neighbours(args.teacher), short_parties((p.text, (*p.actor, *p.recipient)) for p in lending), args.seed
    )
    turned = [swapped(p) for p in rng.sample(asked, min(SWAPPED, len(asked)))]
    varied = [p for one in rng.sample(asked, min(VARIED, len(asked))) if (p := variation.pair(one))]
    made = [p for one in known for _ in range(TELLINGS) if (p := variation.pair(one))]
    return [*asked, *turned, *varied], made[: args.most]


def taught(
    args: argparse.Namespace, tokenizer: Tokenizer, known: list[Pair], asked: list[Pair], name: str
) -> RelateNetwork:
    """The network that the teachers' answers and the labels of the known pairs make; or what `--keep` has of it."""
    model = fresh(args)
    kept = args.keep / f"relate-{name}.pt"
    if kept.exists():
        model.load_state_dict(torch.load(kept, map_location="cpu"))
        return model
    asked, made = tellings(known, asked, args)
    pool = [*known, *asked, *made]
    seeds = range(args.seed, args.seed + TEACHERS)
    told = args.keep / f"relate-told-{name}.pkl"
    if not told.exists():
        said = ask_pairs(args.teacher, known, labelled(known), pool, TEACHING.at_most(args.epochs), seeds)
        told.write_bytes(pickle.dumps(said))
    chances: Chances = pickle.loads(told.read_bytes())
    count = len(known)
    chances[:count] = LABEL_SHARE * labelled(known) + (1 - LABEL_SHARE) * chances[:count]
    items = [mark(tokenizer, p) for p in pool]
    often = [*list(range(count)) * (REPEATED - 1), *range(len(pool))]
    learn(model, [items[i] for i in often], chances[often], BROAD, args)
    last = range(len(pool) - len(made), len(pool))
    near = [*range(count), *random.Random(args.seed).sample(last, min(TELLINGS_PER_LABEL * count, len(last)))]
    learn(model, [items[i] for i in near], chances[near], GENTLE, args)
    torch.save(model.state_dict(), kept)
    return model


def in_folds(
    args: argparse.Namespace, tokenizer: Tokenizer, pairs: list[Pair], own: list[Pair], asked: list[Pair]
) -> float:
    """Print the figures on what each of five trainings left out, together; the temperature that fits them."""
    scores = np.zeros((len(pairs), len(TYPES)), dtype=np.float32)
    for fold in range(FOLDS):
        out = [n for n, p in enumerate(pairs) if fold_of(p.text, FOLDS) == fold]
        known = [p for p in pairs if fold_of(p.text, FOLDS) != fold] + own
        model = taught(args, tokenizer, known, asked, f"fold-{fold}")
        scores[out] = scores_of(model, [mark(tokenizer, pairs[n]) for n in out])
        print(f"fold {fold}: {figures(softmax(scores[out]), [pairs[n] for n in out])}", flush=True)
    temperature = temperature_of(scores, np.array([TYPES.index(p.type) for p in pairs]))
    chances = softmax(scores / temperature)
    print(f"temperature {temperature}: {figures(chances, pairs)}")
    said, gold = folded_types(chances, pairs)
    right = np.array(said) == np.array(gold)
    for threshold in THRESHOLDS:
        kept = chances.max(axis=1) >= threshold
        share = right[kept].mean() if kept.any() else float("nan")
        print(f"confidence at least {threshold}: answered {kept.mean():.3f} right {share:.3f}")
    return temperature


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder that holds plv/pairs.jsonl and plv/gold.jsonl")
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--teacher", type=Path, help="all-mpnet-base-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--keep", type=Path, help="keep answers and networks in this folder and take them from there")
    ap.add_argument("--until", choices=("check", "final"), default="final", help="stop after this lesson")
    ap.add_argument("--folds", action="store_true", help="measure on five folds; six times the work")
    ap.add_argument("--epochs", type=int, help="at most so many rounds a lesson")
    ap.add_argument("--most", type=int, help="read so few pairs of each kind, to try the road")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    if args.until == "final" and not (args.teacher and args.keep):
        ap.error("the lessons after --until check need --teacher and --keep")
    tokenizer = open_tokenizer(args.base)
    pairs = read_pairs(args.data / "plv")[: args.most]
    own = read_own(Path(__file__).parent / "sentences.tsv")[: args.most]
    if args.until == "check":
        model = alone(args, tokenizer, pairs, own)
        aside = [p for p in pairs if fold_of(p.text, FOLDS) == ASIDE]
        scores = scores_of(model, [mark(tokenizer, p) for p in aside])
        temperature = temperature_of(scores, np.array([TYPES.index(p.type) for p in aside]))
        print(f"aside {len(aside)}: {figures(softmax(scores / temperature), aside)}", flush=True)
    else:
        asked = asked_pairs(args)
        temperature = in_folds(args, tokenizer, pairs, own, asked) if args.folds else TEMPERATURE
        model = taught(args, tokenizer, pairs + own, asked, "all")
    publish(args.base, args.out, model.cpu(), {"types": TYPES, "temperature": temperature})


if __name__ == "__main__":
    main()
