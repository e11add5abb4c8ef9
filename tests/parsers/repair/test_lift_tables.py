"""Tables that have a row of another to themselves: what comes next, below each recommendation's row."""

from __future__ import annotations

from parsers.assemble import read_extraction

NEXT = "<table><tr><th>Next steps</th><th>Lead officer</th><th>By when</th></tr>{rows}</table>"
PAGE = """<html><body><h1>Corporate peer challenge: progress review</h1><p>5 May 2026</p>
<table border="1"><tr><th>No.</th><th>Recommendation</th><th>Progress so far</th><th>Status</th></tr>
<tr><td>1</td><td>Ring the bells.</td><td>Ropes were bought.</td><td>On track</td></tr>
<tr><td></td><td colspan="3">{first}</td></tr>
<tr><td>2</td><td>Open the crypt.</td><td>Lamps were lost.</td><td>Behind schedule</td></tr>
<tr><td></td><td colspan="3">{second}</td></tr>
<tr><td>3</td><td>Pay the ringers.</td><td>All are paid.</td><td>Complete</td></tr>
</table></body></html>"""


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_a_table_in_a_row_of_its_own_answers_the_row_above() -> None:
    first = NEXT.format(
        rows=row("Hang the tenor", "Head of Towers", "June 2026") + row("Ring it", "Bell Officer", "July 2026")
    )
    second = NEXT.format(rows=row("Buy lamps again", "Vault Officer", "August 2026"))
    found = read_extraction(PAGE.format(first=first, second=second).encode(), "page.html")
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Ring the bells."),
        ("2", "Open the crypt."),
        ("3", "Pay the ringers."),
    ]
    assert [(a.recommendation, a.text, a.owners[0].name, a.timelines[0].edtf) for a in found.actions] == [
        ("r1", "Hang the tenor", "Head of Towers", "2026-06"),
        ("r1", "Ring it", "Bell Officer", "2026-07"),
        ("r2", "Buy lamps again", "Vault Officer", "2026-08"),
    ]
    assert [(e.recommendation, e.status.value if e.status else None) for e in found.progress] == [
        ("r1", "in_progress"),
        ("r2", "delayed"),
        ("r3", "completed"),
    ]


def test_a_table_in_a_row_that_names_nobody_stays_in_its_cell() -> None:
    inner = "<table><tr><th>Tower</th><th>Bells</th></tr>" + row("North", "8") + "</table>"
    found = read_extraction(PAGE.format(first=inner, second=inner).encode(), "page.html")
    assert not found.actions
    assert [r.number for r in found.recommendations if r.number] == ["1", "2", "3"]
