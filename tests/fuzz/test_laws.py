"""Laws of types, store, exports and linker, under any data that the types allow."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fuzz.shapes import TEXTS, of_struct
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.export import FORMATS, export_store
from sayso.judgements import Judgement, in_force
from sayso.link import link
from sayso.store import Store
from sayso.types import Claim, Incident, Report

IDS = st.integers(0, 5).map(lambda n: f"r{n}")
REPORTS = of_struct(Report, id=IDS, text=st.text(min_size=1, max_size=60), published=st.none() | st.just("2031-03-12"))
CLAIMS = of_struct(Claim, report=IDS)
INCIDENTS = of_struct(Incident)

LAWS = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FEW = settings(LAWS, max_examples=12)


@LAWS
@given(st.one_of(CLAIMS, INCIDENTS, of_struct(Judgement, value=st.none() | TEXTS)))
def test_types_come_back_from_json_as_they_were(value: Any) -> None:
    """Published JSON Lines give the same claims and incidents again."""
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type(value)) == value
    json.loads(msgspec.json.encode(value))


@LAWS
@given(st.binary(max_size=200))
def test_types_refuse_what_they_are_not(data: bytes) -> None:
    """Any bytes are a report or a DecodeError."""
    for kind in (Report, Claim, Incident, Judgement):
        try:
            msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


def numbered(claims: list[Claim]) -> list[Claim]:
    return [msgspec.structs.replace(c, id=f"{c.report}:{n}") for n, c in enumerate(claims)]


def reports_of(reports: list[Report]) -> list[Report]:
    return list({r.id: r for r in reports}.values())


@FEW
@given(st.lists(REPORTS, max_size=4), st.lists(CLAIMS, max_size=6), st.lists(INCIDENTS, max_size=3))
def test_store_and_exports_hold_under_any_data(
    reports: list[Report], claims: list[Claim], incidents: list[Incident]
) -> None:
    """What goes in comes out; every format writes every row, and its own reader reads it."""
    reports, claims = reports_of(reports), numbered(claims)
    incidents = [msgspec.structs.replace(i, id=f"i{n}") for n, i in enumerate(incidents)]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.sqlite") as store:
        store.add(reports, claims)
        store.replace_incidents(incidents)
        assert {r.id for r in store.reports()} == {r.id for r in reports}
        assert {c.id: c for c in store.claims()} == {c.id: c for c in claims}
        assert {i.id: i for i in store.incidents()} == {i.id: i for i in incidents}
        for format in FORMATS:
            for of, rows in (("incidents", len(incidents)), ("claims", len(claims))):
                out = io.BytesIO()
                try:
                    export_store(store, out, format=format, of=of)
                except SaysoError:
                    continue  # an extra that is not installed, or a format of one of both only
                check_export(format, out.getvalue(), rows)


def check_export(format: str, data: bytes, rows: int) -> None:
    if format == "jsonl":
        assert len([line for line in data.split(b"\n") if line]) == rows
    elif format == "geojson":
        json.loads(data)
    elif format in ("acled", "ucdp"):
        table = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        assert table and len({len(row) for row in table}) == 1
    elif format == "parquet":
        import pyarrow.parquet as pq

        assert pq.read_table(io.BytesIO(data)).num_rows == rows


@FEW
@given(st.lists(REPORTS, max_size=5), st.lists(CLAIMS, max_size=8), st.integers(0, 9))
def test_linker_holds_under_any_claims(reports: list[Report], claims: list[Claim], seed: int) -> None:
    """No claim is in two incidents, none is invented, and order changes nothing."""
    reports, claims = reports_of(reports), numbered(claims)
    known = {r.id for r in reports}
    claims = [c for c in claims if c.report in known]
    found = link(claims, reports)
    members = [c for i in found for c in i.claims]
    assert len(members) == len(set(members)) and set(members) <= {c.id for c in claims}
    shuffled, mixed = list(claims), list(reports)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed + 1).shuffle(mixed)
    assert link(shuffled, mixed) == found


@LAWS
@given(st.lists(of_struct(Judgement, number=st.integers(1, 9), undoes=st.none() | st.integers(1, 9)), max_size=9))
def test_judgements_in_force_are_some_of_those_made(rows: list[Judgement]) -> None:
    found = in_force(rows)
    assert all(r in rows and r.kind != "undo" for r in found)


@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_store_that_is_broken_is_one_line(tmp_path: Path, harm: str) -> None:
    """A store cut short or with a page of rubbish says so at the terminal, without a traceback."""
    import sys

    from sayso.terminal import one_line_errors

    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store.add([Report(id=f"r{n}", text="Rain is expected. " * 200) for n in range(200)], [])
    data = bytearray(path.read_bytes())
    if harm == "cut":
        data = data[: len(data) // 2]
    else:
        data[8192 : 8192 + 200_000] = b"\xa5" * 200_000
    path.write_bytes(data)
    kept = sys.stdout
    try:
        with pytest.raises(SystemExit) as ended, one_line_errors(False):
            with Store.open(path, create=False) as store:
                list(store.reports())
                list(store.claims())
                store.counts()
            raise SystemExit(0)  # nothing that is broken was read
    finally:
        sys.stdout = kept
    assert ended.value.code in (0, 2)
