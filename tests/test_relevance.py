"""The look in front: reports that tell no event are passed over, kept and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import DataBroken
from sayso.output import coding_store, write_folder
from sayso.relevance import SHORTEST_CHARACTERS, Relevance, features, sentences
from sayso.run import Outcome, code_reports
from sayso.settings import Chosen
from sayso.types import Report

MARKET = (
    "Shares of the Tarn Paper Company closed at 14.20 a share, up 3 %, in light trading. Net income rose to 2.1 "
    "million from 1.9 million a year earlier. Revenue was 11.4 million, compared with 10.9 million in the same "
    "quarter. Analysts expect a slow spring, with prices for pulp little changed. Earnings per share are estimated "
    "at 31 cents, up from 28 cents. The stock has a yield of 3.2 %, and sales of fine papers rose 2 % in the first "
    "nine months."
)
ATTACK = MARKET + " Gunmen killed nine miners in an attack on a bus near Norvik on Sunday, police said."


@pytest.fixture(scope="module")
def relevance() -> Relevance:
    return Relevance.open()


def test_markets_tell_no_event_and_an_attack_does(relevance: Relevance) -> None:
    """One sentence of an event is enough, wherever it stands."""
    assert not relevance.may_tell(Report(id="m", text=MARKET))
    assert relevance.may_tell(Report(id="a", text=ATTACK))


def test_short_texts_are_always_read(relevance: Relevance) -> None:
    """There is little to win and little to judge by."""
    assert relevance.may_tell(Report(id="s", text=MARKET[: SHORTEST_CHARACTERS - 1]))


@pytest.mark.parametrize("text", ["", "\ud800 " * 300, "!" * 5000, "\n" * 5000, "a" * 100_000, "مرحبا بالعالم. " * 60])
def test_odd_texts_are_judged(relevance: Relevance, text: str) -> None:
    """Nothing a text holds stops the look."""
    assert relevance.may_tell(Report(id="o", text=text)) in (True, False)


def test_sentences_lose_no_word() -> None:
    """What is cut is only what stands between them, closing marks included."""
    assert list(sentences('He left. "So?"\nThen 3.5 came.')) == ["He left.", '"So?', "Then 3.5 came."]
    assert features("Ten men", 0xFFFF) == features("ten  men!", 0xFFFF)


def test_broken_weights_are_refused(tmp_path: Path) -> None:
    """A damaged file says so."""
    (tmp_path / "w.json").write_text('{"bits": 15, "scale": 1, "bias": 0, "threshold": 1, "weights": "AAAA"}')
    with pytest.raises(DataBroken):
        Relevance.open(tmp_path / "w.json")


@pytest.mark.parametrize("every", [False, True])
def test_run_keeps_and_lists_what_it_passes_over(tmp_path: Path, every: bool) -> None:
    """No report is silently missing, in whatever order they come; a setting reads all."""
    reports = [Report(id=i, text=t) for i, t in (("m1", MARKET), ("a", ATTACK), ("m2", MARKET), ("m3", MARKET))]
    outcome = Outcome()
    with coding_store(tmp_path, None, ["given"]) as store:
        code_reports(reports, store, outcome, chosen=Chosen(every=every))
        write_folder(store, tmp_path, Chosen(every=every))
        assert store.counts()["reports"] == outcome.coded == 4
        assert {c.report for c in store.claims()} >= {"a"}
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert told["no_event_told"] == ([] if every else ["m1", "m2", "m3"])
