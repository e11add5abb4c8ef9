"""Joins a printed start and a printed finish to one when: a closed range, or one that is open on the side left blank.

Contract, "A start and a finish column give one *when*", and the ruling "Ranges of mixed units".
"""

from __future__ import annotations

from normalise.records import Precision, When

_COARSER: tuple[Precision, ...] = ("day", "month", "quarter", "season", "half", "year", "financial_year")


def join_range(begins: When | None, ends: When | None) -> When:
    """Return one when out of the two sides, at least one of which is there.

    A side without a date makes no range: then the other is returned as it is, or the first where neither has one.
    Equal sides give their unit once. Raises ValueError where both are None.
    """
    if begins is None and ends is None:
        raise ValueError("a range needs a start or a finish")
    if ends is None or (begins is not None and not _dated(ends) and _dated(begins)):
        return _open_from(begins) if begins is not None and ends is None else begins or ends  # type: ignore[return-value]  # one is there
    if begins is None or not _dated(begins):
        return _open_until(ends) if begins is None else ends
    if not _dated(ends):
        return begins
    if begins.edtf == ends.edtf:
        return ends
    if begins.start and ends.end and begins.start > ends.end:
        return When(raw=_raw(begins, ends), kind="unresolved", scope=ends.scope)
    return When(
        raw=_raw(begins, ends),
        kind="date",
        edtf=f"{_left(begins.edtf or '')}/{_right(ends.edtf or '')}",
        start=begins.start,
        end=ends.end,
        precision=max(filter(None, (begins.precision, ends.precision)), key=_COARSER.index, default=None),
        qualifier=None,
        inferred=tuple(dict.fromkeys((*begins.inferred, *ends.inferred))),
        scope=ends.scope,
    )


def _dated(when: When) -> bool:
    return when.kind in ("date", "completed") and when.edtf is not None


def _open_from(when: When) -> When:
    if not _dated(when):
        return when
    return when.model_copy(
        update={"kind": "open", "qualifier": "from", "edtf": f"{_left(when.edtf or '')}/..", "end": None}
    )


def _open_until(when: When) -> When:
    if not _dated(when):
        return when
    return when.model_copy(
        update={"kind": "open", "qualifier": "until", "edtf": f"../{_right(when.edtf or '')}", "start": None}
    )


def _left(edtf: str) -> str:
    return edtf.partition("/")[0]


def _right(edtf: str) -> str:
    return edtf.rpartition("/")[2]


def _raw(begins: When, ends: When) -> str:
    return f"{begins.raw} {ends.raw}"
