"""The order of a page's lines: columns where text stands in them, across where lines pair."""

from __future__ import annotations

from parsers.formats.pdf.flow.columns import Region, order_regions
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.page import TextRun
from tests.parsers.formats.pdf.pages_by_hand import lines_of, rule, run, wrapped

PROSE = (
    "Members and officers work well together and there is a shared sense of where the borough is heading which many of "
    "the people whom we met could put into words of their own without being asked to do so by anybody at all that day"
)
WIDTH = 595.0


def prose(first: str, x: float, baseline: float, width: float = 200.0) -> list[TextRun]:
    return lines_of(wrapped(f"{first} {PROSE}", width), x, baseline)


def first_words(regions: list[Region]) -> list[str]:
    return [region.lines[0].text.split()[0] if region.lines else "-" for region in regions]


def order(*runs: TextRun, obstacles: tuple[tuple[float, float, float, float], ...] = ()) -> list[Region]:
    return order_regions(read_lines(runs), obstacles, WIDTH)


def test_text_in_one_column_is_one_region() -> None:
    [region] = order(*prose("One", 72, 100, 450))
    assert region.box[0] == 72
    assert region.box[2] > 450


def test_two_columns_are_read_one_after_the_other() -> None:
    assert first_words(order(*prose("Left", 72, 100), *prose("Right", 320, 100))) == ["Left", "Right"]


def test_columns_need_not_share_their_baselines() -> None:
    assert first_words(order(*prose("Left", 72, 100), *prose("Right", 320, 105.5))) == ["Left", "Right"]


def test_three_columns_under_a_heading_across_them() -> None:
    columns = [prose(name, x, 130, 140) for name, x in (("One", 60), ("Two", 220), ("Three", 380))]
    heading = run("Heading that goes over all of the three columns below it, in larger type", 60, 100, 13)
    regions = order(heading, *columns[2], *columns[0], *columns[1])
    assert first_words(regions) == ["Heading", "One", "Two", "Three"]


def test_what_stands_across_parts_the_columns_above_it_from_those_below() -> None:
    runs = [*prose("One", 72, 100), *prose("Two", 320, 100)]
    runs += [run("Across the page there is a line of text that both the columns must wait for, as it is", 72, 260)]
    runs += [*prose("Three", 72, 290), *prose("Four", 320, 290)]
    assert first_words(order(*runs)) == ["One", "Two", "Across", "Three", "Four"]


def test_a_heading_in_the_left_column_is_no_heading_of_both() -> None:
    runs = [*prose("Left", 72, 130), *prose("Right", 320, 100), run("Heading", 72, 112, bold=True)]
    assert first_words(order(*runs)) == ["Heading", "Right"]


def test_a_heading_below_both_columns_waits_for_the_right_one() -> None:
    runs = [*prose("Left", 72, 100), *prose("Right", 320, 100), run("Next", 72, 270, bold=True)]
    runs += [*prose("Across", 72, 292, 450)]
    assert first_words(order(*runs)) == ["Left", "Right", "Next"]


def test_a_caption_below_the_columns_of_what_stands_across_waits_for_them() -> None:
    columns = [prose(name, x, 100, 140) for name, x in (("One", 60), ("Two", 220), ("Three", 380))]
    bottom = max(part.baseline for column in columns for part in column)
    caption, table = run("Costs", 275, bottom + 22), (60.0, bottom + 60, 540.0, bottom + 160)
    regions = order(*columns[0], *columns[1], *columns[2], caption, obstacles=(table,))
    assert first_words(regions) == ["One", "Two", "Three", "Costs", "-"]


def test_a_part_of_a_line_that_another_columns_baseline_took_comes_back_to_it() -> None:
    left = lines_of(wrapped(f"Left {PROSE}", 200), 72, 101.8)
    right = lines_of(wrapped(f"Right {PROSE}", 200), 320, 100)
    late = run("late", 260, 101.4)
    [first, _] = order(*left, *right, late)
    assert first.lines[0].text.endswith("late")


def test_a_rule_across_the_page_parts_a_masthead_from_the_columns_below() -> None:
    runs = [run("Title", 72, 60, 18), run("Date", 320, 60), run("Place", 320, 72)]
    runs += [*prose("Left", 72, 120), *prose("Right", 320, 120)]
    regions = order_regions(read_lines(runs), [], WIDTH, [rule(60, 540, 90)])
    assert first_words(regions) == ["Title", "Left", "Right"]
    assert [line.text for line in regions[0].lines] == ["Title Date", "Place"]


def test_narrow_cards_of_running_text_are_read_one_after_the_other() -> None:
    text = "close the gap by the spring through a programme that is led from the top and not left to others"
    cards = [
        lines_of(f"{name}\n{wrapped(f'To {text}', 95)}", x, 100) for name, x in (("A", 60), ("B", 175), ("C", 290))
    ]
    assert first_words(order(*cards[0], *cards[1], *cards[2])) == ["A", "B", "C"]


def test_a_narrow_gutter_is_one_where_many_lines_show_it() -> None:
    left = lines_of(wrapped(f"Left {PROSE} {PROSE}", 220), 72, 100)
    right = lines_of(wrapped(f"Right {PROSE} {PROSE}", 220), 300, 104)
    assert first_words(order(*left, *right)) == ["Left", "Right"]


def test_cards_under_bold_heads_are_read_one_after_the_other() -> None:
    lists = ("Warm homes\nSafe streets\nA busy harbour", "Forty teams\nTwo offices\nOne depot")
    runs = [run("Our priorities", 72, 100, bold=True), run("Our people", 240, 100, bold=True)]
    runs += [*lines_of(lists[0], 72, 116), *lines_of(lists[1], 240, 116)]
    assert first_words(order(*runs)) == ["Our", "Our"]


def test_text_below_cards_is_no_end_of_the_last_line_above_it() -> None:
    cards = [*lines_of(wrapped(PROSE, 200), 78, 100), *lines_of(wrapped(PROSE, 200), 320, 100)]
    below = max(part.baseline for part in cards) + 13
    runs = [*cards, *lines_of(wrapped(f"The peers came. {PROSE}", 450), 72, below)]
    assert first_words(order(*runs)) == ["Members", "Members", "The"]


def test_names_and_posts_are_read_across() -> None:
    names = "Marit Osgood\nDafydd Crane\nPriya Lockhart\nTom Averill\nAda Marsh Jones"
    posts = "Chief Executive\nLeader of Harl\nDirector of Law\nPeer Manager\nChair of Audit"
    [region] = order(*lines_of(names, 72), *lines_of(posts, 190))
    assert region.lines[0].text == "Marit Osgood Chief Executive"


def test_labels_and_their_values_are_read_across() -> None:
    runs = [run(f"Label {number}", 72, 100 + 12 * number) for number in range(6)]
    runs += [run(f"Head of the service that has number {number}", 180, 100 + 12 * number) for number in range(6)]
    [region] = order(*runs)
    assert [line.text.split()[0] for line in region.lines] == ["Label"] * 6


def test_a_label_beside_a_value_of_several_lines_is_read_across() -> None:
    runs = [run("Lead", 72, 100), *prose("Head", 180, 100, 300), run("When", 72, 200), *prose("By", 180, 200, 300)]
    [region] = order(*runs)
    assert region.lines[0].text.startswith("Lead Head")


def test_list_markers_are_no_column() -> None:
    runs = [run(f"{number}.", 72, 100 + 24 * number) for number in range(1, 7)]
    runs += lines_of("\n".join(wrapped("An item that takes two lines of its own in this list, no less", 200)
                               for _ in range(6)), 90, 124)  # fmt: skip
    [region] = order(*runs)
    assert region.lines[0].text.startswith("1. An item")


def test_a_river_of_blanks_is_no_gutter() -> None:
    runs = []
    for row in range(3):
        runs.append(run("there is a line of words that is long enough", 72, 100 + 12 * row))
        runs.append(run("and another stretch of it behind a wide blank", 302, 100 + 12 * row))
    runs += prose("More", 72, 136, 450)
    assert len(order(*runs)) == 1


def test_a_cover_with_centred_lines_is_one_region() -> None:
    titles = ["Wexmere Borough Council", "Corporate peer challenge", "Action plan", "June 2024"]
    runs = [run(text, 297 - 3.5 * len(text), 200 + 40 * row, 14) for row, text in enumerate(titles)]
    [region] = order(*runs)
    assert [line.text for line in region.lines] == titles


def test_a_table_stands_where_its_box_does() -> None:
    runs = [run("Above", 72, 100), run("Below", 72, 300)]
    regions = order(*runs, obstacles=((72, 120, 500, 280),))
    assert [region.obstacle for region in regions] == [None, 0, None]


def test_a_table_in_the_left_column_comes_before_the_right_column() -> None:
    runs = [*prose("Left", 72, 100), *prose("Right", 320, 100), *prose("Lower", 320, 250)]
    regions = order(*runs, obstacles=((72, 270, 280, 380),))
    assert first_words(regions) == ["Left", "-", "Right"]


def test_a_box_beside_running_text_comes_before_the_text_that_goes_on_below_it() -> None:
    words = f"{PROSE} {PROSE}".split()
    beside, below = " ".join(words[:40]), " ".join(words[40:])
    runs = lines_of(wrapped(beside, 230), 72, 100)
    runs += lines_of(wrapped(f"Box {PROSE}", 150), 340, 98, pitch=11)[: len(runs)]
    runs += lines_of(wrapped(below, 450), 72, 100 + 12 * len(lines_of(wrapped(beside, 230))))
    assert first_words(order(*runs)) == ["Box", "Members", words[40]]


def test_few_full_lines_say_nothing_of_the_right_margin() -> None:
    [region] = order(run("Short", 72, 100), run("Shorter", 72, 112))
    assert region.box[2] == WIDTH - 72


def test_a_page_without_anything_has_no_regions() -> None:
    assert order_regions([], [], WIDTH) == []
