"""Prints every regular expression that Sayso compiles, from code or data, as JSON Lines: where, pattern, flags.

Run as a command of its own, since patterns are compiled once a process: `python tests/safety/patterns.py`.
"""

from __future__ import annotations

import ast
import json
import pkgutil
import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

FOUND: dict[tuple[str, int], tuple[str, str]] = {}
# What looks at the beginning alone, and cannot try again from every character.
ANCHORED = {"match", "fullmatch"}
METHOD = re.compile(r"(\w+)\.(match|fullmatch|search|finditer|findall|sub|subn|split)\(")
_compile = re._compile  # type: ignore[attr-defined]


def _caller() -> tuple[str, str] | None:
    """The module of ours that asks, with its line, and by which function of `re`; or None."""
    frame, asked = sys._getframe(2), ""
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.startswith("sayso"):
            return f"{name}:{frame.f_lineno}", asked
        asked = frame.f_code.co_name
        if name not in ("re", "functools", __name__):
            return None
        frame = frame.f_back  # type: ignore[assignment]
    return None


def _watched(pattern: Any, flags: int) -> Any:
    where = _caller()
    if where is not None:
        text = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
        if isinstance(text, str):
            flags_used = pattern.flags if isinstance(pattern, re.Pattern) else int(flags)
            FOUND.setdefault((text, flags_used & ~re.UNICODE), where)
    return _compile(pattern, flags)


def main() -> None:
    re._compile = _watched  # type: ignore[attr-defined]
    import sayso

    for module in pkgutil.walk_packages(sayso.__path__, "sayso."):
        if module.name.startswith("sayso.scale") or module.name.endswith("__main__"):
            continue
        try:
            import_module(module.name)
        except ImportError:
            continue
    _use()
    for (pattern, flags), (where, asked) in sorted(FOUND.items()):
        anchored = {asked} <= ANCHORED if asked != "compile" else len(uses(where)) > 0 and uses(where) <= ANCHORED
        print(json.dumps({"where": where, "pattern": pattern, "flags": flags, "anchored": anchored}))


def uses(where: str) -> set[str]:
    """The methods that the sources call on the name a pattern was given where it was compiled."""
    module, line = where.split(":")
    path = Path(str(sys.modules[module].__file__))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and node.lineno <= int(line) <= (node.end_lineno or 0):
            target = node.targets[0]
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            return {method for known, method in METHOD.findall(sources()) if known == name}
    return set()


@cache
def sources() -> str:
    import sayso

    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(Path(sayso.__path__[0]).rglob("*.py")))


def _use() -> None:
    """Everything that compiles when it is opened or first used."""
    from fuzz.seeds import SEEDS
    from fuzz.targets import TARGETS, hold

    from sayso.learned.reader import EventReader
    from sayso.pipeline import Coder
    from sayso.types import Report

    for target in TARGETS:
        for seed in SEEDS[target]:
            hold(target, seed)
    EventReader.open()
    told = SEEDS["times"][0].partition(b"\x00")[2].decode()
    Coder().code(Report(id="a", text=told, outlet="Courier", published="2031-03-12"))


if __name__ == "__main__":
    main()
