"""Which place is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.find.places import PlaceFinder
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.gazetteer import Gazetteer
from sayso.knowledge.own_gazetteers import add
from sayso.parse import Parser
from sayso.resolve.places.pools import kilometres
from sayso.resolve.places.resolver import PlaceResolver, place_layer
from sayso.types import Parsed, Place, Report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer, parsed: Callable[..., Parsed]) -> Callable[[str], dict[str, Place | None]]:
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)

    def of(text: str) -> dict[str, Place | None]:
        report = parsed(text)
        mentions = finder.find(report)
        return {m.name: p for m, p in zip(mentions, resolver.resolve(report, mentions), strict=True)}

    return of


@pytest.mark.parametrize(
    ("text", "name", "country", "feature"),
    [
        ("Police fired tear gas in London on Monday.", "London", "GBR", "PPLC"),
        ("Police fired tear gas at students in Colombo.", "Colombo", "LKA", "PPLC"),
        ("Officials in Athens said a bomb went off in Doha.", "Doha", "QAT", "PPLC"),
        ("The London fire was put out, police in Toronto and Ottawa, Canada, said.", "London", "CAN", "PPL"),
        ("The march began in Paris, Texas, at noon.", "Paris", "USA", "PPL"),
        ("The talks in Paris were joined by the president of France.", "Paris", "FRA", "PPLC"),
        ("Rebels from Homs and Hama met in Tripoli, Lebanon.", "Tripoli", "LBN", "PPL"),
        ("The Libyan coast guard brought them to Tripoli.", "Tripoli", "LBY", "PPLC"),
        ("Lorries with flour reached Madaya in Syria on Monday.", "Madaya", "SYR", "PPL"),
        ("Madaya has had no flour for weeks, the Syrian opposition said.", "Madaya", "SYR", "PPL"),
        ("A lorry with flour reached Madaya from Mandalay, Myanmar.", "Madaya", "MMR", "PPL"),
        ("The judge in W. Columbia, S.C., heard both men.", "W. Columbia", "USA", "PPL"),
        ("Fighting in Bentiu in South Sudan killed nine.", "Bentiu", "SSD", "PPL"),
        ("South Ossetian officials met the envoy.", "South Ossetian", "GEO", "RGN"),
        ("Villagers fled from Hama province to Idlib.", "Hama", "SYR", "ADM1"),
        ("Iraqi forces retook Mosul.", "Iraqi", "IRQ", "PCLI"),
        ("Shelling went on across the Donbas and in Bakhmut.", "Donbas", "UKR", "RGN"),
    ],
)
def test_resolve_uses_the_report(
    places: Callable[[str], dict[str, Place | None]], text: str, name: str, country: str, feature: str
) -> None:
    """A larger place told beside it, a people's name and the words of its kind decide among namesakes."""
    place = places(text)[name]
    assert place is not None
    assert (place.country, place.feature) == (country, feature)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Israeli troops raided Jenin overnight.", "Jenin", "PSE"),
        ("Israeli settlers torched cars in Huwara on Sunday.", "Huwara", "PSE"),
        ("Israeli forces killed a man in the village of Qabatiya.", "Qabatiya", "PSE"),
        ("Hezbollah and Lebanese troops spoke of rockets that hit Kiryat Shmona.", "Kiryat Shmona", "ISR"),
        ("Guards shot three smugglers on the Iran-Iraq border.", "Iraq", "IRQ"),
        ("Police found arms in a cave in the Jordan Valley.", "Jordan Valley", None),
    ],
)
def test_resolve_knows_what_is_told_under_another_name(
    gazetteer: Gazetteer, parsed: Callable[..., Parsed], text: str, name: str, country: str | None
) -> None:
    """Towns under another land's troops or in another spelling; a land is no town's byname, a valley no land."""
    report = parsed(text)
    placed = PlaceResolver(gazetteer, actors=ActorBase.open()).placed(report, PlaceFinder(gazetteer).find(report))
    assert {m.name: p.country for m, p in placed}.get(name) == country


@pytest.mark.parametrize(("title", "country"), [("Sudan: 14 killed in market", None), (None, "SYR")])
def test_title_tells_of_its_country(
    parser: Parser, gazetteer: Gazetteer, title: str | None, country: str | None
) -> None:
    """A title that stands apart names the land oftener than the text: no namesake far from it is meant."""
    text = "At least 14 people died when gunmen opened fire in Kassab, residents said."
    report = parser.parse(Report(id="r", text=text, outlet="The Valley Courier", title=title))
    placed = PlaceResolver(gazetteer, actors=ActorBase.open()).placed(report, PlaceFinder(gazetteer).find(report))
    assert [p.country for _, p in placed] == ([country] if country else [])


def test_resolve_displaces_by_distance_and_bearing(places: Callable[[str], dict[str, Place | None]]) -> None:
    """Twenty kilometres south of Mosul is there, near and not exact."""
    place = places("A convoy was hit 20 km south of Mosul in Iraq.")["Mosul"]
    assert place is not None and place.lat is not None and place.lon is not None
    assert place.precision == 2
    assert kilometres(place.lat, place.lon, 36.335 - 20 / 111.2, 43.119) < 5


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("He was shot dead in Aleppo city in Syria.", "Aleppo", 1),
        ("A bomb went off near Baqubah, Iraq.", "Baqubah", 2),
        ("They came from Hama province in Syria.", "Hama", 4),
        ("The war in Yemen goes on.", "Yemen", 6),
        ("Patrols in the Sahel were doubled.", "Sahel", 5),
    ],
)
def test_resolve_gives_precision_as_ucdp(
    places: Callable[[str], dict[str, Place | None]], text: str, name: str, precision: int
) -> None:
    """1 exact, 2 near, 4 province, 5 vague region, 6 country."""
    place = places(text)[name]
    assert place is not None
    assert place.precision == precision


def test_layer_gives_every_given_span_a_line(gazetteer: Gazetteer, parsed: Callable[..., Parsed]) -> None:
    """A span that is no known place still gets its line, with nulls."""
    report = parsed("In Zzyzqua and Mosul they waited.")
    rows = list(place_layer([report], gazetteer, {"r1": [(3, 10), (15, 20)]}))
    assert [(r["start"], r["text"]) for r in rows] == [(3, "Zzyzqua"), (15, "Mosul")]
    assert rows[0]["lat"] is None and rows[0]["geonameid"] is None
    assert rows[1]["geonameid"] == 99072


def test_places_of_an_added_table_carry_its_codes(tmp_path: Path, parsed: Callable[..., Parsed]) -> None:
    """P-codes are what the aid agencies join their own tables by."""
    table, layer = tmp_path / "units.csv", tmp_path / "mine.sqlite"
    table.write_text(
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,lat,lon\n"
        "Syria,SY,Idlib,SY07,Wadi Nawras,SY0799,35.9,36.6\n",
        encoding="utf-8",
    )
    add(table, layer, Gazetteer.open())
    mine = Gazetteer.open(extra=[layer])
    report = parsed("Shells fell on Wadi Nawras in Idlib province on Monday, Syrian officials said.")
    mentions = PlaceFinder(mine).find(report)
    codes = {p.name: p.pcode for p in PlaceResolver(mine).resolve(report, mentions) if p is not None}
    assert codes["Wadi Nawras"] == "SY0799"


def test_name_of_an_armed_group_is_no_town(parsed: Callable[..., Parsed]) -> None:
    """Hamm in Germany is called Hamas in another language."""
    gazetteer = Gazetteer.open()
    report = parsed("Hamas militants killed three people in Gaza on Monday.")
    mentions = PlaceFinder(gazetteer).find(report)
    placed = PlaceResolver(gazetteer, actors=ActorBase.open()).placed(report, mentions)
    assert [place.country for _, place in placed] == ["PSE"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A bomb was planted near the U.S. embassy in Lima.", "Lima", "PER"),
        ("Gunmen attacked the Indian embassy in Georgetown.", "Georgetown", "GUY"),
        ("The American ambassador was shot at in Victoria.", "Victoria", "SYC"),
    ],
)
def test_embassy_stands_in_another_state(
    places: Callable[[str], dict[str, Place | None]], text: str, name: str, country: str
) -> None:
    """Whose embassy it is says nothing of where the other places of the report are."""
    place = places(text)[name]
    assert place is not None
    assert place.country == country


def test_central_americans_are_of_no_one_state(places: Callable[[str], dict[str, Place | None]]) -> None:
    """The United States are not meant, nor is a place called South."""
    assert set(places("Latin American, South American and Central American leaders met in Lima.")) == {"Lima"}


def test_placed_is_no_small_town_abroad_by_another_spelling(parsed: Callable[..., Parsed]) -> None:
    """A name that is only the other spelling of a small town far away is nothing that a report knows."""
    gazetteer, report = (
        Gazetteer.open(),
        parsed("Police in Nairobi in Kenya said a man was shot dead in Khan on Monday."),
    )
    resolver = PlaceResolver(gazetteer, actors=ActorBase.open())
    assert "Khan" not in {m.text for m, _ in resolver.placed(report, PlaceFinder(gazetteer).find(report))}


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("Police arrested two Kuki militants in Imphal, India, on Monday.", "Kuki", False),
        ("In Syria, Aleppo rebels shelled the citadel of Aleppo.", "Aleppo", True),
    ],
)
def test_placed_is_no_people_that_a_far_town_shares_its_name_with(
    parsed: Callable[..., Parsed], text: str, name: str, there: bool
) -> None:
    """Militants of a name that only a town in another land has are those of a people."""
    gazetteer, report = Gazetteer.open(), parsed(text)
    resolver = PlaceResolver(gazetteer, actors=ActorBase.open())
    assert (name in {m.text for m, _ in resolver.placed(report, PlaceFinder(gazetteer).find(report))}) == there


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ten people died in shelling in Donetsk, officials said, blaming pro-Russian rebels.", "Donetsk", "UKR"),
        ("A car bomb killed five in the city of Baqouba.", "Baqouba", "IRQ"),
        ("A car bomb killed five in Baqouba.", "Baqouba", None),
        ("A mine killed nine policemen in Zabol Province.", "Zabol Province", "AFG"),
        ("Police in Iraq said a bomb went off in Aden Square in Baghdad.", "Aden Square", None),
        ("A bomb went off in Aden Square in Yemen.", "Aden Square", "YEM"),
        ("A cleric was shot in Gulistan-e-Jauhar in Karachi, Pakistan.", "Gulistan", None),
    ],
)
def test_resolve_by_what_the_words_say_a_name_is(
    places: Callable[[str], dict[str, Place | None]], text: str, name: str, country: str | None
) -> None:
    """Whose friends rebels are tells of no country; a name heard is that of the town or province the words call it; a
    square, and half of a longer name, is no town abroad."""
    place = places(text)[name]
    assert (place.country if place is not None else None) == country


def test_outlet_does_not_say_where_a_name_that_only_sounds_alike_is(parsed: Callable[..., Parsed]) -> None:
    """An agency of one country writes of towns of any other."""
    gazetteer = Gazetteer.open()
    report = parsed("A car bomb killed five in the city of Baqouba.", outlet="AFP")
    mentions = PlaceFinder(gazetteer).find(report)
    placed = PlaceResolver(gazetteer, actors=ActorBase.open()).placed(report, mentions)
    assert [place.country for _, place in placed] == ["IRQ"]


def test_town_without_a_namesake_tells_of_its_country(gazetteer: Gazetteer, parsed: Callable[..., Parsed]) -> None:
    """Bambari, a town of one country only, is as good as that country's name."""
    report = parsed("Raiders from Bambari burned a mill in Ippy on Monday.")
    mentions = PlaceFinder(gazetteer).find(report)
    groups = PlaceResolver(gazetteer).groups(report, mentions)
    assert next(g.told for g in groups if g.name == "Ippy") == {"CF"}
