"""Reading: every kind of input comes out as reports, and what is bad is named and left out."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadReport
from sayso.read import read_reports
from sayso.read.fields import clean, parse_date
from sayso.read.language import detect_language
from sayso.settings import LARGEST_FILE_BYTES, LONGEST_REPORT_CHARACTERS
from sayso.types import Report

BODY = "Two people were hurt in the town of Norvale on Tuesday, the police said. The road was closed."


def read(*inputs: str | Path, stdin: bytes | None = None) -> tuple[list[Report], list[BadReport]]:
    found = list(read_reports(inputs, stdin=None if stdin is None else io.BytesIO(stdin)))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, BadReport)]


def test_text_takes_head_and_file_name(tmp_path: Path) -> None:
    """A head of known keys describes the report; the body begins after it."""
    (tmp_path / "norvale.txt").write_text(f"outlet: Courier\npublished: 2024-03-07\n\n{BODY}")
    (report,), bad = read(tmp_path)
    assert (report.id, report.outlet, report.published, report.text) == ("norvale", "Courier", "2024-03-07", BODY)
    assert not bad


def test_text_without_head_is_all_body(tmp_path: Path) -> None:
    """A first line with a colon is no head unless all its keys are known."""
    (tmp_path / "a.txt").write_text(f"Breaking: {BODY}\n\nMore follows.")
    (report,), _ = read(tmp_path)
    assert report.text.startswith("Breaking: Two")


def test_text_takes_sidecar(tmp_path: Path) -> None:
    """x.txt.json describes x.txt and is no report itself."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt.json").write_text(json.dumps({"outlet": "Courier", "id": "n-1"}))
    (report,), bad = read(tmp_path)
    assert (report.id, report.outlet, bad) == ("n-1", "Courier", [])


def test_json_lines_name_the_broken_line(tmp_path: Path) -> None:
    """One broken line of twenty costs that line only, and is named by its number."""
    lines = [json.dumps({"id": f"r{n}", "text": f"{BODY} {n}"}) for n in range(20)]
    lines[6] = lines[6][:30]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines))
    good, bad = read(path)
    assert len(good) == 19
    assert [b.where for b in bad] == [f"{path} line 7"]


def test_json_lines_split_at_newline_alone(tmp_path: Path) -> None:
    """Other line separators occur inside strings."""
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "a", "text": BODY + "\u2028x"}, ensure_ascii=False) + "\n")
    good, bad = read(tmp_path)
    assert len(good) == 1
    assert not bad


@pytest.mark.parametrize("indent", [None, 2])
def test_json_object_and_list(tmp_path: Path, indent: int | None) -> None:
    """A file may hold one report or a list of them, on one line or many."""
    (tmp_path / "one.json").write_text(json.dumps({"id": "a", "text": BODY}, indent=indent))
    (tmp_path / "two.json").write_text(
        json.dumps([{"id": "b", "text": BODY}, {"id": "c", "text": BODY}], indent=indent)
    )
    good, bad = read(tmp_path)
    assert [r.id for r in good] == ["a", "b", "c"]
    assert not bad


def test_table_reads_named_columns(tmp_path: Path) -> None:
    """Columns go by name, ours or those of other tools."""
    (tmp_path / "t.csv").write_text(f'headline,source,date,body\nHurt,Courier,2024-03-07,"{BODY}"\n')
    (report,), bad = read(tmp_path)
    assert (report.title, report.outlet, report.published, report.text) == ("Hurt", "Courier", "2024-03-07", BODY)
    assert not bad


def test_table_without_text_column_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    good, (bad,) = read(tmp_path)
    assert not good
    assert "no column for the text" in bad.why


PAGE = f"""<html><head><title>Two hurt in Norvale</title><meta property="og:site_name" content="Courier"></head>
<body><script>alert(1)</script><article><h1>Two hurt in Norvale</h1>
<p>{BODY}</p><p>{BODY} Again.</p></article></body></html>"""


def test_page_gives_text_and_no_script(tmp_path: Path) -> None:
    """A saved page is its article; nothing of its scripts comes along."""
    (tmp_path / "p.html").write_text(PAGE)
    (report,), _ = read(tmp_path)
    assert BODY in report.text
    assert "alert" not in report.text
    assert report.outlet == "Courier"


def test_page_without_text_is_bad(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text("<html><body></body></html>")
    good, (bad,) = read(tmp_path)
    assert not good
    assert "page without text" in bad.why


def test_feed_gives_a_report_an_entry(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_text(
        f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
        <item><title>Hurt</title><link>https://courier.example/1</link><pubDate>Thu, 07 Mar 2024 10:00:00 GMT</pubDate>
        <description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"""
    )
    (report,), bad = read(tmp_path)
    assert (report.outlet, report.text, report.published) == ("Courier", BODY, "2024-03-07T10:00:00Z")
    assert not bad


def archive(page: str, record: int) -> bytes:
    body = page.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{record}>\r\nWARC-Date: 2024-03-07T00:00:00Z\r\n"
        f"WARC-Target-URI: https://courier.example/{record}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_archive_gives_a_report_a_page(tmp_path: Path, packed: bool) -> None:
    """WARC, packed or not; a record cut short is named and the others are read."""
    whole, cut = archive(PAGE, 1), archive(PAGE, 2)[:300]
    data = gzip.compress(whole) + gzip.compress(cut) if packed else whole + cut
    (tmp_path / ("w.warc.gz" if packed else "w.warc")).write_bytes(data)
    good, bad = read(tmp_path)
    assert [r.url for r in good] == ["https://courier.example/1"]
    assert len(bad) == 1


def test_standard_input_is_sniffed() -> None:
    """JSON Lines and plain text both come through a pipe."""
    assert read("-", stdin=json.dumps({"id": "a", "text": BODY}).encode())[0][0].id == "a"
    assert read("-", stdin=BODY.encode())[0][0].text == BODY


def test_second_report_with_an_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps({"id": "a", "text": BODY + str(n)}) for n in range(2)))
    good, (bad,) = read(tmp_path)
    assert len(good) == 1
    assert "already used" in bad.why


def test_id_is_made_from_outlet_date_and_text() -> None:
    """The same report gets the same id, another text another."""
    ids = [read("-", stdin=json.dumps({"text": t}).encode())[0][0].id for t in (BODY, BODY, BODY + "!")]
    assert ids[0] == ids[1] != ids[2]


def test_legacy_encoding_is_repaired(tmp_path: Path) -> None:
    """Windows bytes and twice-encoded UTF-8 both come out as the words they were."""
    text = "Le café “Médina” a été touché, said José. " * 4
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-8").decode("cp1252", "replace").encode("utf-8"))
    good, _ = read(tmp_path)
    assert "café" in good[0].text
    assert "café" in good[1].text


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Empty, giant, special and missing files: one line each, the good report is read."""
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(BODY)
    with (tmp_path / "giant.txt").open("wb") as giant:
        giant.truncate(LARGEST_FILE_BYTES + 1)
    (tmp_path / "long.txt").write_text("a" * (LONGEST_REPORT_CHARACTERS + 1))
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door.txt"))
        good, bad = read(tmp_path, tmp_path / "missing.txt")
    assert [r.id for r in good] == ["good"]
    told = {Path(b.where).name: b.why for b in bad}
    assert "no text" in told["empty.txt"]
    assert "larger" in told["giant.txt"]
    assert "characters long" in told["long.txt"]
    assert "no regular file" in told["door.txt"]
    assert "no such file" in told["missing.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable for root")
def test_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    path.chmod(0)
    _, (bad,) = read(tmp_path)
    assert "permission" in bad.why


def test_link_out_of_the_folder_is_left_out(tmp_path: Path) -> None:
    """A folder of reports from strangers may not reach other files."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text(BODY)
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    good, (bad,) = read(tmp_path / "in")
    assert not good
    assert "link out" in bad.why


def test_surrogates_and_nuls_keep_offsets() -> None:
    """Replaced one for one: the caller's offsets still fit."""
    (report,), _ = read("-", stdin=b'{"id": "a", "text": "A \\ud800 bomb \\u0000 hit the town of Norvale."}')
    assert report.text == "A \ufffd bomb \ufffd hit the town of Norvale."


@given(st.text())
def test_clean_keeps_length(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018-7-5", "2018-07-05"),
        ("20180705", "2018-07-05"),
        ("2018-07-05T09:14:00Z", "2018-07-05T09:14:00Z"),
        ("Thu, 05 Jul 2018 09:14:00 GMT", "2018-07-05T09:14:00+00:00"),
        ("2018-02-31", None),
        ("last Tuesday", None),
    ],
)
def test_parse_date_knows_days_that_exist(value: str, date: str | None) -> None:
    assert parse_date(value) == date


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (BODY.upper(), "en"),
        ("Deux personnes ont été tuées mardi dans le nord du pays, selon la police locale.", "fr"),
        ("قُتل شخصان في انفجار وقع يوم الثلاثاء في المدينة، بحسب الشرطة المحلية.", "ar"),
        ("1234 5678", "und"),
    ],
)
def test_language_is_told(text: str, language: str) -> None:
    """Reports in other languages must never be coded as if they were English."""
    assert detect_language(text) == language
