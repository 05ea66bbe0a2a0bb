"""The formats of records: PLOVER's JSON and FollowTheMoney's entities."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from telling_maker import Maker, party

from sayso.export import export_store
from sayso.link import link_store
from sayso.store import Store
from sayso.types import Party

PLOVER_KEYS = [
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "size", "link", "text", "text_info", "cite_info", "coder",
    "coded_date", "coded_time", "comment",
]  # fmt: skip


def exported(store: Store, **how: object) -> bytes:
    out = io.BytesIO()
    export_store(store, out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_plover_records_have_their_keys(store: Store) -> None:
    """One record an event, also of what is only planned, which the comment says."""
    rows = json.loads(exported(store, format="plover"))
    assert [list(r) for r in rows] == [PLOVER_KEYS] * 2
    bomb, visit = rows
    assert bomb["event"] == "ASSAULT" and bomb["mode"] == "explosives" and bomb["quad_code"] == 4
    assert bomb["size"]["dead"] in (4, 24) and bomb["event_loc"]["country"] == "DNK"
    assert bomb["text_info"].keys() == {"sequence", "start", "end", "text_story"}
    assert "[planned]" in visit["comment"] and visit["date"] is None


def test_plover_opens_in_pandas(store: Store) -> None:
    """As a data scientist reads it."""
    table = pd.read_json(io.BytesIO(exported(store, format="plover", of="claims")))
    assert list(table["id"]) == [c.id for c in store.claims()]


def test_plover_spans_are_slices_of_the_report(store: Store) -> None:
    """Offsets lead back to the text."""
    reports = {r.id: r for r in store.reports()}
    for row in json.loads(exported(store, format="plover", of="claims")):
        info = row["text_info"]
        assert reports[info["text_story"]].text[info["start"] : info["end"]] == row["text"]


@pytest.fixture
def visit(tmp_path: Path) -> Store:
    """A president, a government, an unnamed crowd."""
    make = Maker()
    head = Party(text="Ane Holt", start=0, end=8, name="Ane Holt", role="President", country="DNK", kind="person")
    state = Party(text="Norway", start=0, end=6, name="Norway", sector="GOV", country="NOR", kind="state")
    crowd = Party(text="the crowd", start=0, end=9, kind="crowd")
    rebels = party("Red Banner", sector="REB", kind="organization")
    make.tell(type="CONSULT", mode="visit", acled=None, actor=(head, state, rebels), recipient=(crowd,))
    opened = Store.open(tmp_path / "v.sqlite")
    opened.add(make.reports, make.claims)
    link_store(opened)
    return opened


def entities(store: Store, **how: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in exported(store, format="ftm", **how).splitlines()]


def test_ftm_writes_each_entity_once_and_before_its_event(visit: Store) -> None:
    """What an event points to is there already."""
    rows = entities(visit)
    assert [r["schema"] for r in rows] == ["Article", "Person", "PublicBody", "Organization", "Event"]
    seen = {r["id"] for r in rows}
    assert len(seen) == len(rows)
    event = rows[-1]["properties"]
    assert set(event["involved"]) | set(event["proof"]) < seen  # type: ignore[index]
    assert "the crowd" in event["notes"][0]  # type: ignore[index]
    assert event["startDate"] == ["2031-05-06"] and event["country"] == ["dk"]  # type: ignore[index]


def test_ftm_gives_the_wikidata_item_of_known_actors(tmp_path: Path) -> None:
    """An investigator's graph joins on it; who is not known, or only has the id of somebody known, has none."""
    known = Party(text="Hezbollah", start=0, end=9, name="Hezbollah", id="hezbollah", kind="organization")
    alike = Party(text="Red Banner", start=0, end=9, name="Red Banner", id="pt", kind="organization")
    make = Maker()
    make.tell(actor=(known,), recipient=(alike,))
    opened = Store.open(tmp_path / "w.sqlite")
    opened.add(make.reports, make.claims)
    items = {
        name: entity["properties"].get("wikidataId")  # type: ignore[attr-defined]
        for entity in entities(opened, of="claims")
        if entity["schema"] == "Organization"
        for name in entity["properties"]["name"]  # type: ignore[index]
    }
    assert items == {"Hezbollah": ["Q41053"], "Red Banner": None}


@pytest.mark.parametrize("of", ["incidents", "claims"])
def test_ftm_library_takes_every_entity(visit: Store, store: Store, of: str) -> None:
    """The library's own validation: schemata, required properties, and no value thrown out as invalid."""
    model = pytest.importorskip("followthemoney").model
    for row in entities(visit, of=of) + entities(store, of=of):
        proxy = model.get_proxy(row)
        proxy.schema.validate(row)
        for name, values in row["properties"].items():  # type: ignore[attr-defined]
            assert proxy.schema.get(name), f"{proxy.schema.name} has no {name}"
            kind = proxy.schema.get(name).type
            for value in values:
                assert kind.name in ("entity", "name", "string", "text") or kind.clean(value), (name, value)
