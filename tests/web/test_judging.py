"""Judgements from the page: what each makes, how an incident stands by them, conflicts, undo."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.judgements import Passage
from sayso.link import link_store
from sayso.store import Store
from sayso.types import Incident
from sayso.web.desk import Desk
from sayso.web.filters import Filter
from sayso.web.judging import Conflict, NotUnderstood, UndoWish, Wish
from sayso.web.record import read_record


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def varnholm(store: Store) -> Incident:
    found = store.incident(str(store.incident_of("wire:1")))
    assert found is not None
    return found


def wish(desk: Desk, kind: Any = "right", *, by: str = "Ana", **more: Any) -> Wish:
    base = {"incident": varnholm(desk.store).id, "role": "coder", "seen": desk.ledger.last}
    return Wish(kind=kind, by=by, **(base | more))


def standing(desk: Desk) -> Any:
    return desk.ledger.standing(varnholm(desk.store).claims)


def test_verdicts_of_coder_and_reviewer_stand_apart(desk: Desk) -> None:
    """A reviewer's verdict does not overwrite the coder's; two that differ are marked."""
    desk.decide(wish(desk))
    assert standing(desk).coder.word == "right" and standing(desk).reviewer is None
    desk.decide(wish(desk, "wrong", by="Ben", role="reviewer"))
    now = standing(desk)
    assert (now.coder.word, now.reviewer.word, now.disputed) == ("right", "wrong", True)
    assert desk.overview.progress().decided == desk.overview.progress().checked == 1
    assert len(desk.overview.select(Filter(state="disputed"))) == 1


def test_undo_takes_back_only_ones_own_last(desk: Desk) -> None:
    desk.decide(wish(desk))
    desk.decide(wish(desk, "comment", by="Ben", note="sure?"))
    undone = desk.undo(UndoWish(by="Ana", role="coder"))
    assert undone.kind == "right" and standing(desk).coder is None
    assert [j.note for j in standing(desk).comments] == ["sure?"]
    with pytest.raises(NotUnderstood, match="nothing of Ana"):
        desk.undo(UndoWish(by="Ana", role="coder"))
    with pytest.raises(NotUnderstood, match="undone already"):
        desk.undo(UndoWish(by="Ben", role="coder", number=undone.number))


def test_second_person_is_told_of_the_first(desk: Desk) -> None:
    """Who has not seen the other's judgement gets a conflict, and may decide over it; both stay."""
    desk.decide(wish(desk, "value", field="mode", value="shells"))
    late = wish(desk, "value", by="Ben", field="mode", value="mines", seen=0)
    with pytest.raises(Conflict, match="Ana"):
        desk.decide(late)
    desk.decide(wish(desk, "value", by="Ben", field="status", value="ongoing", seen=0))
    desk.decide(wish(desk, "comment", by="Ben", note="by the way", seen=0))
    desk.decide(wish(desk, "value", by="Ben", field="mode", value="mines", seen=0, anyway=True))
    assert [j.value for j in desk.store.judgements() if j.field == "mode"] == ["shells", "mines"]


def test_two_stores_open_on_one_file_see_each_other(desk: Desk) -> None:
    """Two servers, or a server and a script, on one store."""
    with Store.open(desk.store.path) as other_store:
        other = Desk(other_store)
        desk.decide(wish(desk))
        assert [c.kind for c in other.changes(0)] == ["right"]
        assert other.overview.progress().decided == 1
        with pytest.raises(Conflict):
            other.decide(wish(desk, "wrong", by="Ben", seen=0))


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("place", {"name": "Lomelund", "lat": 60.2, "lon": 11.1, "country": "NOR"}, "Lomelund, Norway"),
        ("place", None, ""), ("when", {"from": "2031-05-07", "to": None}, "2031-05-07"),
        ("when", {"from": "2031-05-07", "to": "2031-05-09"}, "2031-05-07 to 2031-05-09"),
        ("actor", [{"name": "the Blue Tide"}], "the Blue Tide"), ("type", "PROTEST", "protest"),
        ("counts.killed.people", {"low": 12, "best": 14, "high": None}, "14 (at least 12)"),
        ("counts.missing.sailors", {"low": 2, "best": 2, "high": 2}, "2"),
    ],
)  # fmt: skip
def test_value_set_right_shows_with_the_original_beside(desk: Desk, field: str, value: Any, shown: str) -> None:
    """At once on the page, and in the store with the next linking."""
    desk.decide(wish(desk, "value", field=field, value=value))
    record = read_record(desk.store, desk.ledger, varnholm(desk.store).id)
    assert record is not None
    fact = next((f for f in record.facts if f.name == field), None)
    assert fact is not None and fact.value == shown and fact.original and fact.edit is not None
    link_store(desk.store)
    desk.refresh()
    record = read_record(desk.store, desk.ledger, varnholm(desk.store).id)
    assert record is not None and next(f.value for f in record.facts if f.name == field) == shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "FIGHT"), ("status", None), ("when", {"from": "yesterday"}), ("id", "x"), (None, 1),
        ("claims", []), ("counts.__.people", {"best": 1}),
        ("when", {"from": "2031-05-09", "to": "2031-05-07"}), ("place", {"lat": 91.0}), ("mode", "x" * 301),
        ("counts.killed.people", {"low": 9, "best": 3}), ("counts.killed.people", {}),
        ("counts.killed.people", {"best": float("nan")}), ("actor", "Ana"), ("mode", ["a"]),
    ],
)  # fmt: skip
def test_values_that_are_none_are_refused(desk: Desk, field: str | None, value: Any) -> None:
    with pytest.raises(NotUnderstood):
        desk.decide(wish(desk, "value", field=field, value=value))
    assert desk.store.judgements() == []


def test_passage_must_stand_in_the_report(desk: Desk) -> None:
    """What was selected is kept with the judgement, and checked: offsets are code points of the report."""
    report = next(r for r in desk.store.reports() if r.id == "hostile")
    incident = desk.store.incident_of("hostile:1")
    assert incident is not None
    start = report.text.index("Seven")
    good = Passage(report="hostile", text="Seven people", start=start, end=start + 12)
    more = {"incident": incident, "field": "mode", "value": "mob"}
    assert desk.decide(wish(desk, "value", passage=good, **more)).passage == good
    for bad in (Passage("hostile", "Seven people", start + 1, start + 13), Passage("wire", "VARNHOLM", 0, 8)):
        with pytest.raises(NotUnderstood, match="selected words"):
            desk.decide(wish(desk, "value", passage=bad, **more))


def test_split_and_join_reach_the_next_linking(desk: Desk) -> None:
    first = varnholm(desk.store)
    desk.decide(wish(desk, "split", claims=("radio:1",)))
    link_store(desk.store)
    desk.refresh()
    assert desk.store.incident_of("radio:1") != desk.store.incident_of("wire:1")
    other = desk.store.incident_of("radio:1")
    main = desk.store.incident_of("wire:1")
    assert main is not None
    desk.decide(wish(desk, "same", incident=main, other=other))
    link_store(desk.store)
    desk.refresh()
    assert desk.store.incident_of("radio:1") == desk.store.incident_of("wire:1")
    assert set(varnholm(desk.store).claims) == set(first.claims)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("split", {}), ("split", {"claims": ("wire:1", "wire:2", "lantern:1", "radio:1")}), ("wrong-claim", {}),
        ("wrong-claim", {"claims": ("small1:1",)}), ("same", {}), ("same", {"other": "none"}),
        ("comment", {"note": " "}), ("right", {"by": "  "}), ("right", {"by": "x" * 81}), ("right", {"by": "a\x00b"}),
        ("right", {"incident": "gone"}),
    ],
)  # fmt: skip
def test_wishes_without_sense_are_refused(desk: Desk, kind: str, more: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood):
        desk.decide(wish(desk, kind, **more))
    assert desk.store.judgements() == []


def test_new_reports_after_a_verdict_are_marked(desk: Desk) -> None:
    """A verdict on three claims says nothing of the fourth."""
    import msgspec

    desk.decide(wish(desk))
    report = next(r for r in desk.store.reports(["lantern"]))
    claim = next(desk.store.claims(["lantern:1"]))
    desk.store.add(
        [msgspec.structs.replace(report, id="echo", outlet="The Echo")],
        [msgspec.structs.replace(claim, id="echo:1", report="echo")],
    )
    link_store(desk.store)
    desk.refresh()
    now = desk.ledger.standing(desk.store.incident(str(desk.store.incident_of("echo:1"))).claims)  # type: ignore[union-attr]
    assert now.coder.word == "right" and now.changed  # type: ignore[union-attr]
    assert len(desk.overview.select(Filter(state="changed"))) == 1
