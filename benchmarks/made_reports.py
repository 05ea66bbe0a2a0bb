"""Make short news reports out of sentences of our own: events, quarrels about them, and what tells none.

Every report has its own towns, names and numbers, drawn by a seeded generator, so that no two are alike and words never
seen before keep coming: some three a report, more than news has. Towns are those of a gazetteer or made of syllables.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sayso.types import Report

SYLLABLES = "ba dor el fa gar hi jun ka lem mo nar ol pe qua ri sel tan ur vi wes yad zo khe shi bru".split()
PAPERS = tuple(
    f"The {a} {b}" for a in ("Valley", "Harbour", "Northern", "River", "Coast") for b in ("Courier", "Post", "Echo")
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OFFICES = ("Governor", "Colonel", "Mayor", "Police spokesman", "Deputy minister", "Doctor", "Lawyer")
# Three of four reports tell something. Each list gives one sentence to a report, in this order.
OPENINGS = (
    "Gunmen killed {n} police officers in {town} on {day}, {office} {person} said.",
    "A car bomb near the market of {town} killed at least {n} people and wounded {m} on {day}.",
    "Warplanes struck two villages outside {town} late on {day}, residents said, and {n} families fled to {other}.",
    "Thousands marched through {town} on {day} against the price of bread; police arrested {m} of them.",
    "The {group} said its fighters had taken {n} soldiers prisoner in clashes around {town}.",
    "Shells fired from {other} hit a school in {town}, wounding {n} pupils, according to the {group}.",
    "{office} {person} was shot dead outside his house in {town} on {day}.",
    "Soldiers detained {m} suspected members of the {group} in raids on {town} and {other}.",
    "Workers of the {town} port went on strike on {day} for the {n}th week in a row.",
    "A roadside mine killed {n} farmers on the road from {town} to {other}, the ministry of health said.",
)
QUARRELS = (
    "The {group} denied that its men had been there and spoke of {m} dead.",
    "{person}, a teacher, told {paper} that he had counted {m} bodies.",
    "“We heard {n} explosions and then nothing,” said {person}, who keeps a shop in {other}.",
    "No one claimed responsibility, but {office} {person} blamed the {group}.",
    "The hospital of {other} said it had taken in {m} wounded, {n} of them children.",
    "State television put the toll at {m}; the figures could not be checked.",
    "{office} {person} called the account of the {group} a lie and promised an inquiry.",
    "Earlier this month, {n} people were abducted in the same district, the {group} reported.",
)
PASTS = (
    "In {year}, a ceasefire between the {group} and the government fell apart within {n} weeks.",
    "{town}, a town of {m} thousand about {n} kilometres from {other}, has changed hands twice since {year}.",
    "The road to {other} stayed closed on {day}, and {n} trucks of flour waited at the bridge.",
    "{person}'s family has lived in {town} since {year} and does not mean to leave.",
    "Talks are to go on in {other} next {day}, the {group} said in a statement.",
)
QUIET = (
    "The {town} book fair opened on {day} with {m} publishers from {n} countries.",
    "{person} won the {other} marathon in two hours and {m} minutes.",
    "Rain is expected over {town} and {other} until {day}, the weather office said.",
    "The {group} orchestra will play works by {person} in {town} next month.",
    "A new bridge between {town} and {other} was finished {n} months early, said {office} {person}.",
    "Prices of flats in {town} rose by {n} per cent in {year}, the bank of {other} found.",
)


def made_reports(seed: int, count: int, towns: Sequence[str] = ()) -> Iterator[Report]:
    """So many reports of some 48 words, the same for the same seed and towns."""
    chance = random.Random(seed)
    for number in range(count):
        telling = chance.random() < 0.75
        lists = (OPENINGS, QUARRELS, PASTS) if telling else (QUIET, PASTS, QUIET)
        filling = _filling(chance, towns)
        text = " ".join(chance.choice(some).format(**filling) for some in lists)
        day = date(2031, 1, 1) + timedelta(days=number * 365 // max(count, 1))
        yield Report(id=f"made-{number}", text=text, outlet=chance.choice(PAPERS), published=day.isoformat())


def _filling(chance: random.Random, towns: Sequence[str]) -> dict[str, str]:
    def town() -> str:
        return chance.choice(towns) if towns and chance.random() < 0.8 else _word(chance, 3)

    return {
        "town": town(), "other": town(), "person": f"{_word(chance, 2)} {_word(chance, 4)}",
        "group": f"{_word(chance, 2)} {chance.choice(('Front', 'Brigade', 'Guard', 'Movement'))}",
        "office": chance.choice(OFFICES), "paper": chance.choice(PAPERS), "day": chance.choice(DAYS),
        "n": str(chance.randint(2, 19)), "m": str(chance.randint(20, 90)), "year": str(chance.randint(1990, 2030)),
    }  # fmt: skip


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()
