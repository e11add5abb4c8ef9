"""Acronyms that a document defines itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.acronyms import find_acronyms, spells


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("our Wider Leadership Team (WLT) met", {"WLT": "Wider Leadership Team"}, id="behind"),
        pytest.param("the WLT (Wider Leadership Team) met", {"WLT": "Wider Leadership Team"}, id="in-front"),
        pytest.param("Wider Leadership Team (‘WLT’)", {"WLT": "Wider Leadership Team"}, id="quoted"),
        pytest.param("Wider Leadership Team (the “WLT”)", {"WLT": "Wider Leadership Team"}, id="quoted-with-article"),
        pytest.param("WLT – Wider Leadership Team", {"WLT": "Wider Leadership Team"}, id="list-line"),
        pytest.param("• WLT: Wider Leadership Team\n• HR", {"WLT": "Wider Leadership Team"}, id="bullet-line"),
        pytest.param("WLT\tWider Leadership Team", {"WLT": "Wider Leadership Team"}, id="table-line"),
        pytest.param("| WLT | Wider Leadership Team |", {"WLT": "Wider Leadership Team"}, id="pipe-table"),
        pytest.param("Wider\nLeadership Team (WLT)", {"WLT": "Wider Leadership Team"}, id="line-break"),
        pytest.param("equality and fairness (EF) plan", {"EF": "equality and fairness"}, id="small-word-left-out"),
        pytest.param("Head of Paid Service (HoPS)", {"HoPS": "Head of Paid Service"}, id="small-word-kept"),
        pytest.param("Learning & Growth (L&G)", {"L&G": "Learning & Growth"}, id="ampersand"),
        pytest.param("Learning and Growth (L&G)", {"L&G": "Learning and Growth"}, id="ampersand-for-and"),
        pytest.param("Medium-Term Plan (MTP)", {"MTP": "Medium-Term Plan"}, id="hyphen"),
        pytest.param("Annual Review Talks (ARTs)", {"ARTs": "Annual Review Talks"}, id="plural"),
        pytest.param("annual review talk (ARTs)", {"ART": "annual review talk"}, id="plural-of-a-singular"),
        pytest.param("Leisure Trading Company (LTCo)", {"LTCo": "Leisure Trading Company"}, id="two-letters-of-a-word"),
        pytest.param("UK Growth Fund (UKGF)", {"UKGF": "UK Growth Fund"}, id="acronym-inside"),
        pytest.param("Adults, Health and Housing (AHH)", {"AHH": "Adults, Health and Housing"}, id="commas"),
        pytest.param("SLT stands for Senior Leadership Team.", {"SLT": "Senior Leadership Team"}, id="stands-for"),
        pytest.param(
            "PT stands for Parks Team and WLT for the Wider Leadership Team",
            {"PT": "Parks Team", "WLT": "Wider Leadership Team"},
            id="two-that-stand-for",
        ),
        pytest.param("She stands for election. LT for nothing", {}, id="stands-for-something-else"),
        pytest.param("the Project Office ('PMO')", {}, id="letters-do-not-fit"),
        pytest.param("a plan (NEW) for parks", {}, id="a-word-in-capitals"),
        pytest.param("Cabinet (June)", {}, id="a-month"),
        pytest.param("Parks Team (PT) and Planning Table (PT)", {}, id="defined-twice-differently"),
        pytest.param("Parks Team (PT) and parks team (PT)", {"PT": "Parks Team"}, id="defined-twice-alike"),
        pytest.param("see section (a) and (ii)", {}, id="list-markers"),
        pytest.param("the Council (hereafter 'the Partnership')", {}, id="a-name"),
        pytest.param("Finance. Human Resources (FHR)", {}, id="not-over-a-full-stop"),
        pytest.param(
            "Key: CX = Chief Executive; HoS = Head of Service, MO = Monitoring Officer.",
            {"CX": "Chief Executive", "HoS": "Head of Service", "MO": "Monitoring Officer"},
            id="equals-signs",
        ),
        pytest.param("GF = Budget pressure; ab = any body", {}, id="equals-something-else"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_a_definition_counts_where_the_letters_are_the_initials(text: str, found: dict[str, str]) -> None:
    assert find_acronyms(text) == found


@given(st.text(max_size=200))
@settings(deadline=None)
def test_whatever_is_found_spells_itself_and_nothing_fails(text: str) -> None:
    for code, words in find_acronyms(text + " (WLT) Wider Leadership Team (WLT)").items():
        assert spells(code, words) or "=" in text


@pytest.mark.parametrize("unit", ["(A", "AB (", "A b ", "(AB) ", "AB: x\n", "AB = ", "AB =x,", "AB = a b\n"])
def test_long_odd_texts_are_read_without_failing(unit: str) -> None:
    assert isinstance(find_acronyms(unit * 10_000), dict)
