"""Let an encoder say the ACLED sub-event type of unlabelled sentences: silver for `train_subevents.py`.

    python training/teach_subevents.py --data FOLDER --teacher FOLDER --out silver.jsonl [--half]

The encoder in `--teacher` (Hugging Face files) stays as it is and gives each sentence a vector; a softmax regression on
the vectors of our own sentences and of the labelled snippets gives the chances of the types. The encoder knows words
that no labelled sentence has; the small weights learn them from its answers. all-mpnet-base-v2 made the weights of the
package; all-MiniLM-L6-v2 can stand in its place.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from passages import open_tokenizer
from train_subevents import Labelled, own_sentences, regression, snippets
from transformers import AutoModel

from examples import rows

# Sentences drawn of each set of news, and how many letters of a report are looked at: what the reports are about is
# what the weights learn the words of. Documents of `more` are cut already, its reports short.
DRAWN = {
    "geo": (1300, 5000),
    "ecb": (350, 20000),
    "idetect": (150, 20000),
    "attribution": (250, 4000),
    "times": (200, 20000),
    "more/satp": (450, 1500),
    "more/insight": (450, 1500),
    "more/isaf": (350, 20000),
    "more/wikievents": (250, 20000),
}
END = re.compile(r"(?<=[a-z0-9)”\"][.!?])[\"”]?\s+(?=[A-Z“\"])|\n+")
LONGEST_PIECES = 128
# Vectors of length one are stretched, so that weights held near zero can still tell the types apart.
STRETCH = 10.0
# Answers are taken to this power, so that the small weights learn the likeliest types and not the noise below them.
SHARPEN = 1.5
BATCH = 16
# Sentences of which the encoder is less sure say nothing; of the others a type's chance below the second is left out.
SURE = 0.5
LEAST_CHANCE = 0.01
Vectors = NDArray[np.float32]


def sentences(text: str) -> Iterator[str]:
    """Rough cuts are enough: what is cut amiss is a sentence that says little."""
    for piece in END.split(text):
        s = piece.strip()
        if 40 < len(s) < 330 and s.count(" ") > 5 and s[-1] in '.!?"”':
            yield s


def read_sentences(folder: Path, longest: int) -> Iterator[str]:
    """Of reports in JSON Lines, of documents cut already, or of tab-separated lines."""
    for path in sorted(folder.glob("*")):
        if path.suffix == ".tsv":
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    yield from sentences(line.split("\t")[0].rstrip("\n")[:longest])
        elif path.suffix == ".jsonl" and path.name not in {"gold.jsonl", "mentions.jsonl"}:
            for row in rows(path):
                if "sentences" in row:
                    yield from (str(text) for _, text in row["sentences"])  # type: ignore[attr-defined]
                else:
                    yield from sentences(str(row.get("text", ""))[:longest])


def drawn(data: Path, seed: int) -> list[str]:
    """Unlabelled sentences of all sets."""
    rng = random.Random(seed)
    found: list[str] = []
    for name, (size, longest) in DRAWN.items():
        pool = sorted(set(read_sentences(data / name, longest)))
        rng.shuffle(pool)
        found += pool[:size]
    return found


@torch.no_grad()
def vectors(folder: Path, texts: list[str]) -> Vectors:
    """Mean states of the encoder, each of length one."""
    tokenizer = open_tokenizer(folder)
    model = AutoModel.from_pretrained(str(folder)).eval()
    ids = [tokenizer.encode(text).ids[:LONGEST_PIECES] for text in texts]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    found = np.zeros((len(ids), model.config.hidden_size), dtype=np.float32)
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        width = max(len(ids[i]) for i in batch)
        inputs = torch.full((len(batch), width), 1)
        mask = torch.zeros(len(batch), width)
        for n, i in enumerate(batch):
            inputs[n, : len(ids[i])] = torch.tensor(ids[i])
            mask[n, : len(ids[i])] = 1
        states = model(input_ids=inputs, attention_mask=mask).last_hidden_state
        means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        found[batch] = (means / means.norm(dim=1, keepdim=True)).numpy()
    return found


def taught(known: Vectors, labels: list[str], asked: Vectors) -> tuple[list[str], NDArray[np.float64]]:
    """The types, and the chances of each for each of the asked vectors."""
    types = sorted(set(labels))
    y = np.eye(len(types))[[types.index(label) for label in labels]]
    with_bias = [np.hstack([v * STRETCH, np.ones((len(v), 1))]) for v in (known, asked)]
    weights = regression(with_bias[0], y, np.ones(len(y)))
    scores = SHARPEN * (with_bias[1] @ weights)
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return types, chances / chances.sum(1, keepdims=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder of the sets; case holds the labelled snippets")
    ap.add_argument("--teacher", type=Path, required=True, help="all-mpnet-base-v2 as Hugging Face files")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--half", action="store_true", help="without the snippets whose id has an odd SHA-1")
    ap.add_argument("--seed", type=int, default=3)
    args = ap.parse_args()
    torch.set_num_threads(1)
    case = args.data / "case"
    known: list[Labelled] = [*own_sentences(), *snippets(case / "reports.jsonl", case / "gold.jsonl", half=args.half)]
    asked = drawn(args.data, args.seed)
    every = vectors(args.teacher, [text for text, _ in known] + asked)
    types, chances = taught(every[: len(known)], [label for _, label in known], every[len(known) :])
    with args.out.open("w", encoding="utf-8") as out:
        for text, row in zip(asked, chances, strict=True):
            if row.max() < SURE:
                continue
            told = {t: round(float(p), 3) for t, p in zip(types, row, strict=True) if p >= LEAST_CHANCE}
            out.write(json.dumps({"text": text, "types": told}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
