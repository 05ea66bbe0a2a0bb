"""What a reader sees in a terminal: incidents as a table, one incident voice by voice, one claim with its evidence."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.errors import SaysoError
from sayso.export.rows import number, party_name, span_words, total
from sayso.link import explain
from sayso.link.agreement import agreed
from sayso.link.compare import load_model
from sayso.store import IncidentQuery, Store
from sayso.types import Claim, Count, Incident, Report

# A report's text must not command the terminal: each control character is shown as one dot.
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "·") | {13: " "}

# What voices quarrel about, as a mark in the table.
QUARREL_MARK = "≠"

# Values of a claim by row of its table, each underlined in its own colour in the report.
COLOURS = {
    "what": "bold underline", "actor": "underline cyan", "recipient": "underline blue", "place": "underline green",
    "when": "underline yellow", "figures": "underline red", "source": "underline magenta",
}  # fmt: skip


def incident_table(store: Store, query: IncidentQuery | None = None) -> Table:
    """Incidents by date and place, with outlets, independence, toll range and a mark where voices disagree."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for name, justify in (("date", "left"), ("place", "left"), ("what", "left"), ("who", "left"), ("whom", "left")):
        table.add_column(name, justify="left" if justify == "left" else "right", overflow="fold")
    for name in ("killed", "injured", "outlets", "voices"):
        table.add_column(name, justify="right", overflow="fold")
    table.add_column(QUARREL_MARK, overflow="fold")
    table.add_column("id", no_wrap=True)
    for incident in store.incidents(query):
        table.add_row(*map(cell, _row(incident)))
    return table


def cell(text: str) -> Text:
    """Text as it is: no markup is read out of it, and no control character reaches the terminal."""
    return Text(text.translate(_CONTROL))


def _row(i: Incident) -> list[str]:
    copies = f" ({i.copies} copied)" if i.copies else ""
    return [
        _days(i),
        _place(i),
        _deed(i),
        _shorten(", ".join(map(party_name, i.actor))),
        _shorten(", ".join(map(party_name, i.recipient))),
        span_words(*total(i, "killed")),
        span_words(*total(i, "injured")),
        f"{len(i.outlets)}{copies}",
        str(i.independent),
        ", ".join(d.field.removeprefix("counts.") for d in i.disagreements),
        i.id,
    ]


def _deed(i: Incident) -> str:
    deed = f"{i.type.lower()} {i.mode}" if i.mode else i.type.lower()
    return deed if i.status == "happened" else f"{deed}, {i.status}"


def _days(i: Incident) -> str:
    if i.when is None or i.when.from_ is None:
        return "?"
    return i.when.from_ if i.when.to in (None, i.when.from_) else f"{i.when.from_} to {i.when.to}"


def _place(i: Incident) -> str:
    if i.place is None:
        return "?"
    parts = dict.fromkeys(p for p in (i.place.name, i.place.admin1, i.place.country) if p)
    return ", ".join(parts) or "?"


def _shorten(text: str, width: int = 40) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip(" ,") + "…"


def details(store: Store, what: str, *, why: bool = False) -> RenderableType:
    """One incident as a timeline of its voices, or one claim with its evidence marked. Raises SaysoError."""
    incident = store.incident(what)
    if incident is not None:
        return incident_details(store, incident, why=why)
    claim = next(iter(store.claims([what])), None)
    if claim is None:
        raise SaysoError(f"no incident or claim {what!r} in {store.path}; list them with: sayso show {store.path}")
    return claim_details(store, claim)


def incident_details(store: Store, incident: Incident, *, why: bool = False) -> RenderableType:
    """Head, timeline, figures, disagreements; with `why`, the reason for every join."""
    claims = list(store.claims(incident.claims))
    reports = {r.id: r for r in store.reports(incident.reports)}
    parts: list[RenderableType] = [_head(store, incident), Text(), _timeline(incident, claims, reports)]
    if incident.counts:
        parts += [Text(), _figures(incident, claims)]
    if incident.disagreements:
        parts += [Text(), _quarrels(incident)]
    if why:
        parts += [Text(), _why(incident, claims, reports)]
    return Group(*parts)


def _head(store: Store, i: Incident) -> Text:
    text = Text(f"{_deed(i)}, {_place(i)}, {_days(i)}", style="bold")
    if i.actor:
        text.append("\nby " + ", ".join(party_name(p) + _certainty(p.certainty) for p in i.actor), style="not bold")
    if i.recipient:
        text.append("\nagainst " + ", ".join(map(party_name, i.recipient)), style="not bold")
    copies = f", {i.copies} of the outlets carry another's text" if i.copies else ""
    told = f"\n{len(i.reports)} reports of {len(i.outlets)} outlets, {i.independent} independent voices{copies}"
    text.append(told, style="not bold")
    aliases = store.aliases(i.id)
    text.append(f"\n{i.id}" + (f" (was {', '.join(aliases)})" if aliases else ""), style="not bold dim")
    return text


def _certainty(certainty: str) -> str:
    return "" if certainty == "stated" else f" ({certainty})"


def _timeline(incident: Incident, claims: list[Claim], reports: dict[str, Report]) -> Table:
    """Voice by voice in the order of publication."""
    origin = {c: n for n, o in enumerate(incident.origins, 1) for c in o.claims}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("published", "outlet", "says who", "what", "figures", "origin", "claim"):
        table.add_column(name, overflow="fold")
    rows = sorted(claims, key=lambda c: ((_published(c, reports) or "9999"), c.report, c.evidence.start, c.id))
    for c in rows:
        outlet = c.source.outlet or (reports[c.report].outlet if c.report in reports else None) or "?"
        speakers = " < ".join(s.name or s.text for s in reversed(c.source.speakers)) or "the outlet itself"
        stance = "" if c.source.stance == "asserts" else f" ({c.source.stance})"
        status = "" if c.status == "happened" else f" [{c.status}]"
        figures = ", ".join(f"{_count(n)} {n.who} {n.what}" for n in c.counts if not n.cumulative)
        cells = [_published(c, reports) or "?", outlet, speakers + stance, c.trigger.text + status, figures]
        table.add_row(*map(cell, [*cells, str(origin.get(c.id, "")), c.id]))
    return table


def _published(claim: Claim, reports: dict[str, Report]) -> str | None:
    report = reports.get(claim.report)
    return report.published[:16] if report and report.published else None


def _count(c: Count) -> str:
    words = span_words(c.low, c.best, c.high)
    return f"about {words}" if c.approximate else words


def _figures(incident: Incident, claims: list[Claim]) -> Table:
    both = {(what, f.claims) for what, f in agreed(incident, claims)}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("figure", "of whom", "range", "said by"):
        table.add_column(name, overflow="fold")
    for c in incident.counts:
        for n, value in enumerate(c.values):
            head = [c.what, c.who, span_words(c.low, c.best, c.high)] if n == 0 else ["", "", ""]
            said = f"{span_words(value.low, value.best, value.high)}: {'; '.join(value.speakers)}"
            said += " (opposed sides agree)" if (f"{c.what} {c.who}", value.claims) in both else ""
            table.add_row(*map(cell, [*head, said]))
    return table


def _quarrels(incident: Incident) -> Text:
    text = Text("Voices differ", style="bold")
    for quarrel in incident.disagreements:
        for variant in quarrel.values:
            value = variant.value
            if isinstance(value, dict):
                told = " ".join([_bounds(value), str(value.get("who") or "")]).strip()
            else:
                told = str(value)
            text.append(f"\n{quarrel.field}: {told}: {'; '.join(variant.speakers)}", style="not bold")
    return text


def _bounds(value: dict[str, float | int | str | None]) -> str:
    low, best, high = (
        float(x) if isinstance(x := value.get(k), int | float) else None for k in ("low", "best", "high")
    )
    return span_words(low, best, high)


def _why(incident: Incident, claims: Iterable[Claim], reports: dict[str, Report]) -> Text:
    """The reason in words for each report's place in the incident."""
    text = Text(f"Why these reports are one incident (confidence {incident.confidence:.2f})", style="bold")
    joins = explain(incident, claims, reports.values())
    if not joins:
        text.append("\none report alone tells it", style="not bold")
    for join in joins:
        other = reports[join.with_report].outlet if join.with_report in reports else None
        named = f"{join.with_report} ({other})" if other else join.with_report
        odds = number(round(join.log_odds - load_model().threshold, 1))
        text.append(f"\n{join.report} with {named}: {join.sentence()} [{odds}]", style="not bold")
    return text


def claim_details(store: Store, claim: Claim) -> RenderableType:
    """A claim's fields with the voice beside each value, and its report with the values underlined."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    rows = {
        "claim": f"{claim.id}, incident {store.incident_of(claim.id) or 'none'}",
        "what": f"{claim.type} {claim.mode or ''} [{claim.status}]",
        "actor": ", ".join(p.name or p.text for p in claim.actor),
        "recipient": ", ".join(p.name or p.text for p in claim.recipient),
        "place": (claim.place.name or claim.place.text) if claim.place else "",
        "when": f"{claim.when.from_} to {claim.when.to} ({claim.when.text})" if claim.when else "",
        "figures": ", ".join(f"{_count(c)} {c.what} ({c.who})" for c in claim.counts),
        "source": _voice(claim),
        "confidence": f"{claim.confidence:.2f}",
    }
    for name, value in rows.items():
        if value:
            colour = COLOURS.get(name)
            said = _voice(claim) if colour and name != "source" else ""
            table.add_row(Text(name, style=colour or ""), cell(value), cell(said))
    report = next(iter(store.reports([claim.report])), None)
    return Group(table, Text(), _marked(claim, report))


def _marked(claim: Claim, report: Report | None) -> Text:
    """The report, or else the evidence, with the trigger and each value underlined in its own colour."""
    start = 0 if report else claim.evidence.start
    text = cell(report.text if report else claim.evidence.text)
    spans = [(claim.trigger.start, claim.trigger.end, COLOURS["what"])]
    spans += [(p.start, p.end, COLOURS["actor"]) for p in claim.actor]
    spans += [(p.start, p.end, COLOURS["recipient"]) for p in claim.recipient]
    spans += [(n.start, n.end, COLOURS["figures"]) for n in claim.counts]
    spans += [(x.start, x.end, COLOURS[name]) for name, x in (("place", claim.place), ("when", claim.when)) if x]
    spans += [(s.start, s.end, COLOURS["source"]) for s in claim.source.speakers]
    for first, last, style in spans:
        if first >= start and last <= start + len(text.plain):
            text.stylize(style, first - start, last - start)
    return text


def _voice(claim: Claim) -> str:
    """On whose say-so, from the innermost voice out."""
    said = " < ".join([*(s.name or s.text for s in reversed(claim.source.speakers)), claim.source.outlet or "?"])
    return said if claim.source.stance == "asserts" else f"{said}, who {claim.source.stance.replace('-', ' ')}"
