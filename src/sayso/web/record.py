"""One incident as the page shows it: its values with the original beside each edit, its voices, its figures."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.judgements import Judgement
from sayso.link.correct import corrected
from sayso.store import Store
from sayso.types import Claim, Disagreement, Incident, Report, Struct
from sayso.web import told
from sayso.web.ledger import Ledger, Standing
from sayso.web.marks import MOST_CHARACTERS, Paragraph, paragraphs

FIELDS = {
    "type": "what", "mode": "how", "status": "did it happen", "actor": "who", "recipient": "whom", "place": "where",
    "when": "when",
}  # fmt: skip

# Voices that one table shows; an incident told by more is read report by report.
MOST_VOICES = 60


class Fact(Struct, frozen=True, kw_only=True):
    """A field of the incident in words; `original` where a person set another value, with who did."""

    name: str
    label: str
    value: str
    original: str | None = None
    edit: Judgement | None = None


class Voice(Struct, frozen=True, kw_only=True):
    """A column: one report and whom it quotes."""

    report: str
    outlet: str
    published: str
    speaker: str
    claims: tuple[Claim, ...]
    origin: int | None
    wrong: bool

    @property
    def ids(self) -> str:
        return " ".join(c.id for c in self.claims)


class Row(Struct, frozen=True):
    """A field across all voices; `differs` where they disagree on it."""

    label: str
    cells: tuple[str, ...]
    differs: bool


class Quarrel(Struct, frozen=True):
    label: str
    variants: tuple[tuple[str, tuple[str, ...]], ...]


class FigureRow(Struct, frozen=True, kw_only=True):
    """All figures of one kind with who gave them; `left` and `width` place each between 0 and 100."""

    name: str
    label: str
    total: str
    differs: bool
    values: tuple[tuple[str, tuple[str, ...], float, float], ...]


class Record(Struct, frozen=True, kw_only=True):
    incident: Incident
    facts: tuple[Fact, ...]
    quarrels: tuple[Quarrel, ...]
    figures: tuple[FigureRow, ...]
    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]
    reports: tuple[Report, ...]
    standing: Standing
    history: tuple[tuple[Judgement, bool], ...]
    aliases: tuple[str, ...]


class OpenReport(Struct, frozen=True, kw_only=True):
    """A report's text with the marks of the claims that tell the incident."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    voices: dict[str, str]
    """Claim id to whose words it is told in."""
    cut: bool


def read_record(store: Store, ledger: Ledger, id: str) -> Record | None:
    """All of one incident; None where there is no such id, nor an alias of one."""
    first = store.incident(id)
    if first is None:
        return None
    claims = list(store.claims(first.claims))
    reports = {r.id: r for r in store.reports(first.reports)}
    standing = ledger.standing(first.claims)
    incident = corrected(first, standing.edits)
    voices = _voices(incident, claims, reports, standing)
    names = _order(incident)
    touching = ledger.touching(first.claims, undone=True)
    return Record(
        incident=incident,
        facts=tuple(_fact(first, incident, name, standing) for name in names),
        quarrels=tuple(map(_quarrel, incident.disagreements)),
        figures=tuple(_figures(incident)),
        voices=tuple(voices),
        rows=tuple(_rows(incident, voices)),
        reports=tuple(sorted(reports.values(), key=lambda r: (r.published or "9999", r.id))),
        standing=standing,
        history=tuple((j, ledger.holds(j)) for j in reversed(touching)),
        aliases=tuple(store.aliases(first.id)),
    )


def open_report(record: Record, id: str | None) -> OpenReport | None:
    """The report to read: the one asked for, or the first to tell the incident."""
    report = next((r for r in record.reports if r.id == id), record.reports[0] if record.reports else None)
    if report is None:
        return None
    held = sorted((c for v in record.voices for c in v.claims if c.report == report.id), key=lambda c: c.trigger.start)
    lines = paragraphs(report, held)
    voices = {c.id: told.speaker_chain(c, c.source.outlet or report.outlet) for c in held}
    cut = len(report.text) > MOST_CHARACTERS
    return OpenReport(report=report, paragraphs=tuple(lines), voices=voices, cut=cut)


def _order(incident: Incident) -> list[str]:
    """Fields with those that voices differ on first."""
    names = list(FIELDS) + [f"counts.{c.what}.{c.who}" for c in incident.counts]
    quarrels = {d.field for d in incident.disagreements}
    return sorted(names, key=lambda n: n not in quarrels)


def _fact(first: Incident, now: Incident, name: str, standing: Standing) -> Fact:
    edit = next((j for j in reversed(standing.edits) if j.field == name), None)
    value = told.field(now, name)
    return Fact(
        name=name,
        label=field_label(name),
        value=value,
        original=told.field(first, name) or "nothing" if edit else None,
        edit=edit,
    )


def field_label(name: str) -> str:
    if name.startswith("counts."):
        what, who = [*name.split(".", 2)[1:], "people"][:2]
        return told.count_name(what, who)
    return FIELDS.get(name, name)


def _quarrel(d: Disagreement) -> Quarrel:
    return Quarrel(field_label(d.field), tuple((told.variant(v.value), v.speakers) for v in d.values))


def _figures(incident: Incident) -> list[FigureRow]:
    quarrels = {d.field for d in incident.disagreements}
    rows = []
    for c in incident.counts:
        name = f"counts.{c.what}.{c.who}"
        ends = [x for v in c.values for x in (v.low, v.best, v.high) if x is not None]
        top = max(ends, default=1.0) or 1.0
        values = []
        for v in c.values:
            known = [x for x in (v.low, v.best, v.high) if x is not None]
            low, high = (min(known), max(known)) if known else (0.0, 0.0)
            high = top if v.high is None and v.low is not None else high
            values.append((told.figure(v.low, v.best, v.high), v.speakers, 100 * low / top, 100 * (high - low) / top))
        total = told.figure(c.low, c.best, c.high)
        differs = name in quarrels or any(q.startswith(f"counts.{c.what}") for q in quarrels)
        rows.append(FigureRow(name=name, label=field_label(name), total=total, differs=differs, values=tuple(values)))
    return sorted(rows, key=lambda r: not r.differs)


def _voices(incident: Incident, claims: Sequence[Claim], reports: dict[str, Report], standing: Standing) -> list[Voice]:
    """One column for each report and whom it quotes, in order of publication."""
    origin = {c: n for n, o in enumerate(incident.origins, 1) for c in o.claims}
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.report, c.trigger.start, c.id)):
        outlet = claim.source.outlet or (reports[claim.report].outlet if claim.report in reports else None)
        groups.setdefault((claim.report, told.speaker_chain(claim, outlet)), []).append(claim)
    voices = []
    for (report_id, speaker), held in groups.items():
        report = reports.get(report_id)
        voices.append(
            Voice(
                report=report_id,
                outlet=held[0].source.outlet or (report.outlet if report else None) or "outlet unknown",
                published=(report.published or "")[:10] if report else "",
                speaker=speaker,
                claims=tuple(held),
                origin=origin.get(held[0].id),
                wrong=all(c.id in standing.wrong for c in held),
            )
        )
    return sorted(voices, key=lambda v: (v.published or "9999", v.report))[:MOST_VOICES]


def _rows(incident: Incident, voices: Sequence[Voice]) -> list[Row]:
    """Fields across voices, those they differ on first; rows that nobody fills are left out."""
    quarrels = {d.field for d in incident.disagreements}
    counts = sorted({(n.what, n.who) for v in voices for c in v.claims for n in c.counts if not n.cumulative})
    rows = [
        Row(label, tuple(_cell(v, name) for v in voices), bool(quarrels & {name, extra}))
        for name, label, extra in (
            ("deed", "what", "mode"), ("actor", "who", ""), ("recipient", "whom", ""), ("place", "where", ""),
            ("when", "when", ""), ("status", "did it happen", ""), ("means", "with what", ""),
        )
    ]  # fmt: skip
    for what, who in counts:
        cells = tuple(_count_cell(v, what, who) for v in voices)
        differs = any(q.split(".")[1:2] == [what] for q in quarrels if q.startswith("counts."))
        rows.append(Row(told.count_name(what, who), cells, differs))
    return sorted((r for r in rows if any(r.cells)), key=lambda r: not r.differs)


def _cell(voice: Voice, name: str) -> str:
    """What a voice says of a field; several values of one voice one after another."""
    said = []
    for c in voice.claims:
        if name == "deed":
            said.append(f"{told.deed(c.type, c.mode, 'happened')} (“{c.trigger.text}”)")
        elif name in ("actor", "recipient"):
            said.append(told.claim_parties(getattr(c, name)))
        elif name == "place":
            said.append(told.place(c.place))
        elif name == "when":
            said.append(told.days(c.when.from_, c.when.to) if c.when and c.when.from_ else "")
        elif name == "status":
            stance = "" if c.source.stance == "asserts" else f", {c.source.stance}"
            said.append(c.status + stance)
        else:
            said.append(", ".join(t.text for t in c.instruments))
    return "; ".join(dict.fromkeys(s for s in said if s))


def _count_cell(voice: Voice, what: str, who: str) -> str:
    found = [n for c in voice.claims for n in c.counts if (n.what, n.who) == (what, who) and not n.cumulative]
    words = [("about " if n.approximate else "") + told.figure(n.low, n.best, n.high) for n in found]
    return "; ".join(dict.fromkeys(words))
