"""Web pages that print a recommendation's name, its wording under a label, and a card for each action."""

from __future__ import annotations

from parsers.assemble import read_extraction
from parsers.headers import Role, read_header

PAGE = """<html><body><main><h1>Our response to the peer challenge</h1><p>Published 9 May 2026</p>
<p>Tarnbrook Borough Council had its peer challenge in February 2026.</p>
<h2>Recommendation 1: Fair markets</h2>
<dl><dt>The recommendation in full</dt><dd>Give the market halls a future that traders can plan for.</dd>
<dt>Our response</dt><dd>Accepted</dd><dt>Portfolio holder</dt><dd>Cabinet Member for Markets</dd></dl>
<h3>Action 1a</h3>
<dl><dt>What we will do</dt><dd>Survey the roofs</dd><dt>Lead</dt><dd>Corporate Director (Place)</dd>
<dt>When</dt><dd>June 2026</dd></dl>
<h3>Action 1b</h3>
<dl><dt>What we will do</dt><dd>Find traders</dd><dt>Lead</dt><dd>Markets Manager</dd>
<dt>When</dt><dd>July 2026</dd></dl>
<h2>Recommendation 2: Open letters</h2>
<dl><dt>The recommendation in full</dt><dd>Answer letters sooner.</dd></dl>
<h3>Action 2a</h3>
<dl><dt>What we will do</dt><dd>Hire two clerks</dd><dt>Lead</dt><dd>Customer Manager</dd>
<dt>When</dt><dd>August 2026</dd></dl>
<h2>Questions people ask</h2><p>Why was one recommendation taken up at once? It was the simplest.</p>
</main></body></html>"""


def test_a_card_for_each_action_below_a_wording_under_a_label() -> None:
    found = read_extraction(PAGE.encode(), "page.html")
    assert [(r.text, r.theme, [o.name for o in r.owners]) for r in found.recommendations] == [
        (
            "Give the market halls a future that traders can plan for.",
            "Fair markets",
            ["Cabinet Member for Markets"],
        ),
        ("Answer letters sooner.", "Open letters", []),
    ]
    assert [(a.recommendation, a.number, a.text, [o.name for o in a.owners]) for a in found.actions] == [
        ("r1", "1a", "Survey the roofs", ["Corporate Director (Place)"]),
        ("r1", "1b", "Find traders", ["Markets Manager"]),
        ("r2", "2a", "Hire two clerks", ["Customer Manager"]),
    ]
    assert found.document.declared_counts == ()


def test_an_article_in_front_of_a_known_heading_changes_nothing() -> None:
    for text, role in (("The recommendation in full", Role.RECOMMENDATION), ("Our actions", Role.ACTION)):
        header = read_header(text)
        assert header is not None
        assert (header.role, header.score) == (role, 1)


def test_an_icon_under_a_label_of_a_rating_is_the_recommendations_status() -> None:
    page = """<main><h1>Peer challenge progress tracker</h1><p>Last updated: 9 May 2026</p>
    <h2>Recommendation 1: Mend the market halls</h2><p><strong>Overall rating</strong>
    <img src="a.png" alt="Amber"></p><p>Accountable director: Director of Place</p>
    <table><tr><th>Ref</th><th>Action</th><th>Lead</th><th>Status</th></tr>
    <tr><td>1.1</td><td>Survey the roofs</td><td>Markets Manager</td><td>Complete</td></tr></table></main>"""
    [recommendation] = read_extraction(page.encode(), "page.html").recommendations
    assert recommendation.status is not None
    assert recommendation.status.rag == "amber"


def test_the_contents_of_a_chapter_above_the_title_do_not_hide_it() -> None:
    page = """<body><nav><h2>Contents</h2><ul><li>About us</li><li>Peer challenge action plan</li></ul></nav>
    <main><h1>Peer challenge action plan</h1><p>Published: 9 May 2026</p></main></body>"""
    assert read_extraction(page.encode(), "page.html").document.title == "Peer challenge action plan"


def test_what_a_committee_site_prints_above_an_item_is_no_title() -> None:
    page = """<body><h1>Agenda item</h1><h2>Peer challenge: response and action plan</h2>
    <ul><li>Meeting of Cabinet, Tuesday, 9th June, 2026 2.00 pm (Item 9.)</li>
    <li>View the background to item 9.</li></ul><p>Report to: Cabinet</p><p>9 June 2026</p></body>"""
    document = read_extraction(page.encode(), "page.html").document
    assert document.title == "Peer challenge: response and action plan"
    assert document.published is not None
    assert document.published.edtf == "2026-06-09"


def test_a_badge_in_a_recommendations_heading_is_its_status_and_no_theme() -> None:
    page = (
        "<main><h1>Tarnbrook Council: our peer challenge</h1><h2>Our place</h2>"
        "<h3>Recommendation 1 <span class='badge'>On track</span></h3><p>Mend the roofs of all halls.</p>"
        "<h4>What we will do</h4><ul><li>Hire a slater</li></ul><h4>Lead</h4><p>Head of Estates</p>"
        "<h2>Our people</h2>"
        "<h3>Recommendation 2 <span class='badge'>Not started</span></h3><p>Answer each letter in a week.</p>"
        "<h4>What we will do</h4><ul><li>Count the letters</li></ul><h4>Lead</h4><p>Town Clerk</p></main>"
    )
    found = read_extraction(page.encode(), "page.html").recommendations
    assert [(r.text, r.theme, r.status.value if r.status else None) for r in found] == [
        ("Mend the roofs of all halls.", "Our place", "in_progress"),
        ("Answer each letter in a week.", "Our people", "not_started"),
    ]


def test_a_heading_that_is_only_a_number_counts_the_action_below_it_and_its_badge() -> None:
    def card(number: str, status: str, colour: str, action: str, who: str) -> str:
        return (
            f"<h3>{number}</h3><p style='background:{colour}'>{status}</p><p>{action}</p>"
            f"<p>Who: {who}</p><p>When: May 2026</p><p>Success looks like: dry walls</p>"
        )

    page = (
        "<main><h1>Our response to the peer challenge</h1><h2>Recommendation 1</h2><h2>Mend the market halls.</h2>"
        + card("1.1", "Under way", "#00b050", "Survey the roofs.", "Markets Manager")
        + card("1.2", "Not started", "#bbbbbb", "Hire a roofer.", "Clerk")
        + "<h2>Recommendation 2</h2><h2>Answer letters sooner.</h2>"
        + card("2.1", "Delayed", "#ffc000", "Hire two clerks.", "Customer Manager")
        + "</main>"
    )
    found = read_extraction(page.encode(), "page.html")
    assert [
        (a.recommendation, a.number, a.text, [o.name for o in a.owners], a.status and (a.status.value, a.status.rag))
        for a in found.actions
    ] == [
        ("r1", "1.1", "Survey the roofs.", ["Markets Manager"], ("in_progress", "green")),
        ("r1", "1.2", "Hire a roofer.", ["Clerk"], ("not_started", None)),
        ("r2", "2.1", "Hire two clerks.", ["Customer Manager"], ("delayed", "amber")),
    ]
