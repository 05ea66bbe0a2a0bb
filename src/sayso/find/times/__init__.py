"""Time expressions of a text, read into forms that `resolve.dates` puts on the calendar."""

from sayso.find.times.finder import TimeFinder

__all__ = ["TimeFinder"]
