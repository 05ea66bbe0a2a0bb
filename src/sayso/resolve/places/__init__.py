"""Place names to points on the map: candidates, evidence, a small trained ranker."""

from sayso.resolve.places.resolver import PlaceResolver, place_layer

__all__ = ["PlaceResolver", "place_layer"]
