"""Speed and size of the gazetteer and the place steps, and of adding a dump of one's own.

    python benchmarks/places.py REPORTS

REPORTS is anything `sayso code` reads. Printed are: milliseconds to open the gazetteer, MB resident that opening it and
resolving all reports adds, place mentions found and resolved in a second of one core (reading and parsing not counted),
and seconds for a made-up dump of 100,000 places. Times are those of the processor: a busy machine measures alike.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from sayso.find.places import PlaceFinder
from sayso.knowledge.gazetteer import Gazetteer
from sayso.knowledge.own_gazetteers import add
from sayso.parse import Parser
from sayso.read import read_reports
from sayso.resolve.places import PlaceResolver
from sayso.types import Report

ROWS = 100_000
SYLLABLES = "ba da ka la ma na ra sa ta za ri qu shu far kha".split()


def resident_mb() -> float:
    """Memory of this process that is its own and in use; pages of files mapped by several count for each."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def made_up_dump(path: Path) -> None:
    """A GeoNames dump of invented places with three other names each."""
    chance = random.Random(7)

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))).title()

    with path.open("w", encoding="utf-8") as out:
        for n in range(ROWS):
            spelt, others = name(), ",".join(name() for _ in range(3))
            point = f"{chance.uniform(12, 19):.5f}\t{chance.uniform(42, 53):.5f}"
            out.write(f"{50_000_000 + n}\t{spelt}\t{spelt}\t{others}\t{point}\tP\tPPL\tYE\t\t")
            out.write(f"{chance.randint(1, 22):02d}\t\t\t\t100\t\t0\tAsia/Aden\t2024-01-01\n")


def main() -> None:
    parsed = list(Parser().parse_all(r for r in read_reports([Path(a) for a in sys.argv[1:]]) if isinstance(r, Report)))
    before, begin = resident_mb(), time.process_time()
    gazetteer = Gazetteer.open()
    gazetteer.lookup("Mosul")
    opened = time.process_time() - begin
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)
    begin, found = time.process_time(), 0
    for report in parsed:
        mentions = finder.find(report)
        resolver.resolve(report, mentions)
        found += len(mentions)
    took = time.process_time() - begin
    print(f"gazetteer opened and asked once in {1000 * opened:.1f} ms; {resident_mb() - before:.0f} MB more resident")
    print(f"{found} mentions in {len(parsed)} reports: {found / max(took, 1e-9):,.0f} a second of one core")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.txt"
        made_up_dump(dump)
        begin = time.process_time()
        added = add(dump, Path(folder) / "own.sqlite", gazetteer)
        print(f"{added.places:,} places added in {time.process_time() - begin:.1f} s")


if __name__ == "__main__":
    main()
