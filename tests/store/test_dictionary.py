"""The schema and its description in docs/ are those of the program, and every table and column is described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from normalise.issues import codes
from store.dictionary import data_dictionary, dump_schema
from store.models import Base
from store.views import views

CheckGolden = Callable[[Path, str], None]


def test_the_schema_in_the_docs_is_that_of_a_fresh_store(project: Path, check_golden: CheckGolden) -> None:
    check_golden(project / "docs" / "schema.sql", dump_schema())


def test_the_data_dictionary_is_that_of_the_models(project: Path, check_golden: CheckGolden) -> None:
    check_golden(project / "docs" / "data-dictionary.md", data_dictionary())


def test_everything_is_described() -> None:
    tables = Base.metadata.tables.values()
    assert [table.name for table in tables if not table.comment] == []
    assert [str(column) for table in tables for column in table.columns if not column.comment] == []
    text = data_dictionary()
    names = [*(table.name for table in tables), *(view.name for view in views())]
    assert [name for name in names if f"### {name}\n" not in text] == []
    assert [code for code in codes() if f"`{code}`" not in text] == []


def test_nothing_is_deleted_by_cascade() -> None:
    links = [link for table in Base.metadata.tables.values() for link in table.foreign_keys]
    assert [str(link.parent) for link in links if link.ondelete] == []
    assert "CASCADE" not in dump_schema()


def test_columns_are_named_for_what_they_hold() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert bool(column.foreign_keys) == (column.name.endswith("_id") and column.name != "local_id"), column
            assert (column.type.python_type is bool) == column.name.startswith("is_"), column
            assert (column.type.python_type.__name__ == "date") == column.name.endswith("_date"), column
            assert column.comment is None or not column.comment.endswith("."), column
