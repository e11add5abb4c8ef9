"""Options that several commands share, in the words they have everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from ingest.finding import describe_invalid
from ingest.settings import read_headers
from normalise.errors import UsageError
from parsers.formats.settings import OCR_CHOICES, PDF_ENGINES, FormatSettings
from parsers.given import Given, ReadSettings

DEFAULT_STORE = "peerplan.db"

StoreOption = Annotated[
    str,
    typer.Option(
        "--db", envvar="PEERPLAN_DB", metavar="PATH-or-URL", help="The store: a SQLite file or a database URL."
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="PEERPLAN_CONFIG",
        metavar="FILE",
        help="Settings, if not peerplan.toml beside the store or here.",
    ),
]
InProcessOption = Annotated[
    bool, typer.Option("--in-process", help="Read without a reading process and its limits, for debugging.")
]
CouncilOption = Annotated[
    list[str] | None,
    typer.Option("--council", metavar="NAME", help="The council, where the document does not say. Repeatable."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="The document's own date, where it prints none (2024-03-14, 2024-03)."
    ),
]
ChallengeOption = Annotated[
    str | None,
    typer.Option("--challenge", metavar="DATE", help="When the peers were on site (2024-03 or 2024-03-12/2024-03-14)."),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="action_plan, feedback_report, progress_report or other.")
]
PdfEngineOption = Annotated[
    str | None,
    typer.Option(
        "--pdf-engine", metavar="ENGINE", help="What reads PDFs: pdfium, or pdfplumber (slower, to compare with)."
    ),
]
OcrOption = Annotated[
    str | None,
    typer.Option(
        "--ocr",
        metavar="WHEN",
        help="Recognise text in pictures of pages: auto (where there is no other), off or force.",
    ),
]
NoTagsOption = Annotated[
    bool, typer.Option("--no-tags", help="Read PDFs by what is printed alone, without the file's own structure tags.")
]
NoJoinOption = Annotated[
    bool, typer.Option("--no-join", help="Leave tables, rows and paragraphs apart that a page's end cuts.")
]
HeadersOption = Annotated[
    Path | None,
    typer.Option("--headers", metavar="FILE", help="A CSV of header wordings of your own: wording,role."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


AsOneOption = Annotated[
    bool,
    typer.Option(
        "--as-one",
        help="Take the files, in the order given, as one document: a report spread over several web pages.",
    ),
]


def refuse_both(first: str, second: str, *are_given: bool) -> None:
    """Raise UsageError where two options that exclude each other are both given."""
    if all(are_given):
        raise UsageError(f"{first} and {second} exclude each other")


def read_given(council: list[str] | None, published: str | None, challenge: str | None, kind: str | None) -> Given:
    """Return what the user gives along with the documents. Raises UsageError naming the option that is wrong."""
    told = {"councils": council, "published": published, "challenge": challenge, "kind": kind}
    try:
        return Given.model_validate({name: value for name, value in told.items() if value})
    except ValidationError as error:
        raise UsageError(f"--{describe_invalid(error).replace('councils', 'council', 1)}") from error


def with_headers(settings: ReadSettings, path: Path | None) -> ReadSettings:
    """Return the settings with a file of header wordings of one's own. Raises UsageError where it is none."""
    return settings if path is None else settings.model_copy(update={"headers": read_headers(path)})


def set_formats(
    settings: ReadSettings, pdf_engine: str | None, *, no_tags: bool, no_join: bool = False, ocr: str | None = None
) -> ReadSettings:
    """Return the settings with what the options say of reading files. Raises UsageError for a choice that is none."""
    told = settings.formats.model_dump()
    for option, choice, choices in (("pdf_engine", pdf_engine, PDF_ENGINES), ("ocr", ocr, OCR_CHOICES)):
        if choice is not None and choice not in choices:
            name = option.replace("_", "-")
            raise UsageError(f"--{name}: {choice!r} is none of {', '.join(choices)}")
        told[option] = choice or told[option]
    if no_tags:
        told["use_tags"] = False
    formats = FormatSettings.model_validate(told)
    return settings.model_copy(update={"formats": formats, "join": settings.join and not no_join})
