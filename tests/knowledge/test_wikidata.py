"""Wikidata items of the known actors: facts of a source, or none."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.knowledge.actor_tables import DATA, Actor
from sayso.knowledge.actors import ActorBase
from sayso.wikidata import item_of

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def base() -> ActorBase:
    return ActorBase.open()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    lines = (DATA / "wikidata.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def known(base: ActorBase) -> Iterator[Actor]:
    yield from base._filed.actors
    for country in base.states:
        for organ in base.organs:
            made = base.organ(country, organ)
            if made is not None:
                yield made


def test_every_item_is_of_a_known_actor(base: ActorBase, rows: list[dict[str, str]]) -> None:
    """An actor that is renamed or dropped would leave its item behind, never to be found."""
    held = {(actor.id, actor.name) for actor in known(base) if actor.kind != "person"}
    assert [row for row in rows if (row["id"], row["name"]) not in held] == []
    assert all(re.fullmatch(r"Q[1-9]\d*", row["wikidata"]) for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_an_id_is_one_actor(base: ActorBase) -> None:
    """Portugal and Brazil's Workers' Party were both "pt": linking took one for the other."""
    names = defaultdict(set)
    for actor in known(base):
        names[actor.id].add(actor.name)
    assert {i: n for i, n in names.items() if len(n) > 1} == {}


@pytest.mark.parametrize(
    ("name", "item"),
    [("Syria", "Q858"), ("Denmark", "Q35"), ("Portugal", "Q45"), ("NATO", "Q7184"), ("Hezbollah", "Q41053"),
     ("Likud", "Q187009"), ("Indian Army", "Q355771"), ("Bolivian Army", "Q4939559"), ("Asahi Shimbun", "Q720503")],
)  # fmt: skip
def test_known_actors_have_their_item(base: ActorBase, name: str, item: str) -> None:
    """One of each source: territories, parties, index; Denmark is not its kingdom."""
    actor = base.find(name)
    assert actor is not None and actor.wikidata == item


def test_nobody_gets_the_item_of_a_namesake(base: ActorBase) -> None:
    """What a source would join and a person read to be another: the party's heir, a devolved government."""
    for country, organ in (("GBR", "government"), ("IND", "central-bank"), ("DEU", "police")):
        made = base.organ(country, organ)
        assert made is not None and made.wikidata is None
    assert item_of("ump", "Union for a Popular Movement") is None
    assert item_of("pt", "My own PT") is None, "a user's own table may use the id for somebody else"


def joiner(base: ActorBase, monkeypatch: pytest.MonkeyPatch, **item: Any) -> Any:
    """A joiner that knows one made-up item."""
    monkeypatch.syspath_prepend(str(TRAINING))
    build = pytest.importorskip("build_wikidata")
    held = build.Item("Q1", item["label"], item["description"], {item["label"], *item.get("names", ())})
    held.lands = set(item.get("lands", ()))
    return build.Joiner(base, {"Q1": held}, {}, {}, build.Hand({}, set()))


@pytest.mark.parametrize(
    ("name", "item", "joined"),
    [
        ("Bild", {"label": "Bild", "description": "German tabloid newspaper"}, True),
        ("Bild", {"label": "Bild", "description": "tabloid newspaper", "lands": ["de"]}, True),
        ("Bild", {"label": "Bild", "description": "tabloid newspaper", "lands": ["at"]}, False),
        ("Bild", {"label": "Bild", "description": "German chain of frame shops"}, False),
        ("Peruvian Police", {"label": "National Police of Peru", "description": "police force"}, True),
        ("Peruvian Police", {"label": "PNP", "description": "police force of Peru", "names": ["police"]}, False),
        ("Peruvian Police", {"label": "Federal Police of Peru", "description": "police force"}, False),
    ],
)
def test_a_name_alone_joins_nothing(
    base: ActorBase, monkeypatch: pytest.MonkeyPatch, name: str, item: dict[str, Any], joined: bool
) -> None:
    """Chains of shops are called like newspapers; the country and the trade must be told too."""
    actor = base.find(name)
    assert actor is not None
    assert joiner(base, monkeypatch, **item).named(actor) == ({"Q1"} if joined else set())
