"""Whole linking: what joins, what stays apart, and that order is nothing."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from telling_maker import BODY, Maker, day, party, place, speak, toll

from sayso.judgements import Judgement
from sayso.link import explain, link
from sayso.link.agreement import agreed
from sayso.link.block import candidate_pairs
from sayso.link.compare import features
from sayso.link.copies import find_texts
from sayso.link.credits import agency_credit
from sayso.link.lexicon import load_lexicon
from sayso.link.reconcile import reconcile
from sayso.link.settle import other_held
from sayso.link.telling import tellings
from sayso.link.voices import voices_of
from sayso.link.words import likeness
from sayso.types import Party, Report, Source, Span, Speaker

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


def test_copies_in_part_count_between_outlets_only() -> None:
    """A third of a text again is another outlet's copying, but an outlet's own background when it is its own."""
    background = " ".join(f"word{n}" for n in range(60))
    for outlets, shared in ((("The Echo", "The Bell"), True), (("The Echo", "The Echo"), False)):
        rows = [
            Report(id=f"r{i}", outlet=outlet, text=" ".join(f"own{i}x{n}" for n in range(80)) + ". " + background)
            for i, outlet in enumerate(outlets)
        ]
        assert bool(find_texts(rows).shared) is shared


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


def test_link_updates_are_ordered_by_the_time_they_were_told(make: Maker) -> None:
    """One voice's later figure stands, whatever the ids; two reports of a day go by their hours."""
    make.tell(killed=9, published="2031-05-06T18:00:00", speaker="Harbour Watch", outlet="The Echo")
    make.tell(OTHER_WORDS, killed=4, published="2031-05-06T09:00:00", speaker="Harbour Watch")
    (incident,) = link(make.claims, make.reports)
    (count,) = incident.counts
    assert (count.low, count.best, count.high) == (9, 9, 9)
    assert not incident.disagreements


def test_link_retelling_joins_the_old_incident(make: Maker) -> None:
    """A look back, months later, tells the old attack again."""
    make.tell(killed=14)
    make.tell(OTHER_WORDS, killed=14)
    back = "The council opened the rebuilt quay at Varnholm on Monday. " + OTHER_WORDS.replace("on Tuesday", "in May")
    later = make.report(back, published="2031-11-03")
    opening = {"type": "COOPERATE", "mode": None, "when": day("2031-11-03"), "incident": 1}
    make.claim(later, **opening)
    make.claim(later, incident=2, main=False, historical=True, killed=14, evidence=Span(back[59:], 59, len(back)))
    found = {frozenset(c.rsplit(":", 1)[0] for c in i.claims) for i in link(make.claims, make.reports)}
    assert found == {frozenset({"r001", "r002", "r003"}), frozenset({"r003"})}


def test_link_one_report_under_two_ids_is_one_voice(make: Maker) -> None:
    """The same text of the same outlet twice is no second outlet and no second voice."""
    make.tell(killed=4, outlet="The Echo")
    make.tell(killed=4, outlet="The Echo")
    (incident,) = link(make.claims, make.reports)
    assert (incident.outlets, incident.independent, incident.copies) == (("The Echo",), 1, 0)


def test_link_figures_that_only_seem_to_differ_are_no_quarrel(make: Maker) -> None:
    """The monitor by another word, a part below the whole, one man among the dead, an unnamed monitor that may be
    the named one: no voices differ."""
    report = make.report()
    make.claim(report, killed=18, speaker="Harbour Watch")
    part = speak("a monitor")
    make.claim(
        report, source=Source(outlet=report.outlet, speakers=(structs.replace(part, voice="monitor"),)), killed=11
    )
    named = structs.replace(speak("Harbour Watch"), voice="monitor")
    make.claims[0] = structs.replace(make.claims[0], source=Source(outlet=report.outlet, speakers=(named,)))
    make.claim(report, counts=(structs.replace(toll(1), text="a harbour pilot"),), speaker="Ilse Brandt")
    other = make.report(OTHER_WORDS)
    make.claim(other, source=Source(outlet=other.outlet, speakers=(structs.replace(part, voice="monitor"),)), killed=30)
    (incident,) = link(make.claims, make.reports)
    assert not incident.disagreements
    make.tell(OTHER_WORDS, killed=60, speaker="Coast Guard")
    (incident,) = link(make.claims, make.reports)
    assert [d.field for d in incident.disagreements] == ["counts.killed"]


def test_link_figures_told_in_passing_are_no_quarrel(make: Maker) -> None:
    """What a report on another event says of this one may be of another day: kept, but no voice against voice."""
    make.tell(killed=14)
    make.tell(OTHER_WORDS, killed=90, main=False, speaker="Coast Guard")
    reports = {r.id: r for r in make.reports}
    incident = reconcile(make.claims, reports, find_texts(make.reports), 1.0)
    assert {v.best for c in incident.counts for v in c.values} == {14, 90}
    assert not incident.disagreements
    in_passing = [structs.replace(c, main=False) for c in make.claims]
    incident = reconcile(in_passing, reports, find_texts(make.reports), 1.0)
    assert [d.field for d in incident.disagreements] == ["counts.killed"]


def test_incident_keeps_an_unnamed_side_beside_a_named_one(make: Maker) -> None:
    """Nobody's deed falls to whoever alone is named: the rebels who burned the houses stand beside the army."""
    army = party("Varnholm Army", sector="MIL", kind="organization")
    rebels = structs.replace(party(None, sector="REB", kind="group"), text="The insurgents")
    again = structs.replace(rebels, text="insurgents")
    soldiers = structs.replace(party(None, sector="MIL", kind="group"), text="soldiers")
    strangers = structs.replace(party(None, sector="UAF", kind="group"), text="armed men")
    make.tell(actor=(army, rebels))
    make.tell(OTHER_WORDS, actor=(again, soldiers, strangers))
    incident = reconcile(make.claims, {r.id: r for r in make.reports}, find_texts(make.reports), 1.0)
    assert [p.text for p in incident.actor] == ["The insurgents", "Varnholm Army"]


def test_link_trials_years_later_tell_the_old_deed(make: Maker) -> None:
    """A report of a trial that gives no day is no fresh news; one without a trial is."""
    make.tell(killed=14)
    make.tell(OTHER_WORDS, killed=14)
    make.tell(OTHER_WORDS + " A court heard it.", killed=14, published="2033-02-01", when=None, contexts=("legal",))
    (incident,) = link(make.claims, make.reports)
    assert len(incident.reports) == 3


def test_tellings_doubt_months_long_past(make: Maker) -> None:
    """ "The worst since December" is no day of the news; a day long past, or news of last month, is believed."""
    december = structs.replace(day("2030-12-01"), to="2030-12-31", precision="month")
    april = structs.replace(day("2031-04-01"), to="2031-04-30", precision="month")
    table = ((december, False, False), (december, True, True), (april, False, True), (day("2030-12-05"), False, True))
    for when, historical, believed in table:
        claim = make.tell(when=when, historical=historical)
        (row,) = tellings([claim], {r.id: r for r in make.reports}, {})
        assert row.dated == believed


def test_features_set_persons_of_other_names_apart(make: Maker) -> None:
    """Two arrests of one team's players are two; a surname alone is the same man; a bombing has many victims."""
    table = (
        ("COERCE", "Brandt", "same_person"),
        ("COERCE", "Olav Nystrom", "other_held"),
        ("ASSAULT", "Olav Nystrom", "other_person"),
    )
    for kind, second, feature in table:
        for name in ("Ilse Brandt", second):
            make.tell(type=kind, recipient=(Party(text=name, start=0, end=len(name), name=name, kind="person"),))
        rows = tellings(make.claims[-2:], {r.id: r for r in make.reports}, {})
        assert feature in features(rows[0], rows[1], load_lexicon())


def test_link_keeps_the_arrests_of_two_men_apart(make: Maker) -> None:
    """Two players of one team: a report that names both ties the arrest of the one to that of the other no more."""
    names = [("Olav Nystrom",), ("Olav Nystrom",), ("Olav Nystrom", "Ilse Brandt"), ("Ilse Brandt",), ("Ilse Brandt",)]
    for told in names:
        held = tuple(Party(text=n, start=0, end=len(n), name=n, kind="person") for n in told)
        make.tell(type="COERCE", mode="arrest", recipient=held)
    rows = tellings(make.claims, {r.id: r for r in make.reports}, {})
    assert other_held(rows[:3], rows[3:])
    assert not other_held(rows[:2], rows[2:3]) and not other_held(rows[:2], rows[4:])


def test_link_flashes_join_by_what_their_words_mean(make: Maker) -> None:
    """Of two flashes one says robbers and jewels, the other robbed and jewellery."""
    for text in (
        "Robbers carried off jewels from the Brandt boutique in Varnholm.",
        "Four men robbed the Brandt jewellery boutique of Varnholm.",
    ):
        make.tell(text, when=None, published=None, mode=None)
    first, second = tellings(make.claims, {r.id: r for r in make.reports}, {})
    found = features(first, second, load_lexicon())
    assert found["likeness"] > likeness(first.words, second.words)
    assert len(link(make.claims, make.reports)) == 1


def test_candidates_without_a_day_meet(make: Maker) -> None:
    """Two undated reports of one place are compared whatever their words; one with a day is not in that block."""
    make.tell("Shells fell on a mill.", when=None, published=None)
    make.tell("A grenade hurt two farmers.", when=None, published=None)
    make.tell("Thieves beat the watchman.")
    rows = tellings(make.claims, {r.id: r for r in make.reports}, {})
    assert candidate_pairs(rows, load_lexicon()) == [(0, 1)]


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        (Speaker(text="a source", start=0, end=8, anonymous=True), "a source, via The Echo"),
        (Speaker(text="two farmers", start=0, end=8, anonymous=True, voice="witness"), "two farmers"),
        (
            Speaker(text="the Bastion", start=0, end=8, name="Sea Ministry", voice="official"),
            "Sea Ministry (Bastion)",
        ),
        (Speaker(text="the agency SEA", start=0, end=8, name="Sea Watch", voice="monitor"), "Sea Watch (SEA)"),
        (Speaker(text="the ministry", start=0, end=8, name="Ministry of Sea", voice="official"), "Ministry of Sea"),
        (Speaker(text="It", start=0, end=2, name="Sea Watch", voice="monitor"), "Sea Watch"),
    ],
)
def test_voices_are_shown_by_the_name_that_tells_most(make: Maker, speaker: Speaker, shown: str) -> None:
    """A bare source with the outlet that vouches for it, a body also by the short name that the report uses."""
    claim = make.tell(outlet="The Echo", source=Source(outlet="The Echo", speakers=(speaker,)))
    reports = {r.id: r for r in make.reports}
    assert voices_of([claim], reports, find_texts(make.reports))[claim.id].name == shown


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Blast at market kills four Reuters A bomb went off at the market of Varnholm.", "Reuters"),
        ("Blast at market kills four. Reuters staff in Varnholm were among the hurt.", None),
    ],
)
def test_agency_credit_bylines_without_a_stop(text: str, agency: str | None) -> None:
    """A byline set between headline and text is a credit; an agency that is written about is none."""
    found = agency_credit(Report(id="r", text=text, outlet="The Paper"), load_lexicon())
    assert (found and found[0]) == agency


def test_link_marks_what_opposed_sides_both_say(make: Maker) -> None:
    """A toll that the government and the rebels both give is marked; one of a side alone is not."""
    sides = [structs.replace(speak(n), voice=v) for n, v in (("Harbour Ministry", "official"), ("Free Quay", "rebel"))]
    for text, speaker, killed in ((BODY, sides[0], 4), (OTHER_WORDS, sides[1], 4)):
        report = make.report(text)
        make.claim(report, killed=killed, source=Source(outlet=report.outlet, speakers=(speaker,)))
    (incident,) = link(make.claims, make.reports)
    assert [(what, f.best) for what, f in agreed(incident, make.claims)] == [("killed people", 4)]
    assert agreed(incident, make.claims[:1]) == []


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
