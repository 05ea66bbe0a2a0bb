"""Times that are told together: "from June 3 to June 9", "between June and August 2012"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.find.times.forms import ReadTime, TimeForm
from sayso.types import Parsed, TimeMention, When


def with_shared_years(parsed: Parsed, mentions: Sequence[TimeMention]) -> list[TimeForm | None]:
    """Readings; "June" of "between June and August 2012" takes the year that follows it."""
    forms = [m.form if isinstance(m, ReadTime) else None for m in mentions]
    for n in range(len(forms) - 2, -1, -1):
        form, after = forms[n], forms[n + 1]
        if form is None or after is None or form.kind != "date" or after.kind != "date":
            continue
        told = after.year is not None or after.steps is not None
        own = form.year is not None or form.steps is not None or form.direction is not None
        if not own and form.month is not None and after.month is not None and told:
            between = parsed.tokens[mentions[n].last + 1 : mentions[n + 1].first]
            listed = len(between) == 2 and between[1].lower not in ("and", "or", "early", "late", "mid", "the")
            linked = (
                1 <= len(between) <= 2
                and not listed
                and between[0].lower
                in (
                    "and",
                    "to",
                    "-",
                    "–",
                    "or",
                    ",",
                    "until",
                    "through",
                )
            )
            if linked and after.year is None:
                forms[n] = replace(form, steps=after.steps)
            elif linked and after.year is not None:
                back = form.month > after.month and between[0].lower not in ("and", "or", ",")
                forms[n] = replace(form, year=after.year - 1 if back else after.year)
    return forms


def joined_ranges(parsed: Parsed, mentions: list[TimeMention]) -> list[TimeMention]:
    """ "from June 3 to June 9", "between 2010 and 2012": both mentions stand for the whole range."""
    for n in range(len(mentions) - 1):
        a, b = mentions[n], mentions[n + 1]
        between = parsed.tokens[a.last + 1 : b.first]
        if len(between) != 1 or a.when is None or b.when is None or a.since or "DURATION" in (a.type, b.type):
            continue
        before = parsed.tokens[a.first - 1].lower if a.first else ""
        link = between[0].lower
        if not (link in ("to", "until", "till", "through", "-", "–") or (link == "and" and before == "between")):
            continue
        first, last = a.when.from_, b.when.to
        if first is None or last is None or first > last:
            continue
        span = parsed.span(a.first, b.last)
        when = When(text=span.text, start=span.start, end=span.end, from_=first, to=last, precision="range")
        mentions[n], mentions[n + 1] = _with(a, when), _with(b, when)
    return mentions


def _with(mention: TimeMention, when: When) -> TimeMention:
    return TimeMention(
        first=mention.first, last=mention.last, start=mention.start, end=mention.end, text=mention.text,
        type=mention.type, value=mention.value, when=when, since=mention.since,
    )  # fmt: skip
