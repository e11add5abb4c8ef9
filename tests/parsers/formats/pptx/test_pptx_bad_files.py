"""Presentations that are damaged, hostile or too large end with one word that says why; odd ones are read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from fixtures.make.decks.drawing import TITLE_AND_BODY
from normalise.errors import DocumentError
from parsers.formats.pptx import READER
from parsers.formats.pptx.reader import read_deck
from tests.parsers.formats.pptx.decks_by_hand import ReadDeck, change_part, change_parts, printed, remarks_of

SLIDE = "ppt/slides/slide1.xml"
RELS = "ppt/slides/_rels/slide1.xml.rels"
BOMB = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TO_FILE = b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def good() -> bytes:
    deck = ReadDeck()
    deck.add_slide("Recommendation 1", TITLE_AND_BODY).placeholders[1].text = "Talk to residents"
    deck.add_slide("Recommendation 2")
    return deck.save()


def with_head(head: bytes) -> Callable[[bytes], bytes]:
    """Return a change that puts something behind the XML declaration."""
    return lambda part: part.replace(b"?>", b"?>" + head, 1) if b"?>" in part[:100] else head + part


def fail(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_deck(data, "deck.pptx")
    return raised.value


def test_a_good_one_is_claimed_and_read() -> None:
    assert READER.sniff(good())
    assert printed(read_deck(good(), "deck.pptx")) == ["Recommendation 1", "Talk to residents", "Recommendation 2"]


@pytest.mark.parametrize("head", [BOMB, TO_FILE, b"<!DOCTYPE p>"], ids=["bomb", "file", "bare"])
@pytest.mark.parametrize(
    "part",
    [
        SLIDE,
        RELS,
        "ppt/presentation.xml",
        "ppt/theme/theme1.xml",
        "docProps/core.xml",
        "[Content_Types].xml",
        "_rels/.rels",
    ],
)
def test_a_document_type_in_any_part_ends_the_file(part: str, head: bytes) -> None:
    assert fail(change_part(good(), part, with_head(head))).code == "unsafe-xml"


def test_a_slide_under_another_ending_is_looked_over_too() -> None:
    def rename(name: str, content: bytes) -> bytes:
        content = content.replace(b"slides/slide1.xml", b"slides/slide1.dat")
        return with_head(BOMB)(content) if name == SLIDE else content

    data = change_parts(good(), rename)
    renamed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            new.writestr(
                "ppt/slides/slide1.dat" if name == SLIDE else name.replace("slide1.xml.rels", "slide1.dat.rels"),
                old.read(name),
            )
    assert fail(renamed.getvalue()).code == "unsafe-xml"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        pytest.param(SLIDE, b"<p:sld", id="slide-cut"),
        pytest.param(SLIDE, b"", id="slide-empty"),
        pytest.param(SLIDE, None, id="slide-missing"),
        pytest.param("ppt/presentation.xml", None, id="presentation-missing"),
        pytest.param("ppt/slideLayouts/slideLayout2.xml", None, id="layout-missing"),
        pytest.param("ppt/slideMasters/slideMaster1.xml", None, id="master-missing"),
        pytest.param("[Content_Types].xml", None, id="types-missing"),
        pytest.param("_rels/.rels", None, id="relations-missing"),
        pytest.param(RELS, b"<Relationships/>", id="no-layout"),
        pytest.param("ppt/presentation.xml", b"<x/>", id="another-root"),
    ],
)
def test_a_part_that_is_missing_or_broken_ends_the_file(part: str, content: bytes | None) -> None:
    data = change_parts(good(), lambda name, found: content if name == part else found)
    assert fail(data).code == "damaged"


def test_a_broken_part_that_no_slide_needs_is_let_be() -> None:
    with zipfile.ZipFile(extended := BytesIO(good()), "a") as archive:
        archive.writestr("customXml/item1.xml", "<left open")
    assert "Recommendation 1" in printed(read_deck(extended.getvalue(), "deck.pptx"))


def test_a_cut_file_is_damaged() -> None:
    assert fail(good()[:-400]).code == "damaged"


def test_groups_inside_groups_without_end_are_over_budget() -> None:
    def nest(part: bytes) -> bytes:
        group = b"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>"
        return part.replace(b"</p:spTree>", group * 1000 + b"</p:grpSp>" * 1000 + b"</p:spTree>")

    assert fail(change_part(good(), SLIDE, nest)).code == "over-budget"


def test_groups_inside_groups_are_bounded_by_the_budget_before_the_parser_minds() -> None:
    def nest(part: bytes) -> bytes:
        group = b"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>"
        return part.replace(b"</p:spTree>", group * 120 + b"</p:grpSp>" * 120 + b"</p:spTree>")

    error = fail(change_part(good(), SLIDE, nest))
    assert (error.code, "slide 1" in str(error)) == ("over-budget", True)


def test_too_many_slides_are_over_budget() -> None:
    def repeat(part: bytes) -> bytes:
        start, end = part.index(b"<p:sldId "), part.index(b"</p:sldIdLst>")
        return part[:end] + part[start:end] * 1001 + part[end:]

    assert fail(change_part(good(), "ppt/presentation.xml", repeat)).code == "over-budget"


def test_a_relationship_that_leads_round_and_round_is_followed_once() -> None:
    ring = b'<Relationship Id="rId99" Type="x/slide" Target="slide2.xml"/></Relationships>'
    back = b'<Relationship Id="rId99" Type="x/slide" Target="slide1.xml"/></Relationships>'
    data = change_part(good(), RELS, lambda part: part.replace(b"</Relationships>", ring))
    data = change_part(data, RELS.replace("slide1", "slide2"), lambda part: part.replace(b"</Relationships>", back))
    assert len(printed(read_deck(data, "deck.pptx"))) == 3


def test_a_chain_of_parts_without_end_ends_the_file() -> None:
    chain = BytesIO(good())
    with zipfile.ZipFile(chain, "a") as archive:
        for number in range(3000):
            target = f'<Relationship Id="rId1" Type="x" Target="link{number + 1}.xml"/>'
            head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            archive.writestr(f"ppt/slides/_rels/link{number}.xml.rels", f"{head}{target}</Relationships>")
    first = b'<Relationship Id="rId99" Type="x" Target="link0.xml"/></Relationships>'
    data = change_part(chain.getvalue(), RELS, lambda part: part.replace(b"</Relationships>", first))
    assert fail(data).code == "damaged"


def test_a_relationship_to_nothing_that_no_slide_needs_is_let_be() -> None:
    lost = b'<Relationship Id="rId99" Type="x/image" Target="../media/NULL"/></Relationships>'
    data = change_part(good(), RELS, lambda part: part.replace(b"</Relationships>", lost))
    assert len(printed(read_deck(data, "deck.pptx"))) == 3


def test_an_encrypted_member_and_a_path_that_leads_outside_end_the_file() -> None:
    outside = BytesIO(good())
    with zipfile.ZipFile(outside, "a") as archive:
        archive.writestr("../../evil.xml", "<x/>")
    assert fail(outside.getvalue()).code == "unsafe-package"


def test_a_presentation_without_slides_says_so() -> None:
    assert fail(ReadDeck().save()).code == "empty-file"


@pytest.mark.parametrize("kind", ["slideshow", "template"])
def test_slide_shows_and_templates_are_presentations(kind: str) -> None:
    data = change_part(
        good(), "[Content_Types].xml", lambda part: part.replace(b"presentation.main+xml", kind.encode() + b".main+xml")
    )
    assert READER.sniff(data)
    assert len(printed(read_deck(data, "deck.ppsx"))) == 3


def test_macros_are_told_of_and_not_run() -> None:
    with zipfile.ZipFile(carried := BytesIO(good()), "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr("ppt/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")
    document = read_deck(carried.getvalue(), "deck.pptm")
    assert remarks_of(document, "macros") == ["vbaProject.bin"]
    assert remarks_of(document, "embedded-files") == ["oleObject1.bin"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'<a:off x="', b'<a:off x="99999999999999999999', id="far-away"),
        pytest.param(b'type="title"', b'type="nonsense"', id="unknown-holder"),
        pytest.param(b'idx="1"', b'idx="99999999999999"', id="unknown-number"),
        pytest.param(b"<p:spPr/>", b'<p:spPr><a:xfrm rot="x"><a:ext cx="-5"/></a:xfrm></p:spPr>', id="odd-transform"),
        pytest.param(b"<a:p>", b'<a:p><a:pPr lvl="77"><a:buAutoNum type="?" startAt="-9"/></a:pPr>', id="odd-number"),
        pytest.param(b"<a:r>", b'<a:r><a:rPr sz="big" b="maybe" baseline="%"/>', id="odd-looks"),
    ],
)
def test_values_that_no_program_writes_do_no_harm(old: bytes, new: bytes) -> None:
    data = change_part(good(), SLIDE, lambda part: part.replace(old, new))
    assert "Talk to residents" in printed(read_deck(data, "deck.pptx")) or remarks_of(
        read_deck(data, "d"), "hidden-text"
    )


def test_the_properties_are_hints() -> None:
    deck = ReadDeck()
    deck.add_slide("Plan")
    deck.file.core_properties.title, deck.file.core_properties.author = "The plan", "Policy Team"
    hints = dict(deck.read().hints)
    assert (hints["title"], hints["author"]) == ("The plan", "Policy Team")


def test_a_file_without_properties_has_no_hints() -> None:
    data = change_parts(good(), lambda name, content: None if name == "docProps/core.xml" else content)
    assert read_deck(data, "deck.pptx").hints == ()
