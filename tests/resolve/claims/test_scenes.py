"""The place of an event among the places of its report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.pipeline import Coder
from sayso.resolve.claims.attach import Attached, Attacher
from sayso.resolve.claims.scenes import Placed, Scenes, Stage
from sayso.resolve.claims.stories import Told
from sayso.resolve.claims.tree import Tree
from sayso.types import EventMention, Parsed, Place, PlaceMention, Report

Parse = Callable[..., Parsed]


def placed(
    parsed: Parsed, word: str, precision: int, lat: float, admin1: str | None = None, country: str = "AAA"
) -> Placed:
    token = next(t for t in parsed.tokens if t.text == word)
    mention = PlaceMention(first=token.i, last=token.i, start=token.start, end=token.end, text=word, name=word)
    place = Place(
        text=word, start=token.start, end=token.end, name=word, lat=lat, lon=10.0, country=country, admin1=admin1,
        precision=precision, confidence=0.9,
    )  # fmt: skip
    return mention, place


def setting(parsed: Parsed, verb: str, places: list[Placed], *, unknown: str | None = None) -> tuple[Told, Stage]:
    i = next(t.i for t in parsed.tokens if t.text == verb)
    event = EventMention(first=i, last=i, head=i, type="ASSAULT")
    item = Told(Attached(event), (), (), parsed.tokens[i].sentence, verb[:5], False, unknown=unknown)
    return item, Stage(parsed, places, [], Attacher(Tree(parsed), []))


def test_town_of_another_sentence_is_not_the_village_that_nobody_knows(parsed: Parse) -> None:
    """Where a deed's own words name a village of no gazetteer, only what can hold it may stand for it."""
    doc = parsed("Gunmen killed six men near the village of Zorvani in Altania. Troops retook Rovena on Sunday.")
    places = [placed(doc, "Altania", 4, 9.0), placed(doc, "Rovena", 1, 10.0)]
    item, stage = setting(doc, "killed", places, unknown="Zorvani")
    found = Scenes.open().pick(item, [item], stage)
    assert found is not None and found[1].name == "Altania"


def test_finer_place_is_chosen_over_the_country_that_holds_it(parsed: Parse) -> None:
    """A report that names the country first and the town after it tells of the town."""
    doc = parsed("A bomb killed nine people in Altania on Friday. The blast hit a market in Rovena.")
    item, stage = setting(doc, "killed", [placed(doc, "Altania", 6, 9.0), placed(doc, "Rovena", 1, 10.0)])
    found = Scenes.open().pick(item, [item], stage)
    assert found is not None and found[1].name == "Rovena" and (found[1].confidence or 0) <= 0.9


def test_exact_place_beside_the_event_is_kept(parsed: Parse) -> None:
    """An event told in passing is where its own words put it, not where the report's main event was."""
    doc = parsed("A bomb killed nine people in Rovena on Friday. Gunmen attacked a bus in Selmar on Tuesday.")
    item, stage = setting(doc, "attacked", [placed(doc, "Rovena", 1, 10.0), placed(doc, "Selmar", 1, 12.0)])
    item.values.place = stage.places[1]
    found = Scenes.open().pick(item, [item], stage)
    assert found is not None and found[1].name == "Selmar"


def test_country_of_the_deed_is_not_left_for_a_town_abroad(parsed: Parse) -> None:
    """What was done in one country was not done in the town of another, where somebody tells of it."""
    doc = parsed("A nun who was shot in Altania is recovering. Doctors in Rovena said she was out of danger.")
    abroad = placed(doc, "Rovena", 1, 40.0, country="BBB")
    item, stage = setting(doc, "shot", [placed(doc, "Altania", 6, 9.0), abroad])
    item.values.place = stage.places[0]
    found = Scenes.open().pick(item, [item], stage)
    assert found is not None and found[1].name == "Altania"


def test_country_told_in_an_aside_holds_no_deed(parsed: Parse) -> None:
    """Where a group is banned is not where it was hit."""
    doc = parsed("Troops killed nine men of the Front, a group banned in Altania, near the market of Rovena.")
    town = placed(doc, "Rovena", 1, 40.0, country="BBB")
    item, stage = setting(doc, "killed", [placed(doc, "Altania", 6, 9.0), town])
    item.values.place = stage.places[0]
    found = Scenes.open().pick(item, [item], stage)
    assert found is not None and found[1].name == "Rovena"


def test_no_place_is_no_guess(parsed: Parse) -> None:
    """A report without places leaves the event without one."""
    doc = parsed("A bomb killed nine people on Friday.")
    item, stage = setting(doc, "killed", [])
    assert Scenes.open().pick(item, [item], stage) is None


def test_quarter_says_which_town_holds_it(parsed: Parse) -> None:
    """The town named right after a quarter holds it where both lie near; far apart they only share a sentence."""
    doc = parsed("A bomb killed nine people in the Karmin quarter of Rovena on Friday.")
    near = [placed(doc, "Karmin", 1, 10.0), placed(doc, "Rovena", 1, 10.1)]
    far = [near[0], placed(doc, "Rovena", 1, 20.0)]
    assert setting(doc, "killed", near)[1].whole(near[0]).within == "Rovena"
    assert setting(doc, "killed", far)[1].whole(near[0]).within is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CAIRO, June 5 (Agency) - Two men died when gunmen fired on a patrol.", None),
        ("SAN SALVADOR, 3 JAN 90 -- Two men died when gunmen fired on a patrol.", None),
        ("Cairo, 3 March 2014 (Agency) - Two men died when gunmen fired on a patrol.", None),
        ("CAIRO, June 5 (Agency) - Two men died when gunmen fired on a patrol in Cairo.", "Cairo"),
        ("ASWAN, June 5 (Agency) - Two men died when gunmen fired on a patrol.", "Aswan"),
    ],
)
def test_capital_of_a_dateline_alone_tells_only_the_country(coder: Coder, text: str, name: str | None) -> None:
    """Agencies file from capitals what happened anywhere in the country; in a town they are for its own news."""
    (fired,) = (c for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT")
    assert fired.place is not None and fired.place.name == name and fired.place.country in {"EGY", "SLV"}
