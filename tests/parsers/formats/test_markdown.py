"""Markdown in text files: what is a mark and what only looks like one, good and bad in one list each."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.formats.settings import DEFAULT_FORMATS
from parsers.formats.text import read_text
from parsers.shown_colours import shown_rag


def read(text: str) -> Document:
    return read_text(text.encode(), "plan.md", DEFAULT_FORMATS)


def cells(text: str) -> list[list[str]]:
    [table] = [block for block in read(text).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in table.rows()]


def body(text: str, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in read(text).blocks if isinstance(block, Block) and block.layer is layer]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("| a | b |\n|---|---|\n| c | d |", [["a", "b"], ["c", "d"]], id="plain"),
        pytest.param("a | b\n--- | ---\nc | d", [["a", "b"], ["c", "d"]], id="without-outer-strokes"),
        pytest.param("| a | b |\n|:--|:-:|\n| c | d |", [["a", "b"], ["c", "d"]], id="aligned"),
        pytest.param("| a | b |\n|---|---|\n| c<br>d<br/>e | |", [["a", "b"], ["c\nd\ne", ""]], id="lines-in-a-cell"),
        pytest.param(
            "| a | b |\n|---|---|\n| c \\| d | e |", [["a", "b"], ["c | d", "e"]], id="stroke-that-is-printed"
        ),
        pytest.param("| a | b |\n|---|---|\n| | d |", [["a", "b"], ["", "d"]], id="empty-cell"),
        pytest.param("| a | b |\n|---|---|\n| c |", [["a", "b"], ["c"]], id="short-row"),
        pytest.param("| a | b |\n|---|---|\n| c | d | e |", [["a", "b"], ["c", "d", "e"]], id="long-row"),
        pytest.param("| a | b |\n|---|---|\n| `c` | **d** |", [["a", "b"], ["c", "d"]], id="marks-in-cells"),
        pytest.param(
            "| a | b |\n|---|---|\n| [c](https://x.example) | ~~old~~ d |",
            [["a", "b"], ["c", "d"]],
            id="link-and-struck",
        ),
    ],
)
def test_pipe_tables(text: str, rows: list[list[str]]) -> None:
    assert cells(text) == rows


@pytest.mark.parametrize(
    "text", ["Either a | b or c", "a || b\n", "- one | two\n- three", "Dates: 1 May | 2 May\nand no rule"], ids=range(4)
)
def test_strokes_in_running_text_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text).blocks)


@pytest.mark.parametrize(
    ("sign", "rag"),
    [
        pytest.param("🔴", "red", id="red"),
        pytest.param("🟠", "amber", id="orange"),
        pytest.param("🟡", "amber", id="yellow"),
        pytest.param("🟢 On track", "green", id="green-with-words"),
        pytest.param("🔵", "blue", id="blue"),
        pytest.param("🟥", "red", id="square"),
        pytest.param(":red_circle:", "red", id="name"),
        pytest.param(":green_circle: On track", "green", id="name-with-words"),
        pytest.param(":large_blue_circle:", "blue", id="old-name"),
        pytest.param("✅", "green", id="tick"),
        pytest.param("❌ Not started", "red", id="cross"),
        pytest.param("⚠️", "amber", id="warning"),
        pytest.param(":white_check_mark:", "green", id="tick-by-name"),
        pytest.param("✔", None, id="a-tick-without-colour"),
        pytest.param("🟣", None, id="purple"),
        pytest.param(":purple_circle:", None, id="purple-by-name"),
        pytest.param(":nobody_knows:", None, id="unknown-name"),
        pytest.param("10:30:15", None, id="a-time"),
    ],
)
def test_a_sign_is_of_its_colour_written_out_or_by_name(sign: str, rag: str | None) -> None:
    [table] = [block for block in read(f"| a | RAG |\n|---|---|\n| c | {sign} |").blocks if isinstance(block, Table)]
    assert shown_rag(table.rows()[1][1]) == rag


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("at 10:30:15", "at 10:30:15", id="a-time-stays"),
        pytest.param("see :nobody_knows: there", "see :nobody_knows: there", id="an-unknown-name-stays"),
        pytest.param("use `code` here", "use code here", id="code"),
        pytest.param("a ` alone", "a ` alone", id="a-lone-tick-stays"),
        pytest.param("was ~~May~~ June", "was  June", id="struck"),
        pytest.param("costs ~~5 or 6", "costs ~~5 or 6", id="signs-without-their-other-half"),
        pytest.param("was <del>May</del> June", "was  June", id="struck-in-html"),
        pytest.param("<https://x.example/a>", "https://x.example/a", id="bare-address"),
        pytest.param('[plan](https://x.example "The plan")', "plan", id="link-with-a-title"),
        pytest.param("[plan](<https://x.example>)", "plan", id="link-in-angles"),
        pytest.param("[plan] and (words)", "[plan] and (words)", id="brackets-stay"),
        pytest.param("by May 2026[^1]", "by May 2026¹", id="a-note-is-no-figure-of-the-year"),
        pytest.param("[^a]", "[^a]", id="a-note-by-name-stays"),
        pytest.param("1\\. no list", "1. no list", id="escaped"),
        pytest.param("file_name_2 and 2*3*4", "file_name_2 and 2*3*4", id="signs-inside-words"),
        pytest.param("<details><summary>More</summary>", "More", id="folded-part"),
        pytest.param("fewer < 5 > more", "fewer < 5 > more", id="no-tag"),
    ],
)
def test_marks_inside_a_line(text: str, printed: str) -> None:
    assert body(text) == [printed]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("# Plan", 1, id="one-sign"),
        pytest.param("### Plan ###", 3, id="closed"),
        pytest.param("Plan\n====", 1, id="underlined"),
        pytest.param("Plan\n----", 2, id="underlined-twice"),
        pytest.param("#Plan", None, id="no-blank"),
        pytest.param("####### Plan", None, id="seven"),
        pytest.param("\\# Plan", None, id="escaped"),
    ],
)
def test_headings(text: str, level: int | None) -> None:
    first = read(text).blocks[0]
    assert isinstance(first, Block)
    assert (first.level if first.kind is BlockKind.HEADING else None) == level


def test_boxes_of_a_task_list_are_its_marks_and_lists_nest() -> None:
    text = "- [x] Dig\n  - [ ] Buy reeds\n1. First\n   - inside\n"
    blocks = [block for block in read(text).blocks if isinstance(block, Block)]
    assert [(block.level, block.marker, block.text) for block in blocks] == [
        (0, "[x]", "Dig"),
        (1, "[ ]", "Buy reeds"),
        (0, "1.", "First"),
        (1, "-", "inside"),
    ]


def test_front_matter_is_furniture_and_hints() -> None:
    document = read('---\ntitle: "The plan"\nauthor: Policy\ntags:\n  - a\n---\n\n# Plan\n')
    assert document.hints == (("title", "The plan"), ("author", "Policy"))
    assert [(block.layer, block.place.line) for block in document.blocks] == [(Layer.FURNITURE, 1), (Layer.BODY, 8)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\nAction: dig\n\n---\nMore", id="a-blank-line-first"),
        pytest.param("---\nJust a line\n---\n", id="no-keys"),
        pytest.param("---\ntitle: a\n\nText without an end", id="never-closed"),
        pytest.param("Text\n---\ntitle: a\n---\n", id="not-at-the-top"),
    ],
)
def test_lines_between_rules_are_no_front_matter(text: str) -> None:
    document = read(text)
    assert document.hints == ()
    assert {"Action: dig", "Just a line", "title: a", "Text"} & set(document.printed_text().splitlines())


def test_links_by_reference_are_put_in_and_their_sources_are_furniture() -> None:
    text = "See [the plan][1], [Report] and [nothing][2].\n\n[1]: https://x.example/plan 'Plan'\n[report]: https://x.example/r\n"
    document = read(text)
    first = document.blocks[0]
    assert isinstance(first, Block)
    assert first.text == "See the plan, Report and [nothing][2]."
    assert [run.style.href for run in first.words.runs if run.style.href] == [
        "https://x.example/plan",
        "https://x.example/r",
    ]
    assert len(body(text, Layer.FURNITURE)) == 2


def test_footnotes_are_notes_with_what_hangs_under_them() -> None:
    text = "Agreed.[^1]\n\n[^1]: In May\n    with two lines.\n\n    And a paragraph.\n\nMore.\n"
    assert body(text, Layer.NOTE) == ["In May\nwith two lines.\nAnd a paragraph."]
    assert body(text) == ["Agreed.¹", "More."]


def test_program_code_is_kept_word_for_word_and_other_fences_are_read_through() -> None:
    assert body("```yaml\n# no: heading\n| a | b |\n```\n", Layer.FURNITURE) == ["# no: heading\n| a | b |"]
    assert body("```markdown\n# Plan\n\nText\n```\n") == ["Plan", "Text"]
    assert body("```python\n# Plan\n") == ["Plan"], "a fence that nothing closes fences nothing"


def test_a_comment_over_lines_prints_nothing_and_lines_keep_their_numbers() -> None:
    blocks = read("One\n<!-- not\nprinted -->\nTwo\n").blocks
    assert [(block.place.line, block.text) for block in blocks if isinstance(block, Block)] == [(1, "One"), (4, "Two")]
    assert body("One <!-- open\nTwo\n") == ["One <!-- open\nTwo"]


def test_what_is_struck_out_is_told_with_its_place() -> None:
    [remark] = read("One\n\nwas ~~May~~ June\n").remarks
    assert (remark.code, remark.detail, remark.words.provenance().line) == ("struck-text", "May", 3)


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        pytest.param("# Plan\n\n| a | b |\n|---|---|\n| c | d |", True, id="heading-and-table"),
        pytest.param("- [ ] Dig\n\n[plan](https://x.example)", True, id="tasks-and-link"),
        pytest.param("---\ntitle: Plan\n---\nText", True, id="front-matter"),
        pytest.param("# Plan\n\n**Bold**", False, id="converters-print-these-too"),
        pytest.param("| a | b |\n|---|---|\n| c | d |", False, id="a-table-alone"),
        pytest.param("Plan\n\nNo. # of posts | 5", False, id="text"),
        pytest.param("Action\tLead\nDig\tParks", False, id="tabs"),
    ],
)
def test_a_file_is_markdown_where_it_surely_is(text: str, is_markdown: bool) -> None:
    assert read(text).media_type == ("text/markdown" if is_markdown else "text/plain")


def test_a_coloured_tick_alone_says_done_and_a_cross_no_more_than_its_colour() -> None:
    rows = "".join(f"| {text} | Do {text} | {sign} |\n" for text, sign in (("one thing", "✅"), ("another", "❌")))
    text = f"# Action plan\n\n| Recommendation | Action | RAG |\n|---|---|---|\n{rows}"
    found = [action.status for action in read_extraction(text.encode(), "plan.md").actions]
    assert [(status.value, status.rag, status.raw) for status in found if status] == [
        ("completed", "green", "✅"),
        ("delayed", "red", ""),
    ]
