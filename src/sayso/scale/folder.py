"""Files on any filesystem that Arrow knows: this machine's, S3, GCS; written whole or not at all."""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

import msgspec
from pyarrow import fs

from sayso.errors import BadReport, SaysoError
from sayso.read.inputs import is_sidecar


def place_of(uri: str) -> tuple[fs.FileSystem, str]:
    """The filesystem of an address such as `s3://bucket/folder`, or of a path of this machine, and the path there."""
    try:
        if "://" in uri:
            system, path = fs.FileSystem.from_uri(uri)
            return system, str(path)
        return fs.LocalFileSystem(), Path(uri).absolute().as_posix()
    except (OSError, ValueError) as error:
        raise SaysoError(f"{uri}: no filesystem that Arrow knows ({error})") from error


def input_files(inputs: list[str]) -> Iterator[str | BadReport]:
    """Addresses of the files named, and of those in the folders named, in order; each once."""
    seen: set[str] = set()
    for given in inputs:
        system, path = place_of(given)
        about = system.get_file_info(path)
        if about.type == fs.FileType.NotFound:
            yield BadReport(given, "no such file or folder")
            continue
        head = given[: len(given) - len(path)] if "://" in given else ""
        listed = [about]
        if about.type == fs.FileType.Directory:
            listed = sorted(system.get_file_info(fs.FileSelector(path, recursive=True)), key=lambda i: i.path)
        for info in listed:
            hidden = any(part.startswith(".") for part in info.path.removeprefix(path).split("/"))
            wanted = info.type == fs.FileType.File and not hidden and not is_sidecar(PurePath(info.path))
            if wanted and info.path not in seen:
                seen.add(info.path)
                yield head + info.path


@dataclass(frozen=True)
class Folder:
    """A folder at an address, such as the output of a run."""

    uri: str

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        system, base = place_of(self.uri)
        path = posixpath.join(base, name)
        if system.get_file_info(path).type != fs.FileType.File:
            return None
        with system.open_input_stream(path) as file:
            return bytes(file.read())

    def open(self, name: str) -> BinaryIO:
        """A file to read from anywhere in it."""
        system, base = place_of(self.uri)
        file: BinaryIO = system.open_input_file(posixpath.join(base, name))
        return file

    def write(self, name: str, data: bytes) -> None:
        """A whole file, or the old one stays: on a disk the name is given at the end, as object stores do."""
        system, base = place_of(self.uri)
        path = posixpath.join(base, name)
        system.create_dir(posixpath.dirname(path), recursive=True)
        local = isinstance(system, fs.LocalFileSystem)
        part = posixpath.join(posixpath.dirname(path), f".{uuid.uuid4().hex}.part") if local else path
        with system.open_output_stream(part) as file:
            file.write(data)
        if local:
            system.move(part, path)

    def names(self, inside: str) -> list[str]:
        """Names of the files right inside a folder of it, in order."""
        system, base = place_of(self.uri)
        chosen = fs.FileSelector(posixpath.join(base, inside), allow_not_found=True)
        return sorted(
            info.base_name
            for info in system.get_file_info(chosen)
            if info.type == fs.FileType.File and not info.base_name.startswith(".")
        )

    def clear(self, inside: str) -> None:
        """Remove a folder in it with all it holds, if it is there."""
        system, base = place_of(self.uri)
        path = posixpath.join(base, inside)
        if system.get_file_info(path).type == fs.FileType.Directory:
            system.delete_dir(path)

    def write_json(self, name: str, value: object) -> None:
        self.write(name, msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n")
