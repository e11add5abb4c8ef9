"""Hide a document from all views, or bring it back; with --erase, remove it.

Which document is meant, and what hiding it comes to, is `store.withdrawals`'; originals are `ingest.archive`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ingest.options import DEFAULT_STORE, StoreOption
from ingest.terminal import examples, printable
from normalise.errors import UsageError

if TYPE_CHECKING:
    from ingest.ledger import OpenRun
    from store.withdrawals import HeldDocument

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        'peerplan withdraw plans/withy.pdf --why "published by mistake"',
        "peerplan withdraw 5f2c9a41 --undo",
        'peerplan withdraw 12 --why "holds names of residents" --erase',
        "peerplan report withdrawn",
    )
)
def withdraw(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT",
            help="Where it was found, the first digits of its SHA-256, or its number in `report documents`.",
            show_default=False,
        ),
    ],
    *,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; it stays in the ledger.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Show a withdrawn document again.")] = False,
    erase: Annotated[
        bool, typer.Option("--erase", help="Remove what was read and the original, for good; the ledger stays.")
    ] = False,
    db: StoreOption = DEFAULT_STORE,
) -> None:
    """Hide a document from all views and have it read no more; --undo brings it back, --erase removes it for good.

    The same bytes found again are not read. Another edition or a copy is another document: it stays.
    """
    _check(why, is_undone=undo, is_erased=erase)
    from ingest.ledger import open_run
    from ingest.run_options import RunOptions
    from store.engine import open_store
    from store.withdrawals import find_document

    with open_store(db, create=False) as store:
        with store.session() as session:
            held = find_document(session, document)
        if not undo and not why and held.withdrawn_why is None:
            raise UsageError('say why it is withdrawn: --why "…"; that stays in the ledger')
        with open_run(store, RunOptions(command="withdraw", wait_seconds=60.0)) as run:
            said = _restore(run, held) if undo else _withdraw(run, held, why or held.withdrawn_why or "")
            if erase:
                said = f"{said}; {_erase(run, db, held)}"
    print(f"{printable(_name(held))}: {said}")
    if not undo and held.copies:
        numbers = ", ".join(map(str, held.copies))
        print(f"Copies of it stay and are counted: {numbers}. Withdraw them, too, if they are meant.")


def _check(why: str | None, *, is_undone: bool, is_erased: bool) -> None:
    if is_undone and (why or is_erased):
        raise UsageError("--undo goes with neither --why nor --erase")
    if why is not None and not why.strip():
        raise UsageError("--why is empty; say why it is withdrawn")


def _withdraw(run: OpenRun, held: HeldDocument, why: str) -> str:
    from store.withdrawals import withdraw_document

    is_new = run.write(lambda session, run_id, now: withdraw_document(session, held.id, why, run_id=run_id, now=now))
    return "withdrawn" if is_new else "is withdrawn already"


def _restore(run: OpenRun, held: HeldDocument) -> str:
    from store.withdrawals import restore_document

    was_withdrawn = run.write(lambda session, run_id, now: restore_document(session, held.id, run_id=run_id, now=now))
    if not was_withdrawn:
        return "is not withdrawn"
    return "is read again when it is next found: it was erased" if held.is_erased else "is shown again"


def _erase(run: OpenRun, db: str, held: HeldDocument) -> str:
    """Remove the text before the original: cut off between the two, the same command removes the rest."""
    from ingest.archive import archive_beside
    from store.sqlite_file import find_sqlite_path
    from store.withdrawals import erase_document

    was_read = run.write(lambda session, _, now: erase_document(session, held.id, now=now))
    path = find_sqlite_path(db)
    had_original = archive_beside(path).forget(held.sha256) if path else False
    gone = [words for words, is_gone in (("its text", was_read), ("its original", had_original)) if is_gone]
    removed = f"{' and '.join(gone)} removed for good" if gone else "there was nothing left to remove"
    return f"{removed}. Backups, and the file itself where it lies, are not touched"


def _name(held: HeldDocument) -> str:
    where = held.locations[0] if held.locations else held.sha256[:12]
    return f"{held.title} ({where})" if held.title else where
