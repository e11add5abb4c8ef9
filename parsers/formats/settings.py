"""How a file format is to be read, as its user may choose: part of what an extraction's settings hash covers."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

PdfEngine = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "off", "force"]
PDF_ENGINES: tuple[str, ...] = get_args(PdfEngine)
OCR_CHOICES: tuple[str, ...] = get_args(Ocr)


class FormatSettings(BaseModel):
    """`pdf_engine`: what reads a PDF's pages. `use_tags`: whether a file's own structure tree is believed at all.

    `ocr`: whether pages are recognised that are pictures or whose text is no language (`auto`), none, or all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pdf_engine: PdfEngine = "pdfium"
    use_tags: bool = True
    ocr: Ocr = "auto"


DEFAULT_FORMATS = FormatSettings()
