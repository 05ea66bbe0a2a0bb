"""What is installed, which data, and whether a round trip works: the lines of `sayso check`."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from sayso.errors import SaysoError
from sayso.manifest import PACKAGES, data_hash
from sayso.types import Report

# A sentence whose reading touches every step: party, place, day, count, means, voice.
SENTENCE = "Gunmen killed three police officers in Gao on Tuesday, the interior ministry said."


def findings() -> Iterator[tuple[str, str, bool]]:
    """Name, value, and whether it is as it should be."""
    yield "sayso", version("sayso"), True
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", True
    for name in PACKAGES:
        try:
            yield name, version(name), True
        except PackageNotFoundError:
            yield name, "not installed", False
    yield "data", data_hash()[:16], True
    try:
        yield from _round_trip()
    except (SaysoError, OSError) as error:
        yield "round trip", str(error), False


def _round_trip() -> Iterator[tuple[str, str, bool]]:
    from sayso.pipeline import Coder

    coder = Coder()
    for name, value in {**coder.gazetteer.info(), **coder.actors.info()}.items():
        yield str(name), str(value), True
    claims = coder.code(Report(id="check", text=SENTENCE, outlet="check", published="2031-03-12"))
    told = [c for c in claims if c.type == "ASSAULT"]
    right = bool(told) and told[0].place is not None and any(n.best == 3 for n in told[0].counts)
    yield "round trip", f"{len(claims)} claim of one sentence", right
