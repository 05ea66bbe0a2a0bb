"""Gazetteers of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import DataBroken
from sayso.knowledge.gazetteer import Gazetteer
from sayso.knowledge.own_gazetteers import add


def _dump_row(number: int, name: str, lat: str, lon: str, *, feature: str = "PPL") -> str:
    cells = [
        str(number),
        name,
        name,
        "",
        lat,
        lon,
        "P",
        feature,
        "SY",
        "",
        "09",
        "",
        "",
        "",
        "120",
        "",
        "",
        "Asia/Damascus",
        "",
    ]
    return "\t".join(cells)


def test_geonames_dump_adds_villages_and_tells_broken_rows(tmp_path: Path) -> None:
    """A village that the package lacks is found afterwards; a bad row is told by its line and the rest kept."""
    dump = tmp_path / "SY.txt"
    rows = [
        _dump_row(900000001, "Tell Ramlun", "36.1", "37.2"),
        _dump_row(900000002, "Qaryat Sumbul", "136.1", "37.2"),
        "900000003\ttoo short",
        _dump_row(900000004, "Bir Zanbaq", "35.9", "37.0"),
    ]
    dump.write_text("\n".join(rows) + "\n", encoding="utf-8")
    added = add(dump, tmp_path / "mine.sqlite", Gazetteer.open())
    assert added.places == 2
    assert sorted(b.line for b in added.broken) == [2, 3]
    both = Gazetteer.open(extra=[tmp_path / "mine.sqlite"])
    assert [c.id for c in both.lookup("Tell Ramlun")] == [900000001]
    assert both.lookup("Aleppo")


@pytest.mark.parametrize(
    "header",
    [
        "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,lat,lon",
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon",
        "adm0_name,adm0_pcode,adm1_name,adm1_pcode,adm2_name,adm2_pcode,lat,lon",
    ],
)
def test_unit_tables_of_all_generations_are_read(tmp_path: Path, header: str) -> None:
    """Parents come from their columns; a unit known to the package keeps its GeoNames id."""
    table = tmp_path / "units.csv"
    table.write_text(f"{header}\nSyria,SY,Idlib,SY07,Wadi Nawras,SY0799,35.9,36.6\n", encoding="utf-8")
    layer = tmp_path / "mine.sqlite"
    add(table, layer, Gazetteer.open())
    both = Gazetteer.open(extra=[layer])
    (found,) = both.lookup("Wadi Nawras")
    idlib = next(c for c in both.lookup("Idlib") if c.feature == "ADM1")
    assert found.admin1 == idlib.id == 169387
    assert both.pcode(found.id) == "SY0799"


def test_another_table_is_refused(tmp_path: Path) -> None:
    """Whatever is neither kind is named, not guessed."""
    table = tmp_path / "people.csv"
    table.write_text("name,age\nA,1\n", encoding="utf-8")
    with pytest.raises(DataBroken, match=r"people\.csv"):
        add(table, tmp_path / "mine.sqlite", Gazetteer.open())


@pytest.mark.parametrize(
    "header",
    [
        "admin2Name_en,admin2Pcode,admin1Name_en,admin1Pcode,admin0Name_en,admin0Pcode,lat,lon",
        "ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,LAT,LON",
        "adm2_name,adm2_pcode,adm1_name,adm1_pcode,adm0_name,adm0_pcode,center_lat,center_lon",
    ],
)
def test_add_tells_coordinates_out_of_range(tmp_path: Path, header: str) -> None:
    """A latitude of 140 is named by its line, in each generation of headers; the row beside it is kept."""
    table = tmp_path / "units.csv"
    rows = "Zorvan,YE9901,Taiz,YE99,Yemen,YE,{},44.1\n"
    table.write_text(f"{header}\n{rows.format(13.5)}{rows.format(140).replace('9901', '9902')}", encoding="utf-8")
    added = add(table, tmp_path / "own.sqlite", Gazetteer.open())
    assert [(b.line, "out of range" in b.why) for b in added.broken] == [(3, True)]
    assert added.places >= 1
