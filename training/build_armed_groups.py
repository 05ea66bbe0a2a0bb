"""Compile the armed groups of UCDP Actor and of PETRARCH's list into `src/sayso/data/armed.csv`.

Facts taken: names, name changes, UCDP id, where it fights (UCDP), names and country code (PETRARCH).
Run through `training/build_actors.py armed`.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from build_actors import DATA, read_table, write_table

from sayso.knowledge.name_keys import key

COLUMNS = ("id", "name", "aliases", "country", "sector", "kind", "ucdp")
HEAD = (
    "# Armed groups of the world. Facts compiled by training/build_armed_groups.py from: UCDP Actor 22.1, Uppsala"
    " Conflict Data Program (CC BY 4.0), names, ids, first place of fighting; PETRARCH Phoenix.MilNonState, Open Event"
    " Data Alliance (MIT), names and country. groups.csv goes before this table where both have a name.\n"
)
NAME_KEYS = (
    "NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullMotherTongue", "NewNameFullEng",
)  # fmt: skip
# UCDP's names of places that no name in states.csv has.
PLACES = {
    "FYR": "MKD", "Hyderabad": "IND", "Congo": "COG", "DR Congo (Zaire)": "COD", "Georgia": "GEO",
    "Cambodia (Kampuchea)": "KHM", "Kingdom of eSwatini (Swaziland)": "SWZ", "Madagascar (Malagasy)": "MDG",
    "Myanmar (Burma)": "MMR", "Russia (Soviet Union)": "RUS", "Serbia (Yugoslavia)": "SRB",
    "Yemen (North Yemen)": "YEM",
    "Vietnam (North Vietnam)": "VNM", "Zimbabwe (Rhodesia)": "ZWE",
}  # fmt: skip
# PETRARCH's codes that are not ISO alpha-3 codes, where they stand for one state.
CODES = {"ANG": "AGO", "BUD": "BDI", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD"}
# Sub-national codes after a region: Jemaah Islamiah, Abu Sayyaf, Chechnya.
MINOR_CODES = {"JMA": "IDN", "ASF": "PHL", "RUSCNY": "RUS"}
CRIME = re.compile(
    r"\bcartel|\bcomando\b|\bgang\b|\bmara\b|\bbarrio 18|\bfamilia\b|\bzetas\b|\bmafia\b|primeiro|narco", re.I
)
PARAMILITARY = re.compile(
    r"self.?defen[cs]e|\bmilitia|vigilante|civil(ian)? defen[cs]e|autodefensas|paramilitar|civilian joint", re.I
)
# Names of PETRARCH's list that are ordinary words or dates: they would be found everywhere.
ORDINARY = re.compile(
    r"^(\d+|(january|february|march|april|may|june|july|august|september|october|november|december)( \d+\w*)?|youth|"
    r"the lightning|red line|new order|popular resistance|resistance|hunters|anarchists|students?|warriors?|brothers?|"
    r"national resistance|islamic resistance|the group of death|the family|rebels|army|the movement|base|revolution|"
    r"return|retour|r[eé]clamation|r[eé]habilitation|spanish|the reds|"
    r"scorpion|comet|the cell|the legion|organization|unknown|the front|kurds?|guerrillas?|mujahid[ei]+n|soldiers?)$",
    re.I,
)


def make_armed(ucdp: Path, petrarch: Path) -> None:
    states = {}
    for row in read_table(DATA / "states.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            states[name] = row["alpha3"]
    rows = join_groups(ucdp_rows(ucdp, states))
    known = {name.casefold() for row in rows for name in (row["name"], *row["aliases"].split("|"))}
    known |= {name.casefold() for name in states}  # PETRARCH tells groups of one name apart by their states
    codes = {row["alpha3"] for row in read_table(DATA / "states.csv")}
    groups = read_table(DATA / "groups.csv")
    filed = {key(name): row["country"] for row in groups for name in (row["name"], *row["aliases"].split("|"))}
    for row in petrarch_rows(petrarch, codes):
        if filed.get(key(row["name"])) == row["country"] or (not row["country"] and key(row["name"]) in filed):
            continue
        names = [name for name in (row["name"], *row["aliases"].split("|")) if name and name.casefold() not in known]
        if not names:
            continue
        if row["name"].casefold() in known:
            row = {**row, "name": names[0]}
        rows.append({**row, "aliases": "|".join(name for name in names if name != row["name"])})
    seen: set[str] = set()
    for row in rows:
        while row["id"] in seen:
            row["id"] += "-2"
        seen.add(row["id"])
    write_table(DATA / "armed.csv", HEAD, COLUMNS, sorted(rows, key=lambda row: row["id"]))
    print(f"{len(rows)} armed groups", file=sys.stderr)


def join_groups(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give the groups of groups.csv the UCDP ids and names of the same group; the rows that are left."""
    path = DATA / "groups.csv"
    groups = read_table(path)
    by_id = {group["ucdp"]: group for group in groups if group["ucdp"]}
    by_name: dict[str, list[dict[str, str]]] = {}
    for group in groups:
        for name in (group["name"], *group["aliases"].split("|")):
            by_name.setdefault(key(name), []).append(group)
    left = []
    for row in rows:
        names = [row["name"], *row["aliases"].split("|")]
        found = [g for name in names if name for g in by_name.get(key(name), ()) if g["country"] == row["country"]]
        joined = by_id.get(row["ucdp"]) or (found[0] if found and row["sector"] != "CVL" else None)
        if joined is None or joined["ucdp"] not in ("", row["ucdp"]):
            left.append(row)
            continue
        joined["ucdp"] = row["ucdp"]
        known = {key(name) for name in (joined["name"], *joined["aliases"].split("|"))}
        new = [n for n in dict.fromkeys(names) if n and key(n) not in known and len(n) > 2 and not ORDINARY.match(n)]
        joined["aliases"] = "|".join(filter(None, (joined["aliases"], *new)))
    head = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    write_table(path, head, tuple(groups[0]), groups)
    return left


def slug(name: str) -> str:
    """Letters and digits of a name joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")[:60]


def ucdp_rows(path: Path, states: dict[str, str]) -> list[dict[str, str]]:
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for actor in csv.DictReader(file):
            if actor["Org"] not in ("1", "2", "3"):
                continue
            names = list(dict.fromkeys(n for key in NAME_KEYS for n in _variants(actor[key])))
            if not names or (actor["Org"] == "3" and ("(" in actor["NameData"] or "subclan" in actor["NameData"])):
                continue
            full = [n for key in ("NewNameFullEng", "NameOrigFullEng", "NameData") for n in _variants(actor[key])]
            # Of successive names the last is the one in use.
            last = _variants(actor["NewNameFullEng"] or actor["NameOrigFullEng"])[-1:] or full
            name = last[0] if last else names[0]
            place = actor["Location"].split(",")[0].strip()
            country = PLACES.get(place) or states.get(place) or states.get(place.split(" (")[0], "")
            rows.append(
                {
                    "id": f"ucdp-{actor['ActorId']}",
                    "name": name,
                    "aliases": "|".join(n for n in names if n != name),
                    "country": country,
                    "sector": ucdp_sector(actor, name),
                    "kind": "organization" if actor["Org"] == "1" else "group",
                    "ucdp": actor["ActorId"],
                }
            )
    return rows


def ucdp_sector(actor: dict[str, str], name: str) -> str:
    """CRM or PRM by its name, unless it fought a government; every other organized armed group is REB."""
    if actor["Org"] != "1":
        return "CVL"
    if actor["PrimaryParty"] == "1":
        return "REB"
    if CRIME.search(name):
        return "CRM"
    return "PRM" if PARAMILITARY.search(name) else "REB"


def _variants(name: str) -> list[str]:
    """A name, and the same without what stands in brackets; nothing for n/a."""
    name = " ".join(name.replace("’", "'").split())
    if not name or name.casefold() in ("n/a", "na", "0"):
        return []
    # Successive names of one group stand in one cell, parted by commas.
    found: list[str] = []
    for one in re.split(r", (?=[^()]*(?:\(|$))", name):
        bare = " ".join(re.sub(r"\([^)]*\)", " ", one).split())
        found.extend(n for n in (one.strip(), bare) if len(n) > 1)
    return list(dict.fromkeys(found))


def petrarch_rows(path: Path, codes: set[str]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        head = re.match(r"([^\[+]+)\[(\w+)\]", line)
        if head:
            names = _petrarch_names(head[1])
            rows.append(
                {
                    "id": "", "name": names[0] if names else "", "aliases": "|".join(names[1:]),
                    "country": _petrarch_country(head[2], codes), "sector": "REB", "kind": "organization", "ucdp": "",
                }
            )  # fmt: skip
        elif line.startswith("+") and rows:
            names = _petrarch_names(line[1:])
            if not rows[-1]["name"] and names:
                rows[-1]["name"] = names.pop(0)
            rows[-1]["aliases"] = "|".join(filter(None, (rows[-1]["aliases"], *names)))
    for row in rows:
        row["id"] = f"group-{slug(row['name'])}"
    return [row for row in rows if row["name"]]


def _petrarch_country(code: str, codes: set[str]) -> str:
    for minor, country in MINOR_CODES.items():
        if code.endswith(minor):
            return country
    return CODES.get(code[:3], code[:3] if code[:3] in codes else "")


def _petrarch_names(raw: str) -> list[str]:
    """Names in ordinary spelling: underscores to spaces, capitals to title case, the short form in brackets apart."""
    names = []
    for part in raw.split("+_") if "+_" in raw else [raw]:
        short = re.search(r"\(([A-Z-]{2,12})\)?", part)
        bare = re.sub(r"\([^)]*\)?", "", part).replace("_", " ").strip(" +-/")
        if ", THE" in bare:
            bare = bare.replace(", THE", "").strip()
        name = " ".join(_title(word) for word in bare.split())
        short_alone = len(name) <= 5 and "-" not in name
        names.extend([name.upper() if short_alone and len(bare) <= 4 else name] if name else [])
        names.extend([short[1]] if short and not bare.startswith(short[1]) else [])
    return [name for name in names if len(name) > 2 and not ORDINARY.match(name) and not re.search(r"\d{5}", name)]


SMALL = {
    "of",
    "the",
    "for",
    "and",
    "in",
    "to",
    "on",
    "against",
    "de",
    "la",
    "del",
    "al",
    "e",
    "i",
    "ul",
    "y",
    "di",
    "a",
    "el",
}


def _title(word: str) -> str:
    low = word.lower()
    if low in SMALL:
        return low
    return "-".join(part if part in SMALL else part[:1].upper() + part[1:] for part in low.split("-"))


__all__ = ["make_armed"]
