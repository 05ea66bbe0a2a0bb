"""What several table formats share: safe cells, countries, totals, and sentences for free-text columns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import BinaryIO

import msgspec

from sayso.errors import DataBroken
from sayso.link.lexicon import load_lexicon
from sayso.types import Claim, Incident, IncidentParty, Report

# What has not happened has no place in a data set of events.
HAPPENED = frozenset({"happened", "ongoing", "attempted"})

# What somebody says is done by saying it, also where the act it speaks of is still to come.
VERBAL = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
FORESEEN = frozenset({"planned", "threatened", "hypothetical"})

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

# What is hit, not who: most schemes have people and bodies as actors.
NO_ACTORS = frozenset({"area", "facility", "vehicle"})

UTF8_MARK = b"\xef\xbb\xbf"

Cell = str | int | float | None


class Country(msgspec.Struct, frozen=True):
    alpha3: str
    alpha2: str
    numeric: str
    fips: str
    gwno: str
    name: str
    acled_region: str
    ucdp_region: str


class Whole(msgspec.Struct, frozen=True):
    """An incident with what was read and where: all that an export can say of it."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: dict[str, Report]

    @property
    def country(self) -> Country | None:
        place = self.incident.place
        return countries().get(place.country) if place and place.country else None


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-3 code."""
    path = files("sayso.data") / "countries.csv"
    try:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
        return {row["alpha3"]: msgspec.convert(row, Country) for row in csv.DictReader(lines)}
    except (OSError, KeyError, msgspec.MsgspecError) as error:
        raise DataBroken(path, f"unreadable countries ({error})") from error


def safe(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula. Numbers stay numbers; None is empty.

    >>> safe("=1+1"), safe(-3.5), safe(None)
    ("'=1+1", '-3.5', '')
    >>> safe("a\\rb")
    'a\\nb'
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        # A carriage return alone would end the row for some readers.
        text = cell.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if text.startswith(FORMULA) else text
    return number(cell)


def number(value: float) -> str:
    """Without a fraction where there is none."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write_table(
    out: BinaryIO,
    columns: Sequence[str],
    rows: Iterable[dict[str, Cell]],
    *,
    bom: bool = False,
    second: Sequence[str] = (),
) -> None:
    """CSV as spreadsheets and statisticians read it: UTF-8, line feeds, safe cells."""
    if bom:
        out.write(UTF8_MARK)
    head = [columns, second] if second else [columns]
    for line in head:
        out.write(_line(line))
    for row in rows:
        out.write(_line([safe(row.get(c)) for c in columns]))


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def total(incident: Incident, what: str) -> tuple[float | None, float | None, float | None]:
    """Low, best and high of all people killed (or injured, ...).

    A figure for "people" is the total; else the largest class not counting parts such as children,
    with fighters added, since a voice that counts both counts them apart. All None where nobody says.
    """
    lexicon = load_lexicon()
    rows = [c for c in incident.counts if c.what == what]
    everyone = [c for c in rows if c.who == "people"]
    if everyone:
        return everyone[0].low, everyone[0].best, everyone[0].high
    by_class = {"all": [c for c in rows if lexicon.who_class(c.who) == "all"]}
    by_class["fighters"] = [c for c in rows if lexicon.who_class(c.who) == "fighters"]
    largest = [max(cs, key=lambda c: c.best or c.low or c.high or 0) for cs in by_class.values() if cs]
    if not largest:
        largest = sorted(rows, key=lambda c: c.best or c.low or c.high or 0)[-1:]
    if not largest:
        return None, None, None
    return _sum([c.low for c in largest]), _sum([c.best for c in largest]), _sum([c.high for c in largest])


def _sum(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def span_words(low: float | None, best: float | None, high: float | None) -> str:
    """
    >>> span_words(16, 16, 16), span_words(16, 20, None), span_words(None, None, 30), span_words(12, 15, 20)
    ('16', '20 (at least 16)', 'up to 30', '15 (12 to 20)')
    """
    if low == best == high and best is not None:
        return number(best)
    bounds = (
        f"{number(low)} to {number(high)}" if low is not None and high is not None and low != high
        else f"at least {number(low)}" if low is not None and high is None
        else f"up to {number(high)}" if high is not None and low is None
        else ""
    )  # fmt: skip
    if best is None:
        return bounds
    if bounds == f"at least {number(best)}":
        return bounds
    return f"{number(best)} ({bounds})" if bounds else number(best)


def write_tabs(
    out: BinaryIO, rows: Iterable[Sequence[Cell]], *, head: Sequence[str] = (), missing: str = "", bom: bool = False
) -> None:
    """Tab-separated lines without quotes, as GDELT and POLECAT have them: no tab or line end inside a cell."""
    if bom:
        out.write(UTF8_MARK)
    if head:
        out.write(("\t".join(head) + "\n").encode())
    for row in rows:
        cells = [
            missing if c is None or c == "" else safe(" ".join(c.split()) if isinstance(c, str) else c) for c in row
        ]
        out.write(("\t".join(cells) + "\n").encode("utf-8", "replace"))


def took_place(incident: Incident) -> bool:
    """True for what happened, and for words spoken of what may."""
    return incident.status in HAPPENED or (incident.type in VERBAL and incident.status in FORESEEN)


def sides_of(incident: Incident) -> tuple[tuple[IncidentParty, ...], tuple[IncidentParty, ...]]:
    """First and second side. In a clash or a meeting all are actors: the first is one side, the others the second."""
    if incident.recipient or len(incident.actor) < 2:
        return incident.actor, incident.recipient
    return incident.actor[:1], incident.actor[1:]


def days_of(incident: Incident) -> tuple[date | None, date | None, str | None]:
    """First and last day of an incident, and how precisely they are told."""
    when = incident.when
    if when is None or when.from_ is None:
        return None, None, None
    first = date.fromisoformat(when.from_[:10])
    return first, date.fromisoformat((when.to or when.from_)[:10]), when.precision


def serial_number(id: str) -> int:
    """A number for formats whose ids are numbers: the same for the same id, exact also as a double."""
    digest = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 12


def party_names(parties: Iterable[IncidentParty]) -> str:
    return "; ".join(dict.fromkeys(n for n in map(party_name, parties) if n))


def differ_words(incident: Incident) -> str:
    """What voices differ on, in words of a table's head."""
    return ", ".join(d.field.removeprefix("counts.") for d in incident.disagreements)


def who_acts(incident: Incident, parties: Iterable[IncidentParty]) -> list[IncidentParty]:
    """Parties that can be a side: neither what is hit, nor the place itself where its name was read as somebody's."""
    place = incident.place
    here = {n for n in (place.name, place.within, place.admin1) if n} if place else set()
    return [p for p in parties if p.kind not in NO_ACTORS and (p.id or p.name not in here)]


def party_name(party: IncidentParty) -> str:
    return party.name or party.text or ""


def sentence(whole: Whole) -> str:
    """One plain sentence or three: what, on whose say-so, and where voices differ."""
    i = whole.incident
    who = ", ".join(map(party_name, i.actor)) or "Somebody not named"
    deed = i.type + (f" ({i.mode})" if i.mode else "")
    whom = f" against {', '.join(map(party_name, i.recipient))}" if i.recipient else ""
    where = f" in {i.place.name}" if i.place and i.place.name else ""
    status = "" if i.status == "happened" else f" [{i.status}]"
    parts = [f"{who}: {deed}{whom}{where}{status}."]
    for c in i.counts:
        said = "; ".join(f"{span_words(v.low, v.best, v.high)} by {', '.join(v.speakers)}" for v in c.values)
        parts.append(f"{c.what.capitalize()} ({c.who}): {said}.")
    if i.disagreements:
        parts.append(f"Voices differ on {', '.join(d.field for d in i.disagreements)}.")
    voices = "voice" if i.independent == 1 else "voices"
    reports = "report" if len(i.reports) == 1 else "reports"
    parts.append(f"{len(i.reports)} {reports}, {i.independent} independent {voices}.")
    return " ".join(" ".join(parts).split())
