"""The example reports, coded whole and held against what a careful reader writes down of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.evaluate import check, plain, read_facts
from sayso.link import link
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.schema import json_schema
from sayso.types import Claim, Incident, Report

ROOT = Path(__file__).parent.parent
EXPECTED = ROOT / "tests" / "examples" / "expected.jsonl"
FACTS = list(read_facts(EXPECTED))
# Facts that a careful reader tells and Sayso does not yet, with the reason; strict, so that a cure shows.
MISSES = [json.loads(line).get("misses") for line in EXPECTED.read_text(encoding="utf-8").split("\n") if line]
CASES = [
    pytest.param(n, id=f"{f.report}: {f.fact}", marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])
    for n, (f, why) in enumerate(zip(FACTS, MISSES, strict=True))
]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {r.id: r for r in read_reports([ROOT / "examples" / "reports"]) if isinstance(r, Report)}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def claims(reports: dict[str, Report], coder: Coder) -> dict[str, tuple[Claim, ...]]:
    return {r.id: made for r, made in coder.code_all(reports.values()) if isinstance(made, tuple)}


@pytest.fixture(scope="module")
def incidents(claims: dict[str, tuple[Claim, ...]], reports: dict[str, Report]) -> list[Incident]:
    return link([c for made in claims.values() for c in made], reports.values())


@pytest.mark.parametrize("number", CASES)
def test_example_fact_is_told(number: int, claims: dict[str, tuple[Claim, ...]]) -> None:
    """Each fact of each example report stands in one claim."""
    told = {id: [plain(c) for c in made] for id, made in claims.items()}
    assert not check([FACTS[number]], told).missed


def test_every_span_is_a_slice(claims: dict[str, tuple[Claim, ...]], reports: dict[str, Report]) -> None:
    """Whatever a claim says stands in its report at the offsets given."""
    for id, made in claims.items():
        for claim in made:
            for span in spans(plain(claim)):
                assert reports[id].text[span["start"] : span["end"]] == span["text"], span


def spans(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if {"text", "start", "end"} <= node.keys() else []
        return own + [s for child in node.values() for s in spans(child)]
    return [s for child in node for s in spans(child)] if isinstance(node, list) else []


def test_output_fits_the_published_schema(claims: dict[str, tuple[Claim, ...]], incidents: list[Incident]) -> None:
    """What is written validates against what `sayso schema` prints."""
    from jsonschema import Draft202012Validator

    schema = json_schema()
    for kind, rows in (("Claim", [c for made in claims.values() for c in made]), ("Incident", incidents)):
        validator = Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{kind}"}]})
        for row in rows:
            validator.validate(msgspec.json.decode(msgspec.json.encode(row)))


def test_same_report_gives_same_bytes(
    coder: Coder, reports: dict[str, Report], claims: dict[str, tuple[Claim, ...]]
) -> None:
    """Coded alone or among others, first or last, a report gives the same claims."""
    for report in sorted(reports.values(), key=lambda r: r.id, reverse=True)[:6]:
        assert msgspec.json.encode(coder.code(report)) == msgspec.json.encode(claims[report.id])


def test_one_bombing_is_one_incident(incidents: list[Incident]) -> None:
    """Four outlets tell one bombing; two of them carry one text, and their tolls differ."""
    (gao,) = [i for i in incidents if sum(r.startswith("gao-") for r in i.reports) >= 3]
    assert {r for r in gao.reports if r.startswith("gao-")} == {
        f"gao-{n}" for n in ("1-northern-wire", "2-daily-lantern", "3-river-radio", "4-sahel-observer")
    }
    assert gao.copies == 1
    assert any(d.field.startswith("counts") for d in gao.disagreements)
    killed = [v for c in gao.counts if c.what == "killed" for v in c.values]
    assert {11, 14, 16} <= {v.best for v in killed}


def test_lookalike_bombing_of_the_week_stays_apart(incidents: list[Incident]) -> None:
    (ansongo,) = [i for i in incidents if "ansongo-1-northern-wire" in i.reports and any(c.best == 3 for c in i.counts)]
    assert ansongo.reports == ("ansongo-1-northern-wire",)


def test_denial_is_a_disagreement(incidents: list[Incident]) -> None:
    """Who denies an air strike belongs to it, on the other side."""
    (marib,) = [i for i in incidents if sum(r.startswith("marib-") for r in i.reports) == 3]
    assert any(d.field == "status" for d in marib.disagreements)
    assert marib.place is not None
    assert marib.place.country == "YEM"
