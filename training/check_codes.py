"""Hold the codes of other schemes in src/sayso/data/ against lists that others keep; print what differs.

    pip install gdelt country_converter countrycode
    python training/check_codes.py

gdelt carries GDELT's list of CAMEO codes with their Goldstein scores; countrycode and country_converter carry ISO,
FIPS, Correlates of War and Gleditsch-Ward codes. Their data stay there: nothing of them is copied. What they are known
to have otherwise stands in KNOWN, with the reason.
"""

from __future__ import annotations

import csv
import importlib.metadata
import importlib.util
import json
import pickle
import sys
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "sayso" / "data"

KNOWN = {
    ("VNM", "gwno"): "both packages give 817, South Vietnam; UCDP's actors have Vietnam as 816, as its list does",
    ("YEM", "gwno"): "country_converter gives 680, South Yemen; UCDP has Yemen as 678",
    ("CZE", "gwno"): "country_converter gives 315, Czechoslovakia",
    ("SRB", "cow"): "countrycode has no number for Serbia after Yugoslavia; it kept 345",
    ("VAT", "cow"): "327 are the Papal States, no state of today",
    ("VAT", "gwno"): "327 are the Papal States, no state of today",
    ("CUW", "fips"): "newer than the list",
    ("MAF", "fips"): "newer than the list",
    ("SSD", "fips"): "newer than the list",
    ("SXM", "fips"): "newer than the list",
}


def table(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def whole(value: Any) -> str:
    """A code as text; numbers without a fraction."""
    if value is None or value != value or value == "":
        return ""
    try:
        return str(int(float(value)))
    except ValueError:
        return str(value)


def check_cameo() -> list[str]:
    files = importlib.metadata.files("gdelt") or []
    path = next(Path(str(f.locate())) for f in files if f.name == "cameoCodes.json")
    theirs = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for row in table("cameo.csv"):
        score = theirs["GoldsteinScale"].get(row["cameo"])
        if score is None:
            found.append(f"CAMEO {row['cameo']} ({row['type']} {row['mode']}) is not in GDELT's list")
        elif float(score) != float(row["score"]):
            found.append(f"CAMEO {row['cameo']}: score {row['score']}, GDELT has {score}")
    return found


def check_countries() -> list[str]:
    spec = importlib.util.find_spec("countrycode")
    assert spec is not None and spec.origin is not None
    codes = pickle.loads((Path(spec.origin).parent / "data" / "codelist.pickle").read_bytes())
    names = {"alpha2": "iso2c", "numeric": "iso3n", "fips": "fips", "gwno": "gwn", "cow": "cown"}
    first = {a: {k: whole(codes[v][n]) for k, v in names.items()} for n, a in enumerate(codes["iso3c"]) if a}
    spec = importlib.util.find_spec("country_converter")
    assert spec is not None and spec.origin is not None
    with (Path(spec.origin).parent / "country_data.tsv").open(encoding="utf-8") as lines:
        second = {r["ISO3"]: {"gwno": whole(r["GWcode"])} for r in csv.DictReader(lines, delimiter="\t")}
    own_cow = {r["alpha3"]: r["cow"] for r in table("cow.csv")}
    found = []
    for row in table("countries.csv"):
        code = row["alpha3"]
        mine = row | {"cow": own_cow.get(code) or row["gwno"]}
        for list_name, theirs in (("countrycode", first), ("country_converter", second)):
            for field, value in theirs.get(code, {}).items():
                # An empty field of a list says that it does not cover it, but for who is a state in COW.
                if mine[field] != value and (value or field == "cow") and (code, field) not in KNOWN:
                    found.append(f"{code}: {field} is {mine[field]!r}, {list_name} has {value!r}")
    return found


def main() -> None:
    found = check_cameo() + check_countries()
    print("\n".join(found) or "no differences but the known ones")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
