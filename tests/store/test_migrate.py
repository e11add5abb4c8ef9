"""Migrations: all of it or nothing, no row lost, and the models are what the revisions make."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from normalise.records import Action, Extraction, Provenance
from store import migrations
from store.content import content_dump
from store.engine import Store, open_store
from store.errors import StoreError
from store.keep import Outcome
from store.migrate import VERSIONS, migrate_sqlite
from store.migrations import revisions
from store.models import Base
from store.views import views

MakeExtraction = Callable[..., Extraction]
Keep = Callable[[Store, Extraction], Outcome]

# A change of every table that others belong to, made the way that loses rows where foreign keys are on.
HEAD = revisions()[-1]
REBUILD_PARENTS = f"""
import sqlalchemy as sa
from alembic import op

revision = "{int(HEAD) + 1:04}"
down_revision = "{HEAD}"


def upgrade():
    for table in ("document", "run", "council", "extraction", "recommendation", "action", "progress", "timeline"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("note", sa.Text()))
"""
FAIL_HALF_WAY = REBUILD_PARENTS + "    op.execute('UPDATE action SET nothing = 1')\n"
LOSE_PARENTS = REBUILD_PARENTS + "    op.execute('DELETE FROM recommendation')\n"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def count_rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in Base.metadata.tables}


def add_revision(folder: Path, source: str) -> tuple[str, ...]:
    versions = folder / "versions"
    versions.mkdir()
    (versions / "9999_later.py").write_text(source, encoding="utf-8")
    return (*VERSIONS, str(versions))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[sa.Connection]:
    path = tmp_path / "fresh.db"
    migrate_sqlite(path)
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_models_are_what_the_revisions_make(fresh: sa.Connection) -> None:
    context = MigrationContext.configure(fresh, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, Base.metadata) == []


def test_constraints_are_what_the_revisions_make(fresh: sa.Connection) -> None:
    # Alembic compares no CHECK: the statements must say the same, in whatever order.
    modelled = sa.create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    with modelled.connect() as connection:
        assert _statements(fresh) == _statements(connection)
    modelled.dispose()


def test_the_revisions_told_by_their_file_names_are_those_of_alembic() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert list(revisions()) == [step.revision for step in script.walk_revisions()][::-1]


def test_rebuilding_parents_loses_no_child_row(full_store: Path, tmp_path: Path) -> None:
    before = count_rows(full_store)
    assert min(before.values()) > 0
    migrate_sqlite(full_store, versions=add_revision(tmp_path, REBUILD_PARENTS))
    assert count_rows(full_store) == before
    with closing(sqlite3.connect(full_store)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT note FROM current_action").fetchall() == [(None,), (None,)]
        assert {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")} == {
            view.name for view in views()
        }


def test_links_of_a_rebuilt_table_to_itself_are_kept(full_store: Path, tmp_path: Path) -> None:
    migrate_sqlite(full_store, versions=add_revision(tmp_path, REBUILD_PARENTS))
    with closing(sqlite3.connect(full_store)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("UPDATE recommendation SET parent_id = 4096")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("DELETE FROM recommendation")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param(FAIL_HALF_WAY, sa.exc.OperationalError, id="fails-half-way"),
        pytest.param(LOSE_PARENTS, StoreError, id="loses-what-rows-belong-to"),
    ],
)
def test_a_failing_revision_leaves_the_store_as_it_was(
    full_store: Path, tmp_path: Path, source: str, error: type[Exception]
) -> None:
    before = dump(full_store)
    with pytest.raises(error):
        migrate_sqlite(full_store, versions=add_revision(tmp_path, source))
    assert dump(full_store) == before


def test_a_backup_is_made_only_where_there_is_something_to_migrate(full_store: Path, tmp_path: Path) -> None:
    backup = full_store.with_name(f"full.db.schema-{HEAD}.backup")
    migrate_sqlite(full_store)
    assert not backup.exists()
    before = dump(full_store)
    migrate_sqlite(full_store, versions=add_revision(tmp_path, REBUILD_PARENTS))
    assert dump(backup) == before
    assert sorted(path.name for path in full_store.parent.glob("full.db*")) == ["full.db", backup.name]


def test_migrating_again_changes_nothing(full_store: Path) -> None:
    before = dump(full_store)
    migrate_sqlite(full_store)
    assert dump(full_store) == before


def test_views_of_an_older_program_are_made_anew_and_those_of_others_kept(full_store: Path) -> None:
    with closing(sqlite3.connect(full_store)) as connection:
        connection.execute("DROP VIEW plans")
        connection.execute("CREATE VIEW plans AS SELECT 'old' AS title")
        connection.execute("CREATE VIEW my_own AS SELECT title FROM plans")
        connection.commit()
    migrate_sqlite(full_store)
    with closing(sqlite3.connect(full_store)) as connection:
        assert connection.execute("SELECT title FROM my_own").fetchall() == [("How far we are",)]


def test_a_store_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    broken = add_revision(tmp_path, FAIL_HALF_WAY)
    with pytest.raises(sa.exc.OperationalError):
        migrate_sqlite(tmp_path / "new.db", versions=broken)
    assert not (tmp_path / "new.db").exists()


def _statements(connection: sa.Connection) -> set[tuple[str, tuple[str, ...]]]:
    query = "SELECT name, sql FROM sqlite_master WHERE type <> 'view' AND name <> 'alembic_version' AND sql IS NOT NULL"
    return {
        (name, tuple(sorted(line.strip().rstrip(",") for line in sql.replace('"', "").splitlines())))
        for name, sql in connection.exec_driver_sql(query)
    }


def test_copies_kept_before_they_were_recognised_are_recognised(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction
) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_store(new) as store:
        for name in ("a.pdf", "b.html"):
            texts = ("Mend the roof", "Sell the van", name)[: 3 if name == "a.pdf" else 2]
            for words in (texts, ("Mend the roof", "Sell the van", "Hire a painter")):
                place = Provenance(page=1)
                actions = [Action(id=text, text=text, provenance=place) for text in words]
                keep(store, make_extraction(name, actions=actions))
        with store.session() as session:
            expected = content_dump(session)
    assert '"copy_of_id": "document:' in expected
    older = tmp_path / "older"
    older.mkdir()
    for revision in revisions()[:5]:
        [file] = Path(VERSIONS[0]).glob(f"{revision}_*.py")
        shutil.copy(file, older)
    migrate_sqlite(old, versions=(str(older),))
    _copy_rows(new, old)
    migrate_sqlite(old)
    with open_store(old) as store, store.session() as session:
        assert _without_changes(content_dump(session)) == _without_changes(expected)


def _copy_rows(new: Path, old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("ATTACH ? AS new", [str(new)])
        for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table != "alembic_version":
                names = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
                connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")


def _without_changes(dump: str) -> list[str]:
    return [line for line in dump.splitlines() if not line.startswith("change ")]
