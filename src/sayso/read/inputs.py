"""Where reports lie: files, folders, globs and standard input, each opened and its kind told."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from sayso.errors import BadReport
from sayso.read.unpack import GZIP_MARK, unpacked
from sayso.settings import LARGEST_FILE_BYTES

Kind = Literal["text", "json", "table", "html", "feed", "warc", "parquet"]

KIND_OF_SUFFIX: dict[str, Kind] = {
    ".txt": "text", ".md": "text", ".text": "text",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "table", ".tsv": "table",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed",
    ".warc": "warc",
    ".parquet": "parquet",
}  # fmt: skip


STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Input:
    """One opened file. `name` is what the caller called it; `stream` gives its bytes, unpacked from gzip.
    `rows`: of a Parquet file only these, first and the one after the last."""

    name: str
    kind: Kind
    stream: BinaryIO
    path: Path | None
    rows: tuple[int, int] | None = None

    @property
    def stem(self) -> str | None:
        """The file's name without its ending; None for standard input."""
        return PurePath(self.name).stem if self.name != STDIN else None

    def content(self, most: int = LARGEST_FILE_BYTES) -> bytes:
        """All its bytes. Raises OSError where they are more than one report may hold."""
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise OSError(27, f"is larger than {most:,} bytes, too much for one report; split it")
        return data


def open_inputs(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Input | BadReport]:
    """Each file once, folders in order of their names; a file named twice is read once."""
    read: set[str] = set()
    for given in inputs:
        if str(given) == "-":
            if stdin is not None:
                yield _of_stdin(stdin)
            continue
        for path in _named_files(Path(given)):
            if isinstance(path, BadReport):
                yield path
                continue
            real = os.path.realpath(path)
            if real not in read:
                read.add(real)
                yield from _opened(path)


def _named_files(given: Path) -> Iterator[Path | BadReport]:
    try:
        yield from _files(given)
    except (OSError, ValueError, re.error) as error:
        yield BadReport(str(given), str(getattr(error, "strerror", None) or error).lower())


def _files(given: Path) -> Iterator[Path | BadReport]:
    if given.is_dir():
        yield from _listed(given)
    elif given.exists() or given.is_symlink():
        yield given
    else:
        matches = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield BadReport(str(given), "no such file, folder or pattern")
        for match in matches:
            yield from _files(Path(match))


def _listed(folder: Path) -> Iterator[Path | BadReport]:
    """Files below a folder in order of their names, without hidden ones; links are followed to files inside alone."""
    base = Path(os.path.realpath(folder))
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        link = path.is_symlink() and path != folder
        if is_sidecar(path) and not path.is_dir():
            continue  # read with its text, if at all
        if link and not Path(os.path.realpath(path)).is_relative_to(base):
            yield BadReport(str(path), "is a link out of the folder; left out")
        elif link and path.is_dir():
            yield BadReport(str(path), "is a link to a folder; left out, its files are read where they are")
        elif path.is_dir():
            try:
                below = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield BadReport(str(path), (error.strerror or "cannot be listed").lower())
                continue
            waiting.extend(p for p in below if not p.name.startswith("."))
        else:
            yield path


def is_sidecar(path: PurePath) -> bool:
    """`x.txt.json` beside `x.txt` describes it and is no report of its own."""
    return path.suffix == ".json" and path.with_suffix("").suffix in {".txt", ".md", ".text", ".html", ".htm"}


def _opened(path: Path) -> Iterator[Input | BadReport]:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            yield BadReport(str(path), "is no regular file; left out")
            return
        with path.open("rb") as raw:
            yield input_of(str(path), raw, path)
    except OSError as error:
        yield BadReport(str(path), (error.strerror or str(error)).lower())


def input_of(name: str, raw: BinaryIO, path: Path | None = None, rows: tuple[int, int] | None = None) -> Input:
    """The input that an opened file is, by its name or, without a telling one, by its first bytes."""
    packed = raw.read(2) == GZIP_MARK
    raw.seek(0)
    kind = named_kind(name)
    if kind is None:
        kind = _sniffed(_head(raw, packed))
        raw.seek(0)
    # An archive is packed record by record, which its own reader does faster.
    stream: BinaryIO = unpacked(raw) if packed and kind != "warc" else raw
    return Input(name, kind, stream, path, rows)


def _head(raw: BinaryIO, packed: bool) -> bytes:
    """The first bytes, unpacked; none where they cannot be."""
    with contextlib.suppress(OSError):
        return unpacked(raw).peek(4096) if packed else raw.read(4096)
    return b""


def named_kind(name: str) -> Kind | None:
    """The kind that a file's name tells, packed or not."""
    return KIND_OF_SUFFIX.get(PurePath(name.removesuffix(".gz")).suffix.lower())


def _of_stdin(stdin: BinaryIO) -> Input:
    import io

    buffered = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[type-var]
    if buffered.peek(2).startswith(GZIP_MARK):
        buffered = unpacked(buffered)
    head = b""
    with contextlib.suppress(OSError):
        head = buffered.peek(4096)
    return Input(STDIN, _sniffed(head), buffered, None)


def _sniffed(head: bytes) -> Kind:
    """The kind of a file without a telling name."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"warc/"):
        return "warc"
    if start.startswith(b"par1"):
        return "parquet"
    if start.startswith((b"{", b"[")):
        return "json"
    if start.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in start:
        return "feed"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text"
