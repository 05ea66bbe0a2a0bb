"""Count how news writes its words, to give texts in capitals or without any their letters back.

    python training/count_casing.py FILE... -o src/sayso/data/casing.tsv

FILES are JSON Lines with a `text`, or tab-separated text. Counted are words inside of sentences of
mixed case; kept is, per word seen often enough, the form it takes most: l (lower), t (Title), u (UPPER).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LEAST_SEEN = 2
# A word inside a sentence: after a word or a comma, not after a full stop, colon, quotation mark or dash.
WORD = re.compile(r"(?<=[\w,;)] )[^\W\d_]{2,}")
HEAD = (
    "# How news in English writes its words: l lower, t Title, u UPPER. Counted by training/count_casing.py over\n"
    "# English news of 1989 to 2026; words and their commonest form only, no text. Licence: as the project.\n"
)


def texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        if line.startswith("{"):
            yield json.loads(line).get("text") or ""
        elif line:
            yield line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    forms: dict[str, Counter[str]] = {}
    for path in args.files:
        for text in texts(path):
            letters = [c for c in text if c.isalpha()]
            if letters and not 0.01 < sum(c.isupper() for c in letters) / len(letters) < 0.3:
                continue
            for word in WORD.findall(text):
                form = "u" if word.isupper() else "t" if word[0].isupper() else "l"
                forms.setdefault(word.lower(), Counter())[form] += 1
    rows = []
    for word, seen in sorted(forms.items()):
        if seen.total() >= LEAST_SEEN and word.isascii():
            rows.append(f"{word}\t{max(sorted(seen), key=lambda f: seen[f])}\n")
    args.out.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
