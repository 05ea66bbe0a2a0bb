"""One HTML page of incidents that opens from a file and can be sent by mail.

No script, nothing fetched, everything from reports escaped; a content policy in the page says so to the browser.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import BinaryIO
from urllib.parse import urlsplit

from sayso.export.charts import day_words, deed_words, spots_of, timeline, world_map
from sayso.export.rows import Whole, countries, differ_words, party_names, span_words, total
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import Disagreement, Incident, IncidentCount, Report, Variant


def write_page(store: Store, out: BinaryIO, filters: IncidentQuery | None = None, *, title: str = "Incidents") -> None:
    """The page of the incidents that pass the filters, by date."""
    wholes = list(Selection(store, filters).wholes())
    style = (files("sayso.export") / "page.css").read_text(encoding="utf-8")
    for part in _page(wholes, title, style):
        out.write(part.encode("utf-8", "replace"))


def _page(wholes: list[Whole], title: str, style: str) -> Iterator[str]:
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    yield (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body><main><h1>{escape(title)}</h1>\n"
    )
    yield _summary(wholes)
    incidents = [w.incident for w in wholes]
    yield world_map(spots_of(incidents)) + timeline(incidents) + _table(incidents)
    if wholes:
        yield "<h2>Incident by incident</h2>\n"
    for whole in wholes:
        yield _incident(whole)
    yield "</main></body></html>\n"


def _summary(wholes: list[Whole]) -> str:
    days = sorted(d for w in wholes if w.incident.when for d in (w.incident.when.from_, w.incident.when.to) if d)
    reports = {r for w in wholes for r in w.incident.reports}
    outlets = {o for w in wholes for o in w.incident.outlets}
    differ = sum(bool(w.incident.disagreements) for w in wholes)
    span = f", {escape(days[0])} to {escape(days[-1])}" if days else ""
    return (
        f'<p class="sum">{_many(len(wholes), "incident")} from {_many(len(reports), "report")} '
        f"of {_many(len(outlets), 'outlet')}{span}; on {differ} of them voices differ. "
        "Read by machine from news reports: each figure is what somebody said, not what is known.</p>\n"
    )


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _table(incidents: list[Incident]) -> str:
    heads = ("Date", "Where", "What", "Who", "Whom", "Killed", "Injured", "Reports", "Voices", "Differ on")
    rows = []
    for i in incidents:
        cells = (
            f'<a href="#{escape(i.id)}">{escape(day_words(i) or "no date")}</a>',
            _where(i), escape(deed_words(i)),
            _apart(party_names(i.actor)), _apart(party_names(i.recipient)),
            escape(span_words(*total(i, "killed"))), escape(span_words(*total(i, "injured"))),
            str(len(i.reports)), str(i.independent), escape(differ_words(i)),
        )  # fmt: skip
        rows.append("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    body = "\n".join(rows)
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
    return f'<h2>Table</h2>\n<div class="wide">{table}</div>\n'


def _incident(whole: Whole) -> str:
    i = whole.incident
    status = "" if i.status == "happened" else f" ({escape(i.status)})"
    who = _apart(party_names(i.actor)) or "somebody not named"
    whom = f" against {_apart(party_names(i.recipient))}" if i.recipient else ""
    head = " ".join(x for x in (day_words(i), deed_words(i)) if x)
    return (
        f'<article id="{escape(i.id)}"><h3>{escape(head)}{status}</h3>\n'
        f"<p>{who}{whom}. {_where(i)}</p>\n"
        f"{_quarrels(i.disagreements)}{_figures(i.counts)}{_voices(whole)}</article>\n"
    )


def _quarrels(disagreements: tuple[Disagreement, ...]) -> str:
    if not disagreements:
        return ""
    rows = "".join(
        f"<li><b>{escape(d.field.removeprefix('counts.'))}</b>: {'; '.join(map(_variant, d.values))}</li>"
        for d in disagreements
    )
    return f'<p class="differ">Voices differ:</p><ul class="differ">{rows}</ul>\n'


def _variant(variant: Variant) -> str:
    value = variant.value
    if isinstance(value, dict) and {"low", "best", "high"} & value.keys():
        shown = span_words(*(_number(value.get(k)) for k in ("low", "best", "high")))
    elif isinstance(value, list) and len(value) == 3:
        shown = span_words(*(_number(v) for v in value))
    elif isinstance(value, dict):
        shown = ", ".join(str(v) for v in value.values() if v is not None)
    else:
        shown = "none" if value is None else str(value)
    return f"{_apart(shown)} <small>({_apart(', '.join(variant.speakers))})</small>"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _figures(counts: tuple[IncidentCount, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(c.what)}</td><td>{_apart(c.who)}</td>"
        f"<td>{escape(span_words(v.low, v.best, v.high))}</td><td>{_apart(', '.join(v.speakers))}</td></tr>"
        for c in counts
        for v in c.values
    )
    if not rows:
        return ""
    heads = ("Figure", "Of whom", "How many", "Who says so")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    return f'<div class="wide"><table><tr>{head}</tr>{rows}</table></div>\n'


def _voices(whole: Whole) -> str:
    """Each claim's sentence, with the report it stands in."""
    rows = []
    for claim in whole.claims:
        report = whole.reports.get(claim.report)
        speakers = ", ".join(s.name or s.text for s in claim.source.speakers)
        said = f"{_apart(speakers)} <i>{escape(claim.source.stance)}</i> in " if speakers else ""
        rows.append(f"<li>{said}{_cited(report)}: <q dir=auto>{escape(claim.evidence.text)}</q></li>")
    i = whole.incident
    head = f"{_many(len(i.reports), 'report')}, {_many(i.independent, 'independent voice')}"
    head += f", {i.copies:,} copied" if i.copies else ""
    return f"<p>{head}:</p><ul>{''.join(rows)}</ul>\n"


def _cited(report: Report | None) -> str:
    if report is None:
        return "a report that is gone"
    told = (report.outlet or report.id, (report.published or "")[:10], report.title)
    words = ", ".join(_apart(x) for x in told if x)
    try:
        web = report.url is not None and urlsplit(report.url).scheme in ("http", "https")
    except ValueError:
        web = False
    link = f'<a rel="noreferrer noopener" href="{escape(report.url or "")}">{words}</a>'
    return link if web else words


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return ""
    country = countries().get(place.country or "")
    names = dict.fromkeys(x for x in (place.name, place.admin1, country.name if country else None) if x)
    return ", ".join(map(_apart, names))


def _apart(words: str) -> str:
    """Words of a report, escaped, whose direction leaves that of the words around them alone."""
    return f"<bdi>{escape(words)}</bdi>" if words else ""
