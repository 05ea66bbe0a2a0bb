"""Make what of the documentation is made: the page of every command's help, and the output of every worked page.

    python docs/pages.py            # or `make docs`, which builds the site after it

On a worked page (WORKED) a block of ```csv, ```python or another language with a title is a file of that name, and
every line of a ```console block that begins with `$` is a command. The commands run one after another in an empty
folder that holds those files and the example reports; what they print takes the place of what stood under them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples" / "reports"
WORKED = ("tutorial.md", "extending.md")

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


class CommandFailed(Exception):
    """A command of a worked page ended with another status than 0."""


def commands_page() -> str:
    """Every command's help as one page, made by typer from the command itself."""
    asked = [sys.executable, "-m", "typer", "sayso.cli", "utils", "docs", "--name", "sayso"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "80"})
    return done.stdout.rstrip() + "\n"


def worked_page(text: str) -> str:
    """The page with what its commands print now. Raises CommandFailed."""
    with tempfile.TemporaryDirectory(prefix="sayso-docs-") as folder:
        here = Path(folder)
        shutil.copytree(EXAMPLES, here / "reports")
        return _BLOCK.sub(_worker(here), text)


def _worker(here: Path) -> Callable[[re.Match[str]], str]:
    def work(block: re.Match[str]) -> str:
        language, title, inside = block.groups()
        if title:
            (here / title).write_text(inside, encoding="utf-8")
        if language != "console":
            return block[0]
        commands = [line for line in inside.splitlines() if line.startswith("$ ")]
        return "```console\n" + "\n".join(f"{c}\n{_run(c[2:], here)}".rstrip() for c in commands) + "\n```"

    return work


def _run(command: str, here: Path) -> str:
    own = {"SAYSO_HOME": str(here / ".own"), "COLUMNS": "118", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = os.environ | own | {"PATH": path}
    done = subprocess.run(
        ["bash", "-c", command], cwd=here, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines()).replace(str(here) + "/", "")
    if done.returncode:
        raise CommandFailed(f"$ {command}\n{printed}\nended with {done.returncode}")
    return printed


def main() -> None:
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    for name in WORKED:
        page = DOCS / name
        page.write_text(worked_page(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
