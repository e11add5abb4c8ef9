"""A page's flow: footnotes, line numbers, turned text and tables where they stand."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Block, Layer, Table
from parsers.formats.pdf.flow.page_flow import Placed, read_page_flow
from parsers.formats.pdf.page import Edge, Picture, TextRun
from parsers.words import Place
from tests.parsers.formats.pdf.pages_by_hand import dot, lines_of, page, rule, run, wrapped

PROSE = "The council will publish a plan that is costed and that says who is to do what and by when " * 3


def read(*runs: TextRun, tables: tuple[Placed, ...] = (), edges: tuple[Edge, ...] = ()) -> list[Block | Table]:
    made = page(*runs)
    made.edges = list(edges)
    return list(read_page_flow(made, runs, tables, {}).blocks)


def layers(blocks: list[Block | Table]) -> list[str]:
    return [block.layer.value for block in blocks]


def test_small_type_under_a_raised_number_at_the_foot_is_a_note() -> None:
    note = [run("1", 72, 697, 4.5), *lines_of("A note that says where this is from", 75, 700, 7)]
    assert layers(read(*lines_of(wrapped(PROSE, 450)), *note)) == ["body", "note"]


def test_a_running_footer_below_a_note_is_none() -> None:
    text = lines_of(wrapped(PROSE, 450))
    call = run("3", text[0].x1, 96.5, 6)
    note = lines_of("3 A note that says where this is from", 72, 700, 7)
    found = read(*text, call, *note, *lines_of("Page 4", 72, 740, 7))
    assert layers(found) == ["body", "note", "body"]


def test_small_type_under_a_short_rule_is_a_note() -> None:
    note = lines_of("altitude and goes on from the page before", 72, 700, 7)
    assert layers(read(*lines_of(wrapped(PROSE, 450)), *note, edges=(rule(72, 216, 690),))) == ["body", "note"]


def test_small_type_at_the_foot_alone_is_none() -> None:
    assert layers(read(*lines_of(wrapped(PROSE, 450)), *lines_of("Photo: the town hall", 72, 700, 7))) == ["body"] * 2


def test_numbers_that_count_every_line_are_furniture() -> None:
    text = wrapped(PROSE, 300).splitlines()
    numbers = [run(str(number), 60 - 5 * (number > 9), 100 + 20 * number) for number in range(1, 13)]
    runs = [run(line, 90, 120 + 20 * row) for row, line in enumerate(text)]
    *body, counted = read(*numbers, *runs)
    assert " ".join(str(block) for block in body) == PROSE.strip()
    assert counted.layer is Layer.FURNITURE
    assert isinstance(counted, Block)
    assert counted.text.split() == [str(number) for number in range(1, 13)]


def test_numbers_of_short_items_count_no_lines() -> None:
    runs = [run(str(number), 72, 100 + 12 * number) for number in range(1, 13)]
    runs += [run("Talk to residents of the borough", 90, 100 + 12 * number) for number in range(1, 13)]
    assert not any(block.layer is Layer.FURNITURE for block in read(*runs))


def test_a_small_picture_in_front_of_a_line_is_a_bullet() -> None:
    made = page(run("Publish a plan", 90, 100))
    made.pictures = [Picture((76, 93, 82, 99), 12, 12), Picture((300, 93, 306, 99), 12, 12)]
    [found] = read_page_flow(made, made.runs, [], {}).blocks
    assert str(found) == "• Publish a plan"


def test_a_coloured_shape_beside_a_line_is_a_block_and_one_of_a_drawing_none() -> None:
    made = page(run("On track", 90, 100), run("Below", 90, 200))
    made.fills = [dot(76, 97, 9, "92d050"), dot(76, 140, 9, "92d050")]
    found = read_page_flow(made, made.runs, [], {}).blocks
    assert [block.fill for block in found if isinstance(block, Block)] == ["92d050", None, None]


def test_a_table_stands_between_the_text_above_and_below_it() -> None:
    table = Table((), 1, 1, place=Place(page=1, bbox=(72, 120, 500, 280)))
    found = read(run("Above", 72, 100), run("Below", 72, 300), tables=(((72, 120, 500, 280), table),))
    assert found[1] is table
    assert [block.text for block in found if isinstance(block, Block)] == ["Above", "Below"]


def test_a_drop_cap_begins_the_first_of_the_lines_beside_it() -> None:
    first, second, third, *rest = wrapped(PROSE, 300).splitlines()
    runs = [run(first[0], 72, 124, 36), run(first[1:], 92, 100), run(second, 92, 112), run(third, 92, 124)]
    [found] = read(*runs, *lines_of("\n".join(rest), 72, 136))
    assert str(found) == PROSE.strip()


def test_a_large_letter_by_itself_is_no_drop_cap() -> None:
    assert [str(block) for block in read(run("A", 72, 100, 36), run("Appendix of the plan", 72, 130))] == [
        "A",
        "Appendix of the plan",
    ]


def test_text_at_a_slant_is_a_watermark() -> None:
    draft = replace(run("DRAFT", 200, 400, 60), angle=315)
    assert layers(read(run("Text", 72, 100), draft)) == ["body", "furniture"]


def test_text_that_reads_upward_comes_last() -> None:
    found = read(replace(run("Sidewise", 72, 100), angle=270), run("Text", 72, 100))
    assert [str(block) for block in found] == ["Text", "Sidewise"]
