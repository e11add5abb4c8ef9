"""The map of the program: bytes → Document → repair → sections → layouts → draft → values → Extraction.

Each arrow is a module or folder of its own; this one only calls them in order and puts together what they return.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from normalise.councils import default_lexicon
from normalise.issues import make_issue
from normalise.records import DocumentFacts, Extraction, Issue, Source
from parsers.accounting import Account, ReadSection, Told, account_for, check_account
from parsers.as_one import read_as_one
from parsers.at_a_glance import take_in_short
from parsers.challenge_date import read_challenge
from parsers.checks import check_action, check_answers, check_counts, check_repeats, check_years
from parsers.confidence import set_confidence
from parsers.counted_rows import find_counting_words
from parsers.cover import read_cover, read_published
from parsers.cover_dates import FoundDate
from parsers.document import Document
from parsers.draft import Drafting
from parsers.facts import Found, names_only_councils, published_edtf, put_facts_together
from parsers.fingerprint import fingerprints
from parsers.formats.registry import read_document
from parsers.given import DEFAULT_SETTINGS, NOTHING_GIVEN, FilePart, Given, ReadSettings
from parsers.glossaries import read_glossary
from parsers.headers import using_headers
from parsers.headings import Topic
from parsers.implied import imply_recommendations, paragraphs_announce
from parsers.kind import calls_itself_plan, calls_itself_update, decide_kind, looks_like_report, promises_in_answer
from parsers.layouts.earlier_progress import find_earlier_year
from parsers.layouts.registry import read_section
from parsers.peer_team import lists_peers
from parsers.reading import Setting, read_setting
from parsers.records import Records, later_dates, make_records
from parsers.repair import repair
from parsers.repeated_headers import gather_repeated
from parsers.scope.covering import find_appended
from parsers.scope.find import find_scope
from parsers.scope.subject import read_subject
from parsers.sections import Section, cut_sections
from parsers.themed_lists import announce_themed_lists
from parsers.themes import mark_themes
from parsers.values import Reader
from parsers.words import NO_WORDS


def read_extraction(
    data: bytes,
    name: str,
    *,
    given: Given = NOTHING_GIVEN,
    settings: ReadSettings = DEFAULT_SETTINGS,
    parts: tuple[FilePart, ...] = (),
) -> Extraction:
    """Return what one document says; `parts` are the files in `data` where several are taken as one.

    Raises DocumentError where the bytes cannot be read as a document at all.
    """
    return assemble(data, name, given=given, settings=settings, parts=parts).extraction


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one document says, and how it was come by: its repaired self, the draft, where every printed word went."""

    extraction: Extraction
    document: Document
    drafting: Drafting
    account: Account


def assemble(
    data: bytes,
    name: str,
    *,
    given: Given = NOTHING_GIVEN,
    settings: ReadSettings = DEFAULT_SETTINGS,
    parts: tuple[FilePart, ...] = (),
) -> Assembled:
    """Return what one document says with all that it was put together from. Raises as `read_extraction` does."""
    with using_headers(settings.headers):
        return _assemble(data, name, given, settings, parts)


def _assemble(data: bytes, name: str, given: Given, settings: ReadSettings, parts: tuple[FilePart, ...]) -> Assembled:
    read = (
        read_as_one(data, name, parts, settings.for_reader) if parts else read_document(data, name, settings.for_reader)
    )
    scope = find_scope(read)
    document = repair(scope.document, join=settings.join)
    sections = cut_sections(document)
    lexicon = default_lexicon().with_extra(settings.extra_councils) if settings.extra_councils else default_lexicon()
    is_council = partial(names_only_councils, lexicon=lexicon)
    main = repair(scope.main, join=settings.join) if scope.main else document
    cover = read_cover(main, is_council)
    is_report = looks_like_report(cover.title.text, sections)
    challenge = read_challenge(document, cover, is_report=is_report)
    published = read_published(cover, is_report=is_report, challenge=challenge)
    is_plan = calls_itself_plan(cover.title.text) or promises_in_answer(sections)
    sections = imply_recommendations(sections, is_plan=is_plan, is_update=calls_itself_update(cover.title.text))
    drafting = Drafting(
        reports_progress=calls_itself_update(cover.title.text),
        is_report=is_report,
        is_plan=is_plan,
        paragraphs_announce=paragraphs_announce(sections),
        counts_by=find_counting_words(sections),
        repeated=gather_repeated(sections),
        has_numbered=any(section.is_recommendation for section in sections),
    )
    read_sections: tuple[ReadSection, ...] = ()
    subject = read_subject(document, sections, cover.title.text, [line.text for line in cover.lines])
    if scope.is_readable and (subject.is_ours or given.kind):
        read_sections = draft(drafting, mark_themes(announce_themed_lists(sections)), challenge)
        take_in_short([each.section for each in read_sections if each.layout is None], drafting)
    elif scope.is_readable:
        drafting.note("other-document", subject.against)
    kind = scope.kind or decide_kind(cover.title.text, sections, drafting)
    found = Found(cover, kind, published, challenge, scope.language)
    facts = put_facts_together(document, sections, found, given, lexicon)
    setting, conflict = _settle_years(
        read_setting(document, published_edtf(published, given), settings.timelines), drafting, facts.facts
    )
    reader = Reader(setting)
    records = make_records(drafting, reader)
    printed = (cover.title, *(found.words for found in (published, challenge) if found))
    told = Told(
        printed, cover.lines, (*((i.code, i.words) for i in drafting.issues), *reader.told), setting.legend, is_council
    )
    account = account_for(document, read_sections, drafting, records, told)
    issues = (
        *_remarks(document),
        *_drafted(drafting),
        *facts.issues,
        *conflict,
        *reader.issues,
        *_checks(facts.facts, records),
        *check_account(account),
    )
    extraction = Extraction(
        source=Source(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=document.media_type,
            size=len(data),
            pages=document.pages,
            pages_read=scope.pages_read,
            parts=tuple(part.name for part in parts),
            share_read=account.share_read,
        ),
        document=facts.facts,
        recommendations=records.recommendations,
        actions=records.actions,
        progress=records.progress,
        issues=issues,
        reader=fingerprints(),
        settings=settings.hash(given),
    )
    return Assembled(set_confidence(extraction, drafting), document, drafting, account)


def draft(drafting: Drafting, sections: Sequence[Section], challenge: FoundDate | None) -> tuple[ReadSection, ...]:
    """Fill a draft with what the sections print, each read by the layout that fits it best; return which that was."""
    read: list[ReadSection] = []
    year = drafting.challenge_year = challenge.when.start.year if challenge and challenge.when.start else None
    appended = find_appended(sections)
    for index, section in enumerate(sections):
        if index < appended:
            read.append(ReadSection(section, None, is_covering=True))
            continue
        _turn_to(section, drafting)
        chosen = read_section(section, drafting)
        read.append(ReadSection(section, chosen[0] if chosen else None))
        if chosen is None and not lists_peers(section):
            _note_unread_tables(section, drafting)
        drafting.earlier_year = find_earlier_year(section, year) or drafting.earlier_year
    return tuple(read)


def _note_unread_tables(section: Section, drafting: Drafting) -> None:
    """Keep an issue for each table that no layout reads: nobody shall think that it was."""
    for table in section.tables:
        if table.row_count > 1 and table.column_count > 1 and not read_glossary(table):
            first = next((cell.words for cell in table.cells if cell.text.strip()), NO_WORDS)
            drafting.note("unread-table", f"{table.row_count} rows, the first begins “{first.text[:40]}”", words=first)


def _turn_to(section: Section, drafting: Drafting) -> None:
    """Set what a section's heading says of all that follows: the kind of recommendations, or that a part is over."""
    if section.topic is Topic.ADDITIONAL:
        drafting.kind = "additional"
        drafting.theme = section.above.fold() or (drafting.theme if _stands_under_theme(section, drafting) else None)
    elif section.topic is Topic.RECOMMENDATIONS:
        drafting.kind = "key"
    elif section.topic is Topic.PROGRESS:
        drafting.reports_progress = True
    if section.heading is not None and not section.is_recommendation:
        drafting.current = None
    if section.topic is Topic.CORE_THEME:
        drafting.theme, drafting.theme_level = section.title.fold(), section.heading.level if section.heading else 0
    elif section.topic not in (None, Topic.ADDITIONAL):
        drafting.theme = section.above.fold() or None
        drafting.columns = {}


def _stands_under_theme(section: Section, drafting: Drafting) -> bool:
    """Say whether a heading may stand under that of the theme above: not where it is of a higher level."""
    level = section.heading.level if section.heading is not None else 0
    return not 0 < level < drafting.theme_level


def _settle_years(setting: Setting, drafting: Drafting, facts: DocumentFacts) -> tuple[Setting, tuple[Issue, ...]]:
    """Return the setting; years are not inferred where a progress report's own dates lie after its printed one."""
    published = facts.published
    if facts.kind != "progress_report" or published is None or published.end is None or "published" in facts.given:
        return setting, ()
    if later_dates(drafting, setting, published.end) <= 0:
        return setting, ()
    issue = make_issue(
        "date-conflict", f"{published.raw}, but most of its dated statements lie later", provenance=published.provenance
    )
    return replace(setting, infer_year=False), (issue,)


def _remarks(document: Document) -> Iterator[Issue]:
    for remark in document.remarks:
        place = remark.words.provenance() if remark.words.places() else None
        yield make_issue(remark.code, remark.detail, provenance=place)


def _drafted(drafting: Drafting) -> Iterator[Issue]:
    known = {r.key for r in drafting.recommendations}
    for found in drafting.issues:
        if found.code == "unread-cell":  # told in groups, by `check_account`
            continue
        place = found.words.provenance() if found.words.places() else None
        yield make_issue(
            found.code, found.detail, about=found.about if found.about in known else None, provenance=place
        )


def _checks(facts: DocumentFacts, records: Records) -> Iterator[Issue]:
    if not (records.recommendations or records.actions or records.progress):
        yield make_issue("no-records", facts.title or "no title")
    yield from check_counts(facts, records.recommendations, records.actions)
    yield from check_answers(facts, records.recommendations, records.actions)
    yield from check_repeats(records.recommendations, records.actions)
    for action in records.actions:
        yield from check_action(action, facts.published, records.roles[action.id])
    for entry in records.progress:
        yield from check_years(entry.id, entry.timelines)
