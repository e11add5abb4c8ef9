"""What kind of document it is, decided from all that was read out of it and from what it calls itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.records import DocumentKind
from parsers.document import Block, BlockKind, Table
from parsers.draft import Drafting
from parsers.peer_team import lists_peers
from parsers.phrases import phrase_pattern
from parsers.promises import begins_with_promise
from parsers.sections import Section

INTRODUCTION_BLOCKS = 6
_TEXT_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
MIN_ANSWERED = 2  # recommendations that a council answers in its own voice

_INTRODUCES_UPDATE = re.compile(
    r"\b(?:this|the)\s+(?:report|paper|document|update|note|table)\b[^.]{0,80}\b(?:progress|update)|\bprogress\s+(?:made|since|against|to\s+date)\b"
    r"|\bthis\s+is\s+(?:the|our|a)\s+(?:\w+\s+){0,2}(?:progress|update|monitoring)\s+report\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\baction\s+plan\b|\brespon(?:se|d|ding)\b|\brepl(?:y|ies|ying)\b|\b(?:improvement|delivery|implementation)\s+plan\b|\bimprovement\s+actions?\b"
    r"|\brecommendations\s+and\s+(?:\w+\s+){0,2}actions\b|\bactions\s+(?:arising|following|from|to\s+address|in\s+response)\b|\bwhat\s+we\s+will\s+do\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\bfeedback\b|\breport\b", re.IGNORECASE)


def decide_kind(title: str, sections: Sequence[Section], drafting: Drafting) -> DocumentKind:
    """Return the document's kind; `other` where nothing was read from it."""
    worded = any(found.wordings or found.summaries for found in drafting.recommendations)
    if not (worded or drafting.rows or drafting.progress):
        return "other"
    is_update = phrase_pattern("update").search(title) is not None
    if is_update and not drafting.rows and any(entry.recommendation for entry in drafting.progress):
        return "progress_report"
    if (
        not drafting.rows
        and drafting.recommendations
        and (
            (_REPORT.search(title) and not phrase_pattern("update").search(title) and not _PLAN.search(title))
            or any(lists_peers(section) for section in sections)
        )
    ):
        return "feedback_report"
    if drafting.progress and (
        not drafting.rows or phrase_pattern("update").search(title) or _introduces_update(sections)
    ):
        return "progress_report"
    if _has_statuses(drafting) and (phrase_pattern("update").search(title) or _introduces_update(sections)):
        return "progress_report"
    if drafting.rows:
        return "action_plan"
    if _PLAN.search(title):
        return "action_plan"
    return "progress_report" if phrase_pattern("update").search(title) else "feedback_report"


def looks_like_report(title: str, sections: Sequence[Section]) -> bool:
    """Say whether a document is a peer team's own report, before anything is read from it.

    The days on such a report's cover are those of the challenge.
    """
    if _PLAN.search(title) or phrase_pattern("update").search(title):
        return False
    return any(lists_peers(section) for section in sections) or _REPORT.search(title) is not None


def calls_itself_plan(title: str) -> bool:
    """Say whether a title calls its document a plan or a response."""
    return _PLAN.search(title) is not None


def promises_in_answer(sections: Sequence[Section]) -> bool:
    """Say whether paragraphs under several recommendations begin with what "we will" do: no peer writes so."""
    answered = (section for section in sections if section.is_recommendation and any(map(_is_promise, section.blocks)))
    return sum(1 for _ in answered) >= MIN_ANSWERED


def _is_promise(block: Block | Table) -> bool:
    return isinstance(block, Block) and begins_with_promise(block.text)


def calls_itself_update(title: str) -> bool:
    """Say whether a title calls its document an update, a progress report or a review."""
    return phrase_pattern("update").search(title) is not None


def _introduces_update(sections: Sequence[Section]) -> bool:
    blocks = [block for section in sections[:3] for block in section.blocks][:INTRODUCTION_BLOCKS]
    printed = (block for block in blocks if isinstance(block, Block) and block.kind in _TEXT_KINDS)
    texts = (block.text for block in printed)  # a committee paper numbers its paragraphs
    return any(_INTRODUCES_UPDATE.search(text) for text in texts)


def _has_statuses(drafting: Drafting) -> bool:
    return any(column.role.value == "status" for row in drafting.rows for column in row.columns)
