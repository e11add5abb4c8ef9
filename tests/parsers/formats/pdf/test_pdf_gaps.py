"""Tables without rules: columns of text under a header, with cells of several lines, empty cells and titles between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.formats.pdf.page import Edge, Fill, Font, Shown
from parsers.formats.pdf.tables.found import Evidence
from parsers.formats.pdf.tables.gaps import find_gap_tables
from tests.parsers.formats.pdf.drawn_pages import bars, drawn, tables_in

WORDED = """
 Recommendation            Action                     Lead             By when
 Refresh the strategy      Hold three workshops       Head of Housing  March 2026
 Strengthen scrutiny       Ask for a review           Chief Executive  June 2026
"""
WORDED_ROWS = """
Recommendation | Action | Lead | By when
Refresh the strategy | Hold three workshops | Head of Housing | March 2026
Strengthen scrutiny | Ask for a review | Chief Executive | June 2026
"""


def case(name: str, page: str, rows: str) -> object:
    return pytest.param(page, rows, id=name)


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        case("a-header-known-by-its-words", WORDED, WORDED_ROWS),
        case(
            "a-bold-header-of-unknown-words",
            """
*Ward          Turnout   Votes cast
 Eastbrook     34%       2,104
 Mill Lane     41%       1,987
 Southdown     29%       1,020
""",
            """
Ward | Turnout | Votes cast
Eastbrook | 34% | 2,104
Mill Lane | 41% | 1,987
Southdown | 29% | 1,020
""",
        ),
        case(
            "a-coloured-header",
            """
#Ward          Turnout   Votes cast
 Eastbrook     34%       2,104
 Mill Lane     41%       1,987
 Southdown     29%       1,020
""",
            """
Ward | Turnout | Votes cast
Eastbrook | 34% | 2,104
Mill Lane | 41% | 1,987
Southdown | 29% | 1,020
""",
        ),
        case(
            "a-header-over-a-rule",
            """
 Place         Visited by      Verdict of the peers
---------------------------------------------------
 Depot         Two of them     Well run
 Library       All of them     Much loved
 Lido          Nobody          Shut
""",
            """
Place | Visited by | Verdict of the peers
Depot | Two of them | Well run
Library | All of them | Much loved
Lido | Nobody | Shut
""",
        ),
        case(
            "rows-a-gap-apart-with-cells-of-several-lines",
            """
*Ref  Action                        Lead             By when

 1    Draft a housing strategy      Head of          March 2026
      with partners and consult     Housing
      on it in every ward

 2    Review the depot              Director         June 2026
                                    of Place

 3    Sell what is not needed       Head of          Ongoing
      and report on it              Property
""",
            """
Ref | Action | Lead | By when
1 | Draft a housing strategy with partners and consult on it in every ward | Head of Housing | March 2026
2 | Review the depot | Director of Place | June 2026
3 | Sell what is not needed and report on it | Head of Property | Ongoing
""",
        ),
        case(
            "rows-without-a-gap-begin-with-their-number",
            """
*Ref  Action                        Lead             By when
 1    Draft a housing strategy      Head of          March 2026
      with partners and consult     Housing
      on it in every ward
 2    Review the depot              Director         June 2026
                                    of Place
 3    Sell what is not needed       Head of          Ongoing
      and report on it              Property
""",
            """
Ref | Action | Lead | By when
1 | Draft a housing strategy with partners and consult on it in every ward | Head of Housing | March 2026
2 | Review the depot | Director of Place | June 2026
3 | Sell what is not needed and report on it | Head of Property | Ongoing
""",
        ),
        case(
            "rows-without-a-gap-begin-where-a-word-would-have-fitted",
            """
*Theme                Action                    By when
 Homes for everybody  Draft a strategy with     March 2026
 in the district      partners
 Scrutiny             Ask an outside body for   June 2026
                      a review of how it works
 Money                Close the gap that opens  Ongoing
                      in year three
""",
            """
Theme | Action | By when
Homes for everybody in the district | Draft a strategy with partners | March 2026
Scrutiny | Ask an outside body for a review of how it works | June 2026
Money | Close the gap that opens in year three | Ongoing
""",
        ),
        case(
            "cells-in-the-middle-of-their-row",
            """
*Action                        Lead             By when

 Draft a housing strategy
 with partners and consult     Head of Housing  March 2026
 on it in every ward

                               Director
 Review the depot              of Place         June 2026
                               and Estates

 Sell what is not needed       Head of          Ongoing
""",
            """
Action | Lead | By when
Draft a housing strategy with partners and consult on it in every ward | Head of Housing | March 2026
Review the depot | Director of Place and Estates | June 2026
Sell what is not needed | Head of | Ongoing
""",
        ),
        case(
            "cells-at-the-foot-of-their-row",
            """
*Action                        Lead             By when

 Draft a housing strategy
 with partners and consult     Head of
 on it in every ward           Housing          March 2026

                               Director
 Review the depot              of Place         June 2026

 Sell what is                  Head of
 not needed                    Property         Ongoing
""",
            """
Action | Lead | By when
Draft a housing strategy with partners and consult on it in every ward | Head of Housing | March 2026
Review the depot | Director of Place | June 2026
Sell what is not needed | Head of Property | Ongoing
""",
        ),
        case(
            "empty-cells",
            """
*No.  Action                  Owner            Start       Finish      Status
 1    Recruit planners        Chief Planner    May 2025    Sept 2025   Complete
 2    Adopt a design code     Chief Planner                March 2026
 3    Review the programme                     June 2025               Delayed
 4    Open the depot          Director                     2027
""",
            """
No. | Action | Owner | Start | Finish | Status
1 | Recruit planners | Chief Planner | May 2025 | Sept 2025 | Complete
2 | Adopt a design code | Chief Planner |  | March 2026 |
3 | Review the programme |  | June 2025 |  | Delayed
4 | Open the depot | Director |  | 2027 |
""",
        ),
        case(
            "a-column-that-is-empty-but-for-its-header",
            """
*Action                  Owner            By when       Update
 Recruit planners        Chief Planner    May 2025
 Adopt a design code     Chief Planner    June 2026
""",
            """
Action | Owner | By when | Update
Recruit planners | Chief Planner | May 2025 |
Adopt a design code | Chief Planner | June 2026 |
""",
        ),
        case(
            "numbers-without-a-header-of-their-own",
            """
*     Action                  Owner             By when
 1    Recruit planners        Chief Planner    May 2025
 2    Adopt a design code     Chief Planner    June 2026
 3    Open the depot          Director          2027
""",
            """
 | Action | Owner | By when
1 | Recruit planners | Chief Planner | May 2025
2 | Adopt a design code | Chief Planner | June 2026
3 | Open the depot | Director | 2027
""",
        ),
        case(
            "a-header-of-two-lines",
            """
*Action                  Responsible      By when     Measure of
*                        officer                      success
 Recruit planners        Chief Planner    May 2025    Two in post
 Adopt a design code     Chief Planner    June 2026   Code adopted
""",
            """
Action | Responsible officer | By when | Measure of success
Recruit planners | Chief Planner | May 2025 | Two in post
Adopt a design code | Chief Planner | June 2026 | Code adopted
""",
        ),
        case(
            "a-header-of-two-lines-set-low",
            """
*                        Responsible                  Measure of
*Action                  officer          By when     success
 Recruit planners        Chief Planner    May 2025    Two in post
 Adopt a design code     Chief Planner    June 2026   Code adopted
""",
            """
Action | Responsible officer | By when | Measure of success
Recruit planners | Chief Planner | May 2025 | Two in post
Adopt a design code | Chief Planner | June 2026 | Code adopted
""",
        ),
        case(
            "a-plain-header-whose-second-line-is-small",
            """
 Action                  Responsible      By when     Status
                         officer
 Recruit planners        Chief Planner    May 2025    Complete
 Adopt a design code     Chief Planner    June 2026   On track
""",
            """
Action | Responsible officer | By when | Status
Recruit planners | Chief Planner | May 2025 | Complete
Adopt a design code | Chief Planner | June 2026 | On track
""",
        ),
        case(
            "a-header-over-two-headers",
            """
*Action                  Owner                    Timescale
*                                            Start       Finish
 Recruit planners        Chief Planner       May 2025    June 2025
 Adopt a design code     Chief Planner       June 2026   May 2027
 Open the depot          Director            May 2026    July 2027
""",
            """
Action | Owner | Timescale | ^
^ | ^ | Start | Finish
Recruit planners | Chief Planner | May 2025 | June 2025
Adopt a design code | Chief Planner | June 2026 | May 2027
Open the depot | Director | May 2026 | July 2027
""",
        ),
        case(
            "titles-of-sections-across-the-columns",
            """
*Ref   Action                  Lead             By when
*Theme 1: Leadership and how we work together across the district
 1.1   Hold away days          Chief Executive  May 2026
 1.2   Write down our values   Leader           June 2026
*Theme 2: Money
 2.1   Close the gap           Treasurer        Feb 2026
""",
            """
Ref | Action | Lead | By when
Theme 1: Leadership and how we work together across the district | ^ | ^ | ^
1.1 | Hold away days | Chief Executive | May 2026
1.2 | Write down our values | Leader | June 2026
Theme 2: Money | ^ | ^ | ^
2.1 | Close the gap | Treasurer | Feb 2026
""",
        ),
        case(
            "cells-with-bullets",
            """
*Theme      Action                          By when
 Culture    •  Train all managers in        May 2026
               talking with their teams
            •  Celebrate success            Yearly

 Data       •  Appoint a lead               June 2026
            •  Write a strategy             Sept 2026
""",
            """
Theme | Action | By when
Culture | • Train all managers in talking with their teams • Celebrate success | May 2026 Yearly
Data | • Appoint a lead • Write a strategy | June 2026 Sept 2026
""",
        ),
        case(
            "lists-that-run-side-by-side-are-one-row",
            """
*Recommendation       Action                   By when
 Work with partners   1. Hold a conference     1. May 2026
 in every place       2. Write a plan          2. June 2026
                      3. Agree it              3. 2027

 Look after staff     1. Ask them each year    1. Yearly
                      2. Train managers        2. May 2026
""",
            """
Recommendation | Action | By when
Work with partners in every place | 1. Hold a conference 2. Write a plan 3. Agree it | 1. May 2026 2. June 2026 3. 2027
Look after staff | 1. Ask them each year 2. Train managers | 1. Yearly 2. May 2026
""",
        ),
        case(
            "items-in-the-first-column-are-rows",
            """
*Action                          Lead             By when
 •  Train all managers           Head of People   May 2026
 •  Celebrate success            Leader           Yearly
 •  Appoint a lead               Director         June 2026
""",
            """
Action | Lead | By when
• Train all managers | Head of People | May 2026
• Celebrate success | Leader | Yearly
• Appoint a lead | Director | June 2026
""",
        ),
        case(
            "a-cell-with-two-paragraphs",
            """
*Ref  Action                        Lead             By when


 1    Draft a housing strategy      Head of Housing  March 2026
      with partners

      Consult on it


 2    Review the depot              Director         June 2026


 3    Sell what is not needed       Head of Sales    Ongoing
""",
            """
Ref | Action | Lead | By when
1 | Draft a housing strategy with partners Consult on it | Head of Housing | March 2026
2 | Review the depot | Director | June 2026
3 | Sell what is not needed | Head of Sales | Ongoing
""",
        ),
        case(
            "a-leading-cell-over-several-rows",
            """
*Recommendation         Action                  Lead             By when

 Work with partners     Hold a conference       Leader           May 2026
 in every place of
 the district, and      Write a place plan      Chief Executive  June 2026
 say what               with them
 comes of it

 Look after staff       Ask them each year      Head of People   Yearly
""",
            """
Recommendation | Action | Lead | By when
Work with partners in every place of the district, and say what comes of it | Hold a conference | Leader | May 2026
^ | Write a place plan with them | Chief Executive | June 2026
Look after staff | Ask them each year | Head of People | Yearly
""",
        ),
        case(
            "a-theme-printed-once-for-several-rows",
            """
*Theme        Action                  Lead             By when

 Leadership   Hold away days          Chief Executive  May 2026

              Write down our values   Leader           June 2026

 Money        Close the gap           Treasurer        Feb 2026
""",
            """
Theme | Action | Lead | By when
Leadership | Hold away days | Chief Executive | May 2026
 | Write down our values | Leader | June 2026
Money | Close the gap | Treasurer | Feb 2026
""",
        ),
        case(
            "rules-between-rows",
            """
*Action                    By when
----------------------------------
 Draft a housing strategy  May 2026
 Consult on it
----------------------------------
 Review the depot          June 2026
 Report to Cabinet
----------------------------------
 Sell what is not needed   Ongoing
""",
            """
Action | By when
Draft a housing strategy Consult on it | May 2026
Review the depot Report to Cabinet | June 2026
Sell what is not needed | Ongoing
""",
        ),
        case(
            "numbers-that-end-at-one-place",
            """
*Ward          Electors     Votes
 Eastbrook       10,104     2,104
 Mill Lane          987       187
 Southdown        1,020        20
""",
            """
Ward | Electors | Votes
Eastbrook | 10,104 | 2,104
Mill Lane | 987 | 187
Southdown | 1,020 | 20
""",
        ),
        case(
            "cells-set-in-the-middle-of-their-column",
            """
*        Action                  Lead            By when
   Recruit two planners      Chief Planner       May 2025
  Adopt the design code       Chief Planner     June 2026
     Open the depot             Director           2027
""",
            """
Action | Lead | By when
Recruit two planners | Chief Planner | May 2025
Adopt the design code | Chief Planner | June 2026
Open the depot | Director | 2027
""",
        ),
        case(
            "two-columns-of-known-headers",
            """
*Recommendation                   Response
 Refresh the housing strategy     Agreed, and begun
 with partners
 Strengthen scrutiny              Agreed
""",
            """
Recommendation | Response
Refresh the housing strategy with partners | Agreed, and begun
Strengthen scrutiny | Agreed
""",
        ),
        case(
            "one-long-row-under-a-sure-header",
            """
*Recommendation         Action                  Lead             By when
 Work with partners     Hold a conference       Leader           May 2026
 in every place of      each spring
 the district
""",
            """
Recommendation | Action | Lead | By when
Work with partners in every place of the district | Hold a conference each spring | Leader | May 2026
""",
        ),
        case(
            "what-stands-above-and-below-is-not-in-it",
            """
+Our response to the peer team
 The peer team visited us in the spring, and this plan says what we shall do about what they told us.

*Ref  Action                  Lead             By when
 1    Hold away days          Chief Executive  May 2026
 2    Write down our values   Leader           June 2026

 We shall look at this plan again in a year and say in public how far we have come with all of it.
 Then we shall ask the peers.
""",
            """
Ref | Action | Lead | By when
1 | Hold away days | Chief Executive | May 2026
2 | Write down our values | Leader | June 2026
""",
        ),
        case(
            "a-short-paragraph-and-a-page-number-below",
            """
*Ref  Action                  Lead             By when
 1    Hold away days          Chief Executive  May 2026
 2    Write down our values   Leader           June 2026

 Thank you.



                              3
""",
            """
Ref | Action | Lead | By when
1 | Hold away days | Chief Executive | May 2026
2 | Write down our values | Leader | June 2026
""",
        ),
    ],
)
def test_a_table_without_rules_is_found_cell_by_cell(page: str, rows: str) -> None:
    assert tables_in(drawn(page)) == [bars(rows)]


def test_headers_in_the_middle_begin_a_row_beside_a_leading_cell() -> None:
    page = drawn(
        """
*Recommendation         Planned actions         Timescale    Lead

 Work with partners     1. Hold a conference    1. May 2026  Leader
 in every place of      2. Write a plan         2. 2027
 the district, and
 say in public what     New actions             Timescale    Lead
 comes of it so that    1. Tell residents       1. Yearly    Head of People
 everybody knows
"""
    )
    for run in page.runs:
        if run.baseline == 114 and run.x0 > 100:
            run.font = Font("Sans", is_bold=True)
    context = (
        "Work with partners in every place of the district, and say in public what comes of it so that everybody knows"
    )
    assert tables_in(page) == [
        [
            ["Recommendation", "Planned actions", "Timescale", "Lead"],
            [context, "1. Hold a conference 2. Write a plan", "1. May 2026 2. 2027", "Leader"],
            [None, "New actions", "Timescale", "Lead"],
            [None, "1. Tell residents", "1. Yearly", "Head of People"],
        ]
    ]


@pytest.mark.parametrize("size", [6.0, 8.5, 11.0, 14.0])
@pytest.mark.parametrize("pitch", [1.15, 1.5])
def test_type_size_and_line_spacing_do_not_matter(size: float, pitch: float) -> None:
    assert tables_in(drawn(WORDED, size=size, pitch=pitch * size)) == [bars(WORDED_ROWS)]


def test_two_tables_on_a_page_are_two() -> None:
    page = f"{WORDED}\n*Recommendation 2: Look after staff\n{WORDED}"
    assert tables_in(drawn(page)) == [bars(WORDED_ROWS)] * 2


def test_a_header_printed_again_begins_another_table() -> None:
    assert tables_in(drawn(WORDED + WORDED.strip("\n"))) == [bars(WORDED_ROWS)] * 2


def test_the_cells_tile_the_table_and_the_header_is_marked() -> None:
    page = drawn(WORDED)
    [table] = find_gap_tables(page)
    assert (table.row_count, table.column_count, table.evidence) == (3, 4, Evidence.GAPS)
    assert [cell.is_header for cell in table.cells] == [True] * 4 + [False] * 8
    assert len(table.column_edges) == 5
    area = sum((cell.box[2] - cell.box[0]) * (cell.box[3] - cell.box[1]) for cell in table.cells)
    left, top, right, bottom = table.box
    assert area == pytest.approx((right - left) * (bottom - top))
    assert all(left <= run.x0 and run.x1 <= right and top <= run.top and run.bottom <= bottom for run in page.runs)


def test_columns_that_a_blank_parts_are_told_by_where_other_lines_begin() -> None:
    page = drawn(
        """
*Action                  Lead             By when
 Recruit two planners    Chief Planner    May 2025
 Ask everybody in townto Chief Planner    June 2026
 say what they want
 Open the depot          Director         2027
"""
    )
    assert "Ask everybody in townto Chief Planner" in {run.text for run in page.runs}
    [table] = tables_in(page)
    assert [row[1] for row in table] == ["Lead", "Chief Planner", "Chief Planner", "Director"]


def test_columns_set_with_blanks_in_one_run_are_parted() -> None:
    page = drawn(WORDED)
    lines: dict[float, list[int]] = {}
    for index, run in enumerate(page.runs):
        lines.setdefault(run.baseline, []).append(index)
    joined = []
    for indexes in lines.values():
        first, last = page.runs[indexes[0]], page.runs[indexes[-1]]
        text = ""
        for run in (page.runs[index] for index in indexes):
            text = text.ljust(round((run.x0 - first.x0) / 5)) + run.text
        xs = tuple(first.x0 + 5 * index for index in range(len(text) + 1))
        joined.append(replace(first, text=text, xs=xs, box=(first.x0, first.top, last.x1, first.bottom)))
    page.runs = joined
    [table] = tables_in(page)
    assert table == bars(WORDED_ROWS)


def test_bullets_that_are_drawn_are_bullets() -> None:
    page = drawn(
        """
*Theme     Action                      By when
 Culture     Train all managers        May 2026
             Celebrate success         Yearly
 Data        Appoint a lead            June 2026
             Write a strategy          Sept 2026
"""
    )
    xs = [(run.x0 - 6, run.baseline) for run in page.runs if run.x0 > 60 and run.baseline > 70]
    page.fills = [Fill((x - 3, y - 4.5, x, y - 1.5), "000000", curved=True) for x, y in xs]
    assert [len(table) for table in tables_in(page)] == [3]


def test_text_in_another_table_or_not_shown_is_left_out() -> None:
    page = drawn(WORDED)
    [whole] = find_gap_tables(page)
    assert find_gap_tables(page, (whole.box,)) == ()
    page.runs = [replace(run, shown=Shown.OFF_PAGE) for run in page.runs]
    assert find_gap_tables(page) == ()


def test_another_table_ends_it() -> None:
    page = drawn(WORDED + "\n\n\n\n" + WORDED.replace("Recommendation", "Objective     "))
    [upper, lower] = find_gap_tables(page)
    between = (0.0, upper.box[3] + 5, 800.0, lower.box[1] - 5)
    assert [table.box for table in find_gap_tables(page, (between,))] == [upper.box, lower.box]


@pytest.mark.parametrize(
    ("below", "is_cut"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("\n\n\n                                 Page 3 of 9", True, id="a-page-number"),
        pytest.param("\n\n Thank you for reading this plan, and for the time you gave us.", False, id="a-sentence"),
    ],
)
def test_a_table_down_to_the_foot_of_its_page_may_be_cut_there(below: str, is_cut: bool) -> None:
    head, *rows = WORDED.strip("\n").split("\n")
    page = drawn("\n".join([head, *(rows * 27)]) + below)
    [table] = find_gap_tables(page)
    assert table.row_count == 55
    assert {cell.cut_below for cell in table.cells if cell.row == 54} == {is_cut}
    assert not any(cell.cut_below for cell in table.cells if cell.row < 54)


def test_a_table_in_the_middle_of_its_page_is_not_cut() -> None:
    [table] = find_gap_tables(drawn(WORDED))
    assert not any(cell.cut_below or cell.cut_above for cell in table.cells)


@pytest.mark.parametrize(
    ("first", "is_cut"),
    [
        pytest.param("                           on it in every ward", True, id="no-leading-text"),
        pytest.param(" with partners             on it in every ward        of Housing", True, id="small-letters"),
        pytest.param(
            " Work with partners        Hold a conference          Leader           May 2026", False, id="whole"
        ),
    ],
)
def test_a_first_row_without_its_beginning_was_cut_by_the_page_above(first: str, is_cut: bool) -> None:
    head, *rows = WORDED.strip("\n").split("\n")
    page = drawn("\n\n".join([f"*{head[1:]}", first, *rows]))
    [table] = find_gap_tables(page)
    assert {cell.cut_above for cell in table.cells if cell.row == 1} == {is_cut}


def test_rules_below_a_header_may_be_drawn_column_by_column() -> None:
    page = drawn(
        """
 Place         Visited by      Verdict
 Depot         Two of them     Well run
 Library       All of them     Much loved
 Lido          Nobody          Shut
"""
    )
    assert find_gap_tables(page) == ()
    page.edges = [Edge(True, run.x0, 62.5, run.x1 + 20, 62.5) for run in page.runs[:3]]
    assert len(find_gap_tables(page)) == 1
