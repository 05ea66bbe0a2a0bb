"""Count in how many reports each word occurs, for the linker's word weights.

    python training/count_words.py REPORTS.jsonl... --without REPORTS.jsonl --out src/sayso/data/word_counts.tsv

Words of fewer than FEWEST reports are left out: they are what tells events apart, and share the weight
of the unseen.
Reports under an id that is in --without are not counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from sayso.link.words import stem

FEWEST = 6
_WORD = re.compile(r"[^\W_]{2,40}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("reports", nargs="+", type=Path)
    ap.add_argument("--without", nargs="*", type=Path, default=[])
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    left_out = {row["id"] for path in args.without for row in read(path)}
    seen: Counter[str] = Counter()
    texts = {row["text"]: row["id"] for path in args.reports for row in read(path) if row["id"] not in left_out}
    for text in texts:
        seen.update({stem(w) for w in _WORD.findall(text.lower())})
    lines = [
        "# In how many English news reports each word occurs; by training/count_words.py. Apache-2.0.",
        f"<reports>\t{len(texts)}",
        *(f"{w}\t{n}" for w, n in sorted(seen.items()) if n >= FEWEST),
    ]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


if __name__ == "__main__":
    main()
