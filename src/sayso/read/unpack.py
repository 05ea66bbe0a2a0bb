"""What came packed: gzip files and the bodies of web pages, unpacked as far as an honest one would go."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from sayso.settings import FREE_UNPACKED_BYTES, LARGEST_PAGE_BYTES, MOST_UNPACKED_RATIO

GZIP_MARK = b"\x1f\x8b"
# How content encodings are told of in the wild, and the window that zlib reads them with (gzip or zlib by its head).
_WINDOWS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
_RAW_DEFLATE = -15


class Bomb(OSError):
    """Data that unpacks to far more than texts do."""

    def __init__(self) -> None:
        super().__init__(27, f"unpacks to more than {MOST_UNPACKED_RATIO} times its size; no report does")


class NotUnpacked(ValueError):
    """A body that cannot be unpacked."""


class Unpacked(io.RawIOBase):
    """The bytes of a gzip stream. OSError where it is broken, cut short or a bomb."""

    def __init__(self, packed: BinaryIO) -> None:
        self._counted = _Counted(packed)
        self._stream = gzip.GzipFile(fileobj=self._counted)  # type: ignore[call-overload]
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            got = int(self._stream.readinto(buffer))
        except (EOFError, zlib.error) as error:
            why = "is cut short" if isinstance(error, EOFError) else f"is broken gzip ({error})"
            raise OSError(5, f"{why}; what came before is read") from error
        except gzip.BadGzipFile as error:
            raise OSError(5, f"is broken gzip ({error}); what came before is read") from error
        self._given += got
        if self._given > FREE_UNPACKED_BYTES + MOST_UNPACKED_RATIO * self._counted.taken:
            raise Bomb
        return got


class _Counted:
    """A stream that knows how much of it was taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.taken = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


def unpacked(packed: BinaryIO) -> io.BufferedReader:
    """The stream that a gzip stream holds; it is read forwards only."""
    return io.BufferedReader(Unpacked(packed))


def body_of(sent: bytes, *, transfer: str | None, content: str | None) -> bytes:
    """A page as it was before the server packed it. A server that says it packed but did not is forgiven.

    Raises NotUnpacked where it is broken, packed in a way that is not read, or a bomb.
    """
    if transfer and "chunked" in transfer.lower():
        sent = _joined(sent)
    for how in reversed([c.strip().lower() for c in (content or "").split(",")]):
        if how in ("", "identity", "utf-8"):
            continue
        if how not in _WINDOWS:
            if sent.lstrip()[:1] == b"<":
                continue
            raise NotUnpacked(f"is packed with {how[:20]!r}, which is not read")
        sent = _inflated(sent, how)
    return sent


def _joined(sent: bytes) -> bytes:
    """The chunks of a chunked body joined; as it is where it does not begin with a chunk."""
    parts: list[bytes] = []
    at = 0
    while at < len(sent):
        end = sent.find(b"\n", at, at + 200)
        size = sent[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or len(size) > 8 or not all(c in b"0123456789abcdefABCDEF" for c in size):
            return sent if not parts else b"".join(parts)
        length = int(size, 16)
        if length == 0:
            break
        parts.append(sent[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if sent[at : at + 2] == b"\r\n" else sent[at : at + 1] == b"\n"
    return b"".join(parts)


def _inflated(sent: bytes, how: str) -> bytes:
    if how != "deflate" and not sent.startswith(GZIP_MARK):
        return sent
    for window in (_WINDOWS[how], _RAW_DEFLATE):
        stream = zlib.decompressobj(window)
        try:
            found = stream.decompress(sent, LARGEST_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if len(found) > LARGEST_PAGE_BYTES:
            raise NotUnpacked(f"unpacks to a page larger than {LARGEST_PAGE_BYTES:,} bytes")
        return found
    if sent.lstrip()[:1] == b"<":
        return sent
    raise NotUnpacked(f"is a page packed with {how} that is broken")
