"""What has been judged so far, and how each incident stands by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from sayso.judgements import Judgement, Role, in_force
from sayso.store import Store
from sayso.types import Struct

VerdictWord = Literal["right", "wrong"]


class Verdict(Struct, frozen=True):
    word: VerdictWord
    by: str
    at: str
    number: int
    role: Role


class Standing(Struct, frozen=True, kw_only=True):
    """How one incident stands: the last verdict of a coder and of a reviewer, and what else was said."""

    coder: Verdict | None = None
    reviewer: Verdict | None = None
    disputed: bool = False
    changed: bool = False
    """Claims came to it after the verdict."""
    edits: tuple[Judgement, ...] = ()
    comments: tuple[Judgement, ...] = ()
    pairs: tuple[Judgement, ...] = ()
    wrong: frozenset[str] = frozenset()
    """Its claims that somebody said are wrong."""

    @property
    def decided(self) -> bool:
        return self.coder is not None or self.reviewer is not None


class Ledger:
    """All judgements of a store, read on as they are added, by whomever."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._all: list[Judgement] = []
        self._force: set[int] = set()
        self._by_claim: dict[str, list[Judgement]] = defaultdict(list)
        self.last = 0

    def read_on(self) -> list[Judgement]:
        """The judgements added since the last call, taken in."""
        new = self._store.judgements(after=self.last)
        for judgement in new:
            self._all.append(judgement)
            self.last = judgement.number or self.last
            for claim in {*judgement.claims, *judgement.others}:
                self._by_claim[claim].append(judgement)
        if new:
            self._force = {j.number for j in in_force(self._all) if j.number}
        return new

    def after(self, number: int) -> list[Judgement]:
        return [j for j in self._all[-2000:] if (j.number or 0) > number]

    def holds(self, judgement: Judgement) -> bool:
        """True while nobody has undone it."""
        return judgement.number in self._force

    def touching(self, claims: Iterable[str], *, undone: bool = False) -> list[Judgement]:
        """Judgements in force over any of the claims, oldest first; with `undone`, all there ever were."""
        found = {j.number: j for c in claims for j in self._by_claim.get(c, ()) if undone or j.number in self._force}
        return [found[n] for n in sorted(found, key=lambda n: n or 0)]

    def claims_of(self, judgement: Judgement) -> set[str]:
        """Claims a judgement is about; of an undo, those of what it undoes."""
        claims = {*judgement.claims, *judgement.others}
        if judgement.kind == "undo" and judgement.undoes:
            for other in self._all:
                if other.number == judgement.undoes and other is not judgement:
                    claims |= self.claims_of(other)
        return claims

    def judged_claims(self) -> set[str]:
        return set(self._by_claim)

    def last_of(self, by: str) -> Judgement | None:
        """What somebody judged last and has not undone."""
        mine = (j for j in reversed(self._all) if j.by == by and j.kind != "undo" and self.holds(j))
        return next(mine, None)

    def numbered(self, number: int) -> Judgement | None:
        return next((j for j in self._all if j.number == number), None)

    def standing(self, claims: Iterable[str]) -> Standing:
        """How the incident of these claims stands."""
        held = set(claims)
        touching = self.touching(held)
        verdicts = [v for j in touching if (v := _verdict(j, held))]
        last: dict[str, Verdict] = {v.role: v for v in verdicts}
        words = {v.by: v.word for v in verdicts}
        latest = max((v.number for v in verdicts), default=0)
        judged = next((set(j.claims) for j in touching if j.number == latest), held)
        return Standing(
            coder=last.get("coder"),
            reviewer=last.get("reviewer"),
            disputed=len(set(words.values())) > 1,
            changed=bool(held - judged),
            edits=tuple(j for j in touching if j.kind == "right-value" and _most(j, held)),
            comments=tuple(j for j in touching if j.kind == "comment" and _most(j, held)),
            pairs=tuple(j for j in touching if j.kind in ("same", "not-same")),
            wrong=frozenset(held & {c for j in touching if j.kind == "wrong-claim" for c in j.claims}),
        )


def _most(judgement: Judgement, held: set[str]) -> bool:
    """A judgement belongs to the incident where most of its claims went, as in linking."""
    return 2 * len(held & set(judgement.claims)) > len(judgement.claims)


def _verdict(judgement: Judgement, held: set[str]) -> Verdict | None:
    word: VerdictWord
    if judgement.kind == "right" and _most(judgement, held):
        word = "right"
    elif judgement.kind == "wrong-claim" and held <= set(judgement.claims):
        word = "wrong"
    else:
        return None
    return Verdict(word, judgement.by, judgement.at, judgement.number or 0, judgement.role or "coder")


def slot(judgement: Judgement) -> tuple[str, ...] | None:
    """What a judgement decides: two people's judgements of one slot are a conflict. None for what adds only."""
    if judgement.kind == "right-value":
        return "value", judgement.field or ""
    if judgement.kind in ("right", "wrong-claim"):
        return ("verdict",)
    return ("pair",) if judgement.kind in ("same", "not-same") else None
