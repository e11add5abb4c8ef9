"""Colours that rules give: those that can be worked out, and those that give none."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.formats.xlsx.formulas import Here, NoValueError, UnreadFormulaError, Value, find_words, read_formula
from tests.parsers.formats.xlsx.books import plan, read, remarks, tables

CELLS: dict[tuple[int, int], Value] = {(1, 0): 3.0, (1, 1): "On Track", (1, 2): None, (1, 3): True, (2, 1): "Red"}


def work(formula: str, down: int = 0, across: int = 0) -> Value:
    return read_formula(formula)(Here(down, across, lambda row, column: CELLS.get((row, column))))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        pytest.param('$B2="on track"', True, id="texts-without-case"),
        pytest.param('B2<>"Red"', True, id="unequal"),
        pytest.param("A2>=3", True, id="number"),
        pytest.param('A2>"a"', False, id="numbers-are-below-texts"),
        pytest.param('C2=""', True, id="blank-is-no-text"),
        pytest.param("C2=0", True, id="blank-is-nought"),
        pytest.param('LEFT($B2,2)="On"', True, id="left"),
        pytest.param('RIGHT(B2,5)="track"', True, id="right"),
        pytest.param('MID(B2,4,2)="Tr"', True, id="mid"),
        pytest.param('AND(A2=3,OR(B2="x",NOT(B2="y")))', True, id="and-or-not"),
        pytest.param('ISNUMBER(SEARCH("track",B2))', True, id="search"),
        pytest.param('ISNUMBER(FIND("track",B2))', False, id="find-is-cased"),
        pytest.param('NOT(ISERROR(SEARCH("On*ack",B2)))', True, id="wild"),
        pytest.param("LEN(TRIM(C2))=0", True, id="length-of-blank"),
        pytest.param("ISBLANK(C2)", True, id="blank"),
        pytest.param('B2&"!"="on track!"', True, id="joined"),
        pytest.param("D2", True, id="truth"),
        pytest.param("-A2=-3", True, id="minus"),
        pytest.param('UPPER(B2)="ON TRACK"', True, id="upper"),
        pytest.param('EXACT(B2,"on track")', False, id="exact"),
    ],
)
def test_a_simple_formula_is_worked_out(formula: str, value: Value) -> None:
    assert work(formula) is value


def test_a_reference_moves_with_the_cell_unless_it_is_fixed() -> None:
    assert work('$B2="red"', down=1, across=4) is True
    assert work('$B$2="red"', down=1, across=4) is False


def test_what_is_not_found_is_an_error() -> None:
    with pytest.raises(NoValueError):
        work('SEARCH("zebra",B2)')


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()>A2", "Sheet2!A1=1", "A1:A9=1", "SUM(A1)=1", "Owner=1", "A1+1=2", "", "AND(", '"unclosed', "A1=",
        "IF(A1=1,TRUE,FALSE)", "(" * 500, "A1 A2", "#REF!=1", "{1,2}=1", "LEFT()", "A1%=1", "=" * 2000,
        "VLOOKUP(A1,B:C,2)",
    ],
)  # fmt: skip
def test_other_formulas_are_refused(formula: str) -> None:
    with pytest.raises(UnreadFormulaError):
        read_formula(formula)


def fill_of(*rules: dict[str, Any], status: str = "On track", painted: str | None = None) -> str | None:
    """Return the fill of a status cell under rules, each with its colour."""

    def more(book: Any, sheet: Any) -> None:
        sheet.write(1, 5, status, book.add_format({"bg_color": painted}) if painted else None)
        for rule in rules:
            given = {key: value for key, value in rule.items() if key != "paint"}
            if "paint" in rule:
                given["format"] = book.add_format({"bg_color": rule["paint"]})
            sheet.conditional_format("F2:F9", given)

    [table] = tables(read(plan(more)))
    return table.rows()[1][5].fill


GREEN, RED = "#00B050", "#FF0000"
BETWEEN = {"type": "cell", "criteria": "between", "minimum": '"Om"', "maximum": '"Oo"'}


@pytest.mark.parametrize(
    ("rule", "fill"),
    [
        pytest.param({"type": "cell", "criteria": "==", "value": '"On track"'}, "00b050", id="equal"),
        pytest.param({"type": "cell", "criteria": "!=", "value": '"Late"'}, "00b050", id="unequal"),
        pytest.param({"type": "cell", "criteria": "==", "value": '"Late"'}, None, id="another"),
        pytest.param({"type": "cell", "criteria": "==", "value": "$F$2"}, "00b050", id="as-a-cell"),
        pytest.param(BETWEEN, "00b050", id="between"),
        pytest.param({"type": "text", "criteria": "containing", "value": "TRACK"}, "00b050", id="contains"),
        pytest.param({"type": "text", "criteria": "not containing", "value": "late"}, "00b050", id="lacks"),
        pytest.param({"type": "text", "criteria": "begins with", "value": "on"}, "00b050", id="begins"),
        pytest.param({"type": "text", "criteria": "ends with", "value": "late"}, None, id="ends"),
        pytest.param({"type": "no_blanks"}, "00b050", id="not-blank"),
        pytest.param({"type": "blanks"}, None, id="blank"),
        pytest.param({"type": "formula", "criteria": '=$F2="On track"'}, "00b050", id="formula"),
    ],
)  # fmt: skip
def test_a_rule_that_holds_paints_its_cell(rule: dict[str, Any], fill: str | None) -> None:
    assert fill_of(rule | {"paint": GREEN}) == fill


def test_the_first_rule_wins() -> None:
    first = {"type": "cell", "criteria": "==", "value": '"On track"', "paint": RED}
    assert fill_of(first, {"type": "no_blanks", "paint": GREEN}) == "ff0000"


def test_a_rule_wins_over_paint() -> None:
    assert fill_of({"type": "no_blanks", "paint": GREEN}, painted=RED) == "00b050"


def test_a_rule_without_a_colour_that_stops_leaves_the_cell_as_it_is() -> None:
    stops = {"type": "cell", "criteria": "==", "value": '"On track"', "stop_if_true": True}
    assert fill_of(stops, {"type": "no_blanks", "paint": GREEN}) is None


@pytest.mark.parametrize(
    ("rule", "fill"),
    [
        pytest.param({"type": "formula", "criteria": "=$E2<TODAY()", "paint": RED}, None, id="today"),
        pytest.param({"type": "2_color_scale"}, None, id="scale"),
        pytest.param({"type": "duplicate", "paint": RED}, None, id="duplicates"),
        pytest.param({"type": "icon_set", "icon_style": "3_traffic_lights"}, "00b050", id="icons-leave-paint"),
        pytest.param({"type": "data_bar"}, "00b050", id="bars-leave-paint"),
        pytest.param({"type": "data_bar", "data_bar_2010": True}, "00b050", id="newer-bars-leave-paint"),
    ],
)
def test_a_rule_that_nobody_can_tell_gives_no_colour(rule: dict[str, Any], fill: str | None) -> None:
    assert fill_of(rule, painted=GREEN) == fill


def test_a_rule_that_is_not_worked_out_is_told_of() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.conditional_format("F2:F9", {"type": "3_color_scale"})
        sheet.conditional_format("A2:A9", {"type": "formula", "criteria": "=$E2<TODAY()", "format": book.add_format({"bg_color": RED})})  # fmt: skip  # noqa: E501

    assert remarks(read(plan(more))) == [
        ("unread-format", "sheet “Plan”, a colour scale in F2:F9"),
        ("unread-format", "sheet “Plan”, a formula in A2:A9"),
    ]


def test_a_blank_cell_that_a_rule_paints_shows_the_colour() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write(0, 6, "RAG")
        sheet.conditional_format("G2:G9", {"type": "formula", "criteria": '=$F2="On track"', "format": book.add_format({"bg_color": GREEN})})  # fmt: skip  # noqa: E501

    [table] = tables(read(plan(more)))
    assert table.rows()[1][6].fill == "00b050"


def test_letters_in_the_colour_of_their_cell_are_not_seen() -> None:
    def more(book: Any, sheet: Any) -> None:
        look = book.add_format({"bg_color": RED, "font_color": RED})
        sheet.conditional_format("F2:F9", {"type": "no_blanks", "format": look})

    document = read(plan(more))
    [table] = tables(document)
    assert (table.rows()[1][5].text, table.rows()[1][5].fill) == ("", "ff0000")
    assert ("hidden-text", "sheet “Plan”, F2, in the colour of the cell") in remarks(document)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        pytest.param("t?ack", 3, id="any-one"),
        pytest.param("o*t*k", 0, id="any-number"),
        pytest.param("k*o", -1, id="in-their-order"),
        pytest.param("~*", -1, id="the-sign-itself"),
        pytest.param("a*" * 20 + "z", -1, id="many"),
    ],
)
def test_words_with_wild_signs_are_found(words: str, at: int) -> None:
    assert find_words(words, "On Track") == at


def test_wild_signs_take_no_time_by_their_number() -> None:
    assert find_words("a*" * 30 + "z", "a" * 30_000) == -1
