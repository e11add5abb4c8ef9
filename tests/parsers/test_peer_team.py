"""The members of the peer team: name, role and organisation, whatever signs stand between."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.formats.registry import read_document
from parsers.peer_team import read_peer, read_peer_team
from parsers.repair import repair
from parsers.sections import cut_sections
from parsers.words import Words


@pytest.mark.parametrize(
    ("line", "name", "role", "organisation"),
    [
        pytest.param(
            "Asha Byrne, Chief Executive, Marlbridge District Council",
            "Asha Byrne",
            "Chief Executive",
            "Marlbridge District Council",
            id="commas",
        ),
        pytest.param(
            "Asha Byrne – Chief Executive, Marlbridge Council",
            "Asha Byrne",
            "Chief Executive",
            "Marlbridge Council",
            id="dash",
        ),
        pytest.param(
            "Asha Byrne: Chief Executive at Marlbridge Council",
            "Asha Byrne",
            "Chief Executive",
            "Marlbridge Council",
            id="colon-and-at",
        ),
        pytest.param(
            "Asha Byrne (Chief Executive, Marlbridge Council)",
            "Asha Byrne",
            "Chief Executive",
            "Marlbridge Council",
            id="brackets",
        ),
        pytest.param(
            "Asha Byrne\tChief Executive\tMarlbridge Council",
            "Asha Byrne",
            "Chief Executive",
            "Marlbridge Council",
            id="tabs",
        ),
        pytest.param(
            "Councillor Tom Eld – Leader, Thornhaven Council",
            "Councillor Tom Eld",
            "Leader",
            "Thornhaven Council",
            id="councillor",
        ),
        pytest.param(
            "Cllr Ann de Witt – Leader, Thornhaven Council",
            "Cllr Ann de Witt",
            "Leader",
            "Thornhaven Council",
            id="particle",
        ),
        pytest.param(
            "Asha Byrne, Director of Place, Thornhaven Council",
            "Asha Byrne",
            "Director of Place",
            "Thornhaven Council",
            id="role-with-of",
        ),
        pytest.param(
            "Cllr Asha Byrne, Deputy Leader, Marlbridge Council (Independent)",
            "Cllr Asha Byrne",
            "Deputy Leader",
            "Marlbridge Council (Independent)",
            id="party-in-brackets",
        ),
        pytest.param("Asha Byrne – Programme Manager", "Asha Byrne", "Programme Manager", None, id="no-organisation"),
        pytest.param(
            "Asha Byrne Chief Executive, Thornhaven Council",
            "Asha Byrne",
            "Chief Executive",
            "Thornhaven Council",
            id="no-sign",
        ),
        pytest.param(
            "Asha Byrne, Chief Executive, Isle of Estwick Council",
            "Asha Byrne",
            "Chief Executive",
            "Isle of Estwick Council",
            id="place-with-of",
        ),
        pytest.param(
            "Assistant Chief Fire Officer Tom Eld – Lead Peer, Estwick Fire and Rescue Service",
            "Assistant Chief Fire Officer Tom Eld",
            "Lead Peer",
            "Estwick Fire and Rescue Service",
            id="rank",
        ),
        pytest.param(
            "Tom Eld – Chief Fire Officer, Estwick Fire and Rescue Service",
            "Tom Eld",
            "Chief Fire Officer",
            "Estwick Fire and Rescue Service",
            id="rank-as-role",
        ),
    ],
)
def test_a_member(line: str, name: str, role: str | None, organisation: str | None) -> None:
    peer = read_peer(Words.of(line))
    assert peer is not None
    assert (peer.name, peer.role, peer.organisation) == (name, role, organisation)


@pytest.mark.parametrize("line", ["the peer team", "Asha Byrne", "They came in May 2025", "", "7"])
def test_nobody(line: str) -> None:
    assert read_peer(Words.of(line)) is None


MEMBERS = "\n".join(
    f"- {name} – Chief Executive, {place} Council"
    for name, place in (("Asha Byrne", "Marlbridge"), ("Tom Eld", "Thornhaven"), ("Ida Roe", "Estwick"))
)


@pytest.mark.parametrize("heading", ["The peer team", "Who came to see us"])
def test_the_team_is_known_by_its_heading_or_by_its_lines(heading: str) -> None:
    text = f"# Our town\n\nIt has a mill.\n\n# {heading}\n\n{MEMBERS}\n\n# Next steps\n\nMore."
    sections = cut_sections(repair(read_document(text.encode(), "report.txt")))
    assert [peer.name for peer in read_peer_team(sections)] == ["Asha Byrne", "Tom Eld", "Ida Roe"]


def test_a_list_of_actions_is_no_team() -> None:
    text = "# Our town\n\n- Mend the mill\n- Dredge the quay\n- Open the room"
    assert read_peer_team(cut_sections(repair(read_document(text.encode(), "report.txt")))) == ()


def test_each_member_knows_where_it_stands() -> None:
    sections = cut_sections(repair(read_document(f"# The peer team\n\n{MEMBERS}".encode(), "report.txt")))
    places = [peer.provenance.line for peer in read_peer_team(sections) if peer.provenance]
    assert places == [3, 4, 5]


def test_a_list_beside_others_under_one_heading_names_the_team() -> None:
    text = (
        "Tarnbrook Council\n\nProgress review\n\nOur approach\n\nThe visit looked at:\n\n- Theme 1: Homes\n"
        "- Theme 2: Money\n- Theme 3: Canals\n- Theme 4: Clocks\n\nThose of the team who came back were:\n\n"
        "- Edna Moss – Chief Executive, Wexcombe City Council\n- Cllr Abel Frost – Leader, Netherby District Council\n"
        "- Ivy Lomas – Programme Manager, LGA\n"
    )
    team = read_extraction(text.encode(), "review.txt").document.peer_team
    assert [peer.name for peer in team] == ["Edna Moss", "Cllr Abel Frost", "Ivy Lomas"]


@pytest.mark.parametrize("lead", ["The peers who came back were:", "The small team on the day comprised:"])
def test_a_line_that_leads_in_the_peers_stands_above_few_of_them(lead: str) -> None:
    text = f"# Letter\n\n{lead}\n\n- Asha Byrne, Leader, Marlbridge Council\n- Tom Eld, Treasurer, Estwick Council\n"
    found = read_extraction(text.encode(), "letter.md")
    assert [peer.name for peer in found.document.peer_team] == ["Asha Byrne", "Tom Eld"]


def test_a_list_of_officers_is_no_team_of_peers() -> None:
    text = (
        "# Plan\n\nThe owners are:\n\n- Asha Byrne, Leader, Marlbridge Council\n- Tom Eld, Treasurer, Estwick Council\n"
    )
    assert read_extraction(text.encode(), "plan.md").document.peer_team == ()
