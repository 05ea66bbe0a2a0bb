"""What the page sends to be judged, checked and made a judgement."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

import msgspec

from sayso.errors import SaysoError
from sayso.judgements import Judgement, Passage, Role
from sayso.store import Store
from sayso.types import EventType, Incident, IncidentParty, IncidentPlace, Status
from sayso.web.ledger import Ledger, slot
from sayso.web.marks import shown

LONGEST_NOTE = 4000
LONGEST_VALUE = 300

_COUNT = re.compile(r"counts\.[a-z]{1,20}\.[a-z][a-z -]{0,38}")


class NotUnderstood(SaysoError):
    """What the page sent makes no judgement."""


class Conflict(SaysoError):
    """Somebody else has judged the same since this page was read."""

    def __init__(self, other: Judgement):
        super().__init__(f"{other.by} has judged this since you opened it")
        self.other = other


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's decision about an incident, as sent by the page.

    `right`, `wrong`: the whole incident. `wrong-claim`, `split`: `claims` of it. `same`, `not-same`:
    it and `other`, another incident. `value`: `field` is `value`. `comment`: `note`.
    `seen` is the number of the last judgement the page knew; `anyway` decides over another's newer one.
    """

    kind: Literal["right", "wrong", "wrong-claim", "split", "same", "not-same", "value", "comment"]
    incident: str
    by: str
    role: Role
    seen: int
    claims: tuple[str, ...] = ()
    other: str | None = None
    field: str | None = None
    value: Any = None
    passage: Passage | None = None
    note: str | None = None
    anyway: bool = False


class UndoWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Undo judgement `number`, or without one the last of `by`."""

    by: str
    role: Role
    number: int | None = None


def name_of(text: str) -> str:
    """A name to sign with. Raises NotUnderstood where it is empty or too long."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= 80 or not name.isprintable():
        raise NotUnderstood("say who you are: a name of 1 to 80 characters")
    return name


def decide(store: Store, ledger: Ledger, wish: Wish) -> Judgement:
    """Add the judgement that is wished for. Raises NotUnderstood or Conflict; the ledger is up to date before."""
    incident = store.incident(wish.incident)
    if incident is None:
        raise NotUnderstood("this incident is gone: the store was linked anew; open the list again")
    name = name_of(wish.by)
    if wish.note is not None and len(wish.note) > LONGEST_NOTE:
        raise NotUnderstood(f"a comment has at most {LONGEST_NOTE:,} characters")
    parts = _parts(store, incident, wish)
    draft = Judgement(by=name, at="", role=wish.role, note=wish.note or None, **parts)
    if not wish.anyway:
        _refuse_conflict(ledger, draft, wish.seen)
    return store.rule(
        draft.kind, draft.claims, by=name, role=wish.role, others=draft.others, field=draft.field, value=draft.value,
        note=draft.note, passage=draft.passage,
    )  # fmt: skip


def _refuse_conflict(ledger: Ledger, draft: Judgement, seen: int) -> None:
    mine = slot(draft)
    claims = {*draft.claims, *draft.others}
    for other in reversed(ledger.touching(claims)):
        if (other.number or 0) > seen and other.by != draft.by and mine is not None and slot(other) == mine:
            raise Conflict(other)


def _parts(store: Store, incident: Incident, wish: Wish) -> dict[str, Any]:
    """Kind, claims and the rest of the judgement."""
    whole, ticked = incident.claims, tuple(c for c in incident.claims if c in set(wish.claims))
    if wish.kind in ("wrong-claim", "split") and not ticked:
        raise NotUnderstood("tick the voices that are meant first")
    if wish.kind == "right":
        return {"kind": "right", "claims": whole}
    if wish.kind == "wrong":
        return {"kind": "wrong-claim", "claims": whole}
    if wish.kind == "wrong-claim":
        return {"kind": "wrong-claim", "claims": ticked}
    if wish.kind == "split":
        rest = tuple(c for c in whole if c not in set(ticked))
        if not rest:
            raise NotUnderstood("leave at least one voice unticked: what is ticked is split from the rest")
        return {"kind": "not-same", "claims": ticked, "others": rest}
    if wish.kind in ("same", "not-same"):
        other = store.incident(wish.other) if wish.other else None
        if other is None or other.id == incident.id:
            raise NotUnderstood("name another incident")
        return {"kind": wish.kind, "claims": whole, "others": other.claims}
    if wish.kind == "comment":
        if not (wish.note or "").strip():
            raise NotUnderstood("a comment needs words")
        return {"kind": "comment", "claims": whole}
    return {"kind": "right-value", "claims": whole, **_value(store, incident, wish)}


def _value(store: Store, incident: Incident, wish: Wish) -> dict[str, Any]:
    field = wish.field or ""
    passage = wish.passage and _found_passage(store, incident, wish.passage)
    try:
        value = _checked(field, wish.value)
    except (msgspec.ValidationError, ValueError) as error:
        raise NotUnderstood(f"this is no value of {field or 'a field'}: {error}") from error
    return {"field": field, "value": value, "passage": passage}


def _found_passage(store: Store, incident: Incident, passage: Passage) -> Passage:
    """The passage as the report has it, where the page shows other characters for some."""
    report = next(iter(store.reports([passage.report])), None) if passage.report in incident.reports else None
    text = report.text[max(0, passage.start) : passage.end] if report else ""
    if not text or shown(text) != passage.text:
        raise NotUnderstood("the selected words are not in a report of this incident at that place")
    return msgspec.structs.replace(passage, text=text)


class _Days(msgspec.Struct):
    to: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")


class _Bounds(msgspec.Struct):
    low: float | None = None
    best: float | None = None
    high: float | None = None


def _checked(field: str, value: Any) -> Any:
    """The value as plain JSON, checked to be one of the field. Raises ValidationError or ValueError."""
    if field == "type":
        return msgspec.convert(value, EventType)
    if field == "status":
        return msgspec.convert(value, Status)
    if field == "mode":
        return _line(value)
    if field in ("actor", "recipient"):
        parties = msgspec.convert(value, tuple[IncidentParty, ...])
        return [{"name": _line(p.name or p.text), "text": _line(p.text or p.name)} for p in parties if p.name or p.text]
    if field == "place":
        place = msgspec.convert(value, IncidentPlace | None)
        if place and (not -90 <= (place.lat or 0) <= 90 or not -180 <= (place.lon or 0) <= 180):
            raise ValueError("latitude or longitude is off the globe")
        return msgspec.to_builtins(place)
    if field == "when":
        return _when(msgspec.convert(value, _Days | None))
    if _COUNT.fullmatch(field):
        bounds = msgspec.convert(value, _Bounds)
        known = [x for x in (bounds.low, bounds.best, bounds.high) if x is not None]
        if not known or sorted(known) != known or not 0 <= known[0] <= known[-1] <= 1e9:
            raise ValueError("give numbers from low to high")
        return msgspec.to_builtins(bounds)
    raise ValueError("there is no such field")


def _when(days: _Days | None) -> dict[str, str | None] | None:
    if days is None or not days.from_:
        return None
    first, last = date.fromisoformat(days.from_), date.fromisoformat(days.to or days.from_)
    if last < first:
        raise ValueError("the last day is before the first")
    return {"from": first.isoformat(), "to": last.isoformat(), "precision": "day" if first == last else "range"}


def _line(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > LONGEST_VALUE:
        raise ValueError(f"at most {LONGEST_VALUE} characters")
    return " ".join(value.split())
