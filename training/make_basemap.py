"""Make the review page's world map: country outlines and where to write their names.

    npm install world-atlas@2.0.2
    python training/make_basemap.py --atlas node_modules/world-atlas/countries-50m.json

The atlas (npm world-atlas 2.0.2, ISC) is Natural Earth, public domain, as TopoJSON. Written are
GeoJSON rings with coordinates rounded to a hundredth of a degree, about a kilometre: enough to see
in which corner of a country a point lies, small enough for one page.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

OUT = Path(__file__).parent.parent / "src" / "sayso" / "web" / "static" / "world.json"

# Islands below this many square degrees are a few pixels at most at the zooms where the whole outline is drawn.
LEAST_AREA = 0.02

# A ring's point is left out where it lies closer to the line of its neighbours than this, in degrees.
TOLERANCE = 0.03

Point = tuple[float, float]
Ring = list[Point]


def arcs_of(atlas: dict[str, Any]) -> list[Ring]:
    """Arcs with their steps summed and scaled to degrees."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in atlas["arcs"]:
        x = y = 0
        ring: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append((x * sx + tx, y * sy + ty))
        arcs.append(simplified(ring))
    return arcs


def simplified(line: Ring) -> Ring:
    """Douglas and Peucker's line: shared arcs stay shared, so neighbours keep one border."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = 0.0, 0
        for i in range(first + 1, last):
            distance = _distance(line[i], line[first], line[last])
            if distance > far:
                far, at = distance, i
        if far > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def rings_of(geometry: dict[str, Any], arcs: list[Ring]) -> list[list[Ring]]:
    """Polygons, each a list of rings."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[_ring(numbers, arcs) for numbers in polygon] for polygon in polygons]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        ring += arc[1:] if ring else arc
    ring = _unwrapped(ring)
    rounded = [(round(x, 2), round(y, 2)) for x, y in ring]
    return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]


def _unwrapped(ring: Ring) -> Ring:
    """A ring over the 180th meridian goes on beyond it, so that no edge crosses the map; around a pole it stays."""
    turned: Ring = []
    shift = 0.0
    for x, y in ring:
        if turned and abs(x + shift - turned[-1][0]) > 180:
            shift += 360.0 if x + shift < turned[-1][0] else -360.0
        turned.append((x + shift, y))
    return turned if abs(turned[0][0] - turned[-1][0]) < 1 else ring


def area(ring: Ring) -> float:
    """Square degrees, by the shoelace formula."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def middle(ring: Ring) -> Point:
    """The centroid of a ring."""
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) or 1.0
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * twice)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * twice)
    return round(x, 2), round(y, 2)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--atlas", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    atlas = msgspec.json.decode(args.atlas.read_bytes())
    arcs = arcs_of(atlas)
    features: list[dict[str, Any]] = []
    for country in atlas["objects"]["countries"]["geometries"]:
        if country["type"] is None:
            continue
        polygons = [p for p in rings_of(country, arcs) if len(p[0]) > 3]
        polygons.sort(key=lambda p: -area(p[0]))
        polygons = polygons[:1] + [p for p in polygons[1:] if area(p[0]) >= LEAST_AREA]
        if not polygons:
            continue
        name = {"name": country["properties"]["name"]}
        shape = {"type": "MultiPolygon", "coordinates": polygons}
        features.append({"type": "Feature", "properties": {}, "geometry": shape})
        size = {"size": round(area(polygons[0][0]), 1)}
        spot = {"type": "Point", "coordinates": middle(polygons[0][0])}
        features.append({"type": "Feature", "properties": name | size, "geometry": spot})
    args.out.write_bytes(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    print(f"{len(features):,} shapes and names, {args.out.stat().st_size:,} bytes in {args.out}")


if __name__ == "__main__":
    main()
