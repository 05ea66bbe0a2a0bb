"""Points for the map: one incident each where they are few, else one for each cell of a grid."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.types import Struct
from sayso.web.filters import Box
from sayso.web.overview import OPEN, Overview, Rows, in_box

# More points than this cannot be told apart on a screen, and take long to send.
MOST_POINTS = 1500

# Side of a grid cell in pixels of the map: two points closer than that would hide each other.
CELL_PIXELS = 40

# How far off a point may be, by UCDP's where_prec: a district, a province, a country of middling size.
DOUBT_KM = {1: 0.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 150.0, 6: 300.0, 7: 500.0}


class View(Struct, frozen=True):
    """The part of the world a map shows."""

    box: Box
    zoom: float


def spots(overview: Overview, rows: Rows, view: View) -> dict[str, Any]:
    """GeoJSON of the incidents of `rows` within a view. Properties: `n` incidents, `killed`, `km` of doubt,
    and for a single one `id`, `title` and `open`."""
    placed = rows[~np.isnan(overview.lat[rows])]
    # A little more than what is seen, so that moving the map by a bit shows no bare edge.
    west, south, east, north = view.box
    dx, dy = (east - west) * 0.1, (north - south) * 0.1
    wide = (west - dx, south - dy, min(east + dx, west - dx + 360), north + dy)
    seen = placed[in_box(overview.lon[placed], overview.lat[placed], wide)]
    keys = _same_point(overview, seen) if len(seen) <= MOST_POINTS else _cells(overview, seen, view.zoom)
    features = _grouped(overview, seen, keys)
    counts = {"shown": len(seen), "placed": len(placed), "bounds": _bounds(overview, placed)}
    return {"type": "FeatureCollection", "features": features, **counts}


def _bounds(overview: Overview, rows: Rows) -> list[float] | None:
    """West, south, east, north of all points; None where there is none."""
    if not len(rows):
        return None
    lon, lat = overview.lon[rows], overview.lat[rows]
    return [float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())]


def _same_point(overview: Overview, rows: Rows) -> NDArray[np.int64]:
    """Incidents of one town share one point."""
    table = np.stack([overview.lon[rows], overview.lat[rows], overview.precision[rows].astype(np.float64)], axis=1)
    return np.unique(table, axis=0, return_inverse=True)[1].reshape(-1) if len(rows) else np.zeros(0, np.int64)


def _cells(overview: Overview, rows: Rows, zoom: float) -> NDArray[np.int64]:
    side = 360 / 2**zoom * CELL_PIXELS / 512
    x = np.floor((overview.lon[rows] + 180) / side).astype(np.int64)
    y = np.floor((overview.lat[rows] + 90) / side).astype(np.int64)
    keys: NDArray[np.int64] = np.unique(x * 1_000_003 + y, return_inverse=True)[1].reshape(-1)
    return keys


def _grouped(overview: Overview, rows: Rows, keys: NDArray[np.int64]) -> list[dict[str, Any]]:
    if not len(rows):
        return []
    count = int(keys.max()) + 1
    sizes = np.bincount(keys, minlength=count)
    lon = np.bincount(keys, overview.lon[rows], count) / sizes
    lat = np.bincount(keys, overview.lat[rows], count) / sizes
    killed = np.bincount(keys, overview.killed[rows], count)
    first = np.full(count, -1, np.int64)
    first[keys[::-1]] = rows[::-1]
    # Doubt is drawn where all of a group share it.
    precision = np.zeros(count, np.int64)
    precision[keys] = overview.precision[rows]
    mixed = np.bincount(keys, overview.precision[rows] != precision[keys], count) > 0
    features = []
    for k in range(count):
        row = int(first[k])
        properties: dict[str, Any] = {"n": int(sizes[k]), "killed": int(killed[k])}
        if not mixed[k]:
            properties["km"] = DOUBT_KM.get(int(precision[k]), 0.0)
        if sizes[k] == 1:
            b = overview.briefs[row]
            properties |= {
                "id": b.id,
                "title": " · ".join(x for x in (b.date_from, f"{b.type.lower()} {b.mode or ''}".strip(), b.place) if x),
                "open": bool((overview.coder[row] | overview.reviewer[row]) == OPEN),
                "differ": bool(overview.differ[row]),
            }
        point = [round(float(lon[k]), 4), round(float(lat[k]), 4)]
        features.append(
            {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": point}}
        )
    return features
