"""What the structure trees of two pages know of the break between them: which elements it cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.formats.pdf.page import Page, Tag


def iter_linked(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages that follow one another, each once the page after it is read too, with what is cut marked in both."""
    before: Page | None = None
    for page in pages:
        if before is not None:
            link_tags(before.tags, page.tags)
            yield before
        before = page
    if before is not None:
        yield before


def link_tags(before: Sequence[Tag], after: Sequence[Tag]) -> None:
    """Mark what the break between two consecutive pages cuts: `later` in the first tree, `earlier` in the second.

    An engine may not know whether a child that is missing on a page stands on another or nowhere. An element is known
    again by its way down from the root. A header row that is printed again on every page is marked too, since it does
    have content on both.
    """
    pairs = [(list(before), list(after))]
    while pairs:
        first, second = pairs.pop()
        known = {tag.ordinal: tag for tag in first}
        for tag in second:
            same = known.get(tag.ordinal)
            if same is not None and same.kind == tag.kind:
                same.later = tag.earlier = True
                pairs.append((_elements(same), _elements(tag)))


def _elements(tag: Tag) -> list[Tag]:
    return [kid for kid in tag.kids if isinstance(kid, Tag)]
