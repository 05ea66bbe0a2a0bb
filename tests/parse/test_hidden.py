"""Names told again in brackets between a name and its noun, and marks of lists; offsets stay those of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.parse.hidden import hidden
from sayso.types import Parsed

BEFORE_A_NOUN = [
    ("Soldiers killed 12 Lena Workers' Party (LWP) militants near Sele.", "militants", "killed", "dobj"),
    ("Five Allied Velian Forces (AVF) rebels attacked the village of Sele.", "rebels", "attacked", "nsubj"),
    ("Islamic State (IS, formerly ISIS/ISIL) fighters attacked an army post.", "fighters", "attacked", "nsubj"),
    ("Troops killed nine Lena Front (a group banned in Velia) guerrillas.", "guerrillas", "killed", "dobj"),
]


@pytest.mark.parametrize(("text", "noun", "verb", "label"), BEFORE_A_NOUN)
def test_name_belongs_to_the_noun_behind_its_bracket(
    parsed: Callable[..., Parsed], text: str, noun: str, verb: str, label: str
) -> None:
    """The noun is whom the verb tells of, and the name says whose it is."""
    found = parsed(text)
    tokens = {t.text: t for t in found.tokens}
    assert (tokens[noun].dep, found.tokens[tokens[noun].head].text) == (label, verb)
    opened = tokens["("].i
    assert found.tokens[opened - 1].head == tokens[noun].i
    assert found.tokens[opened].head == opened - 1
    assert all(found.text[t.start : t.end] == t.text for t in found.tokens)


@pytest.mark.parametrize(
    "text",
    [
        "The Lena Front (LF) said so.",
        "The chairman of the Lena Front (LF) killing nine people.",
        "The group (LF) on Monday claimed it.",
        "Ana Reyes (45) nurses the sick.",
        "They fled (to Sele) barefoot.",
        "Nine died (LF).",
    ],
)
def test_brackets_that_part_stay(text: str) -> None:
    """Before a verb or a preposition the bracket tells where the name ends."""
    assert not list(hidden(text))


LISTS = [
    (
        "Key points\n• 3 people killed in Sele on 4 April.\n• Two held.",
        ["3 people killed in Sele on 4 April.\n•", "Two held."],
    ),
    ("On Monday:\n- Two men were held.\n2) Nine fled.", ["Two men were held.\n2)", "Nine fled."]),
]


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_item_of_a_list_is_a_sentence_without_its_mark(
    parsed: Callable[..., Parsed], text: str, items: list[str]
) -> None:
    """The mark would be a word of the first phrase, "• 3 people", or part the number from it."""
    found = parsed(text)
    assert [text[s.start : s.end].strip() for s in found.sentences[1:]] == items
    assert all(found.text[t.start : t.end] == t.text for t in found.tokens)
