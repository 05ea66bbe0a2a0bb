"""How sure an event of a report is, and which are likely none."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import DataBroken
from sayso.find.events.calibration import Joined
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.sureness import LEAST_LIKELY, Sureness, marks, surroundings
from sayso.pipeline import Coder
from sayso.types import EventMention, Parsed, Report

REPORT = (
    "Gunmen attacked the market of Lena on Monday and killed nine traders. The governor condemned the attack. "
    "Soldiers arrested two men near the river on Tuesday. The market stayed shut."
)


def parsed(coder: Coder, text: str) -> Parsed:
    return coder.parser.parse(Report(id="r", text=text))


def model(path: Path, told: dict[str, float], size: int) -> Path:
    """A file in which only these marks speak for an event, and nothing for its parties."""
    table = {
        "bias": [0.0, 0.0], "marks": {name: [weight, 0.0] for name, weight in told.items()},
        "scale": 1.0, "states": base64.b64encode(np.zeros((2, size), dtype=np.int8).tobytes()).decode(),
    }  # fmt: skip
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def judged(coder: Coder, sureness: Sureness, text: str) -> tuple[list[EventMention], list[EventMention]]:
    whole = parsed(coder, text)
    weighed = coder.weighed(whole)
    return weighed.events, sureness.judged(whole, *weighed)


@pytest.fixture(scope="module")
def size(coder: Coder) -> int:
    """Of the reader's states for a word and its sentence."""
    states = coder.weighed(parsed(coder, REPORT)).readings[0].states
    assert states is not None
    return int(states.at(0, 3).size)


def test_an_event_that_is_likely_none_is_left_out(coder: Coder, tmp_path: Path, size: int) -> None:
    """Of a report's events go those below the least likely, and only those."""
    low = Sureness.open(Lexicon.load(), model(tmp_path / "s.json", {"type COERCE": -9.0}, size))
    before, after = judged(coder, low, REPORT)
    assert {e.type for e in before} >= {"ASSAULT", "COERCE"}
    assert [e.type for e in after] == [e.type for e in before if e.type != "COERCE"]
    assert 1 / (1 + np.exp(9)) < LEAST_LIKELY


def test_of_a_bare_sentence_every_event_is_kept(coder: Coder, tmp_path: Path, size: int) -> None:
    """Whoever hands over a sentence asks what it tells; there the counted line says how sure it is."""
    low = Sureness.open(Lexicon.load(), model(tmp_path / "s.json", {"by rule": -9.0}, size), line=Joined(1.0, 0.0))
    before, after = judged(coder, low, "Soldiers arrested two men near the river on Tuesday.")
    assert [e.sure for e in after] == [round(e.confidence, 3) for e in before] != []


def test_what_rules_and_reader_made_of_the_clause_stays(coder: Coder) -> None:
    """Which story leads is weighed by the clauses; what is published is the judged chance."""
    before, after = judged(coder, coder.sureness, REPORT)
    said = {(e.head, e.type): e.confidence for e in before}
    assert after and all(e.confidence == said[e.head, e.type] and e.sure is not None and 0 < e.sure < 1 for e in after)
    claims = coder.code(Report(id="r", text=REPORT))
    assert {c.confidence for c in claims} <= {e.sure for e in after}


def test_news_of_violence_is_surer_than_talk(coder: Coder) -> None:
    """The same word is an attack in one report and a figure of speech in another."""
    talk = (
        "The minister attacked critics of the budget in a speech on prices. Shares rose and the bank kept its rates. "
        "He said that voters would reward growth. The party hopes for gains in spring."
    )
    attacks = [max((e.sure or 0.0 for e in judged(coder, coder.sureness, t)[1]), default=0.0) for t in (REPORT, talk)]
    assert attacks[0] > attacks[1]


def test_marks_tell_party_clause_and_surroundings(coder: Coder) -> None:
    """Each mark is there for its reason and no other."""
    whole = parsed(coder, "We may attack the army. Will Lena sign the truce? The dogs bark. The rain fell.")
    events, rules, readings, scores = coder.weighed(whole)
    lexicon = Lexicon.load()
    around = surroundings(whole, events, rules, scores, lexicon)
    found = [marks(whole, e, readings, around, lexicon) for e in events]
    attack = next(m for e, m in zip(events, found, strict=True) if e.type in ("ASSAULT", "THREATEN"))
    assert {"may", "we or you", "recipient armed", "actor pronoun"} <= set(attack) and "question" not in attack


@pytest.mark.parametrize("broken", ["", "{}", '{"bias": [1], "marks": {}, "scale": 1, "states": ""}', "[]"])
def test_a_damaged_file_says_so(tmp_path: Path, broken: str) -> None:
    """What is not whole is not used."""
    (tmp_path / "s.json").write_text(broken, encoding="utf-8")
    with pytest.raises(DataBroken):
        Sureness.open(Lexicon.load(), tmp_path / "s.json")
