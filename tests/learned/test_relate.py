"""The type between two given parties, and the rows of `sayso relate`."""

import json

import pytest

from sayso.errors import BadReport
from sayso.learned.relate import Pair, Relater, relate_rows


@pytest.fixture(scope="module")
def relater() -> Relater:
    return Relater.open()


def pair(text: str, actor: str, recipient: str) -> Pair:
    a, r = text.index(actor), text.index(recipient)
    return Pair(text, ((a, a + len(actor)),), ((r, r + len(recipient)),))


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind", "quad"),
    [
        ("Chad expelled two Libyan diplomats.", "Chad", "two Libyan diplomats", "SANCTION", 4),
        ("Peru sent blankets and food to Chile.", "Peru", "Chile", "AID", 2),
        ("The union threatened to strike against the railway.", "The union", "the railway", "THREATEN", 3),
        ("Fiji recognised the new government of Tonga.", "Fiji", "the new government of Tonga", "SUPPORT", 1),
        ("Thousands marched against the tax authority.", "Thousands", "the tax authority", "PROTEST", 4),
    ],
)
def test_relate_types(relater: Relater, text: str, actor: str, recipient: str, kind: str, quad: int) -> None:
    """One plain sentence of several classes."""
    (relation,) = relater.relate([pair(text, actor, recipient)])
    assert (relation.type, relation.quad) == (kind, quad)
    assert sum(relation.types.values()) == pytest.approx(1.0, abs=0.01)


def test_relate_keeps_order(relater: Relater) -> None:
    """Batches by length must not mix up the answers."""
    pairs = [pair("Police arrested a clerk " + "at last " * n + "in Lima.", "Police", "a clerk") for n in (30, 0, 9, 2)]
    others = [pair("Chad accused Mali of spying.", "Chad", "Mali")]
    assert [r.type for r in relater.relate(pairs[:2] + others + pairs[2:])] == [
        "COERCE",
        "COERCE",
        "ACCUSE",
        "COERCE",
        "COERCE",
    ]


def test_relate_without_parties(relater: Relater) -> None:
    """A missing party is allowed, an empty text too."""
    assert len(relater.relate([Pair("A bomb exploded."), Pair("")])) == 2
    assert relater.relate([]) == []


def test_relate_rows_report_bad_lines() -> None:
    """Good lines are answered, bad ones named by line, in order."""
    good = {"id": "a", "text": "Police arrested a man.", "actor": [{"start": 0, "end": 6}], "recipient": []}
    outside = {"id": "b", "text": "short", "actor": [{"start": 3, "end": 60}], "recipient": []}
    lines = [json.dumps(good).encode(), b"\n", b"{broken", json.dumps(outside).encode(), b"\xff\xfe"]
    rows = list(relate_rows(lines))
    assert isinstance(rows[0], dict) and rows[0]["id"] == "a" and rows[0]["type"] == "COERCE" and rows[0]["quad"] == 4
    assert [type(row) for row in rows[1:]] == [BadReport] * 3
    assert "line 3" in str(rows[1]) and "line 4" in str(rows[2])
