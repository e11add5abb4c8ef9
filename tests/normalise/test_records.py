"""Records are never changed; a copy with other values is what pydantic's own would be."""

from normalise.records import Owner, Piece, Provenance, When


def test_a_record_with_other_values_is_what_a_checked_copy_is() -> None:
    owner = Owner(raw="Chief Exec", name="Chief Executive", kind="post")
    place = Provenance(page=2, pieces=(Piece(page=2),))
    changed = owner.with_values(provenance=place, scope="row")
    assert changed == owner.model_copy(update={"provenance": place, "scope": "row"})
    assert changed.model_fields_set == {"raw", "name", "kind", "provenance", "scope"}
    assert changed.model_dump_json() == Owner.model_validate(changed.model_dump()).model_dump_json()


def test_the_record_that_is_copied_stays_as_it_was() -> None:
    when = When(raw="March 2025", kind="date", edtf="2025-03")
    when.with_values(scope="row")
    assert when.scope == "action"
    assert "scope" not in when.model_fields_set
