"""Tables of the field, read back with pandas and the field's own readers."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from telling_maker import Maker, party, toll

from sayso.errors import SaysoError
from sayso.export import export_store, hxl, ucdp
from sayso.link import link_store
from sayso.store import Store
from sayso.types import Party


def exported(store: Store, **how: object) -> io.BytesIO:
    out = io.BytesIO()
    export_store(store, out, **how)  # type: ignore[arg-type]
    out.seek(0)
    return out


@pytest.fixture
def clash(tmp_path: Path) -> Store:
    """Rebels who attack an army: the army is killed, and a denial that is no event."""
    make = Maker()
    army = Party(text="the army", start=0, end=3, name="Danish Army", sector="MIL", country="DNK", kind="organization")
    rebels = party("Islamic State", id="islamic-state", sector="REB", kind="organization")
    counts = (toll((5, 7, None)), toll(2, who="civilians"), toll(4, who="soldiers"))
    make.tell(actor=(rebels,), recipient=(army,), counts=counts, speaker="Harbour Watch")
    make.tell("The army denied it had fired.", status="denied", killed=3, acled=None, place=None, when=None)
    opened = Store.open(tmp_path / "c.sqlite")
    opened.add(make.reports, make.claims)
    link_store(opened)
    return opened


def test_ucdp_has_its_columns_in_order_and_lethal_events_only(clash: Store) -> None:
    """49 columns; what is denied is no event."""
    table = pd.read_csv(exported(clash, format="ucdp"))
    assert tuple(table.columns) == ucdp.COLUMNS and len(table.columns) == 49
    (row,) = table.to_dict("records")
    assert row["type_of_violence"] == 1
    assert row["side_a"] == "Government of Denmark" and row["gwnoa"] == 390
    assert row["side_b"] == "Islamic State" and row["side_b_new_id"] == 234
    assert (row["best"], row["low"]) == (7, 5) and pd.isna(row["high"])
    deaths = [row[f"deaths_{x}"] for x in ("a", "b", "civilians", "unknown")]
    assert deaths == [4, 0, 2, 1]
    assert row["priogrid_gid"] == 209185 and row["geom_wkt"] == "POINT (12 55)"
    assert row["date_start"] == row["date_end"] == "2031-05-06" and row["date_prec"] == 1
    assert row["source_original"] == "Harbour Watch"


def test_ucdp_one_sided_violence_is_against_civilians(store: Store) -> None:
    """Dead civilians, no matter that nobody names them; the dead are civilians."""
    (row,) = pd.read_csv(exported(store, format="ucdp")).to_dict("records")
    assert row["type_of_violence"] == 3 and row["side_b"] == "Civilians"
    assert row["deaths_civilians"] == row["best"]
    assert row["dyad_name"] == "Red Banner - Civilians"


def test_ucdp_leaves_out_events_without_dead(store: Store) -> None:
    """Also where the dead are unknown."""
    store.rule("wrong-claim", [c.id for c in store.claims() if c.counts], by="ann")
    link_store(store)
    assert exported(store, format="ucdp").read().count(b"\n") == 1


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-89.9, -179.9, 1), (-89.9, -179.4, 2), (-89.4, -179.9, 721)])
def test_priogrid_counts_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    """720 half-degree cells a row."""
    assert ucdp.priogrid(lat, lon) == cell


def test_hxl_second_row_is_hashtags(store: Store) -> None:
    """The head, the hashtags, then the data."""
    table = pd.read_csv(exported(store, format="hxl"), dtype=str)
    assert list(table.iloc[0]) == list(hxl.COLUMNS.values())
    assert table.iloc[1]["killed"] in ("4", "24") and table.iloc[1]["country_code"] == "DNK"


def test_libhxl_reads_hxl_and_tagged_tables(clash: Store) -> None:
    """The reader of the humanitarian exchange."""
    reader = pytest.importorskip("hxl")
    for how in ({"format": "hxl"}, {"format": "ucdp", "hxl": True}, {"format": "acled", "hxl": True}):
        data = reader.data(exported(clash, **how))
        rows = list(data)
        assert "#affected+killed" in data.display_tags and len(rows) >= 1
        assert rows[0].get("#geo+lat") == "55"


def test_hashtags_only_go_on_tables(store: Store) -> None:
    """A GeoJSON has no second row."""
    with pytest.raises(SaysoError, match="acled"):
        exported(store, format="geojson", hxl=True)


def test_displaced_households_are_not_people(tmp_path: Path) -> None:
    """Two figures that must not be added."""
    make = Maker()
    counts = (toll(300, "displaced", "households"), toll(1200, "displaced"))
    make.tell(type="DISPLACE", mode="flee", counts=counts, acled=None)
    with Store.open(tmp_path / "d.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        row = pd.read_csv(exported(store, format="hxl"), skiprows=[1]).iloc[0]
    assert (row["displaced_people"], row["displaced_households"]) == (1200, 300)


@pytest.mark.parametrize("format", ["acled", "ucdp", "hxl"])
def test_tables_of_claims_have_a_row_a_claim(clash: Store, format: str) -> None:
    """Each claim is an event of its own, under its own id."""
    text = exported(clash, format=format, of="claims").read().decode()
    ids = [c.id for c in clash.claims()]
    assert ids[0] in text
    assert msgspec.json.encode(ids)


def test_tables_open_in_duckdb(clash: Store, tmp_path: Path) -> None:
    """As analysts ask them in SQL."""
    duckdb = pytest.importorskip("duckdb")
    for format in ("acled", "ucdp", "hxl"):
        path = tmp_path / f"{format}.csv"
        path.write_bytes(exported(clash, format=format).read())
        assert duckdb.sql(f"SELECT count(*) FROM read_csv('{path}')").fetchall()[0][0] >= 1


def test_a_place_read_as_somebody_is_no_side(tmp_path: Path) -> None:
    """A town's name in the recipient: who died there are civilians, not the town."""
    make = Maker()
    make.tell(
        actor=(party("Red Banner", sector="REB", kind="organization"),),
        recipient=(party("Varnholm"),),
        counts=(toll(4, who="civilians"),),
    )
    with Store.open(tmp_path / "p.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        row = pd.read_csv(exported(store, format="ucdp")).iloc[0]
        assert (row["side_b"], row["type_of_violence"]) == ("Civilians", 3)
        assert pd.isna(pd.read_csv(exported(store, format="acled")).iloc[0]["actor2"])


def test_ucdp_points_open_in_gdal(clash: Store, tmp_path: Path) -> None:
    """QGIS takes the points from the column of geometries."""
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "ucdp.csv"
    path.write_bytes(exported(clash, format="ucdp").read())
    frame = pyogrio.read_dataframe(path, GEOM_POSSIBLE_NAMES="geom_wkt")
    assert (frame.geometry[0].x, frame.geometry[0].y) == (12.0, 55.0)
