"""What the looks in front cost: claims lost because a report was passed over, or a passage not read by the network.

    python benchmarks/gates.py REPORTS.jsonl ... [--reports 200] [--aside] [--most 0.5]

Each report is parsed once and coded twice: by all sentences, and as `sayso code` does it. A claim is lost where the
second has none of the same kind on the same word. With `--aside` only the sixth of the reports is read that neither
taught the look nor set its threshold (training/train_relevance.py). Prints shares in per cent; fails above --most.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.types import Claim, Report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--reports", type=int, default=200, help="of each file, spread over it")
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--most", type=float, help="fail where more per cent of the claims are lost")
    args = parser.parse_args()
    reports = [r for file in args.files for r in chosen(file, args.reports, aside=args.aside)]
    found = losses(reports)
    every = max(found["claims"], 1)
    shares = {name: 100 * found[name] / every for name in ("by reports", "by passages")}
    print(
        f"{len(reports)} reports, {found['passed over']} passed over; of {found['claims']} claims lost"
        f" {found['by reports']} with reports ({shares['by reports']:.2f} %),"
        f" {found['by passages']} with passages ({shares['by passages']:.2f} %); {found['new']} came anew"
    )
    sys.exit(bool(args.most is not None and sum(shares.values()) > args.most))


def chosen(file: Path, wanted: int, *, aside: bool) -> list[Report]:
    found = [r for r in read_reports([file]) if isinstance(r, Report) and (not aside or left_out(r.id))]
    return found[:: max(1, len(found) // wanted)][:wanted]


def left_out(id: str) -> bool:
    return int(hashlib.sha1(id.encode()).hexdigest(), 16) % 6 == 1


def losses(reports: Iterable[Report]) -> Counter[str]:
    whole, quick = Coder(every=True), Coder()
    found: Counter[str] = Counter()
    for parsed in whole.parser.parse_all(reports):
        wanted = set(told(whole.claims(parsed)))
        found["claims"] += len(wanted)
        if not quick.may_tell(parsed.report):
            found["passed over"] += 1
            found["by reports"] += len(wanted)
            continue
        kept = set(told(quick.claims(parsed)))
        found["by passages"] += len(wanted - kept)
        found["new"] += len(kept - wanted)
    return found


def told(claims: Iterable[Claim]) -> Iterator[tuple[str, int]]:
    return ((claim.type, claim.trigger.start) for claim in claims)


if __name__ == "__main__":
    main()
