"""How many of the world's armed actors the actor base knows.

    python benchmarks/actor_coverage.py ucdp-actor-221.csv Phoenix.MilNonState.actors.txt

UCDP Actor lists governments and organized groups (Org 4 and 1) with their places of fighting; PETRARCH's list has
armed groups with aliases and a country code. An actor is found if `ActorBase.find` gives one for its name or, where
a name is shared, one with the place as context; it is right if country and sector fit too. UCDP's file has no years
of activity and covers 1946 on: the share is taken over all its organized actors.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

from sayso.knowledge.actors import Actor, ActorBase

ARMED = {"REB", "UAF", "PAR", "PRM", "CRM", "OPP", "PTY", "MIL", "GOV"}
STATE = {"GOV", "MIL"}
NAME_KEYS = ("NewName", "NameData", "NameOrig", "NewNameFullEng", "NameOrigFullEng", "NameOrigFull")


def ucdp(path: Path, base: ActorBase) -> tuple[int, int, int]:
    """(all, found by name, right) of UCDP's organized actors."""
    total = found = right = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Org"] not in ("1", "4"):
                continue
            total += 1
            places = {base.country_of(re.sub(r"\s*\(.*?\)", "", p).strip()) for p in row["Location"].split(",")} - {
                None
            }
            actor = next(
                (
                    a
                    for k in NAME_KEYS
                    if row[k] and (a := base.find(row[k].strip(), countries=sorted(filter(None, places))))
                ),
                None,
            )
            found += actor is not None
            sectors = STATE if row["Org"] == "4" else ARMED
            right += actor is not None and fits(actor, places, sectors)
    return total, found, right


def fits(actor: Actor, places: set[str | None], sectors: set[str]) -> bool:
    return actor.sector in sectors and (not places or actor.country in places or actor.country is None)


def petrarch(path: Path, base: ActorBase) -> tuple[int, int, int]:
    """(all, found by name, right) of PETRARCH's armed groups, by the name at the head of each entry."""
    total = found = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([^\[+#]+)\[(\w+)\]", line)
        if not match:
            continue
        total += 1
        name = re.sub(r"\([^)]*\)?", "", match[1]).replace("_", " ").strip()
        name = " ".join(word.capitalize() for word in name.split()) if " " in name or len(name) > 6 else name
        code = match[2][:3]
        country = code if code in base.states else None
        actor = base.find(name, countries=[country] if country else ()) or base.find(match[1].strip("_ "))
        found += actor is not None
        right += actor is not None and actor.sector in ARMED and (country is None or actor.country in (country, None))
    return total, found, right


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("ucdp", type=Path)
    ap.add_argument("petrarch", type=Path)
    args = ap.parse_args()
    base = ActorBase.open()
    for name, (total, found, right) in (("UCDP", ucdp(args.ucdp, base)), ("PETRARCH", petrarch(args.petrarch, base))):
        print(f"{name}: {total} actors, found {found / total:.3f}, with right country and sector {right / total:.3f}")
    print("  ".join(f"{what} {n}" for what, n in base.info().items()))


if __name__ == "__main__":
    main()
