"""Cards of one column, labels beside one another on a line, and what stands at a card's foot."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.formats.pdf.flow.labels_abreast import part_abreast
from parsers.formats.pdf.flow.lines import read_lines
from tests.parsers.formats.pdf.pages_by_hand import run

BOX = (50.0, 90.0, 400.0, 200.0)


def read(text: str, name: str = "plan.md") -> Extraction:
    return read_extraction(text.encode(), name)


def rows(found: Extraction) -> list[tuple[str, list[str], list[str | None]]]:
    return [(a.text, [o.name for o in a.owners], [t.raw for t in a.timelines]) for a in found.actions]


@pytest.mark.parametrize("between", [" ", "  ", " | ", "\n"])
def test_bold_labels_on_one_line_each_head_their_own_value(between: str) -> None:
    found = read(
        "# Peer challenge action plan\n\n## Recommendation 1: Mend the roofs of all halls\n\n"
        f"1.1 Hire a slater\n\n**Lead:** Head of Roofs{between}**Timescale:** May 2026\n\n"
        f"1.2 Buy slates\n\n**Lead:** Head of Stores{between}**Timescale:** By end of June 2026\n"
    )
    if between == " | ":
        assert [owner.name for action in found.actions for owner in action.owners][:1] == ["Head of Roofs"]
        return
    assert rows(found) == [
        ("Hire a slater", ["Head of Roofs"], ["May 2026"]),
        ("Buy slates", ["Head of Stores"], ["By end of June 2026"]),
    ]


def test_bold_words_with_a_colon_in_running_text_part_nothing() -> None:
    text = "**Lead:** Head of Roofs, with **one aim:** dry halls"
    found = read(f"# Peer challenge action plan\n\n## Recommendation 1: Mend the roofs\n\n**Action:** Hire\n\n{text}\n")
    [owner] = found.actions[0].owners[:1]
    assert owner.raw is not None
    assert owner.raw.startswith("Head of Roofs")
    assert all("dry halls" not in (action.text or "") for action in found.actions)


CARD = """<table><tr><td><p>RECOMMENDATION {n}</p><p>{text}</p></td></tr>
<tr><td><p>{n}.1 Hire a slater</p><p><b>Lead:</b> Head of Roofs <b>Timescale:</b> May 2026</p></td></tr>
<tr><td><p>{n}.2 Buy slates</p><p><b>Lead:</b> Head of Stores <b>Timescale:</b> June 2026</p></td></tr>
<tr><td><p><b>How we will know it has worked</b></p><p>All halls are dry.</p></td></tr></table>"""


def test_a_card_of_one_column_is_text_below_its_head() -> None:
    cards = CARD.format(n=1, text="Mend the roofs of all halls.") + CARD.format(n=2, text="Mend those of all barns.")
    found = read(f"<main><h1>Peer challenge action plan</h1><h2>Our actions</h2>{cards}</main>", "page.html")
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Mend the roofs of all halls."),
        ("2", "Mend those of all barns."),
    ]
    assert [(a.number, a.recommendation) for a in found.actions] == [
        ("1.1", "r1"), ("1.2", "r1"), ("2.1", "r2"), ("2.2", "r2"),
    ]  # fmt: skip
    assert [a.measures for a in found.actions] == [("All halls are dry.",)] * 4
    assert {o.name for a in found.actions for o in a.owners} == {"Head of Roofs", "Head of Stores"}


def test_a_list_of_recommendations_in_one_column_stays_a_table() -> None:
    listed = "".join(f"<tr><td>Recommendation {n}: Mend roof {n} of the halls</td></tr>" for n in (1, 2, 3))
    found = read(
        f"<main><h1>Peer challenge report</h1><h2>Recommendations</h2><table>{listed}</table></main>", "p.html"
    )
    assert [r.number for r in found.recommendations] == ["1", "2", "3"]


def test_a_measure_on_its_labels_line_is_the_last_actions() -> None:
    one = "**Action:** {}\n\n**Lead:** Ann Oak\n\n**By when:** May 2026\n\n"
    found = read(
        "# Peer challenge action plan\n\n## Recommendation 1: Mend the roofs\n\n"
        + one.format("Hire a slater") + one.format("Buy slates") + "**Measure:** All halls are dry.\n"
    )  # fmt: skip
    assert [action.measures for action in found.actions] == [(), ("All halls are dry.",)]


def test_values_under_labels_abreast_are_read_one_below_the_other() -> None:
    runs = [
        run("Use the vision at each meeting", 60, 100),
        run("Lead:", 60, 116, bold=True), run(" Leader of the Council / Chief", 85, 116),
        run("Timescale:", 250, 116, bold=True), run(" By end of January", 300, 116),
        run("Executive", 60, 128), run("2026", 260, 128),
    ]  # fmt: skip
    groups = part_abreast(read_lines(runs), BOX)
    assert [[line.text for line in lines] for lines, _ in groups] == [
        ["Use the vision at each meeting"],
        ["Lead: Leader of the Council / Chief", "Executive"],
        ["Timescale: By end of January", "2026"],
    ]
    assert [(box[0], box[2]) for _, box in groups] == [(50, 400), (50, 250), (250, 400)]


def test_a_cell_without_labels_abreast_is_one_group() -> None:
    runs = [run("Lead:", 60, 116, bold=True), run(" Head of Parks", 85, 116), run("Second line", 60, 128)]
    [(lines, box)] = part_abreast(read_lines(runs), BOX)
    assert len(lines) == 2
    assert box == BOX
