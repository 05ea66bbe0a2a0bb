"""Who did nothing by the words of the text, and what did not happen to anybody: none of it becomes a deed."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder

code = partial(reports_coded.code, published="2024-05-10")


def doers(coder: Coder, text: str) -> list[str]:
    return [p.text for c in code(coder, text) if c.type == "ASSAULT" for p in c.actor]


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("Two drivers were shot dead in Ituri. Nobody has claimed the attack.", "nobody"),
        ("No one attacked the town on Monday.", "no one"),
        ("No armed group attacked the town on Monday.", "group"),
        ("Thirty foreign-backed fighters have been killed in an offensive they had launched near Kidal.", "fighters"),
        ("Nearly 30 militants were killed in an attack they had launched on a base.", "militants"),
        ("The monitor says it determines what planes carried out raids by their type.", "planes"),
        ("Five rebels died in the ambush. Six other fighters remained critically wounded.", "fighters"),
        ("Medics wait near the sites of their attacks, a rebel spokesman said.", "medics"),
        ("The rebels say that civilians return to their homes after their attacks.", "civilians"),
    ],
)
def test_who_did_nothing_is_no_doer(coder: Coder, text: str, innocent: str) -> None:
    """Nobody, the wounded, bystanders and whoever is only asked for stood as doers."""
    assert not [d for d in doers(coder, text) if innocent in d.lower()]


def test_who_blows_himself_up_did_it(coder: Coder) -> None:
    assert "The bomber" in doers(coder, "The bomber was killed when he blew himself up at a checkpoint.")


def test_neither_side_attacked(coder: Coder) -> None:
    """Both stood as attackers of a town that nobody attacked."""
    (claim,) = code(coder, "Neither the army nor the rebels attacked the town.")
    assert claim.status == "negated"


def test_band_does_not_strike_itself(coder: Coder) -> None:
    """The advance is the Taliban's, the raids are not."""
    text = "The advance of the Taliban prompted raids against Taliban fighters in Helmand in August."
    assert "the Taliban" not in doers(coder, text)


def test_band_may_kill_its_own(coder: Coder) -> None:
    """A purge is told as one."""
    assert doers(coder, "Al-Shabaab executed five of its own fighters in Jilib.") == ["Al-Shabaab"]


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were shot dead in Bouca. Three prisoners died of cholera there.",
        "Shells hit the town on Monday. Two children died from malnourishment in recent weeks.",
        "Rebels shot a farmer in Bouca. Eleven people died in a fire at a hostel in the town.",
    ],
)
def test_who_died_of_illness_was_not_killed(coder: Coder, text: str) -> None:
    """The dead of hunger, illness and accidents were counted among those of the attack before."""
    for claim in code(coder, text):
        assert "died" not in claim.trigger.text
        assert not [c for c in claim.counts if c.best in {3, 11} or c.who == "children"]


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Police stormed nothing that night.", "ASSAULT", "negated"),
        ("The battle is part of an offensive aimed at the liberation of the city of Raqqa.", "CONTROL", "planned"),
        ("The party vowed to keep fighting until a ceasefire in Gaza.", "RETREAT", "hypothetical"),
        ("Protesters fear that police will open fire.", "ASSAULT", "hypothetical"),
        ("The army says the Front's claim that it shot down a helicopter is false.", "ASSAULT", "denied"),
    ],
)
def test_what_was_not_done_is_not_told_as_done(coder: Coder, text: str, type_: str, status: str) -> None:
    """Aims, fears and untrue claims stood as deeds."""
    assert {c.status for c in code(coder, text) if c.type == type_} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Agencies contributed to this report.",
        "NATO stands for the North Atlantic Treaty Organization.",
        "He pleads not guilty to murder.",
        "Welcome to our live coverage.",
        "The visit is a demonstration of the fragile state of the truce.",
    ],
)
def test_words_of_another_sense_tell_no_event(coder: Coder, text: str) -> None:
    """Each word has a sense that is an event, and here another."""
    assert code(coder, text) == ()


def test_freed_staff_were_held_and_not_the_prince_of_a_town(coder: Coder) -> None:
    """A word inside the name of a town is nobody."""
    text = "Gunmen stormed a clinic in Port-au-Prince and held the staff for hours before freeing them."
    (freed,) = [c for c in code(coder, text) if c.type == "RETREAT"]
    assert [p.text for p in freed.recipient] == ["the staff"]


def test_army_is_not_its_country_where_two_forces_clash(coder: Coder) -> None:
    """The owner before two joined forces was taken for the first of them."""
    claim = code(coder, "South Sudan's army and opposition forces clashed near Nasir on Thursday.")[0]
    assert [p.text for p in claim.actor] == ["South Sudan's army"]


def test_day_of_talks_is_not_that_of_the_deed(coder: Coder) -> None:
    """They met on Tuesday; when the miners died is not told."""
    claims = code(coder, "The minister met relatives on Tuesday over the killing of two miners.")
    assert {c.type: c.when is not None for c in claims} == {"CONSULT": True, "ASSAULT": False}


def test_blasts_of_an_earlier_month_are_not_the_news(coder: Coder) -> None:
    """The shelling is of the day; the blasts of March, and who claimed them, are another event."""
    text = (
        "Rebels shelled the centre of Sele, wounding two people, local media said. In March two blasts near a cemetery "
        "of Sele killed 40 people."
    )
    claims = code(coder, text, published="2024-04-16")
    shelled = next(c for c in claims if c.trigger.text == "shelled")
    assert shelled.when is None
    assert all(c.incident != shelled.incident for c in claims if c.trigger.text != "shelled")


def test_who_was_hit_by_them_is_still_told(coder: Coder) -> None:
    """What speaks for the innocent does not hide who did it."""
    assert doers(coder, "Rebels killed four villagers near Bouca.") == ["Rebels"]


def test_accused_of_a_bombing_is_accused_of_its_dead(coder: Coder) -> None:
    """The dead behind the comma are part of what the army says, and no fact of the outlet's."""
    text = "The army on Tuesday accused the Front of bombing a displacement camp near El Fasher, killing 30 people."
    told = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert [(c.source.stance, [k.best for k in c.counts]) for c in told] == [("accuses", [30])]


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("Colombia's defence minister said the Clan del Golfo was planning attacks on police stations.", "Colombia"),
        (
            "According to a survivor, the attackers shouted that the villagers had helped the army, then shot the men.",
            "the villagers",
        ),
        (
            "The Syrian Observatory for Human Rights said fighting went on near Homs. On Thursday it said it had "
            "carried out 50 raids.",
            "it",
        ),
    ],
)
def test_who_speaks_or_is_spoken_of_did_not_do_it(coder: Coder, text: str, innocent: str) -> None:
    """Tellers, their lands and the subjects of other clauses stood as doers."""
    assert innocent not in doers(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Six men were shot near Bucha, possibly by Russian paratroopers.",
        "The raid was most likely carried out by Russian warplanes.",
    ],
)
def test_who_possibly_did_it_is_suspected(coder: Coder, text: str) -> None:
    """Doubt about the doer is no statement."""
    assert {p.certainty for c in code(coder, text) if c.type == "ASSAULT" for p in c.actor} == {"suspected"}


def test_who_is_likely_to_bomb_threatens_nobody(coder: Coder) -> None:
    """Others think so of them."""
    assert [(c.type, c.status) for c in code(coder, "The junta is likely to bomb the town.")] == [
        ("ASSAULT", "hypothetical")
    ]


def test_day_of_another_deed_is_not_that_of_the_first(coder: Coder) -> None:
    """The nun was abducted in March; when she was freed is not told."""
    claims = code(coder, "Soldiers freed a nun who was abducted by rebels in March.")
    assert {c.trigger.text: c.when is not None for c in claims} == {"freed": False, "abducted": True}


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("El Salvador had 182 murders in June.", "El Salvador"),
        ("The country registered 1,045 homicides in a year.", "The country"),
        (
            "Nine hundred people were detained by federal forces as part of their fight against smugglers.",
            "Nine hundred people",
        ),
        (
            "Two men were stabbed in the market of Vatva. Officials said 73 people had died in police firing. Three "
            "traders were stabbed on Friday.",
            "police stabbed",
        ),
        ("A bomb went off in a flat in Patna on Friday. Police raided the flat.", "police planted"),
    ],
)
def test_land_prisoners_and_police_beside_it_did_not_do_it(coder: Coder, text: str, innocent: str) -> None:
    """Where deeds are counted, whom forces held and who fired at others stood as doers."""
    innocent_of = {"police stabbed": ("stab", "Police"), "police planted": ("went", "Police")}
    start, who = innocent_of.get(innocent, ("", innocent))
    for claim in code(coder, text):
        if claim.type == "ASSAULT" and claim.trigger.text.startswith(start):
            assert who.lower() not in [p.text.lower() for p in claim.actor]


def test_part_of_the_dead_is_not_all_of_them(coder: Coder) -> None:
    """A hundred died by the police, and not the other hundreds."""
    text = "As many as 668 people had been killed in the riots, including 100 in police firing."
    for claim in code(coder, text):
        if any(p.text.lower() == "police" for p in claim.actor):
            assert not [p for p in claim.recipient if p.text.endswith("668 people")]


def test_president_of_a_union_is_not_the_president(coder: Coder) -> None:
    """An office of a body is not the state's, however near the state is."""
    for text in (
        "Columbus, Ohio: the president of the local teachers union said police had fired at the crowd.",
        "The club president said in Chicago that gunmen had shot at the players.",
    ):
        (claim,) = code(coder, text)
        assert [s.name for s in claim.source.speakers] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Guatemala announced the creation of a force to counter kidnappings.",
        "The mayor faces a huge battle in reducing the murder rate.",
        "Security forces took positions around the parliament in Nairobi.",
    ],
)
def test_what_is_fought_or_figurative_is_told_of_nobody(coder: Coder, text: str) -> None:
    """Kidnappings to be countered, a battle with a rate, and positions taken are no deeds."""
    for claim in code(coder, text):
        assert claim.type not in {"ASSAULT", "CONTROL"} or claim.status == "hypothetical"


def test_attacks_made_before_are_not_this_one(coder: Coder) -> None:
    """Who has done the like before is not told to have done this."""
    text = (
        "A car bomb killed nine people in Sadr City on Monday. Islamic State has carried out such attacks before, "
        "an official said."
    )
    bomb = next(c for c in code(coder, text) if c.trigger.text == "car bomb")
    assert bomb.actor == ()


def test_brother_and_not_his_sister_died(coder: Coder) -> None:
    """ "Her brother" tells that the lawmaker is no "he"."""
    text = "Lawmaker Maria Lopez says soldiers shot her brother in Ayacucho. A report says he died in crossfire."
    hit = [p.text for c in code(coder, text) if c.trigger.text == "died" for p in c.recipient]
    assert hit == ["her brother"]


def test_dead_blame_nobody(coder: Coder) -> None:
    """Who said that they were killed blames others too."""
    text = "The Emergency Lawyers, a rights group, said eight people were killed and blamed the RSF."
    (blamed,) = [c for c in code(coder, text) if c.type == "ACCUSE"]
    assert [p.name for p in blamed.actor] == ["Emergency Lawyers"]


def test_gangs_to_be_fought_threaten_nobody(coder: Coder) -> None:
    """Who says that he will fight them does."""
    (threat,) = code(coder, '"We will fight the gangs," the governor said.')
    assert [p.text for p in threat.recipient] == ["the gangs"]
    assert "the gangs" not in [p.text for p in threat.actor]


def test_capital_of_a_ministry_is_not_where_it_was(coder: Coder) -> None:
    """A ministry speaks of what its troops did elsewhere."""
    (claim,) = code(coder, "Moscow's Defence Ministry claimed on Sunday that its troops had captured Orvanka.")
    assert claim.place is None


def test_other_weekdays_are_other_attacks_without_a_date(coder: Coder) -> None:
    """A report without a date still tells Tuesday from Friday."""
    text = "Police killed two protesters in Lima on Tuesday. Three more protesters were shot dead in Lima on Friday."
    first, second = code(coder, text, published=None)
    assert first.incident != second.incident
    assert second.actor == ()


def test_name_for_a_deed_makes_a_suspect(coder: Coder) -> None:
    """What the opposition calls it lays it on nobody for a fact."""
    text = "The director was shot dead near Tehran. The opposition calls it a state murder."
    told = {p.certainty for c in code(coder, text) if c.type == "ASSAULT" for p in c.actor}
    assert told == {"suspected"}


def test_who_controls_a_mine_did_not_make_it_fall(coder: Coder) -> None:
    """A collapse is nobody's deed."""
    text = "Seven miners were killed by the collapse of a shaft in Segovia that the Gulf Clan controls."
    assert doers(coder, text) == []


def test_attacks_to_be_funded_are_not_told_as_done(coder: Coder) -> None:
    """Who hit the depots did not make the attacks that they were to pay for."""
    text = "The navy said it had bombed fuel depots used by the group to fund attacks on ships."
    (attacks,) = [c for c in code(coder, text) if c.trigger.text == "attacks"]
    assert (attacks.status, [p.text for p in attacks.actor if "navy" in p.text]) == ("hypothetical", [])


def test_group_whose_name_holds_a_verb_is_blamed_whole(coder: Coder) -> None:
    """Neither its parent group behind it did it, nor was it hit by the attack that is laid on it."""
    text = (
        "The government blamed the attack on the Group to Support Islam and Muslims (JNIM), an al Qaeda affiliate "
        "active in the region."
    )
    claims = code(coder, text)
    (deed,) = (c for c in claims if c.type == "ASSAULT")
    assert [p.name for p in deed.actor] == ["Jama'at Nasr al-Islam wal Muslimin"]
    assert deed.recipient == ()
