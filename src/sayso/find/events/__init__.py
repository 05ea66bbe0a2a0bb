"""Which events a text tells, and who does them to whom: rules by lexicon and grammar, weighed against the reader."""

from sayso.find.events.triggers import EventFinder
from sayso.find.events.weighed import Weigher

__all__ = ["EventFinder", "Weigher"]
