"""The page that is sent by mail: nothing of a report runs, and it stands by itself."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from telling_maker import Maker, day, party, place

from sayso.cli import app
from sayso.errors import SaysoError
from sayso.export.asked import read_filters
from sayso.export.page import write_page
from sayso.export.parquet import to_arrow
from sayso.export.selection import Filters
from sayso.link import link_store
from sayso.store import Store

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(store: Store, **how: object) -> str:
    out = io.BytesIO()
    write_page(store, out, **how)  # type: ignore[arg-type]
    return out.getvalue().decode()


def test_page_keeps_the_order_around_names_from_right_to_left(tmp_path: Path) -> None:
    """A name is an island: the country behind it stays behind it."""
    make = Maker()
    make.tell(place=place("الميناء", country="LBN"), killed=1)
    with Store.open(tmp_path / "a.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        assert "<bdi>الميناء</bdi>, <bdi>Lebanon</bdi>" in page(store)


def test_page_runs_nothing_of_a_report(tmp_path: Path) -> None:
    """Markup in every field a report can fill; an address that is a script is no link."""
    make = Maker()
    report = make.report(f"{EVIL} went off in the market.", outlet=EVIL)
    make.reports[0] = msgspec.structs.replace(report, title=EVIL, url="javascript:alert(3)")
    make.claim(report, actor=(party(EVIL, sector="REB"),), place=place(EVIL), killed=3, speaker=EVIL)
    with Store.open(tmp_path / "e.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        text = page(store, title=EVIL)
    tags = Tags()
    tags.feed(text)
    assert not {t for t, _ in tags.found} & {"script", "img", "iframe", "object", "link", "form"}
    assert not [a for _, attrs in tags.found for a in attrs if a.startswith("on") or a == "style"]
    assert all((attrs["href"] or "").startswith("#") for t, attrs in tags.found if t == "a")
    assert "default-src 'none'" in text and "&lt;script&gt;" in text


def test_page_stands_by_itself(store: Store) -> None:
    """No address is fetched; map, timeline and the quarrel over the toll are in it."""
    text = page(store)
    assert not re.search(r"""(?:src|srcset|@import|url\()\s*=?\s*["']?(?:https?:)?//""", text)
    assert text.count("<svg") == 2 and 'class="spot"' in text and 'class="bar"' in text
    assert "<b>killed</b>" in text and "Harbour Watch" in text and ">Denmark</text>" in text


def test_page_of_nothing_is_still_a_page(tmp_path: Path) -> None:
    """An empty store, or filters that nothing passes."""
    with Store.open(tmp_path / "n.sqlite") as store:
        assert "0 incidents" in page(store)


def test_page_groups_long_stretches_into_months_or_years(tmp_path: Path) -> None:
    """A bar a day would be thinner than a line."""
    make = Maker()
    make.tell(when=day("1990-01-01"), killed=1)
    make.tell("Forty years on, another bomb.", when=day("2030-01-01"), place=place("Ostrey", 10, 10, 4), killed=9)
    with Store.open(tmp_path / "l.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        text = page(store)
    assert "Incidents a year, from 1990 to 2030" in text and 'class="area"' in text


def test_command_writes_files_with_manifests(store: Store, tmp_path: Path) -> None:
    """Beside each export stands what was asked for and a hash of what was written."""
    from typer.testing import CliRunner

    run = CliRunner().invoke
    path = str(store.path)
    table, report = tmp_path / "a.csv", tmp_path / "r.html"
    done = run(app, ["export", path, "--format", "ucdp", "--hxl", "--bom", "--country", "Denmark", "-o", str(table)])
    assert done.exit_code == 0, done.output
    assert table.read_bytes().startswith(b"\xef\xbb\xbfid,") and b"#affected+killed" in table.read_bytes()
    told = json.loads(Path(f"{table}.manifest.json").read_text())
    assert told["export"]["filters"] == {"country": "DNK"} and told["export"]["format"] == "ucdp"
    assert told["bytes"] == table.stat().st_size and len(told["sha256"]) == 64 and told["store"]["incidents"] == 2
    assert run(app, ["report", path, "-o", str(report), "--redact", "persons"]).exit_code == 0
    assert report.read_text().startswith("<!doctype html>") and Path(f"{report}.manifest.json").exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "May"}, {"country": "Atlantis"}, {"box": "1,2,3"}, {"box": "0,50,10,40"}, {"type": "WAR"},
        {"state": "done"}, {"redact": "all"},
    ],
)  # fmt: skip
def test_filters_name_the_word_they_do_not_know(asked: dict[str, str]) -> None:
    """One clear line."""
    (word,) = asked.values()
    with pytest.raises(SaysoError, match=re.escape(word)):
        read_filters(**asked)  # type: ignore[arg-type]


def test_filters_take_names_and_codes_of_countries() -> None:
    """As people write them."""
    assert {read_filters(country=c).country for c in ("DNK", "dk", "Denmark")} == {"DNK"}
    assert read_filters(type="assault", box="-10,0,10,5") == Filters(type="ASSAULT", box=(-10, 0, 10, 5))


def test_arrow_tables_go_into_pandas(store: Store) -> None:
    """One call from the store to a data frame, with the same filters."""
    frame = to_arrow(store).to_pandas()
    assert list(frame["id"]) == [i.id for i in store.incidents()]
    assert len(to_arrow(store, "claims", Filters(type="CONSULT"))) == 1


def test_geojson_opens_in_gdal(store: Store, tmp_path: Path) -> None:
    """What QGIS and GeoPandas read with."""
    pyogrio = pytest.importorskip("pyogrio")
    from sayso.export import export_store

    path = tmp_path / "i.geojson"
    with path.open("wb") as file:
        export_store(store, file, format="geojson")
    info = pyogrio.read_info(path)
    assert info["features"] == 2 and "killed_best" in list(info["fields"])
    frame = pytest.importorskip("geopandas").read_file(path)
    assert (frame.geometry[0].x, frame.geometry[0].y) == (12.0, 55.0) and frame.geometry[1] is None
    assert frame["killed_low"][0] == 4


def test_parquet_opens_in_duckdb_and_polars(store: Store, tmp_path: Path) -> None:
    """Nested values are asked for in SQL and in expressions."""
    from sayso.export import export_store

    path = tmp_path / "c.parquet"
    with path.open("wb") as file:
        export_store(store, file, format="parquet", of="claims")
    asked = f"SELECT max(c.best) FROM (SELECT unnest(counts) AS c FROM '{path}')"
    assert pytest.importorskip("duckdb").sql(asked).fetchall() == [(4.0,)]
    polars = pytest.importorskip("polars")
    places = polars.read_parquet(path)["place"].struct.field("name").drop_nulls()
    assert set(places) == {"Varnholm"}


def test_arrow_claims_are_the_claims(store: Store) -> None:
    """Every field and every value, whichever way they came into Arrow."""
    rows = to_arrow(store, "claims").to_pylist()
    assert rows == [json.loads(msgspec.json.encode(c)) for c in store.claims()]
    assert to_arrow(store, "claims", Filters(type="AID")).num_rows == 0
