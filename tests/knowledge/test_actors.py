"""The actor base finds who is known, by any spelling, and guesses nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.knowledge.actor_tables import ActorTableBroken, file_tables, load_filed, read_actors
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.own_actors import add_actors


@pytest.fixture(scope="module")
def base() -> ActorBase:
    return ActorBase.open()


def test_packed_tables_are_those_of_the_csv_files() -> None:
    """A table changed without packing again would never be read."""
    assert load_filed() == file_tables()


def test_base_knows_the_world(base: ActorBase) -> None:
    """The figures the documentation promises."""
    info = base.info()
    assert info["states"] >= 250
    assert sum(info[table] for table in ("groups", "bodies", "parties", "media", "armed")) >= 3000


@pytest.mark.parametrize(
    ("name", "id_", "country", "sector"),
    [
        ("Daesh", "islamic-state", "IRQ", "REB"),
        ("ISIL", "islamic-state", "IRQ", "REB"),
        ("IS", "islamic-state", "IRQ", "REB"),
        ("Al Shabab", "al-shabaab", "SOM", "REB"),
        ("the People's Protection Units", "ypg", "SYR", "REB"),
        ("U.N. Security Council", "un-security-council", None, "IGO"),
        ("Syrian army", "sy-army", "SYR", "MIL"),
        ("Ministry of Defence of Iraq", "iq-defence-ministry", "IRQ", "MIL"),
        ("Turkey's parliament", "tr-parliament", "TUR", "LEG"),
        ("Nigerian police", "ng-police", "NGA", "COP"),
        ("American police", "us-police", "USA", "COP"),
        ("FBI", "fbi", "USA", "COP"),
        ("AFP", "afp", "FRA", "MED"),
        ("Syrian Observatory for Human Rights", "sohr", "SYR", "NGO"),
        ("the United States", "us", "USA", "GOV"),
    ],
)
def test_find_knows_spellings(base: ActorBase, name: str, id_: str, country: str | None, sector: str) -> None:
    """One actor has many names in the news."""
    actor = base.find(name)
    assert actor is not None
    assert (actor.id, actor.country, actor.sector) == (id_, country, sector)


@pytest.mark.parametrize("word", ["is", "us", "who", "aid", "Quxland", "the valley", "", "..."])
def test_find_gives_none_for_words(base: ActorBase, word: str) -> None:
    """Short forms count only in capitals; what is not known is nobody."""
    assert base.find(word) is None


def test_find_leaves_a_shared_name_open(base: ActorBase) -> None:
    """Two parties of one name are told apart by the country, and by nothing else."""
    assert base.find("National Liberation Army", countries=["COL"]) is not None
    assert len(base.candidates("BNP")) >= 1


@pytest.mark.parametrize(
    ("date", "name"), [("1999-05-01", "Bill Clinton"), ("2016-09-18", "Barack Obama"), ("2018-07-05", "Donald Trump")]
)
def test_leader_depends_on_the_day(base: ActorBase, date: str, name: str) -> None:
    """ "the US president" is another man in another year."""
    leader = base.leader("USA", "president", date)
    assert leader is not None
    assert leader.name == name


def test_leader_of_no_date_is_unknown(base: ActorBase) -> None:
    """Without a date any holder would be a guess."""
    assert base.leader("USA", "president", None) is None


@pytest.mark.parametrize(
    ("word", "country"),
    [("Syrians", "SYR"), ("American", "USA"), ("French", "FRA"), ("the Kremlin", "RUS"), ("Damascus", "SYR")],
)
def test_country_of_reads_demonyms_and_metonyms(base: ActorBase, word: str, country: str) -> None:
    """A territory called French or American does not take the mother country's name."""
    assert base.country_of(word) == country


def test_sort_tells_places_from_bodies(base: ActorBase) -> None:
    """Other steps ask what a name is before they look for a place."""
    assert [base.sort(n) for n in ("Moscow", "Jordan", "Reuters", "Hamas", "Bashar al-Assad", "Quxland")] == [
        "metonym", "state", "media", "organization", "person", None,
    ]  # fmt: skip


def test_own_table_goes_first_and_tells_its_conflicts(tmp_path: Path) -> None:
    """What a user says overrides what the package knows, and is reported."""
    table = tmp_path / "own.csv"
    table.write_text("name,aliases,country,sector\nValley Guard,VG|Daesh,SYR,PRM\n", encoding="utf-8")
    known = ActorBase.open()
    assert any("Daesh" in line for line in known.conflicts(read_actors(table)))
    found = ActorBase.open(table).find("Daesh")
    assert found is not None
    assert found.name == "Valley Guard"


@pytest.mark.parametrize("row", [",VG,SYR,PRM", "Valley Guard,VG,Syria,PRM"])
def test_own_table_with_a_broken_row_names_its_line(tmp_path: Path, row: str) -> None:
    """The line is what one needs to mend the file."""
    table = tmp_path / "own.csv"
    table.write_text(f"# mine\nname,aliases,country,sector\n{row}\n", encoding="utf-8")
    with pytest.raises(ActorTableBroken, match="line 3"):
        read_actors(table)


def test_adding_keeps_the_good_rows_and_names_the_broken(base: ActorBase, tmp_path: Path) -> None:
    """One bad row does not cost the others, and adding twice changes nothing."""
    table, own = tmp_path / "new.csv", tmp_path / "kept" / "own.csv"
    table.write_text("name,aliases,country,sector\nValley Guard,VG|Daesh,SYR,PRM\n,,SYR,\n", encoding="utf-8")
    added = add_actors(table, own, base)
    assert [a.name for a in added.actors] == ["Valley Guard"]
    assert any("Daesh" in line for line in added.conflicts)
    assert len(added.broken) == 1 and "line 3" in added.broken[0]
    before = own.read_bytes()
    add_actors(table, own, base)
    assert own.read_bytes() == before
    assert ActorBase.open(own).find("VG") is not None
