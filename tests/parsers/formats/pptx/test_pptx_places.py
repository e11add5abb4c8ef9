"""Where things stand on slides: reading order, groups, dots beside lines, running lines, pictures, SmartArt."""

from __future__ import annotations

import io
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from fixtures.make.decks.drawing import AMBER, BLUE, GREEN, RED, TWO_BODIES
from parsers.document import Block, BlockKind, Layer
from parsers.formats.pptx.furniture import strip_goes_on
from parsers.formats.pptx.graphics import read_diagram
from parsers.formats.pptx.order import Placed, order_boxes
from parsers.formats.pptx.places import Box
from parsers.formats.pptx.text import Teller, TextReader
from parsers.words import NOWHERE
from tests.parsers.formats.pptx.decks_by_hand import ReadDeck, printed, remarks_of


def order(*boxes: tuple[str, float, float, float, float]) -> str:
    """Return the names of boxes (left, top, width, height) in reading order; a name's length is what it prints."""
    placed = [Placed(Box(*place), len(name) * 20) for name, *place in boxes]
    return " ".join(boxes[index][0] for index in order_boxes(placed))


@pytest.mark.parametrize(
    ("boxes", "read"),
    [
        pytest.param([("b", 0, 5, 9, 2), ("a", 0, 0, 9, 2)], "a b", id="from-the-top"),
        pytest.param([("right", 5, 0, 4, 5), ("left", 0, 0, 4, 5)], "left right", id="two-columns"),
        pytest.param(
            [("h1", 0, 0, 4, 1), ("h2", 5, 0, 4, 1), ("t1", 0, 1.1, 4, 4), ("t2", 5, 1.1, 4, 4)],
            "h1 t1 h2 t2", id="columns-with-headings",
        ),
        pytest.param(
            [("t2", 5, 3, 4, 1), ("a", 0, 0, 4, 1), ("b", 5, 0, 4, 1), ("t1", 0, 3, 4, 1)],
            "a b t1 t2", id="rows-far-apart",
        ),
        pytest.param(
            [("1", 0, 0, 1, 1), ("first", 3, 0, 6, 1), ("2", 0, 1.2, 1, 1), ("second", 3, 1.2, 6, 1)],
            "1 first 2 second", id="labels-in-front-of-lines",
        ),
        pytest.param(
            [("foot", 0, 8, 9, 1), ("right", 5, 2, 4, 5), ("left", 0, 2, 4, 5), ("head", 0, 0, 9, 1)],
            "head left right foot", id="columns-between-bands",
        ),
        pytest.param([("under", 0, 1, 9, 9), ("over", 3, 3, 2, 2)], "under over", id="one-over-the-other"),
        pytest.param([("same", 0, 0, 0, 0), ("place", 0, 0, 0, 0)], "same place", id="without-places"),
        pytest.param([], "", id="none"),
    ],
)  # fmt: skip
def test_boxes_are_read_band_by_band_and_column_by_column(
    boxes: list[tuple[str, float, float, float, float]], read: str
) -> None:
    assert order(*boxes) == read


def test_a_group_is_read_as_a_whole() -> None:
    group = Box(0, 0, 9, 9)
    boxes = {
        "a": (Box(0, 0, 2, 2), 1),
        "b": (Box(0, 6, 2, 2), 1),
        "c": (Box(5, 3, 2, 2), None),
        "d": (Box(3, 9, 2, 1), None),
    }
    placed = [Placed(box, 99, number, group) for box, number in boxes.values()]
    names = [list(boxes)[index] for index in order_boxes(placed)]
    assert names.index("b") - names.index("a") == 1


def test_two_bodies_are_read_one_after_the_other_below_the_title() -> None:
    deck = ReadDeck()
    slide = deck.add_slide("Recommendation 1", TWO_BODIES)
    slide.placeholders[2].text = "Right\nRight again"
    slide.placeholders[1].text = "Left\nLeft again"
    assert printed(deck.read()) == ["Recommendation 1", "Left", "Left again", "Right", "Right again"]


def test_shapes_in_groups_stand_where_the_group_puts_them() -> None:
    deck = ReadDeck()
    slide = deck.add_slide("Plan")
    deck.add_text("Second", 1, 3.5)
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(0.5))
    box.text_frame.text = "First"
    inner = group.shapes.add_group_shape()
    inner.shapes.add_textbox(Inches(1), Inches(6.6), Inches(2), Inches(0.5)).text_frame.text = "Below it"
    group.top, group.height = Inches(2), Inches(1)
    assert printed(deck.read()) == ["Plan", "First", "Below it", "Second"]


def beside(colours: list[tuple[str, float]], lines: str) -> list[tuple[str | None, str]]:
    """Return fill and words of what is read from a text box at an inch from the left with dots to its left."""
    deck = ReadDeck()
    deck.add_slide("Progress")
    deck.add_text(lines, 1, 2, 7, 0.5 * (lines.count("\n") + 1))
    for colour, top in colours:
        deck.add_dot(colour, 0.6, top, 0.25)
    blocks = (block for block in deck.read().blocks[1:] if isinstance(block, Block))
    return [(block.fill, block.text) for block in blocks]


def test_dots_stand_in_front_of_the_lines_beside_them() -> None:
    assert beside([(RED, 3.05), (GREEN, 2.1), (AMBER, 2.6)], "One\nTwo\nThree") == [
        (GREEN, ""), (None, "One"), (AMBER, ""), (None, "Two"), (RED, ""), (None, "Three"),
    ]  # fmt: skip


def test_a_single_dot_stands_by_the_line_at_its_height() -> None:
    assert beside([(GREEN, 2.35)], "One\nTwo\nThree") == [(None, "One"), (GREEN, ""), (None, "Two"), (None, "Three")]


def test_a_dot_beside_a_title_stands_behind_it() -> None:
    deck = ReadDeck()
    deck.add_slide("Recommendation 1")
    deck.add_dot(BLUE, 9.4, 0.7)
    assert [block.kind for block in deck.read().blocks if isinstance(block, Block)] == [
        BlockKind.HEADING,
        BlockKind.SHAPE,
    ]


def test_a_dot_far_from_any_words_stands_by_itself() -> None:
    deck = ReadDeck()
    deck.add_slide("Progress")
    deck.add_text("One", 0.5, 2, 1)
    deck.add_dot(BLUE, 8, 6)
    shapes = [block for block in deck.read().blocks if isinstance(block, Block) and block.kind is BlockKind.SHAPE]
    assert [shape.fill for shape in shapes] == [BLUE]


def test_lines_that_run_over_most_slides_are_furniture_and_labels_are_not() -> None:
    deck = ReadDeck()
    for number in range(1, 5):
        deck.add_slide(f"Recommendation {number}")
        deck.add_text("Where we are", 0.5, 0.2, 4)
        deck.add_text(f"Policy and Performance | {number}", 0.5, 7.0, 4, 0.3)
        deck.add_text("The same words in the middle", 0.5, 3, 4)
    document = deck.read()
    assert printed(document, Layer.FURNITURE) == [f"Policy and Performance | {number}" for number in range(1, 5)]
    assert printed(document).count("Where we are") == 4
    assert printed(document).count("The same words in the middle") == 4


def test_what_stands_at_the_edge_of_two_slides_is_read() -> None:
    deck = ReadDeck()
    for number in range(1, 3):
        deck.add_slide(f"Recommendation {number}")
        deck.add_text("Note: figures to May", 0.5, 7.0, 4, 0.3)
    assert printed(deck.read(), Layer.FURNITURE) == []


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        pytest.param("Action plan (continued)", "Action plan", id="continued"),
        pytest.param("Action plan – cont'd", "Action plan", id="contd"),
        pytest.param("Action plan cont.", "Action plan", id="cont"),
        pytest.param("Action plan (2 of 3)", "Action plan", id="of"),
        pytest.param("Action plan 2/3", "Action plan", id="slash"),
        pytest.param("Action plan (2)", "Action plan", id="number-in-brackets"),
        pytest.param("Action plan part 2", "Action plan", id="part"),
        pytest.param("Plan 2025/26", "Plan 2025/26", id="financial-year"),
        pytest.param("Recommendation 2", "Recommendation 2", id="number"),
        pytest.param("Recommendation 2 of 6", "Recommendation 2 of 6", id="one-of-several-recommendations"),
        pytest.param("Theme 2/4", "Theme 2/4", id="one-of-several-themes"),
        pytest.param("Recommendation 2 (continued)", "Recommendation 2", id="recommendation-continued"),
        pytest.param("We continued", "We", id="a-sentence-ends-so"),
        pytest.param("Continued", "Continued", id="nothing-else"),
    ],
)
def test_what_says_that_a_slide_goes_on_is_no_part_of_its_title(title: str, stripped: str) -> None:
    assert strip_goes_on(title) == stripped


def test_a_title_that_is_said_again_is_furniture_and_its_dot_is_not() -> None:
    deck = ReadDeck()
    for title in ("Action plan", "Action plan (continued)", "Other"):
        deck.add_slide(title)
        deck.add_dot(GREEN, 9.4, 0.7)
    document = deck.read()
    assert printed(document, Layer.FURNITURE) == ["Action plan (continued)"]
    shapes = [block for block in document.blocks if isinstance(block, Block) and block.kind is BlockKind.SHAPE]
    assert [shape.layer for shape in shapes] == [Layer.BODY] * 3


def picture() -> io.BytesIO:
    saved = io.BytesIO()
    Image.new("RGB", (40, 30), (0, 128, 0)).save(saved, "PNG")
    saved.seek(0)
    return saved


@pytest.mark.parametrize(
    ("description", "width", "shapes", "remarks"),
    [
        pytest.param("Green circle", 0.4, ["Green circle"], 0, id="status"),
        pytest.param("Logo", 0.8, [], 0, id="logo"),
        pytest.param("The plan as a picture", 8, [], 1, id="large"),
        pytest.param("", 8, [], 1, id="large-and-undescribed"),
    ],
)
def test_a_picture_is_a_status_or_a_remark_or_nothing(
    description: str, width: float, shapes: list[str], remarks: int
) -> None:
    deck = ReadDeck()
    slide = deck.add_slide("Plan")
    found: Any = slide.shapes.add_picture(picture(), Inches(0.5), Inches(2), Inches(width), Inches(width / 2))
    found._element.nvPicPr.cNvPr.set("descr", description)
    document = deck.read()
    blocks = (block for block in document.blocks if isinstance(block, Block) and block.kind is BlockKind.SHAPE)
    assert [block.text for block in blocks] == shapes
    assert len(remarks_of(document, "unread-picture")) == remarks


def test_a_chart_is_told_of() -> None:
    deck = ReadDeck()
    slide = deck.add_slide("Figures")
    maker: Any = CategoryChartData
    data = maker()
    data.categories = ["May"]
    data.add_series("Calls", (3,))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(2), Inches(4), Inches(3), data)
    document = deck.read()
    assert remarks_of(document, "unread-picture") == ["slide 1: a chart (Chart 2)"]
    assert remarks_of(document, "embedded-files") == []


DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
 <dgm:pt modelId="0" type="doc"/>
 <dgm:pt modelId="2"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Second</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>First</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="3"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Below the first</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="4"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Tied to nothing</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="5" type="pres"><dgm:t><a:p><a:r><a:t>Drawn only</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>
 <dgm:cxnLst><dgm:cxn modelId="a" srcId="0" destId="2" srcOrd="1"/>
 <dgm:cxn modelId="b" srcId="0" destId="1" srcOrd="0"/>
 <dgm:cxn modelId="c" srcId="1" destId="3" srcOrd="0"/>
 <dgm:cxn modelId="d" srcId="3" destId="1" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>"""


def test_smart_art_is_read_in_its_own_order_also_where_it_ties_itself_in_a_ring() -> None:
    blocks = read_diagram(etree.fromstring(DIAGRAM), TextReader(Teller()), NOWHERE)
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, "First"),
        (BlockKind.ITEM, "Below the first"),
        (BlockKind.PARAGRAPH, "Second"),
        (BlockKind.PARAGRAPH, "Tied to nothing"),
    ]
