"""Train a large encoder on the labelled sentences, and write what it says of unlabelled news for the narrow reader.

    python training/teach_reader.py --data FOLDER --teacher FOLDER --base FOLDER --keep FOLDER

`--teacher` is all-mpnet-base-v2. Writes `told_sentences.pkl` to `--keep`. Its lower layers stay as they came.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fitting import batches, step
from measure import Scored, event_figures
from passages import Labelled, Passage, open_tokenizer
from slim_reader import gather_passages
from teacher import BATCH, Teacher, answers, loss_of, read
from tokenizers import Tokenizer
from train_reader import ASIDE, LONE, gather
from unlabelled import NEWS, news

from examples import TYPES, fold_of
from sayso.learned.spans import softmax

# Sentences drawn of the large sets, beside all that are labelled by hand.
DRAWN = {"attacks": 100, "quiet": 150, "wikievents": 200}
# Questions to the large encoder; very short and very long sentences are not asked.
SENTENCES = 5000
LEAST_WORDS, MOST_WORDS = 8, 45


def lessons(data: dict[str, list[Any]], rng: random.Random) -> list[Labelled]:
    """All sentences labelled by hand but those left out, and so many of the large sets."""
    found = [s for name in LONE for s in data[name] if fold_of(s.text) != ASIDE]
    large = {**data, "wikievents": [s for d in data["wikievents"] for s in d if s.type is not None]}
    return found + [s for name, size in DRAWN.items() for s in rng.sample(large[name], min(size, len(large[name])))]


def train(model: Teacher, tokenizer: Tokenizer, sentences: Sequence[Labelled], args: argparse.Namespace) -> None:
    rng = random.Random(args.seed)
    reads = read(model, tokenizer, [s.text for s in sentences])
    body = [p for p in model.body.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("body.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": args.rate * 10}], weight_decay=0.01
    )
    lengths = [len(r.states) for r in reads]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [args.rate, args.rate * 10],
        total_steps=args.epochs * len(batches(lengths, BATCH)),
        pct_start=0.1,
        anneal_strategy="linear",
    )
    started = time.time()
    for epoch in range(args.epochs):
        model.train()
        for at in batches(lengths, BATCH, rng):
            loss = loss_of(model, [reads[i] for i in at], [sentences[i] for i in at], rng)
            step(loss, model.parameters(), optimizer, schedule.step)
        print(f"epoch {epoch} after {time.time() - started:.0f} s", flush=True)


def check(model: Teacher, tokenizer: Tokenizer, plv: list[Labelled]) -> None:
    """Print the figures on the sentences left out."""
    aside = [s for s in plv if fold_of(s.text) == ASIDE]
    scored = []
    for s, (tags, kinds) in zip(aside, answers(model, tokenizer, aside, given=False), strict=True):
        offsets = tokenizer.encode(s.text, add_special_tokens=False).offsets[: len(tags)]
        # The other kinds of tags, which this network does not give, stand outside.
        others = np.zeros((len(tags), 3, 3), dtype=np.float32)
        scored.append(Scored(s.text, offsets, np.concatenate([others, softmax(tags.astype(np.float32))], 1), kinds))
    print("bare", event_figures(aside, scored))
    told = [int(k[: len(TYPES)].argmax()) for _, k in answers(model, tokenizer, aside, given=True)]
    print(f"given {np.mean([a == s.type for a, s in zip(told, aside, strict=True)]):.3f}", flush=True)


def questions(args: argparse.Namespace, data: dict[str, list[Any]], passages: list[Passage]) -> list[Labelled]:
    """Sentences that nobody has labelled by hand."""
    known = {s.text for name in LONE for s in data[name]} | {s.text for v in data["attribution"] for s in v[0]}
    texts = dict.fromkeys(s.text for p in passages for s in p if s.text not in known)
    fit = [t for t in texts if LEAST_WORDS <= len(t.split()) <= MOST_WORDS]
    return [Labelled(t) for t in random.Random(args.seed).sample(fit, min(SENTENCES, len(fit)))]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True, help="all-MiniLM-L6-v2 as Hugging Face files")
    ap.add_argument("--teacher", type=Path, required=True, help="all-mpnet-base-v2 as Hugging Face files")
    ap.add_argument("--keep", type=Path, required=True)
    ap.add_argument("--cache", type=Path, help="cut sentences, as train_reader.py keeps them")
    ap.add_argument("--silver", type=Path, help="what training/silver.py wrote")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--rate", type=float, default=8e-5)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    small, large = open_tokenizer(args.base), open_tokenizer(args.teacher)
    data = gather(args)
    model = Teacher(args.teacher)
    kept = args.keep / "teacher.pt"
    if kept.exists():
        model.load_state_dict(torch.load(kept))
    else:
        train(model, large, lessons(data, random.Random(args.seed)), args)
        torch.save(model.state_dict(), kept)
    check(model, large, data["plv"])
    passages = gather_passages(data, news(args.data, args.keep, args.seed, NEWS), small, args.seed)
    open_ = questions(args, data, passages)
    told = {s.text: a for s, a in zip(open_, answers(model, large, open_, given=False), strict=True)}
    (args.keep / "told_sentences.pkl").write_bytes(pickle.dumps(told))
    print(f"{len(told)} sentences answered")


if __name__ == "__main__":
    main()
