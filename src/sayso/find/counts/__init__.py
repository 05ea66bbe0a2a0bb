"""Numbers of people, with what became of them."""

from sayso.find.counts.finder import CountFinder

__all__ = ["CountFinder"]
