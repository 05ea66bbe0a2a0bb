"""The rooms of the house: imports go one way, and only where docs/architecture.md says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "sayso"
BASE = {"types", "errors", "settings"}

# Who may import whom. A new arrow is a decision: it belongs here and into docs/architecture.md.
ARROWS: dict[str, set[str]] = {
    "types": set(),
    "errors": set(),
    "settings": set(),
    "files": set(),
    "words": set(),
    "english": set(),
    "judgements": {*BASE},
    "manifest": {"settings"},
    "schema": {"types"},
    "read": {*BASE},
    "furniture": {"words"},
    "headlines": {"neutral", "words"},
    "casing": {"headlines"},
    "neutral": {"types"},
    "relevance": {*BASE},
    "parse": {*BASE, "casing", "english", "furniture", "neutral", "words"},
    "learned": {*BASE, "neutral", "files"},
    "sums": {"errors"},
    "wikidata": {"errors"},
    "knowledge": {*BASE, "sums", "wikidata"},
    "find": {*BASE, "english", "learned", "knowledge", "words"},
    "resolve": {*BASE, "english", "find", "furniture", "learned", "knowledge", "words"},
    "link": {*BASE, "judgements"},
    "database": {"errors"},
    "store": {*BASE, "judgements", "database"},
    "export": {*BASE, "store", "judgements", "link", "wikidata"},
    "show": {*BASE, "store", "link", "judgements", "export"},
    "web": {*BASE, "store", "link", "judgements", "export", "knowledge", "show"},
    "pipeline": {*BASE, "relevance", "parse", "find", "resolve", "learned", "knowledge"},
    "layers": {*BASE, "parse", "find", "resolve", "learned", "knowledge"},
    "run": {*BASE, "relevance", "pipeline", "store"},
    "output": {*BASE, "relevance", "export", "files", "manifest", "store"},
    "check": {*BASE, "manifest", "pipeline", "sums", "store", "link", "export"},
    "evaluate": {*BASE, "pipeline", "resolve"},
    "scale": {*BASE, "export", "link", "manifest", "pipeline", "read", "run", "store"},
    "terminal": {*BASE, "output", "read", "run", "store"},
}
ONLY_IN = {
    "spacy": {"parse"},
    "onnxruntime": {"learned"},
    "sqlite3": {"store", "database", "knowledge", "check"},
    "typer": {"cli"},
    "ray": {"scale"},
}


def imports(path: Path) -> set[str]:
    """Modules a file imports, those for type checking alone left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checked = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in checked:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(SOURCE)) for f in FILES])
def test_imports_go_one_way(path: Path) -> None:
    """A room reaches only for the rooms before it."""
    here = room(path)
    if here in {"cli", "__init__"}:
        return
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("sayso.")} - {here}
    assert ours <= ARROWS[here], f"{here} reaches for {sorted(ours - ARROWS[here])}"


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(SOURCE)) for f in FILES])
def test_tools_stay_in_their_room(path: Path) -> None:
    """spaCy, onnxruntime, SQL and the command line each have one place."""
    for name in imports(path):
        rooms = ONLY_IN.get(name.split(".")[0])
        assert rooms is None or room(path) in rooms


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(SOURCE)) for f in FILES])
def test_only_the_command_prints_exits_or_reads_the_environment(path: Path) -> None:
    if room(path) in {"cli", "terminal"}:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "sys.exit", "exit", "os.getenv", "input"}, f"{path}:{node.lineno}"
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in {"os.environ", "sys.stdout", "sys.stderr"}, f"{path}:{node.lineno}"
