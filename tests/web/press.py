"""Reports and claims for the page's tests, with every value at its place in the text. All is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.link import link_store
from sayso.store import Store
from sayso.types import Acled, Claim, Count, Label, Party, Place, Report, Source, Span, Speaker, Thing, When

HARBOUR = "Varnholm"

FIRST = (
    "VARNHOLM, Denmark - A car bomb exploded beside the fish market on Tuesday, killing 11 people and "
    "wounding 23 others, the harbour police said.\n\n"
    "Windows broke as far away as the lighthouse. No group has said that it did it, but the mayor, Ilse Brandt, "
    "blamed the Grey Tide, which she called a gang of butchers."
)
SECOND = (
    "A bomb in a parked car tore through the fish market of Varnholm on Tuesday morning.\n\n"
    "Sixteen people were killed, said the North Sea Rights Watch, which had counted names at two hospitals. "
    "The harbour police had spoken of eleven."
)
THIRD = (
    "The Grey Tide denied on Wednesday that it had bombed the fish market in Varnholm, where at least 11 people died. "
    'A spokesman said: "We do not set bombs where fishermen sell their catch."'
)
ARABIC = (
    "وقع انفجار في سوق مدينة الميناء صباح الثلاثاء، وقال شهود إن خمسة أشخاص قتلوا.\n\nوأغلقت الشرطة الطريق الساحلي."
)
HOSTILE = (
    '<script>window.hacked = 1</script> Gunmen <img src=x onerror="window.hacked=2"> attacked \x00 the mill & '
    "bakery </p></div><h1>of</h1> Ostrey \u202e on Friday. {{ 7 * 7 }} {% raw %} \U0001f41f javascript:alert(1) "
    '" onmouseover="window.hacked=3" x="\r\nSeven people were killed.'
)
HOSTILE_NAME = '<img src=x onerror="window.hacked=4">'


class Press:
    """Collects reports and claims; spans are found by their words."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.claims: list[Claim] = []

    def report(self, id: str, text: str, outlet: str, published: str, title: str | None = None) -> Report:
        title = title or text.split("\n")[0][:70]
        made = Report(id=id, text=text, outlet=outlet, published=published, title=title, url=f"https://{id}.example/")
        self.reports.append(made)
        return made

    def tell(self, report: Report, trigger: str, place: Place | None, day: str | None, **more: Any) -> Claim:
        """A claim; `killed` is (words, number), `says` the speaker's words, the rest fields of Claim."""
        killed, says, when = more.pop("killed", None), more.pop("says", None), more.pop("when_words", None)
        number = sum(c.report == report.id for c in self.claims) + 1
        base: dict[str, Any] = {
            "id": f"{report.id}:{number}", "report": report.id, "type": "ASSAULT", "mode": "explosives", "main": True,
            "incident": 1, "trigger": span(report, trigger), "status": "happened", "confidence": 0.8,
            "evidence": Span(report.text[:90], 0, len(report.text[:90])), "place": place,
            "source": Source(outlet=report.outlet, speakers=(speaker(report, says),) if says else ()),
            "acled": Acled("Explosions/Remote violence", "Remote explosive/landmine/IED"),
        }  # fmt: skip
        if day:
            base["when"] = When(**where(report, when), from_=day, to=day, precision="day")
        if killed:
            base["counts"] = (toll(report, *killed),)
        made = Claim(**(base | more))
        self.claims.append(made)
        return made

    def store(self, path: Path) -> Store:
        """An open store of all of it, linked."""
        store = Store.open(path)
        store.add(self.reports, self.claims)
        link_store(store)
        return store


def where(report: Report, words: str | None) -> dict[str, Any]:
    """Text, start and end of words of a report; of none, an empty span at the start."""
    if not words:
        return {"text": "", "start": 0, "end": 0}
    start = report.text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def span(report: Report, words: str) -> Span:
    return Span(**where(report, words))


def speaker(report: Report, words: str) -> Speaker:
    return Speaker(**where(report, words), name=words if words[0].isupper() else None, voice="police")


def party(report: Report, words: str, **more: Any) -> Party:
    return Party(**where(report, words), **({"name": words} | more))


def toll(report: Report, words: str, number: float, what: str = "killed") -> Count:
    high = None if "at least" in words else number
    return Count(**where(report, words), what=what, who="people", low=number, best=number, high=high)  # type: ignore[arg-type]


def town(report: Report, words: str, lat: float, lon: float, country: str, **more: Any) -> Place:
    base = {"name": words, "precision": 1, "feature": "PPL", "confidence": 0.9} | more
    return Place(**where(report, words), lat=lat, lon=lon, country=country, **base)


def harbour_bomb(press: Press) -> None:
    """One bomb in three reports whose voices differ over the dead and over who did it."""
    first = press.report("wire", FIRST, "Northern Wire", "2031-05-06", "Car bomb at Varnholm fish market")
    second = press.report("lantern", SECOND, "The Daily Lantern", "2031-05-07", "Sixteen dead, watch says")
    third = press.report("radio", THIRD, "Coast Radio", "2031-05-07", "Grey Tide denies the bomb")
    market = {"actor": (), "recipient": ()}
    press.tell(
        first, "exploded", town(first, "VARNHOLM", 55.9, 10.4, "DNK", name=HARBOUR), "2031-05-06",
        when_words="Tuesday", killed=("11 people", 11), says="harbour police",
        instruments=(Thing(**where(first, "car bomb"), kind="explosive"),),
        recipient=(party(first, "11 people", name=None, kind="crowd"),),
    )  # fmt: skip
    press.tell(
        first, "blamed", town(first, "VARNHOLM", 55.9, 10.4, "DNK", name=HARBOUR), "2031-05-06",
        says="Ilse Brandt", actor=(party(first, "Grey Tide", certainty="claimed"),),
        labels=(Label(**where(first, "gang of butchers"), neutral="armed group"),),
    )  # fmt: skip
    press.tell(
        second, "tore through", town(second, HARBOUR, 55.9, 10.4, "DNK"), "2031-05-06", when_words="Tuesday morning",
        killed=("Sixteen people", 16), says="North Sea Rights Watch", **market,
    )  # fmt: skip
    press.tell(
        third, "bombed", town(third, HARBOUR, 55.9, 10.4, "DNK"), "2031-05-06", killed=("at least 11 people", 11),
        says="Grey Tide", status="denied", actor=(party(third, "Grey Tide", certainty="denied"),),
    )  # fmt: skip


def small_events(press: Press) -> None:
    """Incidents of one report each: across countries, kinds, days and precisions."""
    rows = (
        ("A march", "marched", "PROTEST", "demo", "Lomelund", 60.2, 11.1, "NOR", 1, "2031-04-02", None),
        ("A raid", "raided", "ASSAULT", "firearms", "Serravel", -12.5, -71.2, "PER", 4, "2031-04-18", 4),
        ("A shelling", "shelled", "ASSAULT", "heavy-weapons", "Tamrika", 16.3, 0.1, "MLI", 1, "2031-05-11", 9),
        ("An arrest", "arrested", "COERCE", "arrest", "Kivonde", -1.1, 36.9, "KEN", 3, "2031-05-20", None),
        ("A talk", "met", "CONSULT", None, "Aldoria", 46.4, 6.6, "CHE", 1, "2031-06-01", None),
        ("A flood of people", "fled", "DISPLACE", "flee", "Pemvale", -12.0, 39.8, "MOZ", 4, "2031-06-12", None),
        ("An air strike", "bombed", "ASSAULT", "aerial", "Marwadi", 15.4, 45.3, "YEM", 6, "2031-07-01", 30),
        ("A seizure", "seized", "COERCE", "seize", "Santa Ola", 4.1, -73.0, "COL", 4, None, None),
    )
    for n, (title, verb, kind, mode, name, lat, lon, country, precision, day, killed) in enumerate(rows):
        toll_words = f" {killed} people died." if killed else ""
        text = f"Men of the {name} side {verb} others near {name} at dawn.{toll_words} The road is closed."
        report = press.report(f"small{n}", text, "The Hill Post", day or "2031-07-30", f"{title} near {name}")
        place = town(report, name, lat, lon, country, precision=precision)
        counted = {"killed": (f"{killed} people", killed)} if killed else {}
        press.tell(report, verb, place, day, type=kind, mode=mode, acled=None, **counted)


def odd_reports(press: Press) -> None:
    """A report written from right to left, and one that attacks the page."""
    arabic = press.report("mina", ARABIC, "صحيفة الساحل", "2031-05-14", "انفجار في سوق الميناء")
    press.tell(
        arabic, "انفجار", town(arabic, "الميناء", 33.9, 35.5, "LBN"), "2031-05-13", when_words="صباح الثلاثاء",
        killed=("خمسة أشخاص", 5),
    )  # fmt: skip
    hostile = press.report("hostile", HOSTILE, HOSTILE_NAME, "2031-05-24", HOSTILE_NAME)
    press.tell(
        hostile, "attacked", town(hostile, "Ostrey", 52.0, 5.0, "NLD", name=HOSTILE_NAME), "2031-05-23",
        mode="firearms", killed=("Seven people", 7), actor=(party(hostile, "Gunmen", name=HOSTILE_NAME),),
    )  # fmt: skip


def whole_press() -> Press:
    press = Press()
    harbour_bomb(press)
    small_events(press)
    odd_reports(press)
    return press
