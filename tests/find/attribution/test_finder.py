"""Attribution: who says what, by the wording that carries it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.find.attribution.finder import AttributionFinder, attribution_layer
from sayso.parse import Parser
from sayso.types import Attribution, Parsed, Report, Span


@pytest.fixture(scope="module")
def finder() -> AttributionFinder:
    return AttributionFinder()


def told(found: list[Attribution], cue: str) -> Attribution:
    """The attribution with a cue that ends in these words."""
    return next(a for a in found if a.cue is not None and a.cue.text.casefold().endswith(cue))


# text, cue, source, content
WORDINGS = [
    ("Two men were killed, police said.", "said", "police", ["Two men were killed"]),
    ("The mayor told AFP that the bridge was closed.", "told", "The mayor", ["that the bridge was closed"]),
    ("The road is open, according to the governor.", "according to", "the governor", ["The road is open"]),
    ("According to the governor, the road is open.", "according to", "the governor", ["the road is open"]),
    ('"We left at dawn," she said. "Nobody came."', "said", "she", ['"We left at dawn,"', '"Nobody came."']),
    ("“We left at dawn,” said Tam Orla, a farmer.", "said", "Tam Orla, a farmer", ["“We left at dawn,”"]),
    ("''We left at dawn,'' said Tam Orla.", "said", "Tam Orla", ["''We left at dawn,''"]),
    ("«We left at dawn,» said Tam Orla.", "said", "Tam Orla", ["«We left at dawn,»"]),
    ("The army denied bombing the market.", "denied", "The army", ["bombing the market"]),
    ("The army accused rebels of shelling a market.", "accused", "The army", ["rebels of shelling a market"]),
    ("The group claimed responsibility for the attack.", "claimed", "The group", ["responsibility for the attack"]),
    ("The bridge, he said, is closed.", "said", "he", ["The bridge", "is closed"]),
    (
        "Hooded men took away two brothers, the provincial prosecutor, Rosa Quira, told Radio Velsk.",
        "told", "the provincial prosecutor, Rosa Quira,", ["Hooded men took away two brothers"],
    ),
    (
        "Jets bombed a school on Monday, local groups said, killing ten pupils.",
        "said", "local groups", ["Jets bombed a school on Monday", "killing ten pupils"],
    ),
    (
        "The captors released the engineer, his family said; the company declined to comment.",
        "said", "his family", ["The captors released the engineer"],
    ),
    (
        "The president said he was ready to meet the leaders, a day after students blocked three bridges.",
        "said", "The president", ["he was ready to meet the leaders"],
    ),
    (
        "France will pull its soldiers out, the ministry announced, while Chad said it had asked for nothing.",
        "announced", "the ministry", ["France will pull its soldiers out"],
    ),
    (
        "The junta accused its neighbour on Wednesday of sheltering fighters.",
        "accused", "The junta", ["its neighbour", "of sheltering fighters"],
    ),
    (
        "The officer was quoted as saying that the road was open.",
        "was quoted as saying", "The officer", ["that the road was open"],
    ),
    ("The village was reportedly shelled.", "reportedly", None, ["The village was", "shelled"]),
    ("Residents believe the fire was set on purpose.", "believe", "Residents", ["the fire was set on purpose"]),
    ("Minister: Talks Will Resume in Karsa.\n\nMore follows.", ":", "Minister", ["Talks Will Resume in Karsa"]),
    (
        "Two men were killed in clashes with troops near the town the Karsa Observatory for Rights said on Saturday.",
        "said",
        "the Karsa Observatory for Rights",
        ["Two men were killed in clashes with troops near the town"],
    ),
    ("Orla said the camp was empty, adding that the guards had left.", "adding", "Orla", ["that the guards had left"]),
    ("ORLA: We will not leave the valley.", ":", "ORLA", ["We will not leave the valley"]),
    ("[ORLA] We will not leave the valley.", "]", "ORLA", ["We will not leave the valley"]),
    # Those told of and those accused are no part of the speaker, what the outlet adds none of what he says.
    (
        "In the northern village, gunmen killed ten farmers on Sunday, some of them women, a resident, who asked not "
        "to be named, said.",
        "said", "a resident, who asked not to be named,",
        ["In the northern village, gunmen killed ten farmers on Sunday"],
    ),
    (
        "Red Dawn in a statement printed on Twitter and the messaging service Velk said a bomber had attacked the "
        "camp.",
        "said", "Red Dawn", ["a bomber had attacked the camp"],
    ),
    (
        "A bakery burned down in the raid on the town, the nurse Tam Orla at the main hospital said on Monday.",
        "said", "the nurse Tam Orla at the main hospital", ["A bakery burned down in the raid on the town"],
    ),
    (
        "Friday's raid, which also left 30 hurt, hit in several parts of the town and its outskirts, Doctor Tam Orla "
        "at the town's main clinic said.",
        "said", "Doctor Tam Orla at the town's main clinic",
        ["Friday's raid, which also left 30 hurt, hit in several parts of the town and its outskirts"],
    ),
    ("Many pointed the finger at the army which denied any part in the raid.", "at", "Many", ["the army"]),
    (
        "Many pointed the finger at the army which denied any part in the raid.",
        "denied", "which", ["any part in the raid"],
    ),
    (
        "Minister Tam Orla said “the rebels have crossed the red line” in a post hours after the army claimed "
        "responsibility for the raid.",
        "said", "Minister Tam Orla", ["“the rebels have crossed the red line”"],
    ),
    (
        "A bus driver was shot dead by gunmen near Karsa, but the motive of the attack remained unclear, police said "
        "Monday.",
        "said", "police",
        ["A bus driver was shot dead by gunmen near Karsa, but the motive of the attack remained unclear"],
    ),
    (
        "Five villagers were killed by army bombs that landed on eastern Karsa the observatory reported on Thursday.",
        "reported", "the observatory", ["Five villagers were killed by army bombs that landed on eastern Karsa"],
    ),
    (
        "A ministry source denied that the army had fired such shells saying a pipe had burst in the town.",
        "saying", "A ministry source", ["a pipe had burst in the town"],
    ),
    (
        "The ministry denied reports that its guards had fired rubber bullets dismissing the tales as propaganda.",
        "dismissing", "The ministry", ["the tales as propaganda"],
    ),
    (
        "A palace source denied claims that guards had dropped barrel bombs dismissing the tales as propaganda.",
        "dismissing", "A palace source", ["the tales as propaganda"],
    ),
    (
        "It is safe to say that the rebels had attacked the town.",
        "say", None, ["that the rebels had attacked the town"],
    ),
    # The speaker closes the sentence: the whole of it is told, whatever word the parse hung the phrase on.
    (
        "Five people were killed and nine were hurt by a shell fired at the park, according to a source at the police.",
        "according to", "a source at the police",
        ["Five people were killed and nine were hurt by a shell fired at the park"],
    ),
    # Copies of wire reports that have lost their commas.
    (
        "Planes struck a centre of rescuers in the country's west killing eight guards opposition activists said.",
        "said", "opposition activists",
        ["Planes struck a centre of rescuers in the country's west killing eight guards"],
    ),
    (
        "At least nine boys were among the dead the observatory said and a reporter in Orvane saw many on drips.",
        "said", "the observatory", ["At least nine boys were among the dead"],
    ),
    (
        "Warplanes hit Orvane at dawn said Munir Halabi head of the health office adding that the raid killed nine.",
        "said", "Munir Halabi head of the health office", ["Warplanes hit Orvane at dawn"],
    ),
    (
        "Two pilots died when rebels shot down a helicopter, the Minabi army was quoted as saying by local media.",
        "was quoted as saying", "the Minabi army", ["Two pilots died when rebels shot down a helicopter"],
    ),
    ("The fighters hold the airport and the road said Kofi Mensah.", "said", "Kofi Mensah",
     ["The fighters hold the airport and the road"]),
    (
        "The centre said that gunmen shelled Orvane, adding that 52 groups kept out of the truce, reiterating that "
        "the air force had hit none of them.",
        "reiterating", "The centre", ["that the air force had hit none of them"],
    ),
    ("The centre went on to state that three towns have joined the truce.", "state", "The centre",
     ["that three towns have joined the truce"]),
    ("Four people were killed including a child he said adding that nine were hurt.", "said", "he",
     ["Four people were killed including a child"]),
    ("Planes hit six houses in Orvane including a school a monitor has said.", "has said", "a monitor",
     ["Planes hit six houses in Orvane including a school"]),
    (
        "World powers have pointed the finger at the army for the raid.",
        "have pointed the finger at", "World powers", ["the army for the raid"],
    ),
    (
        "The monitor held the rebels responsible for the raid.",
        "held", "The monitor", ["the rebels responsible for the raid"],
    ),
    (
        "According to the Network for Civil Rights (NCR) the army bombed ninety shops in Orvane.",
        "according to", "the Network for Civil Rights (NCR)", ["the army bombed ninety shops in Orvane"],
    ),
    (
        "According to the Union for Human Rights (UHR) the army shelled at least ninety shops in Orvane.",
        "according to", "the Union for Human Rights (UHR)", ["the army shelled at least ninety shops in Orvane"],
    ),
    (
        "Two neighbours accused the army of shelling a market while Minab denied bombing the town.",
        "accused", "Two neighbours", ["the army of shelling a market"],
    ),
    ("The levee broke, sparking fears that families would leave.", "fears", None, ["that families would leave"]),
    ("The consulate issued a communique stating that two boys were shot.", "stating", "The consulate",
     ["that two boys were shot"]),
    (
        "Five soldiers killed in Orvane: defence ministry\n\nMore follows.",
        ":", "defence ministry", ["Five soldiers killed in Orvane"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source", "content"), WORDINGS)
def test_attribution_reads_each_wording(
    finder: AttributionFinder,
    parsed: Callable[..., Parsed],
    text: str,
    cue: str,
    source: str | None,
    content: list[str],
) -> None:
    """Each way of telling somebody's words gives its speaker and exactly the words told."""
    found = told(finder.find(parsed(text)), cue)
    assert (found.source.text if found.source else None) == source
    assert [c.text for c in found.content] == content


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("The army denied bombing the market.", "denied", "denies"),
        ("The army accused rebels of shelling a market.", "accused", "accuses"),
        ("The group claimed responsibility for the attack.", "claimed", "claims-responsibility"),
        ("Red Dawn claimed the attack.", "claimed", "claims-responsibility"),
        ("The blast claimed ten lives and closed a road, the mayor claimed.", "claimed", "asserts"),
        ("Villagers doubt that the truce will hold.", "doubt", "doubts"),
        ("The governor said the road was open.", "said", "asserts"),
        ("The clerk was not charged with theft.", "was not charged", "asserts"),
    ],
)
def test_attribution_tells_stance(
    finder: AttributionFinder, parsed: Callable[..., Parsed], text: str, cue: str, stance: str
) -> None:
    """The cue says how the speaker stands to the words."""
    assert told(finder.find(parsed(text)), cue).stance == stance


def test_quotation_runs_on_over_paragraphs(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """A paragraph that opens with a mark goes on with the quotation left open before it."""
    found = finder.find(parsed('"We saw the planes," Orla said. "They came twice.\n\n"Then it was quiet."'))
    assert [c.text for c in told(found, "said").content] == [
        '"We saw the planes,"', '"They came twice.', '"Then it was quiet."',
    ]  # fmt: skip


def test_cue_inside_a_quotation_is_nested(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """The layer leaves nested voices out unless asked: they are the outer speaker's words."""
    report = parsed('"The guards said the gate was locked," Orla said.')
    found = finder.find(report)
    assert any(a.nested for a in found)
    assert [line["source"] for line in attribution_layer(report, found)] == [{"text": "Orla", "start": 39, "end": 43}]


def test_unclosed_quotation_ends_at_its_paragraph(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """What a careless hand left open does not swallow the rest of the report."""
    found = finder.find(parsed('Orla said: "We will stay here.\n\nThe army left the valley on Monday.'))
    assert [c.text for c in told(found, "said").content] == ['"We will stay here.']


@given(st.text(alphabet="aB .,\"'“”‘’«»:\n—-\x00\u202e said", max_size=120))
@settings(max_examples=60, deadline=None)
def test_attribution_spans_equal_their_slices(text: str) -> None:
    """Whatever the marks, nothing crashes and every span is a slice of the report."""
    report = _parser().parse(Report(id="r", text=text))
    for found in _FINDER.find(report):
        spans: list[Span | None] = [found.source, found.cue, found.quote, *found.content]
        assert all(s is None or text[s.start : s.end] == s.text for s in spans)


_FINDER = AttributionFinder()
_PARSERS: list[Parser] = []


def _parser() -> Parser:
    if not _PARSERS:
        _PARSERS.append(Parser())
    return _PARSERS[0]


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate claim of responsibility for the attack.",
        "No group has claimed responsibility for the attack, which killed five people.",
        "Nobody claimed the bombing.",
    ],
)
def test_no_claim_of_responsibility_is_nobodys(
    finder: AttributionFinder, parsed: Callable[..., Parsed], text: str
) -> None:
    """Where no group claims it, no group speaks."""
    assert [a for a in finder.find(parsed(text)) if a.stance == "claims-responsibility" or a.source is not None] == []


# text, a speaker that the parse saw in it
NO_SPEAKERS = [
    ("PUBLISHED: Two Men Were Killed in Karsa.\n\nMore follows.", "PUBLISHED"),
    (
        "Two guards whom strangers had carried off lay dead by the road to Karsa, the police said on Tuesday, "
        "accusing rebels of killing them; their bodies bore marks of beating.",
        "their bodies",
    ),
    ("According to the ministry the clashes began near Al Karsa and continued till Sunday morning.", "Al Karsa and"),
    ("The group found no evidence to support the claim that fighters had met in the chapel.", "no evidence to"),
]


@pytest.mark.parametrize(("text", "speaker"), NO_SPEAKERS)
def test_attribution_is_to_no_thing(
    text: str, speaker: str, finder: AttributionFinder, parsed: Callable[..., Parsed]
) -> None:
    """Words of the page, bodies of the dead, places and lacking proofs say nothing of what stands beside them."""
    assert speaker not in [a.source.text for a in finder.find(parsed(text)) if a.source is not None]


def test_attribution_none_reported_is_nobodys_word(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """What was not reported does not report."""
    told = finder.find(parsed("A hospital in Sele was hit by shells; no injuries reported."))
    assert not [a for a in told if a.source is not None]


def test_attribution_open_question_is_nobodys_word(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """Who will decide whether something is so does not say that it is."""
    text = "The board will decide whether the school, funded by the ministry, can move."
    assert told(finder.find(parsed(text)), "decide").kind == "attitude"


def test_attribution_offer_turned_down_is_not_denied(finder: AttributionFinder, parsed: Callable[..., Parsed]) -> None:
    """What is turned down as too little is no word called untrue, as what is rejected "as lies" is."""
    (low,) = finder.find(parsed("The directors have rejected the offer as too low."))
    (lies,) = finder.find(parsed("The directors have rejected the report as lies."))
    assert (low.stance, lies.stance) == ("asserts", "denies")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The garrison on Monday said three men were held.", "The garrison"),
        (
            "Nine people have been hurt, most of them in clashes with troops, after crowds marched in the hill town "
            "against the levy a spokesman said on Friday.",
            "a spokesman",
        ),
    ],
)
def test_speaker_is_neither_the_day_nor_the_first_of_two_subjects(
    parsed: Callable[..., Parsed], text: str, source: str
) -> None:
    """The day behind a speaker says when it was told; a verb between two subjects leaves the nearer one to speak."""
    found = [a.source.text for a in AttributionFinder().find(parsed(text)) if a.source is not None]
    assert found == [source]
