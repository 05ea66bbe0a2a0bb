"""Time expressions to days: against publication, other times of the report, and tense."""

from sayso.resolve.dates.report_dates import ReportDate, report_date_among
from sayso.resolve.dates.resolver import resolve_dates, time_lines

__all__ = ["ReportDate", "report_date_among", "resolve_dates", "time_lines"]
