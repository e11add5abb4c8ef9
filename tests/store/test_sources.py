"""What is followed, how it last went, and what addresses answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from store.engine import Store
from store.models import Address
from store.sources import (
    FollowedSource,
    HeldAddress,
    SourceSpec,
    find_followed,
    follow_source,
    held_addresses,
    keep_source,
    list_followed,
    pause_source,
    record_answer,
    record_check,
    record_trouble,
    unfollow_source,
)

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2026, 1, 12, 9, tzinfo=UTC)
SPEC = SourceSpec("withy", "page", "https://withy.example/peer", 7, "Withy", {"councils": ["Withy"]}, {"depth": 2})
PLAN = "https://withy.example/plan.pdf"


def follow(store: Store, spec: SourceSpec = SPEC) -> FollowedSource:
    with store.session() as session:
        follow_source(session, spec, now=NOW)
        found = find_followed(session, spec.name)
    assert found
    return found


def test_a_source_is_followed_as_its_user_says(store: Store) -> None:
    found = follow(store)
    assert (found.spec, found.added_at, found.checked_at, found.failure_count) == (SPEC, NOW, None, 0)
    with store.session() as session:
        assert follow_source(session, SPEC, now=LATER) == "unchanged"
        assert follow_source(session, replace(SPEC, every_days=30), now=LATER) == "changed"
        assert [one.spec.every_days for one in list_followed(session)] == [30]


def test_a_place_that_was_read_once_can_be_followed_later(store: Store) -> None:
    with store.session() as session:
        before = keep_source(session, "folder", "plans", now=NOW)
        assert list_followed(session) == ()
    found = follow(store, SourceSpec("ours", "folder", "plans", 1))
    assert found.id == before
    with store.session() as session:
        assert keep_source(session, "file", "plans", now=NOW) == before
    assert follow(store, SourceSpec("ours", "folder", "plans", 1)).spec.kind == "folder"


def test_a_place_is_followed_under_one_name(store: Store) -> None:
    follow(store)
    with pytest.raises(UsageError, match="as withy"), store.session() as session:
        follow_source(session, replace(SPEC, name="other"), now=NOW)


def test_a_source_that_is_told_another_place_forgets_what_the_old_one_answered(store: Store) -> None:
    first = follow(store)
    with store.session() as session:
        record_answer(session, first.id, HeldAddress(PLAN, sha256="a" * 64), now=NOW)
    second = follow(store, replace(SPEC, location="https://withy.example/moved"))
    with store.session() as session:
        assert held_addresses(session, second.id) == {}
        assert len(list_followed(session)) == 1


def test_how_a_source_last_went_is_kept(store: Store) -> None:
    source_id = follow(store).id
    with store.session() as session:
        record_check(session, source_id, now=NOW, has_changed=True, error=None)
        record_check(session, source_id, now=LATER, has_changed=False, error="cannot be reached")
        record_check(session, source_id, now=LATER, has_changed=False, error="cannot be reached")
    found = follow(store)
    assert (found.checked_at, found.changed_at, found.failure_count) == (LATER, NOW, 2)
    with store.session() as session:
        record_check(session, source_id, now=LATER, has_changed=False, error=None)
    assert (follow(store).failure_count, follow(store).error) == (0, None)


def test_the_last_good_answer_outlives_trouble(store: Store) -> None:
    source_id = follow(store).id
    answer = HeldAddress(PLAN, etag='"1"', sha256="a" * 64, referrer="the page")
    with store.session() as session:
        record_answer(session, source_id, answer, now=NOW)
        record_answer(session, source_id, answer, now=LATER)
        assert record_trouble(session, source_id, PLAN, "is not there any more (404)", now=LATER) == 1
        assert record_trouble(session, source_id, PLAN, "is not there any more (404)", now=LATER) == 2
        held = held_addresses(session, source_id)[PLAN]
    assert held == replace(
        answer, checked_at=LATER, changed_at=NOW, failure_count=2, error="is not there any more (404)"
    )


def test_a_source_rests_and_goes_on(store: Store) -> None:
    follow(store)
    with store.session() as session:
        assert pause_source(session, "withy", now=NOW)
        assert not pause_source(session, "withy", now=LATER)
    assert follow(store).paused_at == NOW
    with store.session() as session:
        assert pause_source(session, "withy", now=None)
    assert follow(store).paused_at is None


def test_a_source_that_is_removed_leaves_what_it_led_to(store: Store) -> None:
    source_id = follow(store).id
    with store.session() as session:
        record_answer(session, source_id, HeldAddress(PLAN, sha256="a" * 64), now=NOW)
        unfollow_source(session, "withy")
        assert list_followed(session) == ()
        assert session.scalars(sa.select(Address)).all() == []
        assert keep_source(session, "page", SPEC.location, now=NOW) == source_id
    with pytest.raises(UsageError, match="no source is called"), store.session() as session:
        unfollow_source(session, "withy")
