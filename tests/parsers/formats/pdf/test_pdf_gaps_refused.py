"""What has columns of text and is no table: leaflets, contents pages, lists, labels, addresses, charts and more."""

from __future__ import annotations

import random

import pytest

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.gaps import find_gap_tables
from tests.parsers.formats.pdf.drawn_pages import drawn, tables_in
from tests.parsers.formats.pdf.pages_by_hand import lines_of, page, run, wrapped

PROSE = (
    "The council has a clear sense of place and of what its residents need from it, and officers speak of this with "
    "pride wherever we met them. Members and officers work well together, though reports come late and scrutiny is "
    "seldom asked before a decision has in effect been made. There is more to do on the workforce, where vacancies "
    "are high. Partners value the openness of the leader and would like to be asked earlier about changes. Finance is "
    "well run. The reserves are healthy for now, but the gap in year three is large and needs choices that will not "
    "be popular with everybody. Progress will be reported in public, and the team will come back in a year to see it. "
)


def columns_of_prose(count: int, *headings: str) -> list[TextRun]:
    """Return a page's text in columns of prose, each under a bold heading if there are any."""
    runs = []
    for column in range(count):
        width = 460 / count
        text = wrapped(PROSE[40 * column :] + PROSE, width - 24)
        runs += lines_of(text, 60 + column * width, 132)
        runs += [run(heading, 60 + column * width, 116, bold=True) for heading in headings[column : column + 1]]
    return runs


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n".join(f" {line}" for line in wrapped(PROSE, 400).splitlines()), id="prose"),
        pytest.param(
            """
+Contents
 Chief officers note ........................... 3
 Key recommendations ......................... 4
 Summary of our approach ..................... 6
 Local priorities and outcomes ............... 9
""",
            id="contents-with-leaders",
        ),
        pytest.param(
            """
*Contents                                      Page
 Chief officers note                             3
 Key recommendations                           4
 Summary of our approach                       6
 Local priorities and outcomes                 9
""",
            id="contents-under-headers",
        ),
        pytest.param(
            """
*No.   Section                                 Page
 1     Chief officers note                       3
 2     Key recommendations                     4
 3     Summary of our approach                 6
 4     Local priorities and outcomes           9
""",
            id="numbered-contents-under-headers",
        ),
        pytest.param(
            """
*Actions       Status ........................ Page
 Homes         Agreed ........................ 3
 Scrutiny      Begun ......................... 4
 Money         Late .......................... 6
""",
            id="leaders-between-columns",
        ),
        pytest.param(
            """
 1.    Refresh the strategy with partners and with everybody who
       has to deliver it in the end
 2.    Strengthen scrutiny
 3.    Close the gap in the medium-term plan before the end of
       the year
""",
            id="a-numbered-list",
        ),
        pytest.param(
            """
*Next steps
 •     Refresh the strategy with partners and with everybody who
       has to deliver it in the end
 •     Strengthen scrutiny
       -    Ask an outside body
       -    Bring the findings to full council
""",
            id="a-bulleted-list",
        ),
        pytest.param(
            """
*Council:        Northmoor District Council
*Date of visit:  12 to 15 May 2025
*Contact:        J. Field, Policy Manager
*Version:        1.2
""",
            id="labels-and-values-in-bold",
        ),
        pytest.param(
            """
 Council         Northmoor District Council
 Date            12 to 15 May 2025
 Lead officer    J. Field, Policy Manager
 Status          Draft for comment
 Owner           Cabinet
""",
            id="labels-worded-like-headers",
        ),
        pytest.param(
            """
 Agree a programme of workshops
 Lead: Head of Policy     By when: May 2025     Status: On track
 Write down our values
 Lead: Chief Executive    By when: June 2026    Status: Complete
 Close the gap
 Lead: Treasurer          By when: Feb 2026     Status: Delayed
""",
            id="labelled-lines",
        ),
        pytest.param(
            """
*Lead: Head of Policy     By when: May 2025     Status: On track
 Agree a programme        of workshops          with partners
 Lead: Chief Executive    By when: June 2026    Status: Complete
 Write down our           values and print      them
 Lead: Treasurer          By when: Feb 2026     Status: Delayed
 Close the gap            before the year       is out
""",
            id="labelled-lines-the-first-in-bold",
        ),
        pytest.param(
            """
*Civic Centre      Leisure Centre     Library
 High Street       Mill Lane          Church Road
 Northmoor         Eastbrook          Southdown
 NM1 1AA           NM2 7QT            NM3 9PL
""",
            id="three-addresses",
        ),
        pytest.param(
            """
*Civic Centre      Leisure Centre
 High Street       Mill Lane
 Northmoor         Eastbrook
 NM1 1AA           NM2 7QT
""",
            id="two-addresses",
        ),
        pytest.param(
            """
 Cllr A. Bell                      Our ref: AB/12
 Leader of the Council             Date: 3 June 2025
 Northmoor District Council        Please ask for: J. Field
 High Street
""",
            id="a-letter-head",
        ),
        pytest.param(
            """
 Signed            Name               Date


 ________          ________           ________
""",
            id="signatures",
        ),
        pytest.param(
            """
+87%               £4m                12
 of residents      saved in the       new homes
 are satisfied     last year          each week
""",
            id="figures-in-large-type",
        ),
        pytest.param(
            """
*Satisfaction      Savings            Homes
 Nine in ten       Saved in the       New homes each
 are satisfied     last year          week
""",
            id="tiles-with-a-sentence-each",
        ),
        pytest.param(
            "\n".join(f" {number:<6}{PROSE[number * 31 : number * 31 + 40].strip()}" for number in range(1, 20)),
            id="a-transcript-with-line-numbers",
        ),
        pytest.param(
            """
 y     =     a + bx        (1)

 z     =     c + dy        (2)

 w     =     e + fz        (3)
""",
            id="equations",
        ),
        pytest.param(
            """
*         Residents satisfied, per cent
 100
 80              62%
 60      51%             67%
 40                              70%
 20
         2020    2021    2022    2023
""",
            id="the-labels-of-a-chart",
        ),
        pytest.param(
            """
*North            South            East
         61%
    12%                  33%
                 9%             70%
        48%           16%
   40%                    5%
                12%               71%
""",
            id="a-legend-over-scattered-labels",
        ),
        pytest.param(
            """
*Chief Executive     Director of Place    Monitoring Officer
 A. Bell             C. Dunn              G. Hay
""",
            id="an-organisation-chart",
        ),
        pytest.param(
            """
*May 2025       June 2025      Sept 2025        May 2026
 Peer team      Feedback       Action plan      Progress
 on site        report         to Cabinet       review
""",
            id="a-timeline",
        ),
        pytest.param(
            """
*Home     Council     Plans     Contact
 The council has a clear sense of place and of what residents need.
 Members and officers work well together, though reports come late.
""",
            id="a-menu-over-prose",
        ),
        pytest.param(
            """
 The new depot        The market hall        The lido
 The council has a clear sense of place and of what residents need.
 Members and officers work well together, though reports come late.
""",
            id="captions-over-prose",
        ),
        pytest.param(
            """
 The council has a clear sense of place and of what its residents need.

 Northmoor Council            Action Plan                  Page 3
""",
            id="a-footer-in-three-parts",
        ),
        pytest.param(
            """
 Name ________        Date ________
 Role ________        Status ________
 Council ________     Lead officer ________
 Action ________      Timescale ________
""",
            id="a-form",
        ),
        pytest.param(
            """
*Step 1     We ask residents what they want from the council and write
            it down where everybody can read it
*Step 2     We say what we can pay for and what we cannot pay for
*Step 3     We decide in public
""",
            id="steps",
        ),
        pytest.param(
            """
 CPC        Corporate Peer Challenge, a visit by peers from other
            councils who spend some days with us
 MTFP       Medium-term financial plan
 SLT        Senior leadership team, the chief executive and directors
""",
            id="abbreviations",
        ),
        pytest.param(
            """
+           Corporate Peer Challenge
*          Northmoor District Council
                  May 2025
              Feedback report
""",
            id="centred-titles",
        ),
        pytest.param(
            """
 For the councils' part:
      the gap     is large   and has   to be closed
   before   the year   is out   and   in public
      though not   all of   it   at   once
""",
            id="wide-blanks-without-columns",
        ),
        pytest.param(
            """
*Action                  Lead             By when
 The council has a clear sense of place and of what residents need.
 Members and officers work well together, though reports come late.
""",
            id="a-header-over-prose",
        ),
        pytest.param(" Action                  Lead             By when", id="a-header-alone"),
        pytest.param(
            """
*Lead: A. Bell      By when: 2025      Status: late
 Lead: C. Dunn      By when: 2026      Status: late
 Lead: E. Fox       By when: 2027      Status: late
 Lead: G. Hay       By when: 2028      Status: late
""",
            id="labelled-lines-alone",
        ),
        pytest.param(
            """
*North              South              East
   61%                 12%                 33%
 48%                    9%           70%
       16%         40%                   5%
   12%                     71%         14%
     31%             8%                     6%
""",
            id="figures-that-stand-under-no-other",
        ),
        pytest.param(
            """
 The depot        The market hall      The lido
 Opened in May    Repaired this year   Shut for now
 Well liked       Busy on Fridays      Cold
""",
            id="captions-beside-one-another",
        ),
        pytest.param(
            """
 Recommendations                  Progress since then
 were made by the team and        and some of them were
 by the peers who came            taken up at once though
 to see us in the spring          not all of them
""",
            id="sentences-that-begin-like-headers",
        ),
    ],
)
def test_no_table_is_seen_in(text: str) -> None:
    assert tables_in(drawn(text)) == []


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param((), id="without-headings"),
        pytest.param(("Our vision", "Our people", "Our place", "Our money"), id="under-bold-headings"),
        pytest.param(("Progress", "Next steps", "Actions", "Timescale"), id="under-headings-worded-like-headers"),
    ],
)
@pytest.mark.parametrize("count", [2, 3])
def test_no_table_is_seen_in_columns_of_prose(count: int, headings: tuple[str, ...]) -> None:
    assert find_gap_tables(page(*columns_of_prose(count, *headings))) == ()


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param(("Progress", "Next steps"), id="two-known"),
        pytest.param(("Our vision", "Our people", "Lead members"), id="three"),
    ],
)
def test_no_table_is_seen_in_columns_of_prose_whose_paragraphs_end_together(headings: tuple[str, ...]) -> None:
    runs = columns_of_prose(len(headings), *headings)
    for line in runs:
        gaps = max(0, round((line.baseline - 132) / 12)) // 8
        line.baseline, line.top, line.bottom = (y + 8 * gaps for y in (line.baseline, line.top, line.bottom))
    assert find_gap_tables(page(*runs)) == ()


def test_no_table_is_seen_in_justified_prose_with_rivers() -> None:
    chance = random.Random(4)
    runs = []
    for row in range(40):
        x = 60.0
        while x < 480:
            word = "m" * chance.randint(2, 9)
            runs.append(run(word, x, 100 + 12 * row))
            x += 5 * len(word) + chance.choice((6, 7, 8, 9, 14))
    assert find_gap_tables(page(*runs)) == ()


def test_questions_in_two_columns_are_no_table() -> None:
    runs = []
    for column in (0, 1):
        y = 100.0
        for question in ("Who came to see us?", "When did they come?", "What did they see?", "Who pays for it?"):
            runs.append(run(question, 60 + 250 * column, y, bold=True))
            text = wrapped(PROSE[: 150 + 10 * column], 220)
            runs += lines_of(text, 60 + 250 * column, y + 12)
            y += 36 + 12 * len(text.splitlines())
    assert find_gap_tables(page(*runs)) == ()


def test_one_line_with_gaps_is_no_table() -> None:
    assert find_gap_tables(drawn("*Action       Lead       By when\n\n Thank you.")) == ()
