"""Blocks out of lines: paragraphs, line ends, list items with their marks, by look alone."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind
from parsers.formats.pdf.flow.blocks import Setting, read_blocks
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.page import Fill, Font, TextRun
from parsers.words import Place
from tests.parsers.formats.pdf.pages_by_hand import SYMBOL_FONT, dot, lines_of, run, text_width, wrapped

COLUMN = (72.0, 0.0, 372.0, 800.0)  # 60 characters wide
PROSE = (
    "The council will publish a plan that is costed and that says who is to do what and by when so that everybody can "
    "see how far each of the actions has come and what is still to be done before the peers come back next year"
)


def blocks(*runs: TextRun, box: tuple[float, float, float, float] = COLUMN, dots: tuple[Fill, ...] = ()) -> list[Block]:
    return list(read_blocks(read_lines(runs), Setting(Place(page=1), box, dots=dots)))


def cell(*runs: TextRun, width: float = 110.0) -> list[Block]:
    place = Place(page=1, table=0, row=1, cell=2)
    return list(read_blocks(read_lines(runs), Setting(place, (67.0, 0.0, 67.0 + width, 800.0))))


def texts(found: list[Block]) -> list[str]:
    return [f"{block.marker} {block.text}" if block.marker else block.text for block in found]


def levels(found: list[Block]) -> list[tuple[int, str | None]]:
    return [(block.level, block.marker) for block in found]


def test_lines_that_the_width_ends_are_one_paragraph() -> None:
    assert texts(blocks(*lines_of(wrapped(PROSE, 300)))) == [PROSE]


def test_space_between_lines_parts_paragraphs() -> None:
    upper, lower = wrapped(PROSE, 300), wrapped(PROSE, 300)
    runs = [*lines_of(upper), *lines_of(lower, baseline=100 + 12 * len(upper.splitlines()) + 6)]
    assert texts(blocks(*runs)) == [PROSE, PROSE]


def test_an_indented_first_line_begins_a_paragraph() -> None:
    first = wrapped(f"{PROSE}.", 300).splitlines()
    runs = lines_of("\n".join([*first, "   Another one begins here, which is indented by its first line", *first]))
    assert len(blocks(*runs)) == 2


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert texts(blocks(*lines_of("A sentence.\nAnother one."))) == ["A sentence.", "Another one."]


def test_a_short_line_that_ends_none_keeps_its_line_end() -> None:
    assert texts(blocks(*lines_of("Lead: Head of Policy\nTimescale: March 2025"))) == [
        "Lead: Head of Policy\nTimescale: March 2025"
    ]


def test_a_line_of_a_cell_that_is_full_goes_on() -> None:
    assert texts(cell(*lines_of("Director of People\nand Resources"))) == ["Director of People and Resources"]


def test_a_line_of_a_cell_that_had_room_was_ended_on_purpose() -> None:
    assert texts(cell(*lines_of("March 2025\nJune 2025"))) == ["March 2025\nJune 2025"]


@pytest.mark.parametrize(
    ("front", "tail"), [("Infrastruc", "ture plan"), ("recommen", "dations"), ("Partnership", "s")]
)
def test_a_word_that_a_narrow_cell_parts_is_made_whole(front: str, tail: str) -> None:
    found = cell(*lines_of(f"{front}\n{tail}"), width=text_width(front) + 15)
    assert texts(found) == [front + tail]


@pytest.mark.parametrize(("front", "tail"), [("Governance", "review"), ("Housing", "and homes"), ("Item", "a")])
def test_words_that_fill_a_line_of_a_narrow_cell_each_stay_words(front: str, tail: str) -> None:
    found = cell(*lines_of(f"{front}\n{tail}"), width=text_width(front) + 15)
    assert texts(found) == [f"{front} {tail}"]


def test_small_letters_go_on_unless_much_room_was_left() -> None:
    assert texts(cell(*lines_of("Head of the\nservice"), width=108.0)) == ["Head of the service"]
    assert texts(cell(*lines_of("chief executive\nmonitoring officer"), width=200.0)) == [
        "chief executive\nmonitoring officer"
    ]


def test_a_full_line_goes_on_though_a_capital_follows() -> None:
    assert texts(cell(*lines_of("Assistant Director\nCommunities"))) == ["Assistant Director Communities"]


def test_a_bold_line_above_plain_text_is_a_block_of_its_own() -> None:
    runs = [*lines_of("What we shall do", bold=True), *lines_of(wrapped(PROSE, 300), baseline=112)]
    found = blocks(*runs)
    assert texts(found) == ["What we shall do", PROSE]
    assert found[0].words.is_bold()


def test_a_bold_beginning_stays_with_its_sentence() -> None:
    runs = [run("Recommendation one:", 72, 100, bold=True), *lines_of("publish a plan that is costed in full", 172)]
    assert texts(blocks(*runs, *lines_of("by the autumn", baseline=112))) == [
        "Recommendation one: publish a plan that is costed in full by the autumn"
    ]


def test_larger_type_is_a_block_of_its_own() -> None:
    runs = [run("Introduction", 72, 100, 14), *lines_of(wrapped(PROSE, 300), baseline=118)]
    assert texts(blocks(*runs)) == ["Introduction", PROSE]


def test_a_heading_of_two_lines_is_one_block_though_its_lines_are_further_apart() -> None:
    heading = "A heading that is so long that it takes two lines"
    runs = lines_of(wrapped(heading, 290, 14), size=14, pitch=17)
    runs += lines_of(wrapped(PROSE, 300), baseline=145)
    assert texts(blocks(*runs)) == [heading, PROSE]


def test_a_narrower_paragraph_is_no_list_of_lines() -> None:
    quoted = lines_of(wrapped(PROSE, 220), 112)
    runs = [*quoted, *lines_of(wrapped(PROSE, 300), baseline=300)]
    assert texts(blocks(*runs)) == [PROSE, PROSE]


def test_lines_of_a_list_that_are_alike_in_length_are_no_narrow_paragraph() -> None:
    runs = lines_of("Nineteen hundred people work in\nForty teams in all, of which\nTwo in ten are apprentices now")
    assert texts(blocks(*runs)) == [
        "Nineteen hundred people work in\nForty teams in all, of which\nTwo in ten are apprentices now"
    ]


def test_centred_lines_that_do_not_fill_the_page_keep_their_ends() -> None:
    runs = [run("Report of the peer team", 164, 100), run("to Wexmere council", 177, 112)]
    assert texts(blocks(*runs)) == ["Report of the peer team\nto Wexmere council"]


def test_superscripts_that_push_lines_apart_part_no_paragraph() -> None:
    lines = wrapped(PROSE, 300).splitlines()
    runs = [run(line, 72, 100 + 12 * row + (4 if row > 1 else 0)) for row, line in enumerate(lines)]
    runs.append(run("1", runs[2].x1, runs[2].baseline - 3.5, 6.0))
    assert len(blocks(*runs)) == 1


@pytest.mark.parametrize(
    ("mark", "font", "marker"),
    [
        pytest.param("•", Font("Sans"), "•", id="bullet"),
        pytest.param("\uf0b7", SYMBOL_FONT, "•", id="word-bullet"),
        pytest.param("\uf0a7", Font("Wingdings"), "▪", id="wingdings-square"),
        pytest.param("ü", Font("Wingdings"), "✓", id="wingdings-check"),
        pytest.param("o", Font("CourierNew"), "o", id="courier-circle"),
        pytest.param("–", Font("Sans"), "–", id="dash"),
        pytest.param("✓", Font("Sans"), "✓", id="check"),
        pytest.param("1.", Font("Sans"), "1.", id="number"),
        pytest.param("iv.", Font("Sans"), "iv.", id="roman"),
        pytest.param("(a)", Font("Sans"), "(a)", id="letter-in-brackets"),
        pytest.param("\x9b", Font("Wingdings"), "\x9b", id="a-sign-nobody-knows"),
    ],
)
def test_a_mark_in_front_of_a_line_is_a_list_items(mark: str, font: Font, marker: str) -> None:
    found = blocks(run(mark, 72, 100, font=font), run("Publish a plan", 90, 100))
    assert [(block.kind, block.marker, block.text) for block in found] == [(BlockKind.ITEM, marker, "Publish a plan")]


def test_lines_under_the_words_of_an_item_belong_to_it() -> None:
    runs = [run("•", 72, 100), *lines_of(wrapped(PROSE, 280), 90), run("•", 72, 172), run("Second item", 90, 172)]
    assert texts(blocks(*runs)) == [f"• {PROSE}", "• Second item"]


def test_lines_that_run_back_under_the_mark_belong_to_the_item() -> None:
    runs = [run("1. An action that is so long that it goes on in a line below", 72, 100), run("its number", 72, 112)]
    assert texts(blocks(*runs)) == ["1. An action that is so long that it goes on in a line below its number"]


def test_numbers_flush_right_are_one_list() -> None:
    runs = [run("Talk to residents", 90, 100 + 12 * row) for row in range(3)]
    runs += [run("8.", 77, 100), run("9.", 77, 112), run("10.", 72, 124)]
    found = blocks(*runs)
    assert levels(found) == [(0, "8."), (0, "9."), (0, "10.")]
    assert len({block.list_id for block in found}) == 1


def test_lists_inside_lists_are_deeper() -> None:
    rows = [("•", 72), ("o", 90), ("▪", 108), ("o", 90), ("•", 72)]
    runs = [run(mark, x, 100 + 12 * row) for row, (mark, x) in enumerate(rows)]
    runs += [run("An entry of it", x + 12, 100 + 12 * row) for row, (_, x) in enumerate(rows)]
    assert levels(blocks(*runs)) == [(0, "•"), (1, "o"), (2, "▪"), (1, "o"), (0, "•")]


def test_a_paragraph_at_the_margin_ends_a_list() -> None:
    runs = [
        run("1. First", 72, 100),
        run("Text of its own, which is no item.", 72, 130),
        run("1. First again", 72, 160),
    ]
    found = blocks(*runs)
    assert [block.kind.value for block in found] == ["item", "paragraph", "item"]
    assert found[0].list_id != found[2].list_id


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param(
            "This follows from what the constitution says in its part no", "2. The rules of debate", id="number"
        ),
        pytest.param(
            "The programme has three strands that are all new to everybody", "– and one that is not", id="dash"
        ),
        pytest.param("It is set out in full in the report that members had in", "a) and b) of the annex", id="letters"),
    ],
)
def test_running_text_that_begins_a_line_like_an_item_is_none(upper: str, lower: str) -> None:
    assert texts(blocks(*lines_of(f"{upper}\n{lower}"))) == [f"{upper} {lower}"]


def test_items_without_indentation_each_begin_a_block() -> None:
    runs = lines_of("1. Talk to residents\n2. Talk to members\n- a dash\n- another dash")
    assert texts(blocks(*runs)) == ["1. Talk to residents", "2. Talk to members", "- a dash", "- another dash"]


def test_lines_at_the_margin_below_an_item_are_no_part_of_it() -> None:
    runs = [run("1.", 72, 100), run("Write the plan", 90, 100), *lines_of("Lead: Head of Policy\nWhen: May", 72, 112)]
    assert texts(blocks(*runs)) == ["1. Write the plan", "Lead: Head of Policy\nWhen: May"]


def test_running_text_under_a_short_line_is_a_paragraph() -> None:
    first, *rest = wrapped(PROSE, 300).splitlines()
    runs = lines_of("\n".join(["October 2025", first, *rest]))
    assert texts(blocks(*runs)) == ["October 2025", PROSE]


def test_a_number_that_hangs_without_a_full_stop_keeps_its_place_in_the_words() -> None:
    runs = [run("12", 72, 100), *lines_of(wrapped(PROSE, 270), 100)]
    assert texts(blocks(*runs)) == [f"12 {PROSE}"]


def test_a_drawn_dot_in_front_of_a_line_is_a_bullet() -> None:
    found = blocks(run("Publish a plan", 90, 100), run("Talk to staff", 90, 112), dots=(dot(78, 97), dot(78, 109)))
    assert texts(found) == ["• Publish a plan", "• Talk to staff"]


def test_a_drawn_dot_elsewhere_is_none() -> None:
    found = blocks(run("Publish a plan", 90, 100), dots=(dot(300, 97), dot(78, 140)))
    assert texts(found) == ["Publish a plan"]


def test_a_coloured_shape_is_a_block_where_it_stands() -> None:
    amber = dot(80, 115, 9, "ffc000")
    place = Place(page=1, table=0, row=1, cell=2)
    lines = read_lines([run("Above", 72, 100), run("Below", 72, 140)])
    found = read_blocks(lines, Setting(place, (67, 80, 200, 160), fills=(amber,)))
    assert [(block.kind.value, block.text, block.fill) for block in found] == [
        ("paragraph", "Above", None),
        ("shape", "", "ffc000"),
        ("paragraph", "Below", None),
    ]


def test_a_block_knows_its_box_and_its_cell() -> None:
    [found] = cell(*lines_of("Director of People\nand Resources"))
    assert found.place == Place(page=1, table=0, row=1, cell=2, bbox=(72.0, 92.5, 162.0, 114.5))
    assert all(part.place.cell == 2 and part.place.bbox for part in found.words.runs)


def test_lines_that_lead_to_page_numbers_each_stand_alone() -> None:
    runs = [run("Introduction", 72, 100), run("3", 366, 100), run("Recommendations", 72, 112), run("12", 362, 112)]
    assert texts(blocks(*runs)) == ["Introduction 3", "Recommendations 12"]


def test_dots_that_lead_to_a_page_number_are_no_word() -> None:
    runs = [run("Contents", 72, 100, 14, bold=True)]
    for row, title in enumerate(("1. Introduction", "2. Next steps"), 1):
        leader = run(f"{title}{'.' * (57 - len(title))}", 72, 100 + 14 * row)
        runs += [leader, run(str(row + 2), 365, 100 + 14 * row)]
    assert [(block.marker, block.text[:5]) for block in blocks(*runs)] == [
        (None, "Conte"),
        ("1.", "Intro"),
        ("2.", "Next "),
    ]


def test_lines_of_labels_across_the_page_are_lines_of_their_own() -> None:
    rows = [
        ("Lead: Head of Policy", "When: June", "Status: begun"),
        ("Lead: Leader", "When: by 30 May", "Status: done"),
    ]
    runs = [run(text, x, 100 + 12 * row) for row, line in enumerate(rows)
            for text, x in zip(line, (72, 200, 300), strict=True)]  # fmt: skip
    assert texts(blocks(*runs)) == [" ".join(row) for row in rows]


def test_a_bold_label_begins_a_line_of_its_own_though_the_line_above_is_full() -> None:
    above = lines_of("The council will publish a plan that is costed and say which")
    label = run("Lead:", 72, 112, bold=True)
    assert texts(blocks(*above, label, run("Head of Policy", 100, 112))) == [
        "The council will publish a plan that is costed and say which\nLead: Head of Policy"
    ]


def test_values_behind_a_wide_gap_go_on_below_themselves() -> None:
    runs = [run("Lead:", 72, 100), run("Head of Policy and", 260, 100), run("Communications", 260, 112)]
    runs += [run("When:", 72, 124), run("March 2025", 260, 124)]
    assert texts(blocks(*runs)) == ["Lead: Head of Policy and Communications", "When: March 2025"]


def test_a_hyphen_at_a_line_end_waits_for_the_whole_document() -> None:
    first = "The programme is to be finished before the end of the imple-"
    assert texts(blocks(*lines_of(f"{first}\nmentation phase"))) == [f"{first}\nmentation phase"]


def test_nothing_printed_is_no_block() -> None:
    assert blocks() == []
