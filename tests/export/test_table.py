"""Tables for Python, and what a notebook shows of a store full of markup."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from telling_maker import Maker, party

from sayso import Store, Table
from sayso.errors import SaysoError
from sayso.export.geojson import claim_feature, incident_feature
from sayso.export.selection import Filters
from sayso.export.table import CLAIM_COLUMNS, INCIDENT_COLUMNS, SHOWN_ROWS
from sayso.link import link_store


@pytest.mark.parametrize("of", ["incidents", "claims", "reports"])
def test_table_has_the_rows_of_the_store(store: Store, of: str) -> None:
    """The same ids in Arrow, pandas and Polars, in the store's order."""
    ids = [row.id for row in getattr(store, of)()]
    table = Table(store, of)
    assert [row.id for row in table] == ids and [row.id for row in table] == ids
    assert table.arrow()["id"].to_pylist() == ids
    assert list(table.pandas()["id"]) == ids
    assert pytest.importorskip("polars") and table.polars()["id"].to_list() == ids


def test_flat_table_has_one_value_a_column(store: Store) -> None:
    """For who sorts and counts: points, days and tolls side by side."""
    frame = Table(store).pandas(flat=True)
    assert tuple(frame.columns) == INCIDENT_COLUMNS
    first = frame.iloc[0]
    assert (first["latitude"], first["longitude"], first["date_from"]) == (55.0, 12.0, "2031-05-06")
    assert first["killed_low"] == 4 and frame["killed_low"].dtype == "float64"
    polars = pytest.importorskip("polars")
    assert Table(store, "claims").polars(flat=True)["main"].dtype == polars.Boolean


def test_flat_columns_are_those_of_geojson(store: Store) -> None:
    """Nothing that a feature has is left out, also when columns are added there."""
    incident, claim = next(store.incidents()), next(store.claims())
    assert set(INCIDENT_COLUMNS) - {"id", "latitude", "longitude"} == set(incident_feature(incident)["properties"])  # type: ignore[call-overload]
    assert set(CLAIM_COLUMNS) - {"id", "latitude", "longitude"} == set(claim_feature(claim)["properties"])  # type: ignore[call-overload]


def test_empty_table_keeps_its_columns(store: Store) -> None:
    """A filter that finds nothing does not change a program's columns."""
    none = Table(store, "incidents", Filters(type="AID"))
    assert none.arrow(flat=True).schema == Table(store).arrow(flat=True).schema
    assert none.pandas().empty and "0 incidents" in none._repr_html_()


def test_table_says_what_is_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas or Polars the rest works, and the message says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(SaysoError, match="pip install pandas"):
        Table(store).pandas()
    with pytest.raises(SaysoError, match="pip install polars"):
        Table(store).polars()
    assert len(Table(store).arrow(flat=True)) == 2
    with pytest.raises(SaysoError, match="incidents, claims, reports"):
        Table(store, "judgements")


def test_notebook_shows_a_map_and_rows_as_text(tmp_path: Path) -> None:
    """Nothing of a report becomes markup, nothing is run or fetched, and a long table is cut."""
    make = Maker()
    for n in range(SHOWN_ROWS + 5):
        make.tell(
            f"<script>alert({n})</script>", actor=(party(f'<img src=x onerror="x{n}">', sector="REB"),),
            outlet=f"<b>{n}</b>",
        )  # fmt: skip
    with Store.open(tmp_path / "n.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        for of in ("incidents", "claims", "reports"):
            shown = Table(store, of)._repr_html_()
            assert "<script" not in shown and "<img" not in shown and "<b>" not in shown
            assert "http" not in shown and "href" not in shown
            assert ("<svg" in shown) == (of == "incidents")
            assert shown.count("<tr>") == 1 + min(SHOWN_ROWS, len(list(Table(store, of))))
            assert len(shown) < 200_000
