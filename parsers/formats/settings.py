"""How a file format is to be read, as its user may choose: part of what an extraction's settings hash covers."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, PrivateAttr

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
    _joins: bool = PrivateAttr(default=True)  # no setting of its own: `ReadSettings.join` decides it for all joining

    @property
    def join(self) -> bool:
        """Whether a word that a page's end breaks is made whole."""
        return self._joins

    def apart(self) -> FormatSettings:
        """Return the same settings for pages of which nothing is to be joined."""
        copied = self.model_copy()
        copied._joins = False  # noqa: SLF001 - its own
        return copied


DEFAULT_FORMATS = FormatSettings()
