"""Rows of a store for Python: as an Arrow, pandas or Polars table, and shown by a notebook as a map and a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.errors import SaysoError
from sayso.export.charts import map_svg, spots_of
from sayso.export.geojson import claim_feature, incident_feature
from sayso.export.parquet import chosen_rows, to_arrow
from sayso.export.rows import differ_words, party_names, span_words, total
from sayso.store import IncidentQuery, Store
from sayso.types import Claim, Incident, Report

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

# A notebook shows so many rows, and dots of so many more on the map: enough to see what is there.
SHOWN_ROWS, SHOWN_DOTS = 20, 1_000

# A map as wide as a notebook's column needs no finer outlines.
DETAIL = 1 / 400

# Every rule begins with the class of our own box: a notebook has one page for all that it shows.
STYLE = (
    ".sayso svg{width:100%;max-height:18rem}"
    ".sayso .land{fill:#8899aa44;stroke:#8899aa88;vector-effect:non-scaling-stroke}"
    ".sayso .spot{fill:#b3261e99;stroke:#b3261e;vector-effect:non-scaling-stroke}"
    ".sayso .area{fill:#b3261e22;stroke:#b3261e;stroke-dasharray:3 3;vector-effect:non-scaling-stroke}"
    ".sayso .country{fill:currentColor;fill-opacity:.7;text-anchor:middle}"
    ".sayso th,.sayso td{text-align:start;vertical-align:top}"
)

FLOATS = frozenset({"latitude", "longitude", "confidence"})
WHOLE_NUMBERS = frozenset({"reports", "independent", "copies", "place_precision"})
TRUTHS = frozenset({"main", "historical"})


class Table:
    """Incidents, claims or reports of a store, those that pass the filters; read anew whenever asked.

    `flat` gives one column a value, as GeoJSON has them, in place of the nested lists of the published types.
    """

    def __init__(self, store: Store, of: str = "incidents", filters: IncidentQuery | None = None) -> None:
        chosen_rows(store, of, filters)
        self._store, self._of, self._filters = store, of, filters

    def __iter__(self) -> Iterator[Any]:
        return iter(chosen_rows(self._store, self._of, self._filters))

    def __repr__(self) -> str:
        return f"Table of {self._of} in {self._store.path.name}; see .arrow(), .pandas(), .polars()"

    def arrow(self, *, flat: bool = False) -> pyarrow.Table:
        """All rows as one Arrow table, held in memory."""
        if not flat:
            return to_arrow(self._store, self._of, self._filters)
        return _flat_table(list(self), self._of)

    def pandas(self, *, flat: bool = False) -> pandas.DataFrame:
        """As a pandas data frame. Raises SaysoError where pandas is not installed."""
        _need("pandas")
        frame: pandas.DataFrame = self.arrow(flat=flat).to_pandas()
        return frame

    def polars(self, *, flat: bool = False) -> polars.DataFrame:
        """As a Polars data frame. Raises SaysoError where Polars is not installed."""
        frame: polars.DataFrame = _need("polars").from_arrow(self.arrow(flat=flat))
        return frame

    def _repr_html_(self) -> str:
        """What a notebook shows: a map and the first rows, without a script and with nothing fetched."""
        rows = list(islice(iter(self), SHOWN_DOTS + 1))
        more, rows = len(rows) > SHOWN_DOTS, rows[:SHOWN_DOTS]
        count = f"More than {SHOWN_DOTS:,} {self._of}" if more else f"{len(rows):,} {self._of}"
        shown = f", the first {SHOWN_ROWS} of them below" if len(rows) > SHOWN_ROWS else ""
        svg = map_svg(spots_of(rows), detail=DETAIL, links=False) if self._of == "incidents" else ""
        head = f"<style>{STYLE}</style><p>{count}{shown}.</p>"
        return f'<div class="sayso">{head}{svg}{_first_rows(rows, self._of)}</div>'


def _need(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        raise SaysoError(f"{package} is not installed; add it with: pip install {package}") from error


def _flat_table(rows: list[Incident] | list[Claim], of: str) -> pyarrow.Table:
    import pyarrow as pa

    if of not in ("incidents", "claims"):
        raise SaysoError(f"incidents and claims can be flat, not {of}: a report has no nested values")
    features = map(incident_feature, rows) if of == "incidents" else map(claim_feature, rows)  # type: ignore[arg-type]
    return pa.Table.from_pylist(list(map(_flat, features)), schema=pa.schema(list(_flat_columns(of))))


def _flat(feature: dict[str, Any]) -> dict[str, Any]:
    lon, lat = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
    return {"id": feature["id"], **feature["properties"], "latitude": lat, "longitude": lon}


def _flat_columns(of: str) -> Iterator[tuple[str, pyarrow.DataType]]:
    """Names with types, the same also where there are no rows."""
    import pyarrow as pa

    for name in INCIDENT_COLUMNS if of == "incidents" else CLAIM_COLUMNS:
        number = name in FLOATS or name.endswith(("_low", "_best", "_high"))
        whole, truth = name in WHOLE_NUMBERS, name in TRUTHS
        yield name, pa.float64() if number else pa.int64() if whole else pa.bool_() if truth else pa.string()


def _columns(*names: str) -> tuple[str, ...]:
    return ("id", *names, "latitude", "longitude")


INCIDENT_COLUMNS = _columns(
    "type", "mode", "status", "date_from", "date_to", "actor", "recipient", "place", "admin1", "country",
    "place_precision",
    *(f"{what}_{end}" for what in ("killed", "injured", "displaced", "detained") for end in ("low", "best", "high")),
    "outlets", "reports", "independent", "copies", "disagreements", "confidence",
)  # fmt: skip
CLAIM_COLUMNS = _columns(
    "report", "type", "mode", "status", "main", "historical", "trigger", "date_from", "date_to", "actor", "recipient",
    "place", "country", "place_precision", "counts", "outlet", "speakers", "stance", "confidence",
)  # fmt: skip


def _first_rows(rows: list[Any], of: str) -> str:
    cells: dict[str, Callable[[Any], dict[str, str]]]
    cells = {"incidents": _incident_cells, "claims": _claim_cells, "reports": _report_cells}
    lines = [cells[of](row) for row in rows[:SHOWN_ROWS]]
    if not lines:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in lines[0])
    body = ("".join(f"<td dir=auto>{escape(v)}</td>" for v in line.values()) for line in lines)
    inside = "".join(f"<tr>{line}</tr>" for line in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{inside}</tbody></table>"


def _incident_cells(i: Incident) -> dict[str, str]:
    return {
        "day": (i.when.from_ if i.when else None) or "",
        "where": (i.place.name or i.place.admin1 or i.place.country or "") if i.place else "",
        "what": _deed(i),
        "who": party_names(i.actor),
        "whom": party_names(i.recipient),
        "killed": span_words(*total(i, "killed")),
        "voices": str(i.independent),
        "differ on": differ_words(i),
        "id": i.id,
    }


def _claim_cells(c: Claim) -> dict[str, str]:
    return {
        "day": (c.when.from_ if c.when else None) or "",
        "where": (c.place.name or c.place.text) if c.place else "",
        "what": _deed(c),
        "who": _join(p.name or p.text for p in c.actor),
        "whom": _join(p.name or p.text for p in c.recipient),
        "who says so": _join(s.name or s.text for s in c.source.speakers) or (c.source.outlet or ""),
        "evidence": c.evidence.text,
        "id": c.id,
    }


def _report_cells(r: Report) -> dict[str, str]:
    return {"published": r.published or "", "outlet": r.outlet or "", "title": r.title or "", "id": r.id}


def _deed(row: Incident | Claim) -> str:
    deed = row.type + (f" {row.mode}" if row.mode else "")
    return deed if row.status == "happened" else f"{deed} ({row.status})"


def _join(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(n for n in names if n))
