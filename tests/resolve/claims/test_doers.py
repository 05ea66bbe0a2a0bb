"""Who is taken for the doer of an attack, and who not."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def attack(coder: Coder, text: str) -> Claim:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return next(c for c in claims if c.type == "ASSAULT" and c.main)


@pytest.mark.parametrize(
    "text",
    [
        "A roadside bomb killed six people near Mosul on Friday.",
        "A car loaded with explosives blew up outside a cafe in Mosul on Friday, killing five people.",
        "Thirty civilians were reported killed on Friday as the result of shelling in Mosul.",
        "Shelling hit a tram in Mosul on Thursday, killing eight people and wounding 20, an official said.",
        "Missiles struck a port near Mosul on Friday.",
        "A girl was hit by a shell near Mosul on Friday.",
    ],
)
def test_means_victims_and_speakers_are_no_doers(coder: Coder, text: str) -> None:
    """Neither the bomb, nor the dead, nor whoever tells of it did it."""
    assert attack(coder, text).actor == ()


@pytest.mark.parametrize(
    "text",
    [
        "Unknown gunmen suspected to be members of Boko Haram killed eight people in Maiduguri on Friday.",
        "Gunmen suspected to be members of Boko Haram on Friday killed eight people in Maiduguri.",
    ],
)
def test_whom_a_doer_is_taken_for_is_a_suspected_doer(coder: Coder, text: str) -> None:
    """The unnamed doers stand first, those they are said to be behind them."""
    first, *others = attack(coder, text).actor
    assert "men" in first.text
    assert [p.certainty for p in others if "Boko Haram" in p.text] == ["suspected"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Days of shelling by Rwandan troops killed nine people in Goma.", ["Rwandan troops"]),
        ("Fighters from the ADF and Boko Haram killed nine people in Goma.", ["Fighters from the ADF", "Boko Haram"]),
        ("Forces loyal to Ana Bor and the Wagner Group shelled Goma.", ["Forces loyal to Ana Bor", "the Wagner Group"]),
        ("Fighters from a group known as Red Dawn killed nine people in Goma.", ["Fighters", "Red Dawn"]),
    ],
)
def test_every_body_that_is_named_for_a_deed_is_a_doer(coder: Coder, text: str, doers: list[str]) -> None:
    """Behind "by" of a deed that is a noun, and each of two bodies that fighters come from."""
    assert [p.text for p in attack(coder, text).actor] == doers


@pytest.mark.parametrize(
    ("text", "deed", "doers"),
    [
        ("Police shot dead a militant who attacked officers with a sword in Kano.", "attacked", ["a militant"]),
        ("Soldiers killed two rebels who had ambushed a convoy near Goma.", "ambushed", ["two rebels"]),
        ("Gunmen killed a colonel who led the offensive on Goma.", "led the offensive", ["a colonel"]),
        ("Police shot dead a woman who was raped by soldiers in Kano.", "raped", ["soldiers"]),
        ("The slain militants were involved in target killings in Kano.", "killings", ["The slain militants"]),
        ("The four slain rebels were behind the attack on Goma.", "attack", ["The four slain rebels"]),
    ],
)
def test_whoever_is_told_by_his_deed_did_it(coder: Coder, text: str, deed: str, doers: list[str]) -> None:
    """What befell him since does not undo that."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [[p.text for p in c.actor] for c in claims if c.trigger.text == deed] == [doers]


def test_a_doer_that_only_others_name_is_suspected(coder: Coder) -> None:
    """What the police say who did it is not the outlet's own word on the toll."""
    text = "A bomb killed six people in Kano on Friday. Police said Boko Haram carried out the attack."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    told = {c.source.speakers[0].name if c.source.speakers else None: c.actor[0].certainty for c in claims}
    assert told == {None: "suspected", "Nigeria Police Force": "stated"}


def test_whose_attack_it_came_under_is_told_in_the_words_of_the_attack(coder: Coder) -> None:
    """A people's name among the words of a deed says who did it, an attack's own word does not."""
    claim = attack(coder, "The town of Karo has come under repeated Sudanese attacks.")
    assert [p.text for p in claim.actor] == ["Sudanese"]


def test_nobody_is_lent_the_killing_of_his_own(coder: Coder) -> None:
    """Who attacked a base is not who killed twenty of his own there."""
    text = (
        "ADF fighters attacked a base in Beni on Monday. "
        "More than 20 ADF fighters were also killed during the fighting, the army said."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    (fallen,) = [c for c in claims if c.counts]
    assert fallen.actor == ()


def test_both_sides_of_a_clash_keep_their_part(coder: Coder) -> None:
    """Who fought and fell is a doer too."""
    claim = attack(coder, "Nine people died on Friday in clashes between Taliban fighters and soldiers in Kunduz.")
    assert len(claim.actor) == 2


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Men armed with pistols killed two teachers in Mogadishu on Friday.", "firearms"),
        ("Two men armed with axes killed four elders in Mosul on Friday.", "primitive"),
    ],
)
def test_arms_that_doers_bear_are_the_means(coder: Coder, text: str, mode: str) -> None:
    """ "Armed with" describes them and is no event of its own."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [(c.type, c.mode) for c in claims] == [("ASSAULT", mode)]


@pytest.mark.parametrize(
    "text",
    [
        "Police say a gang beat and killed five villagers near the border on Friday.",
        "A car bomb outside a Mosul hospital killed at least 12 people on Friday.",
        "Eight civilians died on Friday when their bus hit a land mine near Mosul.",
    ],
)
def test_neither_who_says_so_nor_a_building_or_bus_is_a_doer(coder: Coder, text: str) -> None:
    found = {p.text for p in attack(coder, text).actor}
    assert not found & {"Police", "a Mosul hospital", "their bus"}


def test_whoever_claims_the_attack_is_its_doer_as_claimed(coder: Coder) -> None:
    """Both tellings name the claimant, the plain one no surer than the claim."""
    text = "A bomb killed 12 people in Mosul on Friday. A militant outfit claimed it."
    assert [(p.text, p.certainty) for p in attack(coder, text).actor] == [("A militant outfit", "claimed")]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The Northern Front said it had killed 12 soldiers in Mosul.", ["The Northern Front"]),
        (
            "The Northern Front and the Southern League said they had killed 12 soldiers in Mosul.",
            ["The Northern Front", "the Southern League"],
        ),
        ("Police said it was the third bomb attack in Mosul this week.", []),
        ("An attack alleged by villagers to have been carried out by rebels killed nine people in Mosul.", ["rebels"]),
    ],
)
def test_who_says_it_of_himself_is_the_doer(coder: Coder, text: str, doers: list[str]) -> None:
    """A speaker who is the subject too, as "it" or "they", did what he tells; both of two speakers."""
    assert [p.text for p in attack(coder, text).actor] == doers


def test_an_attack_blamed_on_rebels_is_no_attack_on_them(coder: Coder) -> None:
    text = "At least 27 people were killed in attacks near Mosul. The mayor blamed the attack on rebels."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert ["rebels"] in [[p.text for p in c.actor] for c in claims if c.type == "ASSAULT"]
    assert all("rebels" not in {p.text for p in c.recipient} for c in claims if c.type == "ASSAULT")


def test_place_is_no_doer(coder: Coder) -> None:
    """The town before a bombing says where it was."""
    assert attack(coder, "The Guildford pub bombings killed five people.").actor == ()


def test_who_is_captured_did_not_do_it(coder: Coder) -> None:
    """What rebels did before lends no doer to their capture, though both are told as one story."""
    text = (
        "A Taliban commander was captured near Kunduz on Friday. The commander led attacks on the police. A second"
        " Taliban fighter was captured as well."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    captures = [c for c in claims if c.mode == "abduct"]
    assert captures
    assert all(not c.actor for c in captures)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Nine people died in Maiduguri on Friday when gunmen suspected to be members of Boko Haram hit a market.",
            "Boko Haram",
        ),
        (
            "Gunmen killed nine people in Jos on Friday. Police said the attackers were cattle thieves.",
            "cattle thieves",
        ),
        ("Three people died in Maiduguri on Friday in an attack blamed on Boko Haram.", "Boko Haram"),
        (
            "Gunmen killed six people in Maiduguri on Friday. Boko Haram claimed responsibility for the killing.",
            "Boko Haram",
        ),
    ],
)
def test_whom_the_report_names_elsewhere_stands_behind_the_unnamed(coder: Coder, text: str, who: str) -> None:
    """Gunmen are taken for somebody further on, or in a clause that parsers hang wrong."""
    told = [(p.text, p.certainty) for p in attack(coder, text).actor]
    assert any(who in t and certainty in {"suspected", "claimed"} for t, certainty in told), told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Eleven people were killed and nine wounded in tribal clashes near Nyala on Friday.", ["tribal"]),
        (
            "Five people died near Jos on Friday when violence broke out between herders and farmers.",
            ["herders", "farmers"],
        ),
    ],
)
def test_who_fights_is_told_by_the_word_for_the_fight(coder: Coder, text: str, who: list[str]) -> None:
    """Where no verb has a doer, "tribal clashes" and "violence between" say who they were."""
    assert [p.text for p in attack(coder, text).actor] == who


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb in Balad, Iraq killed seven pilgrims on Friday.",
        "Afghan officials say three roadside mines killed five farmers in Helmand province.",
        "Police found the bodies of six men who had been shot dead near Mosul on Friday.",
        "A dawn attack near Mosul killed four herders on Friday.",
    ],
)
def test_places_speakers_finders_and_hours_are_no_doers(coder: Coder, text: str) -> None:
    """A country that only says where, officials who tell of it, police who find the dead: none of them did it."""
    assert attack(coder, text).actor == ()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Nine people were killed in clashes over land near Nyala on Friday.", "firearms"),
        (
            "A bomber killed 15 people when he detonated a car bomb near Mosul on Friday, in a suicide attack.",
            "suicide-attack",
        ),
        (
            "Boko Haram fighters struck a village on Friday, killing five people and burning down ten houses.",
            "firearms",
        ),
    ],
)
def test_how_an_attack_was_done_is_read_from_its_whole_sentence(coder: Coder, text: str, mode: str) -> None:
    """Clashes are fought with firearms, "suicide" may stand far off, and burnt houses say nothing of the dead."""
    assert {c.mode for c in coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
            if any(n.what == "killed" for n in c.counts)} == {mode}  # fmt: skip


def test_the_dead_are_not_counted_as_abducted(coder: Coder) -> None:
    """One was killed and another carried off: two claims; whoever is carried off and then killed is one story."""
    text = "A translator was killed near Nyala on Friday, and his driver was abducted by gunmen."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [c.mode for c in claims if any(n.what == "killed" for n in c.counts)] != ["abduct"]


def test_the_report_is_about_the_event_whose_toll_its_headline_gives(coder: Coder) -> None:
    """However many died in the other one, and however early it is told."""
    text = (
        "Shelling by the army killed 30 people in Homs on Friday. In Idlib, air strikes on a market killed 12 on "
        "Saturday, a monitor said."
    )
    title = "Strikes on market kill 12"
    report = Report(id="r", text=text, title=title, outlet="The Valley Courier", published="2031-03-15")
    main = [c for c in coder.code(report) if c.main]
    assert {n.best for c in main for n in c.counts if n.what == "killed"} == {12}


def test_rebels_lend_air_raids_no_doer(coder: Coder) -> None:
    """Whoever has no air force did not fly the raid told beside his attack."""
    text = (
        "Rebels attacked army posts in Aleppo on Monday. Air raids on the same district killed 13 civilians on Monday, "
        "a monitor said."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [c.actor for c in claims if c.mode == "aerial"] == [()]


def test_tags_and_media_do_nothing(coder: Coder) -> None:
    """Page furniture that ran into the text is nobody."""
    text = (
        "Tags Syria Damascus Rebels Douma Strikes At least 19 civilians were killed in bombardment of Douma on Friday."
    )
    assert attack(coder, text).actor == ()


def test_the_sort_of_a_deed_names_nobody(coder: Coder) -> None:
    """ "A terrorist attack" says what it is called, not who did it; terrorists who fire are doers."""
    claim = attack(coder, "Three civilians were killed in a terrorist attack in Mosul on Friday, officials said.")
    assert claim.actor == ()
    claim = attack(coder, "Terrorists fired rockets at a market in Mosul on Friday and killed three civilians.")
    assert [p.text for p in claim.actor] == ["Terrorists"]


def test_forces_told_by_their_people_are_lent(coder: Coder) -> None:
    """Whom others blame stands behind the plain telling, by name of the people too."""
    text = (
        "Rebels blamed Turkish warplanes for Friday's air strike on the market. The air strike on the market killed "
        "eleven people in Mosul on Friday."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    killed = next(c for c in claims if any(n.what == "killed" for n in c.counts))
    assert [(p.text, p.certainty) for p in killed.actor] == [("Turkish warplanes", "suspected")]


@pytest.mark.parametrize(
    "text",
    [
        "An Iraqi mosque bombing killed 20 people on Friday.",
        "Twenty people died on Friday in an Afghan suicide bombing.",
        "An Afghan blast killed five people on Friday.",
        "A Kenyan university attack left 14 people dead on Friday.",
        "At least 40 people were killed on Friday in a Syrian weapons depot blast.",
    ],
)
def test_the_country_of_an_attack_did_not_do_it(coder: Coder, text: str) -> None:
    """A people's name before the place or the blast says where it was."""
    assert attack(coder, text).actor == ()


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Ten people died on Friday in Chadian air force strikes on Mao.", "Chadian air force"),
        ("A Syrian rebel rocket attack killed two people in Homs on Friday.", "Syrian rebel"),
        ("MAO (Valley News) Chadian soldiers killed 12 rebels near the town on Friday.", "Chadian soldiers"),
        ("Eight people were killed on Friday in government shelling on Homs.", "government"),
    ],
)
def test_the_doer_is_the_nearest_body_before_the_deed(coder: Coder, text: str, doer: str) -> None:
    """Neither the country alone, nor the town of the dateline, nor nobody."""
    assert [p.text for p in attack(coder, text).actor] == [doer]


def told_at(coder: Coder, text: str, words: str) -> Claim:
    """The attack whose words begin with `words`."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return next(c for c in claims if c.type == "ASSAULT" and c.trigger.text.startswith(words))


def test_a_doer_is_lent_by_the_next_telling(coder: Coder) -> None:
    """The sentence beside says who did it."""
    text = "Army helicopters attacked the village of Homs on Friday. Nine people were killed."
    assert "Army helicopters" in [p.text for p in told_at(coder, text, "killed").actor]


def test_a_telling_far_off_lends_no_doer(coder: Coder) -> None:
    """What a report says of a war at its end does not tell who did the deed at its head."""
    between = " ".join(f"The mayor opened school number {n} in the valley." for n in ("one", "two", "three", "four"))
    text = f"Nine people were killed in Mosul on Friday. {between} Chadian soldiers attacked Mosul."
    assert told_at(coder, text, "killed").actor == ()


def test_no_doer_is_lent_from_a_deed_to_an_armed_body(coder: Coder) -> None:
    """Who strikes rebels, as told beside, has not killed the children of another sentence."""
    text = "Nine children were killed in an attack on Mosul on Friday. The coalition bombed the Taliban on Thursday."
    assert told_at(coder, text, "attack").actor == ()


def test_who_an_opponent_blames_is_not_put_beside_a_doer_of_the_other_side(coder: Coder) -> None:
    """A warplane is the state's, whatever the state says of the rebels."""
    text = (
        "An army warplane struck a market in Homs on Friday, killing nine people. "
        "The government blamed rebels for the attack."
    )
    assert all(p.sector != "REB" for p in told_at(coder, text, "struck").actor)


def test_there_was_shelling_is_nobodys_deed(coder: Coder) -> None:
    """Whoever speaks of it did not do it."""
    text = '"Today there was shelling in Mosul and it killed two people," said Ana Castell, a nurse.'
    assert all("Castell" not in (p.name or p.text) for p in attack(coder, text).actor)


def test_planes_of_a_coalition_are_named_by_it(coder: Coder) -> None:
    """Who leads them is part of the phrase, also where the parser keeps "U.S.-led" one word."""
    claim = attack(coder, "Airstrikes by planes from a U.S.-led military coalition have killed 12 villagers in Mosul.")
    assert [p.text for p in claim.actor] == ["planes from a U.S.-led military coalition"]


def test_men_said_to_be_somebodys_say_nothing(coder: Coder) -> None:
    """ "Said to be loyal to X" tells of them."""
    text = "Armed men said to be loyal to the warlord attacked and killed 18 civilians in Mao on Wednesday."
    assert [p.text for p in attack(coder, text).actor][:1] == ["Armed men"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Gunmen dressed as police killed nine tourists in Mosul on Friday.", ["Gunmen"]),
        ("A singer survived a gun attack in Mosul on Friday that killed his driver.", []),
        (
            "Rebels shelled the town of Mao on Friday using tanks and artillery killing eight civilians.",
            ["Rebels"],
        ),
        ("Nine people were killed when soldiers raided a bar in Mao on Friday.", ["soldiers"]),
        ("A suicide attack in Mosul on Friday targeted people mourning a judge, killing six people.", []),
        (
            "The attack by the paramilitary Rapid Support Forces on the village of Donki killed ten people.",
            ["the paramilitary Rapid Support Forces"],
        ),
    ],
)
def test_disguise_survivors_arms_and_targets_are_no_doers(coder: Coder, text: str, doers: list[str]) -> None:
    """Whom the doers were dressed as, who lived, what they fired and whom they aimed at did nothing."""
    assert [p.text for p in attack(coder, text).actor] == doers


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("A bomb killed eleven people in Mosul on Friday, and the army blamed the Islamic State.", True),
        ("A bomb killed eleven people in Mosul, and the army accused the Islamic State of carrying it out.", True),
        ("A bomb killed eleven people in Mosul on Friday, and the mayor blamed poor security.", False),
        ("A bomb killed eleven people in Mosul, and the mayor accused the Islamic State of taking oil.", False),
    ],
)
def test_whom_the_deed_is_laid_on_is_suspected(coder: Coder, text: str, blamed: bool) -> None:
    """Blame names the doer, unless it is for something else or falls on nobody."""
    assert [p.certainty for p in attack(coder, text).actor] == (["suspected"] if blamed else [])


def test_people_of_an_armed_body_are_told_by_it(coder: Coder) -> None:
    """ "Men" are anybody; those belonging to rebels are rebels."""
    (doer,) = attack(coder, "Men belonging to the Lord's Resistance Army killed six people near Bria on Friday.").actor
    assert (doer.sector, doer.member_of) == ("REB", "Lord's Resistance Army")


@pytest.mark.parametrize(
    ("text", "country", "certainty"),
    [
        ("Ten civilians were killed by Syrian regime airstrikes near Idlib on Monday.", "SYR", "stated"),
        ("Airstrikes by planes from the U.S.-led coalition killed 20 civilians in Syria.", "USA", "stated"),
        (
            "Airstrikes thought to be by planes from the Saudi-led coalition killed 20 people in Sanaa.",
            "SAU",
            "suspected",
        ),
        (
            "Strikes believed to have been carried out by Ethiopian drones killed 12 people in Alamata.",
            "ETH",
            "suspected",
        ),
        ("The U.S.-led coalition bombed a bridge near Raqqa, killing two people.", "USA", "stated"),
    ],
)
def test_whose_planes_and_strikes_they_are(coder: Coder, text: str, country: str, certainty: str) -> None:
    """Those whom the words name, as surely as the words have it."""
    assert {(p.country, p.certainty) for p in attack(coder, text).actor} == {(country, certainty)}


def test_of_a_body_and_who_leads_it_one_doer_is_made(coder: Coder) -> None:
    """ "US-led coalition airstrike" has no second doer in its leader."""
    (doer,) = attack(coder, "The US-led coalition airstrike in Raqqa killed 20 people on Saturday.").actor
    assert doer.text == "US-led coalition"


@pytest.mark.parametrize(
    ("text", "killers"),
    [
        ("The army repelled an attack near Mosul on Friday, killing 40 attackers.", ["The army"]),
        ("Police thwarted an attack by gunmen in Mosul on Friday and killed two of them.", ["Police"]),
        ("Rebels attacked soldiers near Mosul on Friday and killed four of them.", ["Rebels"]),
    ],
)
def test_who_strikes_back_kills_and_did_not_attack_himself(coder: Coder, text: str, killers: list[str]) -> None:
    """The dead are those of whoever killed them, and nobody is both sides of the attack."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [p.text for c in claims if any(n.what == "killed" for n in c.counts) for p in c.actor] == killers
    assert all({p.start for p in c.actor}.isdisjoint(p.start for p in c.recipient) for c in claims)


def test_who_pulls_people_out_and_shoots_them_is_their_killer(coder: Coder) -> None:
    """Only who finds the dead is innocent of them."""
    claim = attack(coder, "Masked men pulled three traders from a bus near Gao and shot them dead on Monday.")
    assert [p.text for p in claim.actor] == ["Masked men"]


def test_both_of_two_who_clash_are_doers(coder: Coder) -> None:
    """The learned reader takes the second of "rebels and troops clashed" for whom the first clashed with."""
    text = (
        "Turkey-backed rebels and government troops clashed on Friday near Manbij. Twelve people died in the clashes."
    )
    assert [[p.text for p in c.actor] for c in coder.code(Report(id="r", text=text, published="2024-05-10"))] == [
        ["Turkey-backed rebels", "government troops"]
    ] * 2


def test_a_roadside_is_no_doer(coder: Coder) -> None:
    """It is where the bomb lay."""
    assert attack(coder, "The patrol was hit by a roadside IED near Gao, killing two soldiers.").actor == ()


@pytest.mark.parametrize(
    "text",
    [
        "France condemned an attack in Mosul that killed ten people.",
        "Police are investigating a bombing near Mosul which killed ten people.",
        "The president visited the site of the raid that killed ten people near Mosul.",
        "The mayor described the attack that killed ten people in Mosul as barbaric.",
        "There was an attack in Mosul, which killed 30 people.",
        "Hundreds of families were displaced by shelling in Mosul.",
    ],
)
def test_who_only_speaks_of_a_deed_did_not_do_it(coder: Coder, text: str) -> None:
    """Condemning, investigating or visiting is no attack; nor did a town or those who fled attack anybody."""
    assert all(c.actor == () for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rebels launched an attack that killed ten soldiers near Goma.", ["Rebels"]),
        ("Bandits claimed a raid that killed ten soldiers near Goma.", ["Bandits"]),
        ("The mayor said rebels bear responsibility for an attack that killed ten people near Goma.", ["rebels"]),
        ("Gunmen fired rockets that killed three pupils near Goma.", ["Gunmen"]),
        ("A court jailed two men for an attack that killed ten people near Goma.", ["two men"]),
        ("The army apologised for a strike that killed three farmers near Goma.", ["The army"]),
        ("The ministry warned that militants were planning attacks on churches near Goma.", ["militants"]),
    ],
)
def test_who_launches_or_claims_a_deed_did_what_came_of_it(coder: Coder, text: str, who: list[str]) -> None:
    """Whose attack it is killed those whom it killed."""
    assert [p.text for p in attack(coder, text).actor] == who
