"""Report to Parsed: sentences, tokens, dependencies, names. The only room that imports spaCy."""

from sayso.parse.parser import PIPELINE, Parser

__all__ = ["PIPELINE", "Parser"]
