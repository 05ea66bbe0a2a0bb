"""Which reports carry the same text: agency copy, near-duplicates, and texts copied in part.

Two steps. MinHash over word shingles finds whole near-duplicates; sentences that two reports share
word for word find texts copied in part (a rewritten lead above the agency's body). Candidates are
then measured by the share of the shorter text that the longer one holds.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from rensa import RMinHash

from sayso.link.lexicon import Lexicon, load_lexicon
from sayso.types import Report, Span

# 64 hashes in 16 bands of 4 find nine in ten of the pairs with half their shingles in common.
PERMUTATIONS = 64
BANDS = 16
SEED = 7
SHINGLE_WORDS = 5

# Half of the shorter text again in the longer one is copying; quotes alone that both carry stay below.
COPIED_SHARE = 0.45

# A sentence of fewer words ("He did not elaborate") is shared by chance.
SENTENCE_WORDS = 9

# A sentence in more reports than this is furniture ("Click here to ..."), no sign of copying.
SENTENCE_REPORTS = 50

# An agency is credited at the edges of a text; in its middle only by "told AFP" and the like.
EDGE_CHARACTERS = 220
TEXT_CHARACTERS = 20_000

_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*\s+|\n+")
_WORDS = re.compile(r"[^\W_]+")


class Texts(msgspec.Struct, frozen=True):
    """What linking must know of the reports' texts."""

    group: dict[str, str]
    """Report id to the key of the text it carries: reports with one key are copies of one another."""
    agency: dict[str, str]
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
    lexicon = load_lexicon()
    ordered = sorted(reports, key=lambda r: r.id)
    first_of: dict[str, str] = {}
    parent: dict[str, str] = {}
    shingles: dict[str, frozenset[int]] = {}
    sentences: dict[int, list[str]] = defaultdict(list)
    buckets: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    credits: dict[str, str] = {}
    for report in ordered:
        text = report.text[:TEXT_CHARACTERS]
        if credit := agency_credit(report, lexicon):
            credits[report.id] = credit[0]
        words = _WORDS.findall(text.lower())
        digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        parent[report.id] = first_of.setdefault(digest, report.id)
        if parent[report.id] != report.id or len(words) < 2 * SHINGLE_WORDS:
            continue
        shingles[report.id] = frozenset(
            _hash(" ".join(words[i : i + SHINGLE_WORDS])) for i in range(len(words) - SHINGLE_WORDS + 1)
        )
        for number, band in enumerate(_bands(words)):
            buckets[number, band].append(report.id)
        for sentence in _SENTENCE_END.split(text.lower()):
            told = _WORDS.findall(sentence)
            if len(told) >= SENTENCE_WORDS:
                sentences[_hash(" ".join(told))].append(report.id)
    _join(parent, shingles, buckets.values())
    _join(parent, shingles, (s for s in sentences.values() if len(s) <= SENTENCE_REPORTS))
    return _texts(parent, credits)


def _texts(parent: dict[str, str], credits: dict[str, str]) -> Texts:
    members: dict[str, list[str]] = defaultdict(list)
    for report in sorted(parent):
        members[_root(parent, report)].append(report)
    group = {r: f"text:{root}" for root, rows in members.items() for r in rows}
    agency = dict(credits)
    for rows in members.values():
        named = sorted({credits[r] for r in rows if r in credits})
        if len(named) == 1:
            agency.update(dict.fromkeys(rows, named[0]))
    shared = frozenset(f"text:{root}" for root, rows in members.items() if len(rows) > 1)
    return Texts(group, agency, shared)


def _join(parent: dict[str, str], shingles: dict[str, frozenset[int]], rows: Iterable[list[str]]) -> None:
    """Join every report of a row to the row's first, where one holds enough of the other."""
    pairs = {(row[0], other) for row in rows for other in row[1:] if row[0] != other}
    for a, b in sorted(pairs):
        root_a, root_b = _root(parent, a), _root(parent, b)
        if root_a != root_b and copied_share(shingles[a], shingles[b]) >= COPIED_SHARE:
            low, high = sorted((root_a, root_b))
            parent[high] = low


def _root(parent: dict[str, str], report: str) -> str:
    while parent[report] != report:
        parent[report] = parent[parent[report]]
        report = parent[report]
    return report


def copied_share(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the shorter text's shingles that the other text has too."""
    return len(a & b) / max(1, min(len(a), len(b)))


def _bands(words: list[str]) -> list[bytes]:
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update([" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)])
    digest = minhash.digest()
    rows = PERMUTATIONS // BANDS
    return [b"".join(int(x).to_bytes(8, "little") for x in digest[i * rows : (i + 1) * rows]) for i in range(BANDS)]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def agency_credit(report: Report, lexicon: Lexicon) -> tuple[str, Span] | None:
    """The agency whose text a report says it carries, with the words that say so.

    "(Reuters)" in the dateline, "--AFP" at the end, "Source: SANA"; else "told AFP" or "an AFP
    correspondent" anywhere, which an outlet writes of another only when it carries that one's text.
    """
    text = report.text[:TEXT_CHARACTERS]
    own = (report.outlet or "").casefold()
    edges = [(0, min(len(text), EDGE_CHARACTERS)), (max(0, len(text) - EDGE_CHARACTERS // 4), len(text))]
    for start, end in edges:
        for match in lexicon.credit_at_edge.finditer(text, start, end):
            name = lexicon.agency_of[next(g for g in match.groups() if g)]
            if name.casefold() != own:
                return name, Span(match.group(), match.start(), match.end())
    for match in lexicon.credit_inside.finditer(text):
        name = lexicon.agency_of[next(g for g in match.groups() if g)]
        if name.casefold() != own:
            return name, Span(match.group(), match.start(), match.end())
    return None
