"""Which reports carry the same text: agency copy, near-duplicates, and texts copied in part.

Two steps. MinHash over word shingles finds whole near-duplicates; sentences that two reports share
word for word find texts copied in part (a rewritten lead above the agency's body). Candidates are
then measured by the share of the shorter text that the longer one holds.

A report is boiled down to its Marks once; what is compared is a function of two texts alone. So a store
that grows measures only pairs it has not met.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from sayso.link.credits import agency_credit
from sayso.link.lexicon import load_lexicon
from sayso.link.parts import Pairs, labels, near_pairs, unpaired
from sayso.types import Report

# 64 hashes in 16 bands of 4 find nine in ten of the pairs with half their shingles in common.
PERMUTATIONS = 64
BANDS = 16
SEED = 7
SHINGLE_WORDS = 5

# A quarter of the shorter text again in another outlet's is copying; quotes alone that both carry stay below.
COPIED_SHARE = 0.25

# Reports of one outlet repeat its own background: among them, or where nobody knows whose they are, more is asked.
OWN_SHARE = 0.45

# Fewer words in a row ("He did not elaborate") are shared by chance. Of the runs of so many one in four is
# looked up: a passage of twenty words that two texts share is found in thirty of thirty-one cases.
RUN_WORDS = 9
RUNS_KEPT = 4

# A run in more reports than this is furniture ("Click here to ..."), no sign of copying.
RUN_REPORTS = 50

# Of the reports with one band or run, each is measured against so many before and after it (by id):
# a text carried by thousands is a chain, not each with each.
REACH = 4

TEXT_CHARACTERS = 20_000

_WORDS = re.compile(r"[^\W_]+")


class Marks(msgspec.Struct, frozen=True, array_like=True):
    """What finding copies must know of one report: 64-bit hashes, as bytes, and the agency it credits."""

    digest: int
    bands: bytes
    runs: bytes
    agency: str | None


class Texts(msgspec.Struct, frozen=True):
    """What linking must know of the reports' texts."""

    group: Mapping[str, str]
    """Report id to the key of the text it carries: reports with one key are copies of one another."""
    agency: Mapping[str, str]
    """Report id to the agency its text comes from, where that is credited."""
    shared: frozenset[str]
    """Keys of the texts that more than one report carries."""

    def origin(self, report: str, outlet: str | None) -> str:
        """Who wrote the text of a report: an agency, else the text that several carry, else its outlet."""
        if agency := self.agency.get(report):
            return f"agency:{agency}"
        key = self.group.get(report, "")
        return key if key in self.shared else f"outlet:{outlet}" if outlet else f"report:{report}"


def find_texts(reports: Iterable[Report]) -> Texts:
    """Groups of copies and agency credits. Independent of the order of the reports."""
    rows = sorted(reports, key=lambda r: r.id)
    marks = [mark(r) for r in rows]
    known: dict[int, Body] = {}

    def body_of(i: int) -> Body:
        if i not in known:
            known[i] = body(rows[i].outlet, rows[i].text)
        return known[i]

    first, pairs = copy_candidates(marks)
    copied = [is_copied(body_of(a), body_of(b)) for a, b in pairs.tolist()]
    return make_texts([r.id for r in rows], marks, text_groups(first, pairs[np.array(copied, dtype=bool)]))


def mark(report: Report) -> Marks:
    """The marks of one report."""
    credit = agency_credit(report, load_lexicon())
    agency = credit[0] if credit else None
    text = report.text[:TEXT_CHARACTERS].lower()
    words = _WORDS.findall(text)
    digest = hash_of(" ".join(words))
    if len(words) < 2 * SHINGLE_WORDS:
        return Marks(digest, b"", b"", agency)
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update([" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)])
    hashes = np.array(minhash.digest(), dtype=np.uint64).reshape(BANDS, -1)
    # Each band is folded into one number, and its place among the bands with it.
    folded = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in hashes.T:
        folded = (folded ^ column) * np.uint64(0x9E3779B97F4A7C15)
        folded ^= folded >> np.uint64(29)
    return Marks(digest, folded.tobytes(), _runs(words).tobytes(), agency)


def _runs(words: list[str]) -> NDArray[np.uint64]:
    """Hashes of some runs of words, the same ones in whatever text they stand."""
    hashes = _hashed(words, RUN_WORDS)
    return np.unique(hashes[hashes % np.uint64(RUNS_KEPT) == 0])


def _hashed(words: list[str], length: int) -> NDArray[np.uint64]:
    """A hash of every run of so many words."""
    each = np.array([crc32(w.encode("utf-8", "surrogatepass")) for w in words], dtype=np.uint64)
    count = max(0, len(each) - length + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for n in range(length):
        hashes = (hashes ^ each[n : n + count]) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    return hashes


def shingles(text: str) -> NDArray[np.uint64]:
    """Hashes of all runs of words of a text, each once."""
    return np.unique(_hashed(_WORDS.findall(text[:TEXT_CHARACTERS].lower()), SHINGLE_WORDS))


class Body(NamedTuple):
    """A text as it is measured against another."""

    outlet: str | None
    runs: NDArray[np.uint64]


def body(outlet: str | None, text: str) -> Body:
    return Body(outlet, shingles(text))


def is_copied(a: Body, b: Body) -> bool:
    """True where one holds so much of the other that both go back to one text."""
    apart = a.outlet is not None and b.outlet is not None and a.outlet != b.outlet
    return copied_share(a.runs, b.runs) >= (COPIED_SHARE if apart else OWN_SHARE)


def copied_share(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> float:
    """Share of the shorter text's shingles that the other text has too."""
    return len(np.intersect1d(a, b, assume_unique=True)) / max(1, min(len(a), len(b)))


def copy_candidates(marks: Sequence[Marks]) -> tuple[NDArray[np.int64], Pairs]:
    """For each report the first with its very text, and the pairs of such firsts to be measured.

    The marks come in the order of the reports' ids.
    """
    digests = np.array([m.digest for m in marks], dtype=np.uint64)
    _, starts, inverse = np.unique(digests, return_index=True, return_inverse=True)
    first = starts[inverse].astype(np.int64)
    heads = np.flatnonzero(first == np.arange(len(marks))).tolist()
    bands = near_pairs(*_spread([(i, marks[i].bands) for i in heads]), reach=REACH)
    told = near_pairs(*_spread([(i, marks[i].runs) for i in heads]), reach=REACH, most=RUN_REPORTS)
    codes = np.unique(np.concatenate([bands, told]))
    return first, unpaired(codes)


def _spread(rows: list[tuple[int, bytes]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All hashes in one array, with the row each is of."""
    hashes = np.frombuffer(b"".join(raw for _, raw in rows), dtype=np.uint64)
    places = np.repeat(np.array([i for i, _ in rows], dtype=np.int64), [len(raw) // 8 for _, raw in rows])
    return hashes, places


def text_groups(first: NDArray[np.int64], copied: Pairs) -> NDArray[np.int64]:
    """For each report the first report of its group of copies."""
    same = np.stack([np.arange(len(first)), first], axis=1)
    return labels(len(first), np.concatenate([same, copied]))


def make_texts(ids: Sequence[str], marks: Sequence[Marks], groups: NDArray[np.int64]) -> Texts:
    """Texts of reports in the order of their ids. An agency that one copy credits is that of all, if it is the only."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, root in enumerate(groups.tolist()):
        members[root].append(i)
    agency = {ids[i]: m.agency for i, m in enumerate(marks) if m.agency}
    for rows in members.values():
        named = {a for i in rows if (a := marks[i].agency)}
        if len(named) == 1:
            agency.update(dict.fromkeys((ids[i] for i in rows), named.pop()))
    group = {ids[i]: f"text:{ids[root]}" for i, root in enumerate(groups.tolist())}
    return Texts(group, agency, frozenset(f"text:{ids[root]}" for root, rows in members.items() if len(rows) > 1))


def hash_of(text: str) -> int:
    """64 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
