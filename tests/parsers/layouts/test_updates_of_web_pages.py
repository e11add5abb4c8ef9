"""Updates and plans as councils' pages print them: what has happened, what is left, and who answers for it."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(page: str, name: str = "page.html") -> Extraction:
    return read_extraction(page.encode(), name)


UPDATE = """<main><h1>A year after our peer challenge: what has been done</h1>
<h2>Recommendation 1: Mend the roofs of all halls</h2>
<p><strong>Status: Delayed</strong></p>
<p>Slates were hard to come by. The first hall is dry now.</p><p>The second was begun in May 2026.</p>
<p><strong>Still to do:</strong></p><ul><li>Mend the third hall by March 2027</li></ul>
<h2>Recommendation 2: Answer letters in a week</h2>
<ul><li>Two clerks came in June 2026.</li><li>Nine letters of ten are answered in time.</li></ul>
<p><strong>Still to do:</strong></p><ul><li>Count the letters every month</li></ul>
<h2>Recommendation 3: Share one plan</h2>
<p><strong>Status: On track</strong></p><p>So far:</p>
<ul><li><strong>Completed</strong> - the draft is written.</li>
<li><strong>In progress</strong> - the talks.</li></ul></main>"""


def test_what_an_update_tells_in_front_of_what_is_left_is_progress() -> None:
    found = read(UPDATE)
    told = [(p.recommendation, p.text, p.status.value if p.status else None) for p in found.progress]
    first = "Slates were hard to come by. The first hall is dry now. The second was begun in May 2026."
    assert told == [
        ("r1", first, "delayed"),
        ("r2", "Two clerks came in June 2026.", None),
        ("r2", "Nine letters of ten are answered in time.", None),
        ("r3", "Completed - the draft is written.", "completed"),
        ("r3", "In progress - the talks.", "in_progress"),
    ]
    assert not [issue for issue in found.issues if issue.code == "unread-text"]


def test_what_is_left_has_no_stage_and_not_the_status_of_what_was_done() -> None:
    found = read(UPDATE)
    assert [(a.recommendation, a.text, a.stage, a.status) for a in found.actions] == [
        ("r1", "Mend the third hall by March 2027", None, None),
        ("r2", "Count the letters every month", None, None),
    ]
    statuses = [r.status.value if r.status else None for r in found.recommendations]
    assert statuses == ["delayed", None, "in_progress"]


def test_what_is_left_beside_what_is_under_way_is_new() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>Mend roof {n}</td><td>A slater is at work</td><td>Hire {n} more</td><td>Ann</td></tr>"
        for n in (1, 2)
    )
    heads = "".join(
        f"<th>{t}</th>" for t in ("No", "Recommendation", "What is already being done", "What is still to do", "Lead")
    )
    found = read(f"<h1>Peer challenge action plan</h1><table><tr>{heads}</tr>{rows}</table>")
    assert [action.stage for action in found.actions] == ["existing", "new", "existing", "new"]


def test_a_sponsor_above_the_list_of_actions_answers_for_the_recommendation() -> None:
    found = read(
        "<main><h1>Peer challenge action plan</h1><h2>Recommendation 1</h2><p>Mend the roofs of all halls.</p>"
        "<dl><dt>Executive sponsor</dt><dd>Director of Estates</dd><dt>What we will do</dt>"
        "<dd><ol><li>Hire a slater</li><li>Buy slates</li></ol></dd>"
        "<dt>Lead officer</dt><dd>Head of Halls</dd><dt>Timescale</dt><dd>May 2026</dd></dl></main>"
    )
    [recommendation] = found.recommendations
    assert [(o.name, o.role) for o in recommendation.owners] == [("Director of Estates", "accountable")]
    assert [[o.name for o in action.owners] for action in found.actions] == [["Head of Halls"]] * 2


STAGES = [("Existing", "existing"), ("New", "new"), ("Already planned", "planned"), ("See the annex of it all", None)]


@pytest.mark.parametrize("heading", ["Existing, planned or new?", "New or existing", "Is it new or existing?"])
def test_a_column_may_name_the_stage_of_each_action(heading: str) -> None:
    rows = "".join(f"<tr><td>Mend hall {n}</td><td>{s}</td><td>Ann Oak</td></tr>" for n, (s, _) in enumerate(STAGES))
    head = f"<tr><th>Action</th><th>{heading}</th><th>Lead</th></tr>"
    page = f"<h1>Peer challenge action plan</h1><h2>Recommendation 1: Mend the halls</h2><table>{head}{rows}</table>"
    found = read(page)
    assert [action.stage for action in found.actions] == [stage for _, stage in STAGES]
    assert len(found.recommendations) == 1


def test_a_heading_of_the_level_of_themes_over_a_table_of_another_shape_is_one() -> None:
    def table(*heads: str) -> str:
        cells = "".join(f"<td>{head} of it</td>" for head in heads)
        return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr><tr>{cells}</tr></table>"

    plain = "<h3>Recommendation {}: Mend the {}</h3>" + table("Action", "Lead", "By when")
    found = read(
        "<main><h1>Peer challenge improvement plan</h1><h2>Halls</h2>" + plain.format(1, "roofs")
        + "<h2>Letters</h2>" + plain.format(2, "post box")
        + "<h2>Plans</h2><p>There is one.</p>" + table("Recommendation", "Action", "Lead", "Status") + "</main>"
    )  # fmt: skip
    assert [r.theme for r in found.recommendations] == ["Halls", "Letters", "Plans"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ours was a small team of members and officers sent by the LGA, who were with us on 4 March 2025.",
        "Four councillors and officers from around the north came to see us on 4 March 2025.",
    ],
)
def test_the_days_of_a_visit_told_in_plain_words(sentence: str) -> None:
    found = read(f"<main><h1>What we do about our peer challenge</h1><p>{sentence} It was a good time.</p></main>")
    assert found.document.challenge is not None
    assert found.document.challenge.edtf == "2025-03-04"


def test_the_day_a_plan_was_agreed_behind_a_colon() -> None:
    found = read(
        "<main><h1>Peer challenge action plan</h1><p>Agreed by Cabinet: 19 May 2026</p><p>One. Two.</p></main>"
    )
    assert found.document.published is not None
    assert found.document.published.edtf == "2026-05-19"


def test_a_label_above_a_table_ends_a_chapter_of_another_subject() -> None:
    heads = "".join(f"<th>{head}</th>" for head in ("Rec #", "Observation", "Deliverables and tasks", "When", "Driver"))
    rows = "".join(
        f"<tr><td>{n}</td><td>Mend hall {n}</td><td>Hire {n} slaters</td><td>May 2026</td><td>Town Clerk</td></tr>"
        for n in (1, 2, 3)
    )
    found = read(
        "<main><h1>Peer challenge action plan</h1><h2>Background</h2><p>Peers came. They left.</p>"
        f"<h2>What we will do</h2><table><tr>{heads}</tr>{rows}</table></main>"
    )
    assert [action.text for action in found.actions] == ["Hire 1 slaters", "Hire 2 slaters", "Hire 3 slaters"]


def test_a_bold_label_that_nothing_tells_is_no_action() -> None:
    text = (
        "# Peer challenge: our action plan\n\n## 1. Mend the roofs of all halls\n\n"
        "- **Follow-up:** Hire a slater\n- **Beacon:** Town Clerk; Leader\n- **Finish:** May 2026\n\n"
        "## 2. Answer letters in a week\n\n- **Follow-up:** Count the letters\n- **Finish:** June 2026\n"
    )
    found = read(text, "plan.md")
    assert [action.text for action in found.actions] == ["Hire a slater", "Count the letters"]
    assert found.actions[0].other == {"Beacon": "Town Clerk; Leader"}
    assert found.actions[0].preamble is None


def test_a_response_that_somebody_leads_by_a_day_is_the_action() -> None:
    one = "## {}. Mend hall {}\n\nOur response: {}\n\nResponsible officer: Head of Halls\n\nTarget date: May 2026\n\n"
    text = "# Peer challenge: our action plan\n\n" + one.format(1, 1, "Hire a slater") + one.format(2, 2, "Buy slates")
    assert [action.text for action in read(text, "plan.md").actions] == ["Hire a slater", "Buy slates"]
    agreed = "# Peer challenge: our action plan\n\n" + one.format(1, 1, "Agreed") + one.format(2, 2, "Agreed in part")
    assert read(agreed, "plan.md").actions == ()


@pytest.mark.parametrize("after", ["", "\n\n**How we watch the plan**\n\nThe Town Clerk reads it each month."])
def test_bold_entries_in_front_of_a_paragraph_each_are_headings_from_the_first(after: str) -> None:
    told = {
        "Mend the roofs of all halls": "Two are dry.",
        "Answer letters in a week": "It was paused.",
        "Share one plan": "We met.",
    }
    entries = "\n\n".join(f"**{n}. {head}**\n\n{text}" for n, (head, text) in enumerate(told.items(), 1))
    found = read(
        f"# Update on the peer challenge action plan\n\n**Progress to date**\n\n{entries}{after}\n", "update.md"
    )
    assert [r.text for r in found.recommendations] == list(told)
    assert [(p.recommendation, p.text) for p in found.progress] == [
        (f"r{n}", text) for n, text in enumerate(told.values(), 1)
    ]


def test_a_badge_behind_a_worded_heading_is_its_status_and_none_of_its_words() -> None:
    page = (
        "<main><h1>Peer challenge progress update</h1><h2><span>Recommendation 1: Mend the roofs of all halls</span> "
        "<strong style='background:#00703c;color:#fff'>On track</strong></h2><ul><li>Two halls were seen.</li></ul>"
        "<h2><span>Recommendation 2: Keep what is <b>complete</b></span></h2><ul><li>Nothing was lost.</li></ul></main>"
    )
    first, second = read_extraction(page.encode(), "page.html").recommendations
    assert first.text == "Mend the roofs of all halls"
    assert first.status is not None
    assert (first.status.value, first.status.rag) == ("in_progress", "green")
    assert (second.text, second.status) == ("Keep what is complete", None)


def test_a_row_that_sums_up_is_no_recommendation() -> None:
    page = (
        "<main><h1>Peer challenge progress update</h1><table><tr><th>Rec</th><th>Recommendation</th><th>Complete</th>"
        "<th>Late</th></tr><tr><td>1</td><td>Mend the roofs of all halls</td><td>3</td><td>1</td></tr>"
        "<tr><td>2</td><td>Answer letters sooner</td><td>2</td><td>0</td></tr>"
        "<tr><td></td><td>All</td><td>5</td><td>1</td></tr></table></main>"
    )
    found = read_extraction(page.encode(), "page.html").recommendations
    assert [r.number for r in found] == ["1", "2"]


def test_what_peers_saw_below_what_was_done_is_progress_and_a_short_list_tells_the_status() -> None:
    def part(number: int, wording: str, done: str, seen: str) -> str:
        return (
            f"Recommendation {number}\n{wording}\n\nWhat the council has done\n\n- {done}\n- Minutes were kept.\n\n"
            f"What peers saw\n\n{seen}\n\nWe would go on so.\n\n"
        )

    text = (
        "Corporate Peer Challenge Progress Review\nTarnbrook Borough Council\n\n1. Headlines\n\n"
        "In short the recommendations stand so:\n\n1. Market halls – complete\n2. Letters – behind schedule\n"
        "3. One fleet – on track\n\n2. One by one\n\n"
        + part(1, "Mend the market halls.", "Roofs were mended.", "Traders are pleased.")
        + part(2, "Answer letters sooner.", "Two clerks were hired.", "Replies still take weeks.")
        + part(3, "Share one fleet.", "Vans were counted.", "Drivers know the plan.")
    )
    found = read_extraction(text.encode(), "review.txt")
    assert [(r.summary, r.status and r.status.value) for r in found.recommendations] == [
        ("Market halls", "completed"),
        ("Letters", "delayed"),
        ("One fleet", "in_progress"),
    ]
    assert [r.context for r in found.recommendations] == [None] * 3
    assert [p.text for p in found.progress if p.recommendation == "r2"] == [
        "Two clerks were hired.",
        "Minutes were kept.",
        "Replies still take weeks. We would go on so.",
    ]


OVERVIEW = """<h2>In short</h2><table><tr><th>No.</th><th>Recommendation</th><th>How far</th></tr>
<tr><td>1</td><td>Drier halls</td><td>On track</td></tr><tr><td>2</td><td>Quicker letters</td><td>Complete</td></tr>
</table>"""
NAMED = """<main><h1>A year after our peer challenge: what has been done</h1>{overview}
<h2>Recommendation 1: Drier halls</h2>
<p><strong>What the peers recommended:</strong> Mend the roofs of all halls by:</p>
<ul><li>buying slates; and</li><li>laying them.</li></ul>
<h3>What we have done</h3><ul><li>Slates were bought.</li></ul>
<h2>Recommendation 2: Quicker letters</h2>
<p><strong>What the peers recommended:</strong> Answer each letter within a week.</p>
<h3>What we have done</h3><ul><li>Two clerks came.</li></ul></main>"""


@pytest.mark.parametrize("overview", [OVERVIEW, ""])
def test_a_label_words_what_a_heading_and_an_overview_name(overview: str) -> None:
    found = read(NAMED.format(overview=overview)).recommendations
    wordings = ["Mend the roofs of all halls by: buying slates; and laying them.", "Answer each letter within a week."]
    assert [r.text for r in found] == wordings
    assert [len(r.parts) for r in found] == [2, 0]
    names = ["Drier halls", "Quicker letters"]
    assert [r.summary if overview else r.theme for r in found] == names
    assert [r.theme if overview else r.summary for r in found] == [None, None]
