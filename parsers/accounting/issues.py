"""What is left unread, as issues: one for a column or a section, however many cells or lines it leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from normalise.issues import make_issue
from normalise.records import Issue
from parsers.accounting.account import Account
from parsers.accounting.judge import OF_SOMETHING_ELSE
from parsers.accounting.units import Unit, Use, find_header_rows, fold
from parsers.document import Layer, Table
from parsers.headers import OF_PLANS, read_header
from parsers.peer_team import lists_peers
from parsers.words import provenance_of

LOW_SHARE = 0.8  # plans read well leave less than a twentieth; one that misses a column leaves a fifth and more
MOST_QUOTED = 5
QUOTED_CHARACTERS = 80
LONE_CHARACTERS = 200

_Group = tuple[str, int, int]  # code, section or table, column


def check_account(account: Account) -> Iterator[Issue]:
    """Yield an issue for all that a plan prints and nothing was read from, and one where that is much of it."""
    yield from _check_tables(account)
    groups: dict[_Group, list[Unit]] = defaultdict(list)
    for unit in account.units:
        if unit.use in (Use.UNREAD, Use.PARTLY_READ) and not unit.is_told and not _is_told_by_draft(unit, account):
            groups[_group(unit)].append(unit)
    for (code, _, _), units in groups.items():
        yield make_issue(code, _detail(units), provenance=provenance_of(unit.words for unit in units))
    if account.share_read is not None and account.share_read < LOW_SHARE:
        yield make_issue("low-share-read", f"{account.share_read:.0%} of what stands in its scope")


def _group(unit: Unit) -> _Group:
    if unit.cell is None or unit.table is None:
        return "unread-text", unit.section or 0, 0
    code = "unread-cell" if unit.use is Use.UNREAD else "partly-read-cell"
    return code, id(unit.table), unit.cell.column


def _check_tables(account: Account) -> Iterator[Issue]:
    """Yield an issue for each table of which nothing was read: no column of it is a plan's, or it has headings only."""
    tables: dict[int, list[Unit]] = defaultdict(list)
    for unit in account.units:
        if unit.table is not None and unit.table.layer is Layer.BODY:
            tables[id(unit.table)].append(unit)
    for units in tables.values():
        others = [unit for unit in units if unit.reason == OF_SOMETHING_ELSE]
        table = units[0].table
        if table is None or any(unit.use not in (Use.NARRATIVE, Use.FURNITURE) for unit in units):
            continue
        words = provenance_of(unit.words for unit in others or units)
        if others and not _is_told_by_draft(others[0], account):
            rows = f"{table.row_count} rows, the first begins “{others[0].text[:40]}”"
            yield make_issue("unread-table", rows, provenance=words)
        elif _is_empty_plan(units):
            yield make_issue("empty-table", " | ".join(unit.text for unit in units)[:LONE_CHARACTERS], provenance=words)


def _is_empty_plan(units: Sequence[Unit]) -> bool:
    """Say whether a table prints the headings of a plan and nothing else."""
    headings = (read_header(unit.text) for unit in units)
    is_plan = any(heading.role in OF_PLANS for heading in headings if heading is not None)
    return is_plan and all(unit.reason == "header" for unit in units)


def _is_told_by_draft(unit: Unit, account: Account) -> bool:
    """Say whether a cell's table stands in a section that no layout read: another issue tells of it."""
    if unit.table is None or unit.section is None:
        return False
    section = account.sections[unit.section]
    return section.layout is None and (_is_grid(unit.table) or lists_peers(section.section))


def _is_grid(table: Table) -> bool:
    return table.row_count > 1 and table.column_count > 1


def _detail(units: Sequence[Unit]) -> str:
    """Return what issues quote: the words themselves, or how many there are, of which column, and the first of them."""
    if len(units) == 1:
        return _quoted(units[0].left, LONE_CHARACTERS)
    first = units[0]
    thing = (
        "lines" if first.cell is None or first.table is None else f"cells{_of_column(first.table, first.cell.column)}"
    )
    quoted = [_quoted(unit.left, QUOTED_CHARACTERS) for unit in units[:MOST_QUOTED]]
    return f"{len(units)} {thing}: {' | '.join((*quoted, *('…' for _ in units[MOST_QUOTED : MOST_QUOTED + 1])))}"


def _quoted(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _of_column(table: Table, column: int) -> str:
    headers = find_header_rows(table)
    heading = next(
        (fold(c.text) for c in table.cells if c.row in headers and c.column <= column < c.column + c.column_span), ""
    )
    return f" of the column “{_quoted(heading, QUOTED_CHARACTERS)}”" if heading else ""
