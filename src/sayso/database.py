"""The SQLite file a store lies in: how it is opened, and what is said where it cannot be."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.errors import SaysoError


class StoreBusy(SaysoError):
    """Another process is writing the store."""

    def __init__(self, path: Path):
        super().__init__(f"{path}: another run is writing this store. Wait for it to end, then run again.")


class StoreNotWritten(SaysoError):
    """The disk is full, or the store lies where nothing can be written."""

    def __init__(self, path: Path, why: str):
        super().__init__(
            f"{path}: cannot be written ({why}). What it held before is whole; make room or name another"
            " place, then run again."
        )


class StoreBroken(SaysoError):
    """The file is no store, or of another version."""

    def __init__(self, path: Path, why: str):
        super().__init__(f"{path}: {why}. Name a file that sayso made, or a new one.")


def connected(place: Path, create: bool, wait_seconds: float) -> sqlite3.Connection:
    """A connection in WAL mode. In a folder where nothing can be written a store that lies there whole is read."""
    db = sqlite3.connect(place, timeout=wait_seconds, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        return db
    except sqlite3.DatabaseError as error:
        db.close()
        beside = place.with_name(place.name + "-wal")
        if create or not _refused(error) or (beside.exists() and beside.stat().st_size):
            raise
    uri = f"{place.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _refused(error: sqlite3.Error) -> bool:
    """True where nothing may or can be written."""
    return any(word in str(error) for word in ("readonly", "unable to open", "full", "disk I/O"))


def named(path: Path, error: sqlite3.DatabaseError) -> SaysoError:
    if "locked" in str(error) or "busy" in str(error):
        return StoreBusy(path)
    if _refused(error):
        return StoreNotWritten(path, str(error))
    if isinstance(error, sqlite3.OperationalError):
        return StoreBroken(path, f"cannot be used ({error})")
    return StoreBroken(path, f"is no store ({error})")
