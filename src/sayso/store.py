"""Reports, claims, incidents and judgements in one SQLite file; all SQL of the project is here.

The file opens in Datasette, QGIS or any SQLite browser: plain tables, and views with points.
Writers take turns: the second waits up to `wait_seconds`, then gets StoreBusy. Every change is one
transaction, so a crash leaves the last whole state.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

from sayso.database import StoreBroken as StoreBroken
from sayso.database import StoreBusy as StoreBusy
from sayso.database import StoreNotWritten as StoreNotWritten
from sayso.database import connected, named
from sayso.errors import SaysoError
from sayso.judgements import Judgement, JudgementKind, Role, in_force
from sayso.types import Claim, Incident, Party, Report, Speaker

VERSION = "1"

# Long enough for another run to finish linking some ten thousand claims.
WAIT_SECONDS = 60.0

# SQLite takes at most 32,766 values a statement; ids are asked for in lots of this size.
LOT = 500


class IncidentQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents or claims: by type, country, days (ISO, inclusive), least number of origins, least
    confidence, and box (west, south, east, north in degrees; west may be the larger, across the 180th meridian).
    Claims have no origins of their own: `independent` leaves them as they are."""

    type: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    independent: int | None = None
    confidence: float | None = None
    box: tuple[float, float, float, float] | None = None


class Brief(NamedTuple):
    """One incident in one line, as lists and maps show it."""

    id: str
    type: str
    mode: str | None
    status: str
    actor: str | None
    recipient: str | None
    place: str | None
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    date_from: str | None
    date_to: str | None
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    claim_count: int
    report_count: int
    independent: int
    copies: int
    disagreements: str | None
    precision: int | None


class Store:
    """An open store. Use `Store.open`, in a `with` block or with `close`."""

    def __init__(self, path: Path, connection: sqlite3.Connection):
        self.path, self._db = path, connection

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, wait_seconds: float = WAIT_SECONDS) -> Self:
        """Open a store; make it where there is none, unless not `create`. Raises StoreBusy, StoreNotWritten or
        StoreBroken. Without `create`, a store in a folder where nothing can be written is read."""
        place = Path(path)
        if not create and not place.is_file():
            raise StoreBroken(place, "is not there")
        try:
            db = connected(place, create, wait_seconds)
        except sqlite3.DatabaseError as error:
            raise named(place, error) from error
        store = cls(place, db)
        try:
            found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
            if found is None and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise StoreBroken(place, "is an SQLite file of something else")
            if found is None:
                store._create()
            version = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
            if version is None or version[0] != VERSION:
                raise StoreBroken(place, f"is a store of version {version[0] if version else '?'}, not {VERSION}")
        except sqlite3.DatabaseError as error:
            db.close()
            raise named(place, error) from error
        except StoreBroken:
            db.close()
            raise
        return store

    def _create(self) -> None:
        script = (files("sayso") / "schema.sql").read_text(encoding="utf-8")
        self._db.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nINSERT OR IGNORE INTO meta VALUES ('version', '{VERSION}');\nCOMMIT;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _writing(self, *, at_once: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing. With `at_once` it is on the disk when the block ends; else
        a power cut may take the last ones back, which the same run then makes again."""
        try:
            self._db.execute(f"PRAGMA synchronous={'FULL' if at_once else 'NORMAL'}")
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except BaseException as error:
            # Where the disk is full SQLite has rolled back by itself.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise named(self.path, error) from error
            raise

    def settle(self) -> None:
        """All that was kept is on the disk, whatever becomes of the power."""
        with suppress(sqlite3.OperationalError):
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")

    # ------------------------------------------------------------ reports and claims

    def add(self, reports: Iterable[Report], claims: Iterable[Claim]) -> int:
        """Keep reports with the claims read from them, also of those that have none. Returns how many were new.

        A report that is there with the same text is left as it is; with another text, it and its
        claims are replaced.
        """
        by_report: dict[str, list[Claim]] = {}
        for claim in claims:
            by_report.setdefault(claim.report, []).append(claim)
        added = 0
        with self._writing() as db:
            for report in reports:
                told = by_report.pop(report.id, [])
                digest = text_hash(report)
                if self._is_done(report.id, digest):
                    continue
                db.execute("DELETE FROM claims WHERE report = ?", (_clean(report.id),))
                db.execute("INSERT OR REPLACE INTO reports VALUES (?,?,?,?,?,?,?,?,1)", (*_report_row(report), digest))
                db.executemany(_CLAIM_INSERT, map(_claim_row, told))
                added += 1
            for rest in by_report.values():
                db.executemany(_CLAIM_INSERT, map(_claim_row, rest))
        return added

    def done(self, report_id: str, digest: str) -> bool:
        """True if this report with this text is coded already, whether or not it had claims."""
        return self._is_done(report_id, digest)

    def _is_done(self, report_id: str, digest: str) -> bool:
        row = self._db.execute("SELECT text_hash, coded FROM reports WHERE id = ?", (_clean(report_id),)).fetchone()
        return bool(row and row[0] == digest and row[1])

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """All reports, or those of the given ids, by id."""
        select = "SELECT id, text, outlet, url, published, title, language FROM reports"
        for row in self._select(select, "id", ids, "id"):
            yield Report(*row)

    def claims(self, ids: Iterable[str] | None = None) -> Iterator[Claim]:
        """All claims, or those of the given ids, by report and place in its text."""
        decoder = msgspec.json.Decoder(Claim)
        for (raw,) in self._select("SELECT json FROM claims", "id", ids, "report, start, id"):
            yield decoder.decode(raw)

    def claims_where(self, query: IncidentQuery) -> Iterator[Claim]:
        """The claims that a query asks for, by report and place in its text."""
        decoder = msgspec.json.Decoder(Claim)
        where, values = _where(query, of_claims=True)
        for (raw,) in self._db.execute(f"SELECT json FROM claims {where} ORDER BY report, start, id", values):
            yield decoder.decode(raw)

    def claims_of(self, report_ids: Iterable[str]) -> Iterator[Claim]:
        """The claims of some reports."""
        decoder = msgspec.json.Decoder(Claim)
        for (raw,) in self._select("SELECT json FROM claims", "report", report_ids, "report, start, id"):
            yield decoder.decode(raw)

    def _select(self, select: str, column: str, ids: Iterable[str] | None, order: str) -> Iterator[tuple[Any, ...]]:
        if ids is None:
            yield from self._db.execute(f"{select} ORDER BY {order}")
            return
        wanted = sorted({_clean(i) for i in ids})
        for n in range(0, len(wanted), LOT):
            lot = wanted[n : n + LOT]
            marks = ",".join("?" * len(lot))
            yield from self._db.execute(f"{select} WHERE {column} IN ({marks}) ORDER BY {order}", lot).fetchall()

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        tables = ("reports", "claims", "incidents", "judgements", "runs")
        return {t: int(self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}

    # ------------------------------------------------------------ incidents

    def incidents(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """Incidents by date, those without one last."""
        decoder = msgspec.json.Decoder(Incident)
        where, values = _where(query or IncidentQuery())
        order = "ORDER BY date_from IS NULL, date_from, id"
        for (raw,) in self._db.execute(f"SELECT json FROM incidents {where} {order}", values):
            yield decoder.decode(raw)

    def incident(self, id: str) -> Incident | None:
        """An incident by its id, by an id it had before, or by the beginning of its id where that is enough."""
        rows = self._db.execute("SELECT json FROM incidents WHERE id = ?", (id,)).fetchall()
        rows = (
            rows
            or self._db.execute(
                "SELECT json FROM incidents WHERE id IN (SELECT incident FROM aliases WHERE old = ?) ORDER BY id", (id,)
            ).fetchall()
        )
        if not rows and len(id) >= 4:
            rows = self._db.execute(
                "SELECT json FROM incidents WHERE substr(id, 1, ?) = ? LIMIT 2", (len(id), id)
            ).fetchall()
            rows = rows if len(rows) == 1 else []
        return msgspec.json.decode(rows[0][0], type=Incident) if rows else None

    def incident_of(self, claim: str) -> str | None:
        row = self._db.execute("SELECT incident FROM incident_claims WHERE claim = ?", (claim,)).fetchone()
        return str(row[0]) if row else None

    def aliases(self, incident: str) -> list[str]:
        """Ids under which the incident was known before."""
        return [r[0] for r in self._db.execute("SELECT old FROM aliases WHERE incident = ? ORDER BY old", (incident,))]

    @contextmanager
    def linking(self) -> Iterator[sqlite3.Connection]:
        """The transaction of one linking: other writers wait until it is kept whole, or undone."""
        try:
            # Stores of before have no tables for what linking remembers.
            self._db.executescript((files("sayso") / "schema.sql").read_text(encoding="utf-8"))
        except sqlite3.OperationalError as error:
            raise named(self.path, error) from error
        with self._writing(at_once=True) as db:
            yield db
            db.execute("INSERT INTO meta VALUES ('linked', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1")

    def put_incident(self, incident: Incident) -> None:
        """Inside `linking`: add an incident; its claims are no other's any more."""
        self._db.execute(_INCIDENT_INSERT, _incident_row(incident))
        rows = [(_clean(c), incident.id) for c in incident.claims]
        self._db.executemany("INSERT OR REPLACE INTO incident_claims VALUES (?,?)", rows)

    def replace_incidents(self, incidents: Iterable[Incident]) -> None:
        """Put incidents made elsewhere in place of all there are, in one transaction."""
        with self.linking() as db:
            db.execute("DELETE FROM incident_claims")
            db.execute("DELETE FROM incidents")
            for incident in incidents:
                self.put_incident(incident)

    def briefs(self) -> Iterator[Brief]:
        """Every incident in one line, by date, those without one last."""
        columns = ", ".join(Brief._fields[:-1])
        precise = "json_extract(json, '$.place.precision')"
        order = "ORDER BY date_from IS NULL, date_from, id"
        yield from map(Brief._make, self._db.execute(f"SELECT {columns}, {precise} FROM incidents {order}"))

    def headlines(self) -> Iterator[tuple[str, str]]:
        """Each incident with the titles of the reports that tell it."""
        yield from self._db.execute(
            "SELECT DISTINCT ic.incident, r.title FROM incident_claims ic JOIN claims c ON c.id = ic.claim"
            " JOIN reports r ON r.id = c.report WHERE r.title IS NOT NULL ORDER BY ic.incident, r.id"
        )

    def times_linked(self) -> int:
        """Grows with every linking: what was read of the incidents before is then out of date."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'linked'").fetchone()
        return int(row[0]) if row else 0

    def incidents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident of each claim that is in one."""
        return dict(self._select("SELECT claim, incident FROM incident_claims", "claim", claims, "claim"))

    # ------------------------------------------------------------ judgements and runs

    def judge(self, judgement: Judgement) -> Judgement:
        """Add a judgement; returned with its number when it is on the disk. Nothing is overwritten."""
        with self._writing(at_once=True) as db:
            cursor = db.execute(
                "INSERT INTO judgements (kind, by, at, field, note, undoes, json) VALUES (?,?,?,?,?,?,?)",
                (judgement.kind, judgement.by, judgement.at, judgement.field, judgement.note, judgement.undoes,
                 encode(judgement)),
            )  # fmt: skip
            return msgspec.structs.replace(judgement, number=cursor.lastrowid)

    def rule(self, kind: JudgementKind, claims: Iterable[str], *, by: str, **more: Any) -> Judgement:
        """Add a judgement of now. `more`: others, field, value, note, role, passage."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return self.judge(Judgement(kind=kind, claims=tuple(sorted(claims)), by=by, at=at, **more))

    def undo(self, number: int, *, by: str, role: Role | None = None) -> Judgement:
        """Undo an earlier judgement by adding one that says so. Raises SaysoError where there is none."""
        if not self._db.execute("SELECT 1 FROM judgements WHERE number = ?", (number,)).fetchone():
            raise SaysoError(f"no judgement {number} in {self.path}; list them with: sayso export --of judgements")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return self.judge(Judgement(kind="undo", by=by, at=at, undoes=number, role=role))

    def judgements(self, *, every: bool = True, after: int = 0) -> list[Judgement]:
        """All judgements above number `after`, oldest first; with every=False those in force."""
        rows = self._db.execute("SELECT number, json FROM judgements WHERE number > ? ORDER BY number", (after,))
        found = [msgspec.structs.replace(msgspec.json.decode(raw, type=Judgement), number=n) for n, raw in rows]
        return found if every else in_force(found)

    def note_run(self, command: str, manifest: dict[str, Any]) -> None:
        """Remember a run: the command and its manifest of versions, data and settings."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as db:
            raw = msgspec.json.encode(manifest, order="sorted").decode()
            db.execute("INSERT INTO runs (at, command, json) VALUES (?,?,?)", (at, command, raw))

    def runs(self) -> list[dict[str, Any]]:
        rows = self._db.execute("SELECT at, command, json FROM runs ORDER BY number")
        return [{"at": at, "command": command, **msgspec.json.decode(raw)} for at, command, raw in rows]


def text_hash(report: Report) -> str:
    """Changes with anything in a report that coding reads; by it a report coded before is known again."""
    key = "\x1f".join([report.text, report.published or "", report.outlet or "", report.title or ""])
    return hashlib.sha256(_clean(key).encode("utf-8")).hexdigest()


def _clean(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def encode(data: msgspec.Struct) -> str:
    """JSON of a struct, with lone surrogates replaced one for one where there are any."""
    try:
        return msgspec.json.encode(data).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean_all(msgspec.to_builtins(data))).decode()


def _clean_all(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list | tuple):
        return [_clean_all(v) for v in value]
    if isinstance(value, dict):
        return {_clean_all(k): _clean_all(v) for k, v in value.items()}
    return value


_CLAIM_INSERT = f"INSERT OR REPLACE INTO claims VALUES ({','.join('?' * 21)})"
_INCIDENT_INSERT = f"INSERT OR REPLACE INTO incidents VALUES ({','.join('?' * 23)})"


def _report_row(r: Report) -> tuple[str | None, ...]:
    row = (r.id, r.outlet, r.url, r.published, r.title, r.language, r.text)
    return tuple(None if v is None else _clean(v) for v in row)


def _claim_row(c: Claim) -> tuple[object, ...]:
    place, when = c.place, c.when
    row: tuple[object, ...] = (
        c.id, c.report, c.trigger.start, c.type, c.mode, int(c.main), c.status, int(c.historical), c.trigger.text,
        _names(c.actor), _names(c.recipient), place and (place.name or place.text), place and place.country,
        place and place.lat, place and place.lon, when and when.from_, when and when.to, c.source.outlet,
        _names(c.source.speakers), c.confidence, encode(c),
    )  # fmt: skip
    return tuple(_clean(v) if isinstance(v, str) else v for v in row)


def _incident_row(i: Incident) -> tuple[object, ...]:
    place, when = i.place, i.when
    killed = [c for c in i.counts if c.what == "killed"]
    toll = max(killed, key=lambda c: (c.who == "people", c.best or c.low or c.high or 0), default=None)
    row: tuple[object, ...] = (
        i.id, i.type, i.mode, i.status, _names(i.actor), _names(i.recipient), place and place.name,
        place and place.admin1, place and place.country, place and place.lat, place and place.lon,
        when and when.from_, when and when.to, toll and toll.low, toll and toll.best, toll and toll.high,
        len(i.claims), len(i.reports), i.independent, i.copies, ", ".join(d.field for d in i.disagreements) or None,
        i.confidence, encode(i),
    )  # fmt: skip
    return tuple(_clean(v) if isinstance(v, str) else v for v in row)


def _names(parties: Iterable[Party | Speaker | Any]) -> str | None:
    return "; ".join(str(p.name or p.text) for p in parties) or None


def _where(query: IncidentQuery, *, of_claims: bool = False) -> tuple[str, list[object]]:
    tests: list[tuple[str, object]] = [
        ("type = ?", query.type),
        ("country = ?", query.country),
        ("coalesce(date_to, date_from) >= ?", query.since),
        ("date_from <= ?", query.until),
        ("independent >= ?", None if of_claims else query.independent),
        ("confidence >= ?", query.confidence),
    ]
    if query.box:
        west, south, east, north = query.box
        both = "AND" if west <= east else "OR"
        tests += [("latitude >= ?", south), ("latitude <= ?", north)]
        tests += [(f"(longitude >= ? {both} longitude <= ?)", (west, east))]
    used = [(t, v) for t, v in tests if v is not None]
    values = [x for _, v in used for x in (v if isinstance(v, tuple) else (v,))]
    return ("WHERE " + " AND ".join(t for t, _ in used) if used else ""), values
