"""Who does something: posts, bodies, teams, people and organisations out of the cells that print them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalise.lexicon import rows
from normalise.owners import OwnerContext, read_owner_cell, read_owners, suggest_near_names
from normalise.owners.joints import split_pieces
from normalise.owners.vocabulary import meaning_of
from normalise.records import Owner

DEFINED = (("DLB", "Digital Leadership Board"), ("CEN", "Communities & Environment"), ("WMT", "Wider Management Team"))
CONTEXT = OwnerContext(acronyms=DEFINED)


_SINGLE = [
    # posts
    ("Head of Housing", "Head of Housing", "post"),
    ("Head of Housing.", "Head of Housing", "post"),
    ("head of housing", "head of housing", "post"),
    ("HEAD OF HOUSING", "HEAD OF HOUSING", "post"),
    ("Head of Homes & Neighbourhoods", "Head of Homes and Neighbourhoods", "post"),
    ("Head of Homes &amp; Neighbourhoods", "Head of Homes and Neighbourhoods", "post"),
    ("Head of HR&OD", "Head of HR and OD", "post"),
    ("Head of Legal, Elections and Land Charges", "Head of Legal, Elections and Land Charges", "post"),
    ("Director of Adults, Health & Housing", "Director of Adults, Health and Housing", "post"),
    ("Director of Law, Risk, and Assurance", "Director of Law, Risk, and Assurance", "post"),
    ("Head of Revenues / Benefits", "Head of Revenues / Benefits", "post"),
    ("Head of IT/Digital", "Head of IT/Digital", "post"),
    ("Executive Director – Children's Services", "Executive Director – Children's Services", "post"),
    ("Executive Director: Place", "Executive Director: Place", "post"),
    ("Corporate Director, Growth and Skills", "Corporate Director, Growth and Skills", "post"),
    ("Corporate Director Resources", "Corporate Director Resources", "post"),
    ("Assistant Director Legal & Democratic Services", "Assistant Director Legal and Democratic Services", "post"),
    ("Director (Place)", "Director (Place)", "post"),
    ("Interim Director of Finance", "Interim Director of Finance", "post"),
    ("Acting Head of Planning Services", "Acting Head of Planning Services", "post"),
    ("The Chief Executive", "Chief Executive", "post"),
    ("Chief Executives", "Chief Executives", "post"),
    ("Joint Chief Executive", "Joint Chief Executive", "post"),
    ("Deputy Chief Executive", "Deputy Chief Executive", "post"),
    ("Area Commander (West)", "Area Commander (West)", "post"),
    ("Watch Commander", "Watch Commander", "post"),
    ("Deputy Chief Executive (Section 151 Officer)", "Deputy Chief Executive (Section 151 Officer)", "post"),
    ("Chief Executive's Business Manager", "Chief Executive's Business Manager", "post"),
    ("Policy and Performance Manager", "Policy and Performance Manager", "post"),
    ("Democratic & Electoral Services Manager", "Democratic and Electoral Services Manager", "post"),
    ("Health, Safety and Wellbeing Adviser", "Health, Safety and Wellbeing Adviser", "post"),
    ("HR Business Partner", "HR Business Partner", "post"),
    ("Monitoring Officer", "Monitoring Officer", "post"),
    ("MO", "MO", "post"),
    ("s151", "s151", "post"),
    ("S151 Officer", "S151 Officer", "post"),
    ("s.151 Officer", "s.151 Officer", "post"),
    ("Section 95 Officer", "Section 95 Officer", "post"),
    ("CEX", "CEX", "post"),
    ("Chief Social Work Officer", "Chief Social Work Officer", "post"),
    ("Depute Chief Executive – Education", "Depute Chief Executive – Education", "post"),
    ("Leader", "Leader", "post"),
    ("Leader of the Council", "Leader of the Council", "post"),
    ("Council Leader", "Council Leader", "post"),
    ("Leader of the Opposition", "Leader of the Opposition", "post"),
    ("Elected Mayor", "Elected Mayor", "post"),
    ("Lord Provost", "Lord Provost", "post"),
    ("Convener of the Policy Committee", "Convener of the Policy Committee", "post"),
    ("Chair of Standards and Audit Committee", "Chair of Standards and Audit Committee", "post"),
    ("Vice-Chair of Scrutiny", "Vice-Chair of Scrutiny", "post"),
    ("Cabinet Member for Finance and Assets", "Cabinet Member for Finance and Assets", "post"),
    ("Cabinet Member – Adult Social Care & Health", "Cabinet Member – Adult Social Care and Health", "post"),
    ("Executive Member for Leisure", "Executive Member for Leisure", "post"),
    ("Portfolio Holder (Waste)", "Portfolio Holder (Waste)", "post"),
    ("Lead Member for Children's Services", "Lead Member for Children's Services", "post"),
    ("Heads of Service", "Heads of Service", "post"),
    ("All Heads of Service", "All Heads of Service", "post"),
    ("Assistant Directors", "Assistant Directors", "post"),
    ("Group Leaders", "Group Leaders", "post"),
    ("PA to the Chief Executive", "PA to the Chief Executive", "post"),
    ("Programme Manager, Future Ways of Working", "Programme Manager, Future Ways of Working", "post"),
    ("Chief Executive, Northmere District Council", "Chief Executive, Northmere District Council", "post"),
    ("Corporate Director, CEN", "Corporate Director, Communities and Environment", "post"),
    ("Head of Governance (Monitoring Officer)", "Head of Governance (Monitoring Officer)", "post"),
    ("Borough Treasurer", "Borough Treasurer", "post"),
    ("City Solicitor", "City Solicitor", "post"),
    ("Town Clerk", "Town Clerk", "post"),
    ("Lead: Head of Parking", "Head of Parking", "post"),
    ("Lead officer - Head of Parking", "Head of Parking", "post"),
    ("Led by the Head of Parking", "Head of Parking", "post"),
    ("SD – Place", "SD – Place", "post"),
    ("AD Housing", "AD Housing", "post"),
    ("PFH for Waste", "PFH for Waste", "post"),
    ("Asst. Director – Place", "Asst. Director – Place", "post"),
    ("Dir of Place", "Dir of Place", "post"),
    ("Customer Services Mgr", "Customer Services Mgr", "post"),
    ("Deputy S151", "Deputy S151", "post"),
    ("HoS", "HoS", "post"),
    ("Overview & Scrutiny Chair", "Overview and Scrutiny Chair", "post"),
    ("Head of Service – Leisure", "Head of Service – Leisure", "post"),
    ("Depute Director of Education", "Depute Director of Education", "post"),
    ("Prif Weithredwr", "Prif Weithredwr", "post"),
    ("Executive Councillor for Housing", "Executive Councillor for Housing", "post"),
    ("Mayoral Advisor", "Mayoral Advisor", "post"),
    ("Group Manager – Communities", "Group Manager – Communities", "post"),
    ("Chief Digital & Information Officer", "Chief Digital and Information Officer", "post"),
    ("Head of Housing?", "Head of Housing", "post"),
    ("TBC (Head of Housing)", "Head of Housing", "post"),
    # bodies
    ("O&S Committee", "O&S Committee", "body"),
    ("Independent Remuneration Panel", "Independent Remuneration Panel", "body"),
    ("Cabinet", "Cabinet", "body"),
    ("The Cabinet", "Cabinet", "body"),
    ("Executive", "Executive", "body"),
    ("Full Council", "Full Council", "body"),
    ("Council", "Council", "body"),
    ("Senior Leadership Team", "Senior Leadership Team", "body"),
    ("Corporate Management Team", "Corporate Management Team", "body"),
    ("SLT", "SLT", "body"),
    ("XMT", "XMT", "body"),
    ("WMT", "Wider Management Team", "body"),
    ("WMT (Wider Management Team)", "Wider Management Team", "body"),
    ("Wider Management Team (WMT)", "Wider Management Team", "body"),
    ("DLB", "Digital Leadership Board", "body"),
    ("Extended Leadership Team", "Extended Leadership Team", "body"),
    ("Policy and Resources Committee", "Policy and Resources Committee", "body"),
    ("Overview & Scrutiny", "Overview and Scrutiny", "body"),
    ("Health and Wellbeing Board", "Health and Wellbeing Board", "body"),
    ("Board of Directors", "Board of Directors", "body"),
    ("Member Development Working Group", "Member Development Working Group", "body"),
    ("Climate Change Task and Finish Group", "Climate Change Task and Finish Group", "body"),
    ("Constitution Panel", "Constitution Panel", "body"),
    ("Community Safety Partnership", "Community Safety Partnership", "body"),
    ("Political Group Leaders' Forum", "Political Group Leaders' Forum", "body"),
    ("All Members", "All Members", "body"),
    # teams
    ("Communications team", "Communications team", "team"),
    ("Comms", "Comms", "team"),
    ("Housing", "Housing", "team"),
    ("Legal Services", "Legal Services", "team"),
    ("Legal and Democratic Services", "Legal and Democratic Services", "team"),
    ("Finance & Procurement", "Finance and Procurement", "team"),
    ("HR", "HR", "team"),
    ("HR & OD", "HR and OD", "team"),
    ("Finance, HR and Legal", "Finance, HR and Legal", "team"),
    ("Chief Executive's Office", "Chief Executive's Office", "team"),
    ("Programme Management Office", "Programme Management Office", "team"),
    ("Place Directorate", "Place Directorate", "team"),
    ("Member Services", "Member Services", "team"),
    ("Customer Contact Centre", "Customer Contact Centre", "team"),
    ("All services", "All services", "team"),
    ("Head of Finance's team", "Head of Finance's team", "team"),
    ("Planning Policy", "Planning Policy", "team"),
    ("Internal Audit", "Internal Audit", "team"),
    ("All staff", "All staff", "team"),
    # people
    ("Jane Smith", "Jane Smith", "person"),
    ("Cllr Jones", "Cllr Jones", "person"),
    ("Cllr A. N. Jones", "Cllr A. N. Jones", "person"),
    ("Councillor Rhys ap Gwyn", "Councillor Rhys ap Gwyn", "person"),
    ("Dr Farah O'Neill", "Dr Farah O'Neill", "person"),
    ("A. Khan", "A. Khan", "person"),
    ("Mary-Anne Smith-Jones", "Mary-Anne Smith-Jones", "person"),
    ("JS", "JS", "person"),
    # organisations
    ("Northmere Borough Council", "Northmere Borough Council", "organisation"),
    ("Exborough Homes Ltd", "Exborough Homes Ltd", "organisation"),
    ("Northmere NHS Foundation Trust", "Northmere NHS Foundation Trust", "organisation"),
    ("Local Government Association", "Local Government Association", "organisation"),
    ("LGA", "LGA", "organisation"),
    ("University of Exborough", "University of Exborough", "organisation"),
    ("Northmere Police", "Northmere Police", "organisation"),
    ("Exshire Fire and Rescue Service", "Exshire Fire and Rescue Service", "organisation"),
    ("Citizens Advice Northmere", "Citizens Advice Northmere", "organisation"),
    ("External consultants", "External consultants", "organisation"),
    ("Exshire Combined Authority", "Exshire Combined Authority", "organisation"),
    ("Northmere Chamber of Commerce", "Northmere Chamber of Commerce", "organisation"),
    ("Partners", "Partners", "organisation"),
    ("External Audit", "External Audit", "organisation"),
    ("Voluntary and community sector", "Voluntary and community sector", "organisation"),
    ("Exshire ICB", "Exshire ICB", "organisation"),
    ("Exshire LEP", "Exshire LEP", "organisation"),
    ("Leader¹", "Leader", "post"),
    ("Independent Person", "Independent Person", "post"),
    ("Office of the Mayor", "Office of the Mayor", "team"),
    ("Leader’s Office", "Leader’s Office", "team"),
    ("Town and Parish Councils", "Town and Parish Councils", "organisation"),
]


@pytest.mark.parametrize(("text", "name", "kind"), _SINGLE, ids=[text for text, _, _ in _SINGLE])
def test_a_cell_of_one_owner_gives_its_name_and_kind(text: str, name: str, kind: str) -> None:
    [owner] = read_owners(text, context=CONTEXT)
    assert (owner.name, owner.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Chief Executive / Leader", ["Chief Executive", "Leader"], id="slash"),
        pytest.param("SLT/Cabinet", ["SLT", "Cabinet"], id="tight-slash"),
        pytest.param("Head of Housing / ZQX", ["Head of Housing", "ZQX"], id="slash-unknown-acronym"),
        pytest.param("Head of IT/ICT", ["Head of IT/ICT"], id="slash-inside-a-post"),
        pytest.param("Head of HR; Head of IT", ["Head of HR", "Head of IT"], id="semicolon"),
        pytest.param("Head of HR\nHead of IT", ["Head of HR", "Head of IT"], id="lines"),
        pytest.param("Head of HR, Head of IT and Leader", ["Head of HR", "Head of IT", "Leader"], id="comma-and"),
        pytest.param("Leader and Chief Executive", ["Leader", "Chief Executive"], id="and"),
        pytest.param(
            "Deputy Chief Executive and Strategic Director of Ports",
            ["Deputy Chief Executive and Strategic Director of Ports"],
            id="one-person-two-offices",
        ),
        pytest.param("Chief Executive & Town Clerk", ["Chief Executive and Town Clerk"], id="one-person-ampersand"),
        pytest.param(
            "Leader, Deputy Chief Executive and Director of Ports",
            ["Leader", "Deputy Chief Executive", "Director of Ports"],
            id="offices-in-a-list",
        ),
        pytest.param("Leader & Deputy Leader", ["Leader", "Deputy Leader"], id="ampersand"),
        pytest.param("CEX, MO, s151", ["CEX", "MO", "s151"], id="acronyms"),
        pytest.param("CEX/S151", ["CEX", "S151"], id="acronyms-slash"),
        pytest.param("Chief Executive + SLT", ["Chief Executive", "SLT"], id="plus"),
        pytest.param(
            "Head of Finance and Head of Policy, Performance and Risk",
            ["Head of Finance", "Head of Policy, Performance and Risk"],
            id="list-in-the-second",
        ),
        pytest.param(
            "Director of Housing, Planning and Climate, Head of Legal",
            ["Director of Housing, Planning and Climate", "Head of Legal"],
            id="list-in-the-first",
        ),
        pytest.param(
            "Corporate Director, Adult Social Care and Corporate Director, Place",
            ["Corporate Director, Adult Social Care", "Corporate Director, Place"],
            id="portfolio-behind-a-comma-twice",
        ),
        pytest.param(
            "Directors of Place and Communities", ["Director of Place", "Director of Communities"], id="plural"
        ),
        pytest.param("Heads of HR, IT & Legal", ["Head of HR", "Head of IT", "Head of Legal"], id="plural-three"),
        pytest.param(
            "Cabinet Members for Housing and Finance",
            ["Cabinet Member for Housing", "Cabinet Member for Finance"],
            id="plural-members",
        ),
        pytest.param(
            "Portfolio Holders for Housing and for Leisure",
            ["Portfolio Holder for Housing", "Portfolio Holder for Leisure"],
            id="plural-for-twice",
        ),
        pytest.param("Chairs of Scrutiny and Audit", ["Chair of Scrutiny", "Chair of Audit"], id="plural-chairs"),
        pytest.param("Head of Housing with the Comms team", ["Head of Housing", "Comms team"], id="with"),
        pytest.param(
            "Head of Housing supported by Legal Services", ["Head of Housing", "Legal Services"], id="supported"
        ),
        pytest.param("Lead: Leader; Support: Head of HR", ["Leader", "Head of HR"], id="lead-and-support"),
        pytest.param("Cabinet and Scrutiny", ["Cabinet", "Scrutiny"], id="bodies"),
        pytest.param(
            "Policy and Resources Committee and Full Council",
            ["Policy and Resources Committee", "Full Council"],
            id="body-with-and-inside",
        ),
        pytest.param("Housing, Planning, Legal", ["Housing", "Planning", "Legal"], id="services-by-commas"),
        pytest.param("Finance / Legal", ["Finance", "Legal"], id="services-by-slash"),
        pytest.param(
            "Legal Services and Housing Services", ["Legal Services", "Housing Services"], id="services-own-nouns"
        ),
        pytest.param("Head of Housing and Homes England", ["Head of Housing", "Homes England"], id="organisation"),
        pytest.param(
            "Head of Policy and Communications team", ["Head of Policy", "Communications team"], id="post-team"
        ),
        pytest.param("Jane Smith and Cllr Ali", ["Jane Smith", "Cllr Ali"], id="people"),
        pytest.param("Cllrs Jones and Brown", ["Cllrs Jones", "Brown"], id="people-one-title"),
        pytest.param("JS/KP", ["JS", "KP"], id="initials"),
        pytest.param("Head of Customer\nServices", ["Head of Customer Services"], id="wrapped-noun"),
        pytest.param("Head of Policy and\nPerformance", ["Head of Policy and Performance"], id="wrapped-and"),
        pytest.param(
            "Head of Housing\nand Chief Executive", ["Head of Housing", "Chief Executive"], id="wrapped-before-and"
        ),
        pytest.param("• Cabinet\n• SLT", ["Cabinet", "SLT"], id="bullets"),
        pytest.param("Leader, and the Chief Executive", ["Leader", "Chief Executive"], id="comma-and-the"),
        pytest.param("Head of Housing or Head of Planning", ["Head of Housing", "Head of Planning"], id="or"),
        pytest.param(
            "Chief Executive & Senior Management Team", ["Chief Executive", "Senior Management Team"], id="post-body"
        ),
    ],
)
def test_joint_owners_are_parted_between_whole_names_only(text: str, names: list[str]) -> None:
    assert [owner.name for owner in read_owners(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        pytest.param("Jane Smith, Head of Housing", "Head of Housing", "Jane Smith", id="person-comma-post"),
        pytest.param("Head of Housing, Jane Smith", "Head of Housing", "Jane Smith", id="post-comma-person"),
        pytest.param("Jane Smith – Head of Housing", "Head of Housing", "Jane Smith", id="dash"),
        pytest.param("Head of Housing - Jane Smith", "Head of Housing", "Jane Smith", id="hyphen"),
        pytest.param("Head of Housing: Jane Smith", "Head of Housing", "Jane Smith", id="colon"),
        pytest.param("Head of Housing (Jane Smith)", "Head of Housing", "Jane Smith", id="person-in-brackets"),
        pytest.param("Jane Smith (Head of Housing)", "Head of Housing", "Jane Smith", id="post-in-brackets"),
        pytest.param("Jane Smith\nHead of Housing", "Head of Housing", "Jane Smith", id="person-over-post"),
        pytest.param("Head of Housing\nJane Smith", "Head of Housing", "Jane Smith", id="post-over-person"),
        pytest.param("Head of Housing\n(Jane Smith)", "Head of Housing", "Jane Smith", id="brackets-below"),
        pytest.param("Jane Smith Head of Housing", "Head of Housing", "Jane Smith", id="person-post-line-lost"),
        pytest.param("Head of Housing Jane Smith", "Head of Housing", "Jane Smith", id="post-person-line-lost"),
        pytest.param("Leader Cllr Dee", "Leader", "Cllr Dee", id="leader-councillor-line-lost"),
        pytest.param("Cllr Dee, Leader of the Council", "Leader of the Council", "Cllr Dee", id="councillor"),
        pytest.param("Leader (Cllr J Dee)", "Leader", "Cllr J Dee", id="councillor-in-brackets"),
        pytest.param("Corporate Director – Jane Smith", "Corporate Director", "Jane Smith", id="title-alone"),
        pytest.param("Aoife Brien, Head of Culture", "Head of Culture", "Aoife Brien", id="name-not-in-our-list"),
        pytest.param("Owner: Jane Smith, Head of Housing", "Head of Housing", "Jane Smith", id="lead-in"),
        pytest.param(
            "Jane Smith, Director of Policy, Performance and Risk",
            "Director of Policy, Performance and Risk",
            "Jane Smith",
            id="commas-in-the-post",
        ),
    ],
)
def test_a_person_printed_with_a_post_is_one_owner(text: str, name: str, person: str) -> None:
    [owner] = read_owners(text)
    assert (owner.name, owner.kind, owner.person) == (name, "post", person)
    assert owner.raw.split() == re.sub(r"^Owner:", "", text).split()


def test_people_and_posts_by_turns_are_pairs() -> None:
    for text in (
        "Jane Smith, Head of Housing, John Brown, Head of Planning",
        "Head of Housing, Jane Smith, Head of Planning, John Brown",
        "Jane Smith\nHead of Housing\nJohn Brown\nHead of Planning",
        "Head of Housing – Jane Smith; Head of Planning – John Brown",
    ):
        found = [(owner.name, owner.person) for owner in read_owners(text)]
        assert found == [("Head of Housing", "Jane Smith"), ("Head of Planning", "John Brown")], text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chief Executive Head of Homes", ["Chief Executive", "Head of Homes"]),
        ("Chief Executive Leader of the Council", ["Chief Executive", "Leader of the Council"]),
        ("Director of Homes Monitoring Officer", ["Director of Homes", "Monitoring Officer"]),
        ("Parks Manager Chief Executive", ["Parks Manager", "Chief Executive"]),
        ("AD Homes SLT", ["Assistant Director Homes", "Senior Leadership Team"]),
        ("Assistant to the Chief Executive", ["Assistant to the Chief Executive"]),
        ("Office of the Chief Executive", ["Office of the Chief Executive"]),
        ("Head of Law Deputy Monitoring Officer", ["Head of Law Deputy Monitoring Officer"]),
        ("Monitoring Officer / Internal Audit", ["Monitoring Officer", "Internal Audit"]),
        ("Section 151 Officer / Human Resources", ["Section 151 Officer", "Human Resources"]),
        ("Head of Service / Homes", ["Head of Service / Homes"]),
        ("Corporate Director / Place", ["Corporate Director / Place"]),
        ("Chair of CMT", ["Chair of CMT"]),
        ("Digital Manager ICT", ["Digital Manager ICT"]),
    ],
)
def test_offices_and_teams_behind_a_lost_line_are_owners_of_their_own(text: str, names: list[str]) -> None:
    defined = {"AD": "Assistant Director", "SLT": "Senior Leadership Team"}
    assert [owner.name for owner in read_owners(text, context=OwnerContext(acronyms=tuple(defined.items())))] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("1. Leader\n2. Head of HR", [("Leader", ("1",)), ("Head of HR", ("2",))], id="lines"),
        pytest.param("1. Leader 2. Head of HR", [("Leader", ("1",)), ("Head of HR", ("2",))], id="one-line"),
        pytest.param("1 & 2: Leader\n3: SLT", [("Leader", ("1", "2")), ("SLT", ("3",))], id="several-numbers"),
        pytest.param("1-3. Leader", [("Leader", ("1", "2", "3"))], id="range"),
        pytest.param("1, 2 and 4 – Leader", [("Leader", ("1", "2", "4"))], id="dash"),
        pytest.param("a) Leader b) SLT", [("Leader", ("a",)), ("SLT", ("b",))], id="letters"),
        pytest.param("Actions 1 and 2: Leader", [("Leader", ("1", "2"))], id="actions"),
        pytest.param("Leader (actions 1 & 3)", [("Leader", ("1", "3"))], id="behind"),
        pytest.param(
            "1. Leader\nSLT\n2. Cabinet", [("Leader", ("1",)), ("SLT", ("1",)), ("Cabinet", ("2",))], id="unmarked"
        ),
        pytest.param("1. Leader / SLT", [("Leader", ("1",)), ("SLT", ("1",))], id="joint"),
        pytest.param("1 Leader\n2 SLT", [("Leader", ("1",)), ("SLT", ("2",))], id="bare-numbers"),
        pytest.param("1.1 Leader\n1.2 SLT", [("Leader", ("1.1",)), ("SLT", ("1.2",))], id="dotted-numbers"),
        pytest.param("Leader (1) SLT (2)", [("Leader", ("1",)), ("SLT", ("2",))], id="numbers-behind-each"),
        pytest.param("i. Leader\nii. SLT", [("Leader", ("i",)), ("SLT", ("ii",))], id="roman"),
        pytest.param(
            "Actions 1–3: Leader; Action 4: SLT", [("Leader", ("1", "2", "3")), ("SLT", ("4",))], id="actions-inline"
        ),
        pytest.param("A. Khan and B. Jones", [("A. Khan", ()), ("B. Jones", ())], id="initials-are-no-letters"),
        pytest.param("S151 Officer", [("S151 Officer", ())], id="section-number"),
    ],
)
def test_list_numbers_are_read_and_leave_the_raw(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    read = read_owner_cell(text).found
    assert [(reading.value.name, reading.numbers) for reading in read] == found
    assert all(reading.value.raw == " ".join(text[reading.start : reading.end].split()) for reading in read)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("TBC", "owner-unnamed", id="tbc"),
        pytest.param("To be confirmed", "owner-unnamed", id="to-be-confirmed"),
        pytest.param("N/A", "owner-unnamed", id="not-applicable"),
        pytest.param("vacant", "owner-unnamed", id="vacant"),
        pytest.param("As above", "owner-unread", id="nothing-above"),
        pytest.param("It will be decided who does this", "owner-unread", id="prose"),
        pytest.param("someone or other", "owner-unread", id="unknown-words"),
        pytest.param("x" * 200_000, "text-too-long", id="too-long"),
    ],
)
def test_words_that_name_nobody_give_a_note_and_no_owner(text: str, code: str) -> None:
    readings = read_owner_cell(text)
    assert readings.found == ()
    assert [note.code for note in readings.notes] == [code]


@pytest.mark.parametrize("text", ["", " \n ", "-", "–", "...", "\u200b", "\x00"])
def test_a_blank_cell_has_no_owner_and_no_note_about_words(text: str) -> None:
    assert read_owner_cell(text).found == ()


def test_an_owner_still_unnamed_beside_another_leaves_a_note() -> None:
    readings = read_owner_cell("Head of Housing / TBC")
    assert [reading.value.name for reading in readings.found] == ["Head of Housing"]
    assert [note.code for note in readings.notes] == ["owner-unnamed"]


def test_unknown_acronyms_and_names_are_kept_with_a_note() -> None:
    for text, code in (
        ("QXZ", "owner-acronym-unknown"),
        ("JS", "owner-acronym-unknown"),
        ("Zorblax", "owner-kind-assumed"),
    ):
        readings = read_owner_cell(text)
        assert [reading.value.name for reading in readings.found] == [text]
        assert [note.code for note in readings.notes] == [code]


@pytest.mark.parametrize("text", ["Ditto", "as above", "As Above.", '"', "See above"])
def test_ditto_repeats_the_owners_above(text: str) -> None:
    above = read_owners("Head of Housing / SLT")
    again = read_owners(text, context=OwnerContext(above=above))
    assert [(owner.name, owner.kind) for owner in again] == [(owner.name, owner.kind) for owner in above]
    assert {owner.raw for owner in again} == {text}


def test_the_column_and_a_lead_in_give_the_role() -> None:
    assert [o.role for o in read_owners("Leader", context=OwnerContext(role="accountable"))] == ["accountable"]
    assert [o.role for o in read_owners("Sponsor: Leader; Lead: Head of HR")] == ["accountable", "lead"]


@pytest.mark.parametrize(
    ("text", "function", "seniority", "statutory_role"),
    [
        pytest.param("Head of Finance", "finance", "head of service", None, id="head"),
        pytest.param("Director of Finance (s151)", "finance", "director", "Section 151 Officer", id="s151"),
        pytest.param("S.151 Officer", "finance", "officer", "Section 151 Officer", id="s151-officer"),
        pytest.param("MO", None, None, "Monitoring Officer", id="glossary"),
        pytest.param("Deputy Monitoring Officer", None, None, None, id="deputies-hold-no-role"),
        pytest.param("CEX", None, "chief executive", None, id="chief-executive"),
        pytest.param("Deputy Chief Executive", None, "deputy chief executive", None, id="deputy"),
        pytest.param("Assistant Director of HR", "human resources", "assistant director", None, id="assistant"),
        pytest.param("Digital Services Manager", "digital", "manager", None, id="manager"),
        pytest.param("Cabinet Member for Housing", "housing", "elected member", None, id="member"),
        pytest.param("Director of Public Health", "public health", "director", "Director of Public Health", id="dph"),
        pytest.param("Head of Paid Service", None, "chief executive", "Head of Paid Service", id="paid-service"),
        pytest.param(
            "Policy, Performance and Risk Lead", "policy; performance; audit and risk", None, None, id="several"
        ),
        pytest.param("Corporate Director", None, "director", None, id="no-function"),
        pytest.param("Legal Services", "legal", None, None, id="team"),
        pytest.param("Cabinet", None, None, None, id="body"),
    ],
)
def test_function_seniority_and_statutory_role_are_read_from_the_words(
    text: str, function: str | None, seniority: str | None, statutory_role: str | None
) -> None:
    [owner] = read_owners(text)
    assert (owner.function, owner.seniority, owner.statutory_role) == (function, seniority, statutory_role)


def test_near_names_are_suggested_and_never_merged() -> None:
    names = ["Chief Executive", "Deputy Chief Executive", "Head of Comunications", "Head of Communications", "Leader"]
    [near] = suggest_near_names(names)
    assert {near.first, near.second} == {"Head of Comunications", "Head of Communications"}
    assert [n.likeness for n in suggest_near_names(["Head of HR", "head of HR"])] == [100.0]


_CONNECTORS = {word for row in rows("owner_links") for word in re.findall(r"\w+", row["wording"])} | {
    "and",
    "the",
    "amp",
}


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _CONNECTORS]


_PRINTED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [row["wording"].title() for row in rows("posts")]
            + [row["wording"].title() for row in rows("bodies")]
            + [row["wording"].capitalize() for row in rows("functions")]
            + [row["acronym"] for row in rows("glossary")]
            + [
                "Jane Smith",
                "Cllr Ali",
                "of",
                "for",
                "and",
                "&",
                ",",
                "/",
                ";",
                "(",
                ")",
                "–",
                ":",
                "\n",
                "1.",
                "b)",
                "TBC",
                "with",
            ]
        ),
        max_size=9,
    ).map(" ".join),
)


@given(_PRINTED)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_and_every_raw_is_in_the_cell(text: str) -> None:
    readings = read_owner_cell(text, context=CONTEXT)
    for reading in readings.found:
        assert reading.value.raw == " ".join(text[reading.start : reading.end].split())
    kept = [text[r.start : r.end] for r in readings.found] + [text[n.start : n.end] for n in readings.notes]
    kept += [number for reading in readings.found for number in reading.numbers]
    lost = set(_words(text)) - set(_words(" ".join(kept)))
    assert {
        word for word in lost if not re.fullmatch(r"\d{1,2}|[a-h]|actions?|no|nos|recs?|items?|[iv]+", word)
    } == set()


@given(_PRINTED)
@example("0)&NET")
@settings(max_examples=200, deadline=None)
def test_a_name_read_again_is_the_same_name(text: str) -> None:
    for owner in read_owners(text):
        if not re.search(r"\(\s*\d", owner.name):  # "(4)" behind a name is a list number
            assert [again.name for again in read_owners(owner.name)] == [owner.name]


@pytest.mark.parametrize("text", [text for text, _, _ in _SINGLE], ids=[text for text, _, _ in _SINGLE])
def test_a_canonical_name_is_read_as_itself(text: str) -> None:
    [owner] = read_owners(text, context=CONTEXT)
    [again] = read_owners(owner.name)
    assert (again.name, again.kind) == (owner.name, owner.kind)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "a, ",
        "and ",
        "/ ",
        "& ",
        "1. ",
        "\n",
        "Head of ",
        "(a",
        "TBC; ",
        "with ",
        " ",
        "A ",
        "A (1) ",
        "Cllr ",
        "Jane Smith ",
        "\t",
        "1\n",
        "x. ",
    ],
)
def test_long_odd_cells_are_read_without_failing(unit: str) -> None:
    assert isinstance(read_owner_cell(unit * (20_000 // len(unit))).notes, tuple)


def test_words_for_nobody_are_told_from_owners() -> None:
    assert [meaning_of(text) for text in ("TBC", "Ditto", "Leader")] == ["unnamed", "repeat", None]
    assert split_pieces("", 0, 0, {}) == ()


def test_every_owner_of_the_gold_files_is_read_as_printed(shared: Path) -> None:
    missed = []
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for record in (*gold["recommendations"], *gold["actions"]):
            for owner in record["owners"]:
                role = owner.get("role", "lead")
                read = read_owners(owner["raw"], context=OwnerContext(role=role))
                if [_as_gold(one) for one in read] != [(owner["raw"], owner["name"], owner["kind"], role)]:
                    missed.append((path.name, owner["raw"], read))
    assert missed == []


def _as_gold(owner: Owner) -> tuple[str, str, str, str]:
    return owner.raw, owner.name, owner.kind, owner.role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Head of Homes\nCllr Ann Wray", ["Head of Homes", "Cllr Ann Wray"]),
        ("Cllr Ann Wray\nMonitoring Officer\nHead of HR", ["Cllr Ann Wray", "Monitoring Officer", "Head of HR"]),
        ("Head of Homes, Councillor Wray", ["Head of Homes", "Councillor Wray"]),
        ("Leader of the Council\nCllr Ann Wray", ["Leader of the Council"]),
        ("Head of Homes\nAnn Wray", ["Head of Homes"]),
    ],
)
def test_a_councillor_beside_an_officers_post_is_an_owner_of_their_own(text: str, names: list[str]) -> None:
    assert [found.value.name for found in read_owner_cell(text, context=OwnerContext()).found] == names
