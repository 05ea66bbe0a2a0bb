"""Parts of the page as HTML. Everything from reports passes through the templates' escaping, no template
marks a value safe."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sayso.store import Brief
from sayso.types import CountWhat, EventType, Status
from sayso.web import told
from sayso.web.desk import Desk
from sayso.web.filters import SORTS, STATES, Filter
from sayso.web.overview import NEVER, PAGE, VERDICTS
from sayso.web.record import open_report, read_record
from sayso.web.timeline import timeline

HERE = Path(__file__).parent

# Incidents offered as perhaps the same: those within this many days, the nearest in time and kind first.
NEAR_DAYS = 10
MOST_NEAR = 12

_WORDS = {code: word for word, code in VERDICTS.items()}


class Pages:
    """Renders what a desk holds."""

    def __init__(self, desk: Desk, session: str) -> None:
        self._desk, self._session = desk, session
        # Autoescape is on for every template; a test holds that no template turns it off.
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals.update(told=told, PRECISIONS=told.PRECISIONS)

    def _render(self, name: str, **values: Any) -> Markup:
        """A part as HTML, which may stand in another part: what comes out of a template is escaped."""
        return Markup(self._templates.get_template(name).render(**values))

    def whole(self, asked: Filter, id: str | None, report: str | None) -> str:
        """The page as a deep link opens it."""
        overview = self._desk.overview
        return self._render(
            "page.html", asked=asked, open=id, session=self._session, last=self._desk.ledger.last,
            store_name=self._desk.name, types=overview.types, sorts=SORTS, states=STATES,
            countries=sorted((told.country_name(c), c) for c in overview.countries if c),
            event_types=get_args(EventType), statuses=get_args(Status), counts=get_args(CountWhat),
            progress=overview.progress(), rows=self.rows(asked, id), timeline=self.timeline(asked),
            record=self.record(asked, id, report) if id else None, title=self._title(id),
        )  # fmt: skip

    def rows(self, asked: Filter, id: str | None) -> str:
        """One page of the list."""
        overview = self._desk.overview
        found = len(overview.select(asked))
        lines = [self._line(row) for row in overview.page(asked)]
        pages = max(1, -(-found // PAGE))
        return self._render(
            "list.html", asked=asked, open=id, lines=lines, found=found, pages=pages, total=len(overview.briefs)
        )

    def _line(self, row: int) -> dict[str, Any]:
        overview = self._desk.overview
        verdicts = (_WORDS[int(overview.coder[row])], _WORDS[int(overview.reviewer[row])])
        return {"brief": overview.briefs[row], "coder": verdicts[0], "reviewer": verdicts[1], **overview.flags(row)}

    def record(self, asked: Filter, id: str, report: str | None) -> str | None:
        """One incident; None where there is none."""
        record = read_record(self._desk.store, self._desk.ledger, id)
        if record is None:
            return None
        others = {}
        for j in record.standing.pairs:
            mine = set(record.incident.claims)
            there = self._desk.store.incidents_of({*j.claims, *j.others} - mine)
            others[j.number] = sorted(set(there.values()))
        return self._render(
            "incident.html", asked=asked, record=record, incident=record.incident, standing=record.standing,
            opened=open_report(record, report), others=others, last=self._desk.ledger.last,
            brief=self._brief,
        )  # fmt: skip

    def timeline(self, asked: Filter) -> str:
        overview = self._desk.overview
        return self._render("timeline.html", asked=asked, line=timeline(overview, overview.select(asked)))

    def near(self, id: str) -> str:
        """Incidents that may be the same as one: of the days around it, of its country and type first."""
        me = self._brief(id)
        if me is None:
            return self._render("near.html", lines=[], me=None)
        return self._render("near.html", lines=self._near(me), me=me)

    def _near(self, me: Brief) -> list[Brief]:
        overview = self._desk.overview
        row = overview.row_of[me.id]
        day = int(overview.first[row])
        asked = Filter(country=me.country) if day == NEVER else _around(day)
        rows = [int(r) for r in overview.select(asked)[:2000] if int(r) != row]

        def distance(other: int) -> tuple[bool, bool, int, str]:
            b = overview.briefs[other]
            return b.country != me.country, b.type != me.type, abs(int(overview.first[other]) - day), b.id

        return [overview.briefs[r] for r in sorted(rows, key=distance)[:MOST_NEAR]]

    def _brief(self, id: str) -> Brief | None:
        row = self._desk.overview.row_of.get(id)
        return None if row is None else self._desk.overview.briefs[row]

    def _title(self, id: str | None) -> str:
        brief = self._brief(id) if id else None
        name = f"{brief.type.lower()}, {brief.place or 'place unknown'} · " if brief else ""
        return f"{name}{self._desk.name} · Sayso"


def _around(day: int) -> Filter:
    first, last = (date.fromordinal(max(1, min(date.max.toordinal(), day + d))) for d in (-NEAR_DAYS, NEAR_DAYS))
    return Filter(since=first.isoformat(), until=last.isoformat())
