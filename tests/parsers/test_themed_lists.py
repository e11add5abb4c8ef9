"""Lists of recommendations that themes part: each entry has the kind of the heading above and its theme's heading."""

from __future__ import annotations

from parsers.assemble import read_extraction

HEAD = "# Peer Challenge Feedback Report\n\nTarnbrook Council\n\n"
KEY = "## Key recommendations\n\n1. Mend the clock\n2. Clean the canal\n\n"


def found(text: str) -> list[tuple[str, str | None, str]]:
    records = read_extraction(f"{HEAD}{text}".encode(), "report.md").recommendations
    return [(record.kind, record.theme, record.text) for record in records]


def test_lists_under_themes_are_those_of_the_heading_above_them() -> None:
    text = (
        f"{KEY}## Further recommendations\n\nThese too.\n\n### Canal and towpath\n\n- Publish a map of the locks\n"
        "- Repair the towpath\n\n### Staff\n\n- Run a survey every year\n\n## Next steps\n\n- Share this report\n"
    )
    assert found(text)[2:] == [
        ("additional", "Canal and towpath", "Publish a map of the locks"),
        ("additional", "Canal and towpath", "Repair the towpath"),
        ("additional", "Staff", "Run a survey every year"),
    ]


def test_key_recommendations_may_be_parted_by_theme() -> None:
    text = "## Recommendations\n\n### Money\n\n- Balance the books\n\n### People\n\n- Train every manager\n"
    assert found(text) == [("key", "Money", "Balance the books"), ("key", "People", "Train every manager")]


def test_a_list_that_tells_nobody_to_do_anything_is_none() -> None:
    text = f"{KEY}## Further recommendations\n\nNone were made.\n\n### Who came\n\n- Asha Byrne\n- Tom Eld\n"
    assert len(found(text)) == 2


def test_a_list_on_the_level_of_the_heading_is_another_matter() -> None:
    text = f"{KEY}## Further recommendations\n\nNone.\n\n## How we worked\n\n- Review papers\n- Visit them\n"
    assert len(found(text)) == 2


def test_a_theme_may_be_called_as_an_aims_label_is() -> None:
    text = (
        f"{KEY}## Further recommendations\n\n### Objectives\n\n- Publish a map\n\n### Staff\n\n- Run a survey\n\n"
        "### Money\n\n- Balance the books\n"
    )
    assert [theme for _, theme, _ in found(text)[2:]] == ["Objectives", "Staff", "Money"]
