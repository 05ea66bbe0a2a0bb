"""Words broken by print, read whole; offsets stay those of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.parse.printed import mended
from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Some 40 fami-lies left two prov-inces.", ["families", "provinces"]),
        ("Villagers had to ee the con ict.", ["flee", "conflict"]),
        ("The o cials said that ghting went on.", ["officials", "fighting"]),
        ("They \ufb02ed the con\ufb02ict.", ["fled", "conflict"]),
        ("They fl ed con fl ict and fl oods.", ["fled", "conflict", "floods"]),
        ("They were dis- placed.", ["displaced"]),
        ("Some 12 ,000 people, or 13, 000.", ["12,000", "13,000"]),
    ],
)
def test_broken_words_are_mended(text: str, forms: list[str]) -> None:
    """Lines end inside words, and signs for two letters are lost where a printed page is copied."""
    assert [c.form for c in mended(text)] == forms


@pytest.mark.parametrize(
    "text",
    [
        "A cross-border raid in the south-eastern part was pre-empted by co-operation.",
        "The self-declared republic of Tavna.",
        "He wrote ee once by mistake.",
        "Two- and three-storey houses; 12, 300 and 40 ore owing.",
        "",
    ],
)
def test_whole_words_stay(text: str) -> None:
    """A hyphen between words is theirs, and one odd word is a slip and no lost sign."""
    assert mended(text) == []


def test_mended_words_are_tokens_over_their_own_characters(parsed: Callable[..., Parsed]) -> None:
    """The parser sees the word; whoever reads the claim sees the text."""
    found = parsed("About 9,000 fami-lies had to ee the con ict near Tavna.")
    told = {t.text: found.text[t.start : t.end] for t in found.tokens}
    assert (told["families"], told["flee"], told["conflict"]) == ("fami-lies", "ee", "con ict")


def test_square_brackets_stay_in_the_text(parsed: Callable[..., Parsed]) -> None:
    """What an editor adds is parsed as an aside, so that the "by" behind it belongs to the verb."""
    found = parsed("Four herders were killed on Monday [3 June] by the Tavna Front.")
    assert "[" in {t.text for t in found.tokens}
    (by,) = (t for t in found.tokens if t.lower == "by")
    assert found.tokens[by.head].lower == "killed"


def test_notes_in_square_brackets_end_no_sentence(parsed: Callable[..., Parsed]) -> None:
    """ "[eastern Velia]" says where, and the sentence goes on behind it."""
    found = parsed("Five people were killed in an attack in Sele County [eastern Velia] in the ongoing conflict.")
    assert len(found.sentences) == 1
    assert "[" in {t.text for t in found.tokens}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Some were dis placed, others evacu ated.", ["displaced", "evacuated"]),
        ("In a town some were so far away at night.", []),
    ],
)
def test_words_broken_by_a_space_are_mended(text: str, forms: list[str]) -> None:
    """Two pieces of which one is no word make one that is."""
    assert [c.form for c in mended(text)] == forms
