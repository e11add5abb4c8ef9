"""A committee's covering report with the plan behind it: its own tables and decisions are no plan.

Its title, its dates and what it tells of the visit are the document's. What it asks the committee to decide is known by
its wording (`layouts.numbered_report`); here its tables of risks, costs and options are kept out.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.headers import Role
from parsers.headings import Topic
from parsers.scope.edges import is_report_line
from parsers.scope.papers import count_told, iter_headed
from parsers.sections import Section

HEAD_SECTIONS = 3
_APPENDED = (Topic.APPENDIX, Topic.PLAN)
_WORDED = (Role.RECOMMENDATION, Role.SUMMARY, Role.NUMBER)


def find_appended(sections: Sequence[Section]) -> int:
    """Return the section that what a covering report brings with it begins at, or 0 where all is to be read."""
    if not any(is_report_line(block) for section in sections[:HEAD_SECTIONS] for block in section.blocks):
        return 0
    start = next((index for index, section in enumerate(sections) if section.topic in _APPENDED), 0)
    appended = [block for section in sections[start:] for block in section.blocks]
    if not start or not (count_told(appended) or any(section.is_recommendation for section in sections[start:])):
        return 0
    return 0 if any(_holds_plan(section) for section in sections[:start]) else start


def _holds_plan(section: Section) -> bool:
    """Say whether a section of the covering report itself words recommendations, or answers them in a table."""
    if section.is_recommendation:
        return True
    roles = {role for table in section.tables for role in iter_headed(table)}
    return bool(roles.intersection(_WORDED)) and Role.ACTION in roles
