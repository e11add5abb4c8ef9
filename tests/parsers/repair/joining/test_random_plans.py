"""Plans put together at random, printed with closed borders as LibreOffice does: how many page ends are decided right.

Closed borders leave a doubt that nothing resolves: a page may end between two paragraphs of a cell. So a share of the
cut rows may be missed; none may be joined that is none.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from parsers.joints import JointKind
from parsers.repair import repair
from tests.parsers.repair.joining.plans import tables_of
from tests.parsers.repair.joining.press import Press, Row, Rows, paginate, print_plan, rows_of, whole_rows

VERBS = "Agree Appoint Consult Draft Extend Find Map Merge Open Publish Review Simplify Survey Train".split()
OBJECTS = (
    "the opening hours,a single plan for the town,the scheme of delegation,every licence on the quay,the budget papers,"
    "our workforce strategy,new rules for planning committee,the parish charter,a map of what lies low,a tenants' panel"
).split(",")
TAILS = (
    "with partners and residents,for all wards,by working with the parishes and the Tern Valley Trust,so that members "
    "can see how it goes,before the budget is set,in line with the corporate plan,using what Kestrel County learnt,"
    "and tell everybody what came of it,across both councils,at no more cost than now,including the outlying farms"
).split(",")
POSTS = (
    "Head of Culture,Director of Place,Chief Executive,Head of Housing,Monitoring Officer,Section 151 Officer,"
    "Director of Water and Forest Services,Leader of the Council and Chief Executive"
).split(",")
TIMES = "May 2025,June 2026,By end of March 2026,Q3 2025/26,Ongoing,Autumn 2025,From April 2026,Completed,TBC".split(
    ","
)
HEADER: tuple[Row, ...] = (
    ("No", "Recommendation", "What we will do", "By when", "Lead officer", "Measure of success"),
)


class Writer:
    """Writes the rows of a plan in one style, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._style = self._random.choice(("prose", "bare", "numbers", "letters", "bullets", "paragraphs"))
        self._has_numbers = self._random.random() < 0.6
        self._repeats = self._random.random() < 0.75

    def rows(self) -> list[Row]:
        """Return the rows of a plan; a recommendation may have several, printed again or not."""
        return list(self._rows())

    def press(self) -> Press:
        """Return a program with closed borders and columns of some width."""
        pick = self._random.choice
        widths = (30, pick((110, 140, 170)), pick((170, 220, 260)), pick((80, 100)), pick((90, 120)), pick((100, 140)))
        return Press(widths, HEADER, again=pick((None, HEADER)))

    def capacity(self) -> tuple[int, int]:
        """Return how many lines a page has, and how many of the first are taken."""
        return self._random.choice((14, 22, 30)), self._random.randint(0, 8)

    def _rows(self) -> Iterator[Row]:
        number = 0
        for index in range(self._random.randint(4, 18)):
            is_again = bool(index) and not self._repeats and self._random.random() < 0.4
            number += not is_again
            key = str(number) if self._has_numbers and not is_again else ""
            about = "" if is_again else self._sentence(stop=True)
            lead = self._random.choice(POSTS) if self._random.random() < 0.9 else ""
            measure = self._random.choice(("", self._sentence(stop=True), self._sentence(stop=False)))
            yield key, about, self._action(), self._random.choice(TIMES), lead, measure

    def _action(self) -> str:
        count = self._random.randint(1, 4)
        stop = self._style not in ("bare", "bullets")
        sentences = [self._sentence(stop=stop) for _ in range(1 if self._style == "bare" else count)]
        if self._style in ("prose", "bare"):
            return " ".join(sentences)
        marks = {"numbers": "{}. ", "letters": "{}) ", "bullets": "• ", "paragraphs": ""}[self._style]
        names = "abcd" if self._style == "letters" else "1234"
        return "\n".join(f"{marks.format(name)}{text}" for name, text in zip(names, sentences, strict=False))

    def _sentence(self, *, stop: bool) -> str:
        tails = self._random.sample(TAILS, self._random.randint(0, 3))
        words = " ".join((self._random.choice(VERBS), self._random.choice(OBJECTS), *tails))
        return f"{words}." if stop else words


def are_cut(rows: Rows) -> list[bool]:
    """Return for each page end whether it cuts a row."""
    ends = []
    for row in rows:
        if isinstance(row, tuple):
            ends += [True] * sum(str(cell).count("|") for cell in row)
        else:
            ends.append(False)
    return ends


@pytest.mark.parametrize("splits", [True, False], ids=["rows-cut", "rows-kept-whole"])
def test_page_ends_of_random_plans_are_decided_right(splits: bool) -> None:
    decided: Counter[tuple[bool, bool]] = Counter()
    for seed in range(120):
        writer = Writer(seed)
        plan, press, (capacity, first) = writer.rows(), writer.press(), writer.capacity()
        rows = paginate(plan, press, capacity, splits=splits, first=first)
        document = repair(print_plan(rows, press))
        [table] = tables_of(document)
        joined = [joint.is_joined for joint in document.joints if joint.kind is JointKind.ROW]
        decided.update(zip(are_cut(rows), joined, strict=True))
        if joined == are_cut(rows):
            assert rows_of(table) == whole_rows(rows, press), seed
    assert decided[False, True] == 0, "a row was joined that no page cut"
    assert decided[True, True] >= 0.98 * (decided[True, True] + decided[True, False])
    assert decided[False, False] > 30
    assert decided[True, True] > 200 or not splits


def test_a_plan_on_one_page_has_nothing_to_decide() -> None:
    rows, press = Writer(1).rows(), Writer(1).press()
    assert paginate(rows, press, 10_000) == rows
    assert repair(print_plan(rows, press)).joints == ()
