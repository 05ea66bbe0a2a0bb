"""Where fuzzing begins: a few whole inputs a target, written for the purpose, and the words of the tables."""

from __future__ import annotations

import gzip
import io
import json
import re
from importlib.resources import files

BODY = "Two people were hurt in the town of Norvale on Tuesday, the police said. The road was closed."
TOLD = (
    "At least 12 to 15 soldiers, including three officers, were killed and some 1,200 families displaced between"
    " March 3 and the night of 5 April 2031, Colonel Ada Brandt told the Courier. “We lost dozens,” she said.\n"
    "Terrorists of the occupation regime shelled eastern Norvale, 20 km north of Gao, with Grad rockets at 4:30 p.m."
    " last Friday; a third of the nearly two million residents fled in the late 1990s."
)

PAGE = f"""<html lang="en"><head><title>Two hurt</title><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2024-03-07T10:00:00Z"></head>
<body><script>alert(1)</script><article><h1>Two hurt</h1><p>{BODY}</p><p>{BODY} Again.</p></article></body></html>"""

FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><item><title>Hurt</title>
<link>https://courier.example/1</link><pubDate>Thu, 07 Mar 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><id>urn:1</id><title>Hurt</title>
<updated>2024-03-07T10:00:00Z</updated><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""

UNITS = (
    "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,lat,lon\nMali,ML,Gao,ML07,16.2,-0.04\nMali,ML,Kidal,ML08,,\n"
)

PLACE = "\t".join(
    ["9000001", "Norvale", "Norvale", "Norval,Norwale", "16.1", "-0.2", "P", "PPL", "ML", "", "07", "", "", "", "1200",
     "", "250", "Africa/Bamako", "2024-03-07"]
)  # fmt: skip

ACTORS = (
    "id,name,aliases,country,sector,kind,since,until,ucdp,member_of\n"
    "norvale-guard,Norvale Guard,NG|the Guard,MLI,REB,organization,2019,,12,\n"
)


def archive(page: str = PAGE, *, encoding: str = "") -> bytes:
    """A WARC record of one page."""
    body = gzip.compress(page.encode(), mtime=0) if encoding == "gzip" else page.encode()
    told = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{told}Content-Length: {len(body)}\r\n\r\n".encode()
    http = head + body
    warc = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-07T00:00:00Z\r\n"
        "WARC-Target-URI: https://courier.example/1\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return warc.encode() + http + b"\r\n\r\n"


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    rows = [{"doc_id": f"n{i}", "body": BODY, "date": "2024-03-07"} for i in range(3)]
    pq.write_table(pa.Table.from_pylist(rows), out, compression="none")
    return out.getvalue()


def report(**more: object) -> bytes:
    return json.dumps({"id": "a", "outlet": "Courier", "published": "2024-03-07", "text": BODY, **more}).encode()


JUDGEMENT = {
    "kind": "right-value", "claims": ["a"], "others": [], "field": "counts.killed.people", "value": {"best": 3},
    "by": "Ana", "at": "2031-03-12T00:00:00Z", "number": 3,
    "passage": {"report": "a", "text": "x", "start": 0, "end": 1},
}  # fmt: skip
WISH = {"kind": "right", "incident": "abcd", "by": "Ana", "role": "coder", "seen": 0}
FACT = {
    "report": "a", "fact": "three died", "kind": "count",
    "is": {"counts[a].what": ["killed"], "counts[a].best": 3, "place.name": "~Nor", "place": {"near": [1, 2], "km": 9}},
}  # fmt: skip
PAIR = {"id": "a", "text": BODY, "actor": [{"start": 0, "end": 3}], "recipient": [], "type": "ASSAULT"}

_TOLD = [bytes(range(7, 90, 3)) + b"\x00" + text.encode() for text in (TOLD, BODY)]

SEEDS: dict[str, list[bytes]] = {
    "text": [BODY.encode(), f"outlet: Courier\npublished: 2024-03-07\n\n{BODY}".encode(), BODY.encode("utf-16")],
    "json": [report(), report() + b"\n" + report(id="b"), b"[" + report() + b"]"],
    "table": [f'headline,source,date,body\nHurt,Courier,2024-03-07,"{BODY}"\n'.encode()],
    "tabs": [f"title\tdate\ttext\nHurt\t2024-03-07\t{BODY}\n".encode()],
    "html": [PAGE.encode()],
    "feed": [FEED.encode(), ATOM.encode()],
    "warc": [archive(), archive(encoding="gzip")],
    "parquet": [parquet()],
    "packed": [bytes([n]) + body for n, body in enumerate([report(), UNITS.encode(), BODY.encode(), PAGE.encode()])]
    + [b"\x04" + archive(), gzip.compress(report(), mtime=0)],
    "standard_input": [BODY.encode(), report(), FEED.encode(), archive(), PAGE.encode()],
    "words": [BODY.encode(), "Le café “Médina” a été touché".encode("cp1252"), PAGE.encode()],
    **dict.fromkeys(("times", "counts", "labels", "things", "places", "attributions", "events", "claims"), _TOLD),
    "report": [TOLD.encode(), BODY.encode(), TOLD.upper().encode(), BODY.lower().encode()],
    "shapes_of_words": [TOLD.upper().encode(), BODY.encode()],
    "judgements": [json.dumps(j).encode() for j in (JUDGEMENT, [JUDGEMENT], WISH, {"by": "A", "role": "coder"})],
    "gazetteer_add": [UNITS.encode(), PLACE.encode()],
    "actors_add": [ACTORS.encode()],
    "facts": [json.dumps(FACT).encode()],
    "pairs": [json.dumps(PAIR).encode(), json.dumps({"report": "a", "start": 0, "end": 3}).encode()],
    "asked": [b"since=2024-03-07&until=2025&q=a+b&type=ASSAULT&state=open&box=1,2,3,4&page=2&country=Mali&sort=old"],
}  # fmt: skip

TABLES = ("times", "counts", "labels", "things", "places", "attribution", "events")


def dictionary() -> list[str]:
    """Words of the tables that the finders look for, and what the formats are made of."""
    found: set[str] = set()
    for table in TABLES:
        text = (files("sayso") / "data" / f"{table}.toml").read_text(encoding="utf-8")
        found.update(w for w in re.findall(r'"([^"\\\n]{2,24})"', text) if w.isascii() and w.isprintable())
    marks = (
        "<!DOCTYPE",
        "<![CDATA[",
        "&amp;",
        "&#x0;",
        "WARC/1.0",
        "Content-Encoding: gzip",
        "\\ud800",
        "PAR1",
        '{"id":',
    )
    return sorted(found) + list(marks)
