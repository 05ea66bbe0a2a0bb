"""Make claims about invented incidents: several outlets, tolls that rise or differ, agency copies, look-alikes.

    python benchmarks/make_claims.py --claims 100000 --seed 1 --store big.sqlite

Everything is made from syllables and a seeded generator: no real place, person or report. About a
quarter of the incidents have a look-alike: the same kind of attack on the same town within the week.
`invent` gives the truth beside each report, so that linking can be scored as well as timed.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from sayso.store import Store
from sayso.types import Acled, Claim, Count, EventType, Party, Place, Report, Source, Span, Speaker, When

SYLLABLES = "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo za ze zo".split()
PAPERS = ("Courier", "Post", "Herald", "Echo", "Mirror", "Times")
OUTLETS = [f"The {a} {b}" for a in ("Valley", "Harbour", "Northern", "River", "Hill", "Coast") for b in PAPERS]
AGENCIES = ("AFP", "Reuters", "AP")
KINDS: tuple[tuple[EventType, str, str, str], ...] = (
    ("ASSAULT", "aerial", "Warplanes bombed", "Air/drone strike"),
    ("ASSAULT", "explosives", "A bomb tore through", "Remote explosive/landmine/IED"),
    ("ASSAULT", "firearms", "Gunmen opened fire in", "Attack"),
    ("ASSAULT", "heavy-weapons", "Shells fell on", "Shelling/artillery/missile attack"),
    ("PROTEST", "demo", "Crowds marched through", "Peaceful protest"),
    ("COERCE", "arrest", "Police rounded up suspects in", "Arrests"),
)
TARGETS = "market school hospital bakery mosque bridge station convoy camp checkpoint theatre mill".split()
INCIDENTS_A_DAY = 12
START = date(2031, 1, 1)


class Invented(msgspec.Struct, frozen=True):
    """One invented report with its claims, and the number of the incident it tells."""

    report: Report
    claims: tuple[Claim, ...]
    incident: int


class Event(msgspec.Struct, frozen=True):
    number: int
    day: date
    kind: int
    town: str
    lat: float
    lon: float
    target: str
    toll: int
    name: str


def invent(seed: int, incidents: int) -> Iterator[Invented]:
    """Reports of so many incidents, incident by incident."""
    chance = random.Random(seed)
    towns = [_town(chance) for _ in range(max(40, incidents // 20))]
    previous: Event | None = None
    for number in range(incidents):
        event = _event(chance, number, towns, previous)
        previous = event
        yield from _reports(chance, event)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def _town(chance: random.Random) -> tuple[str, float, float]:
    return _word(chance, 4), round(chance.uniform(-40, 60), 4), round(chance.uniform(-100, 140), 4)


def _event(chance: random.Random, number: int, towns: list[tuple[str, float, float]], previous: Event | None) -> Event:
    toll, name = chance.randint(1, 60), f"{_word(chance, 3)} {_word(chance, 4)}"
    target = chance.choice(TARGETS)
    if previous and chance.random() < 0.25:
        day = previous.day + timedelta(chance.randint(2, 5))
        return msgspec.structs.replace(previous, number=number, day=day, toll=toll, name=name, target=target)
    town, lat, lon = chance.choice(towns)
    day = START + timedelta(number // INCIDENTS_A_DAY)
    return Event(number, day, chance.randrange(len(KINDS)), town, lat, lon, target, toll, name)


def _reports(chance: random.Random, event: Event) -> Iterator[Invented]:
    outlets = chance.sample(OUTLETS, chance.choice((1, 1, 2, 2, 3, 4, 5)))
    agency = chance.choice(AGENCIES)
    wire = _text(chance, event, event.toll)
    for n, outlet in enumerate(outlets):
        toll = max(1, event.toll + chance.choice((0, 0, 0, 1, -1, 3)))
        copied = n > 0 and chance.random() < 0.4
        text = f"{wire} ({agency})" if copied else _text(chance, event, toll)
        toll = event.toll if copied else toll
        published = event.day + timedelta(chance.choice((0, 0, 1)))
        id = f"r{event.number:07d}-{n}"
        report = Report(id=id, text=text, outlet=outlet, published=published.isoformat(), title=text.split(". ")[0])
        yield Invented(report, _claims(chance, event, report, toll), event.number)


def _text(chance: random.Random, event: Event, toll: int) -> str:
    opening = KINDS[event.kind][2]
    rest = [
        " ".join([_word(chance, 3), "said the", event.target, *(_word(chance, 2).lower() for _ in range(9))])
        for _ in range(4)
    ]
    told = f"{opening} the {event.target} of {event.town} on {event.day:%A}"
    toll_told = f"At least {toll} people were hurt or killed, among them {event.name}"
    return ". ".join([told, toll_told, *rest]) + "."


def _claims(chance: random.Random, event: Event, report: Report, toll: int) -> tuple[Claim, ...]:
    kind, mode, opening, acled = KINDS[event.kind]
    end = report.text.find(".") + 1
    at = report.text.find(event.town)
    place = Place(
        text=event.town, start=at, end=at + len(event.town), name=event.town, lat=event.lat, lon=event.lon,
        country=f"X{int(event.lon) % 26:02d}"[:3], precision=1, feature="PPL", confidence=0.9,
    )  # fmt: skip
    when = When(text="", start=0, end=0, from_=event.day.isoformat(), to=event.day.isoformat(), precision="day")
    dated = chance.random() < 0.9
    count = Count(text=str(toll), start=0, end=0, what="killed", who="people", low=toll, best=toll, high=toll)
    speaker = Speaker(
        text="the watch", start=0, end=0, name="Watch of the Plains", voice="monitor", kind="organization"
    )
    base = Claim(
        id=f"{report.id}:1", report=report.id, type=kind, mode=mode, main=True, incident=1,
        trigger=Span(opening, 0, len(opening)), place=place, when=when if dated else None,
        counts=(count,) if kind == "ASSAULT" else (), source=Source(outlet=report.outlet), status="happened",
        recipient=(Party(text="people", start=0, end=0, sector="CVL", kind="crowd"),),
        evidence=Span(report.text[:end], 0, end), acled=Acled("Battles", acled), confidence=0.8,
    )  # fmt: skip
    if chance.random() < 0.5:
        return (base,)
    said = Source(outlet=report.outlet, speakers=(speaker,))
    return base, msgspec.structs.replace(base, id=f"{report.id}:2", source=said)


def fill(store: Store, claims: int, seed: int, batch: int = 2000) -> int:
    """Fill a store with at least so many claims; returns how many there are."""
    reports: list[Report] = []
    told: list[Claim] = []
    made = 0
    # An incident has some four claims; the surplus is cut off by the break.
    for row in invent(seed, claims):
        reports.append(row.report)
        told.extend(row.claims)
        if len(reports) >= batch or made + len(told) >= claims:
            store.add(reports, told)
            made += len(told)
            reports, told = [], []
            if made >= claims:
                break
    return made


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--claims", type=int, default=100_000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--store", type=Path, required=True)
    args = ap.parse_args()
    with Store.open(args.store) as store:
        print(f"{fill(store, args.claims, args.seed):,} claims in {args.store}")


if __name__ == "__main__":
    main()
