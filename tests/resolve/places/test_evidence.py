"""What the places of a report say for each other: sums over the other names, however the table is cut."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.knowledge.gazetteer import Gazetteer
from sayso.resolve.places import evidence
from sayso.resolve.places.evidence import ANCHOR_LEAST, REPORT_EVIDENCE, Group, Together, report_evidence
from sayso.resolve.places.pools import Floats, Pools, among

NAMES = ("Hama", "Syria", "Idlib", "Paris", "Springfield", "Tripoli")


@pytest.fixture(scope="module")
def groups() -> list[Group]:
    pools = Pools(Gazetteer.open())
    held = [(name, pools.of(name)) for name in NAMES]
    return [Group(pool, name, None, (i,), ()) for i, (name, pool) in enumerate(held) if pool is not None]


def even(groups: list[Group]) -> Floats:
    """All candidates of a name alike, the first a little likelier."""
    each = [np.array([2.0, *[1.0] * (len(g.pool.ids) - 1)], np.float32) for g in groups]
    return np.concatenate([e / e.sum() for e in each])


def test_evidence_is_the_same_in_blocks(groups: list[Group], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of a thousand names is taken a few names at a time."""
    whole, chances = Together.of(groups), even(groups)
    at_once = report_evidence(whole, chances)
    monkeypatch.setattr(evidence, "MOST_CELLS", 1)
    assert [len(block) for block in whole.blocks(3)] == [1] * len(groups)
    assert (report_evidence(whole, chances) == at_once).all()


def test_country_share_is_what_the_other_names_say(groups: list[Group]) -> None:
    """Summed by hand: the chances of the likely candidates of other names in the same country, over the names."""
    whole, chances = Together.of(groups), even(groups)
    shares = report_evidence(whole, chances)[:, REPORT_EVIDENCE.index("country_share")]
    for row in range(len(chances)):
        told = sum(
            float(chances[other])
            for other in range(len(chances))
            if whole.owner[other] != whole.owner[row] and chances[other] >= ANCHOR_LEAST
            and whole.countries[other] == whole.countries[row] != 0
        )  # fmt: skip
        assert shares[row] == pytest.approx(told / (len(groups) - 1), abs=1e-5)
    assert shares.max() > 0


def test_nobody_likely_says_nothing(groups: list[Group]) -> None:
    """Of four hundred namesakes none is likely by itself."""
    table = report_evidence(Together.of(groups), np.full_like(even(groups), ANCHOR_LEAST / 2))
    assert not table[:, :8].any()


def test_among_is_membership() -> None:
    values = np.array([3, 0, 7, 3])
    assert among(values, frozenset({3, 9})).tolist() == [True, False, False, True]
    assert among(values[:0], frozenset({3})).dtype == np.bool_
