"""Which element is read by what. An element that is not listed stands inside a line; None is never printed."""

from __future__ import annotations

from parsers.formats.html import beside, lines, lists
from parsers.formats.html.tables import read_table
from parsers.formats.html.walk import Handler

OTHERWISE: Handler = lines.read_inline

_LINES = (
    "address blockquote body caption center dd details fieldset figcaption figure hgroup html legend listing p pre "
    "plaintext search summary td th tr xmp"
)
HANDLERS: dict[str, Handler | None] = {
    **dict.fromkeys(_LINES.split(), lines.read_lines),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), lines.read_heading),
    **dict.fromkeys("article div main section".split(), lines.read_main),
    **dict.fromkeys("img svg area".split(), lines.read_picture),
    **dict.fromkeys("ul ol menu dir".split(), lists.read_list),
    **dict.fromkeys("nav dialog".split(), beside.read_furniture),
    **dict.fromkeys("header footer".split(), beside.read_header),
    **dict.fromkeys("button input select textarea datalist option output".split(), beside.read_control),
    **dict.fromkeys("noscript template iframe object video audio canvas noframes".split(), beside.read_unprinted),
    **dict.fromkeys("script style head meta link base title wbr col colgroup".split(), None),
    "aside": beside.read_aside,
    "br": lines.read_break,
    "dl": lines.read_lines,
    "dt": lists.read_term,
    "form": beside.read_form,
    "hr": lines.read_rule,
    "li": lists.read_item,
    "q": lines.read_quotation,
    "table": read_table,
}
