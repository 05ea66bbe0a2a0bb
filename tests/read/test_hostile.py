"""Bombs, mazes and tricks: each costs one line that names the file, and the good report beside it is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from pathlib import Path

import pytest
from fuzz.seeds import BODY, FEED, PAGE, archive, parquet, report

from sayso.errors import BadReport
from sayso.export import export_store
from sayso.read import read_reports
from sayso.read.inputs import input_of
from sayso.read.markup import too_long_tag, too_much_markup
from sayso.read.reports import read_input
from sayso.read.unpack import NotUnpacked, body_of
from sayso.settings import (
    FREE_UNPACKED_BYTES,
    LARGEST_LINE_BYTES,
    LARGEST_PAGE_BYTES,
    LARGEST_SIDECAR_BYTES,
    MOST_ATTRIBUTES,
    MOST_TAGS,
    MOST_UNPACKED_RATIO,
)
from sayso.store import Store
from sayso.types import Report


def read(*inputs: Path, stdin: bytes | None = None) -> tuple[list[Report], list[str]]:
    found = list(read_reports([*inputs] if stdin is None else ["-"], stdin=io.BytesIO(stdin or b"")))
    return [r for r in found if isinstance(r, Report)], [str(r) for r in found if isinstance(r, BadReport)]


def of(name: str, data: bytes) -> tuple[list[str], list[str]]:
    """Texts and problems of one file with these bytes."""
    found = list(read_input(input_of(name, io.BytesIO(data)), {}))
    return [r.text for r in found if isinstance(r, Report)], [str(r) for r in found if isinstance(r, BadReport)]


ZEROS = gzip.compress(bytes(FREE_UNPACKED_BYTES + MOST_UNPACKED_RATIO * 100_000), mtime=0)
BOMBS = {
    "zeros.txt.gz": ZEROS,
    "zeros.jsonl.gz": ZEROS,
    "zeros.csv.gz": gzip.compress(b"id,text\n" + bytes(FREE_UNPACKED_BYTES + MOST_UNPACKED_RATIO * 100_000)),
    "lines.jsonl.gz": gzip.compress(b"\n" * (FREE_UNPACKED_BYTES + MOST_UNPACKED_RATIO * 100_000)),
    "unnamed.gz": ZEROS,
}


@pytest.mark.parametrize("name", BOMBS)
def test_gzip_bombs_are_refused(name: str) -> None:
    """What unpacks to hundreds of times its size is no text; it is given up on the way, not at the end."""
    good, bad = of(name, BOMBS[name])
    assert not good
    assert any(name in line and "times its size" in line for line in bad), bad


def test_packed_reports_that_repeat_are_read() -> None:
    """A thousand copies of a report pack 100 to 1 and are honest."""
    lines = b"\n".join(report(id=f"r{n}") for n in range(5000))
    packed = gzip.compress(lines)
    good, bad = of("a.jsonl.gz", packed)
    assert len(lines) > 40 * len(packed)
    assert len(good) == 5000 and not bad


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz", "a.html.gz", "a.xml.gz", "a.gz"])
@pytest.mark.parametrize("harm", ["cut", "flipped", "torn head"])
def test_broken_gzip_is_one_line(name: str, harm: str) -> None:
    """Cut short, a bit flipped, or no gzip behind its first bytes."""
    whole = bytearray(gzip.compress(report() + b"\n" + b"x" * 9000, mtime=0))
    if harm == "cut":
        whole = whole[: len(whole) // 2]
    elif harm == "flipped":
        whole[-6] ^= 16
    else:
        whole = whole[:2] + b"\xff\xff\xff\xff"
    _, bad = of(name, bytes(whole))
    assert bad and all(name in line for line in bad)


def test_gzip_comes_through_a_pipe_too() -> None:
    good, bad = read(stdin=gzip.compress(report()))
    assert [r.text for r in good] == [BODY] and not bad
    good, bad = read(stdin=ZEROS)
    assert not good and len(bad) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "x-gzip", "gzip, gzip", "chunked"])
def test_packed_pages_in_archives_are_read(encoding: str) -> None:
    """Archives of some crawlers keep pages as the server packed them."""
    page = PAGE.encode()
    sent = {
        "gzip": gzip.compress(page), "x-gzip": gzip.compress(page), "deflate": zlib.compress(page),
        "raw deflate": zlib.compress(page)[2:-4], "gzip, gzip": gzip.compress(gzip.compress(page)),
        "chunked": b"%x\r\n" % 100 + page[:100] + b"\r\n%x;x=1\r\n" % len(page[100:]) + page[100:] + b"\r\n0\r\n\r\n",
    }[encoding]  # fmt: skip
    chunked = encoding == "chunked"
    told = None if chunked else encoding.removeprefix("raw ")
    assert body_of(sent, transfer="chunked" if chunked else None, content=told) == page


def test_page_that_says_packed_and_is_not_is_forgiven() -> None:
    for content in ("gzip", "deflate", "br"):
        assert body_of(PAGE.encode(), transfer="chunked", content=content) == PAGE.encode()


def test_packed_bombs_in_archives_are_refused() -> None:
    """A page that unpacks to a gigabyte, twice over, or is packed in a way that is not read; the next page is read."""
    bomb = gzip.compress(bytes(LARGEST_PAGE_BYTES + 1))
    with pytest.raises(NotUnpacked, match="larger"):
        body_of(bomb, transfer=None, content="gzip")
    with pytest.raises(NotUnpacked, match="larger"):
        body_of(gzip.compress(bomb), transfer=None, content="gzip, gzip")
    with pytest.raises(NotUnpacked, match="'br'"):
        body_of(b"\x0b\x02\x80abc\x03", transfer=None, content="br")
    bad_page = archive("\x00" * (LARGEST_PAGE_BYTES + 1), encoding="gzip")
    good, bad = of("a.warc", bad_page + archive())
    assert len(good) == 1 and len(bad) == 1 and "a.warc record 1" in bad[0]
    good, bad = of("a.warc.gz", gzip.compress(archive(encoding="gzip")) + gzip.compress(archive()))
    assert BODY in good[0] and ("already used" in bad[0])


def test_archive_with_endless_head_is_one_line() -> None:
    data = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * 50_000_000
    good, bad = of("a.warc.gz", gzip.compress(data, 1))
    assert not good and len(bad) == 1 and "a.warc.gz" in bad[0]


@pytest.mark.parametrize(
    "name", ["../../out", "file:///etc/passwd", "/etc/passwd", "a\x1b[2Jb", "..\\..\\out", "C:\\out"]
)
def test_names_inside_archives_are_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A record's id and address are kept as they stand; no file is opened or made by them."""
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    page = archive().replace(b"<urn:uuid:1>", name.encode()).replace(b"https://courier.example/1", name.encode())
    rows = report(id=f"{name}2", url=name, outlet=name) + b"\n"
    Path("a.warc.gz").write_bytes(gzip.compress(page))
    Path("b.jsonl").write_bytes(rows)
    good, _ = read(Path("a.warc.gz"), Path("b.jsonl"))
    assert len(good) == 2 and all(BODY in r.text for r in good)
    with Store.open(tmp_path / "in" / "s.sqlite") as store:
        store.add(good, [])
        export_store(store, io.BytesIO(), of="reports")
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert {p.name.split("-")[0] for p in Path().iterdir()} == {"a.warc.gz", "b.jsonl", "s.sqlite"}


def test_page_of_200_megabytes_is_refused(tmp_path: Path) -> None:
    """Not read into memory whole to find out."""
    with (tmp_path / "big.html").open("wb") as big:
        big.write(PAGE.encode())
        big.truncate(200_000_000)
    good, (bad,) = read(tmp_path)
    assert not good and "big.html" in bad and "larger" in bad


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + f"<p>{BODY}</p>", "<b>" * 10_000, "<table><tr><td>" * 10_000, "<ul><li>" * 10_000,
        "<" * 10_000, "<!--" * 10_000, "<script>" * 10_000, "&amp;" * 10_000, "<![CDATA[" * 10_000,
        '<script type="application/ld+json">' + '{"a":[' * 10_000 + "</script>",
    ],
    ids=["div", "b", "table", "list", "open", "comment", "script", "entity", "cdata", "json"],
)  # fmt: skip
def test_ten_thousand_nested_tags_end_well(page: str) -> None:
    """A report or a line, in any case an end."""
    good, bad = of("deep.html", f"<html><body>{page}</body></html>".encode())
    assert len(good) + len(bad) == 1


def many_attributes(name: str = "div") -> str:
    return f"<{name} " + " ".join(f'a{n}="x"' for n in range(MOST_ATTRIBUTES + 2)) + ">"


@pytest.mark.parametrize(
    "before", ["", '<i a=">">', "<!-->", "<!-- x --!>", "<script>a<b</script>", "<textarea>", '<i "=">']
)
def test_a_tag_of_endless_attributes_is_refused(before: str) -> None:
    """The parsers take time in the square of them; no quote or comment before it hides the tag."""
    assert too_much_markup(before + many_attributes())
    assert too_long_tag("<style>" + many_attributes() + "</style>", xml=True)


@pytest.mark.parametrize(
    "page",
    [
        '<p class="a b">x</p>\n' * 9000, "<script>if (a<b) { " + "x = y; " * 9000 + "}</script>",
        "<!-- " + "a b " * 9000 + "-->", "<style>a<b " + "c d " * 9000 + "</style>", "a < b " * 9000,
    ],
    ids=["tags", "script", "comment", "style", "text"],
)  # fmt: skip
def test_ordinary_markup_is_not_too_much(page: str) -> None:
    """Scripts and comments hold no tags."""
    assert too_much_markup(page) is None


def test_too_many_tags_are_refused() -> None:
    good, (bad,) = of("links.html", b"<html><body>" + b"<br>" * (MOST_TAGS + 1))
    assert not good and "links.html" in bad and "tags" in bad


_NESTED = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha ha">{_NESTED}]>'


def test_feed_entities_are_not_followed(tmp_path: Path) -> None:
    """A billion laughs stay few, and no entity brings a file in."""
    (tmp_path / "secret.txt").write_text("the secret")
    outside = f'<!DOCTYPE x [<!ENTITY j SYSTEM "file://{tmp_path / "secret.txt"}">]>'
    for entities in (LAUGHS, outside):
        feed = FEED.replace('<?xml version="1.0"?>', entities).replace("Two people", "&j; Two people")
        good, bad = of("a.xml", feed.encode())
        assert all("secret" not in text and len(text) < 1000 for text in good)
        assert len(good) + len(bad) >= 1


def test_feed_that_is_a_path_opens_nothing(tmp_path: Path) -> None:
    """The bytes of a feed are never taken for the name of a file, nor for an address."""
    (tmp_path / "secret.xml").write_text(FEED)
    for content in (str(tmp_path / "secret.xml"), f"file://{tmp_path / 'secret.xml'}", "http://127.0.0.1:9/feed"):
        good, (bad,) = of("a.xml", content.encode())
        assert not good and "no feed" in bad


def test_feed_with_endless_attributes_is_refused() -> None:
    for feed in (FEED, FEED.replace("<?xml", "<?xml").encode("utf-16").decode("latin-1")):
        data = feed.encode("latin-1") if "\x00" in feed else feed.encode()
        tag = many_attributes("item").encode("utf-16-le" if b"\x00" in data else "utf-8")
        good, bad = of("a.xml", data + tag)
        assert not good and len(bad) == 1 and "attributes" in bad[0]


def test_table_with_one_endless_line_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as table:
        table.write(b"id,text\na,")
        table.truncate(LARGEST_LINE_BYTES * 5)
    good, (bad,) = read(tmp_path)
    assert not good and "longer than" in bad


def test_deep_json_is_one_line(tmp_path: Path) -> None:
    """In a file of its own, in a line, and beside a text."""
    deep = "[" * 100_000
    assert "nested" in of("a.json", deep.encode())[1][0]
    good, bad = of("a.jsonl", report() + b'\n{"text": ' + deep.encode() + b"\n" + report(id="b"))
    assert len(good) == 2 and "line 2" in bad[0]
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt.json").write_text('{"id": ' + deep)
    reports, (bad_side,) = read(tmp_path)
    assert len(reports) == 1 and "a.txt.json" in bad_side


def test_fields_that_are_texts_are_refused() -> None:
    """A text in the wrong column is told, not stored as an id."""
    _, (bad,) = of("a.json", report(id="x" * 20_000))
    assert "id of more than" in bad


def test_sidecar_is_no_way_out(tmp_path: Path) -> None:
    """Neither a link to another folder's file nor gigabytes are read as a description."""
    (tmp_path / "in").mkdir()
    (tmp_path / "keys.json").write_text(json.dumps({"outlet": "secret"}))
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(BODY)
    (tmp_path / "in" / "a.txt.json").symlink_to(tmp_path / "keys.json")
    (tmp_path / "in" / "b.txt.json").write_text('{"outlet": "' + "x" * LARGEST_SIDECAR_BYTES + '"}')
    good, bad = read(tmp_path / "in")
    assert [r.outlet for r in good] == [None, None]
    assert ["a.txt.json" in bad[0], "b.txt.json" in bad[1]] == [True, True]


def test_links_neither_loop_nor_lead_out(tmp_path: Path) -> None:
    """A link to itself, to a folder above, to a file inside, and one to nowhere."""
    inside = tmp_path / "in"
    (inside / "deep").mkdir(parents=True)
    (inside / "deep" / "a.txt").write_text(BODY)
    (inside / "again.txt").symlink_to(inside / "deep" / "a.txt")
    (inside / "loop.txt").symlink_to(inside / "loop.txt")
    (inside / "deep" / "up").symlink_to(inside)
    (inside / "out").symlink_to(tmp_path)
    (inside / "nowhere.txt").symlink_to(inside / "none.txt")
    good, bad = read(inside)
    assert [r.id for r in good] == ["again"]
    told = {Path(line.split(": ")[0]).name for line in bad}
    assert told == {"loop.txt", "up", "out", "nowhere.txt"}
    good, bad = read(inside / "loop.txt")
    assert not good and len(bad) == 1


def test_names_from_hell_are_told_apart(tmp_path: Path) -> None:
    """Newlines, escapes, dots, no text at all, and names longer than the machine takes."""
    for name in ("a\nb.txt", "c\x1b[2Jd.txt", "..e.txt", "f .txt", "-", "*.txt"):
        (tmp_path / name).write_text(BODY)
    with (tmp_path / os.fsdecode(b"\xff\xfe.txt")).open("w") as odd:
        odd.write(BODY)
    good, bad = read(tmp_path)
    assert len(good) == 6 and not bad
    good, bad = read(tmp_path / ("x" * 5000), tmp_path / "**" / "[", tmp_path / "c\x1b[2Jd.txt")
    assert len(good) == 1 and len(bad) == 2


def test_folder_400_deep_is_read(tmp_path: Path) -> None:
    """Without recursion; a file there is a report."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(400):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(file, BODY.encode())
    os.close(file)
    os.close(here)
    good, bad = read(tmp_path)
    assert len(good) == 1 and not bad


def test_parquet_cut_anywhere_is_one_line() -> None:
    whole = parquet()
    for cut in range(0, len(whole), 97):
        good, bad = of("a.parquet", whole[:cut])
        assert len(good) <= 3 and len(bad) >= 1
