"""One coding run: inputs to store, on as many processes as wanted, stopped and resumed at will."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from sayso.errors import BadReport
from sayso.pipeline import Coder
from sayso.relevance import is_english as is_english
from sayso.settings import AS_SHIPPED, BATCH_REPORTS, FEW_REPORTS, Chosen
from sayso.store import Store, text_hash
from sayso.types import Claim, Report

Coded = tuple[Report, tuple[Claim, ...] | BadReport]


@dataclass
class Outcome:
    """What a run did, and what it could not do."""

    coded: int = 0
    claims: int = 0
    known: int = 0
    """Reports that the store already held, coded by this version."""
    problems: list[BadReport] = field(default_factory=list)
    not_english: list[tuple[str, str]] = field(default_factory=list)
    """Id and language."""


def code_reports(
    reports: Iterable[Report | BadReport],
    store: Store,
    outcome: Outcome,
    *,
    workers: int = 1,
    chosen: Chosen = AS_SHIPPED,
    on_progress: Callable[[Outcome], None] = lambda outcome: None,
) -> None:
    """Code what the store does not hold yet and keep it, batch by batch; `outcome` grows on the way.

    A batch is kept whole or not at all, so a run killed at any moment resumes where it was.
    """
    wanted = _wanted(reports, store, outcome)
    for batch in _coded(wanted, workers, chosen):
        kept: list[Report] = []
        claims: list[Claim] = []
        for report, made in batch:
            if isinstance(made, BadReport):
                outcome.problems.append(made)
                continue
            kept.append(report)
            claims.extend(made)
        store.add(kept, claims)
        outcome.coded += len(kept)
        outcome.claims += len(claims)
        on_progress(outcome)


def _wanted(reports: Iterable[Report | BadReport], store: Store, outcome: Outcome) -> Iterator[Report]:
    """Reports to code; the others go where they belong."""
    for report in reports:
        if isinstance(report, BadReport):
            outcome.problems.append(report)
        elif store.done(report.id, text_hash(report)):
            outcome.known += 1
        elif not is_english(report):
            outcome.not_english.append((report.id, report.language or ""))
            store.add([report], [])
        else:
            yield report


def _coded(reports: Iterator[Report], workers: int, chosen: Chosen) -> Iterator[list[Coded]]:
    """Batches in the order of the reports, whatever the number of workers."""
    first = list(itertools.islice(reports, FEW_REPORTS))
    if workers <= 1 or len(first) < FEW_REPORTS:
        if first:
            coder = Coder.of(chosen)
            for batch in _batches(itertools.chain(first, reports)):
                yield list(coder.code_all(batch))
        return
    yield from _coded_by_pool(_batches(itertools.chain(first, reports)), workers, chosen)


def _batches(reports: Iterator[Report]) -> Iterator[list[Report]]:
    while batch := list(itertools.islice(reports, BATCH_REPORTS)):
        yield batch


def _coded_by_pool(batches: Iterator[list[Report]], workers: int, chosen: Chosen) -> Iterator[list[Coded]]:
    """At most two batches a worker are under way, so that memory stays flat however long the input."""
    pool = _pool(workers, chosen)
    waiting: deque[tuple[list[Report], Future[list[Coded]]]] = deque()
    try:
        for batch in itertools.chain(batches, [None] * (2 * workers)):
            if batch is not None:
                waiting.append((batch, pool.submit(_code_batch, batch)))
            if waiting and (batch is None or len(waiting) >= 2 * workers):
                sent, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    # A worker died (killed, out of memory). Everything under way is done again, one by
                    # one in fresh workers, and the report that kills its worker is named.
                    pool.shutdown(wait=False, cancel_futures=True)
                    yield [_code_alone(report, chosen) for report in sent]
                    pool = _pool(workers, chosen)
                    waiting = deque((again, pool.submit(_code_batch, again)) for again, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int, chosen: Chosen) -> ProcessPoolExecutor:
    # Each process works for itself: threads of the matrix library would only wait for each other.
    os.putenv("OPENBLAS_NUM_THREADS", "1")
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_open_coder, initargs=(chosen,)
    )


_coder: Coder | Exception | None = None


def _open_coder(chosen: Chosen) -> None:
    """In a worker process: models and tables are opened once. What goes wrong is raised by the first batch,
    since an initializer that raises would look like a worker killed by its report."""
    global _coder
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _coder = Coder.of(chosen)
        gc.freeze()  # models and tables stay; the collector need not go through them again
    except Exception as error:
        _coder = error


def _end_with_parent() -> None:
    """A run that was killed leaves no workers behind: nobody else would end them."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _code_batch(batch: list[Report]) -> list[Coded]:
    if isinstance(_coder, Exception):
        raise _coder
    assert _coder is not None
    return list(_coder.code_all(batch))


def _code_alone(report: Report, chosen: Chosen) -> Coded:
    with _pool(1, chosen) as pool:
        try:
            return pool.submit(_code_batch, [report]).result()[0]
        except BrokenProcessPool:
            return report, BadReport(report.id, "ended the process that coded it (out of memory?); left out")
