"""A page as pdfium reads it: runs, rules, fills, pictures and links, in points from the upper left of what is shown."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.page import Page, Shown
from parsers.formats.pdf.pdfium.fonts import named_font
from parsers.formats.pdf.pdfium.source import open_pdf
from parsers.formats.pdf.turned import frame_of
from tests.parsers.formats.pdf.plain_files import HEIGHT, WIDTH, pdf_of, show


def read(content: str, **more: object) -> Page:
    source = open_pdf(pdf_of([content], **more))  # type: ignore[arg-type]
    try:
        return source.read_page(1)
    finally:
        source.close()


def form(stream: str) -> str:
    font = "<</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
    head = f"<</Type /XObject /Subtype /Form /BBox [0 -5 300 50] /Length {len(stream)} /Resources {font}>>"
    return f"{head}\nstream\n{stream}\nendstream"


def texts(page: Page) -> list[str]:
    return [run.text for run in page.runs]


def near(found: tuple[float, ...], wanted: tuple[float, ...], slack: float = 0.6) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= slack for a, b in zip(found, wanted, strict=True))


def test_a_run_knows_where_it_stands_and_how_it_looks() -> None:
    [run] = read("0.8 0 0 rg " + show("Agree the plan", 72, 100, 12, font="F2"), fonts={"F2": "Helvetica-Bold"}).runs
    assert run.text == "Agree the plan"
    assert (round(run.x0), round(run.baseline), run.size) == (72, 100, 12)
    assert run.font.is_bold
    assert run.colour == "cc0000"
    assert near(run.box, (72, 91, run.x1, 102.6))
    assert 150 < run.x1 < 165


def test_each_character_knows_its_left_edge() -> None:
    [run] = read(show("il WW", 100, 50)).runs
    steps = [round(b - a, 1) for a, b in zip(run.xs, run.xs[1:], strict=False)]
    assert len(run.xs) == len(run.text) + 1
    assert steps[:4] == [2.2, 2.2, 2.8, 9.4]


def test_a_part_of_a_run_has_a_box_of_its_own() -> None:
    [run] = read(show("Action Owner", 100, 50)).runs
    part = run.cut(7, 12)
    assert part.text == "Owner"
    assert part.box[0] == run.xs[7]
    assert part.box[2] == run.xs[12]


def test_objects_that_follow_one_another_in_one_look_are_one_run() -> None:
    assert texts(read("BT /F1 10 Tf 72 700 Td (Cor) Tj (por) Tj (ate) Tj ET")) == ["Corporate"]


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        pytest.param("/F2 10 Tf", ["Lead: ", "Ann"], id="another-font"),
        pytest.param("1 0 0 rg", ["Lead: ", "Ann"], id="another-colour"),
        pytest.param("0 -14 Td", ["Lead: ", "Ann"], id="another-line"),
        pytest.param("100 0 Td", ["Lead: ", "Ann"], id="another-column"),
        pytest.param("/F1 8 Tf", ["Lead: ", "Ann"], id="another-size"),
        pytest.param("8 0 0 8 95 700 Tm", ["Lead: ", "Ann"], id="another-scale"),
        pytest.param("5 Ts", ["Lead: ", "Ann"], id="raised"),
    ],
)
def test_a_change_of_look_or_place_ends_a_run(between: str, wanted: list[str]) -> None:
    page = read(f"BT /F1 10 Tf 72 700 Td (Lead: ) Tj {between} (Ann) Tj ET", fonts={"F2": "Times-Bold"})
    assert texts(page) == wanted


def test_columns_set_in_one_go_are_runs_of_their_own() -> None:
    page = read("BT /F1 10 Tf 72 700 Td [(Action) -9000 (Owner) -9000 (By when)] TJ ET")
    assert [text.strip() for text in texts(page)] == ["Action", "Owner", "By when"]
    assert near(tuple(run.box[2] for run in page.runs), (99, 219, 347))


def test_blanks_that_are_not_printed_are_not_made_up() -> None:
    page = read("BT /F1 10 Tf 72 700 Td (Head) Tj 30 0 Td (of) Tj ET")
    assert "".join(texts(page)) == "Headof"
    assert len(page.runs) == 2


def test_fonts_tell_bold_and_italic_by_name() -> None:
    assert named_font("ABCDEF+Carlito-Bold")[1:] == (True, False)
    assert named_font("ArialMT")[1:] == (False, False)
    assert named_font("Georgia,BoldItalic")[1:] == (True, True)
    assert named_font("OpenSans-SemiboldItalic")[1:] == (True, True)
    assert named_font("Demian-Regular")[1:] == (False, False)


def test_text_that_is_filled_and_stroked_is_bold() -> None:
    [run] = read("2 Tr 0.5 w " + show("Priority", 72, 100)).runs
    assert run.font.is_bold


@pytest.mark.parametrize(("turns", "angle"), [(90, 90), (180, 180), (270, 270)])
def test_a_page_that_is_turned_for_show_has_its_text_turned_with_it(turns: int, angle: int) -> None:
    page = read(show("Plan", 72, 100), page=f"/Rotate {turns}")
    upright = read(show("Plan", 72, 100))
    assert (page.width, page.height) == ((HEIGHT, WIDTH) if turns != 180 else (WIDTH, HEIGHT))
    [run], [plain] = page.runs, upright.runs
    assert run.angle == angle
    assert near(frame_of(angle, page.width, page.height)(run.box), plain.box)
    assert near((run.xs[0], run.baseline), (plain.xs[0], plain.baseline))


def test_text_turned_against_the_page_turns_is_upright() -> None:
    page = read("BT /F1 10 Tf 0 1 -1 0 100 72 Tm (Plan) Tj ET", page="/Rotate 90")
    [run] = page.runs
    assert run.angle == 0
    assert near((run.x0, run.baseline), (72, 100))


@pytest.mark.parametrize(("matrix", "angle"), [("0 1 -1 0", 270), ("0 -1 1 0", 90), ("-1 0 0 -1", 180)])
def test_turned_text_has_its_box_on_the_page_and_its_positions_along_its_reading(matrix: str, angle: int) -> None:
    [run] = read(f"BT /F1 10 Tf {matrix} 300 400 Tm (Timescale) Tj ET").runs
    assert run.angle == angle
    assert list(run.xs) == sorted(run.xs)
    assert 40 < run.x1 - run.x0 < 50
    left, top, right, bottom = run.box
    assert left - 8 <= 300 <= right + 8
    assert top - 8 <= 400 <= bottom + 8
    assert near(frame_of(angle, WIDTH, HEIGHT)(run.box), (run.x0, run.top, run.x1, run.bottom), 0.01)


def test_only_the_cropped_part_of_a_page_is_shown() -> None:
    page = read(show("Plan", 172, 100), page="/CropBox [100 50 500 750]")
    assert (page.width, page.height) == (400, 700)
    assert near((page.runs[0].x0, page.runs[0].baseline), (72, 50))


def test_invisible_text_is_told_from_what_is_shown() -> None:
    page = read(show("Printed", 72, 100) + " 3 Tr " + show("Not printed", 72, 120))
    assert [(run.text, run.shown) for run in page.runs] == [("Printed", "shown"), ("Not printed", "invisible")]


def test_text_outside_its_clip_is_not_shown() -> None:
    clip = "q 60 680 200 40 re W n"
    page = read(f"{clip} {show('Inside', 72, 100)} {show('Outside', 72, 300)} Q {show('Beside', 72, 320)}")
    assert [run.shown for run in page.runs] == [Shown.SHOWN, Shown.CLIPPED, Shown.SHOWN]


def test_cells_of_a_row_that_are_clipped_each_to_itself_are_shown() -> None:
    left = f"q 60 680 100 40 re W n {show('Action', 72, 100)} Q"
    right = f"q 160 680 100 40 re W n {show('Lead', 172, 100)} Q"
    assert [run.shown for run in read(f"{left} {right}").runs] == [Shown.SHOWN, Shown.SHOWN]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("1 w 100 700 m 300 700 l S", id="line"),
        pytest.param("100 699.5 200 1 re f", id="thin-box"),
        pytest.param("100 700 m 300 700 l 300 700 l s", id="closed-line"),
        pytest.param("q 2 0 0 2 0 0 cm 0.5 w 50 350 m 150 350 l S Q", id="scaled"),
        pytest.param("1 1 1 RG 1 w 100 700 m 300 700 l S", id="white"),
    ],
)
def test_thin_things_are_edges_on_their_middle(drawn: str) -> None:
    page = read(drawn)
    assert not page.fills
    assert {edge.horizontal for edge in page.edges} == {True}
    edge = page.edges[0]
    assert near(edge[1:5], (100, 100, 300, 100), 1.1)


def test_a_stroked_box_is_four_edges_and_a_painted_one_an_area() -> None:
    page = read("1 0 0 rg 100 600 200 80 re f 1 w 100 600 200 80 re S")
    assert sorted(edge.horizontal for edge in page.edges) == [False, False, True, True]
    [fill] = page.fills
    assert fill.colour == "ff0000"
    assert not fill.curved
    assert near(fill.box, (100, 120, 300, 200))


def test_a_whole_grid_in_one_path_is_its_lines() -> None:
    lines = " ".join(f"100 {y} m 400 {y} l" for y in (500, 540, 580)) + " 100 500 m 100 580 l 400 500 m 400 580 l S"
    page = read("0.5 w " + lines)
    assert sum(edge.horizontal for edge in page.edges) == 3
    assert sum(not edge.horizontal for edge in page.edges) == 2


def test_a_round_thing_is_a_dot_of_its_colour() -> None:
    circle = "110 700 m 110 705.5 105.5 710 100 710 c 94.5 710 90 705.5 90 700 c 90 694.5 94.5 690 100 690 c"
    page = read(f"0 0.6 0 rg {circle} 105.5 690 110 694.5 110 700 c f")
    [fill] = page.fills
    assert fill.curved
    assert fill.colour == "009900"
    assert not page.edges


def test_slanting_lines_are_no_edges() -> None:
    assert not read("1 w 100 700 m 200 500 l S").edges


def test_what_a_form_draws_stands_where_the_form_is_put() -> None:
    page = read(
        "q 1 0 0 1 100 500 cm /X1 Do Q",
        objects={100: form("1 w 0 0 m 200 0 l S BT /F1 10 Tf 5 5 Td (In a form) Tj ET")},
        xobjects={"X1": 100},
    )
    assert texts(page) == ["In a form"]
    assert near((page.runs[0].x0, page.runs[0].baseline), (105, 295))
    assert page.runs[0].shown is Shown.SHOWN
    assert near(page.edges[0][1:5], (100, 300, 300, 300), 1.1)


def test_a_link_marks_the_words_under_it() -> None:
    page = read(
        show("See the report", 72, 100) + " " + show("and the minutes", 72, 140),
        page="/Annots [100 0 R]",
        objects={
            100: "<</Type /Annot /Subtype /Link /Rect [70 695 150 712] /Border [0 0 0]"
            " /A <</S /URI /URI (https://example.org/report.pdf)>>>>"
        },
    )
    assert [run.href for run in page.runs] == ["https://example.org/report.pdf", None]


def test_what_stands_in_a_form_field_is_printed_too() -> None:
    field = "<</Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (lead) /Rect [110 695 300 712] /AP <</N 101 0 R>>>>"
    page = read(
        show("Lead:", 72, 100),
        page="/Annots [100 0 R]",
        objects={100: field, 101: form("BT /F1 10 Tf 2 4 Td (Chief Executive) Tj ET")},
    )
    assert texts(page) == ["Lead:", "Chief Executive"]


def test_a_link_beside_a_form_field_is_read() -> None:
    field = "<</Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (lead) /Rect [110 595 300 612] /AP <</N 101 0 R>>>>"
    link = "<</Type /Annot /Subtype /Link /Rect [70 695 150 712] /A <</S /URI /URI (https://example.org/plan)>>>>"
    page = read(
        show("See the plan", 72, 100),
        page="/Annots [100 0 R 102 0 R]",
        objects={100: field, 101: form("BT /F1 10 Tf 2 4 Td (Chief Executive) Tj ET"), 102: link},
    )
    assert [(run.text, run.href) for run in page.runs] == [
        ("See the plan", "https://example.org/plan"),
        ("Chief Executive", None),
    ]
