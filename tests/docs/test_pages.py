"""The documentation says what is: help and worked pages are made from runs, and the site builds by itself."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from sayso.export import FORMATS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

# A surer reading changes some values of what a worked page prints, until `make docs` is run again; a page with fewer
# of its words in what is printed now tells of another program.
LEAST_ALIKE = 0.6


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """docs/pages.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_is_on_the_page_as_it_helps(pages: ModuleType) -> None:
    """Made anew by `make docs`."""
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == pages.commands_page()


@pytest.mark.parametrize("name", ["tutorial.md", "extending.md"])
def test_worked_page_runs_and_prints_what_it_says(pages: ModuleType, name: str) -> None:
    """Every command of the page ends well, and prints what stands under it."""
    assert name in pages.WORKED
    written = (DOCS / name).read_text(encoding="utf-8")
    made = pages.worked_page(written)
    assert made.count("$ ") == written.count("$ ")
    before, now = printed_words(written), printed_words(made)
    alike = 2 * (before & now).total() / (before.total() + now.total())
    assert alike >= LEAST_ALIKE, f"{name}: run `make docs`; now it prints\n{made}"


def printed_words(page: str) -> Counter[str]:
    """The words of what the commands of a page print; ids of incidents change with every claim and are left out."""
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if not line.startswith("$ ")]
    return Counter(w for line in lines for w in re.findall(r"\w+", line) if not re.fullmatch(r"i[0-9a-f]{16}", w))


def test_extending_page_shows_what_was_added() -> None:
    """The point of the page: before, nobody knows; after, actor and place are there."""
    text = (DOCS / "extending.md").read_text(encoding="utf-8")
    before, after = text.split("## Places")
    assert "| None None" in before and "grey-tide REB | Oumkellou 15.68" in after


def test_a_failing_command_fails_the_page(pages: ModuleType) -> None:
    """No page shows an error as if it were output."""
    with pytest.raises(pages.CommandFailed, match="no-such-run"):
        pages.worked_page("```console\n$ sayso show no-such-run\n```\n")


def test_every_export_format_is_told_with_what_it_loses() -> None:
    """A new format comes with its line."""
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert all(f"| `{format}` |" in text for format in FORMATS)


def test_site_builds_and_fetches_nothing(tmp_path: Path) -> None:
    """Strictly: a link or an anchor that leads nowhere fails. No font, script or picture of another machine."""
    pytest.importorskip("material", reason="no MkDocs Material: pip install 'sayso[docs]'")
    asked = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, env=quiet)
    assert done.returncode == 0, done.stdout + done.stderr
    built = list((tmp_path / "site").rglob("*.html"))
    # The page for what is not there comes on top.
    assert len(built) == len(list(DOCS.glob("*.md"))) + 1
    for page in built:
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]+src=\"?([^\" >]+)", text)
        loaded += re.findall(r"<link[^>]+href=\"?([^\" >]+)", text)
        assert loaded and not [x for x in loaded if "//" in x and not x.startswith("data:")], page
    for style in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"(url\(|@import\s*)[\"']?(https?:)?//", style.read_text(encoding="utf-8")), style


def test_citation_names_the_version() -> None:
    """The same in the three places that a citation is taken from."""
    from importlib.metadata import version

    now = version("sayso")
    assert f"version: {now}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert (DOCS / "cite.md").read_text(encoding="utf-8").count(now) == 2
