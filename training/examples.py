"""Text files of labelled sentences, read into examples the trainers share."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISPLACE", "CONTROL",
)  # fmt: skip
QUAD = {
    "AGREE": 0, "CONSULT": 0, "SUPPORT": 0, "CONCEDE": 0, "COOPERATE": 1, "AID": 1, "RETREAT": 1, "REQUEST": 2,
    "ACCUSE": 2, "REJECT": 2, "THREATEN": 2, "PROTEST": 3, "SANCTION": 3, "MOBILIZE": 3, "COERCE": 3, "ASSAULT": 3,
    "DISPLACE": 3, "CONTROL": 3,
}  # fmt: skip
# By the labelled set's own count what is granted in words is a deed as well.
PLV_QUAD = {**QUAD, "CONCEDE": 1}
# PLV keeps PLOVER's older YIELD, which 2024 PLOVER parts into words (CONCEDE) and deeds (RETREAT);
# its quad class is material cooperation either way.
VERBAL_YIELD = re.compile(
    r"cease-?fire|cessation|pardon|conced|accept|approv|grant|permission|agree|decid|announc|authori[sz]|mandate"
    r"|appoint|reinstat|declare|apolog|decree|renew|extend|simplif|revers|backed down",
    re.IGNORECASE,
)
DEED_YIELD = re.compile(r"\b(freed?|released?|releases|surrender\w*|resigned|lift(s|ed)?|returned)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """A sentence with two marked parties and the type between them."""

    id: str
    text: str
    actor: tuple[tuple[int, int], ...]
    recipient: tuple[tuple[int, int], ...]
    type: str
    quad: int


def fold_of(key: str, folds: int = 5) -> int:
    """A fold that depends on the name only."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % folds


def modern_type(kind: str, text: str) -> str:
    """PLOVER 2024's name of a PLV type."""
    if kind != "YIELD":
        return kind
    return "CONCEDE" if VERBAL_YIELD.search(text) and not DEED_YIELD.search(text) else "RETREAT"


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_pairs(folder: Path) -> list[Pair]:
    """`pairs.jsonl` and `gold.jsonl` of a folder in the form of the PLV set."""
    gold = {row["id"]: row for row in rows(folder / "gold.jsonl")}
    found = []
    for row in rows(folder / "pairs.jsonl"):
        label, text = gold[row["id"]], str(row["text"])
        spans = [tuple((s["start"], s["end"]) for s in row[role]) for role in ("actor", "recipient")]  # type: ignore[attr-defined]
        kind = modern_type(str(label["type"]), text)
        found.append(Pair(str(row["id"]), text, spans[0], spans[1], kind, int(label["quad"]) - 1))  # type: ignore[call-overload]
    return found


def marked_lines(path: Path) -> Iterator[tuple[str, str, list[list[tuple[int, int]]]]]:
    """Type, text and the spans of actor and recipient from lines `TYPE<tab>[A Norland] expelled [R two diplomats].`"""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        kind, marked = line.split("\t", 1)
        plain = ""
        spans: list[list[tuple[int, int]]] = [[], []]
        for part in re.split(r"(\[[AR] [^\]]*\])", marked):
            if re.match(r"\[[AR] ", part):
                spans["AR".index(part[1])].append((len(plain), len(plain) + len(part) - 4))
                plain += part[3:-1]
            else:
                plain += part
        yield kind, plain, spans


def read_own(path: Path) -> list[Pair]:
    """The project's own sentences that hold an event."""
    return [
        Pair(f"own-{n}", text, tuple(actor), tuple(recipient), kind, PLV_QUAD[kind])
        for n, (kind, text, (actor, recipient)) in enumerate(marked_lines(path))
        if kind != "NONE"
    ]


# Markers are rows of the vocabulary that no text uses ("[unused1]" and its neighbours).
ACTOR_OPEN, ACTOR_CLOSE, RECIPIENT_OPEN, RECIPIENT_CLOSE = 2, 3, 4, 5
CLS, SEP = 101, 102


def mark(tokenizer: Tokenizer, pair: Pair, limit: int = 128) -> tuple[list[int], list[int], list[int]]:
    """Word piece ids with markers about the parties, and where the opening markers stand."""
    piece = tokenizer.encode(pair.text, add_special_tokens=False)
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for spans, opening, closing in (
        (pair.actor, ACTOR_OPEN, ACTOR_CLOSE),
        (pair.recipient, RECIPIENT_OPEN, RECIPIENT_CLOSE),
    ):
        for start, end in spans:
            inside = [i for i, (a, b) in enumerate(piece.offsets) if a < end and b > start]
            if inside:
                before.setdefault(inside[0], []).append(opening)
                after.setdefault(inside[-1], []).append(closing)
    ids = [CLS]
    for i, token in enumerate(piece.ids):
        ids += [*before.get(i, ()), token, *after.get(i, ())]
    ids = [*ids[: limit - 1], SEP]
    actor = [i for i, token in enumerate(ids) if token == ACTOR_OPEN]
    recipient = [i for i, token in enumerate(ids) if token == RECIPIENT_OPEN]
    return ids, actor, recipient
