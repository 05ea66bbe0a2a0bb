"""A store that grows: the incidents of one run over all, whatever came in which order, and only the new done again."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telling_maker import Maker

from sayso.link import link, link_store
from sayso.store import Store, StoreBusy
from sayso.types import Claim, Report

growing = sys.modules["sayso.link.growing"]

OTHER = (
    "An explosion at Varnholm's fish market killed people unloading the boats. "
    "The blast in the harbour came at dawn on Tuesday; Ilse Brandt, who runs the harbour, spoke of a grey van."
)


def invented_rows(invented: Any, seed: int, count: int) -> tuple[list[Report], dict[str, tuple[Claim, ...]]]:
    rows = invented(seed, count)
    return [r.report for r in rows], {r.report.id: r.claims for r in rows}


def every_way(path: Path, seed: int, reports: list[Report], claims: dict[str, tuple[Claim, ...]]) -> list[Any]:
    """Add the reports in some order, in some number of runs, and link after each."""
    chance = random.Random(seed)
    order = reports[:]
    chance.shuffle(order)
    cuts = sorted(chance.sample(range(1, len(order)), chance.randint(1, 5)))
    with Store.open(path) as store:
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            lot = order[start:end]
            store.add(lot, [c for r in lot for c in claims[r.id]])
            link_store(store)
        return list(store.incidents())


@pytest.mark.parametrize("seed", range(50))
def test_growing_store_has_the_incidents_of_one_run(tmp_path: Path, invented: Any, seed: int) -> None:
    """Fifty orders and splits, byte for byte."""
    reports, claims = invented_rows(invented, seed // 10, 14)
    expected = link([c for r in reports for c in claims[r.id]], reports)
    assert every_way(tmp_path / "s.sqlite", seed, reports, claims) == expected


def test_growing_does_nothing_again(tmp_path: Path, invented: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read, compared and settled before is not done again."""
    reports, claims = invented_rows(invented, 7, 12)
    done: list[str] = []
    for name in ("boil", "alike", "settle"):
        monkeypatch.setattr(growing, name, counted(done, getattr(growing, name)))
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(reports, [c for r in reports for c in claims[r.id]])
        link_store(store)
        assert done
        done.clear()
        before = list(store.incidents())
        link_store(store)
        assert done == []
        assert list(store.incidents()) == before
        make = Maker()
        make.tell(OTHER, killed=5)
        store.add(make.reports, make.claims)
        link_store(store)
        assert done == ["boil", "settle"]
        assert len(list(store.incidents())) == len(before) + 1


def counted(done: list[str], work: Callable[..., Any]) -> Callable[..., Any]:
    def worked(task: Any) -> Any:
        done.append(work.__name__)
        return work(task)

    return worked


def kept(path: Path, reports: list[Report], claims: list[Claim]) -> None:
    with Store.open(path) as store:
        store.add(reports, claims)


def test_growing_honours_what_is_taken_away(tmp_path: Path, invented: Any) -> None:
    """A report deleted with its claims, and one deleted without them, leave what one run over the rest gives."""
    reports, claims = invented_rows(invented, 8, 12)
    path = tmp_path / "s.sqlite"
    kept(path, reports, [c for r in reports for c in claims[r.id]])
    with Store.open(path) as store:
        link_store(store)
        gone, bare = reports[3], reports[8]
        store._db.execute("DELETE FROM claims WHERE report = ?", (gone.id,))
        store._db.execute("DELETE FROM reports WHERE id IN (?, ?)", (gone.id, bare.id))
        link_store(store)
        rest = [r for r in reports if r not in (gone, bare)]
        expected = link([c for r in reports if r is not gone for c in claims[r.id]], rest)
        assert list(store.incidents()) == expected


@pytest.mark.parametrize("seed", range(8))
def test_growing_honours_judgements_at_any_time(tmp_path: Path, invented: Any, seed: int) -> None:
    """Judgements between the runs, some undone, count as if all had been there at once."""
    chance = random.Random(seed)
    reports, claims = invented_rows(invented, 9, 12)
    chance.shuffle(reports)
    every = [c for r in reports for c in claims[r.id]]
    with Store.open(tmp_path / "s.sqlite") as store:
        for n in range(0, len(reports), 9):
            lot = reports[n : n + 9]
            store.add(lot, [c for r in lot for c in claims[r.id]])
            link_store(store)
            one, two = (chance.choice(claims[r.id]).id for r in chance.sample(reports, 2))
            kind = chance.choice(["same", "not-same", "wrong-claim", "right-value"])
            more = (
                {"others": (two,)} if "same" in kind else {"field": "mode", "value": "arson"} if "right" in kind else {}
            )
            made = store.rule(kind, [one], by="ann", **more)  # type: ignore[arg-type]
            if chance.random() < 0.4:
                link_store(store)
                store.undo(made.number or 0, by="ben")
        link_store(store)
        assert list(store.incidents()) == link(every, reports, store.judgements())


def test_growing_keeps_merged_ids_as_aliases(tmp_path: Path) -> None:
    """Two incidents that a later report ties together are found under both old ids."""
    make = Maker()
    make.tell(killed=4)
    make.tell(OTHER, killed=5)
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(make.reports, make.claims)
        parted = store.rule("not-same", [make.claims[0].id], others=(make.claims[1].id,), by="ann")
        link_store(store)
        old = [i.id for i in store.incidents()]
        assert len(old) == 2
        store.undo(parted.number or 0, by="ann")
        link_store(store)
        (now,) = store.incidents()
        assert [store.incident(i) for i in old] == [now, now]
        assert store.aliases(now.id) == sorted(old)


def test_growing_two_linkings_take_turns(tmp_path: Path) -> None:
    """The second waits for the first; if that takes too long, it says so and changes nothing."""
    make = Maker()
    make.tell(killed=4)
    path = tmp_path / "s.sqlite"
    kept(path, make.reports, make.claims)
    with Store.open(path) as first, Store.open(path, wait_seconds=0.05) as second:
        with first.linking(), pytest.raises(StoreBusy):
            link_store(second)
        assert link_store(second) == 1
        assert link_store(first) == 1


def test_growing_on_several_processes_gives_the_same(tmp_path: Path, invented: Any) -> None:
    """The number of processes is nothing."""
    reports, claims = invented_rows(invented, 4, 30)
    every = [c for r in reports for c in claims[r.id]]
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(reports, every)
        link_store(store, workers=2)
        assert list(store.incidents()) == link(every, reports)


def test_growing_reads_stores_of_before(tmp_path: Path) -> None:
    """A store made before linking remembered anything is linked whole."""
    make = Maker()
    make.tell(killed=4)
    make.tell(OTHER, killed=5)
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(make.reports, make.claims)
        for trigger in (
            "claims_came",
            "claims_changed",
            "claims_went",
            "reports_came",
            "reports_changed",
            "reports_went",
        ):
            store._db.execute(f"DROP TRIGGER {trigger}")
        for table in ("unlinked", "link_reports", "link_tellings", "link_parts", "link_memory"):
            store._db.execute(f"DROP TABLE {table}")
        link_store(store)
        assert list(store.incidents()) == link(make.claims, make.reports)
