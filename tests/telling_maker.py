"""Claims made by hand, about invented places."""

from __future__ import annotations

import itertools
from typing import Any

from sayso.types import Acled, Claim, Count, Party, Place, Report, Source, Span, Speaker, When

BODY = (
    "A bomb went off beside the fish market of Varnholm on Tuesday morning, as the first boats came in. "
    "Windows broke as far away as the lighthouse, and the ferry to Ostrey was held back for the day. "
    "The harbour master, Ilse Brandt, had seen a grey van left at the ice house an hour before."
)


class Maker:
    """Reports and claims in few words. Ids count up."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.reports: list[Report] = []
        self.claims: list[Claim] = []

    def report(self, text: str = BODY, *, outlet: str | None = None, published: str | None = "2031-05-06") -> Report:
        n = next(self._numbers)
        outlet = outlet or f"The Paper {n}"
        made = Report(id=f"r{n:03d}", text=text, outlet=outlet, published=published, title=text.split(". ")[0][:60])
        self.reports.append(made)
        return made

    def claim(self, report: Report, **fields: Any) -> Claim:
        speaker = fields.pop("speaker", None)
        killed = fields.pop("killed", None)
        number = sum(c.report == report.id for c in self.claims) + 1
        word = report.text[:6]
        base: dict[str, Any] = {
            "id": f"{report.id}:{number}", "report": report.id, "type": "ASSAULT", "mode": "explosives", "main": True,
            "incident": 1, "trigger": Span(word, 0, len(word)), "status": "happened", "confidence": 0.8,
            "evidence": Span(report.text[:120], 0, min(120, len(report.text))),
            "source": Source(outlet=report.outlet, speakers=(speak(speaker),) if speaker else ()),
            "acled": Acled("Explosions/Remote violence", "Remote explosive/landmine/IED"),
            "place": place("Varnholm"), "when": day("2031-05-06"),
        }  # fmt: skip
        if killed is not None:
            base["counts"] = (toll(killed),)
        made = Claim(**(base | fields))
        self.claims.append(made)
        return made

    def tell(
        self, text: str = BODY, *, outlet: str | None = None, published: str | None = "2031-05-06", **fields: Any
    ) -> Claim:
        """A new report with one claim."""
        return self.claim(self.report(text, outlet=outlet, published=published), **fields)


def speak(name: str) -> Speaker:
    anonymous = name[0].islower()
    return Speaker(text=name, start=0, end=len(name), name=None if anonymous else name, anonymous=anonymous)


def toll(n: int | tuple[float | None, float | None, float | None], what: str = "killed", who: str = "people") -> Count:
    low, best, high = n if isinstance(n, tuple) else (n, n, n)
    return Count(text=str(n), start=0, end=1, what=what, who=who, low=low, best=best, high=high)  # type: ignore[arg-type]


def day(first: str, last: str | None = None) -> When:
    return When(text=first, start=0, end=1, from_=first, to=last or first, precision="day" if not last else "range")


def place(name: str, lat: float = 55.0, lon: float = 12.0, precision: int = 1, country: str = "DNK") -> Place:
    return Place(text=name, start=0, end=1, name=name, lat=lat, lon=lon, country=country, precision=precision)


def party(name: str | None, **fields: Any) -> Party:
    return Party(text=name or "men", start=0, end=3, name=name, **fields)
