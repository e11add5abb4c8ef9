"""A draft → the records of the contract: recommendations, actions and progress, and the issues about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from normalise.records import Action, EarlierRecommendation, Owner, Progress, Recommendation, Status
from normalise.statuses import read_bullet_label, read_bullet_status, read_prose_label
from normalise.topics import tag_topics
from parsers.draft import Drafting, DraftProgress, DraftRecommendation, alike_wording
from parsers.headers import Role
from parsers.reading import Setting
from parsers.seniors import raise_seniors
from parsers.values import Reader
from parsers.words import Words, join, provenance_of

MARKEDLY_SHORTER = 0.75


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one document; `roles` are those of the columns of each action's table, by its id."""

    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    progress: tuple[Progress, ...]
    roles: Mapping[str, Collection[Role]]


def make_records(drafting: Drafting, reader: Reader) -> Records:
    """Return the draft's records; what was doubtful about their values is left in `reader.issues`."""
    actions: list[Action] = []
    roles: dict[str, Collection[Role]] = {}
    for row in drafting.rows:
        of_row = reader.read_row(row, len(actions) + 1)
        roles |= {action.id: row.roles for action in of_row}
        actions.extend(of_row)
    for draft in drafting.recommendations:
        if not _is_worded(draft):
            _note_unworded(draft, reader)
    for theme in drafting.themes:
        if all(draft.theme is not theme for draft in drafting.recommendations):
            reader.issue("unread-text", theme.text, None, theme)
    raise_seniors(drafting)
    recommendations = tuple(_recommendation(draft, reader) for draft in drafting.recommendations if _is_worded(draft))
    known = {r.id for r in recommendations}
    progress = tuple(
        _progress(number, draft, reader, known) for number, draft in enumerate(drafting.progress, 1) if draft.words
    )
    kept = tuple(a if a.recommendation in known else a.with_values(recommendation=None) for a in actions)
    return Records(recommendations, kept, progress, roles)


def later_dates(drafting: Drafting, setting: Setting, published: date) -> int:
    """Return how many more of the draft's dated statements lie after the document's printed date than do not."""
    reader = Reader(replace(setting, infer_year=False))
    whens = [when for draft in drafting.progress for when in reader.read_prose((draft.words,), "p")]
    dated = [day for when in whens if (day := when.start or when.end)]
    later = sum(day > published for day in dated)
    return later - (len(dated) - later)


def _is_worded(draft: DraftRecommendation) -> bool:
    return any(draft.wordings) or any(draft.summaries)


def _note_unworded(draft: DraftRecommendation, reader: Reader) -> None:
    """Keep as an issue what is printed for a number that no recommendation's wording stands beside."""
    printed = [*draft.context, *(words for _, words in draft.owners)]
    printed += [cell.words for cell in (draft.status,) if cell is not None]
    printed += [words for words in (draft.response, draft.theme) if words is not None]
    words = join(part.fold() for part in printed)
    reader.issue("recommendation-unworded", ": ".join(filter(None, (draft.number, words.text))), None, words)


def _recommendation(draft: DraftRecommendation, reader: Reader) -> Recommendation:
    text, summary = choose_wordings(draft.wordings, draft.summaries)
    for words in _left_out(draft, text, summary):
        reader.issue("wordings-differ", words.text, draft.key, words)
    response = reader.read_response(draft.response)[0] if draft.response else None
    places = [words for words in (text, summary) if words]
    theme = draft.theme.text if draft.theme else None
    evidence = tag_topics([words.text for words in places], theme)
    return Recommendation(
        id=draft.key,
        number=draft.number,
        kind=draft.kind,
        parent=draft.parent,
        text=text.text,
        summary=summary.text if summary else None,
        parts=tuple(part.text for part in draft.parts),
        context=join(_once(draft.context)).text or None,
        theme=theme,
        owners=_owners(draft, reader),
        status=reader.read_status(draft.status, draft.key),
        provenance=provenance_of(places[:1]),
        response=response,
        response_raw=draft.response.text if draft.response else None,
        topics=tuple(tag.topic for tag in evidence),
        topic_evidence=evidence,
    )


def choose_wordings(wordings: list[Words], summaries: list[Words]) -> tuple[Words, Words | None]:
    """Return the fullest wording and a shorter one printed elsewhere, if there is one (contract, `text` and `summary`).

    What a summary column prints is a summary however long it is; another wording only where it is markedly shorter.
    """
    ranked = sorted(wordings, key=lambda words: -len(words.text))
    if not ranked:
        return max(summaries, key=lambda words: len(words.text)), None
    text = ranked[0]
    if summaries:
        return text, next((words for words in summaries if words.text != text.text), None)
    shorter = [words for words in wordings if len(words.text.split()) <= MARKEDLY_SHORTER * len(text.text.split())]
    return text, shorter[0] if shorter else None


def _left_out(draft: DraftRecommendation, text: Words, summary: Words | None) -> list[Words]:
    """Return the wordings that are not chosen and differ by a word at least."""
    chosen = [text.text, *((summary.text,) if summary else ())]
    return [
        words
        for words in (*draft.wordings, *draft.summaries)
        if all(alike_wording(words.text, one) < 1 for one in chosen)
    ]


def _owners(draft: DraftRecommendation, reader: Reader) -> tuple[Owner, ...]:
    """Return the owners of a recommendation, each once."""
    owners: dict[tuple[str, str], Owner] = {}
    for role, words in draft.owners:
        for owner in reader.read_owners(role, words, draft.key):
            owners.setdefault((owner.name, owner.role), owner)
    return tuple(owners.values())


def _progress(number: int, draft: DraftProgress, reader: Reader, known: set[str]) -> Progress:
    progress_id = f"p{number}"
    earlier = None
    if draft.refers_to is not None:
        of_number, wording, year = draft.refers_to
        earlier = EarlierRecommendation(number=of_number, text=wording.text if wording else None, challenge_year=year)
    return Progress(
        id=progress_id,
        recommendation=draft.recommendation if draft.recommendation in known else None,
        refers_to=earlier,
        text=draft.words.text,
        status=_progress_status(draft, reader, progress_id),
        timelines=reader.read_prose((draft.words,), progress_id),
        provenance=draft.words.provenance(),
    )


def _progress_status(draft: DraftProgress, reader: Reader, about: str) -> Status | None:
    """Return the entry's own printed label, else what its row's status cell says; the cell's colour either way."""
    cell = reader.read_status(draft.status, about)
    if draft.label:
        return reader.read_label(draft.label, about)
    # Contract, "Statuses again": a label outranks the cell, the cell what the text merely states.
    read = read_prose_label if draft.is_prose else read_bullet_status if cell is None else read_bullet_label
    found = read(draft.words.text, draft.words.bold_spans())
    if found is None:
        return cell
    own = found.value.with_values(provenance=draft.words[found.start : found.end].provenance())
    return own.with_values(rag=cell.rag) if cell is not None and own.rag is None else own


def _once(texts: Iterable[Words]) -> list[Words]:
    return list({words.text: words for words in texts}.values())
