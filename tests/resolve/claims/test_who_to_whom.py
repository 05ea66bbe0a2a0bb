"""Who did what to whom, in wordings that tempt to take one for the other."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim


def told(coder: Coder, text: str, trigger: str) -> Claim:
    """The last claim whose trigger has the word in it."""
    return [c for c in code(coder, text) if trigger in c.trigger.text][-1]


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.text for p in claim.actor], [p.text for p in claim.recipient]


Row = tuple[str, str, list[str], list[str]]

ON_A_DAY: list[Row] = [
    ("On Sunday rebels shelled the airport.", "shelled", ["rebels"], ["the airport"]),
    ("Early on Friday militants overran a post.", "overran", ["militants"], ["a post"]),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), ON_A_DAY)
def test_who_acts_on_a_day_is_no_name_of_it(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """The parser sees Sunday rebels, and lets nobody shell."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


PROVOKED: list[Row] = [
    ("The army bombed Orla after rebels killed two soldiers.", "killed", ["rebels"], ["two soldiers"]),
    ("The army bombed the village after rebels killed two soldiers.", "bombed", ["The army"], ["the village"]),
    ("Police opened fire after protesters killed an officer.", "killed", ["protesters"], ["an officer"]),
    ("Rebels attacked a barracks, but soldiers killed six of the attackers.", "attacked", ["Rebels"], ["a barracks"]),
    ("Militants attacked a post before soldiers killed four of them.", "killed", ["soldiers"], ["Militants"]),
    ("Gunmen attacked a mosque in retaliation for the killing of a pastor.", "attacked", ["Gunmen"], ["a mosque"]),
    ("Gunmen attacked a mosque in retaliation for the killing of a pastor.", "killing", [], ["a pastor"]),
    ("Troops burned houses in revenge for an ambush that killed five soldiers.", "killed", [], ["five soldiers"]),
    ("The rebels shelled the town to avenge the deaths of their comrades.", "deaths", [], ["their comrades"]),
    ("The attack came a day after police shot dead a protester.", "shot", ["police"], ["a protester"]),
    (
        "The raid was in retaliation for an ambush in which rebels killed five soldiers.",
        "killed",
        ["rebels"],
        ["five soldiers"],
    ),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), PROVOKED)
def test_what_provoked_a_deed_is_the_work_of_others(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """Whoever strikes back did not kill those for whom it does."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


def test_an_attack_that_comes_after_others_has_not_their_dead(coder: Coder) -> None:
    """Their day, doers and dead are those of the older deed."""
    text = (
        "An air strike hit a clinic in Orla on Tuesday, killing four nurses. The attack came a day after rebels "
        "shot nine drivers near Bor."
    )
    old, new = told(coder, text, "shot"), told(coder, text, "air strike")
    assert old.incident != new.incident and new.main and not old.main
    assert [p.text for p in old.actor] == ["rebels"]


SEXES: list[Row] = [
    ("She said he had beaten her.", "beaten", ["he"], ["her"]),
    ("The actress said he had attacked her in a hotel.", "attacked", ["he"], ["her"]),
    (
        "A woman who has accused former President Orlan of rape said he had assaulted her.",
        "assaulted",
        ["former President Orlan"],
        ["A woman"],
    ),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), SEXES)
def test_a_woman_who_tells_of_him_did_not_do_it(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """Whoever says "he" of a doer and is a woman speaks of somebody else."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


@pytest.mark.parametrize("people", ["Hindu extremists", "Muslim mobs", "Buddhist monks"])
def test_people_of_a_faith_are_no_newspaper(coder: Coder, people: str) -> None:
    """The Hindu is one, and attacks nobody."""
    assert sides(told(coder, f"{people} attacked a village.", "attacked"))[0] == [people]


LET_GO: list[Row] = [
    ("Gunmen seized three nurses near Orla. They were freed a week later.", "freed", [], ["three nurses"]),
    ("Rebels abducted two engineers. They were rescued by soldiers.", "rescued", ["soldiers"], ["two engineers"]),
    ("Police arrested four students. They were released on bail.", "released", [], ["four students"]),
    ("Soldiers detained ten men. They were beaten and later freed.", "beaten", [], ["ten men"]),
    ("Troops accused the villagers of feeding rebels and beat them.", "beat", ["Troops"], ["the villagers"]),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), LET_GO)
def test_they_who_are_let_go_were_held(coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]) -> None:
    """Whoever holds people is not who is freed, rescued or beaten after that."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


BY_AGE: list[Row] = [
    ("Police arrested a 34-year-old on suspicion of murder.", "arrested", ["Police"], ["a 34-year-old"]),
    ("The 22-year-old was stabbed by two men.", "stabbed", ["two men"], ["The 22-year-old"]),
    ("Two 16-year-olds were killed when soldiers opened fire.", "opened fire", ["soldiers"], ["Two 16-year-olds"]),
    ("Soldiers shot a 15-year-old Velian boy.", "shot", ["Soldiers"], ["a 15-year-old Velian boy"]),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), BY_AGE)
def test_people_told_by_their_age_are_people(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """ "A 34-year-old" is no date and no adjective."""
    claim = told(coder, text, trigger)
    assert sides(claim) == (doers, hit) and all(p.sector == "CVL" for p in claim.recipient)


SAID_AND_DID: list[Row] = [
    ("The army said two soldiers had been killed and accused the Front of shelling it.", "accused", ["The army"],
     ["the Front"]),
    ("The group said its base had been bombed and threatened to attack Orla.", "threatened", ["The group"], ["Orla"]),
    ("Velia said a soldier had been wounded and warned Karova against raids.", "warned", ["Velia"], ["Karova"]),
    ("Officials said the suspect was arrested and blamed for the attack.", "blamed", [], ["the suspect"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), SAID_AND_DID)
def test_who_tells_of_the_dead_goes_on_to_accuse(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """The dead accuse and threaten nobody; who is arrested may be blamed."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


BY_ACCUSERS: list[Row] = [
    ("The minister was accused by protesters of corruption.", "accused", ["protesters"], ["The minister"]),
    ("The army was accused by residents of Orla of burning homes.", "accused", ["residents of Orla"], ["The army"]),
    ("The army was accused by residents of burning homes.", "burning", ["The army"], ["homes"]),
    ("He was accused by leaders of the opposition of fraud.", "accused", ["leaders of the opposition"], ["He"]),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), BY_ACCUSERS)
def test_a_charge_is_no_part_of_the_accusers_name(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """There are no protesters of corruption."""
    assert sides(told(coder, text, trigger)) == (doers, hit)


WITH_ARMS: list[Row] = [
    ("Troops backed by tanks stormed Orla.", "stormed", ["Troops"], ["Orla"]),
    ("Bandits stormed the village on motorcycles.", "stormed", ["Bandits"], ["the village"]),
    ("Gunmen attacked the town on motorbikes.", "attacked", ["Gunmen"], ["the town"]),
]


@pytest.mark.parametrize(("text", "trigger", "doers", "hit"), WITH_ARMS)
def test_what_people_come_with_is_no_party(
    coder: Coder, text: str, trigger: str, doers: list[str], hit: list[str]
) -> None:
    """Tanks support nobody, and what is ridden was not hit."""
    assert sides(told(coder, text, trigger)) == (doers, hit)
    assert not [c for c in code(coder, text) if c.type == "SUPPORT"]


def test_a_state_whose_jets_back_others_supports_them(coder: Coder) -> None:
    """Whose they are is told."""
    assert "SUPPORT" in {c.type for c in code(coder, "Rebels backed by Turkish jets stormed Orla.")}


def test_two_who_ask_together_ask_others(coder: Coder) -> None:
    """Neither asks it of the other; two who accuse each other do."""
    (asked,) = code(coder, 'Egypt and Qatar called for a ceasefire, while the US said it was "deeply concerned".')
    assert ([p.text for p in asked.actor], asked.recipient) == (["Egypt", "Qatar"], ())


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Taliban claimed responsibility for the bombing.",
        "Taliban spokesman Zabihullah Mujahid claimed responsibility for the bombing.",
    ],
)
def test_what_a_spokesman_claims_his_body_did(coder: Coder, text: str) -> None:
    """He says so, and did not do it."""
    (claim,) = code(coder, text)
    assert [p.name for p in claim.actor] == ["Taliban"]
    assert claim.source.stance == "claims-responsibility"


def test_marchers_protest_neither_against_their_way_nor_against_the_dead(coder: Coder) -> None:
    """Nor are they the dead, whose clause is broken by who some of them were."""
    text = (
        "Tens of thousands of people marched through Belgrade on Saturday in a protest against the president, after "
        "two mass shootings in which 18 people, many of them children, were killed."
    )
    march, _, deed = code(coder, text)
    assert sides(march)[1] == ["the president"]
    assert sides(deed)[1] == ["18 people"]
    assert [n.best for n in deed.counts] == [18]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Rebels killed nine men when they stopped a bus and opened fire, police said.", ["Rebels"]),
        ("Police said rebels killed nine men when they stopped a bus and opened fire.", ["rebels"]),
        ("They stopped a bus and opened fire, police said.", ["They"]),
        ("The army said it had shelled the camp and opened fire on a convoy.", ["The army"]),
    ],
)
def test_they_are_whom_the_clause_above_is_about(coder: Coder, text: str, doers: list[str]) -> None:
    """And not the police who tell of it."""
    (claim,) = (c for c in code(coder, text) if c.trigger.text == "opened fire")
    assert sides(claim)[0] == doers
