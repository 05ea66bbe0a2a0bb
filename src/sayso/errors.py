"""The errors Sayso raises. Each says what is wrong, with which value, and what to do next."""

from __future__ import annotations


class SaysoError(Exception):
    """Base of every error that Sayso raises on purpose."""


class BadReport(SaysoError):
    """A report that cannot be read; the rest goes on. `where` is a file, with a line where there is one."""

    def __init__(self, where: str, why: str):
        super().__init__(f"{where}: {why}")
        self.where, self.why = where, why


class DataBroken(SaysoError):
    """A data file of the package is missing, cut short or of another version."""

    def __init__(self, path: object, why: str):
        super().__init__(f"{path}: {why}. Reinstall sayso, or name a whole file.")
