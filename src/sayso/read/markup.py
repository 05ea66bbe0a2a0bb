"""Whether a page's markup is of a size that a parser takes in seconds: tags, and attributes of one tag."""

from __future__ import annotations

import re

from sayso.settings import MOST_ATTRIBUTES, MOST_TAGS

_TAG = re.compile(r"<(?:(!--)|/?([a-zA-Z][^\s/>]*))")
# One attribute as HTML reads it: a name, perhaps a value with or without quotes.
_ATTRIBUTE = re.compile(r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?""")
_COMMENT_END = re.compile(r"--!?>")
# What can separate two attributes; a page with fewer of them holds no long tag.
_SEPARATORS = " \n\t/\"'"
# Their content is no markup.
_RAW = frozenset({"script", "style"})


def too_much_markup(page: str) -> str | None:
    """Why a page is not parsed, or None. The HTML parser takes time in the square of a tag's attributes, and a page
    of links takes 170 kB of memory for each kB."""
    if page.count("<") > MOST_TAGS:
        return f"is a page with more than {MOST_TAGS:,} tags"
    return too_long_tag(page)


def too_long_tag(markup: str, *, xml: bool = False) -> str | None:
    """Why markup with such a tag is not parsed, or None. In XML, scripts and styles are elements like any other."""
    if sum(map(markup.count, _SEPARATORS)) > MOST_ATTRIBUTES and _longest_tag(markup, xml) > MOST_ATTRIBUTES:
        return f"holds a tag of more than {MOST_ATTRIBUTES:,} attributes"
    return None


def _longest_tag(page: str, xml: bool) -> int:
    """Most attributes of one tag, in one pass over the page."""
    most, at = 0, 0
    while (tag := _TAG.search(page, at)) is not None:
        at = tag.end()
        if tag[1]:
            end = _COMMENT_END.search(page, tag.start() + 2)
            at = end.end() if end else len(page)
            continue
        held = 0
        while (attribute := _ATTRIBUTE.match(page, at)) is not None:
            at, held = attribute.end(), held + 1
        most = max(most, held)
        if most > MOST_ATTRIBUTES:
            return most
        name = tag[2].lower()
        if name in _RAW and not xml and page[tag.start() + 1] != "/":
            end = re.compile(f"(?i)</{name}").search(page, at)
            at = end.start() if end else len(page)
    return most
