"""Nouns that name nobody and nothing one can touch, for keeping them from being parties: struggle, purpose, violence.

    python training/build_abstract_nouns.py --wordnet FOLDER --counts src/sayso/data/word_counts.tsv \
        --out src/sayso/data/abstract_nouns.txt

`--wordnet` is the folder with `index.sense` of WordNet 3.1 (Princeton University). A noun is taken where every sense
it has there is of an abstract kind (acts, feelings, thoughts, states, times, ...), and where it was met in WordNet's
tagged texts or is counted in news. No chance is involved.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

# Lexicographer files of WordNet whose nouns are abstract: act, attribute, cognition, communication, event, feeling,
# motive, phenomenon, process, quantity, relation, shape, state, time.
ABSTRACT = frozenset({"04", "07", "09", "10", "11", "12", "16", "19", "22", "23", "24", "25", "26", "28"})
NOUN = "1"
_WORD = re.compile(r"[a-z]{3,}")
HEAD = (
    "# Nouns all of whose senses are abstract; by training/build_abstract_nouns.py from WordNet 3.1\n"
    "# (Princeton University, WordNet license).\n"
)


def abstract_nouns(index: Path, counted: frozenset[str]) -> list[str]:
    """The nouns of an `index.sense` file that are only abstract and in use, in the order of the alphabet."""
    kinds: dict[str, set[str]] = defaultdict(set)
    used: set[str] = set()
    for line in index.read_text(encoding="utf-8").splitlines():
        key, _, _, times = line.split(" ")
        lemma, sense = key.split("%")
        part, kind = sense.split(":")[:2]
        if part == NOUN and _WORD.fullmatch(lemma):
            kinds[lemma].add(kind)
            if int(times):
                used.add(lemma)
    return sorted(w for w, found in kinds.items() if found <= ABSTRACT and (w in used or w in counted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--counts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    counted = frozenset(line.split("\t")[0] for line in args.counts.read_text(encoding="utf-8").splitlines())
    args.out.write_text(
        HEAD + "".join(f"{w}\n" for w in abstract_nouns(args.wordnet / "index.sense", counted)), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
