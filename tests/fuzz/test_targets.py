"""Every reader and parser on its seeds, on bytes that broke something once, and on what Hypothesis makes of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz.seeds import SEEDS, TOLD
from fuzz.targets import TARGETS, hold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# Inputs that fuzzing found (run_fuzz.py), one folder a target.
FOUND = sorted((Path(__file__).parent / "found").glob("*/*"))

NASTY = {
    "nothing": b"", "one NUL": b"\x00", "NULs": bytes(5000), "deep lists": b"[" * 50_000,
    "deep objects": b'{"a":' * 50_000, "deep in a field": b'{"report": "a", "is": ' + b"[" * 50_000,
    "surrogates": b'{"id": "\\ud800", "report": "\\udfff", "text": "\\ud800", "start": 0, "end": 1}',
    "huge numbers": b'{"id": "a", "start": ' + b"9" * 5000 + b', "end": 1e999, "text": 1}',
    "half UTF-16": b"\xff\xfe\x00\xd8x", "bad UTF-8": b"\xf0\x9f\x92 \xc0\x80 \xed\xa0\x80",
    "marks": "\u202e\u200b\ufeff\u2028\u0085\x1c\x1d".encode() * 50, "quotes": b'"' * 9999,
    "digits": b"1" * 20_000, "grouped": b"1,000" * 4000, "commas": b"\x00" + b"," * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_targets_hold_on_seeds_and_pieces(target: str) -> None:
    """Whole, cut, and torn in a few ways that are always the same."""
    chance = random.Random(target)
    for seed in SEEDS[target]:
        hold(target, seed)
        for _ in range(12):
            torn = bytearray(seed)
            for _ in range(chance.randrange(1, 6)):
                torn[chance.randrange(len(torn))] = chance.randrange(256)
            hold(target, bytes(torn[: chance.randrange(1, len(torn) + 1)]))


@pytest.mark.parametrize("target", TARGETS)
def test_targets_hold_on_nasty_bytes(target: str) -> None:
    for data in NASTY.values():
        hold(target, data)


@pytest.mark.parametrize("path", FOUND, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_what_broke_once_holds(path: Path) -> None:
    hold(path.parent.name, path.read_bytes())


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.parametrize("target", ["times", "counts", "labels", "things", "places", "attributions", "events"])
def test_finders_hold_under_any_grammar(target: str, data: st.DataObject) -> None:
    """A parser may say anything of these words: spans stay slices, and nothing breaks."""
    pieces = st.sampled_from([w for w in TOLD.split(" ") if w])
    words = data.draw(st.lists(pieces | st.text(max_size=8), max_size=60))
    grammar = data.draw(st.binary(min_size=1, max_size=60)).replace(b"\x00", b"\x01")
    hold(target, grammar + b"\x00" + " ".join(words).encode("utf-8", "replace"))
