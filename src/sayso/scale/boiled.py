"""What linking reads of each part: its reports' marks and its tellings, boiled down once, beside the claims."""

from __future__ import annotations

import io
from collections import defaultdict
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from sayso.link.block import Card
from sayso.link.copies import Marks
from sayso.link.hands import boil
from sayso.link.memory import Sheet
from sayso.scale.folder import Folder
from sayso.scale.parts import CLAIMS, REPORTS
from sayso.store import encode
from sayso.types import Claim, Report

MARKS, TELLINGS = "link/marks", "link/tellings"

MARK_COLUMNS = pa.schema(
    [("id", pa.string()), ("digest", pa.uint64()), ("bands", pa.binary()), ("runs", pa.binary()),
     ("agency", pa.string())]
)  # fmt: skip
TELLING_COLUMNS = pa.schema(
    [("report", pa.string()), ("outlet", pa.string()), ("published", pa.string()), ("card", pa.binary()),
     ("telling", pa.binary()), ("claims", pa.list_(pa.string()))]
)  # fmt: skip

# Parts whose tellings a worker keeps at hand: pairs lie mostly in few parts.
HELD = 8

T = TypeVar("T", Report, Claim)
_marks = msgspec.msgpack.Decoder(Marks)
_ids = msgspec.msgpack.Decoder(tuple[str, ...])


def boil_part(folder: Folder, name: str) -> None:
    """Write the marks and tellings of one part."""
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in rows_of(folder, f"{CLAIMS}/{name}.parquet", Claim):
        claims[claim.report][claim.id] = encode(claim)
    reports = {r.id: r for r in rows_of(folder, f"{REPORTS}/{name}.parquet", Report)}
    sheets = [
        Sheet(id, (r.id, r.text, r.outlet, r.url, r.published, r.title, r.language), list(claims[id].values()))
        for id, r in sorted(reports.items())
    ]
    marks: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for id, raw, rows in boil((sheets, set())):
        if raw is not None:
            mark = _marks.decode(raw)
            marks.append({"id": id} | {k: getattr(mark, k) for k in ("digest", "bands", "runs", "agency")})
        head = {"report": id, "outlet": reports[id].outlet, "published": reports[id].published}
        told += [
            head | {"card": r.card, "telling": r.telling, "claims": [claims[id][c] for c in _ids.decode(r.claims)]}
            for r in rows
        ]
    _write(folder, f"{MARKS}/{name}.parquet", pa.Table.from_pylist(marks, MARK_COLUMNS))
    _write(folder, f"{TELLINGS}/{name}.parquet", pa.Table.from_pylist(told, TELLING_COLUMNS))


def rows_of(folder: Folder, name: str, kind: type[T]) -> list[T]:
    """The rows of one file of a published type."""
    return msgspec.convert(table(folder, name).to_pylist(), type=list[kind])  # type: ignore[valid-type]


def table(folder: Folder, name: str, columns: list[str] | None = None) -> pa.Table:
    with folder.open(name) as file:
        return pq.read_table(file, columns=columns)


@lru_cache(maxsize=HELD)
def told(folder: Folder, name: str) -> list[dict[str, Any]]:
    """Report and telling of each row of a part's tellings."""
    rows: list[dict[str, Any]] = table(folder, f"{TELLINGS}/{name}.parquet", ["report", "telling"]).to_pylist()
    return rows


@lru_cache(maxsize=HELD)
def text_of(folder: Folder, name: str) -> dict[str, tuple[str | None, str]]:
    """Outlet and text of a part's reports by id."""
    held = table(folder, f"{REPORTS}/{name}.parquet", ["id", "outlet", "text"])
    told = zip(held["outlet"].to_pylist(), held["text"].to_pylist(), strict=True)
    return dict(zip(held["id"].to_pylist(), told, strict=True))


def cards(folder: Folder, name: str) -> tuple[list[str], list[Card]]:
    """The reports and cards of a part's tellings."""
    held = table(folder, f"{TELLINGS}/{name}.parquet", ["report", "card"])
    return held["report"].to_pylist(), [msgspec.msgpack.decode(c, type=Card) for c in held["card"].to_pylist()]


def _write(folder: Folder, name: str, rows: pa.Table) -> None:
    file = io.BytesIO()
    pq.write_table(rows, file, compression="zstd")
    folder.write(name, file.getvalue())
