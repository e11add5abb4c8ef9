"""A page's links, each with the words that tell where it leads."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.formats.html.links import MOST_LINKS, Link, read_links

AGENDA = """<!DOCTYPE html><html><head><title>Agenda for Cabinet</title><base href="/"></head><body>
<nav><ul><li><a href="/peer">Peer challenge</a></li></ul></nav>
<main><h1>Agenda for Cabinet on 3 March</h1>
<table><tr><td>6.</td><td><p>Budget monitoring</p><ul><li><a href="documents/s1/Budget.pdf">Report</a></li></ul></td>
</tr><tr><td>7.</td><td><p>Corporate Peer Challenge</p><ul>
<li><a href="documents/s2/Item%207.pdf" title="Link to Appendix A">Appendix A<span> PDF 90 KB</span></a></li></ul></td>
</tr></table>
<h2>Other <em>papers</em></h2><p>Our peer challenge action plan:</p><ul><li><a href="x.pdf">Download</a></li></ul>
<h2>Contact</h2><p><a href="mailto:a@withy.example">Write to us</a> <a>no target</a></p>
<p><script>var a = '<a href="nothing.pdf">';</script><a href="/p.pdf"><img alt="Plan" src="p.png"></a></p>
<iframe src="https://viewer.example/doc"></iframe></main></body></html>"""


def find(target: str, markup: str = AGENDA) -> Link:
    [link] = [link for link in read_links(markup.encode()).links if link.target == target]
    return link


def test_a_link_in_a_row_of_an_agenda_has_the_row_s_words() -> None:
    link = find("documents/s2/Item%207.pdf")
    assert (link.text, link.title) == ("Appendix A PDF 90 KB", "Link to Appendix A")
    assert link.around == "7. Corporate Peer Challenge Appendix A PDF 90 KB"
    assert link.headings == ("Agenda for Cabinet on 3 March",)
    assert "Peer" not in find("documents/s1/Budget.pdf").around


def test_a_link_in_a_list_has_the_words_before_the_list_and_the_headings_in_force() -> None:
    link = find("x.pdf")
    assert link.around == "Our peer challenge action plan:"
    assert link.line == ""
    assert link.headings == ("Agenda for Cabinet on 3 March", "Other papers")
    assert find("mailto:a@withy.example").headings[-1] == "Contact"


def test_other_links_of_a_line_are_about_something_else() -> None:
    markup = "<p>See <a href='a'>the peer challenge</a> or <a href='b'>bins</a> here</p>"
    assert find("b", markup).line == "See or here"


def test_all_that_leads_elsewhere_is_a_link() -> None:
    page = read_links(AGENDA.encode())
    assert [link.target for link in page.links] == [
        "/peer",
        "documents/s1/Budget.pdf",
        "documents/s2/Item%207.pdf",
        "x.pdf",
        "mailto:a@withy.example",
        "/p.pdf",
        "https://viewer.example/doc",
    ]
    assert find("/p.pdf").text == "Plan"
    assert [link.target for link in page.links if link.is_navigation] == ["/peer"]
    assert (page.title, page.headline, page.base) == ("Agenda for Cabinet", "Agenda for Cabinet on 3 March", "/")


def test_a_page_that_says_the_same_is_the_same() -> None:
    before = read_links(AGENDA.encode())
    other = AGENDA.replace("<body>", '<body><input type="hidden" value="x9f3"><script>t=17</script>')
    assert read_links(other.encode()).words_sha256 == before.words_sha256
    assert read_links(AGENDA.replace("Budget", "Money").encode()).words_sha256 != before.words_sha256
    assert before.table_count == 1


def test_a_row_that_frames_the_whole_page_is_no_context() -> None:
    markup = f"<table><tr><td>{'Peer challenge. ' * 200}<p><a href='a.pdf'>A</a></p></td></tr></table>"
    assert find("a.pdf", markup).around == ""


def test_links_without_end_are_counted_and_left() -> None:
    page = read_links(b"<html><body>" + b'<a href="x">x</a> ' * (MOST_LINKS + 7) + b"</body></html>")
    assert (len(page.links), page.left_count) == (MOST_LINKS, 7)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(b"<html>" + b"<div>" * 2_000 + b"</div>" * 1_900 + b'<a href="x">x</a>', id="deep"),
        pytest.param(b'<p><a href="x">x<a href="y">y</p></a><table><a href="z">', id="broken"),
        pytest.param("<p>caf\xe9 <a href=x>x</a>".encode("latin-1"), id="latin"),
        pytest.param(
            b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><a href='x'>x</a></html>", id="x"
        ),
    ],
)
def test_odd_markup_has_its_links_read(markup: bytes) -> None:
    assert "x" in {link.target for link in read_links(markup).links}


def test_what_is_no_page_is_told() -> None:
    with pytest.raises(DocumentError):
        read_links(b"")


@pytest.mark.parametrize("markup", [b"<p>" * 50_001, b"word " * 1_000_001], ids=["elements", "bytes"])
def test_too_large_a_page_is_not_looked_through(markup: bytes) -> None:
    with pytest.raises(DocumentError, match="too large a page"):
        read_links(markup)
