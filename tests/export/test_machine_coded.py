"""The formats of machine-coded events: GDELT and POLECAT, read back with pandas."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from telling_maker import Maker, party

from sayso.export import export_store, gdelt, gdelt_mentions, polecat
from sayso.link import link_store
from sayso.store import Store
from sayso.types import Party


def table(store: Store, format: str, **how: object) -> pd.DataFrame:
    out = io.BytesIO()
    export_store(store, out, format=format, **how)  # type: ignore[arg-type]
    out.seek(0)
    if format == "polecat":
        return pd.read_csv(out, sep="\t", dtype=str, keep_default_na=False, quoting=3)
    columns = gdelt.COLUMNS if format == "gdelt" else gdelt_mentions.COLUMNS
    assert all(line.count("\t") == len(columns) - 1 for line in out.getvalue().decode().splitlines())
    return pd.read_csv(out, sep="\t", header=None, names=list(columns), dtype=str, keep_default_na=False, quoting=3)


def test_gdelt_events_have_61_columns(store: Store) -> None:
    """The bombing in CAMEO's terms; a visit that is only planned is no event."""
    assert len(gdelt.COLUMNS) == 61 and gdelt.COLUMNS[-2:] == ("DATEADDED", "SOURCEURL")
    (row,) = table(store, "gdelt").to_dict("records")
    assert (row["Day"], row["MonthYear"], row["Year"], row["FractionDate"]) == (
        "20310506",
        "203105",
        "2031",
        "2031.4274",
    )
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("183", "183", "18", "4")
    assert row["GoldsteinScale"] == "-10" and row["NumMentions"] == "2" and row["NumSources"] == "2"
    assert row["Actor1Code"] == "REB" and row["Actor1Name"] == "RED BANNER" and row["Actor2Code"] == "CVL"
    assert row["ActionGeo_CountryCode"] == "DA" and row["ActionGeo_Type"] == "4" and row["ActionGeo_Lat"] == "55"
    assert row["DATEADDED"] == "20310506000000" and row["AvgTone"] == ""


def test_gdelt_mentions_belong_to_events(store: Store) -> None:
    """16 columns, a line a claim, offsets into the report's text."""
    assert len(gdelt_mentions.COLUMNS) == 16
    mentions, events = table(store, "gdelt-mentions"), table(store, "gdelt")
    assert set(mentions["GlobalEventID"]) == set(events["GlobalEventID"]) and len(mentions) == 2
    assert set(mentions["Actor2CharOffset"]) == {"0", "-1"} and set(mentions["ActionCharOffset"]) == {"0"}
    assert "happened; Harbour Watch asserts" in set(mentions["Extras"])


def test_gdelt_names_the_side_of_a_state(tmp_path: Path) -> None:
    """Country and role make the actor's code."""
    make = Maker()
    army = Party(text="army", start=0, end=4, name="Danish Army", sector="MIL", country="DNK", kind="organization")
    state = Party(text="Norway", start=0, end=6, name="Norway", sector="GOV", country="NOR", kind="state")
    make.tell(actor=(army, state), type="ASSAULT", mode=None, contexts=("military",))
    with Store.open(tmp_path / "g.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        (row,) = table(store, "gdelt").to_dict("records")
    assert (row["Actor1Code"], row["Actor2Code"], row["EventRootCode"]) == ("DNKMIL", "NOR", "19")


def test_cells_hold_no_tabs_or_line_ends(tmp_path: Path) -> None:
    """A name from a report cannot break the table, nor run in a spreadsheet."""
    make = Maker()
    make.tell(actor=(party('=cmd\t"x"\nEvil', sector="REB"),), outlet="A\tB\nC")
    with Store.open(tmp_path / "g.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        assert table(store, "gdelt")["Actor1Name"][0] == '\'=CMD "X" EVIL'
        assert table(store, "polecat")["Source"][0] == "A B C"


def test_polecat_has_40_columns_and_says_none(store: Store) -> None:
    """Missing values are the string None."""
    found = table(store, "polecat")
    assert tuple(found.columns) == polecat.COLUMNS and len(found.columns) == 40
    (row,) = found.to_dict("records")
    assert row["Event Type"] == "ASSAULT" and row["Event Mode"] == "explosives" and row["Intensity"] == "-10"
    assert row["Quad Code"] == "MATERIAL CONFLICT" and row["Actor Name"] == "Red Banner" and row["Actor COW"] == "None"
    assert row["Recipient Name"] == "None" and row["Recipient Name Raw"] == "men"
    assert row["Country"] == "DNK" and row["Wikipedia Actor ID"] == "None"


def test_polecat_marks_types_of_our_own(tmp_path: Path) -> None:
    """PLOVER has no DISPLACE."""
    make = Maker()
    make.tell(type="DISPLACE", mode="flee", acled=None)
    make.tell("The envoys agreed to meet again in June.", type="AGREE", mode=None, status="planned", acled=None)
    with Store.open(tmp_path / "g.sqlite") as store:
        store.add(make.reports, make.claims)
        link_store(store)
        rows = table(store, "polecat")
    assert set(rows["Event Type"]) == {"DISPLACE", "AGREE"}, "a promise is made by making it"
    assert rows.set_index("Event Type")["Version"]["DISPLACE"].endswith("(DISPLACE is no PLOVER type)")


@pytest.mark.parametrize(("country", "number"), [("DEU", "255"), ("YEM", "679"), ("USA", "2"), ("ABW", None)])
def test_cow_numbers_are_not_always_those_of_gleditsch_and_ward(country: str, number: str | None) -> None:
    """Germany and Yemen were counted anew after they were joined."""
    from sayso.export.rows import countries

    assert polecat.cow(countries()[country]) == number


def test_claims_are_events_too(store: Store) -> None:
    """Each under its own id."""
    assert set(table(store, "polecat", of="claims")["Event ID"]) == {
        c.id for c in store.claims() if c.status == "happened"
    }
