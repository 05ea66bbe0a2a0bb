"""Whole linking: what joins, what stays apart, and that order is nothing."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling_maker import Maker, day, place

from sayso.judgements import Judgement
from sayso.link import explain, link

OTHER_WORDS = (
    "An explosion at Varnholm's fish market killed people unloading the boats. "
    "The blast in the harbour came at dawn on Tuesday; Ilse Brandt, who runs the harbour, spoke of a grey van."
)


def test_link_two_outlets_of_one_bombing_are_one_incident(make: Maker) -> None:
    """The main promise: told in other words by two outlets, it is one incident."""
    make.tell(killed=4)
    make.tell(OTHER_WORDS, killed=5)
    (incident,) = link(make.claims, make.reports)
    assert len(incident.claims) == 2
    assert incident.independent == 2
    assert incident.copies == 0


@pytest.mark.parametrize(
    "other",
    [
        {"when": day("2031-05-10"), "published": "2031-05-10"},
        {"place": place("Ostrey", lat=58.0, lon=9.0)},
        {"type": "CONSULT", "mode": "visit"},
    ],
)
def test_link_look_alikes_stay_apart(make: Maker, other: dict[str, Any]) -> None:
    """Another day, town or kind of event is another incident, however alike the words."""
    text = "Two shells struck the grain store at the edge of town. Nobody has said who fired them, and the mill stands."
    make.tell(killed=4)
    make.tell(text, killed=21, **other)
    assert len(link(make.claims, make.reports)) == 2


def test_link_copies_of_one_text_are_one_voice(make: Maker) -> None:
    """Five outlets that print one agency text are one independent voice and four copies."""
    for _ in range(5):
        make.tell(killed=4)
    (incident,) = link(make.claims, make.reports)
    assert (incident.independent, incident.copies) == (1, 4)
    assert [o.why for o in incident.origins] == ["copy"]


def test_link_one_monitor_quoted_by_all_is_one_origin(make: Maker) -> None:
    """Different texts that rest on one quoted voice count once."""
    make.tell(killed=4, speaker="Harbour Watch")
    make.tell(OTHER_WORDS, killed=4, speaker="Harbour Watch")
    (incident,) = link(make.claims, make.reports)
    assert [o.why for o in incident.origins] == ["speaker"]
    assert incident.independent == 1


def test_link_denial_joins_the_event_it_denies(make: Maker) -> None:
    """A denial is a disagreement inside the incident, no incident of its own."""
    make.tell(killed=4)
    make.tell(OTHER_WORDS, status="denied", speaker="Coast Guard")
    (incident,) = link(make.claims, make.reports)
    assert incident.status == "happened"
    assert [d.field for d in incident.disagreements] == ["status"]


def test_link_without_day_and_place_needs_more_than_a_type(make: Maker) -> None:
    """Nothing told of time or place: alike in type alone, they stay apart."""
    make.tell(place=None, when=None, published=None)
    make.tell("Masked men shot at a bus near the quarry and fled.", place=None, when=None, published=None)
    assert len(link(make.claims, make.reports)) == 2


def test_link_keeps_claims_whose_report_is_gone(make: Maker) -> None:
    """A deleted report leaves its claims, told by their evidence."""
    make.tell(killed=4)
    make.tell(OTHER_WORDS, killed=4)
    found = link(make.claims, make.reports[1:])
    assert sorted(c for i in found for c in i.claims) == sorted(c.id for c in make.claims)


def test_link_three_hundred_events_of_one_report_stay_apart(make: Maker) -> None:
    """A roundup is many events; those of one report are never joined with each other."""
    report = make.report()
    for n in range(300):
        make.claim(report, incident=n + 1, main=False, id=f"{report.id}:{n:03d}")
    assert len(link(make.claims, make.reports)) == 300


def test_link_two_thousand_copies_are_quick(make: Maker) -> None:
    """Copies of one text must not be compared each with each."""
    for _ in range(2000):
        make.tell(killed=4)
    (incident,) = link(make.claims, make.reports)
    assert len(incident.claims) == 2000
    assert incident.independent == 1


def test_link_same_joins_and_not_same_parts(make: Maker) -> None:
    """A person's word goes before any score."""
    a, b = make.tell(killed=4), make.tell(OTHER_WORDS, killed=4)
    c = make.tell("Farmers blocked the road to the quarry.", type="PROTEST", mode="obstruct", when=day("2031-07-01"))
    apart = Judgement(number=1, kind="not-same", claims=(a.id,), others=(b.id,), by="ann", at="2031-06-01")
    same = Judgement(number=2, kind="same", claims=(a.id,), others=(c.id,), by="ann", at="2031-06-01")
    found = {frozenset(i.claims) for i in link(make.claims, make.reports, [apart, same])}
    assert found == {frozenset({a.id, c.id}), frozenset({b.id})}


def test_link_wrong_claims_are_left_out_and_right_values_set(make: Maker) -> None:
    """Judgements on claims and values hold in every later link."""
    a, b = make.tell(killed=4), make.tell(OTHER_WORDS, killed=9)
    wrong = Judgement(number=1, kind="wrong-claim", claims=(b.id,), by="ann", at="2031-06-01")
    right = Judgement(
        number=2, kind="right-value", claims=(a.id,), field="counts.killed.people", value=5, by="ann", at="x"
    )
    undo = Judgement(number=3, kind="undo", undoes=1, by="ann", at="2031-06-02")
    (incident,) = link(make.claims, make.reports, [wrong, right])
    assert incident.claims == (a.id,)
    assert incident.counts[0].best == 5
    assert len(link(make.claims, make.reports, [wrong, right, undo])[0].claims) == 2


def test_explain_says_why_in_words(make: Maker) -> None:
    """Every join has its reasons."""
    make.tell(killed=14)
    make.tell(OTHER_WORDS, killed=14)
    (incident,) = link(make.claims, make.reports)
    (join,) = explain(incident, make.claims, make.reports)
    assert "the same day" in join.sentence()
    assert "the same place" in join.sentence()


def test_link_invented_incidents_come_out_whole(invented: Any) -> None:
    """Look-alikes of one town and week must not run together."""
    rows = invented(3, 60)
    truth = {c.id: row.incident for row in rows for c in row.claims}
    found = link([c for row in rows for c in row.claims], [row.report for row in rows])
    held = {c: i.id for i in found for c in i.claims}
    both, guess, gold = Counter((truth[c], held[c]) for c in truth), Counter(held.values()), Counter(truth.values())
    right, told, wanted = (sum(n * (n - 1) // 2 for n in x.values()) for x in (both, guess, gold))
    assert right / told > 0.9
    assert right / wanted > 0.9


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.randoms(use_true_random=False))
def test_link_order_changes_nothing(invented: Any, order: random.Random) -> None:
    """The order of claims and reports is nothing."""
    rows = invented(5, 25)
    claims, reports = [c for row in rows for c in row.claims], [row.report for row in rows]
    expected = link(claims, reports)
    order.shuffle(claims)
    order.shuffle(reports)
    assert link(claims, reports) == expected
