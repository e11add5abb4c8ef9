"""Lines of a cover that stand in the grid of a sheet are no labels with values."""

from __future__ import annotations

from parsers.assemble import read_extraction

COVER = (
    "<h1>Front</h1><table><tr><td>Tarnbrook Borough Council</td><td></td></tr>"
    "<tr><td>Peer challenge tracker – progress update</td><td></td></tr>"
    "<tr><td>As it was on</td><td>30 June 2027</td></tr></table><p>Open actions stand below.</p>"
    "<h1>Open</h1><table><tr><th>Ref</th><th>Recommendation</th><th>Action</th><th>Lead</th></tr>"
    "<tr><td>1</td><td>Mend the town clock</td><td>Appoint a clockmaker</td><td>Head of Property</td></tr></table>"
)


def test_lines_of_a_cover_in_a_grid_are_no_labels() -> None:
    found = read_extraction(COVER.encode(), "tracker.html")
    assert [each.text for each in found.recommendations] == ["Mend the town clock"]
    assert not found.progress
