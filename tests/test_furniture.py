"""What a page prints around its report is no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.furniture import furniture
from sayso.pipeline import Coder
from sayso.types import Report

PIECES = [
    ("Tags Velia Sele air strike Local activists say a market was hit.", ["Tags Velia Sele air strike"]),
    ("It went on. Tags Velia Rebels Sele At least ten died.", ["Tags Velia Rebels Sele"]),
    ("Read more: Army kills nine in Sele. Two men died.", ["Read more: Army kills nine in Sele."]),
    ("Share this article Rebels killed two soldiers.", ["Share this article"]),
    ("AP Photo Maria Tol Troops shot two men.", ["AP Photo Maria Tol"]),
    ("Date of publication 21 September 2016 The council met.", ["Date of publication 21 September 2016"]),
    ("Tags are what a page prints.", []),
    ("The rebels share this view.", []),
    ("They read more than that.", []),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES)
def test_pieces_end_where_the_report_goes_on(text: str, pieces: list[str]) -> None:
    """A row of tags has no end of its own: the next sentence begins with its first words."""
    assert [text[start:end] for start, end in furniture(text)] == pieces


@given(st.text(alphabet="Tags Redmor.:ShthiPoADTe1\n", max_size=80))
def test_pieces_are_apart_and_in_order(text: str) -> None:
    """Each is a part of the text, none inside another."""
    ends = [0]
    for start, end in furniture(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


SAID = [
    ("Tags Velia Sele Russia air strike Local activists say airstrikes hit a market in Sele.", "Local activists"),
    (
        "Top Tweet Foreign Minister Omar Saleh has accused the rebels of shelling the town.",
        "Foreign Minister Omar Saleh",
    ),
    ("Two people were killed in Damascus on Monday state media said.", "state media"),
    ("Militants clashed in northern Velia in the last 24 hours media reported.", "media"),
    ("The planes struck the depot in Khan Sela Orlov said.", "Orlov"),
    ("A 28-year-old teacher said she heard a blast.", "A 28-year-old teacher"),
]


@pytest.mark.parametrize(("text", "speaker"), SAID)
def test_speaker_is_named_without_what_stands_before_him(coder: Coder, text: str, speaker: str) -> None:
    """Neither tags nor the day or town of the clause before, where a comma or full stop was lost."""
    spoken = {s.text for c in coder.code(Report(id="r", text=text, published="2024-05-10")) for s in c.source.speakers}
    assert spoken == {speaker}


def test_sentence_begins_behind_an_abbreviation_that_took_its_full_stop(coder: Coder) -> None:
    """Else the town is a part of the name: "the U.S. Idlib"."""
    text = "Some groups are backed by Turkey and the U.S. Idlib was bombed on Sunday. A strike in Idlib killed two."
    claims = coder.code(Report(id="r", text=text, published="2024-05-10"))
    assert not [p.text for c in claims for p in (*c.actor, *c.recipient) if "U.S. " in p.text]


def test_headline_of_another_story_tells_nothing(coder: Coder) -> None:
    """Links to other stories are not coded."""
    text = "Read more: Army kills nine militants in Sele. Two soldiers died in a blast on Sunday."
    assert {c.trigger.text for c in coder.code(Report(id="r", text=text, published="2024-05-10"))} == {"blast"}
