"""Work on many small tasks, in this process or in several; and the tasks of linking.

Tasks and results are plain data, so that a process with a store open can hand them to others that
have none.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from hashlib import blake2b
from typing import TypeVar

import msgspec

from sayso.judgements import Judgement
from sayso.link.block import card
from sayso.link.copies import Texts, body, is_copied, mark
from sayso.link.lexicon import load_lexicon
from sayso.link.memory import Boiled, Sheet
from sayso.link.settle import incidents_of, joined, likely
from sayso.link.telling import Telling, tellings
from sayso.types import Claim, Report

# Below so many reports to read, other processes take longer to start than they save.
FEW_REPORTS = 5_000

Task = TypeVar("Task")
Result = TypeVar("Result")
Over = Callable[[Callable[[Task], Result], Iterable[Task]], Iterator[Result]]

_encode = msgspec.msgpack.encode
_claim = msgspec.json.Decoder(Claim)
_telling = msgspec.msgpack.Decoder(Telling)


class Hands:
    """Does tasks in order; on a pool of processes where there is one."""

    def __init__(self, pool: ProcessPoolExecutor | None, workers: int) -> None:
        self._pool, self._most = pool, 2 * workers

    def over(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Results in the order of the tasks; only a few tasks are under way, however many there are."""
        if self._pool is None:
            yield from map(function, tasks)
            return
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(function, task))
            if len(waiting) >= self._most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def hands(workers: int | None, reports: int) -> Iterator[Hands]:
    """As many processes as asked for, or as there are cores; none for a few reports."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = workers or (cores if reports >= FEW_REPORTS else 1)
    if count < 2:
        yield Hands(None, 1)
        return
    pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)
    try:
        yield Hands(pool, count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """In a worker: a linking that is killed leaves none behind."""
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


# ---------------------------------------------------------------- reading reports


def boil(task: tuple[list[Sheet], set[str]]) -> list[tuple[str, bytes | None, list[Boiled]]]:
    """Reports with their claims to marks and tellings; claims judged wrong are left out."""
    sheets, wrong = task
    found = []
    for sheet in sheets:
        report = Report(*sheet.report) if sheet.report else None  # type: ignore[arg-type]
        raw = {c.id: (c, text) for text in sheet.claims if (c := _claim.decode(text)).id not in wrong}
        known = {sheet.id: report} if report else {}
        rows = []
        for telling in tellings((c for c, _ in raw.values()), known, {}):
            body = _encode(telling)
            told = [raw[c][1] for c in telling.claims]
            rows.append(
                Boiled(
                    _version(report, body, told), _encode(card(telling, load_lexicon())), _encode(telling.claims), body
                )
            )
        found.append((sheet.id, _encode(mark(report)) if report else None, rows))
    return found


def _version(report: Report | None, telling: bytes, claims: list[str]) -> bytes:
    digest = blake2b(telling, digest_size=8)
    if report:
        digest.update(f"{report.outlet}\x1f{report.published}\x1e".encode("utf-8", "surrogatepass"))
    for claim in claims:
        digest.update(claim.encode("utf-8", "surrogatepass"))
    return digest.digest()


# ---------------------------------------------------------------- comparing


class TextPairs(msgspec.Struct, frozen=True):
    texts: list[tuple[str | None, str]]
    """Outlet and text."""
    pairs: list[tuple[int, int]]


def copied(task: TextPairs) -> list[bool]:
    """Which pairs of texts are copied from one another."""
    bodies = [body(outlet, text) for outlet, text in task.texts]
    return [is_copied(bodies[a], bodies[b]) for a, b in task.pairs]


class TellingPairs(msgspec.Struct, frozen=True):
    rows: list[tuple[bytes, str]]
    """Tellings with the text their report carries."""
    pairs: list[tuple[int, int]]


def alike(task: TellingPairs) -> list[tuple[int, int]]:
    """The pairs of tellings that are likely one event."""
    return likely([_with_text(raw, text) for raw, text in task.rows], task.pairs)


def _with_text(raw: bytes, text: str) -> Telling:
    return msgspec.structs.replace(_telling.decode(raw), text=text)


# ---------------------------------------------------------------- settling


class Lot(msgspec.Struct, frozen=True):
    """Several parts of a store with all that their incidents are made of; pairs are of positions in `rows`."""

    rows: list[tuple[bytes, str]]
    strong: list[tuple[int, int]]
    same: list[tuple[int, int]]
    apart: list[tuple[int, int]]
    claims: list[str]
    heads: list[tuple[str, str | None, str | None]]
    texts: Texts
    judgements: list[Judgement]


def settle(lot: Lot) -> list[tuple[int, list[bytes]]]:
    """For each part the position of one of its rows, and its incidents as JSON."""
    told = [_with_text(raw, text) for raw, text in lot.rows]
    order = sorted(range(len(told)), key=lambda i: told[i].key)
    place = {i: n for n, i in enumerate(order)}
    moved = [
        [(min(place[a], place[b]), max(place[a], place[b])) for a, b in sorted(p)]
        for p in (lot.strong, lot.same, lot.apart)
    ]
    where = {told[i].key: i for i in order}
    claims = {c.id: c for c in map(_claim.decode, lot.claims)}
    reports = {id: Report(id=id, text="", outlet=outlet, published=day) for id, outlet, day in lot.heads}
    found = []
    for part in joined([told[i] for i in order], *moved):
        made = incidents_of(part, claims, reports, lot.texts, lot.judgements)
        found.append((where[part.rows[0].key], [msgspec.json.encode(i) for i in made]))
    return found
