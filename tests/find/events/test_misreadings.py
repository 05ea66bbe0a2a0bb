"""What looks like an event and is none, or is another one: each row is a class of claim that no report made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.pipeline import Coder
from sayso.types import EventMention, Parsed, Report

Read = Callable[[str], tuple[Parsed, list[EventMention]]]


NO_EVENT = [
    ("The workers were ill, a party release said here.", "RETREAT"),
    ("The popularity of the president had fallen to 47 percent.", "CONTROL"),
    ("The emails offered a snapshot of the group's finances.", "AGREE"),
    ("New cameras were bought, allowing the police to monitor the border.", "RETREAT"),
    ("The driver lost his battle for life on Sunday at a hospital.", "ASSAULT"),
    ("The grenade was safely exploded by bomb experts.", "ASSAULT"),
    ("The operation targeted the trade in stolen fuel.", "ASSAULT"),
    ("A source who asked not to be named said that the mayor was ill.", "REQUEST"),
    ("The average tax charged on imported cars has doubled.", "ACCUSE"),
    ("The bank charged interest of 40 percent.", "ACCUSE"),
    ("The company fired 300 workers at its plant in Dorn.", "ASSAULT"),
    ("The governor declared a public health emergency on Friday.", "COERCE"),
    ("The airline closed its office in Malda.", "COERCE"),
    ("The mayor lost control of his car.", "CONTROL"),
    ("The party took control of the senate.", "CONTROL"),
    ("The opposition captured 40 seats in parliament.", "CONTROL"),
    ("Investors seized on the news.", "COERCE"),
    ("Fuel prices exploded in March.", "ASSAULT"),
    ("Police took away computers from the office.", "COERCE"),
    ("The bank withdrew its offer for the insurer.", "RETREAT"),
    ("The candidate was fired up for the campaign.", "SANCTION"),
]


@pytest.mark.parametrize(("text", "type_"), NO_EVENT)
def test_words_used_for_other_things_tell_no_event(read: Read, text: str, type_: str) -> None:
    """A document, a share, an instrument or an illness is nobody's deed."""
    assert type_ not in [e.type for e in read(text)[1]]


SUFFERERS = [
    ("The arrest of Marko Tol in Lena appears to be the end of his rule.", "COERCE", "Marko Tol"),
    ("Marko Tol's arrest in Lena appears to be the end of his rule.", "COERCE", "Marko Tol"),
    ("Marko Tol's capture was hailed in Lena.", "COERCE", "Marko Tol"),
    ("The shrine has been the target of several attacks.", "ASSAULT", "The shrine"),
]


@pytest.mark.parametrize(("text", "type_", "who"), SUFFERERS)
def test_nouns_of_a_fate_have_who_suffers_it(read: Read, text: str, type_: str, who: str) -> None:
    """Whose arrest it is did not arrest anybody."""
    parsed, events = read(text)
    event = next(e for e in events if e.type == type_)
    assert not event.actor
    assert [parsed.span(p.first, p.last).text for p in event.recipient] == [who]


UNDONE = [
    ("The court issued a warrant for the arrest of Marko Tol.", "COERCE", "planned"),
    ("The group floated a long-term ceasefire.", "RETREAT", "planned"),
    ("The rebels consider a proposal that includes a ceasefire.", "RETREAT", "planned"),
    ("The camp was used to train men for attacks on villagers.", "ASSAULT", "planned"),
    ("The site was used to facilitate attacks on soldiers.", "ASSAULT", "hypothetical"),
    ("Instead of launching an assault, the rebels moved south.", "ASSAULT", "negated"),
    ("The leader denied having ordered the killings.", "ASSAULT", "denied"),
    ("The rebels were able to hold the town.", "CONTROL", "happened"),
    ("Bor would be the first official to have been assassinated in Lena.", "ASSAULT", "happened"),
]


@pytest.mark.parametrize(("text", "type_", "status"), UNDONE)
def test_what_is_ordered_prepared_or_left_is_not_told_as_done(read: Read, text: str, type_: str, status: str) -> None:
    """Status comes from the word that holds the event as much as from its own verb."""
    assert {e.status for e in read(text)[1] if e.type == type_} == {status}


TOLD = [
    ("The towns have been under siege since May.", "CONTROL"),
    ("Police lathi-charged the crowd.", "ASSAULT"),
    ("Soldiers dismantled a drug laboratory.", "COERCE"),
    ("Aid convoys entered the besieged town.", "AID"),
    ("The magistrate sent him to judicial custody.", "COERCE"),
    ("The protesters blocked the road.", "PROTEST"),
    ("Talks will be held in Lena on Friday.", "AGREE"),
    ("The group described the incident as a heinous crime.", "ACCUSE"),
    ("He flatly denied the incident.", "REJECT"),
    ("Rebels continue to battle for the town of Lena.", "ASSAULT"),
    ("The company fired 300 workers at its plant in Dorn.", "SANCTION"),
    ("Prosecutors charged the mayor with fraud.", "ACCUSE"),
    ("The president declared a state of emergency on Friday.", "COERCE"),
    ("The army lost control of the town.", "CONTROL"),
    ("About 300 fighters defected to the government.", "RETREAT"),
    ("The candidate withdrew from the race.", "RETREAT"),
    ("A series of explosions rocked the capital.", "ASSAULT"),
    ("Hundreds of arrests were made in the capital.", "COERCE"),
    ("The suspect was found not guilty of murder.", "CONCEDE"),
    ("A convoy of 20 trucks carrying food reached the besieged town.", "AID"),
    ("Norland shipped artillery shells to Velia.", "AID"),
    ("A court in Rome jailed the smuggler for 12 years.", "SANCTION"),
]


@pytest.mark.parametrize(("text", "type_"), TOLD)
def test_events_in_other_words_are_found(read: Read, text: str, type_: str) -> None:
    """Each row is a way of telling an event that no other row covers."""
    assert type_ in [e.type for e in read(text)[1]]


def test_a_pronoun_behind_a_fronted_clause_is_its_subject(read: Read) -> None:
    """ "While X's jets were elsewhere, they struck Y": X's jets did."""
    parsed, events = read("While the soldiers were resting in the camp, they shelled the town.")
    shelled = next(e for e in events if e.type == "ASSAULT")
    assert [parsed.span(p.first, p.last).text for p in shelled.actor] == ["the soldiers"]


def test_they_is_no_single_speaker(read: Read) -> None:
    """ "She said they had killed a trader": not she, nor "a girl"."""
    for text in ("Ana Bor said they had killed a trader.", "The girl told police that they had killed a trader."):
        parsed, events = read(text)
        killed = next(e for e in events if e.type == "ASSAULT")
        assert [parsed.span(p.first, p.last).text for p in killed.actor] == ["they"]


def test_who_says_it_behind_has_not_done_it(read: Read) -> None:
    """A clause whose subject the parser missed has not the speaker for one."""
    parsed, events = read(
        'A smuggler alias "Tol", said to be a spy, may have ordered the killing of a mayor, police said.'
    )
    doers = {parsed.span(p.first, p.last).text for e in events for p in e.actor}
    assert "police" not in doers


def test_dead_is_no_part_of_a_name(read: Read) -> None:
    """ "Shot dead Ana Bor": Ana Bor."""
    parsed, events = read("Gunmen shot dead Ana Bor in Lena.")
    assert [parsed.span(p.first, p.last).text for e in events for p in e.recipient] == ["Ana Bor"]


def test_denial_of_what_tells_no_event_is_a_rejection(read: Read) -> None:
    """Somebody denied something: who, is worth a claim though what is not."""
    parsed, events = read("A spokesman denied that the stones had been given to the mayor.")
    assert [(e.type, parsed.span(e.actor[0].first, e.actor[0].last).text) for e in events] == [
        ("REJECT", "A spokesman")
    ]


def test_accused_and_suspects_are_the_doers_of_the_deed(read: Read) -> None:
    """ "Prime" is no person, and who is called a suspect in a murder is suspected of it."""
    for text, certainty in (
        ("Marko Tol, the prime accused in the bomb attack on the office, has surrendered.", "suspected"),
        ("Marko Tol, the main suspect in the murder of a trader, was arrested.", "suspected"),
    ):
        parsed, events = read(text)
        deed = next(e for e in events if e.type == "ASSAULT")
        assert [parsed.span(p.first, p.last).text for p in deed.actor] == ["Marko Tol"]
        assert deed.certainty == certainty


def test_a_place_before_a_colon_is_no_party(read: Read) -> None:
    """Pages without capitals open with the town: "new tarn: the party said"."""
    text = (
        "new tarn: the ruling party on sunday condemned the killing of three workers, and a spokesman for "
        "the mayor said that the funeral would be held on monday."
    )
    parsed, events = read(text)
    condemned = next(e for e in events if e.type == "ACCUSE")
    assert [parsed.span(p.first, p.last).text for p in condemned.actor] == ["the ruling party"]


def test_workers_who_strike_attack_nobody(read: Read) -> None:
    """Doctors who strike protest; pilots who strike a base attack it."""
    for text, type_ in (
        ("Doctors struck for three days in Lena.", "PROTEST"),
        ("The union said it would strike next week.", "THREATEN"),
        ("The pilots struck an army base near Lena.", "ASSAULT"),
    ):
        assert {e.type for e in read(text)[1]} == {type_}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The strike by pilots grounded 200 flights.", ("PROTEST", "strike")),
        ("Teachers began a 48-hour strike on Monday.", ("PROTEST", "strike")),
        ("The nurses' strike entered its third week.", ("PROTEST", "strike")),
        ("The union plans a strike against the government over pay.", ("PROTEST", "strike")),
        ("The army carried out a strike against the rebels.", ("ASSAULT", None)),
        ("A strike on a convoy killed six soldiers.", ("ASSAULT", None)),
    ],
)
def test_strikes_of_workers_are_none_of_force(read: Read, text: str, told: tuple[str, str | None]) -> None:
    """Who strikes, how long and what for says which of the two it is."""
    assert [(e.type, e.mode) for e in read(text)[1]] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Reuters the army must leave the town.",
        '"The army must leave the town," the bishop told Radio Bor.',
        "A clerk told the Daily Star that the army must leave the town.",
        "The minister told reporters that the army should leave the town.",
    ],
)
def test_who_hears_for_the_public_is_asked_for_nothing(read: Read, text: str) -> None:
    """Papers, stations and reporters are told things; the army is to leave."""
    parsed, events = read(text)
    asked = [parsed.span(p.first, p.last).text for e in events if e.type == "REQUEST" for p in e.recipient]
    assert [words.lower() for words in asked] == ["the army"]


def test_name_behind_an_adjective_is_the_subject(read: Read) -> None:
    """The parser sees two subjects in "the paramilitary Red Valley Forces shelled"."""
    parsed, events = read("Sudan's paramilitary Rapid Support Forces shelled a camp outside Lena.")
    assert [parsed.span(p.first, p.last).text for p in events[0].actor] == ["Rapid Support Forces"]


def test_armed_people_who_burn_are_no_rioters(read: Read) -> None:
    assert {e.type for e in read("Gunmen torched 12 vehicles.")[1]} == {"ASSAULT"}


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Two soldiers were killed by Azeri shelling near Lena.", "ASSAULT", ["Azeri"], ["Two soldiers"]),
        ("Russia urged both sides to show restraint and offered to mediate.", "AGREE", ["Russia"], []),
        ("Miners clashed with police at the mine, leaving 34 people dead.", "ASSAULT", [], ["34 people"]),
        ("Police accused the paper of customs fraud.", "ACCUSE", ["Police"], ["the paper"]),
        ("An army truck struck a mine near Lena.", "ASSAULT", [], ["An army truck"]),
    ],
)
def test_parties_are_those_of_the_deed(
    read: Read, text: str, type_: str, actor: list[str], recipient: list[str]
) -> None:
    """A people's adjective may be the doer; who is asked does not offer; of a clash it is not told who killed."""
    parsed, events = read(text)
    deed = next(e for e in events if e.type == type_)
    sides = [[parsed.span(p.first, p.last).text for p in side] for side in (deed.actor, deed.recipient)]
    assert sides == [actor, recipient]


def test_who_is_charged_by_a_crowd_is_not_accused(read: Read) -> None:
    assert "ACCUSE" not in {e.type for e in read("Police fired after being charged by men carrying machetes.")[1]}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("He will not receive the envoy of a state that kills priests.", "hypothetical"),
        ("Gangs who attack students have no place in the talks.", "hypothetical"),
        ("When soldiers attack a village, they destroy its school.", "hypothetical"),
        ("The mayor is worried over plans for acts such as killing officials.", "hypothetical"),
        ("The men who attack buses in Lima were seen on Monday.", "happened"),
        ("When soldiers attacked a village, they destroyed its school.", "happened"),
        ("Soldiers attack a village, its people flee.", "happened"),
    ],
)
def test_what_is_told_in_general_did_not_happen_once(read: Read, text: str, status: str) -> None:
    """Habits of a sort of people, whatever happens when, and topics are no incidents."""
    assert status in [e.status for e in read(text)[1] if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Two alleged members of the gang were captured in Lena on Friday.", "COERCE"),
        ("The police showed nine suspected smugglers of the Lir Front who were captured in Lena.", "COERCE"),
        ("Two soldiers were captured by the rebels near Lena on Friday.", "ASSAULT"),
    ],
)
def test_whom_the_law_looks_for_is_arrested(read: Read, text: str, type_: str) -> None:
    """Captured with no captor told: suspects are arrested, fighters carried off."""
    parsed, events = read(text)
    event = next(e for e in events if parsed.tokens[e.head].text == "captured")
    assert event.type == type_
    assert parsed.tokens[event.recipient[0].head].text != "Front"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The farmers left their homes to avoid becoming victims of the clashes.", []),
        ("The sources said rebels threw a grenade at a hotel, but when it exploded it only made a hole.", ["rebels"]),
        ("The struggle killed nobody, but rebels attacked the hotel.", ["rebels"]),
    ],
)
def test_victims_tellers_and_abstract_nouns_do_nothing(read: Read, text: str, doers: list[str]) -> None:
    """Who becomes a victim of clashes is no side of them; "it" is not those who say so; a struggle is nobody."""
    parsed, events = read(text)
    told = {parsed.span(p.first, p.last).text for e in events if e.type == "ASSAULT" for p in e.actor}
    assert told - {"it"} == set(doers)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[Text] Foreign soldiers shot two farmers in Lena.", "Foreign soldiers"),
        ("Lena, 4 May -- [Excerpts] Rebels shot two farmers.", "Rebels"),
    ],
)
def test_editors_marks_are_no_part_of_a_party(read: Read, text: str, who: str) -> None:
    """A mark in square brackets before a phrase is the editor's."""
    parsed, events = read(text)
    event = next(e for e in events if e.type == "ASSAULT" and e.actor)
    assert parsed.span(event.actor[0].first, event.actor[0].last).text == who


WORDINGS = [
    ("Chile will send troops to the UN mission in Mali.", "AGREE", ["Chile"], ["the UN mission in Mali"]),
    (
        "The government gave the rebels a 48-hour deadline to leave the town.",
        "THREATEN",
        ["The government"],
        ["the rebels"],
    ),
    ("Two Dutch diplomats were expelled from Bolivia on Monday.", "SANCTION", ["Bolivia"], ["Two Dutch diplomats"]),
    (
        "Prosecutors are seeking prison sentences for three journalists.",
        "ACCUSE",
        ["Prosecutors"],
        ["three journalists"],
    ),
    ("The bank launched an audit of the ministry.", "ACCUSE", ["The bank"], ["the ministry"]),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), WORDINGS)
def test_words_of_states_and_courts(read: Read, text: str, type_: str, actor: list[str], recipient: list[str]) -> None:
    """Troops for a mission of many are promised, a deadline is a threat, a state sends out whom it has expelled."""
    parsed, events = read(text)
    event = next(e for e in events if e.type == type_)
    assert [parsed.span(p.first, p.last).text for p in event.actor] == actor
    assert [parsed.span(p.first, p.last).text for p in event.recipient] == recipient


def test_people_driven_out_of_a_town_are_not_driven_out_by_it(read: Read) -> None:
    """Only foreigners are sent out by the state that they leave."""
    _, events = read("Two families were expelled from Lena on Monday.")
    assert not any(e.actor for e in events)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Fighting between the SDF and Turkish-backed factions resumed in Manbij.", ["SDF", "Turkish-backed factions"]),
        ("Clashes erupted in the camp between Fatah and Islamist factions.", ["Fatah", "Islamist factions"]),
        ("Army and police forces raided the camp.", ["Army and police forces"]),
    ],
)
def test_a_named_body_and_other_people_are_two_sides(read: Read, text: str, sides: list[str]) -> None:
    """Of "X and Islamist factions" X is no kind of faction."""
    parsed, events = read(text)
    assert [parsed.span(p.first, p.last).text for e in events for p in e.actor] == sides


@pytest.mark.parametrize(
    "text",
    [
        "Missiles hit an apartment block in Dnipro on Saturday.",
        "Two rockets hit a shop in Sderot.",
        "A mortar round struck a tent in Idlib.",
        "A drone hit an ambulance near Kherson.",
    ],
)
def test_whatever_missiles_and_drones_hit_is_attacked(read: Read, text: str) -> None:
    """No list of targets holds all that a rocket may strike."""
    _, events = read(text)
    assert [(e.type, len(e.recipient)) for e in events] == [("ASSAULT", 1)]


def test_who_escapes_or_rescues_does_it(read: Read) -> None:
    """Captors let nobody go whom somebody else frees or who gets away himself."""
    parsed, (escape, rescue) = read("Nine prisoners escaped from a jail. Police rescued 42 hostages.")
    assert [parsed.span(p.first, p.last).text for p in (*escape.actor, *rescue.recipient)] == [
        "Nine prisoners",
        "42 hostages",
    ]
    assert (escape.type, rescue.type) == ("RETREAT", "AID")


def test_who_is_suspected_to_have_been_killed_killed_nobody(read: Read) -> None:
    """The accusation is of the agent, if of anybody."""
    parsed, events = read("Pavel Tol was suspected to have been killed by Lir thugs.")
    event = next(e for e in events if e.type == "ASSAULT")
    assert [parsed.span(p.first, p.last).text for p in event.actor] == ["Lir thugs"]
    assert [parsed.span(p.first, p.last).text for p in event.recipient] == ["Pavel Tol"]
    assert event.certainty == "suspected"


def test_who_is_only_quoted_is_not_who_was_charged(read: Read) -> None:
    """ "According to" hangs on the verb as "to" does, and names no recipient."""
    parsed, events = read("The court charged him with fraud, according to the justice ministry.")
    hit = {parsed.tokens[p.head].text for e in events if e.type == "ACCUSE" for p in e.recipient}
    assert "him" in hit and "ministry" not in hit


DENIED = [
    "The rebels denied any involvement in the bombing of the market.",
    "The army denied responsibility for the attack on the village.",
    "The ministry denied reports that soldiers had shelled the clinic.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_deed_is_told_once(coder: Coder, text: str) -> None:
    """Who denies a deed refuses nobody anything besides; the deed is there, as denied."""
    found = coder.code(Report(id="r", text=text))
    assert [(c.type, c.status) for c in found] == [("ASSAULT", "denied")]


SILENT = [
    "The mayor declined to comment.",
    "The minister declined to say whether the talks had failed.",
    "A spokeswoman refused to elaborate on the report.",
    "The general was not willing to name the dead.",
]


@pytest.mark.parametrize("text", SILENT)
def test_who_says_nothing_rejects_nobody(coder: Coder, text: str) -> None:
    """ "Declined to comment" is how a report tells that it asked."""
    assert [c for c in coder.code(Report(id="r", text=text)) if c.type == "REJECT" and c.actor] == []
