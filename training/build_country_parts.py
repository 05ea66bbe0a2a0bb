"""Build `src/sayso/data/country_parts.csv`: where "northern Mali" or "the northeast of Nigeria" lies.

    python -m training.build_country_parts [--out FILE]

For each country and each of eight directions: the mean of the settlements of the gazetteer in the third of the country
that lies farthest that way, each weighing the root of its people. Made of GeoNames data (CC BY 4.0).
"""

from __future__ import annotations

import argparse
import csv
import math
import sqlite3
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "sayso" / "data"
BEARINGS = (0, 45, 90, 135, 180, 225, 270, 315)
# Countries of fewer settlements have no parts worth telling apart.
LEAST_TOWNS = 12
# The outermost towns (islands, enclaves) do not set how far a country reaches.
TRIM = 0.03

Town = tuple[float, float, float]


def part(towns: list[Town], bearing: int) -> tuple[float, float]:
    """Latitude and longitude of the third of a country that lies farthest in a direction."""
    squeeze = math.cos(math.radians(sum(t[0] for t in towns) / len(towns)))
    b = math.radians(bearing)
    along = [lat * math.cos(b) + lon * squeeze * math.sin(b) for lat, lon, _ in towns]
    ordered = sorted(along)
    low, high = ordered[int(TRIM * len(ordered))], ordered[int((1 - TRIM) * (len(ordered) - 1))]
    least = high - (high - low) / 3
    chosen = [t for t, a in zip(towns, along, strict=True) if a >= least]
    weight = sum(t[2] for t in chosen)
    return sum(t[0] * t[2] for t in chosen) / weight, sum(t[1] * t[2] for t in chosen) / weight


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--out", type=Path, default=DATA / "country_parts.csv")
    args = ask.parse_args()
    with sqlite3.connect(DATA / "gazetteer.sqlite") as db:
        rows = db.execute(
            "SELECT country, lat, lon, population FROM place"
            " WHERE feature IN ('PPL', 'PPLC') AND country != '' ORDER BY id"
        ).fetchall()
    towns: dict[str, list[Town]] = defaultdict(list)
    for country, lat, lon, people in rows:
        towns[country].append((lat / 1e5, lon / 1e5, math.sqrt(max(people, 100))))
    with args.out.open("w", encoding="utf-8", newline="") as out:
        out.write("# Points of the parts of countries, by direction in degrees from north. Made by\n")
        out.write("# training/build_country_parts.py of GeoNames settlements (CC BY 4.0).\n")
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("country", "bearing", "lat", "lon"))
        for country, known in sorted(towns.items()):
            if len(known) >= LEAST_TOWNS:
                for bearing in BEARINGS:
                    lat, lon = part(known, bearing)
                    write.writerow((country, bearing, round(lat, 2), round(lon, 2)))


if __name__ == "__main__":
    main()
