"""Names of places in a text, with what the words around say of them."""

from sayso.find.places.finder import PlaceFinder

__all__ = ["PlaceFinder"]
