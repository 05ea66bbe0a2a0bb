"""Who stands in a claim and who does not, where the sentence tempts to take somebody else."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Report


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Army sources said 40 rebels were killed and many more were hurt near Norvale.", "Army sources"),
        ("A woman was killed in the blast, the mayor said, adding that it also hurt 20 people.", "the mayor"),
        ("Three farmers died when gunmen attacked on foot near Norvale.", "foot"),
    ],
)
def test_who_only_stands_near_is_no_party(coder: Coder, text: str, nobody: str) -> None:
    """Who speaks was not hurt; a person is no "it"; on foot is how, not whom."""
    for claim in code(coder, text):
        assert nobody not in {p.text for p in (*claim.actor, *claim.recipient)}, claim.evidence.text


def test_a_clause_word_is_no_part_of_the_name(coder: Coder) -> None:
    claims = code(coder, "Seven people died in the village when armed Boko Haram fighters attacked on Sunday.")
    assert all(not p.text.lower().startswith("when") for c in claims for p in c.actor)


def test_a_name_with_and_in_it_is_one_party(coder: Coder) -> None:
    """The parser takes "Iraq and the Levant" apart."""
    claims = code(coder, "Militants of the Islamic State in Iraq and the Levant attacked a checkpoint in Mosul.")
    (attack,) = [c for c in claims if c.type == "ASSAULT"]
    assert len(attack.actor) == 1


def test_who_in_capitals_is_no_health_organization(coder: Coder) -> None:
    claims = code(coder, "The court tried Ana Castell, WHO KILLED A GUARD IN A CLASH IN MARCH, on Friday.")
    assert "World Health Organization" not in {p.name for c in claims for p in (*c.actor, *c.recipient)}


def test_who_tells_of_their_own_deed_is_its_doer(coder: Coder) -> None:
    """ "It" in what somebody says is the speaker, who is no mere voice then, whoever is named later."""
    text = (
        "The Indian military said it had launched airstrikes against a depot in Pakistan, the first such raid "
        "by Indian air forces since 1971."
    )
    struck = next(c for c in code(coder, text) if c.type == "ASSAULT" and "airstrikes" in c.trigger.text)
    assert [p.text for p in struck.actor] == ["The Indian military"]


def test_a_home_torn_down_is_what_was_hit(coder: Coder) -> None:
    """A thing that changes hands is no side of the deed; one that is struck is."""
    claims = code(coder, "The Israeli army demolished the home of a Palestinian man in Hebron on Friday.")
    assert ["the home of a Palestinian man"] in [[p.text for p in c.recipient] for c in claims if c.type == "ASSAULT"]


def test_a_circumstance_is_not_the_work_of_whoever_does_the_rest(coder: Coder) -> None:
    claims = code(coder, "The ministry warned farmers after last week's bombings that killed more than 30 people.")
    assert all(not c.actor for c in claims if c.type == "ASSAULT")


def test_a_bare_sentence_is_read_however_quiet_its_words(coder: Coder) -> None:
    """No rule sees an event here, and the words hardly speak for one."""
    claims = code(coder, "The Valley Museum returned a painting of a rider on a horse to Ambassador Amine Kherbi.")
    assert any("Kherbi" in p.text for c in claims for p in c.recipient)


def test_its_deed_carries_the_name_of_who_spoke(coder: Coder) -> None:
    """Rules take "it" for the state and the reader the president for the doer: one deed, told once."""
    text = "Turkey's president says it will start another military campaign against Kurdish fighters in Syria."
    deeds = [c for c in code(coder, text) if any("fighters" in p.text for p in c.recipient)]
    assert len(deeds) == 1


def test_a_warning_for_somebody_is_theirs_and_not_the_blast_before(coder: Coder) -> None:
    """What the reader takes for the recipient hangs on the warning; the ministry killed nobody."""
    text = "The State Department issued a travel warning for Sri Lanka after bombings that killed over 90 people."
    claims = code(coder, text)
    warned = next(c for c in claims if "warning" in c.trigger.text)
    assert "Sri Lanka" in {p.text for p in warned.recipient}
    assert all(not c.actor for c in claims if c.type == "ASSAULT")


def test_the_accused_has_his_role(coder: Coder) -> None:
    """ "Prime accused" tells who somebody is, though the parser takes "prime" for the noun."""
    claims = code(coder, "Ajay Bor, the prime accused in the bombing case, surrendered in Norvale.")
    assert {p.role for c in claims for p in (*c.actor, *c.recipient) if p.name == "Ajay Bor"} == {"prime accused"}


def test_whom_the_law_captures_is_detained(coder: Coder) -> None:
    """Police who capture arrest: their captives are counted as detained, those of a battle as carried off."""
    arrested = next(c for c in code(coder, "Police captured three men in Norvale.") if c.type == "COERCE")
    assert [(n.what, n.best) for n in arrested.counts] == [("detained", 3)]
    assert [p.effect for p in arrested.recipient] == [None]
    taken = next(c for c in code(coder, "Soldiers captured two rebels in the fighting.") if c.type == "ASSAULT")
    assert [(n.what, n.best) for n in taken.counts] == [("abducted", 2)]


def test_who_was_killed_is_not_whom_the_charge_is_made_against(coder: Coder) -> None:
    """A league that accuses the army of killing six accuses the army."""
    text = "The Farmers' League accused the army of killing six of its members in Dhaka."
    accused = next(c for c in code(coder, text) if c.type == "ACCUSE")
    assert [p.text for p in accused.recipient] == ["the army"]


def test_two_lands_named_as_often_are_nobodys_home(coder: Coder) -> None:
    """Medics who died in Syria are not of the state that another place of the report lies in."""
    text = '"They opened fire on us," said Ana Salem of the Red Crescent, adding that two medics died in Idlib.'
    died = next(c for c in code(coder, text) if any(n.what == "killed" for n in c.counts))
    assert {p.country for p in died.recipient} <= {"SYR", None}


def test_own_soldiers_are_not_hit_by_their_own_state(coder: Coder) -> None:
    """Unnamed "military facilities" are of the report's land, but not where that land's army strikes them."""
    text = "Russian forces struck military facilities in Belgorod, the governor said."
    struck = next(c for c in code(coder, text) if c.type == "ASSAULT")
    assert [(p.country, p.member_of) for p in struck.recipient] == [(None, None)]


def test_whose_soldiers_they_are_is_told_by_a_pronoun(coder: Coder) -> None:
    """ "Its troops" are of the state that says so, wherever they are."""
    text = "The Israeli military said its troops had shot a trader in the Palestinian town of Hebron."
    shot = next(c for c in code(coder, text) if c.type == "ASSAULT")
    assert {p.country for p in shot.actor} == {"ISR"}


def test_speaker_behind_the_victims_is_not_among_them(coder: Coder) -> None:
    """ "Killing three villagers, the ministry said": the villagers are no ministry."""
    text = "Soldiers raided the camp on Monday, killing three Palestinians, the Palestinian health ministry said."
    (raid,) = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert {p.name for p in raid.recipient} == {None}


def test_what_rebels_say_of_themselves_is_their_claim(coder: Coder) -> None:
    """A bomb told by officials is theirs with that certainty."""
    text = (
        "A roadside bomb killed eight people in Quetta on Saturday, officials said. "
        "The Balochistan Liberation Army said it had carried out the bombing."
    )
    bomb = next(c for c in code(coder, text) if any(n.what == "killed" for n in c.counts))
    assert {(p.name, p.certainty) for p in bomb.actor} == {("Balochistan Liberation Army", "claimed")}


def test_fighters_of_a_band_are_of_its_side(coder: Coder) -> None:
    text = "The Balochistan Liberation Army said its fighters had attacked a market in Quetta."
    attack = next(c for c in code(coder, text) if c.type == "ASSAULT")
    assert [(p.member_of, p.sector) for p in attack.actor] == [("Balochistan Liberation Army", "REB")]


def test_capital_that_speaks_is_no_place(coder: Coder) -> None:
    """An attack that New Delhi rejects a charge of was not in New Delhi."""
    text = "A bomb killed ten people in Quetta. The minister blamed India for the attack, a charge New Delhi rejected."
    assert {c.place.name for c in code(coder, text) if c.type == "ASSAULT" and c.place} == {"Quetta"}


def test_weapons_fired_are_not_whom_they_hit(coder: Coder) -> None:
    """ "Fired missiles and drones at Ukraine": at Ukraine."""
    fired = code(coder, "Russia fired 31 missiles and 60 drones at Ukraine overnight, officials said.")[0]
    assert [p.text for p in fired.recipient] == ["Ukraine"]


def test_a_pronoun_is_told_by_the_words_it_stands_for(coder: Coder) -> None:
    """Who "they" are is in the sentence before; the pronoun is kept as a mention."""
    text = "The rebels came to Norvale at night. They burned the town hall and killed two guards."
    actor = next(c for c in code(coder, text) if c.type == "ASSAULT").actor[0]
    assert (actor.text, [m.text for m in actor.mentions]) == ("The rebels", ["They"])


def test_those_in_a_place_are_whom_its_clause_means(coder: Coder) -> None:
    """ "Refugees who fled to X, where they were turned back": not the army named as the subject."""
    text = "The army's advance sent thousands of refugees towards Orvane, where they were attacked by gunmen."
    claim = next(c for c in code(coder, text) if c.type == "ASSAULT" and c.recipient)
    assert "army" not in claim.recipient[0].text


@pytest.mark.parametrize(
    ("text", "type_", "doers"),
    [
        (
            "The Islamic State group said one of its members carried out the attack in Kabul.",
            "ASSAULT",
            ["Islamic State"],
        ),
        ("Amnesty International said the trials were unfair and called on Tehran to free them.", "REQUEST", [None]),
        ("Police fired in the air in Colombo. At least 33 people, including two policemen, were hurt.", "hurt", []),
    ],
)
def test_doers_are_who_did_it_or_nobody(coder: Coder, text: str, type_: str, doers: list[str | None]) -> None:
    """A member is of the body that speaks of him, who asks is who spoke, and the police did not hurt their own."""
    claim = next(c for c in code(coder, text) if type_ in (c.type, c.trigger.text))
    assert [p.member_of for p in claim.actor] == doers


def test_who_denies_a_report_denies_what_his_own_did(coder: Coder) -> None:
    """An army that dismisses a report of houses burned by soldiers does not speak for the rebels named last."""
    text = (
        "Soldiers burned 20 houses in Kumbo after the killing of two gendarmes by separatists, witnesses said. "
        "The army spokesman dismissed the report."
    )
    denied = next(c for c in code(coder, text) if c.status == "denied")
    assert [p.text for p in denied.actor] == ["Soldiers"]


def test_people_held_are_no_state(coder: Coder) -> None:
    """ "They were arrested" are the men, not the state that sentenced them."""
    claims = code(coder, "Iran has sentenced four men to death for spying for Israel. They were arrested in 2022.")
    arrested = next(c for c in claims if c.trigger.text == "arrested")
    assert [p.name for p in arrested.recipient] == [None]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Looters broke into shops. Police arrested 11 of them.", "COERCE", ["Police"], ["Looters"]),
        ("Chinese coast guard ships used water cannon on a Philippine boat.", "ASSAULT", ["Chinese coast guard ships"],
         ["a Philippine boat"]),
        ("The United States said that its treaty covered attacks on Philippine ships.", "ASSAULT", [],
         ["Philippine ships"]),
        ("Rebels hacked to death 38 civilians in Goma.", "ASSAULT", ["Rebels"], ["38 civilians"]),
    ],
)  # fmt: skip
def test_who_suffers_is_another_than_who_does(
    coder: Coder, text: str, type_: str, actor: list[str], recipient: list[str]
) -> None:
    """ "Them" are not the police that hold them, ships act for their crews, and a treaty's owner attacks nobody."""
    *_, claim = (c for c in code(coder, text) if c.type == type_)
    assert ([p.text for p in claim.actor], [p.text for p in claim.recipient]) == (actor, recipient)


def test_a_body_in_capitals_is_no_town(coder: Coder) -> None:
    """There is a Nato in the Philippines."""
    claims = code(coder, "Turkey's parliament voted on Tuesday to ratify Sweden's membership of NATO.")
    assert all(c.place is None or c.place.country != "PHL" for c in claims)


def test_police_are_not_attacked_by_their_own(coder: Coder) -> None:
    """Who shot protesters did not attack the police beside them."""
    text = (
        "Security forces fired on protesters in Mandalay. Police were attacked with slingshots, state television said."
    )
    attacked = next(c for c in code(coder, text) if c.trigger.text == "attacked")
    assert attacked.actor == ()


@pytest.mark.parametrize(
    "text", ["Suspected rebels kill nine in eastern Congo: army", "Bomb kills ten in Quetta: police"]
)
def test_who_tells_behind_a_colon_is_the_speaker_alone(coder: Coder, text: str) -> None:
    """A headline's last word is on whose say-so it stands."""
    (claim,) = code(coder, text)
    teller = text.rpartition(" ")[2]
    assert [s.text for s in claim.source.speakers] == [teller]
    assert teller not in {p.text for p in (*claim.actor, *claim.recipient)}


def test_capital_whose_media_speak_is_no_place(coder: Coder) -> None:
    text = (
        "North Korea fired two missiles into the sea on Friday. Pyongyang's state media called it a rehearsal for war."
    )
    assert all(c.place is None or c.place.name != "Pyongyang" for c in code(coder, text))


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("A group of guerrillas stopped a bus and set it on fire.", ["a bus"]),
        ("The militia caught two soldiers before killing them.", ["two soldiers"]),
    ],
)
def test_who_suffers_is_not_who_does_it_through_joined_verbs(coder: Coder, text: str, whom: list[str]) -> None:
    """The subject that a verb before lends is not its object, and one thing is told once."""
    claims = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert {p.text for c in claims for p in c.recipient} == set(whom)


def test_a_state_keeps_its_name_below_a_headline_in_capitals(coder: Coder) -> None:
    """One headline With Every Word Capitalised makes no report in capitals, where "US" is the pronoun."""
    text = (
        "A US missile strike on an airfield near Homs killed five people. The US launched 59 missiles on Thursday. "
        "US Missile Attack Hits Airfield in Homs."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert {p.country for c in claims for p in c.actor} == {"USA"}
