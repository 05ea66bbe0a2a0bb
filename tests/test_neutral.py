"""What the trained models are shown instead of loaded words, and the way back to the text."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.neutral import SHOWN, neutral


def test_neutral_shows_both_sides_words_alike() -> None:
    """A deed of "terrorists" and one of "fighters" must be read the same."""
    texts = ("The regime shelled the terrorists.", "The government shelled the fighters.")
    assert neutral(texts[0]).text == neutral(texts[1]).text


def test_neutral_keeps_case_and_other_words() -> None:
    """A headline in capitals stays one; "terrorism" names a deed and no party."""
    assert neutral("REGIME fell; Terrorists and terrorism").text == "GOVERNMENT fell; Militants and terrorism"


@given(st.lists(st.sampled_from([*SHOWN, "town", "of", "é", "\n"]), max_size=20))
def test_neutral_leads_back_to_the_text(words: list[str]) -> None:
    """Spans that a model finds must be spans of the report."""
    text = " ".join(words)
    seen = neutral(text)
    assert seen.back(len(seen.text)) == len(text)
    at = 0
    for word in words:
        if word in SHOWN:
            at += len(word) + 1
            continue
        place = len(neutral(text[:at]).text)
        assert seen.back(place) == at
        assert text[seen.back(place) : seen.back(place + len(word))] == word
        at += len(word) + 1
