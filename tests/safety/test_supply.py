"""The lock holds every package by hash, and the bill of materials and the licences are those of the lock."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==([^\s;\\]+)", LOCK))


def test_lock_has_a_hash_for_everything() -> None:
    """Nothing is installed that is not known byte for byte, from nowhere but the index."""
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", LOCK):
        if block.strip() and not block.startswith("#"):
            assert "==" in block.split("\n")[0] and "--hash=sha256:" in block, block[:80]
    assert not re.search(r"(?m)^(-e|--index|--find-links|git\+|https?:)", LOCK)


def test_setup_runs_no_code_of_a_package() -> None:
    """Wheels only, hashes required: no setup.py of anybody is run."""
    setup = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "requirements.lock" in setup
    lines = [row for row in setup.split("\n") if "pip install" in row and "--editable" not in row]
    assert lines and all("--require-hashes" in row and "--only-binary :all:" in row for row in lines)


def test_bill_and_licences_are_those_of_the_lock() -> None:
    bill = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    listed = {c["name"]: c["version"] for c in bill["components"]}
    missing = {(name.lower(), version) for name, version in PINNED.items()} - set(listed.items())
    assert not missing, "the lock changed: run make licences"
    licences = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    for name, version in PINNED.items():
        assert f"| {name.lower()} | {version} |" in licences, "the lock changed: run make licences"
