"""What is installed with Sayso: a list of licences and a bill of materials, made from the lock and the environment.

    python benchmarks/supply.py --licences docs/licences.md --sbom docs/sbom.cdx.json

The bill is CycloneDX 1.5: every package of requirements.lock with its version, licence, package address and hashes.
No clock and no machine in either: the same lock gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

_PACKAGE = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lock", type=Path, default=Path("requirements.lock"))
    parser.add_argument("--licences", type=Path, required=True)
    parser.add_argument("--sbom", type=Path, required=True)
    args = parser.parse_args()
    found = locked(args.lock)
    rows = [f"| {name} | {version} | {licence(name)} |" for name, (version, _) in sorted(found.items())]
    head = "# Licences of what is installed\n\nMade by `make licences` from requirements.lock. Data: NOTICE.\n"
    table = ["| package | version | licence |", "|---|---|---|", *rows]
    args.licences.write_text(head + "\n" + "\n".join(table) + "\n", encoding="utf-8")
    args.sbom.write_text(json.dumps(bill(found), indent=1) + "\n", encoding="utf-8")


def locked(lock: Path) -> dict[str, tuple[str, list[str]]]:
    """Version and SHA-256 hashes of every package of the lock."""
    found: dict[str, tuple[str, list[str]]] = {}
    hashes: list[str] = []
    for line in lock.read_text(encoding="utf-8").split("\n"):
        if match := _PACKAGE.match(line):
            hashes = found.setdefault(match[1].lower(), (match[2], []))[1]
        hashes += _HASH.findall(line)
    return found


def licence(name: str) -> str:
    """As the package itself tells it: expression, else classifiers, else its field; "?" where it is not here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "?"
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classes = [c.split(" :: ")[-1] for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    field = " ".join((told["License"] or "").split())
    return "; ".join(classes) or (field if 0 < len(field) < 60 else "see its LICENSE file")


def bill(found: dict[str, tuple[str, list[str]]]) -> dict[str, Any]:
    components = [
        {
            "type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": licence(name)}}],
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)],
        }
        for name, (version, hashes) in sorted(found.items())
    ]  # fmt: skip
    about = {"component": {"type": "application", "name": "sayso", "licenses": [{"license": {"id": "Apache-2.0"}}]}}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": about, "components": components}


if __name__ == "__main__":
    main()
