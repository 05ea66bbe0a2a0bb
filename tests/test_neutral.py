"""What the trained models are shown instead of loaded words, and the way back to the text."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.neutral import NAME, SHOWN, neutral

NAMES = ("ELN", "Boko", "Boko Haram", "Islamic State")


def test_neutral_shows_both_sides_words_alike() -> None:
    """A deed of "terrorists" and one of "fighters" must be read the same."""
    texts = ("The regime shelled the terrorists.", "The government shelled the fighters.")
    assert neutral(texts[0]).text == neutral(texts[1]).text


def test_neutral_keeps_case_and_other_words() -> None:
    """A headline in capitals stays one; "terrorism" names a deed and no party."""
    assert neutral("REGIME fell; Terrorists and terrorism").text == "GOVERNMENT fell; Militants and terrorism"


def test_neutral_shows_every_armed_body_by_one_name() -> None:
    """A model knows one body from the news and another not; what they did must be read the same."""
    names = ("Boko Haram", "the Taliban", "Islamic State", "FARC", "al-Qaeda", "Al-Shabaab", "BOKO HARAM")
    shown = [neutral(f"On Monday {name} shelled Orvane.").text.replace("the ", "") for name in names]
    assert {text.casefold() for text in shown} == {f"on monday {NAME.casefold()} shelled orvane."}


def test_neutral_leaves_names_that_tell_something() -> None:
    """The parser needs the people in "Free Syrian Army" and the plural in "Tamil Tigers"; "Union" is a word."""
    text = "The Free Syrian Army, the Tamil Tigers, the Union, Arena, Fariborz and an ELNET of Xboko Harams"
    assert neutral(text).text == text


def test_neutral_knows_two_capitals_from_the_verb() -> None:
    """ "IS militants" are not what anybody is, and no model has met "retook"."""
    assert neutral("IS militants retook the hill.").text == f"{NAME} militants recaptured the hill."
    assert neutral("THIS IS THE END OF IT").text == "THIS IS THE END OF IT"


def test_neutral_spans_of_a_name_stay_inside_it() -> None:
    """Word pieces of a longer shown name must not reach over the words behind a short one."""
    seen = neutral("The ELN fled.")
    pieces = [(seen.back(i), seen.back(i + 1)) for i in range(4, 4 + len(NAME))]
    assert (pieces[0][0], pieces[-1][1]) == (4, 7)
    assert all(4 <= a <= b <= 7 for a, b in pieces)


@given(st.lists(st.sampled_from([*SHOWN, *NAMES, "town", "of", "é", "\n"]), max_size=20))
def test_neutral_leads_back_to_the_text(words: list[str]) -> None:
    """Spans that a model finds must be spans of the report."""
    text = " ".join(words)
    seen = neutral(text)
    assert seen.back(len(seen.text)) == len(text)
    at = 0
    for word in words:
        if word in SHOWN or word in NAMES:
            at += len(word) + 1
            continue
        place = len(neutral(text[:at]).text)
        assert seen.back(place) == at
        assert text[seen.back(place) : seen.back(place + len(word))] == word
        at += len(word) + 1
