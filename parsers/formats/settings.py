"""How a file format is to be read, as its user may choose: part of what an extraction's settings hash covers."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

PdfEngine = Literal["pdfium", "pdfplumber"]
PDF_ENGINES: tuple[str, ...] = get_args(PdfEngine)


class FormatSettings(BaseModel):
    """`pdf_engine`: what reads a PDF's pages. `use_tags`: whether a file's own structure tree is believed at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pdf_engine: PdfEngine = "pdfium"
    use_tags: bool = True


DEFAULT_FORMATS = FormatSettings()
