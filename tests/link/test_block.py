"""Which tellings are compared does not depend on how many are held in memory at a time."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.link import block, parts
from sayso.link.block import candidate_pairs
from sayso.link.lexicon import load_lexicon
from sayso.link.telling import tellings


def test_candidates_are_the_same_in_lots_of_any_size(invented: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are made some cards at a time and sorted some keys at a time."""
    rows = invented(5, 40)
    told = tellings([c for r in rows for c in r.claims], {r.report.id: r.report for r in rows}, {})
    whole = candidate_pairs(told, load_lexicon())
    assert whole and candidate_pairs([], load_lexicon()) == []
    for cards, lot in ((7, 1 << 20), (10_000, 50), (1, 200)):
        monkeypatch.setattr(block, "KEYED_CARDS", cards)
        monkeypatch.setattr(block, "LOT", lot)
        monkeypatch.setattr(parts, "LOT", lot)
        assert candidate_pairs(told, load_lexicon()) == whole
