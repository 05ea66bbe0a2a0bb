"""Bytes to characters: the encoding told, guessed or repaired."""

from __future__ import annotations

import re

import ftfy
from charset_normalizer import from_bytes

# Only the head of a file is looked at to guess its encoding: enough text to tell, flat time.
SNIFF_BYTES = 65_536


def decode(data: bytes, *, repair: bool = True) -> str:
    """Text of the bytes: UTF-8 (or UTF-16 by its mark), else the likeliest encoding; mojibake repaired."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data[:SNIFF_BYTES]).best()
        text = data.decode(best.encoding if best else "cp1252", "replace")
    if repair and "\x00" not in text:
        text = ftfy.fix_encoding(text)
    return re.sub("\r\n?", "\n", text)
