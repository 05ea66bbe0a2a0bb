"""What the page works on: the store, what was judged in it, and every incident in one line; kept up to date."""

from __future__ import annotations

from pathlib import Path

from sayso.judgements import Judgement
from sayso.store import Store
from sayso.types import Struct
from sayso.web import told
from sayso.web.judging import NotUnderstood, UndoWish, Wish, decide, name_of
from sayso.web.ledger import Ledger
from sayso.web.overview import Overview


class Change(Struct, frozen=True, kw_only=True):
    """A judgement as other open pages learn of it."""

    number: int
    by: str
    kind: str
    incidents: tuple[str, ...]


class Desk:
    """One store under review. Used from one thread."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._linked = -1
        self.ledger = Ledger(store)
        self.overview = Overview.of(())
        self.refresh()

    @property
    def name(self) -> str:
        """What the store is called: its file, or for a run's own store the folder."""
        path = Path(self.store.path)
        return path.resolve().parent.name if path.name == "store.sqlite" else path.stem

    def refresh(self) -> None:
        """Take in what others judged or linked since."""
        linked = self.store.times_linked()
        new = self.ledger.read_on()
        if linked != self._linked:
            self._linked = linked
            self.overview = Overview.read(self.store, told.country_name)
            self._stand(self.ledger.judged_claims())
        elif new:
            self._stand({c for j in new for c in self.ledger.claims_of(j)})

    def _stand(self, claims: set[str]) -> None:
        for id in set(self.store.incidents_of(claims).values()):
            incident = self.store.incident(id)
            if incident is not None:
                self.overview.stand(id, self.ledger.standing(incident.claims))

    def decide(self, wish: Wish) -> Judgement:
        """Judge. Raises NotUnderstood or Conflict."""
        self.refresh()
        made = decide(self.store, self.ledger, wish)
        self.refresh()
        return made

    def undo(self, wish: UndoWish) -> Judgement:
        """Undo one judgement, or the last of a person. Raises NotUnderstood where there is none."""
        self.refresh()
        by = name_of(wish.by)
        target = self.ledger.last_of(by) if wish.number is None else self.ledger.numbered(wish.number)
        if target is None or target.number is None or not self.ledger.holds(target):
            raise NotUnderstood(
                f"there is nothing of {by} to undo" if wish.number is None else "this is undone already"
            )
        self.store.undo(target.number, by=by, role=wish.role)
        self.refresh()
        return target

    def changes(self, after: int) -> list[Change]:
        """Judgements since number `after`, with the incidents they are about."""
        self.refresh()
        found = []
        for j in self.ledger.after(after):
            incidents = sorted(set(self.store.incidents_of(self.ledger.claims_of(j)).values()))
            found.append(Change(number=j.number or 0, by=j.by, kind=j.kind, incidents=tuple(incidents)))
        return found
