"""Papers that are no plan yield no record, in every format; plans that say so only in their introduction are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.non_plans import iter_non_plans
from fixtures.make.plan import Block, Heading, Para, Plan, Table, head, row
from fixtures.make.writers import docx, html, markdown, odt, reportlab
from parsers.assemble import read_extraction
from parsers.given import Given
from parsers.scope.subject import find_never, is_ours

WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    "source.md": markdown.write,
    "source.docx": docx.write,
    "source.html": html.write,
    "source.pdf": reportlab.write,
    "source.odt": odt.write,
}
PAPERS = tuple(iter_non_plans())
TABLE = "\n\n| Action | Lead | By when |\n|---|---|---|\n| Buy slates | Head of Property | May 2026 |\n"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("name", "plan"), [pytest.param(*paper, id=paper[0]) for paper in PAPERS])
def test_a_paper_that_is_no_plan_yields_nothing(name: str, plan: Plan, form: str, tmp_path: Path) -> None:
    WRITERS[form](plan, tmp_path / form)
    extraction = read_extraction((tmp_path / form).read_bytes(), form)
    assert (extraction.recommendations, extraction.actions, extraction.progress) == ((), (), ())
    assert extraction.document.kind == "other"
    assert "no-records" in {issue.code for issue in extraction.issues}


def table_of(*header: str) -> Table:
    """Return a plan's table of two rows under some headings."""
    told = (
        ("1", "Agree a vision for the place", "Hold three town meetings", "Head of Policy", "May 2027"),
        ("2", "Plan the money for longer", "Write a five-year forecast", "Treasurer", "June 2027"),
    )
    rows = (row(*cells[-len(header) :]) for cells in told)
    return Table((head(*header), *rows), tuple(1 / len(header) for _ in header))


NUMBERED = table_of("Ref", "Recommendation", "Action", "Lead", "By when")
ANSWERS = table_of("What we were asked", "What we will do", "Who", "When")
BARE = table_of("Action", "Lead", "By when")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("title", "below"),
    [
        pytest.param("CPC Action Plan", (NUMBERED,), id="cpc"),
        pytest.param("LGA review: our response", (ANSWERS,), id="lga-review"),
        pytest.param("Corporate Peer Review – Delivery Plan", (BARE,), id="delivery-plan"),
        pytest.param("Fire Peer Challenge: plan of action", (ANSWERS,), id="fire"),
        pytest.param("Planning Peer Challenge Action Plan", (BARE,), id="planning"),
        pytest.param("Finance Peer Review improvement plan", (NUMBERED,), id="finance"),
        pytest.param("Schools and skills: response to the peer challenge", (NUMBERED,), id="schools"),
        pytest.param("Housing peer challenge – recommendations and actions", (NUMBERED,), id="housing"),
        pytest.param("Recommendations tracker", (NUMBERED,), id="tracker"),
        pytest.param("Delivery plan", (Para("Sandmere Borough Council"), ANSWERS), id="says-nothing-of-peers"),
        pytest.param("Sandmere Borough Council", (Heading("Action Plan 2027"), NUMBERED), id="council-as-title"),
        pytest.param(
            "Our improvement journey",
            (Para("What the LGA recommended, and what we do about it."), ANSWERS),
            id="in-the-introduction",
        ),
        pytest.param(
            "Peer challenge action plan",
            (Para("Our position statement said that we wished to improve."), NUMBERED),
            id="names-another-paper",
        ),
        pytest.param(
            "Report to Select Committee",
            (
                Para("Subject: LGA Corporate Peer Challenge action plan"),
                Heading("Appendix A: action plan", 2),
                NUMBERED,
            ),
            id="behind-a-report",
        ),
    ],
)
def test_a_plan_that_hardly_speaks_of_peers_is_read(
    title: str, below: tuple[Block, ...], form: str, tmp_path: Path
) -> None:
    WRITERS[form](Plan(title, (Heading(title), *below)), tmp_path / form)
    found = read_extraction((tmp_path / form).read_bytes(), form)
    assert [action.text for action in found.actions] == ["Hold three town meetings", "Write a five-year forecast"]
    assert len(found.recommendations) == (0 if BARE in below else 2)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "# Peer challenge papers\n\n## Recommendation 1: roads ........ 4\n\n## Recommendation 2: tax ....... 9\n",
            id="entries-of-contents",
        ),
        pytest.param(
            "# Planning peer challenge: guide for interviewees\n\n## Recommendations\n\n- Bring a pen\n- Be on time\n",
            id="a-guide",
        ),
        pytest.param(
            "# Peer challenge papers\n\n| Item | Title |\n|---|---|\n| 1 | Foreword |\n| 2 | Maps |\n| 3 | Notes |\n"
            "| Recommendation 1: roads ........ 4 | |\n| Recommendation 2: tax ....... 9 | |\n",
            id="entries-of-contents-in-a-table",
        ),
    ],
)
def test_what_comes_before_a_plan_yields_nothing(words: str) -> None:
    extraction = read_extraction(words.encode(), "paper.md")
    assert (extraction.recommendations, extraction.actions, extraction.progress) == ((), (), ())
    assert extraction.document.kind == "other"


def test_government_pdfs_that_are_no_plans_yield_nothing(shared: Path) -> None:
    extraction = read_extraction((shared / "pdfs" / "federal-register-2020-17221.pdf").read_bytes(), "register.pdf")
    assert (extraction.recommendations, extraction.actions) == ((), ())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("# Our improvement plan\n\nThis plan responds to what the peers told us.", id="introduction"),
        pytest.param("# Housing Strategy action plan\n\nIt answers the peer team's recommendations.", id="in-spite"),
        pytest.param("# LGA review: action plan", id="lga-review"),
        pytest.param("# Corporate Peer Review", id="corporate-peer-review"),
        pytest.param("# Finance Peer Challenge action plan", id="finance-peer-challenge"),
        pytest.param("# Waste Service peer review: action plan", id="of-a-service"),
        pytest.param("# Agenda item 7: Peer Challenge action plan", id="agenda-item"),
        pytest.param("# Audit Committee\n\n## Peer challenge action plan", id="committee-above"),
        pytest.param("# Panel Performance Assessment: action plan", id="wales"),
        pytest.param("# Budget and Corporate Peer Challenge: our response", id="two-subjects"),
        pytest.param("# Action plan", id="nothing-but-a-plan"),
        pytest.param("", id="no-title"),
    ],
)
def test_a_plan_is_read_wherever_it_says_what_it_answers(words: str) -> None:
    [action] = read_extraction((words + TABLE).encode(), "plan.txt").actions
    assert action.text == "Buy slates"


def test_what_a_person_says_is_a_plan_is_read() -> None:
    data = ("# Tourism strategy" + TABLE).encode()
    assert read_extraction(data, "plan.txt").actions == ()
    assert len(read_extraction(data, "plan.txt", given=Given(kind="action_plan")).actions) == 1


def test_a_table_for_auditors_is_known_by_its_columns() -> None:
    text = (
        "# Stores\n\nRecommendation\tFinding\tManagement response\tDate\nCount twice\tNobody counts\tAgreed\tMay 2026\n"
    )
    assert read_extraction(text.encode(), "stores.txt").recommendations == ()


@pytest.mark.parametrize(
    ("title", "never"),
    [
        ("Minutes of the Cabinet", "Minutes"),
        ("Draft minutes of the Cabinet", "Draft minutes"),
        ("Cabinet minutes 3 March 2026", "minutes"),
        ("Peer Challenge: timetable", "timetable"),
        ("Peer Challenge – Agenda", "Agenda"),
        ("Agenda item 7: Peer Challenge action plan", None),
        ("Peer challenge action plan", None),
        ("Peer challenge: budget and action plan", None),
        ("Thirty minutes with the peers", None),
    ],
)
def test_titles_that_name_what_is_never_a_plan(title: str, never: str | None) -> None:
    assert find_never(title) == never


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("What the peers told us", True),
        ("The peers’ report", True),
        ("LGA visit 2026", True),
        ("Peerless views", False),
        ("Compare the CPCs of cars", False),
    ],
)
def test_words_that_speak_of_a_peer_challenge(text: str, ours: bool) -> None:
    assert is_ours(text) is ours
