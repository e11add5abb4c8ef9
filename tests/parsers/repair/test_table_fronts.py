"""What tables print above their header rows, and tables that stand beside plans."""

from __future__ import annotations

import io

import docx
import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

TABLE = """<h2>Theme 1: Halls</h2><p>There are nine.</p>
<table><tr><td colspan="4"><p>Recommendation {n}</p><p>{text}</p></td></tr>
<tr><td colspan="2">What the peers told us</td><td colspan="2">“{said}”</td></tr>
<tr><td colspan="2">Sponsor</td><td colspan="2">Director of Halls</td></tr>
<tr><td>Ref</td><td>What we will do</td><td>Who</td><td>When</td></tr>
<tr><td>{n}a</td><td>Hire a slater</td><td>Head of Roofs</td><td>May 2026</td></tr>
<tr><td>{n}b</td><td>Buy slates</td><td>Head of Stores</td><td>June 2026</td></tr></table>"""


def read(body: str, name: str = "plan.html") -> Extraction:
    return read_extraction(f"<main><h1>Peer challenge action plan</h1>{body}</main>".encode(), name)


def test_what_stands_above_a_tables_header_is_the_recommendations() -> None:
    said = ["Most would recommend the halls, but they are wet.", "Nobody knows who answers the letters."]
    texts = ["Mend the roofs of all halls", "Answer each letter in a week"]
    both = zip(texts, said, strict=True)
    body = "".join(TABLE.format(n=n, text=text, said=words) for n, (text, words) in enumerate(both, 1))
    found = read(body)
    assert [(r.number, r.text, r.theme) for r in found.recommendations] == [
        ("1", texts[0], "Halls"),
        ("2", texts[1], "Halls"),
    ]
    assert [r.context for r in found.recommendations] == [f"“{words}”" for words in said]
    assert [[(o.name, o.role) for o in r.owners] for r in found.recommendations] == [
        [("Director of Halls", "accountable")]
    ] * 2
    assert [(a.number, a.recommendation, [o.name for o in a.owners]) for a in found.actions] == [
        ("1a", "r1", ["Head of Roofs"]),
        ("1b", "r1", ["Head of Stores"]),
        ("2a", "r2", ["Head of Roofs"]),
        ("2b", "r2", ["Head of Stores"]),
    ]


def test_a_row_of_a_plan_that_only_looks_so_stays() -> None:
    rows = "<tr><td colspan='3'>Recommendation 1: Mend the roofs</td></tr>"
    rows += "<tr><td>Hire a slater</td><td>Ann</td><td>May 2026</td></tr>"
    found = read(f"<table><tr><th>Action</th><th>Lead</th><th>By when</th></tr>{rows}</table>")
    assert [(a.recommendation, a.text) for a in found.actions] == [("r1", "Hire a slater")]


@pytest.mark.parametrize(
    "heads",
    [
        ("Risk", "Likelihood / impact", "What we are doing about it"),
        ("Ref", "Key risks", "Mitigating action"),
        ("Risk to delivery", "Score", "Controls"),
    ],
)
def test_a_register_of_risks_holds_no_actions(heads: tuple[str, ...]) -> None:
    def table(*rows: tuple[str, ...]) -> str:
        return (
            "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"
        )

    plan = table(("Recommendation", "Action", "Lead"), ("1. Mend roofs", "Hire a slater", "Ann Oak"))
    risks = table(heads, ("Slates run out", "High", "Order early from two yards"), ("Rain", "Low", "Wait for summer"))
    found = read(f"{plan}<h2>What could go wrong</h2>{risks}")
    assert [action.text for action in found.actions] == ["Hire a slater"]
    assert any(issue.code == "unread-table" for issue in found.issues)


def test_the_days_of_a_visit_in_a_table_of_dates() -> None:
    rows = (
        "<tr><td>Peer team on site</td><td>16–19 September 2025</td></tr><tr><td>Report out</td><td>May 2026</td></tr>"
    )
    challenge = read(f"<p>See below.</p><h2>Key dates</h2><table>{rows}</table>").document.challenge
    assert challenge is not None
    assert challenge.edtf == "2025-09-16/2025-09-19"


def test_a_systems_export_tells_parents_and_directors_apart() -> None:
    heads = ("Code", "Ref", "Parent ref", "Parent recommendation", "Action", "Assigned to", "Responsible director")
    row = ("ACT7", "1.2", "R1", "Mend the roofs", "Hire a slater", "Ann Oak, Head of Roofs", "Director of Halls")
    cells = "".join(f"<th>{head}</th>" for head in heads), "".join(f"<td>{cell}</td>" for cell in row)
    found = read(f"<table><tr>{cells[0]}</tr><tr>{cells[1]}</tr></table>")
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the roofs")]
    [action] = found.actions
    assert action.number == "1.2"
    assert [(owner.name, owner.role) for owner in action.owners] == [
        ("Head of Roofs", "lead"),
        ("Director of Halls", "accountable"),
    ]


def test_the_answer_to_a_recommendation_is_no_part_of_its_words() -> None:
    one = "<h3>Recommendation {}</h3><p>{}</p><p>“{}”</p><p>Council response: {}</p>"
    found = read(
        "<h2>Halls</h2>" + one.format(1, "Mend the roofs of all halls.", "They were wet when we came.", "Accepted")
        + "<h2>Letters</h2>" + one.format(2, "Answer each letter.", "Some are old, we saw.", "Partially accepted")
    )  # fmt: skip
    assert [r.text for r in found.recommendations] == ["Mend the roofs of all halls.", "Answer each letter."]
    assert [r.response for r in found.recommendations] == ["accepted", "partly_accepted"]
    assert [r.context for r in found.recommendations] == [
        "“They were wet when we came.”",
        "“Some are old, we saw.”",
    ]


def test_next_steps_between_two_recommendations_are_the_firsts() -> None:
    document = docx.Document()
    document.add_heading("Corporate peer challenge: six months on", 1)
    for number, name in enumerate(("Mend the roofs of all halls", "Answer letters in a week"), 1):
        document.add_heading(f"Recommendation {number}: {name}", 2)
        document.add_paragraph().add_run("So far").bold = True
        document.add_paragraph(f"{number} hall is dry", style="List Bullet")
        if number == 1:
            document.add_paragraph().add_run("Next steps").bold = True
            document.add_paragraph("Hire a slater by March 2026", style="List Bullet")
    document.add_heading("Next steps", 2)
    document.add_paragraph("Peers come back next year.", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    found = read_extraction(out.getvalue(), "update.docx")
    assert [(p.recommendation, p.text) for p in found.progress] == [("r1", "1 hall is dry"), ("r2", "2 hall is dry")]
    assert [(a.recommendation, a.text) for a in found.actions] == [("r1", "Hire a slater by March 2026")]


@pytest.mark.parametrize("number", ["R2", "Rec 2", "Recommendation 2"])
@pytest.mark.parametrize("span", [3, 4])
def test_a_number_beside_what_runs_across_the_table_announces_a_recommendation(number: str, span: int) -> None:
    head = "".join(f"<th>{head}</th>" for head in ("Ref", "Agreed action", "Owner", "By when", "Status"))
    rest = "<td></td>" * (4 - span)
    rows = (
        f"<tr><td>{number}</td><td colspan='{span}'>Widen what is known of the roofs</td>{rest}</tr>"
        "<tr><td>2.1</td><td>Hire a slater</td><td>Head of Roofs</td><td>May 2026</td><td>Complete</td></tr>"
    )
    found = read(f"<table><tr>{head}</tr>{rows}</table>")
    assert [(r.number, r.text) for r in found.recommendations] == [("2", "Widen what is known of the roofs")]
    assert [(a.number, a.recommendation) for a in found.actions] == [("2.1", "r1")]
