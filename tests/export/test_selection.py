"""What an export leaves out: by filters, by review, and private persons' names."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest
from telling_maker import Maker, party, place, toll

from sayso.errors import SaysoError
from sayso.export import FORMATS, export_store
from sayso.export.redact import is_private
from sayso.export.selection import Filters, Selection
from sayso.link import link_store
from sayso.store import Store
from sayso.types import Party, Span

TEXT = (
    "Teacher Mirela Osk was shot dead in Varnholm by the Red Banner on Tuesday, said Governor Hanne Dahl. "
    'Osk had taught at the school since spring, and "Mirela Osk feared nobody", a colleague recalled.'
)


@pytest.fixture
def hers(tmp_path: Path) -> Store:
    """A report that names a teacher and a governor."""
    make = Maker()
    report = make.report(TEXT, outlet="The Daily")
    make.reports[0] = msgspec.structs.replace(report, title="MIRELA OSK shot", url="https://d.example/mirela-osk-shot")
    teacher = Party(
        text="Teacher Mirela Osk", start=0, end=18, name="Mirela Osk", role="Teacher", kind="person", sector="EDU",
        mentions=(Span("Osk", 101, 104),),
    )  # fmt: skip
    make.claim(
        report, mode="firearms", actor=(party("Red Banner", sector="REB", kind="organization"),), recipient=(teacher,),
        counts=(toll(1),), evidence=Span(TEXT, 0, len(TEXT)), speaker="Hanne Dahl", trigger=Span("shot dead", 23, 32),
    )  # fmt: skip
    claim = make.claims[0]
    (speaker,) = claim.source.speakers
    governor = msgspec.structs.replace(speaker, role="Governor", kind="person")
    source = msgspec.structs.replace(claim.source, speakers=(governor,))
    opened = Store.open(tmp_path / "h.sqlite")
    opened.add(make.reports, [msgspec.structs.replace(claim, source=source)])
    link_store(opened)
    return opened


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("of", ["incidents", "claims", "reports"])
def test_redacted_exports_name_no_private_person(hers: Store, format: str, of: str) -> None:
    """Whatever the format, in names, quotations, titles and addresses."""
    out = io.BytesIO()
    try:
        export_store(hers, out, format=format, of=of, filters=Filters(redact="persons"))
    except SaysoError as error:
        assert of in str(error)
        return
    text = out.getvalue()
    if format == "parquet":
        import pyarrow.parquet as pq

        text = json.dumps(pq.read_table(io.BytesIO(text)).to_pylist()).encode()
    assert b"osk" not in text.lower()


def test_redaction_keeps_who_holds_office_and_says_what_the_others_are(hers: Store) -> None:
    """A governor answers for what she says; a teacher is a teacher."""
    (claim,) = Selection(hers, Filters(redact="persons")).claims()
    assert claim.recipient[0].name is None and claim.recipient[0].text == "Teacher"
    assert "Governor Hanne Dahl" in claim.evidence.text and '"[Teacher] feared nobody"' in claim.evidence.text
    assert claim.source.speakers[0].name == "Hanne Dahl"


@pytest.mark.parametrize(
    ("role", "fields", "private"),
    [
        ("teacher", {}, True),
        (None, {}, True),
        ("police officer", {"sector": "COP"}, True),
        ("defence minister", {}, False),
        ("wife of the president", {}, True),
        ("village head", {}, True),
        (None, {"id": "xx-somebody"}, False),
        ("teacher", {"kind": "organization"}, False),
    ],
)
def test_private_is_who_holds_no_office(role: str | None, fields: dict[str, str], private: bool) -> None:
    """The line between public and private is drawn by role, in doubt for privacy."""
    person = Party(text="A B", start=0, end=3, name="A B", role=role, **({"kind": "person"} | fields))  # type: ignore[arg-type]
    assert is_private(person) is private


def test_judgements_are_not_written_redacted(hers: Store) -> None:
    """What people typed cannot be known to be free of names."""
    with pytest.raises(SaysoError, match="redact"):
        export_store(hers, io.BytesIO(), of="judgements", filters=Filters(redact="persons"))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(type="ASSAULT"), 1),
        (Filters(type="PROTEST"), 0),
        (Filters(since="2031-05-06", until="2031-05-06"), 1),
        (Filters(until="2031-05-05"), 0),
        (Filters(country="DNK"), 1),
        (Filters(box=(11.0, 54.0, 13.0, 56.0)), 1),
        (Filters(box=(13.0, 54.0, 11.0, 56.0)), 0),
        (Filters(box=(11.9, 54.0, -170.0, 56.0)), 1),
        (Filters(confidence=0.999), 0),
        (Filters(state="open"), 1),
        (Filters(state="decided"), 0),
    ],
)
def test_filters_choose_incidents_and_claims_alike(hers: Store, filters: Filters, found: int) -> None:
    """The same question to both; an incident of one claim is as sure as can be."""
    chosen = Selection(hers, filters)
    assert len(list(chosen.claims())) == found
    if filters.confidence is None:
        assert len(list(chosen.incidents())) == found
    assert len(list(chosen.wholes("claims"))) == found


def test_state_tells_coder_from_reviewer(hers: Store) -> None:
    """Checked is what a reviewer called right; undone is open again."""
    (claim,) = hers.claims()
    first = hers.rule("right", [claim.id], by="ann", role="coder")

    def states() -> list[str]:
        return [s for s in ("open", "decided", "coded", "checked") if list(Selection(hers, Filters(state=s)).claims())]  # type: ignore[arg-type]

    assert states() == ["decided", "coded"]
    hers.rule("right", [claim.id], by="bo", role="reviewer")
    assert states() == ["decided", "checked"]
    hers.undo(3 - 1, by="bo")
    hers.undo(first.number or 1, by="ann")
    assert states() == ["open"]


def test_a_place_named_like_a_person_of_no_known_kind_stays(tmp_path: Path) -> None:
    """A name of no kind is taken for a person's, unless it is where the event was."""
    make = Maker()
    make.tell(recipient=(party("Ostrey"),), place=place("Ostrey"))
    with Store.open(tmp_path / "s.sqlite") as store:
        store.add(make.reports, make.claims)
        (claim,) = Selection(store, Filters(redact="persons")).claims()
    assert claim.place and claim.place.name == "Ostrey" and claim.recipient[0].name == "Ostrey"
