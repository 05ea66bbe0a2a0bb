"""The data files of the package as they were published: SHA-256 of each, in data/SHA256SUMS (made by `make sums`)."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from sayso.errors import DataBroken

SUMS = "SHA256SUMS"


def data_folder() -> Path:
    """Where the package keeps its data."""
    return Path(str(files("sayso") / "data"))


def listed(folder: Path) -> dict[str, str]:
    """Hash by name of file, as published; empty where there is no list."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").split("\n")
    except OSError:
        return {}
    return {line[66:].strip(): line[:64] for line in lines if len(line) > 66}


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked(path: Path) -> Path:
    """The path, if the file is as its folder's list says. Raises DataBroken where it is missing, cut or changed."""
    wanted = listed(path.parent).get(path.name)
    try:
        found = sum_of(path)
    except OSError as error:
        raise DataBroken(path, (error.strerror or str(error)).lower()) from error
    if wanted is not None and found != wanted:
        raise DataBroken(path, f"is cut short or changed (its sha256 is {found[:12]}, published was {wanted[:12]})")
    return path


def changed(folder: Path) -> list[str]:
    """What is not as published: names of files that differ, are missing, or are not in the list."""
    wanted = listed(folder)
    found = {p.name: sum_of(p) for p in folder.iterdir() if p.is_file() and p.name != SUMS}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
