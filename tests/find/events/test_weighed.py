"""The rules' events weighed against the learned reader's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sayso.types import EventMention, Parsed, PartyMention

Join = Callable[..., tuple[Parsed, list[EventMention]]]


def _longest(parsed: Parsed, parties: Sequence[PartyMention]) -> list[str]:
    return [parsed.span(*(p.wider or (p.first, p.last))).text for p in parties]


def heads(parsed: Parsed, events: list[EventMention], side: str, type_: str | None = None) -> list[str]:
    """Whom events of one type, or of every type, have on a side."""
    return [parsed.tokens[p.head].text for e in events if type_ in (None, e.type) for p in getattr(e, side)]


SIDES = [
    (
        "Cabinet and Senate envoys settled their row over the harbour.",
        "SUPPORT",
        ["Cabinet"],
        ["Senate envoys"],
    ),
    (
        "Italian missiles hit a camp near the border with Lowland.",
        "ASSAULT",
        ["Italian"],
        ["a camp near the border with Lowland"],
    ),
    ("The UN supports the EU call for a truce.", "SUPPORT", ["The UN"], ["the EU call"]),
    (
        "Lake officials opened an inquiry into whether Ana Bor, once envoy to Lena, was bugged.",
        "ACCUSE",
        ["Lake officials"],
        ["Ana Bor, once envoy to Lena"],
    ),
    (
        "The Dutch charity River Flying Aid provides Syrians with medicine.",
        "AID",
        ["The Dutch charity River Flying Aid"],
        ["Syrians"],
    ),
    (
        "Island officials declared a state of siege in Karda to last until June.",
        "COERCE",
        ["Island officials"],
        ["Karda"],
    ),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), SIDES)
def test_both_readings_give_one_event_its_two_sides(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    """The reader's phrases and the parser's are the same parties, however each cuts them."""
    marked = ["Italian missiles"] if actors == ["Italian"] else actors  # the reader takes the weapon along
    parsed, events = join(text, type_, marked, [r.removesuffix(" call") for r in recipients])
    event = next(e for e in events if e.type == type_)
    assert (_longest(parsed, event.actor), _longest(parsed, event.recipient)) == (actors, recipients)


KEPT = [
    (
        "The general said the army would not attack the town.",
        "REJECT",
        ["The general", "army"],
        ["the town"],
        "ASSAULT",
    ),
    ("The League called for an independent inquiry.", "ACCUSE", ["The League"], [], "REQUEST"),
    ("Norway is ready to support the monitors.", "SUPPORT", ["Norway"], ["the monitors"], "AGREE"),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients", "kept"), KEPT)
def test_what_grammar_says_of_a_deed_is_not_overruled(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str], kept: str
) -> None:
    """A deed that will not be done stays negated, and what is only asked for stays asked for."""
    _, events = join(text, type_, actors, recipients)
    assert [e.type for e in events] == [kept]


EQUALS = [
    ("The army and the village guard fired for two days.", "ASSAULT", 2, 0),
    ("Norland and Velia signed the accord.", "SUPPORT", 1, 1),
    ("Chadian and Velian air strikes went on.", "ASSAULT", 2, 0),
    ("Norland and Velia traded threats.", "THREATEN", 1, 1),
]


@pytest.mark.parametrize(("text", "type_", "doers", "hit"), EQUALS)
def test_whoever_is_named_with_the_doer_did_it_too(join: Join, text: str, type_: str, doers: int, hit: int) -> None:
    """The reader may take the second of two subjects for whom it was done to; of two who trade words he is."""
    seconds = ("the village guard", "Velian", "Velia")
    second = next(w for w in seconds if w in text)
    first = text.removeprefix("The ").partition(" and ")[0].partition(",")[0]
    _, events = join(text, type_, [first], [second])
    event = next(e for e in events if e.type == type_)
    assert (len(event.actor), len(event.recipient)) == (doers, hit)


def test_victims_told_again_are_no_doers(join: Join) -> None:
    """What the victims were, behind a comma, is not who did it."""
    text = "Ten people were killed, all civilians, when the government bombed the town of Karm."
    parsed, events = join(text, "ASSAULT", ["all civilians"], ["Ten people"])
    assert "civilians" not in heads(parsed, events, "actor")


def test_who_is_blamed_stays_before_the_deed(join: Join) -> None:
    """ "Blamed the attack on X" accuses X, also where the reader takes the deed for the accused."""
    text = "The mayor blamed the attack on rebels from the north."
    parsed, events = join(text, "ACCUSE", ["The mayor"], ["the attack on rebels from the north"])
    assert heads(parsed, events, "recipient", "ACCUSE") == ["rebels"]


def test_directions_from_a_place_are_no_recipients(join: Join) -> None:
    """South of a town lies what was hit, and is not hit itself."""
    text = "Near the town of Karm, south of Velsk, a mine blew up under a truck, killing eight workers."
    parsed, events = join(text, "ASSAULT", [], ["south of Velsk", "eight workers"])
    assert "south" not in heads(parsed, events, "recipient")


def test_who_urges_by_a_protest_has_protested(join: Join) -> None:
    """Nobody asks for the protest: it is how they ask."""
    text = "Reform demonstrators stage a sit-in at the town hall, urging councillors to resign."
    _, events = join(text, "PROTEST", ["Reform demonstrators"], ["councillors"])
    assert [e.status for e in events if e.type == "PROTEST"] == ["happened"]


def test_asylum_is_aid(join: Join) -> None:
    """Borders opened to people in flight are opened for their sake."""
    text = "Lowland opened its borders to refugees in May."
    _, events = join(text, "AID", ["Lowland"], ["refugees"])
    assert [e.type for e in events] == ["AID"]


def test_nobody_does_it_to_himself(join: Join) -> None:
    """Whom both readings see hit is not the doer that the reader takes him for; the rules' doer stays."""
    text = "Five civilians killed in rebel attack on Karm"
    parsed, events = join(text, "ASSAULT", ["Five civilians", "rebel"], ["Five civilians", "Karm"])
    assert [_longest(parsed, e.actor) for e in events] == [["rebel"]]


def test_a_dateline_and_a_byline_are_no_parties(join: Join) -> None:
    """The reader's span that runs over them gives way to the rules' doer."""
    text = "TARN (Herald) : The River League strongly condemned the killing of a judge."
    parsed, events = join(text, "ACCUSE", ["The River League"], ["the killing of a judge"])
    assert _longest(parsed, next(e for e in events if e.type == "ACCUSE").actor) == ["The River League"]
    text = "Short link 0 55 Front fighters attacked the town of Lena on Sunday."
    parsed, events = join(text, "ASSAULT", ["link 0 55 Front fighters"], ["the town of Lena"])
    assert "fighters" in parsed.span(events[0].actor[0].first, events[0].actor[0].last).text


@pytest.mark.parametrize("words", ["purportedly by", "allegedly by", "apparently by"])
def test_doers_that_the_reader_adds_are_suspects_where_words_say_so(join: Join, words: str) -> None:
    """Doubt is in the words, whoever proposes the doer."""
    text = f"The depot was shelled on Friday, {words} soldiers of the guard."
    _, events = join(text, "ASSAULT", ["soldiers of the guard"], ["The depot"])
    assert {e.certainty for e in events if e.actor} == {"suspected"}


def test_troops_are_deployed_by_who_announces_it(join: Join) -> None:
    """Whose soldiers they are that go: the state that sends them."""
    text = "Zambia announced the deployment of 90 soldiers to Lowland on Friday."
    parsed, events = join(text, "MOBILIZE", ["Zambia"], ["Lowland"])
    assert [_longest(parsed, e.actor) for e in events] == [["Zambia"]]


def test_feared_strife_has_no_sides(join: Join) -> None:
    """Nobody has killed yet in the violence that is only feared."""
    text = "Ten shoppers died when a bomb went off in a market, raising fears of ethnic violence."
    _, events = join(text, "ASSAULT", [], ["Ten shoppers"])
    assert all(not e.actor for e in events)


def test_flight_stays_a_flight(join: Join) -> None:
    """The reader speaks of the attack that people flee from."""
    parsed, events = join("Some 900 villagers fled insecurity in Lena.", "ASSAULT", [], ["900 villagers"])
    assert [e.type for e in events] == ["DISPLACE"]
    assert heads(parsed, events, "recipient", "DISPLACE") == ["villagers"]


def test_who_flees_was_not_hit(join: Join) -> None:
    text = "Some 900 villagers were displaced in Lena after violence between two armed bands."
    parsed, events = join(text, "ASSAULT", ["two armed bands"], ["900 villagers"])
    assert heads(parsed, events, "recipient", "DISPLACE") == ["villagers"]
    assert "villagers" not in heads(parsed, events, "recipient", "ASSAULT")


def test_violence_to_come_is_no_promise(join: Join) -> None:
    _, events = join("The army will fight the rebels.", "AGREE", ["The army"], ["the rebels"])
    assert [e.type for e in events] == ["THREATEN"]


def test_owner_of_what_is_hit_did_not_hit(join: Join) -> None:
    parsed, events = join("Shelling of a rebel bastion killed nine people.", "ASSAULT", ["rebel"], ["nine people"])
    assert heads(parsed, events, "actor", "ASSAULT") == []


def test_place_of_a_charge_is_not_charged(join: Join) -> None:
    parsed, events = join("Five men were charged with fraud in Lena.", "ACCUSE", [], ["Five men", "fraud", "Lena"])
    assert heads(parsed, events, "recipient", "ACCUSE") == ["men"]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients", "kept"),
    [
        ("Mela Groh called for more school investment.", "REQUEST", ["Mela Groh"], ["more"], []),
        ("The mayor appointed Ana Sol as chief clerk.", "SUPPORT", ["The mayor"], ["Ana Sol", "chief clerk"], ["Sol"]),
        ("The court rejected a request by the union.", "REJECT", ["The court"], ["a request by the union"], ["union"]),
    ],
)
def test_pieces_posts_and_words_are_no_recipients(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str], kept: list[str]
) -> None:
    """Half a phrase is nobody, a post is what somebody gets, and a request rejected is somebody's."""
    parsed, events = join(text, type_, actors, recipients)
    assert heads(parsed, events, "recipient", type_) == kept


def test_owners_of_one_deed_do_not_hit_each_other(join: Join) -> None:
    """Both fly the raids, whatever the reader takes the second for."""
    text = "The valley is targeted in government and Russian air raids."
    parsed, events = join(text, "ASSAULT", ["government"], ["Russian"])
    strikes = [e for e in events if parsed.tokens[e.head].text == "raids"]
    assert heads(parsed, strikes, "actor", "ASSAULT") == ["government", "Russian"]


def test_who_contains_an_attack_has_not_made_it(join: Join) -> None:
    """Whoever stops what others do is their foe."""
    text = "The attacks on the town have been contained by the guard."
    parsed, events = join(text, "ASSAULT", ["the guard"], ["the town"])
    assert heads(parsed, events, "actor", "ASSAULT") == []


def test_the_noun_of_a_deed_stays_one_whatever_is_said_of_it(join: Join) -> None:
    """The reader takes the sentence for a charge, and the word itself for an arrest."""
    text = "The arrest of the editor drew criticism from abroad."
    parsed, events = join(text, "ACCUSE", ["abroad"], ["The arrest"], words=[("arrest", "COERCE", 0.9)])
    assert ("arrest", "COERCE", "arrest") in [(parsed.tokens[e.head].text, e.type, e.mode) for e in events]
    assert heads(parsed, events, "recipient", "COERCE") == ["editor"]


def test_a_protest_called_for_is_no_protest(join: Join) -> None:
    text = "Activists called for a boycott of the election."
    _, events = join(text, "PROTEST", ["Activists"], ["the election"], words=[("called", "REQUEST", 0.9)])
    assert [e.type for e in events] == ["REQUEST"]


def test_a_march_that_is_planned_is_told_by_its_noun(join: Join) -> None:
    text = "The opposition plans a march on the palace."
    parsed, events = join(text, "PROTEST", ["The opposition"], ["the palace"], sure=0.6)
    assert [(parsed.tokens[e.head].text, e.type, e.status) for e in events] == [("march", "PROTEST", "planned")]
    assert heads(parsed, events, "actor", "PROTEST") == ["opposition"]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("The company released its new phone in March.", "RETREAT", ["The company"], []),
        ("The company invaded the market.", "ASSAULT", ["The company"], ["the market"]),
        ("The striker fired the home side into the lead.", "ASSAULT", ["The striker"], ["the home side"]),
        ("Measles has killed 40 children in Kasai.", "ASSAULT", ["Measles"], ["40 children"]),
    ],
)
def test_what_words_rule_out_the_reader_does_not_bring_back(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    """Objects and subjects with which a verb tells no event hold for the reader's own events too."""
    assert join(text, type_, actors, recipients)[1] == []


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients", "told"),
    [
        ("The court acquitted the mayor of corruption.", "SANCTION", ["The court"], ["the mayor"], "CONCEDE"),
        ("Talks between Norland and Velia collapsed.", "CONSULT", ["Norland"], ["Velia"], "REJECT"),
    ],
)
def test_words_that_undo_a_deed_are_not_overruled(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str], told: str
) -> None:
    """Who is acquitted is not punished, and talks that collapsed are over."""
    assert [e.type for e in join(text, type_, actors, recipients)[1]] == [told]
