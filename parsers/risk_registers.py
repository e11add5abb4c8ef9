"""Tables of risks and what is done about them ("Risk | Likelihood | Mitigation"): they stand beside a plan."""

from __future__ import annotations

import re

from parsers.document import Table
from parsers.headers import Role, read_header

MAX_HEAD_ROWS = 3  # in which the headings may stand
_RISK = re.compile(r"(?:(?:key|main|delivery)\s+)?risks?\b(?:\s+[\w/&]+){0,4}\W*", re.IGNORECASE)
_WEIGHED = re.compile(
    r"\b(?:likelihood|probability|impact|mitigat\w+|controls?|consequences?|severity|risk\s+(?:score|rating|owner|level)"
    r"|(?:about|against|with)\s+(?:it|them))\b",
    re.IGNORECASE,
)


def is_risk_register(table: Table) -> bool:
    """Say whether a table's headings are those of a register of risks, and none is over recommendations."""
    for row in table.rows()[:MAX_HEAD_ROWS]:
        heads = [" ".join(cell.text.split()) for cell in row if cell.text.strip()]
        if len(heads) > 1 and any(_RISK.fullmatch(head) for head in heads[:2]):
            headers = [header for head in heads if (header := read_header(head)) is not None]
            is_plan = any(header.role in (Role.RECOMMENDATION, Role.SUMMARY) for header in headers)
            return not is_plan and any(_WEIGHED.search(head) for head in heads)
    return False
