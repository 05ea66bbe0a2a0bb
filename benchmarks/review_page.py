"""How fast the review page answers over many incidents, and how many bytes it sends.

    python benchmarks/review_page.py --incidents 100000 --store big.sqlite

The incidents are invented (make_claims.py) and put together by the truth beside them, since linking is
measured elsewhere. The store is made where it is not there; 100,000 incidents take some minutes and 1.1 GB.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from itertools import groupby
from pathlib import Path

from make_claims import Invented, invent
from starlette.types import Message

from sayso.link.copies import find_texts
from sayso.link.reconcile import reconcile
from sayso.store import Store
from sayso.types import Claim, Incident, Report
from sayso.web.app import make_app
from sayso.web.pages import HERE

PATHS = (
    "/", "/list", "/list?sort=toll", "/list?page=1500", "/list?q=market+ba", "/list?type=ASSAULT&state=open",
    "/list?since=2035-01-01&until=2036-01-01", "/map?view=-180,-85,180,85&zoom=0.6", "/map?view=0,0,40,40&zoom=3.5",
    "/map?view=10,10,12,12&zoom=8&type=ASSAULT", "/timeline", "/next", "/changes?after=0",
)  # fmt: skip


def fill(path: Path, incidents: int) -> None:
    """A store of so many incidents, each put together from its own reports."""
    made: list[Incident] = []
    with Store.open(path) as store:
        lot: list[Invented] = []
        for _, rows in groupby(invent(3, incidents), key=lambda r: r.incident):
            told = list(rows)
            reports = {r.report.id: r.report for r in told}
            claims = [c for r in told for c in r.claims]
            made.append(reconcile(claims, reports, find_texts(reports.values()), 0.9))
            lot += told
            if len(lot) > 5000:
                _keep(store, lot)
                lot = []
        _keep(store, lot)
        store.replace_incidents(made)


def _keep(store: Store, lot: list[Invented]) -> None:
    reports: list[Report] = [r.report for r in lot]
    claims: list[Claim] = [c for r in lot for c in r.claims]
    store.add(reports, claims)


async def ask(app: object, path: str) -> tuple[float, int, int]:
    """Milliseconds, status and bytes (compressed) of one answer."""
    name, _, query = path.partition("?")
    headers = [(b"host", b"localhost"), (b"accept-encoding", b"gzip")]
    scope = {
        "type": "http", "method": "GET", "path": name, "raw_path": name.encode(), "query_string": query.encode(),
        "headers": headers, "http_version": "1.1", "scheme": "http", "server": ("localhost", 80),
    }  # fmt: skip
    status, size = 0, 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, size
        status = message.get("status", status)
        size += len(message.get("body", b""))

    start = time.perf_counter()
    await app(scope, receive, send)  # type: ignore[operator]
    return 1000 * (time.perf_counter() - start), status, size


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--incidents", type=int, default=100_000)
    ap.add_argument("--store", type=Path, required=True)
    args = ap.parse_args()
    if not args.store.exists():
        fill(args.store, args.incidents)
    own = [f for f in (HERE / "static").iterdir() if f.is_file()]
    print(f"{sum(f.stat().st_size for f in own):,} bytes of scripts, styles and world map, before the map library")
    with Store.open(args.store) as store:
        start = time.perf_counter()
        app = make_app(store)
        print(f"{store.counts()['incidents']:,} incidents read in {time.perf_counter() - start:.1f} s")
        first = next(iter(store.briefs())).id
        for path in (*PATHS, f"/incident/{first}", f"/near/{first}"):
            answers = [asyncio.run(ask(app, path)) for _ in range(7)]
            times = [a[0] for a in answers]
            print(
                f"{path[:60]:62} {answers[0][1]}  first {times[0]:5.0f} ms, median {statistics.median(times):5.0f},"
                f" slowest {max(times):5.0f}  {answers[0][2]:9,} bytes"
            )


if __name__ == "__main__":
    main()
