"""Whom a speaker takes up whose own words name nobody, and who speaks together."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report, Speaker


def speakers(coder: Coder, text: str, trigger: str) -> list[Speaker]:
    """The chain of voices of the claim told by these words, the last such."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return list([c for c in claims if trigger in c.trigger.text][-1].source.speakers)


# text, words of the event, names of the speakers
TAKEN_UP = [
    # Who was last to speak goes on, whatever body he spoke of.
    ('The Office for Relief reported that the Turkish army had blocked all convoys to Kelmar. "This means families '
     'there cannot get food, and shelling killed four of them," it said.', "shelling", ["Office for Relief"]),
    ("The World Food Programme says it fed 600 families in Gaza this month. But the agency also reported that "
     "shelling had killed two of its drivers.", "shelling", ["World Food Programme"]),
    ("UN agencies left. The World Food Programme said the road was cut. The agency said gunmen killed two men.",
     "killed", ["World Food Programme"]),
    # A paper speaks for whoever issued it.
    ("The Red Line Institute published a study on the war on Friday. According to the study, government forces "
     "killed 300 civilians.", "killed", ["Red Line Institute"]),
    ('"The jets struck a bakery," the US Central Command said in a press release. The coalition destroyed two '
     "tanks, according to the release.", "destroyed", ["United States Central Command"]),
    # The body of this name that the report has told of, not the one the world knows by it.
    ("The Valley Observatory at the university counted 300 murders in Honduras last year. Gangs killed 90 guards, "
     "according to the Observatory.", "killed", ["Valley Observatory"]),
    ("The NDRS says 91 of its rescuers were killed by Russian strikes.", "strikes", ["NDRS"]),
    ("The United Nations mission said the town was quiet. The mission said gunmen killed two men.", "killed",
     ["United Nations"]),
    ("The Kelmar Monitor, a rights group, said the town was quiet. The group said gunmen killed two men.", "killed",
     ["Kelmar Monitor"]),
    # One who speaks of himself is one voice.
    ("The Russian army said it had carried out a strike on the port.", "strike", ["Russian Army"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "names"), TAKEN_UP)
def test_speaker_is_the_one_told_before(coder: Coder, text: str, trigger: str, names: list[str]) -> None:
    """ "It", "the agency", "the study" and short names stand for whoever spoke or was told of before."""
    found = speakers(coder, text, trigger)
    assert [s.name for s in found] == names
    assert not any(s.anonymous for s in found)


def test_speaker_pronoun_is_not_one_spoken_of(coder: Coder) -> None:
    """ "He" who adds something is who was speaking, not the man whose death he told."""
    text = 'A spokesman said Orlo Venn had been killed by a bomb. "The bomb also hurt two boys," he added.'
    (speaker,) = speakers(coder, text, "hurt")
    assert (speaker.text, speaker.name) == ("he", None)


def test_speaker_outlet_tells_between_two_voices(coder: Coder) -> None:
    """Where the report itself tells of another body in between, "it" is that body."""
    text = "The Russian army said the town was quiet. The Red Cross left the valley. It said shelling killed four men."
    assert [s.name for s in speakers(coder, text, "shelling")] != ["Russian Army"]


def test_speaker_group_is_no_army(coder: Coder) -> None:
    """ "The group" does not take up an army or a government that spoke."""
    text = "The Russian army said the town was quiet. The group said two soldiers were abducted."
    assert "Russian Army" not in [s.name for s in speakers(coder, text, "abducted")]


def test_speaker_statement_is_whose_it_was(coder: Coder) -> None:
    """A statement told of first with its issuer behind it is taken up too."""
    text = "In a statement, the Russian army said it killed nine rebels. The statement said a bomb hurt two soldiers."
    assert [s.name for s in speakers(coder, text, "hurt")] == ["Russian Army"]


TOGETHER = [
    ("Opposition activists and the health ministry said shelling killed twelve people.",
     ["Opposition activists", "the health ministry"]),
    ("Police, medics and a village elder said shelling killed nine people.", ["Police", "medics", "a village elder"]),
    ("US and Israeli officials said shelling killed nine people.", ["US and Israeli officials"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), TOGETHER)
def test_speakers_who_say_it_together_are_several(coder: Coder, text: str, words: list[str]) -> None:
    """A ministry is not an activist because both say the same."""
    assert [s.text for s in speakers(coder, text, "shelling")] == words


# text, words of the event, name, voice, role, whose
TITLED = [
    ("The deputy commander of the Kelmar garrison Maj. Gen. Tomas Rell said rebels attacked a convoy.", "attacked",
     "Tomas Rell", "military"),
    ("Syrian Observatory for Human Rights director Rami Abdel Rahman said shelling killed four people.", "shelling",
     "Rami Abdel Rahman", "monitor"),
    ("A UN official who was not allowed to speak to the media said militias killed ten people.", "killed",
     None, "official"),
    ("The rebel-run Al Noor TV channel reported that shelling killed four people.", "shelling", None, "media"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "name", "voice"), TITLED)
def test_speaker_with_a_long_title_is_the_person(
    coder: Coder, text: str, trigger: str, name: str | None, voice: str
) -> None:
    """The body in a title, the clause behind it and whoever runs a channel do not speak."""
    (speaker,) = speakers(coder, text, trigger)
    assert (speaker.name, speaker.voice) == (name, voice)


# text, words of the event: told by the report itself
UNSPOKEN = [
    ("The regional court dismissed the earlier ruling on Monday.", "dismissed"),
    ("The Danish army supported Orvanian troops in the valley.", "supported"),
    ("The court said the sentence would begin soon, although the army has arrested 300 protesters.", "arrested"),
    ("Police could not say how many people the gunmen killed.", "killed"),
    ("Rell only realised that gunmen had wounded his brother when he saw him.", "wounded"),
    ("The council can approve laws or reject them.", "reject"),
    ("Government forces continued to pound the town on Tuesday.", "pound"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger"), UNSPOKEN)
def test_source_of_a_deed_without_words_is_the_outlet(coder: Coder, text: str, trigger: str) -> None:
    """Whoever backs or dismisses somebody need not say so, and what the outlet adds is its own."""
    assert speakers(coder, text, trigger) == []


def test_stance_of_reports_dismissed_is_denial(coder: Coder) -> None:
    """Words are denied; a man, a ruling or a bill dismissed is no denial."""
    text = "The ministry dismissed reports that troops had killed four men. The minister dismissed the army chief."
    stances = {c.trigger.text: c.source.stance for c in coder.code(Report(id="r", text=text, outlet="The Courier"))}
    assert stances["killed"] == "denies"
    assert "denies" not in {s for t, s in stances.items() if "chief" in t}


PARTICIPLES = [
    ("Rockets hit a funeral and killed three men, activist Sami Dorn told reporters, adding that gunmen abducted two.",
     "abducted", ["activist Sami Dorn"]),
    ("A government official downplayed the unrest saying that gunmen abducted two officers.", "abducted",
     ["A government official"]),
    ("The new report by the United Nations reveals a grim toll, with 739 civilians killed and 149 abducted.",
     "abducted", ["The new report by the United Nations"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "words"), PARTICIPLES)
def test_speaker_of_a_participle_is_who_spoke(coder: Coder, text: str, trigger: str, words: list[str]) -> None:
    """Rockets add nothing, and unrest says nothing."""
    assert [s.text for s in speakers(coder, text, trigger)] == words


# text, what the chain of voices of each claim that gives dead is, by the figure
FIGURES = [
    ("A hospital doctor said nine people were killed, while the ministry put the toll at 14.",
     {9: ["A hospital doctor"], 14: ["the ministry"]}),
    ("The ministry said nine people were killed while medics said 14 had died.", {9: ["The ministry"], 14: ["medics"]}),
    ("Nine people were killed, state television said, citing the interior ministry.",
     {9: ["state television", "the interior ministry"]}),
    ("Citing a medical source, the Valley Post reported that nine people were killed.",
     {9: ["the Valley Post", "a medical source"]}),
    ("Nine people were killed, local media reported, quoting police.", {9: ["local media", "police"]}),
    ("Nine people were killed, the army said, citing security concerns for its silence.", {9: ["the army"]}),
    ('"We killed nine soldiers," the group said on its Telegram channel.', {9: ["the group"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chains"), FIGURES)
def test_figures_keep_who_gives_them(coder: Coder, text: str, chains: dict[int, list[str]]) -> None:
    """Two tolls in one sentence have a voice each, and whom a voice cites speaks behind it."""
    claims = coder.code(Report(id="r", text=text, outlet="The Courier", published="2031-03-15"))
    found = {int(n.best or 0): [s.text for s in c.source.speakers] for c in claims for n in c.counts}
    assert found == chains


def test_denial_and_accusation_in_one_sentence_stay_two(coder: Coder) -> None:
    """Who denies the one deed and tells the other does not deny both."""
    text = "The rebels denied shelling the town and said the army killed nine people."
    told = {c.trigger.text: (c.status, [a.text for a in c.actor], len(c.counts))
            for c in coder.code(Report(id="r", text=text, outlet="The Courier"))}  # fmt: skip
    assert told == {"shelling": ("denied", ["The rebels"], 0), "killed": ("happened", ["the army"], 1)}


def test_quotation_lost_in_a_text_without_paragraphs_ends_with_its_sentence(coder: Coder) -> None:
    """What stands sentences behind a mark that never closes is not the speaker's."""
    text = ('The minister said "Rell crossed a line. Police arrested two men on Monday. The mayor called it "a shame" '
            "and left. Troops killed four men in Kelmar.")  # fmt: skip
    assert speakers(coder, text, "killed") == []


def test_doubled_marks_of_a_table_are_one(coder: Coder) -> None:
    """A cell's own marks do not make the report one quotation."""
    text = '"Gangs killed 40 people. ""Bullets are cheap,"" Ayes told the Post. The army also shot a guard."'
    assert speakers(coder, text, "killed") == []
    assert speakers(coder, text, "shot") == []


def test_speaker_named_as_a_paper_or_station_is_media(coder: Coder) -> None:
    """Names end in what papers and stations are called, or the words before them say it."""
    for name in ("news agency EBC", "La Prensa", "the Valley Post"):
        (speaker,) = speakers(coder, f"Gunmen killed nine men in the valley, according to {name}.", "killed")
        assert speaker.voice == "media"


# text, words of the event, texts of its speakers
MUTE = [
    ("New evidence suggests that gunmen killed two guards.", "killed", []),
    ("According to initial information, gunmen killed two guards.", "killed", []),
    ("Nothing suggests that gunmen killed two guards.", "killed", []),
    ("Recent data shows that gunmen killed two guards.", "killed", ["Recent data"]),
    ("A string of former guards said that gunmen killed two boys.", "killed", ["A string of former guards"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "texts"), MUTE)
def test_speaker_is_somebody(coder: Coder, text: str, trigger: str, texts: list[str]) -> None:
    """Evidence, information and leverage say nothing themselves; records do, and so do many people told as one."""
    assert [s.text for s in speakers(coder, text, trigger)] == texts
