"""Every format is read back with the reader its users have."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pyarrow.parquet as pq
import pytest

from sayso.errors import SaysoError
from sayso.export import FORMATS, export_store
from sayso.export.acled import COLUMNS
from sayso.export.rows import safe, span_words
from sayso.store import Store
from sayso.types import Incident


def exported(store: Store, **how: object) -> bytes:
    out = io.BytesIO()
    export_store(store, out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_jsonl_gives_back_what_the_store_holds(store: Store) -> None:
    """Export then read gives the same."""
    rows = [msgspec.json.decode(line, type=Incident) for line in exported(store).splitlines()]
    assert rows == list(store.incidents())


def test_acled_has_its_columns_and_only_what_happened(store: Store) -> None:
    """31 columns; the planned visit is no ACLED event."""
    head, *rows = list(csv.reader(io.StringIO(exported(store, format="acled").decode())))
    assert tuple(head) == COLUMNS and len(head) == 31
    (row,) = [dict(zip(head, r, strict=True)) for r in rows]
    assert row["event_date"] == "2031-05-06" and row["iso"] == "208" and row["geo_precision"] == "1"
    assert row["actor1"] == "Red Banner" and row["inter1"] == "Rebel group"
    assert row["actor2"] == "Civilians (Denmark)" and row["civilian_targeting"] == "Civilian targeting"
    assert row["fatalities"] == "4"
    assert row["source"] == "'=The Daily; The Paper 1"


def test_acled_leaves_unknown_deaths_empty(store: Store) -> None:
    """Zero is a statement; unknown is none."""
    claims = [msgspec.structs.replace(c, counts=()) for c in store.claims()]
    reports = [msgspec.structs.replace(r, text=r.text + " More.") for r in store.reports()]
    store.add(reports, claims)
    from sayso.link import link_store

    link_store(store)
    (row,) = csv.DictReader(io.StringIO(exported(store, format="acled").decode()))
    assert row["fatalities"] == ""


def test_acled_takes_dozens_as_twelve(store: Store) -> None:
    """ACLED's own rule for vague words."""
    gone = [c for c in store.claims() if not c.source.speakers]
    store.rule("wrong-claim", [c.id for c in gone], by="ann")
    from sayso.link import link_store

    link_store(store)
    (row,) = csv.DictReader(io.StringIO(exported(store, format="acled").decode()))
    assert row["fatalities"] == "12"


def test_table_begins_with_the_mark_when_asked(store: Store) -> None:
    """Excel reads UTF-8 only behind the mark."""
    assert exported(store, format="acled", bom=True).startswith(b"\xef\xbb\xbf")


def test_geojson_puts_longitude_first(store: Store) -> None:
    """RFC 7946; what has no place has no geometry."""
    features = json.loads(exported(store, format="geojson"))["features"]
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in features] == [[12.0, 55.0], None]
    assert features[0]["properties"]["disagreements"] == "counts.killed"


@pytest.mark.parametrize("of", ["incidents", "claims", "reports"])
def test_parquet_carries_the_nested_rows(store: Store, of: str) -> None:
    """Nested lists and structs, zstd, the same values as JSON."""
    table = pq.ParquetFile(io.BytesIO(exported(store, format="parquet", of=of)))
    assert table.metadata.row_group(0).column(0).compression == "ZSTD"
    rows = [json.loads(line) for line in exported(store, of=of).splitlines()]
    read = table.read().to_pylist()
    assert [r["id"] for r in read] == [r["id"] for r in rows]
    for line in rows if of == "incidents" else ():
        for quarrel in line["disagreements"]:
            for variant in quarrel["values"]:
                variant["value"] = json.dumps(variant["value"], separators=(",", ":"), ensure_ascii=False)
    assert read == rows


@pytest.mark.parametrize("format", FORMATS)
def test_export_twice_gives_the_same_bytes(store: Store, format: str) -> None:
    """No clock and no chance in the data."""
    assert exported(store, format=format) == exported(store, format=format)


def test_export_names_the_formats_there_are(store: Store) -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(SaysoError, match="acled"):
        exported(store, format="xls")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=A1", "'=A1"), ("-4", "'-4"), (-4, "-4"), ("@x", "'@x"), (None, ""), (2.0, "2"), ("a=b", "a=b")],
)
def test_safe_disarms_formulas(cell: object, shown: str) -> None:
    """A report's text must not run in a spreadsheet; numbers stay numbers."""
    assert safe(cell) == shown  # type: ignore[arg-type]


def test_span_words_of_nothing_is_empty() -> None:
    """Unknown is shown as nothing."""
    assert span_words(None, None, None) == ""
