"""Web archives (WARC, WARC.gz) by fastwarc, streamed, one report a page."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import BadReport
from sayso.read.decode import decode
from sayso.read.fields import Fields
from sayso.read.html import page_fields
from sayso.read.inputs import Input
from sayso.read.unpack import NotUnpacked, body_of
from sayso.settings import LARGEST_PAGE_BYTES


def read_warc(item: Input) -> Iterator[Fields | BadReport]:
    """Reports of an archive: its successful HTML responses. The capture day stands in for no date: it is left null."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(item.stream, record_types=WarcRecordType.response, parse_http=True)
    try:
        for number, record in enumerate(records, 1):
            url = record.headers.get("WARC-Target-URI")
            where = f"{item.name} record {number}" + (f" ({url})" if url else "")
            http = record.http_headers
            kind = (record.http_content_type or "") if http is not None else ""
            if http is None or http.status_code is None:
                yield BadReport(where, "is a record cut short")
                continue
            if http.status_code != 200 or "html" not in kind:
                continue
            body = record.reader.read(LARGEST_PAGE_BYTES + 1)
            if len(body) > LARGEST_PAGE_BYTES:
                yield BadReport(where, f"is a page larger than {LARGEST_PAGE_BYTES:,} bytes")
                continue
            try:
                page = body_of(
                    body, transfer=http.get("Transfer-Encoding"), content=http.get("Content-Encoding")
                )  # fmt: skip
            except NotUnpacked as error:
                yield BadReport(where, str(error))
                continue
            found = page_fields(decode(page), where=where, url=url)
            yield found if isinstance(found, BadReport) else Fields(where, {"id": record.record_id, **found.values})
    except (ValueError, EOFError, OSError) as error:
        yield BadReport(item.name, f"is a broken archive ({error}); what came before is read")
