"""The store: whole states only, judgements kept, writers in turn."""

from __future__ import annotations

import random
import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from telling_maker import Maker, day

from sayso.link import link, link_store
from sayso.store import IncidentQuery, Store, StoreBroken, StoreBusy, text_hash
from sayso.types import Incident, Report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sqlite"


def filled(make: Maker) -> Maker:
    make.tell(killed=4)
    make.tell(
        "A bomb at the fish market in Varnholm killed people; Ilse Brandt, harbour master, saw a grey van.", killed=6
    )
    make.tell("Farmers blocked the quarry road.", type="PROTEST", mode="obstruct", when=day("2031-07-01"))
    return make


def test_store_gives_back_what_was_added(path: Path) -> None:
    """Claims and reports come back equal."""
    make = filled(Maker())
    with Store.open(path) as store:
        assert store.add(make.reports, make.claims) == 3
        assert store.add(make.reports, make.claims) == 0
        assert list(store.claims()) == make.claims
        assert list(store.reports()) == make.reports
        assert store.counts()["claims"] == 3


def test_store_remembers_reports_without_claims(path: Path) -> None:
    """A run that was killed goes on where it was, over reports that told nothing too."""
    report = Report(id="empty", text="Rain is expected.")
    with Store.open(path) as store:
        store.add([report], [])
        assert store.done("empty", text_hash(report))
        assert not store.done("empty", text_hash(msgspec.structs.replace(report, text="Snow is expected.")))


def test_store_replaces_a_report_whose_text_changed(path: Path) -> None:
    """The old claims go with the old text."""
    make = filled(Maker())
    with Store.open(path) as store:
        store.add(make.reports, make.claims)
        store.add([msgspec.structs.replace(make.reports[0], text="Nothing happened.")], [])
        assert len(list(store.claims())) == 2


def test_store_takes_hostile_text(path: Path) -> None:
    """Lone surrogates and NULs are kept in place, one character each."""
    make = Maker()
    make.tell("A \ud800 bomb \x00 went off.")
    with Store.open(path) as store:
        store.add(make.reports, make.claims)
        assert len(next(store.reports()).text) == len(make.reports[0].text)
        assert len(list(store.claims())) == 1


def test_store_second_writer_is_told(path: Path) -> None:
    """Two runs on one store: the second waits its time, then says so."""
    with Store.open(path) as first, Store.open(path, wait_seconds=0.05) as second:
        first._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another run"):
            second.add([Report(id="a", text="b")], [])
        first._db.execute("ROLLBACK")
        assert second.add([Report(id="a", text="b")], []) == 1


def _stopped(incident: Incident) -> None:
    raise KeyboardInterrupt


def test_store_crash_leaves_the_last_whole_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A linking that is stopped half way leaves the incidents of the last one, and the next makes good for it."""
    make = filled(Maker())
    with Store.open(path) as store:
        store.add(make.reports[:2], make.claims[:2])
        link_store(store)
        before = list(store.incidents())

        store.add(make.reports[2:], make.claims[2:])
        monkeypatch.setattr(store, "put_incident", _stopped)
        with pytest.raises(KeyboardInterrupt):
            link_store(store)
        assert list(store.incidents()) == before
        monkeypatch.undo()
        link_store(store)
        assert list(store.incidents()) == link(make.claims, make.reports)


def test_store_merged_ids_stay_as_aliases(path: Path) -> None:
    """Who kept an id finds the incident it went into."""
    make = filled(Maker())
    with Store.open(path) as store:
        store.add(make.reports[:1], make.claims[:1])
        link_store(store)
        (old,) = store.incidents()
        store.add(make.reports[1:], make.claims[1:])
        link_store(store)
        found = store.incident(old.id)
        assert found is not None and set(old.claims) < set(found.claims)
        assert store.aliases(found.id) == [old.id]


def test_store_judgements_are_only_added(path: Path) -> None:
    """Undo is a judgement too, and nothing can be changed or removed."""
    make = filled(Maker())
    with Store.open(path) as store:
        store.add(make.reports, make.claims)
        made = store.rule("wrong-claim", [make.claims[1].id], by="ann")
        assert made.number is not None
        link_store(store)
        assert sum(len(i.claims) for i in store.incidents()) == 2
        store.undo(made.number, by="ben")
        link_store(store)
        assert sum(len(i.claims) for i in store.incidents()) == 3
        assert [j.kind for j in store.judgements()] == ["wrong-claim", "undo"]
        assert store.judgements(every=False) == []
        for change in ("DELETE FROM judgements", "UPDATE judgements SET by = 'eve'"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                store._db.execute(change)


def test_store_growing_gives_the_same_incidents_as_one_run(tmp_path: Path) -> None:
    """However the reports are split over runs, the incidents are those of one run over all."""
    make = filled(Maker())
    expected = link(make.claims, make.reports)
    for seed in range(6):
        order = list(range(3))
        random.Random(seed).shuffle(order)
        with Store.open(tmp_path / f"{seed}.sqlite") as store:
            for n in order:
                store.add([make.reports[n]], [make.claims[n]])
                link_store(store)
            assert list(store.incidents()) == expected


def test_store_finds_incidents_by_query(path: Path) -> None:
    """By type, country, days and number of voices."""
    make = filled(Maker())
    with Store.open(path) as store:
        store.add(make.reports, make.claims)
        link_store(store)
        assert [i.type for i in store.incidents(IncidentQuery(type="PROTEST"))] == ["PROTEST"]
        assert [i.type for i in store.incidents(IncidentQuery(until="2031-06-01"))] == ["ASSAULT"]
        assert [i.type for i in store.incidents(IncidentQuery(independent=2))] == ["ASSAULT"]
        first: Incident = next(store.incidents())
        assert store.incident(first.id[:6]) == first


@pytest.mark.parametrize("content", [b"plainly no database, only words " * 40, None])
def test_store_refuses_what_is_no_store(path: Path, content: bytes | None) -> None:
    """One clear line, and the file is left as it was."""
    if content is None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE birds (name TEXT)")
        other.commit()
        other.close()
    else:
        path.write_bytes(content)
    with pytest.raises(StoreBroken):
        Store.open(path)


def test_store_not_there_is_said(path: Path) -> None:
    """Reading commands make no empty stores."""
    with pytest.raises(StoreBroken, match="not there"):
        Store.open(path, create=False)
    assert not path.exists()
