"""Agenda packs and covering reports: only the plan inside is read, and the extraction says which pages that were."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest

from fixtures.make.packs import (
    COUNCIL,
    audit_blocks,
    cover_blocks,
    finance_blocks,
    front_blocks,
    minutes_blocks,
    pack_of,
    plan_blocks,
    planning_blocks,
)
from fixtures.make.plan import Block, Heading, Items, PageBreak, Para, Plan, Table, row
from fixtures.make.writers import docx, html, markdown, odt, reportlab
from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.given import FilePart, ReadSettings

Writer = Callable[[Plan, Path], None]
WRITERS: dict[str, Writer] = {
    "md": markdown.write,
    "docx": docx.write,
    "html": html.write,
    "pdf": reportlab.write,
    "odt": odt.write,
}
each_form = pytest.mark.parametrize("form", WRITERS)


def read(plan: Plan, form: str, folder: Path) -> Extraction:
    path = folder / f"source.{form}"
    WRITERS[form](plan, path)
    return read_extraction(path.read_bytes(), path.name)


def records(extraction: Extraction) -> tuple[int, int, int]:
    return len(extraction.recommendations), len(extraction.actions), len(extraction.progress)


def issues(extraction: Extraction, code: str) -> list[str]:
    return [issue.message for issue in extraction.issues if issue.code == code]


@each_form
@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(pack_of(7, plan_at=4), id="amid"),
        pytest.param(pack_of(7, plan_at=4, with_cover=True), id="with-a-covering-report"),
        pytest.param(pack_of(5, plan_at=2, with_cover=True), id="behind-the-minutes"),
        pytest.param(pack_of(5, plan_at=6), id="last"),
    ],
)
def test_only_the_plan_in_a_pack_is_read(pack: Plan, form: str, tmp_path: Path) -> None:
    extraction = read(pack, form, tmp_path)
    assert records(extraction) == (4, 6, 0)
    assert extraction.document.title == "Corporate Peer Challenge: Action Plan"
    assert extraction.document.kind == "action_plan"
    assert extraction.document.published is not None
    assert extraction.document.published.edtf == "2025-11"
    assert extraction.document.challenge is not None
    assert extraction.document.challenge.edtf == "2025-09-09/2025-09-12"
    [told] = issues(extraction, "part-read")
    assert "Corporate Peer Challenge: Action Plan" in told


def test_an_extraction_says_which_pages_were_read(tmp_path: Path) -> None:
    extraction = read(pack_of(8, plan_at=5, repeats=8, lines=6), "pdf", tmp_path)
    assert (extraction.source.pages, extraction.source.pages_read) == (13, (6, 9))
    assert records(extraction) == (32, 48, 0)


def test_of_a_document_that_is_read_whole_no_pages_are_named(tmp_path: Path) -> None:
    extraction = read(Plan("Plan", tuple(plan_blocks())), "pdf", tmp_path)
    assert extraction.source.pages_read is None
    assert records(extraction) == (4, 6, 0)


@each_form
def test_a_pack_without_a_plan_yields_nothing(form: str, tmp_path: Path) -> None:
    blocks = chain(minutes_blocks(1, 0), finance_blocks(2, 1), audit_blocks(3, 2), planning_blocks(4, 3))
    extraction = read(Plan("Agenda", (*front_blocks(["Minutes", "Money", "Audit"]), *blocks)), form, tmp_path)
    assert records(extraction) == (0, 0, 0)
    assert issues(extraction, "other-document")


@each_form
def test_the_tables_and_decisions_of_a_covering_report_are_no_plan(form: str, tmp_path: Path) -> None:
    blocks = (*cover_blocks(7), PageBreak(), Heading("Appendix A"), *plan_blocks(title="Action plan"))
    extraction = read(Plan("Response", blocks), form, tmp_path)
    assert records(extraction) == (4, 6, 0)
    assert extraction.document.title == "Response to the Corporate Peer Challenge"


def test_a_covering_report_may_print_its_head_as_a_table(tmp_path: Path) -> None:
    report = [block for block in cover_blocks(7) if not (isinstance(block, Para) and ":" in block.text[:12])]
    lines = (row("Report to", "Cabinet"), row("Report of:", "Chief Executive"), row("Date", "18 November 2025"))
    top = Table(lines, (0.3, 0.7), header_rows=0)
    blocks = (*report[:2], top, *report[2:], PageBreak(), Heading("Action plan"), *[*plan_blocks()][4:])
    assert records(read(Plan("Response", blocks), "docx", tmp_path)) == (4, 6, 0)


def test_a_pack_in_text_says_its_pages() -> None:
    def page(title: str, table: str) -> str:
        return f"{title}\n\n{table}\n"

    other = "Ref\tAction\tLead\tDeadline\n1\tSend a note\tTreasurer\tMay 2026\n2\tCount stock\tClerk\tJune 2026"
    plan = "No\tRecommendation\tAction\tBy when\n1\tAgree a vision\tHold a summit\tMay 2026"
    pages = [
        "Cabinet\n\nAgenda\n",
        page("Agenda Item 1\n\nAction log", other),
        page("Agenda Item 2\n\nCorporate Peer Challenge action plan", plan),
        page("Agenda Item 3\n\nRisk register", other),
    ]
    extraction = read_extraction("\f".join(pages).encode(), "pack.txt")
    assert records(extraction) == (1, 1, 0)
    assert extraction.source.pages_read == (3, 3)


def test_an_appendix_published_by_itself_is_read_whole() -> None:
    text = "Agenda Item 9\n\nAppendix A\n\nPeer Challenge: Action Plan\n\n"
    text += "| Recommendation | Action | By when |\n|---|---|---|\n| Agree a vision | Hold a summit | May 2026 |\n"
    extraction = read_extraction(text.encode(), "appendix.md")
    assert records(extraction) == (1, 1, 0)
    assert extraction.document.title == "Peer Challenge: Action Plan"


def test_a_covering_report_that_is_the_plan_itself_is_read(tmp_path: Path) -> None:
    blocks = (*[*cover_blocks(7)][:6], *[*plan_blocks(title="Action plan")], Heading("Appendix A: Glossary"))
    assert records(read(Plan("Response", blocks), "docx", tmp_path)) == (4, 6, 0)


def report_blocks() -> tuple[Block, ...]:
    return (
        Heading("Corporate Peer Challenge: Feedback Report"),
        Para("9–12 September 2025", "subtitle"),
        Heading("Key recommendations", 2),
        Items(("Settle a vision for the county that partners helped to write",
               "Balance the medium-term budget without drawing on reserves",
               "Give scrutiny members more say in what is looked at",
               "Share one customer record between services"), "1."),
    )  # fmt: skip


@each_form
def test_a_report_and_a_plan_appended_to_one_item_are_read_together(form: str, tmp_path: Path) -> None:
    item = (*cover_blocks(2), PageBreak(), Para("Appendix A"), *report_blocks(), PageBreak(), Para("Appendix B"))
    blocks = (*front_blocks(["Minutes", "Peers"]), PageBreak(), *minutes_blocks(1, 0), PageBreak(), *item)
    behind = (PageBreak(), *audit_blocks(3, 1))
    extraction = read(Plan("Agenda", (*blocks, *plan_blocks(), *behind)), form, tmp_path)
    assert records(extraction) == (4, 6, 0)
    assert extraction.document.kind == "action_plan"
    assert extraction.document.title == "Corporate Peer Challenge: Action Plan"


def test_papers_without_item_numbers_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    minutes, money = [*minutes_blocks(1, 0)][1:], [*finance_blocks(2, 1)][1:]
    money[0] = Heading("Treasury management: half-year report")
    blocks = (*front_blocks(["Minutes", "Money", "Peers"]), *minutes, *money[:1], *money[5:], *plan_blocks())
    tail = (Heading("Strategy for the county archive"), *[*planning_blocks(3, 3)][2:])
    extraction = read(Plan("Agenda", (*blocks, *tail)), "docx", tmp_path)
    assert records(extraction) == (4, 6, 0)


def test_papers_merged_into_one_pdf_are_told_apart_by_their_own_page_numbers(tmp_path: Path) -> None:
    parts = [
        Plan("Agenda", tuple(front_blocks(["Minutes", "Peers", "Money"])), footer="Page {page} of {pages}"),
        Plan("Minutes", tuple([*minutes_blocks(1, 0)][1:]), footer="Page {page} of {pages}"),
        Plan("Plan", tuple(plan_blocks(repeats=8)), footer="Page {page} of {pages}"),
        Plan("Audit", tuple([*audit_blocks(3, 1)][1:]), footer="Page {page} of {pages}"),
    ]
    merged = pypdfium2.PdfDocument.new()
    for number, part in enumerate(parts):
        reportlab.write(part, tmp_path / f"{number}.pdf")
        merged.import_pages(pypdfium2.PdfDocument(tmp_path / f"{number}.pdf"))
    merged.save(tmp_path / "merged.pdf")
    extraction = read_extraction((tmp_path / "merged.pdf").read_bytes(), "merged.pdf")
    assert records(extraction) == (32, 48, 0)
    assert extraction.source.pages_read is not None
    assert extraction.source.pages_read[0] == 3


def test_a_theme_of_the_plan_that_names_another_trade_ends_nothing(tmp_path: Path) -> None:
    pack = pack_of(4, plan_at=3)
    blocks: list[Block] = []
    for block in pack.blocks:
        blocks.append(block)
        if isinstance(block, Para) and block.text.startswith("Peers from other councils"):
            blocks += [PageBreak(), Heading("Audit and financial strategy")]
    assert records(read(replace(pack, blocks=tuple(blocks)), "docx", tmp_path)) == (4, 6, 0)


def test_a_plan_whose_steps_are_called_items_is_no_pack() -> None:
    text = "# Peer challenge action plan\n\n## Item 1: Vision\n\n| Recommendation | Action | By when |\n|---|---|---|\n"
    text += (
        "| Agree a vision | Hold a meeting | May 2026 |\n\n## Item 2: Budget\n\n| Recommendation | Action | By when |\n"
    )
    text += "|---|---|---|\n| Mend the budget | Find savings | June 2026 |\n"
    extraction = read_extraction(text.encode(), "plan.md")
    assert records(extraction) == (2, 2, 0)
    assert issues(extraction, "part-read") == []


def test_a_covering_report_and_its_plan_in_two_files_are_read_as_one(tmp_path: Path) -> None:
    papers = (Plan("Cover", tuple(cover_blocks(7))), Plan("Plan", (Heading("Appendix A"), *plan_blocks())))
    files = []
    for number, paper in enumerate(papers):
        docx.write(paper, tmp_path / f"{number}.docx")
        files.append((tmp_path / f"{number}.docx").read_bytes())
    parts = tuple(FilePart(f"{number}.docx", len(data)) for number, data in enumerate(files))
    extraction = read_extraction(b"".join(files), "papers.zip", parts=parts)
    assert records(extraction) == (4, 6, 0)


def test_the_council_is_that_of_the_packs_front(tmp_path: Path) -> None:
    pack = pack_of(4, plan_at=3)
    blocks = tuple(block for block in pack.blocks if not isinstance(block, Para) or block.text != COUNCIL)
    path = tmp_path / "source.docx"
    docx.write(replace(pack, blocks=blocks), path)
    with (Path(__file__).parents[3] / "fixtures" / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        settings = ReadSettings(extra_councils=tuple(csv.DictReader(file)))
    assert read_extraction(path.read_bytes(), path.name, settings=settings).document.councils == (COUNCIL,)


REPORTED = """
FERRYBRIDGE DISTRICT COUNCIL

TO:           CABINET
REPORT OF:    CHIEF EXECUTIVE
ABOUT:        LGA PEER CHALLENGE, OUR PLAN

1.  What this is for
1.1 To ask members for their agreement.

APPENDIX A - ACTION PLAN

1.  The Council should look after the river better.

1.1 Dredge the upper basin.
    Lead: Head of Water
    Date: {when}

2.  The Council should speak with one voice.

2.1 Agree three messages for the county.
    Lead: Leader
    Date: June 2027

{foot}
"""


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("Contact officer: Ann Wray, 01999 5550", id="contact"),
        pytest.param("Background papers: LGA report\n\nReport author: Ann Wray", id="author-under-papers"),
        pytest.param("", id="none"),
    ],
)
def test_who_wrote_a_report_stands_at_its_end_and_begins_no_paper(foot: str) -> None:
    found = read_extraction(REPORTED.format(foot=foot, when="Completed").encode(), "report.txt")
    assert [recommendation.number for recommendation in found.recommendations] == ["1", "2"]
    assert [action.number for action in found.actions] == ["1.1", "2.1"]
    assert not issues(found, "part-read")
