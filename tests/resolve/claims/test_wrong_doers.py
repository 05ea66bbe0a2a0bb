"""Nobody is accused of what the text does not lay on him: each row is a class of claim that did so."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder
from sayso.types import Report

code = partial(reports_coded.code, published="2024-05-10")


WRONG_DOERS = [
    ("Rescue workers searched the ruins of a school that was destroyed overnight in Idlib.", "Rescue workers"),
    (
        "The latest assault on the airport killed 11 soldiers, following an attack in January when rebels arrived on "
        "motorbikes.",
        "rebels",
    ),
    ("Shop owner killed, 4 injured in rocket attacks on Sderot. Villager killed, 2 injured in Gaza.", "Villager"),
    ("A guard has been killed in a zone covered by a US-Russian-brokered truce.", "US"),
    (
        "The White Helmets pulled bodies from the rubble after raids killed 15 people in the market.",
        "The White Helmets",
    ),
    (
        "The Syrian Observatory for Human Rights has counted 280,000 people killed in the raids.",
        "The Syrian Observatory",
    ),
    ("A Sudanese man carries a child at the scene of an air strike in Nyala.", "A Sudanese man"),
    ("A shell fired by troops hit a school just as children were leaving it, killing five people.", "children"),
    ("A bomb planted near the school was found by soldiers on Monday.", "soldiers"),
    ("A bomb planted near the bank was defused by police on Monday.", "police"),
    ("A man wounded in the clash was taken to hospital by volunteers.", "volunteers"),
    ("About 40 people were offering prayers when a device hidden near the gate exploded, killing six.", "About 40"),
]


@pytest.mark.parametrize(("text", "innocent"), WRONG_DOERS)
def test_a_subject_of_another_verb_did_not_do_it(coder: Coder, text: str, innocent: str) -> None:
    """The learned reader names parties of a sentence; grammar says which verb they belong to."""
    for claim in code(coder, text):
        if claim.type == "ASSAULT":
            assert not [p.text for p in claim.actor if p.text.startswith(innocent)], claim.trigger.text


def test_town_that_may_be_anywhere_does_not_say_whose_army_it_was(coder: Coder) -> None:
    """There is a Victoria in many lands: "soldiers" there are no one's for the name alone."""
    (claim,) = code(coder, "Soldiers killed six people in Victoria.")
    assert [p.country for p in claim.actor] == [None]


def test_who_shot_down_drones_did_not_kill_who_died_of_them(coder: Coder) -> None:
    """Two voices tell two deeds in one sentence, one against drones."""
    text = (
        "Ukraine's air force said it shot down 14 of 20 drones overnight, while the governor of Odesa said debris "
        "killed a woman."
    )
    (killed,) = [c for c in code(coder, text) if c.trigger.text == "killed"]
    assert killed.actor == ()


def test_what_is_threatened_kills_nobody(coder: Coder) -> None:
    """ "Threatened to kill him" is a threat, and no death."""
    claims = code(coder, "Rebels abducted a pilot in Papua. They threatened in March to kill him.")
    assert not [c for c in claims if c.trigger.text == "kill"]
    assert not [k for c in claims for k in c.counts if k.what == "killed"]


def test_a_second_attack_is_not_the_first(coder: Coder) -> None:
    """Its toll stands alone, and its doers are not told."""
    text = "Armed men attacked Baga on Saturday, killing 70 civilians. A second attack on Gwoza left 30 dead."
    first, second = (c for c in code(coder, text) if c.counts)
    assert first.incident != second.incident and second.actor == ()


def test_land_that_somebody_spied_for_is_not_where_he_was_killed(coder: Coder) -> None:
    """ "For Israel" says for whom."""
    (executed,) = [c for c in code(coder, "Iran executed four men convicted of spying for Israel.") if c.main]
    assert executed.place is not None and executed.place.country == "IRN"


def test_old_murder_makes_no_charge_of_today_a_look_back(coder: Coder) -> None:
    """The year dates the deed he is charged with."""
    text = "Prosecutors in Honduras charged a mayor on Monday with ordering the murder of an activist in 2016."
    assert {c.type: c.historical for c in code(coder, text)} | {"REQUEST": True} == {
        "ACCUSE": False, "ASSAULT": True, "REQUEST": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors charged two men with conspiracy to bomb a church in Lagos.",
        "The court indicted two men on ten counts, including conspiracy to bomb a church.",
    ],
)
def test_who_charges_others_with_a_plot_has_none(coder: Coder, text: str) -> None:
    """The conspiracy is that of the accused."""
    (plot,) = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert (plot.status, [p.text for p in plot.actor]) == ("planned", ["two men"])


def test_town_beside_the_deed_stands_against_one_far_off(coder: Coder) -> None:
    """Whatever other land the report tells of, a bombing in Bogota was there, in all its tellings."""
    text = (
        "Colombia asked Cuba to hand over rebels who were in Havana for meetings, after a deadly car bombing in Bogota "
        "had been blamed on them. Cuba's minister in Havana said it would respect the talks. The bombing killed 20 "
        "people."
    )
    places = {c.place.name for c in code(coder, text) if c.type == "ASSAULT" and c.place is not None}
    assert places == {"Bogotá"}


def test_who_denies_that_a_town_fell_did_not_take_it(coder: Coder) -> None:
    """The clause denied has a subject of its own."""
    (fallen,) = [c for c in code(coder, "The minister denied that the town had fallen.") if c.type == "CONTROL"]
    assert (fallen.status, fallen.actor) == ("denied", ())


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ('The mayor spoke at a parade for the National Guard. "They tried to kill me," he said.', "National Guard"),
        ('Residents fled from the gunmen. "They burned our houses," one said.', "Residents"),
        ('Residents fled from the gunmen. "They burned our houses," one said.', "one"),
        ("The attacks came a day after a spate of bombings killed 17 people in Mosul.", "spate"),
    ],
)
def test_they_of_a_quotation_are_not_just_anybody(coder: Coder, text: str, innocent: str) -> None:
    """Who stands somewhere before the quotation, suffers the deed or tells of it did not do it."""
    doers = [p.name or p.text for c in code(coder, text) if c.type == "ASSAULT" for p in c.actor]
    assert not [doer for doer in doers if innocent in doer.split(" of ")[0]]


WRONG_VICTIMS = [
    (
        "The quarrel between President Musa and his deputy, Ali Baruk, grew, and in March, Baruk was arrested in the "
        "capital.",
        "COERCE",
        "President Musa",
    ),
    ("Days after an attack on a church a woman was killed in Norvale.", "ASSAULT", "a church"),
    ("The army repelled the offensive and killed 50 rebels.", "ASSAULT", "The army"),
]


@pytest.mark.parametrize(("text", "type_", "spared"), WRONG_VICTIMS)
def test_who_stands_in_another_clause_was_not_hit(coder: Coder, text: str, type_: str, spared: str) -> None:
    """Of two clauses each has its own victims, and nobody is hit by himself."""
    last = max((c for c in code(coder, text) if c.type == type_), key=lambda c: c.trigger.start)
    assert spared not in [p.text for p in last.recipient]


def test_nobody_asks_or_warns_himself(coder: Coder) -> None:
    """ "It" in what somebody says of his own plans is himself."""
    for text in (
        "The Norland army warned it will retaliate against any attack by militants.",
        "The United Nations condemned the raid and urged it to stop.",
    ):
        for claim in code(coder, text):
            names = {p.name for p in claim.actor if p.name}
            assert not names & {p.name for p in claim.recipient}, claim.trigger.text


ANSWERABLE = [
    ("The police killed the man responsible for the killing of two officers.", "the man", "stated"),
    ("The raid targeted the men behind the kidnapping of 20 students.", "the men", "stated"),
    (
        "The ministers said the Norland government was responsible for that attack.",
        "the Norland government",
        "suspected",
    ),
]


@pytest.mark.parametrize(("text", "doer", "certainty"), ANSWERABLE)
def test_a_deed_that_says_who_somebody_is_is_his(coder: Coder, text: str, doer: str, certainty: str) -> None:
    """Whoever struck the man behind a killing has not killed those he killed."""
    deed = max((c for c in code(coder, text) if c.type == "ASSAULT"), key=lambda c: c.trigger.start)
    assert [(p.text, p.certainty) for p in deed.actor] == [(doer, certainty)]


def test_what_is_laid_on_somebody_is_not_accused(coder: Coder) -> None:
    """ "It" is the deed, whatever "it" may be elsewhere."""
    text = "Gas killed hundreds of people in Norvale in March. Damascus blamed it on rebels."
    accused = [c for c in code(coder, text) if c.source.stance == "accuses" and c.type == "ASSAULT"]
    assert [[p.text for p in c.actor] for c in accused] == [["rebels"]]


def test_the_dead_of_two_foes_are_laid_on_neither(coder: Coder) -> None:
    """A toll behind a sentence that tells an attack and the attack it answers may be that of either."""
    text = (
        "Israel began its offensive in Gaza on October 7 after Hamas raided towns in southern Israel. About 1,200 "
        "people were killed, officials said."
    )
    (toll,) = [c for c in code(coder, text) if c.counts]
    assert not toll.actor


FLIGHTS = [
    ("Two men opened fire on shoppers and fled on a motorcycle.", set()),
    ("The attackers fled.", set()),
    ("Militants fled the town after the army attacked.", {"RETREAT"}),
    ("Villagers fled the fighting.", {"DISPLACE"}),
]


@pytest.mark.parametrize(("text", "types"), FLIGHTS)
def test_doers_who_get_away_are_no_displaced(coder: Coder, text: str, types: set[str]) -> None:
    """Only people who are driven out are displaced; fighters who run from a place give it up."""
    assert {c.type for c in code(coder, text)} & {"DISPLACE", "RETREAT"} == types


NOTHING_DONE = [
    ("The operation was conducted to capture rebel leader Omar Sadiq.", "ASSAULT"),
    ("Hospitals can no longer treat the wounded and injured, the ministry said.", "ASSAULT"),
    ("A family sheltering in a school was hit by a shell.", "AID"),
    ("The school was sheltering displaced families when it was hit in an air strike.", "AID"),
]


@pytest.mark.parametrize(("text", "type_"), NOTHING_DONE)
def test_ends_states_and_roofs_are_no_deeds(coder: Coder, text: str, type_: str) -> None:
    """What an operation is for, people hurt before, and a building with people in it."""
    assert not [c for c in code(coder, text) if c.type == type_ and c.status == "happened"]


def test_an_aside_in_dashes_ends_where_it_ends(coder: Coder) -> None:
    """The parser hangs the verb behind on the aside."""
    (robbery,) = code(coder, "Four robbers -- two dressed as women -- made off with jewels from a shop in Norvale.")
    assert [p.text for p in robbery.actor] == ["Four robbers"]
    assert "women" not in [p.text for p in robbery.recipient]


def test_a_day_of_an_earlier_attack_is_its_own(coder: Coder) -> None:
    """ "Following an attack in January" dates that attack."""
    text = (
        "The latest assault on the airport killed 11 soldiers, following an attack in January when rebels came on foot."
    )
    (assault,) = [c for c in code(coder, text) if c.counts]
    assert assault.when is None


def test_the_name_is_no_verb(coder: Coder) -> None:
    """The parser takes the name of an armed body in capitals for a form of "be"."""
    claims = code(coder, "Straight after the coalition's strikes IS militants launched an offensive near Norvale.")
    assert "Islamic State" in {p.name for c in claims if c.type == "ASSAULT" for p in c.actor}


def test_the_dead_of_a_war_are_no_single_deeds(coder: Coder) -> None:
    """A war's toll in the sentence of a raid is not that raid's."""
    text = "Government forces raided Norvale on Monday, in the war that has claimed over 300,000 lives since 2011."
    assert not [c for c in code(coder, text) if c.actor and any(k.cumulative for k in c.counts)]


FREED = [
    (
        "Gunmen released three engineers on Sunday, 11 days after they were abducted from a gas plant.",
        "abducted",
        "2024-04-24",
    ),
    ("The rebels freed two pilots on Friday, a month after they were captured.", "captured", "2024-04-01"),
]


@pytest.mark.parametrize(("text", "trigger", "day"), FREED)
def test_who_is_let_go_was_taken_before(coder: Coder, text: str, trigger: str, day: str) -> None:
    """Not whoever lets them go, and not on the day of their release."""
    taken = next(c for c in code(coder, text) if c.trigger.text == trigger)
    freed = next(c for c in code(coder, text) if c.type == "RETREAT")
    assert [p.text for p in taken.recipient] == [p.text for p in freed.recipient]
    assert taken.when is not None
    assert taken.when.from_ == day


def test_the_number_of_arrests_counts_the_held(coder: Coder) -> None:
    claims = code(coder, "Police in Norvale put the number of arrests at 12.")
    assert [(k.what, k.best) for c in claims for k in c.counts] == [("detained", 12)]


def test_who_finds_the_dead_of_others_did_not_kill_them(coder: Coder) -> None:
    """Troops that fight and find bodies; and whom somebody kills is not himself."""
    text = "Navy troops approached the ranch, exchanging fire with criminals, and found 72 bodies in a storehouse."
    (toll,) = [c for c in code(coder, text) if c.counts]
    assert not toll.actor
    claims = code(coder, "The soldiers ambushed the police and killed them in the garden.")
    assert {p.text for c in claims for p in c.recipient if p.effect == "killed"} == {"the police"}


def test_an_arrest_kills_nobody(coder: Coder) -> None:
    text = "The cartel had been reeling after the arrest of Alfredo Vega in January and the death of Arturo in May."
    assert not [c for c in code(coder, text) if c.type == "COERCE" and any(k.what == "killed" for k in c.counts)]


def test_a_heading_is_no_part_of_the_doer(coder: Coder) -> None:
    """A place that heads a paragraph and ran into it."""
    claims = code(
        coder, "The army destroyed three vehicles in Homs. Daraa An army unit killed six terrorists near Nasib."
    )
    assert "An army unit" in {p.text for c in claims for p in c.actor}


@pytest.mark.parametrize(
    "text",
    [
        "A man inspects the site of a car bomb attack near the market in Mosul.",
        "Blasts at an ammunition depot near Mosul killed three farmers on Monday.",
        "Shelling killed nine people in Mosul on Monday, a Valley News Agency correspondent reported.",
    ],
)
def test_lookers_stores_and_newsmen_attack_nobody(coder: Coder, text: str) -> None:
    """Who looks at the ruins, where arms were kept and who reports it did not do it."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [c.actor for c in claims if c.type == "ASSAULT"] == [()]


def test_previous_attacks_lend_no_claimant(coder: Coder) -> None:
    """Who claimed attacks of before has not claimed this one."""
    text = (
        "A bomber killed 16 people outside a bakery in Mosul on Friday. It was not clear who carried out the attack, "
        "but Boko Haram has claimed previous bombings there. The attack wounded 40 people."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert not [p for c in claims if c.type == "ASSAULT" and not c.historical for p in c.actor if p.id]


def test_the_dead_of_another_clause_are_not_whoever_is_fought(coder: Coder) -> None:
    """The toll is that of the attack, not of "the coalition fighting them"."""
    text = "The statement said the attack left nearly 50 villagers dead and accused the alliance fighting the rebels."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [c.trigger.text for c in claims if any(n.what == "killed" for n in c.counts)] == ["attack"]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed when a bomb went off in Quetta on Friday. The Balochistan Liberation Army has been "
        "fighting the state for two decades.",
        "Nine villagers were killed in an airstrike on a monastery in Sagaing. The junta, which is fighting the "
        "rebels, did not comment.",
    ],
)
def test_who_is_at_war_is_not_whoever_made_this_attack(coder: Coder, text: str) -> None:
    """A war that goes on tells of no single deed."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert claims[0].actor == ()


def test_who_is_only_taken_for_the_doer_is_suspected(coder: Coder) -> None:
    """ "Was believed to have been carried out by X" lays a raid on X without saying that he did it."""
    (raid,) = code(coder, "The raid was believed to have been carried out by the Front.")
    assert [(p.text, p.certainty) for p in raid.actor] == [("the Front", "suspected")]


def test_second_people_of_two_before_a_deed_is_its_state_too(coder: Coder) -> None:
    """In "Syrian and Russian air strikes" the second adjective means the state as the first does."""
    (strikes,) = code(coder, "Syrian and Russian air strikes hit the town on Monday, killing nine.")
    assert [(p.name, p.kind) for p in strikes.actor] == [("Syria", "state"), ("Russia", "state")]


def test_who_says_that_it_killed_somebody_in_a_raid_did_it(coder: Coder) -> None:
    """Told by the noun behind "in", the deed is still the speaker's own."""
    (claim,) = [c for c in code(coder, "The army says it killed a commander in an air strike near Idlib.") if c.main]
    assert [p.text for p in claim.actor] == ["The army"]


def test_statesmen_are_lent_no_other_telling(coder: Coder) -> None:
    """Whoever is said to have bombed a town is not by that the doer of what the report tells of nobody."""
    text = (
        "Nine people were killed in the bombing of Lena. President Otto Brandt bombed the town to end the revolt, the "
        "opposition said."
    )
    doers = {c.trigger.text: [p.text for p in c.actor] for c in code(coder, text) if c.type == "ASSAULT"}
    assert doers == {"bombing": [], "bombed": ["President Otto Brandt"]}
