"""No regular expression of Sayso takes time in the square of a text: each is run on texts made to hurt it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# A linear pattern takes a millisecond of the processor for 20,000 characters; one that takes time in the square
# takes a second or more.
LENGTHS = (20_000,)
MOST_SECONDS = 0.5

# Characters that classes are made of; each pattern is also hurt with the characters it spells.
CHARACTERS = "aA0 \n.,'\"-\t\u201d\u00e9!:("
TAILS = ("", "\x00")


@cache
def patterns() -> list[tuple[str, str, int, bool]]:
    """Where, pattern, flags, and whether it only looks at beginnings; of all that Sayso compiles, by a process of its
    own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path])}
    command = [sys.executable, str(HERE / "patterns.py")]
    told = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
    rows = [json.loads(line) for line in told.split("\n") if line]
    return [(row["where"], row["pattern"], row["flags"], row["anchored"]) for row in rows]


def hurting(pattern: str) -> list[str]:
    """Short pieces; repeated, they make a bad pattern try again from every character."""
    spelled = re.sub(r"\\[a-zA-Z]|[^\w\s.,!?:;'\"\-]", "", pattern)[:40]
    single = list(dict.fromkeys(CHARACTERS + spelled))[:28]
    pairs = [
        "a ",
        "A ",
        "A.",
        "1,",
        "1.",
        ", ",
        "\n ",
        " \n",
        "A a ",
        "aA",
        "0a",
        "--",
        "''",
        ". ",
        "A' ",
        "\u2019a",
        "AB ",
    ]
    words = re.findall(r"[A-Za-z]{2,}", spelled)[:4]
    return single + pairs + [f"{word} " for word in words]


def seconds(compiled: re.Pattern[str], text: str, anchored: bool) -> float:
    begun = time.process_time()
    if anchored:
        compiled.match(text)
        compiled.fullmatch(text)
    else:
        for _ in compiled.finditer(text):
            pass
    return time.process_time() - begun


def worst(pattern: str, flags: int, anchored: bool = False) -> tuple[float, str]:
    """Most seconds that the pattern takes for any of the texts, and what the text is made of."""
    compiled = re.compile(pattern, flags)
    found = (0.0, "")
    for piece in hurting(pattern):
        for tail in TAILS:
            for length in LENGTHS:
                taken = seconds(compiled, piece * (length // len(piece)) + tail, anchored)
                found = max(found, (taken, f"{length} of {piece!r} and {tail!r}"))
                if taken > MOST_SECONDS:
                    return found
    return found


# Asked of a stretch of 12 characters alone, wherever it is asked.
BOUNDED = {"sayso.casing"}


def test_there_are_patterns() -> None:
    assert len(patterns()) > 40


def test_patterns_are_linear() -> None:
    """Anything of 20,000 characters costs a millisecond or two a pattern."""
    slow = {}
    for where, pattern, flags, anchored in patterns():
        if where.split(":")[0] in BOUNDED and pattern.endswith(r"\W*$"):
            continue
        taken, text = worst(pattern, flags, anchored)
        if taken > MOST_SECONDS:
            slow[f"{where} {pattern}"] = f"{taken:.1f} s for {text}"
    assert not slow, "\n".join(f"{k}: {v}" for k, v in slow.items())


@pytest.mark.parametrize("pattern", [r"a+b", r"[.!?]+\s+x", r"\d+(?:,\d+)*%"])
def test_a_pattern_that_is_not_linear_is_found(pattern: str) -> None:
    assert worst(pattern, 0)[0] > MOST_SECONDS / 5
