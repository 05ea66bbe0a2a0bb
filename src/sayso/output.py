"""Where a coding run keeps and puts its output: the store, and the folder of files made from it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError
from sayso.export import export_store
from sayso.files import whole_file
from sayso.manifest import manifest
from sayso.relevance import Relevance, is_english
from sayso.settings import AS_SHIPPED, Chosen
from sayso.store import Store

STORE_NAME = "store.sqlite"
MANIFEST_NAME = "manifest.json"


class FolderBusy(SaysoError):
    """Another process is writing the folder."""

    def __init__(self, folder: Path):
        super().__init__(f"{folder}: another run is writing this folder. Wait for it to end, or name another folder.")


def store_path(given: Path) -> Path:
    """The store a user means: the file, or the one in a run's folder."""
    return given / STORE_NAME if given.is_dir() else given


@contextlib.contextmanager
def coding_store(
    out: Path | None, into: Path | None, inputs: Sequence[str], chosen: Chosen = AS_SHIPPED
) -> Iterator[Store]:
    """The store to code into: `into`, or the folder's own, or one that is gone afterwards.

    A folder without a manifest holds a run that was stopped; the same command goes on with it, by the same model.
    A folder with one holds a finished run, and is begun anew.
    """
    run = {"inputs": list(inputs), **manifest(chosen)}
    asked = _asked(run)
    with contextlib.ExitStack() as stack:
        if into is not None:
            path = into
        elif out is not None:
            out.mkdir(parents=True, exist_ok=True)
            stack.enter_context(_alone(out))
            # What a run that was killed had begun to write.
            for name in ("claims.jsonl", "incidents.jsonl", MANIFEST_NAME):
                for part in out.glob(f".{name}.*.part"):
                    part.unlink(missing_ok=True)
            path = out / STORE_NAME
            if (out / MANIFEST_NAME).exists() or not _same_run(path, asked):
                _remove(path)
            (out / MANIFEST_NAME).unlink(missing_ok=True)
        else:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sayso-"))) / STORE_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        store = stack.enter_context(Store.open(path))
        if _last_asked(store) != asked:
            store.note_run("code", run)
        yield store
        store.settle()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One coding run at a time writes a folder. The lock goes with the process, however it ends. Raises FolderBusy."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise FolderBusy(folder) from error
    except OSError:
        pass  # a network file system without locks
    try:
        yield
    finally:
        os.close(handle)


def _same_run(path: Path, asked: Mapping[str, object]) -> bool:
    if not path.exists():
        return True
    try:
        with Store.open(path) as store:
            return _last_asked(store) == asked
    except SaysoError:
        return False


def _last_asked(store: Store) -> dict[str, object] | None:
    runs = store.runs()
    return _asked(runs[-1]) if runs else None


def _asked(run: Mapping[str, object]) -> dict[str, object]:
    """What makes a run another one: its inputs, and the model that it reads by."""
    return {name: run[name] for name in ("inputs", "model") if name in run}


def _remove(path: Path) -> None:
    # The store first: a log that is left without one is nothing, a store without its log may be half of one.
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def write_folder(store: Store, folder: Path, chosen: Chosen = AS_SHIPPED) -> None:
    """claims.jsonl, incidents.jsonl and, last, the manifest that says the folder is whole.

    The manifest lists the reports that were passed over for telling no event; with `every` chosen there were none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for of in ("claims", "incidents"):
        with whole_file(folder / f"{of}.jsonl") as file:
            export_store(store, file, format="jsonl", of=of)
    with whole_file(folder / MANIFEST_NAME) as file:
        held = store.counts()
        told: dict[str, object] = {of: held[of] for of in ("reports", "claims", "incidents")}
        told["no_event_told"] = [] if chosen.every else _passed_over(store)
        file.write(
            msgspec.json.format(msgspec.json.encode({**manifest(chosen), **told}, order="sorted"), indent=1) + b"\n"
        )


def _passed_over(store: Store) -> list[str]:
    """Ids of the reports in which the look in front sees no event."""
    relevance = Relevance.open()
    return [report.id for report in store.reports() if is_english(report) and not relevance.may_tell(report)]


def write_export(store: Store, path: Path, write: Callable[[BinaryIO], None], asked: Mapping[str, object]) -> None:
    """One export as a whole file, and beside it `FILE.manifest.json`: what was asked, of what, with which versions."""
    with whole_file(path) as file:
        write(file)
    digest = hashlib.sha256()
    with path.open("rb") as done:
        while chunk := done.read(1 << 20):
            digest.update(chunk)
    held = {"file": path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}
    told = {**manifest(), "export": asked, **held, "store": store.counts(), "runs": store.runs()}
    with whole_file(path.with_name(f"{path.name}.manifest.json")) as file:
        file.write(msgspec.json.format(msgspec.json.encode(told, order="sorted"), indent=1) + b"\n")
