"""How likely two tellings are one event, and why.

Features are few, each one something a reader would say ("same village, same day"). A logistic
model trained on hand-linked reports (training/train_linker.py) weighs them; its weights are data.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

import msgspec

from sayso.errors import DataBroken
from sayso.link.lexicon import Lexicon, load_lexicon
from sayso.link.telling import Telling, Toll
from sayso.link.words import likeness

# How far off a place of each UCDP precision may lie from where it was said to be, in km.
SLACK_KM = {1: 8.0, 2: 25.0, 3: 40.0, 4: 130.0, 5: 250.0, 6: 800.0}

# "At least 16" may turn out as 24, no more; a round number from 20 up is good for a tenth.
FLOOR_REACH = 1.5
ROUND_FROM = 20
ROUND_SHARE = 0.1

# What is told a fortnight on may as well be told years on: a longer silence says no more.
LATEST_DAYS = 14

# Two reports that each hold so many rare names would share one if they told of one event.
FEW_NAMES = 4

EARTH_KM = 6371.0


class Reason(msgspec.Struct, frozen=True):
    """One reason for or against a join. `weight` is in log odds; positive speaks for the join."""

    feature: str
    words: str
    weight: float


class Model(msgspec.Struct, frozen=True):
    """Logistic weights of the features; `threshold` is the log odds at which groups join."""

    bias: float
    weights: dict[str, float]
    threshold: float
    note: str = ""


WORDS = {
    "copy": "one text (a copy)",
    "one_report": "told apart in one report",
    "told_on": "one report goes on about it",
    "likeness": "alike in wording",
    "lead": "alike in their leads",
    "names": "the same rare names",
    "few_names": "rare names in common",
    "no_names": "no rare name in common",
    "place_untold": "the place of one is not named in the other",
    "same_type": "the same kind of event",
    "other_family": "different kinds of event",
    "same_mode": "the same means",
    "other_mode": "different means",
    "same_day": "the same day",
    "near_day": "days that fit",
    "fresh": "both told as fresh news",
    "other_day": "different days",
    "days_told_apart": "both tell the day, and they differ",
    "no_day": "no day told",
    "told_later": "one tells no day and came out later",
    "published_gap": "published days apart",
    "same_place": "the same place",
    "near_place": "places that fit",
    "other_place": "different places",
    "other_country": "different countries",
    "no_place": "no place told",
    "same_actor": "the same actor",
    "other_actor": "different actors",
    "same_recipient": "the same side hit",
    "same_person": "a person of the same name",
    "other_person": "persons of other names",
    "other_held": "other persons arrested or judged",
    "same_toll": "the same toll",
    "fitting_toll": "tolls that fit",
    "other_toll": "tolls far apart",
    "same_instrument": "the same weapons",
    "background": "told only as background",
    "other_history": "one tells it as history",
}


def features(a: Telling, b: Telling, lexicon: Lexicon) -> dict[str, float]:
    """Values of the features that are not zero, 0 to 1 but for those in logs of days and km."""
    lead = likeness(a.lead, b.lead)
    # Copies tell all their events alike: the copy joins two tellings as far as they are told in the same sentences.
    copied = 0.0 if not a.text or a.text != b.text or a.report == b.report else 1.0 if a.main and b.main else lead
    found = {
        "likeness": likeness(a.words, b.words) if a.main == b.main else 0.0,
        "lead": lead,
        "names": likeness(a.names, b.names),
        "few_names": min(1.0, len(a.names.keys() & b.names.keys()) / 4),
        "copy": copied,
        "same_type": float(shared(a.types, b.types)),
        "other_family": float(not {lexicon.family(t) for t in a.types} & {lexicon.family(t) for t in b.types}),
        "same_instrument": float(shared(a.instruments, b.instruments)),
        "background": (2 - a.main - b.main) / 2,
        "other_history": float(a.historical != b.historical),
    }
    if a.modes and b.modes:
        same = {lexicon.mode_class(m) for m in a.modes} & {lexicon.mode_class(m) for m in b.modes}
        found["same_mode" if same else "other_mode"] = 1.0
    if a.main and b.main:
        found |= _names(a, b)
        if a.senses and b.senses:
            alike = likeness(a.senses, b.senses)
            found["likeness"], found["lead"] = max(found["likeness"], alike), max(lead, alike)
    found |= _time(a, b) | _place(a, b) | _parties(a, b) | _tolls(a, b, lexicon)
    if a.report == b.report:
        found |= _one_report(a, b, found)
    return {k: v for k, v in found.items() if v}


def _names(a: Telling, b: Telling) -> dict[str, float]:
    """Whole reports of one event hold each other's places and some of each other's names."""
    found: dict[str, float] = {}
    sides = [(x.place_words, y) for x, y in ((a, b), (b, a)) if x.place_words]
    found["place_untold"] = sum(not any(w in y.words or w in y.names for w in words) for words, y in sides) / 2
    if len(a.names) >= FEW_NAMES and len(b.names) >= FEW_NAMES and a.names.keys().isdisjoint(b.names):
        found["no_names"] = 1.0
    return found


def _one_report(a: Telling, b: Telling, found: dict[str, float]) -> dict[str, float]:
    """Two tellings of one report are two events, unless one goes on with the other: nothing sets them apart."""
    apart = ("other_family", "other_mode", "other_place", "other_country", "other_day", "other_history", "other_toll")
    if any(found.get(k) for k in apart) or not (a.main or b.main):
        return {"one_report": 1.0}
    return {"told_on": 1.0}


def _time(a: Telling, b: Telling) -> dict[str, float]:
    gap = day_gap(a, b)
    if gap is None:
        # A report of a trial may come years after the deed: nothing follows from when it came out.
        in_court = any(x.first_day is None and not x.historical for x in (a, b))
        return {"no_day": 1.0} | ({} if in_court else _published_gap(a, b))
    exact = a.dated and b.dated and a.first_day == a.last_day and b.first_day == b.last_day
    if not a.dated and not b.dated:
        return _published_gap(a, b) | ({"fresh": 1.0} if gap == 0 else {})
    if gap == 0:
        return {"same_day" if exact else "near_day": 1.0}
    if not (a.dated and b.dated) and _came_out_later(a, b):
        return {"told_later": math.log1p(min(LATEST_DAYS, gap))}
    # Reports of one night differ by a day; that is less than half of what two days mean.
    apart = {"other_day": min(6.0, math.log2(1 + gap)) if gap > 1 else 0.4}
    return apart | ({"days_told_apart": 1.0} if exact and gap > 1 else {})


def _published_gap(a: Telling, b: Telling) -> dict[str, float]:
    if a.published is None or b.published is None:
        return {}
    return {"published_gap": math.log1p(min(LATEST_DAYS, abs(a.published - b.published)))}


def _came_out_later(a: Telling, b: Telling) -> bool:
    """True where the one that gives no day may go back to the day of the other: it came out after it."""
    dated, other = (a, b) if a.dated else (b, a)
    return (dated.last_day or 0) < (other.first_day or 0)


def day_gap(a: Telling, b: Telling) -> int | None:
    """Days between the two stretches of time; 0 where they overlap, None where one is unknown."""
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return None
    return max(0, a.first_day - b.last_day, b.first_day - a.last_day)


def _place(a: Telling, b: Telling) -> dict[str, float]:
    if a.country and b.country and a.country != b.country:
        return {"other_country": 1.0}
    if a.place_name and a.place_name == b.place_name and (a.precision or 1) < 4:
        return {"same_place": min(a.place_rarity, b.place_rarity)}
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return {"no_place": 1.0}
    beyond = (
        distance_km(a.lat, a.lon, b.lat, b.lon)
        - SLACK_KM.get(a.precision or 1, 8.0)
        - SLACK_KM.get(b.precision or 1, 8.0)
    )
    if beyond > 0:
        return {"other_place": min(5.0, math.log2(1 + beyond / 10))}
    close = max(a.precision or 1, b.precision or 1) <= 2
    return {"same_place": min(a.place_rarity, b.place_rarity)} if close else {"near_place": 1.0}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula."""
    p1, p2, d = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(d / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _parties(a: Telling, b: Telling) -> dict[str, float]:
    found: dict[str, float] = {}
    if a.actors and b.actors:
        # "The clash of A and B" may have A as actor in one report and B in the other.
        if shared(a.actors, b.actors):
            found["same_actor"] = 1.0
        else:
            crossed = shared(a.actors, b.recipients) or shared(a.recipients, b.actors + b.recipients)
            found["other_actor"] = 0.5 if crossed else 1.0
    if shared(a.recipients, b.recipients):
        found["same_recipient"] = 1.0
    if a.persons and b.persons:
        if shared(a.persons, b.persons):
            found["same_person"] = 1.0
        else:
            # Of one bombing each report may name another victim; an arrest is that of its man.
            found["other_held" if a.held and b.held else "other_person"] = 1.0
    return found


def _tolls(a: Telling, b: Telling, lexicon: Lexicon) -> dict[str, float]:
    """The best agreement among comparable figures; apart only where all comparable ones are."""
    best = 0.0
    apart: list[float] = []
    for x in a.tolls:
        for y in b.tolls:
            if x.what != y.what or lexicon.who_class(x.who) != lexicon.who_class(y.who):
                continue
            if (x.low, x.best, x.high) == (y.low, y.best, y.high) or (x.best is not None and x.best == y.best):
                # Twos and threes are common; the same 37 twice is hardly chance.
                best = max(best, 1.0 if (x.best or x.low or 0) >= 6 else 0.5)
            else:
                (low1, high1), (low2, high2) = reach(x), reach(y)
                gap = max(low1, low2, 1.0) / max(1.0, min(high1, high2))
                apart.append(math.log2(max(1.0, gap)))
    if best:
        return {"same_toll": best}
    if not apart:
        return {}
    return {"fitting_toll": 1.0} if min(apart) == 0 else {"other_toll": min(4.0, min(apart))}


def reach(toll: Toll) -> tuple[float, float]:
    """The lowest and the highest number that a figure can be meant to say.

    >>> reach(Toll("killed", "people", 16, 16, None))
    (16.0, 24.0)
    """
    low, best, high = toll.low, toll.best, toll.high
    if best is None:
        return float(low or 0), math.inf if high is None else float(high)
    if low is None and high is not None:
        return 0.0, float(high)
    slack = ROUND_SHARE * best if (best >= ROUND_FROM and best % 10 == 0) or (low is None and high is None) else 0.0
    if low is not None and high is None:
        return best - slack, best * FLOOR_REACH
    return best - slack, best + slack


def shared(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True if two short lists have an item in common."""
    return any(x in b for x in a)


def score(a: Telling, b: Telling, model: Model, lexicon: Lexicon) -> float:
    """Log odds that the two are one event."""
    return model.bias + sum(model.weights.get(k, 0.0) * v for k, v in features(a, b, lexicon).items())


def reasons(a: Telling, b: Telling, model: Model, lexicon: Lexicon) -> list[Reason]:
    """Every feature that counted, the weightiest first."""
    found = [
        Reason(k, WORDS.get(k, k), round(model.weights.get(k, 0.0) * v, 3)) for k, v in features(a, b, lexicon).items()
    ]
    return sorted((r for r in found if r.weight), key=lambda r: (-abs(r.weight), r.feature))


@cache
def load_model() -> Model:
    """The model that ships with the package."""
    path = files("sayso.data") / "link_model.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Model)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataBroken(path, f"unreadable linking model ({error})") from error


__all__ = ["Model", "Reason", "distance_km", "features", "load_lexicon", "load_model", "reach", "reasons", "score"]
