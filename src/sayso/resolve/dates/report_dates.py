"""The day of a report: its dateline or first line against the day of publication it came with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.find.times.forms import ReadTime, TimeForm
from sayso.resolve.dates.calendar import valid
from sayso.types import Parsed, Span, TimeMention

# A dateline stands in the head of the text, behind a place, an outlet or a headline at most.
HEAD_CHARACTERS = 400
WORDS_BEFORE = 16
# A headline ends before; further on a full date belongs to a sentence.
STAMP_CHARACTERS = 200
# Agency copy is printed a day or two after its dateline; beyond that one of the two is wrong.
CONFLICT_DAYS = 2
PREPOSITIONS = frozenset(
    {"in", "on", "since", "of", "from", "by", "at", "until", "after", "before", "between", "during", "to"}
)
# Between the hour and the date of a stamp stand a comma and at most the name of a time zone.
STAMP_GAP = 8


@dataclass(frozen=True)
class ReportDate:
    """`day` is the day that relative times count from; None where nothing tells it."""

    day: date | None
    published: date | None = None
    """As given with the report; None where missing or no date."""
    stated: date | None = None
    """As written in the dateline or the first lines."""
    span: Span | None = None
    """Where it is written."""
    conflict: bool = False
    """The two lie more than two days apart; `day` is then the stated one."""


def report_date_among(parsed: Parsed, mentions: Sequence[TimeMention]) -> ReportDate:
    """The day of the report, the mentions of its text already found."""
    published = published_day(parsed.report.published)
    for mention in mentions:
        if mention.start > HEAD_CHARACTERS:
            break
        stated = _stated(parsed, mention, published)
        if stated is not None:
            conflict = published is not None and abs((published - stated).days) > CONFLICT_DAYS
            span = Span(mention.text, mention.start, mention.end)
            return ReportDate(stated, published, stated, span, conflict)
    return ReportDate(published, published)


def in_stamp(text: str, stamp: Span, mention: TimeMention) -> bool:
    """True for the report's date itself and the hour beside it: "4/11/2007 1:26 PM", "11:39am, Monday 9 September"."""
    if mention.start < stamp.end and stamp.start < mention.end:
        return True
    between = text[mention.end : stamp.start] if mention.end <= stamp.start else text[stamp.end : mention.start]
    return mention.type == "TIME" and ":" in mention.text and len(between) <= STAMP_GAP and "\n" not in between


def published_day(text: str | None) -> date | None:
    """The date of an ISO 8601 date or date-time; None where it is none.

    >>> published_day("2024-03-07T10:00:00Z"), published_day("soon")
    (datetime.date(2024, 3, 7), None)
    """
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _stated(parsed: Parsed, mention: TimeMention, published: date | None) -> date | None:
    if (
        not isinstance(mention, ReadTime)
        or mention.form.kind != "date"
        or mention.form.day is None
        or mention.form.day_to
        or mention.form.unit is not None
        or mention.form.shift
    ):
        return None
    form = mention.form
    if (
        form.month is None
        or form.day is None
        or not (_heads(parsed, mention) or _bracketed(parsed, mention) or _stamped(parsed, mention))
    ):
        return None
    if form.year is not None:
        return valid(form.year, form.month, form.day)
    return _nearest(form, published) if _in_dateline(parsed, mention) else None


def _heads(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether the date stands in a line's head and not inside a sentence."""
    line = max(parsed.text.rfind(end, 0, mention.start) for end in ("\n", "\u2028")) + 1
    first = mention.first
    while first > 0 and parsed.tokens[first - 1].start >= line:
        first -= 1
    before = parsed.tokens[first : mention.first]
    if len(before) > WORDS_BEFORE or any(
        t.pos in ("VERB", "AUX") and t.lemma not in ("publish", "update", "post") for t in before
    ):
        return False
    last = next((t for t in reversed(before) if not t.text.isspace()), None)
    if last is not None and last.lower in PREPOSITIONS:
        return last.lower == "of" or (len(before) <= 3 and before[0].lower in ("published", "updated", "posted"))
    return (
        last is None
        or last.text in (",", "(", "-", "--", ":", "|", "–", "—")
        or last.pos in ("PROPN", "NOUN", "NUM", "SPACE", "VERB", "X")
    )


def _stamped(parsed: Parsed, mention: ReadTime) -> bool:
    """ "... in strikes (agency) Sunday 18 Sep 2016": weekday and full date behind a headline, no preposition."""
    if mention.form.weekday is None or mention.form.year is None or mention.start > STAMP_CHARACTERS:
        return False
    before = parsed.tokens[mention.first - 1] if mention.first else None
    return before is None or (before.lower not in PREPOSITIONS and before.pos not in ("VERB", "AUX", "ADP", "DET"))


def _bracketed(parsed: Parsed, mention: TimeMention) -> bool:
    """ "KABUL (Jan. 25, 2013) - ": in brackets between a name and a dash or the first word of a sentence."""
    tokens = parsed.tokens
    before = tokens[max(mention.first - 2, 0) : mention.first]
    after = tokens[mention.last + 1 : mention.last + 3]
    if len(before) < 2 or len(after) < 2 or before[1].text != "(" or after[0].text != ")":
        return False
    dash = after[1].text in ("-", "--", "–", "—")
    return before[0].pos == "PROPN" and (dash or after[1].text.isspace() or after[1].text[:1].isupper())


def _in_dateline(parsed: Parsed, mention: TimeMention) -> bool:
    """ "KABUL, June 5 (Agency) -": behind a comma or bracket, before a dash or bracket."""
    before = parsed.tokens[mention.first - 1].text if mention.first else ""
    after = parsed.tokens[mention.last + 1].text if mention.last + 1 < len(parsed.tokens) else ""
    return before in (",", "(") and after in ("(", ")", "-", "--", "–", "—")


def _nearest(form: TimeForm, published: date | None) -> date | None:
    if published is None or form.month is None or form.day is None:
        return None
    days = [d for y in (-1, 0, 1) if (d := valid(published.year + y, form.month, form.day)) is not None]
    return min(days, key=lambda d: abs((d - published).days), default=None)
