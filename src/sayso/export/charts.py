"""Map and timeline of incidents as inline SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from math import sqrt
from typing import Any, NamedTuple

import msgspec

from sayso.export.rows import days_of, total
from sayso.types import Incident

# Degrees around the outermost incidents, and the least width of a map: a country and its neighbours.
MARGIN, LEAST = 3.0, 12.0

# A map is at least this part of its width high: a strip of land tells nobody where he is.
LEAST_HEIGHT = 0.45

# So many names of countries, the largest in the frame, and none nearer to its edge than this part of the width.
NAMES, EDGE = 9, 0.05

# A point of an outline is left out where it lies closer to the last than this part of the map's width.
DETAIL = 1 / 1500

# From this precision on a place is an area of doubt, not a dot (as UCDP's where_prec: 4 is a province).
AREA = 4

# More bars than this are thinner than a pixel or two.
MOST_BARS = 120


class Spot(NamedTuple):
    lon: float
    lat: float
    toll: float
    precision: int
    words: str
    id: str


def world_map(spots: Sequence[Spot]) -> str:
    """The map under its own headline; nothing where there is nothing to draw."""
    return f"<h2>Map</h2>\n{map_svg(spots)}\n" if spots else ""


def map_svg(spots: Sequence[Spot], *, links: bool = True, detail: float = DETAIL) -> str:
    """Outlines around the incidents, dots sized by toll, circles of doubt for provinces and countries.

    `links`: a dot leads to the part of the page with its incident's id. `detail`: see DETAIL.
    """
    if not spots:
        return ""
    west, south, east, north = _frame(spots)
    unit = (east - west) / 400
    shapes = []
    # The vague first, so that they never cover the exact ones.
    for s in sorted(spots, key=lambda s: (-s.precision, -s.toll, s.id)):
        radius = unit * (2.5 + min(sqrt(s.toll), 12)) * (3 if s.precision >= AREA else 1)
        kind = "area" if s.precision >= AREA else "spot"
        shape = (
            f'<circle class="{kind}" cx="{s.lon:.3f}" cy="{-s.lat:.3f}" r="{radius:.3f}">'
            f"<title>{escape(s.words)}</title></circle>"
        )
        shapes.append(f'<a href="#{escape(s.id)}" aria-label="{escape(s.words)}">{shape}</a>' if links else shape)
    land = "".join(f'<path class="land" d="{d}"/>' for d in _land((west, south, east, north), detail))
    land += "".join(_names((west, south, east, north)))
    frame = f"{west:.2f} {-north:.2f} {east - west:.2f} {north - south:.2f}"
    words = f"Map of {len(spots)} incidents; circles with broken lines are provinces or countries, not points"
    # A picture may hold no links for a screen reader; a group may.
    role = "group" if links else "img"
    return f'<svg viewBox="{frame}" role="{role}" aria-label="{words}">{land}{"".join(shapes)}</svg>'


def spots_of(incidents: Iterable[Incident]) -> list[Spot]:
    """The incidents that have a point, with their day, deed and killed."""
    return [
        Spot(i.place.lon, i.place.lat, _toll(i), i.place.precision or 1, _words(i), i.id)
        for i in incidents
        if i.place is not None and i.place.lat is not None and i.place.lon is not None
    ]


def _toll(incident: Incident) -> float:
    low, best, high = total(incident, "killed")
    return best or low or high or 0.0


def _words(incident: Incident) -> str:
    return " ".join(x for x in (day_words(incident), deed_words(incident)) if x)


def day_words(incident: Incident) -> str:
    """The day, or the days from and to; nothing where it is not known."""
    when = incident.when
    if when is None or when.from_ is None:
        return ""
    return when.from_ if when.to in (None, when.from_) else f"{when.from_} to {when.to}"


def deed_words(incident: Incident) -> str:
    return incident.type + (f" {incident.mode}" if incident.mode else "")


def _frame(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    lons, lats = [s.lon for s in spots], [s.lat for s in spots]
    x, y = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    half_x = max((max(lons) - min(lons)) / 2 + MARGIN, LEAST)
    half_y = max((max(lats) - min(lats)) / 2 + MARGIN, LEAST / 2)
    half_y = max(half_y, half_x * LEAST_HEIGHT)
    return max(x - half_x, -180), max(y - half_y, -90), min(x + half_x, 180), min(y + half_y, 90)


def _names(frame: tuple[float, float, float, float]) -> Iterable[str]:
    """Names of the largest countries whose middle is in the frame."""
    west, south, east, north = frame
    edge, size = (east - west) * EDGE, (east - west) / 65
    inside = [n for n in _countries() if west + edge < n[1] < east - edge and south + size < n[2] < north - size]
    for name, lon, lat, _ in sorted(inside, key=lambda n: (-n[3], n[0]))[:NAMES]:
        yield f'<text class="country" x="{lon:g}" y="{-lat:g}" font-size="{size:.3f}">{escape(name)}</text>'


def _land(frame: tuple[float, float, float, float], detail: float) -> Iterable[str]:
    """Outlines that reach into the frame, as paths; none where the package has no map."""
    west, south, east, north = frame
    least = (east - west) * detail
    for ring in _rings():
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        if max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north:
            continue
        kept = [ring[0]]
        for point in ring[1:]:
            if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
                kept.append(point)
        if len(kept) > 2:
            yield "M" + "L".join(f"{x:g} {-y:g}" for x, y in kept) + "Z"


@cache
def _world() -> tuple[dict[str, Any], ...]:
    """Outlines and names of countries, as the review page has them; none where the package has no map."""
    path = files("sayso") / "web" / "static" / "world.json"
    return tuple(msgspec.json.decode(path.read_bytes())["features"]) if path.is_file() else ()


@cache
def _countries() -> tuple[tuple[str, float, float, float], ...]:
    """Name, longitude and latitude of the middle, and size."""
    points = (f for f in _world() if f["geometry"]["type"] == "Point")
    return tuple((f["properties"]["name"], *f["geometry"]["coordinates"], f["properties"]["size"]) for f in points)


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    shapes = (f["geometry"] for f in _world() if f["geometry"]["type"] in ("Polygon", "MultiPolygon"))
    many = (s["coordinates"] if s["type"] == "MultiPolygon" else [s["coordinates"]] for s in shapes)
    return tuple(tuple((x, y) for x, y in ring) for polygons in many for polygon in polygons for ring in polygon[:1])


def timeline(incidents: Iterable[Incident]) -> str:
    """Incidents a day, month or year, whichever fits; those without a date are left out."""
    days = [d for i in incidents if (d := days_of(i)[0]) is not None]
    if not days:
        return ""
    step = "day"
    for name, length in (("day", 1), ("month", 30), ("year", 365)):
        step = name
        if (max(days) - min(days)).days / length <= MOST_BARS:
            break
    many = Counter(_bar(d, step) for d in days)
    letters = {"day": 10, "month": 7, "year": 4}[step]
    named = {_bar(d, step): d.isoformat()[:letters] for d in days}
    first, last, most = min(many), max(many), max(many.values())
    wide = 900 / max(last - first + 1, 10)
    bars = "".join(
        f'<rect class="bar" x="{(at - first) * wide:.1f}" y="{96 - 90 * n / most:.1f}" width="{wide * 0.9:.1f}" '
        f'height="{90 * n / most:.1f}"><title>{named[at]}: {n}</title></rect>'
        for at, n in sorted(many.items())
    )
    words = f"Incidents a {step}, from {named[first]} to {named[last]}, at most {most}"
    ends = f"<span>{named[first]}</span><span>at most {most:,} a {step}</span><span>{named[last]}</span>"
    shape = f'class="time" viewBox="0 0 900 97" preserveAspectRatio="none" role="img" aria-label="{words}"'
    return f'<h2>Timeline</h2>\n<svg {shape}>{bars}</svg>\n<p class="ends">{ends}</p>\n'


def _bar(day: date, step: str) -> int:
    return day.toordinal() if step == "day" else day.year * 12 + day.month if step == "month" else day.year
