"""What a run on a cluster keeps: for each part of the input its claims, its reports, and a record of what was done."""

from __future__ import annotations

import io

import msgspec

from sayso.export.parquet import write_rows
from sayso.scale.folder import Folder
from sayso.types import Claim, Incident, Report, Struct

RUN, DONE, REPORTS, CLAIMS, INCIDENTS = "run.json", "done", "reports", "claims", "incidents"


class Part(Struct, frozen=True):
    """A stretch of the input: a whole file, or the rows from `first` up to `last` of a Parquet file."""

    number: int
    path: str
    first: int | None = None
    last: int | None = None

    @property
    def name(self) -> str:
        return f"part-{self.number:07d}"


class Told(Struct, frozen=True):
    """What was done: reports coded, their claims, (where, why) of what could not be read, (id, language) of what was
    not English, ids of what was passed over for telling no event."""

    coded: int = 0
    claims: int = 0
    problems: tuple[tuple[str, str], ...] = ()
    not_english: tuple[tuple[str, str], ...] = ()
    no_event_told: tuple[str, ...] = ()

    def with_more(self, more: Told) -> Told:
        return Told(
            self.coded + more.coded,
            self.claims + more.claims,
            self.problems + more.problems,
            self.not_english + more.not_english,
            self.no_event_told + more.no_event_told,
        )


def keep(folder: Folder, part: Part, reports: list[Report], claims: list[Claim], told: Told) -> None:
    """Write a part's files. The reports come last but for the record: by them a repeat is known again."""
    folder.write(f"{CLAIMS}/{part.name}.parquet", packed(claims, Claim))
    folder.write(f"{REPORTS}/{part.name}.parquet", packed(reports, Report))
    folder.write_json(f"{DONE}/{part.name}.json", told)


def record(folder: Folder, part: Part) -> Told:
    """What was done of a part. Nothing where it is not done."""
    return msgspec.json.decode(folder.read(f"{DONE}/{part.name}.json") or b"{}", type=Told)


def packed(
    rows: list[Claim] | list[Report] | list[Incident], kind: type[Claim] | type[Report] | type[Incident]
) -> bytes:
    """Rows of a published type as one Parquet file."""
    file = io.BytesIO()
    write_rows(rows, kind, file)
    return file.getvalue()
