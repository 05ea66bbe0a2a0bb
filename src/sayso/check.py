"""What is installed, which data, and whether a round trip works: the lines of `sayso check`, one screen."""

from __future__ import annotations

import io
import os
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from sayso.errors import SaysoError
from sayso.manifest import PACKAGES, data_hash
from sayso.pipeline import OWN_ACTORS, OWN_GAZETTEER, OWN_LABELS
from sayso.settings import (
    BATCH_REPORTS,
    LARGEST_FILE_BYTES,
    LARGEST_PAGE_BYTES,
    LONGEST_REPORT_CHARACTERS,
    MOST_UNPACKED_RATIO,
)
from sayso.sums import changed, data_folder, listed
from sayso.types import Report

# A sentence whose reading touches every step: party, place, day, count, means, voice.
SENTENCE = "Gunmen killed three police officers in Gao on Tuesday, the interior ministry said."

READERS = ("trafilatura", "lxml", "feedparser", "fastwarc", "pyarrow", "py3langid", "charset-normalizer", "ftfy")
EXTRAS = {"ray": "sayso scale", "followthemoney": "export to ftm", "polars": "Table.to_polars", "pandas": "to_pandas"}

MADE = frozenset({".onnx", ".bin", ".sqlite"})

Finding = tuple[str, str, bool]


def findings(own: Path) -> Iterator[Finding]:
    """Name, value, and whether it is as it should be; `own` is the folder of the user's additions."""
    yield "sayso", f"{version('sayso')} in {Path(__file__).parent}", True
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}, {_cores()} cores", True
    yield _packages("packages", PACKAGES, needed=True)
    yield _packages("readers", READERS, needed=True)
    yield _packages("extras", tuple(EXTRAS), needed=False)
    yield from _data()
    yield "your own", _added(own), True
    yield "store", f"format {_store_version()}, SQLite {sqlite3.sqlite_version}, WAL", True
    yield "limits", _limits(), True
    try:
        yield from _round_trip()
    except (SaysoError, OSError, sqlite3.Error) as error:
        yield "round trip", str(error), False


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _packages(name: str, packages: tuple[str, ...], *, needed: bool) -> Finding:
    told, missing = [], False
    for package in packages:
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing = True
            told.append(f"{package} {'MISSING' if needed else f'not installed ({EXTRAS[package]})'}")
    return name, ", ".join(told), not (needed and missing)


def _data() -> Iterator[Finding]:
    folder = data_folder()
    count = len(listed(folder))
    odd = changed(folder) if count else []
    # Tables may be corrected by hand, which is told; what a program made is whole or broken.
    broken = [name for name in odd if Path(name).suffix in MADE]
    said = ", ".join(odd[:8]) + (f" and {len(odd) - 8} more" if len(odd) > 8 else "")
    state = (
        f"changed since published: {said}" if odd else f"{count} files as published" if count else "no list of hashes"
    )
    yield "data", f"{data_hash()[:16]}, {state}", not broken and bool(count)
    for name in ("reader.json", "relate.onnx", "words.bin", "gazetteer.sqlite", "actors.bin"):
        path = folder / name
        if not path.is_file():
            yield name, "MISSING", False
            continue
        made = f"made {_made(path)}, " if name.endswith(".json") else ""
        yield name, f"{made}{path.stat().st_size:,} bytes, sha256 {listed(folder).get(name, '?')[:16]}", True


def _added(folder: Path) -> str:
    """What the user added, which every run of theirs reads."""
    found = [name for name in (OWN_GAZETTEER, OWN_ACTORS, OWN_LABELS) if (folder / name).is_file()]
    return f"{', '.join(found) or 'nothing added'} in {folder}"


def _made(card: Path) -> str:
    try:
        return str(msgspec.json.decode(card.read_bytes()).get("made", "?"))
    except (msgspec.DecodeError, AttributeError, OSError):
        return "?"


def _store_version() -> str:
    from sayso.store import VERSION

    return VERSION


def _limits() -> str:
    return (
        f"report {LONGEST_REPORT_CHARACTERS:,} characters, file {LARGEST_FILE_BYTES:,} bytes, page"
        f" {LARGEST_PAGE_BYTES:,} bytes, unpacked {MOST_UNPACKED_RATIO} times; {BATCH_REPORTS} reports a transaction"
    )


def _round_trip() -> Iterator[Finding]:
    """One sentence read, kept, linked and exported again."""
    from sayso.export import export_store
    from sayso.link import link_store
    from sayso.pipeline import Coder
    from sayso.store import Store

    coder = Coder()
    held = {**coder.gazetteer.info(), **coder.actors.info()}
    yield "knowledge", ", ".join(f"{value} {name}" for name, value in held.items()), True
    report = Report(id="check", text=SENTENCE, outlet="check", published="2031-03-12")
    claims = coder.code(report)
    told = [c for c in claims if c.type == "ASSAULT"]
    right = bool(told) and told[0].place is not None and any(n.best == 3 for n in told[0].counts)
    with tempfile.TemporaryDirectory(prefix="sayso-check-") as folder:
        out = io.BytesIO()
        with Store.open(Path(folder) / "check.sqlite") as store:
            store.add([report], claims)
            incidents = link_store(store)
            export_store(store, out)
    lines = out.getvalue().count(b"\n")
    value = f"{len(claims)} claim of one sentence, {incidents} incident, {lines} line exported"
    yield "round trip", value, right and incidents == lines == 1
