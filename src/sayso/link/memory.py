"""What a store remembers of its last linking. The tables are in schema.sql; nobody else reads them.

Everything here is made of the reports, claims and judgements, by functions of one report or one pair
of them. It is kept so that a linking does again only what is new, and is thrown away with every
version of Sayso.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.link.block import Card
from sayso.link.copies import Marks
from sayso.types import Incident

if TYPE_CHECKING:
    import sqlite3

# Data that the remembered values depend on.
DATA = ("link.toml", "link_model.json", "word_counts.tsv", "word_senses.tsv")

# Ids are asked for in lots of this size; SQLite takes at most 32,766 values a statement.
LOT = 500


class Boiled(msgspec.Struct, frozen=True, array_like=True):
    """One telling as it is remembered."""

    version: bytes
    card: bytes
    claims: bytes
    telling: bytes


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """One report with its claims as they stand in the store: what a linking reads of it, undecoded."""

    id: str
    report: tuple[str | None, ...] | None
    """id, text, outlet, url, published, title, language; None where it was deleted."""
    claims: list[str]


class Memory:
    """The memory of one store, inside the transaction of one linking."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def begin(self) -> None:
        """Forget everything where another version of Sayso or its data linked last; then all is to be done."""
        mine = _data_version()
        if self._get("version") == mine:
            return
        for table in ("link_reports", "link_tellings", "link_parts", "link_memory"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT OR IGNORE INTO unlinked SELECT id FROM reports")
        self._db.execute("INSERT OR IGNORE INTO unlinked SELECT DISTINCT report FROM claims")
        self._put("version", mine)

    def _get(self, name: str) -> bytes | None:
        row = self._db.execute("SELECT value FROM link_memory WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def _put(self, name: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO link_memory VALUES (?,?)", (name, value))

    # ------------------------------------------------------------ what is new

    def judged(self) -> int:
        """Number of the last judgement that the last linking knew."""
        return int(self._get("judged") or b"0")

    def note_judged(self, number: int) -> None:
        self._put("judged", str(number).encode())

    def touch(self, claims: Iterable[str]) -> None:
        """Link the reports of these claims again."""
        for claim in claims:
            self._db.execute("INSERT OR IGNORE INTO unlinked SELECT report FROM claims WHERE id = ?", (claim,))

    def new(self) -> int:
        """How many reports are to be read again."""
        return int(self._db.execute("SELECT count(*) FROM unlinked").fetchone()[0])

    def sheets(self) -> Iterator[Sheet]:
        """The reports to be read again, by id."""
        ids = [r[0] for r in self._db.execute("SELECT report FROM unlinked ORDER BY report")]
        select = "SELECT id, text, outlet, url, published, title, language FROM reports WHERE id = ?"
        for id in ids:
            report = self._db.execute(select, (id,)).fetchone()
            claims = [r[0] for r in self._db.execute("SELECT json FROM claims WHERE report = ? ORDER BY id", (id,))]
            yield Sheet(id, report, claims)

    def keep(self, report: str, marks: bytes | None, rows: Iterable[Boiled]) -> None:
        """Remember a report read again in place of what was known of it."""
        known = self._db.execute("SELECT marks FROM link_reports WHERE report = ?", (report,)).fetchone()
        if known is not None and known[0] != marks:
            self._db.execute("DELETE FROM link_reports WHERE report = ?", (report,))
        if marks is not None and (known is None or known[0] != marks):
            self._db.execute("INSERT INTO link_reports (report, marks) VALUES (?,?)", (report, marks))
        self._db.execute("DELETE FROM link_tellings WHERE report = ?", (report,))
        insert = "INSERT INTO link_tellings (report, version, card, claims, telling) VALUES (?,?,?,?,?)"
        self._db.executemany(insert, [(report, r.version, r.card, r.claims, r.telling) for r in rows])

    def done(self) -> None:
        self._db.execute("DELETE FROM unlinked")

    # ------------------------------------------------------------ texts

    def marks(self) -> Iterator[tuple[int, str, Marks, str | None]]:
        """Number, id, marks and last known text of every report, by id."""
        decoder = msgspec.msgpack.Decoder(Marks)
        for number, report, raw, text in self._db.execute(
            "SELECT number, report, marks, text FROM link_reports ORDER BY report"
        ):
            yield number, report, decoder.decode(raw), text

    def text(self, report: str) -> tuple[str | None, str]:
        """Outlet and text of a report."""
        row = self._db.execute("SELECT outlet, text FROM reports WHERE id = ?", (report,)).fetchone()
        return (row[0], row[1]) if row else (None, "")

    def recast(self, texts: Iterable[tuple[str, str]]) -> None:
        """Remember texts (report, text) that changed; the tellings of those reports count as new."""
        for report, text in texts:
            self._db.execute("UPDATE link_reports SET text = ? WHERE report = ?", (text, report))
            rows = self._db.execute(
                "SELECT report, version, card, claims, telling FROM link_tellings WHERE report = ?", (report,)
            ).fetchall()
            self._db.execute("DELETE FROM link_tellings WHERE report = ?", (report,))
            insert = "INSERT INTO link_tellings (report, version, card, claims, telling) VALUES (?,?,?,?,?)"
            self._db.executemany(insert, rows)

    # ------------------------------------------------------------ tellings and pairs

    def cards(self) -> Iterator[tuple[int, str, bytes, Card]]:
        """Number, report, version and card of every telling."""
        decoder = msgspec.msgpack.Decoder(Card)
        for number, report, version_, raw in self._db.execute(
            "SELECT number, report, version, card FROM link_tellings ORDER BY number"
        ):
            yield number, report, version_, decoder.decode(raw)

    def tellings(self, numbers: Sequence[int], *, claims: bool = False) -> dict[int, tuple[bytes, bytes]]:
        """Telling and, if asked for, claim ids of each number."""
        columns = "number, telling, claims" if claims else "number, telling, NULL"
        return {r[0]: (r[1], r[2]) for r in self._lots(f"SELECT {columns} FROM link_tellings WHERE number", numbers)}

    def numbers_of(self, claims: Iterable[str]) -> list[int]:
        """The tellings of the reports that some claims stand in."""
        reports = {r[0] for r in self._lots("SELECT report FROM claims WHERE id", sorted(set(claims)))}
        return sorted(r[0] for r in self._lots("SELECT number FROM link_tellings WHERE report", sorted(reports)))

    def claims(self, ids: Sequence[str]) -> list[str]:
        return [r[0] for r in self._lots("SELECT json FROM claims WHERE id", ids)]

    def heads(self, reports: Sequence[str]) -> list[tuple[str, str | None, str | None]]:
        """Id, outlet and day of publication of reports."""
        return self._lots("SELECT id, outlet, published FROM reports WHERE id", reports)

    def _lots(self, select: str, values: Sequence[int] | Sequence[str]) -> list[Any]:
        found = []
        for n in range(0, len(values), LOT):
            lot = values[n : n + LOT]
            found += self._db.execute(f"{select} IN ({','.join('?' * len(lot))})", lot).fetchall()
        return found

    def numbers(self, name: str) -> NDArray[np.int64]:
        """A remembered list of numbers; empty where there is none."""
        return np.frombuffer(self._get(name) or b"", dtype=np.int64)

    def put_numbers(self, name: str, numbers: NDArray[np.int64]) -> None:
        self._put(name, numbers.astype(np.int64).tobytes())

    # ------------------------------------------------------------ parts

    def parts(self) -> dict[bytes, list[str]]:
        """The parts whose incidents are all in the store."""
        found: dict[bytes, list[str]] = {}
        missing = set()
        for part, incident, there in self._db.execute(
            "SELECT p.part, p.incident, i.id FROM link_parts p LEFT JOIN incidents i ON i.id = p.incident"
        ):
            found.setdefault(part, []).append(incident)
            if there is None:
                missing.add(part)
        return {p: i for p, i in found.items() if p not in missing}

    def incidents(self) -> set[str]:
        return {r[0] for r in self._db.execute("SELECT id FROM incidents")}

    def exchange(self, gone: Iterable[str], incidents: Iterable[Incident], put: Callable[[Incident], None]) -> None:
        """Put incidents in place of those of the ids `gone`, which become aliases of what holds their claims now."""
        db = self._db
        db.execute("CREATE TEMP TABLE gone (id TEXT PRIMARY KEY)")
        db.execute("CREATE TEMP TABLE held (claim TEXT PRIMARY KEY, incident TEXT)")
        db.executemany("INSERT INTO gone VALUES (?)", ((i,) for i in gone))
        within = "IN (SELECT id FROM gone)"
        db.execute(f"INSERT INTO held SELECT claim, incident FROM incident_claims WHERE incident {within}")
        known = db.execute(f"SELECT old, incident FROM aliases WHERE incident {within}").fetchall()
        for table, column in (("incident_claims", "incident"), ("incidents", "id"), ("aliases", "incident")):
            db.execute(f"DELETE FROM {table} WHERE {column} {within}")
        for incident in incidents:
            put(incident)
        moved: dict[str, set[str]] = {}
        now = "SELECT DISTINCT h.incident, c.incident FROM held h JOIN incident_claims c ON c.claim = h.claim"
        for old, new in db.execute(now):
            moved.setdefault(old, set()).add(new)
        pairs = {(old, new) for old, news in moved.items() for new in news}
        pairs |= {(old, new) for old, through in known for new in moved.get(through, ())}
        db.executemany("INSERT OR IGNORE INTO aliases VALUES (?,?)", sorted(pairs))
        db.execute("DELETE FROM aliases WHERE old IN (SELECT id FROM incidents)")
        db.execute("DROP TABLE gone")
        db.execute("DROP TABLE held")

    def drop_parts(self, parts: Iterable[bytes]) -> None:
        self._db.executemany("DELETE FROM link_parts WHERE part = ?", ((p,) for p in parts))

    def keep_parts(self, rows: Iterable[tuple[bytes, str]]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO link_parts VALUES (?,?)", rows)


def _data_version() -> bytes:
    digest = hashlib.sha256(version("sayso").encode())
    for name in DATA:
        digest.update((files("sayso.data") / name).read_bytes())
    return digest.digest()
