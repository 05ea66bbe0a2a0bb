"""Parties and speakers of short reports: who is meant, of which state and sector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.knowledge.actors import ActorBase
from sayso.parse import Parser
from sayso.resolve.parties import PartyResolver
from sayso.types import Parsed, Party, PartyMention, Report, Speaker


@pytest.fixture(scope="module")
def resolver() -> PartyResolver:
    return PartyResolver(ActorBase.open())


def mention(parsed: Parsed, words: str, *, nth: int = 0) -> PartyMention:
    """The mention that stands at the nth place where the words occur."""
    start = -1
    for _ in range(nth + 1):
        start = parsed.text.index(words, start + 1)
    touched = [t.i for t in parsed.tokens if t.start >= start and t.end <= start + len(words)]
    head = next(i for i in touched if parsed.tokens[i].head not in touched or parsed.tokens[i].head == i)
    return PartyMention(first=touched[0], last=touched[-1], head=head)


@pytest.fixture
def party(parsed: Callable[..., Parsed], resolver: PartyResolver) -> Callable[..., Party]:
    def read(text: str, words: str, *, nth: int = 0, published: str | None = "2018-07-05") -> Party:
        report = parsed(text, published)
        return resolver.resolve(report, [mention(report, words, nth=nth)])[0]

    return read


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "sector", "kind"),
    [
        ("The Syrian army shelled the town.", "The Syrian army", "Syrian Arab Army", "SYR", "MIL", "organization"),
        ("Three Syrian soldiers died.", "Three Syrian soldiers", None, "SYR", "MIL", "group"),
        ("Russian jets bombed the town.", "Russian jets", None, "RUS", "MIL", "vehicle"),
        ("Moscow condemned the attack.", "Moscow", "Government of Russia", "RUS", "GOV", "state"),
        ("Turkey's foreign ministry denied it.", "Turkey's foreign ministry", "Ministry of Foreign Affairs of Turkey",
         "TUR", "GOV", "organization"),
        ("Opposition leader Riek Machar left.", "Opposition leader Riek Machar", "Riek Machar", "SSD", "OPP", "person"),
        ("In Syria Kurdish forces shelled it.", "Kurdish forces", None, "SYR", "PAR", "organization"),
        ("In Syria coalition warplanes bombed it.", "coalition warplanes", None, None, "MIL", "vehicle"),
        ("In Syria terrorist forces shelled it.", "terrorist forces", None, "SYR", "REB", "organization"),
        ("The Lenai Leaders' Forum (LLF) spoke.", "The Lenai Leaders' Forum", "Lenai Leaders' Forum",
         None, None, "organization"),
        ("Amnesty International Kenya spoke.", "Amnesty International Kenya", "Amnesty International", "GBR", "NGO",
         "organization"),
        ("Khartoum rejected the report.", "Khartoum", "Government of Sudan", "SDN", "GOV", "state"),
        ("Juba denied it.", "Juba", "Government of South Sudan", "SSD", "GOV", "state"),
        ("In China Congress is feared.", "Congress", "United States Congress", "USA", "LEG", "organization"),
        ("Unidentified militants fired.", "Unidentified militants", None, None, "UAF", "group"),
        ("Two suicide bombers at a Methodist Church in Jos killed nine.", "Two suicide bombers at a Methodist Church",
         None, None, "UAF", "group"),
        ("Farms were burned by elements from Lakes state.", "elements from Lakes state", None, None, None, "group"),
        ("Anti-Damascus militants fled.", "Anti-Damascus militants", None, "SYR", "REB", "group"),
        ("Hamas militants fired rockets.", "Hamas militants", "Hamas", "PSE", "REB", "group"),
        ("Police arrested three Hamas couriers.", "three Hamas couriers", "Hamas", "PSE", "REB", "group"),
        ("Unknown gunmen opened fire.", "Unknown gunmen", None, None, "UAF", "group"),
        ("Gunmen of a northern tribe opened fire.", "Gunmen of a northern tribe", None, None, "PAR", "group"),
        ("Militiamen opened fire on a bus.", "Militiamen", None, None, "PAR", "group"),
        ("Police detained a man.", "Police", None, None, "COP", "organization"),
        ("Protesters threw stones.", "Protesters", None, None, "CVL", "group"),
        ("US-backed rebels took the hill.", "US-backed rebels", None, None, "REB", "group"),
        ("Rebel forces took the hill.", "Rebel forces", None, None, "REB", "group"),
        ("Azeri troops shelled the town.", "Azeri troops", "Azerbaijani Armed Forces", "AZE", "MIL", "organization"),
        ("A bus was burned.", "A bus", None, None, "CVL", "vehicle"),
        ("In Kenya the Interior Ministry spoke.", "the Interior Ministry", "Ministry of the Interior of Kenya", "KEN",
         "GOV", "organization"),
        ("The Supreme Court annulled the vote.", "The Supreme Court", None, None, "JUD", "organization"),
        ("The Election Commission annulled it.", "The Election Commission", "Election Commission", None, "GOV",
         "organization"),
        ("The Red River Brigade annulled it.", "The Red River Brigade", "Red River Brigade", None, "UAF",
         "organization"),
    ],
)  # fmt: skip
def test_party_is_read_from_its_words(
    party: Callable[..., Party], text: str, words: str, name: str | None, country: str | None, sector: str, kind: str
) -> None:
    """Names, demonyms, capitals and role words each say what they say and no more."""
    found = party(text, words)
    assert (found.name, found.country, found.sector, found.kind) == (name, country, sector, kind)
    assert found.text == words


def test_name_that_many_states_bear_is_not_the_other_states(party: Callable[..., Party]) -> None:
    """A commission in Nigeria is not India's of the same name."""
    text = "The National Human Rights Commission wrote to {}."
    assert party(text.format("Nigeria"), "The National Human Rights Commission").country is None
    assert party(text.format("India"), "The National Human Rights Commission").country == "IND"


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Rebels beat a trader. The trader told police that they stole his cart.", "REB"),
        ("Rebels beat a trader. The trader told reporters that they left.", "REB"),
    ],
)
def test_who_is_told_of_a_deed_has_not_done_it(party: Callable[..., Party], text: str, sector: str) -> None:
    """ "They" of a deed reported to the police are not the police."""
    assert party(text, "they").sector == sector


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The rights group Sela wrote to the mayor.", "The rights group Sela", "Sela"),
        ("Rebel group M23 took the hill.", "Rebel group M23", "March 23 Movement"),
        ("Gunmen shot the mayor, Juan Perez, in Lena.", "the mayor", "Juan Perez"),
        ("New People's Army guerrillas fled. The army followed.", "The army", None),
    ],
)
def test_name_behind_a_noun_is_the_groups(party: Callable[..., Party], text: str, words: str, name: str | None) -> None:
    """ "The rebel group X" is X; "the army" is not the rebels' army that it fights."""
    assert party(text, words).name == name


def test_who_raided_goes_on_raiding(party: Callable[..., Party]) -> None:
    """ "They shot at anything" are the bandits, not the police sent after them."""
    text = "Bandits attacked a village. Soldiers were sent there. They came at night and shot at everybody."
    assert party(text, "They").sector == "CRM"


def test_title_keeps_a_name_with_a_hyphen(party: Callable[..., Party]) -> None:
    """ "A commander of the Al-Nusra Front" is not "of the Al"."""
    found = party(
        "They caught Abu Walid, a commander of the Al-Nusra Front.", "Abu Walid, a commander of the Al-Nusra Front"
    )
    assert found.role == "commander of the Al-Nusra Front"


def test_party_of_a_body_is_a_member(party: Callable[..., Party]) -> None:
    """Several people are told by the body they belong to, counted or not; one of them has no name by it."""
    for text, words, name in (
        ("Two Taliban fighters were killed.", "Two Taliban fighters", "Taliban"),
        ("A Taliban fighter was killed.", "A Taliban fighter", None),
    ):
        found = party(text, words)
        assert (found.name, found.member_of) == (name, "Taliban")
    counted = party("At least 40 Kenyan troops were killed.", "At least 40 Kenyan troops")
    assert (counted.member_of, counted.kind, counted.number and counted.number.low) == (counted.name, "group", 40)


@pytest.mark.parametrize(
    ("text", "words", "best"),
    [
        ("Gunmen shot a family of five.", "a family of five", 5),
        ("Gunmen shot an elderly couple.", "an elderly couple", 2),
        ("A 500-strong force of rebels took Marn.", "A 500-strong force of rebels", 500),
        ("Some 1.8 million have fled.", "1.8 million", 1_800_000),
        ("Rebels freed half of the 30 hostages.", "half of the 30 hostages", None),
        ("Police shot a third bomber.", "a third bomber", 1),
    ],
)
def test_party_says_how_many_it_is(party: Callable[..., Party], text: str, words: str, best: float | None) -> None:
    """Families and couples have their size; of a share only the whole is told."""
    number = party(text, words).number
    assert (number and number.best) == best


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("The army took two towns from the rebels, but they have attacked army posts since.", "REB"),
        ("The army took two towns from the rebels, but they have launched raids on army posts.", "REB"),
        ("Rebels surrounded the soldiers and they shot at the rebels for an hour.", "MIL"),
        ("The Houthis said they had launched missiles at a tanker.", "REB"),
    ],
)
def test_who_attacks_is_not_whom_the_clause_names_again(party: Callable[..., Party], text: str, sector: str) -> None:
    """ "They" who raid army posts are not the army."""
    assert party(text, "they").sector == sector


def test_pilot_flies_for_nobody_by_his_trade(party: Callable[..., Party]) -> None:
    """A New Zealand pilot is from New Zealand, and no airman; a junta's foes are rebels."""
    pilot = party("A New Zealand pilot was freed.", "A New Zealand pilot")
    assert (pilot.country, pilot.sector, pilot.member_of) == ("NZL", None, None)
    assert party("Anti-junta fighters took a base.", "Anti-junta fighters").sector == "REB"


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("Gang members shot people as they fled.", "they", "CVL"),
        ("Gang members held four nurses; police freed them.", "them", "CVL"),
        ("Gang members held staff at gunpoint; police freed them.", "them", "CVL"),
        ("Gang members held a tenant at gunpoint; police freed them.", "them", None),
    ],
)
def test_who_flees_or_is_freed_is_not_who_attacked(
    party: Callable[..., Party], text: str, words: str, sector: str | None
) -> None:
    """Where nobody else is known to be told of, nobody is meant."""
    assert party(text, words).sector in {sector, "HLH" if sector else None}


def test_drones_are_anybodys(party: Callable[..., Party]) -> None:
    """Only a people's name says whose drone it was; forces that Kurds lead in Syria are not its army."""
    assert party("A drone hit a base in Homs, Syria.", "A drone").country is None
    assert party("A Turkish drone hit a base in Homs, Syria.", "A Turkish drone").country == "TUR"
    assert party("Kurdish-led forces in Syria left a base.", "Kurdish-led forces in Syria").name is None


def test_forces_that_a_state_leads_are_not_those_of_the_land(party: Callable[..., Party]) -> None:
    """ "US-led jets" over Iraq are not Iraq's."""
    assert party("US-led jets struck a hill in Iraq.", "US-led jets").country is None


def test_title_is_the_office_holder_of_the_day(party: Callable[..., Party]) -> None:
    """The day of the report decides who the Turkish president is."""
    text = "The Turkish president visited the camp."
    assert party(text, "The Turkish president").name == "Recep Tayyip Erdoğan"
    assert party(text, "The Turkish president", published="2010-01-01").name == "Abdullah Gül"
    assert party(text, "The Turkish president", published=None).name is None


@pytest.mark.parametrize(
    ("text", "words", "nth", "name"),
    [
        ("Hamas fired rockets. The group said it would go on.", "The group", 0, "Hamas"),
        ("Hamas fired rockets. The group said it would go on.", "it", 0, "Hamas"),
        ("Colonel Adil Qassem led the raid. He left at noon.", "He", 0, "Adil Qassem"),
        ("The Syrian Observatory for Human Rights counted six. The Observatory named them.", "The Observatory", 0,
         "Syrian Observatory for Human Rights"),
    ],
)  # fmt: skip
def test_reference_takes_the_name_of_what_it_stands_for(
    party: Callable[..., Party], text: str, words: str, nth: int, name: str
) -> None:
    """A pronoun keeps its own words and gets the name of its antecedent."""
    found = party(text, words, nth=nth)
    assert found.name == name
    assert found.text == words
    assert found.mentions


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Police fired tear gas at hundreds of protesters in Nakuru, Kenya, as they marched.", "CVL"),
        ("Police fired tear gas at hundreds of protesters in Nakuru, Kenya, before they left.", "COP"),
    ],
)
def test_who_marches_is_not_the_police(party: Callable[..., Party], text: str, sector: str) -> None:
    """Forces of order are seldom those who demonstrate, and a country after a town is where it was."""
    assert party(text, "they").sector == sector


def test_mentions_are_spans_of_the_report(parsed: Callable[..., Parsed], resolver: PartyResolver) -> None:
    """Every span's text equals the slice, and none lies in the party's own."""
    report = parsed("Hamas fired. Hamas denied it. The Hamas movement spoke.", "2018-07-05")
    found = resolver.resolve(report, [mention(report, "Hamas")])[0]
    assert found.mentions
    for span in found.mentions:
        assert report.text[span.start : span.end] == span.text
        assert span.end <= found.start or span.start >= found.end


@pytest.mark.parametrize(
    ("text", "words", "voice", "anonymous"),
    [
        ("Residents said the road was shut.", "Residents", "witness", True),
        ("Activists said the road was shut.", "Activists", "activist", True),
        ("A military source said the road was shut.", "A military source", "military", True),
        ("Officials said the road was shut.", "Officials", "official", True),
        ("The Iraqi defence ministry said the road was shut.", "The Iraqi defence ministry", "military", False),
        ("The Syrian Observatory for Human Rights said so.", "The Syrian Observatory for Human Rights", "monitor", 0),
        ("Reuters said the road was shut.", "Reuters", "media", False),
        ("Police spokesman Adil Qassem said the road was shut.", "Police spokesman Adil Qassem", "police", False),
        ("The United Nations said the road was shut.", "The United Nations", "international", False),
        ("The rebel-linked Varnol news agency said so.", "The rebel-linked Varnol news agency", "media", False),
        ("The state news agency said so.", "The state news agency", "media", True),
        ("An unnamed Syrian army commander said so.", "An unnamed Syrian army commander", "military", True),
    ],
)
def test_speaker_has_voice_and_name_or_none(
    parsed: Callable[..., Parsed], resolver: PartyResolver, text: str, words: str, voice: str, anonymous: bool
) -> None:
    """Anonymous is who names neither a person nor a body."""
    report = parsed(text, "2018-07-05")
    found: Speaker = resolver.speakers(report, [mention(report, words)])[0]
    assert (found.voice, found.anonymous) == (voice, anonymous)


def test_parties_keep_the_order_of_mentions(parsed: Callable[..., Parsed], resolver: PartyResolver) -> None:
    """The list is aligned, whatever the order it is asked in."""
    report = parsed("Hamas met Fatah in Cairo.", "2018-07-05")
    both = [mention(report, "Fatah"), mention(report, "Hamas")]
    assert [p.name for p in resolver.resolve(report, both)] == ["Fatah", "Hamas"]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA sS'’-.,\n\x00\u200féU S"), max_size=60))
def test_resolver_survives_any_text(text: str) -> None:
    """No text crashes it, and every party's text is its slice."""
    parsed = _PARSER.parse(Report(id="r", text=text))
    mentions = [PartyMention(first=t.i, last=t.i, head=t.i) for t in parsed.tokens]
    for found in _RESOLVER.resolve(parsed, mentions):
        assert text[found.start : found.end] == found.text


_PARSER = Parser()
_RESOLVER = PartyResolver(ActorBase.open())


def test_sign_of_the_possessor_is_no_part_of_the_words(party: Callable[..., Party]) -> None:
    """Of "the militia's", which may stand as a mention, the party is "the militia"."""
    assert party("The militia's attack failed.", "The militia's").text == "The militia"


def test_pronoun_means_the_words_just_before(parsed: Callable[..., Parsed], resolver: PartyResolver) -> None:
    """ "They" is the gunmen; "we" is whoever speaks, told as the source."""
    report = parsed("The gunmen fled on foot. They had burned a hall, and we saw smoke.", None)
    they, we = (resolver.meant(report, mention(report, word)) for word in ("They", "we"))
    assert (they and they.text, we) == ("The gunmen", None)


@pytest.mark.parametrize(
    ("text", "words", "id_", "sector"),
    [
        ("Union members stormed the hall.", "Union members", None, None),
        ("The Presidential Guard stormed the hall.", "The Presidential Guard", None, "MIL"),
        ("In Comoros, the Presidential Guard stormed the hall.", "the Presidential Guard", "ucdp-518", "REB"),
        ("The National Guard stormed the hall.", "The National Guard", None, "MIL"),
        ("Military men stormed the hall.", "Military men", None, "MIL"),
        ("In Chile, Carabineros stormed the hall.", "Carabineros", "carabineros-chl", "COP"),
        ("The People's Liberation Army held exercises near Taiwan.", "Liberation Army", "cn-armed-forces", "MIL"),
    ],
)
def test_names_that_any_body_may_bear_need_their_state(
    party: Callable[..., Party], text: str, words: str, id_: str | None, sector: str | None
) -> None:
    """A guard or a union is no armed group of a state that the report does not speak of."""
    found = party(text, words)
    assert (found.id, found.sector) == (id_, sector)


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Resistance fighters ambushed a convoy in Myanmar.", "Resistance fighters", "MMR", "REB"),
        ("Artillery struck a bridge in Ukraine.", "Artillery", None, "MIL"),
        ("Jets bombed rebel positions in Yemen.", "rebel positions", "YEM", "REB"),
        ('"The occupiers shelled us," a mayor in Ukraine said.', "The occupiers", None, "MIL"),
        ("The resistance in Myanmar said its drones hit a base.", "its drones", "MMR", "REB"),
        ("A Kenyan judge blocked the government from sending police to Haiti.", "the government", "KEN", "GOV"),
        ("A Colombian court freed a colonel.", "A Colombian court", "COL", "JUD"),
    ],
)
def test_sides_are_not_taken_for_the_army_of_the_land(
    party: Callable[..., Party], text: str, words: str, country: str | None, sector: str
) -> None:
    """Both sides have guns and positions; a state's own court speaks to its own government."""
    found = party(text, words)
    assert (found.country, found.sector) == (country, sector)


def test_court_without_a_name_is_the_judiciary(party: Callable[..., Party]) -> None:
    """One special court does not stand for all of a country."""
    assert party("A Colombian court freed a colonel.", "A Colombian court").name == "Judiciary of Colombia"


def test_body_beside_another_is_not_called_by_its_name(party: Callable[..., Party]) -> None:
    """A name with a preposition in it, behind "and", is the other side's."""
    text = "Clashes between the Iraqi army and Islamic State of Iraq and the Levant went on."
    assert party(text, "the Iraqi army").name != party(text, "Islamic State").name
