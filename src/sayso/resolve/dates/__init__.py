"""Time expressions to days: against publication, other times of the report, and tense."""

from sayso.resolve.dates.resolver import report_date, resolve_dates, time_lines

__all__ = ["report_date", "resolve_dates", "time_lines"]
