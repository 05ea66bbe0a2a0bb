"""Group English words by what they mean, for comparing reports of a sentence or two.

    python training/build_senses.py --base FOLDER --counts src/sayso/data/word_counts.tsv \
        --out src/sayso/data/word_senses.tsv

`--base` holds all-MiniLM-L6-v2 as Hugging Face files. Each word of its vocabulary, and each word counted in news,
is read by the encoder alone; its vector is the mean over its pieces, less the mean of all words. Words are gone
through in the order of the vocabulary, which is that of how common they are: each joins the likest sense met
so far, where that is alike enough, or opens one of its own, named by it. No chance is involved.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

# Below it "bomb" and "rocket" are one; above it "robbed" and "robbers" are two.
ALIKE = 0.6
DIMENSIONS = 128
LOT = 256
_WORD = re.compile(r"[a-z]{3,}")

Array = NDArray[np.float32]


def words_of(base: Path, counts: Path) -> list[str]:
    """The commonest first."""
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    counted = [line.split("\t")[0] for line in counts.read_text(encoding="utf-8").split("\n")]
    rows = [*vocabulary, *sorted(counted)]
    return list(dict.fromkeys(w for w in rows if _WORD.fullmatch(w)))


def read(words: list[str], base: Path) -> Array:
    """A vector for each word, of unit length."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    encoder = BertModel.from_pretrained(str(base), add_pooling_layer=False).eval()
    pieces = [tokenizer.encode(w).ids for w in words]
    found = np.zeros((len(words), encoder.config.hidden_size), dtype=np.float32)
    for size in sorted({len(p) for p in pieces}):
        alike = [i for i, p in enumerate(pieces) if len(p) == size]
        for n in range(0, len(alike), LOT):
            lot = alike[n : n + LOT]
            with torch.inference_mode():
                states = encoder(torch.tensor([pieces[i] for i in lot])).last_hidden_state
            found[lot] = states.mean(1).numpy()
    found = _unit(found)
    found -= found.mean(0)
    _, _, axes = np.linalg.svd(found, full_matrices=False)
    return _unit(found @ axes[:DIMENSIONS].T)


def _unit(rows: Array) -> Array:
    lengths: Array = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


def senses(words: list[str], vectors: Array) -> dict[str, str]:
    """Words with the word that names their sense, where that is another."""
    heads = np.zeros_like(vectors)
    names: list[str] = []
    found = {}
    for word, vector in zip(words, vectors, strict=True):
        scores = heads[: len(names)] @ vector
        if names and scores.max() >= ALIKE:
            found[word] = names[int(scores.argmax())]
        else:
            heads[len(names)] = vector
            names.append(word)
    return found


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--counts", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    words = words_of(args.base, args.counts)
    found = senses(words, read(words, args.base))
    lines = [
        "# Words of one sense, and the word that names it; by training/build_senses.py from all-MiniLM-L6-v2",
        "# (sentence-transformers, Apache-2.0). Apache-2.0.",
        *(f"{word}\t{sense}" for word, sense in sorted(found.items())),
    ]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
