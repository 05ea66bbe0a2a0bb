"""Who says or believes what in a text: cues, quotations, sources, contents."""

from sayso.find.attribution.finder import AttributionFinder, attribution_layer

__all__ = ["AttributionFinder", "attribution_layer"]
