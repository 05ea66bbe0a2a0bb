"""Capitals, no capitals, headlines, wire style, transcripts, sentences without end, lists of names, other scripts."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report(id="r", text=text, published="2024-03-07"))


SHAPES = [
    ("prose", "Rebels shelled the town of Karm on Sunday and killed five civilians, police said."),
    ("capitals", "REBELS SHELLED THE TOWN OF KARM ON SUNDAY AND KILLED FIVE CIVILIANS, POLICE SAID."),
    ("no capitals", "rebels shelled the town of karm on sunday and killed five civilians, police said."),
    ("headline", "Five civilians killed in rebel attack on Karm"),
    ("wire", "KARM, March 7 (NNA) -- Rebels shelled the town on Sunday and killed five civilians, police said."),
    (
        "transcript",
        "REPORTER: What happened in Karm?\nMINISTER: Rebels shelled the town on Sunday and killed five civilians.",
    ),
]


@pytest.mark.parametrize(("shape", "text"), SHAPES, ids=[s for s, _ in SHAPES])
def test_attack_is_read_in_every_shape_of_text(coder: Coder, shape: str, text: str) -> None:
    """The same deed, doer and toll however the report is written."""
    claims = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert any(p.text.lower().startswith("rebel") for c in claims for p in c.actor)
    assert any(n.what == "killed" and n.best == 5 for c in claims for n in c.counts)
    assert all(text[s.start : s.end] == s.text for c in claims for s in (c.trigger, c.evidence))


def test_sentence_of_six_hundred_words_is_read_to_its_end(coder: Coder) -> None:
    """Behind the reader's cut the rules read on: nothing is skipped in silence."""
    middle = ", then along the river and over the hill" * 75
    text = f"Rebels attacked the garrison of Karm{middle}, and soldiers arrested two farmers in Zelt."
    assert len(text.split()) > 600
    assert {"ASSAULT", "COERCE"} <= {c.type for c in code(coder, text)}


def test_fifty_names_give_the_first_forty(coder: Coder) -> None:
    """A list of dead is cut at a stated number of parties; the names after it stay in the evidence."""
    first, last = (
        "Ana Bela Carl Dora Emil Fay Gus Hana".split(),
        "Castell Moreau Lindt Okoro Varga Brandt Sorel".split(),
    )
    names = [f"{a} {b}" for a in first for b in last]
    text = f"Gunmen killed {', '.join(names[:-1])} and {names[-1]} in Karm on Sunday."
    claims = [c for c in code(coder, text) if c.type == "ASSAULT"]
    assert claims
    assert all(len(c.recipient) <= 40 for c in claims)
    assert names[-1] in claims[0].evidence.text


@pytest.mark.parametrize(
    "text", ["قُتل خمسة مدنيين في قصف المدينة.", "叛军周日炮击该镇。", "Повстанцы обстреляли город.", "🙂 " * 50]
)
def test_other_scripts_give_no_claim_and_no_crash(coder: Coder, text: str) -> None:
    """What is not English is not guessed at."""
    assert code(coder, text) == ()
