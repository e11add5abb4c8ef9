"""Scans made at test time: pages of our own PDFs drawn, worn as paper and scanners wear them, and put into a PDF again.

What they print is known: it is what the PDFs they are made from say.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from parsers.document import Document, Table
from parsers.formats.pdf.reader import read_pdf
from parsers.formats.settings import FormatSettings

WHITE = (255, 255, 255)
TABLE_TOP = (92, 70, 52)
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"} | dict.fromkeys("✓▪●◆", "•"))
_WHITE_SPACE = re.compile(r"\s+")


def draw_pages(data: bytes, dpi: float = 200) -> list[Image.Image]:
    """Return the pictures of a PDF's pages."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pdf]
    finally:
        pdf.close()


def wear(picture: Image.Image, lean: float = 1.3, noise: float = 8, seed: int = 1) -> Image.Image:
    """Return the picture as a scanner gives it: leaning clockwise by so many degrees, blurred a little, and noisy."""
    if lean:
        picture = picture.rotate(-lean, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
    colours = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6))).astype(np.float64)
    grain = np.random.default_rng(seed).normal(0, noise, (*colours.shape[:2], 1))
    return Image.fromarray(np.clip(colours * 0.92 + 14 + grain, 0, 255).astype(np.uint8))


def photograph(picture: Image.Image) -> Image.Image:
    """Return a photograph of the page on a wooden table, taken from the side, by light from one corner."""
    width, height = int(picture.width * 1.15), int(picture.height * 1.2)
    corners = ((0.06, 0.10), (0.93, 0.05), (0.97, 0.95), (0.03, 0.90))
    rows, values = [], []
    for (share_x, share_y), (u, v) in zip(corners, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        x, y, u, v = share_x * width, share_y * height, u * picture.width, v * picture.height
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    eight = np.linalg.solve(np.array(rows, np.float64), np.array(values, np.float64)).tolist()
    sheet = picture.transform(
        (width, height), Image.Transform.PERSPECTIVE, eight, Image.Resampling.BICUBIC, fillcolor=TABLE_TOP
    )
    ys, xs = np.mgrid[0:height, 0:width]
    light = 0.62 + 0.38 * np.exp(-2.2 * ((xs / width - 0.3) ** 2 + (ys / height - 0.25) ** 2))
    return Image.fromarray((np.asarray(sheet) * light[..., None]).astype(np.uint8))


def scan_of(pictures: Sequence[Image.Image], dpi: float = 200) -> bytes:
    """Return a PDF whose pages are the pictures, kept as JPEG."""
    file = io.BytesIO()
    first, *others = pictures
    first.save(file, "PDF", save_all=True, append_images=others, resolution=dpi, quality=60)
    return file.getvalue()


def read(data: bytes, settings: FormatSettings | None = None) -> Document:
    """Return what our PDF reader reads."""
    return read_pdf(data, "scan.pdf", settings or FormatSettings())


def truth_of(path: Path) -> Document:
    """Return what a PDF with text prints, by its look alone, as a scan shows it."""
    return read(path.read_bytes(), FormatSettings(use_tags=False))


def words_of(document: Document) -> Counter[str]:
    """Return the words of a document; quotation marks, dashes and bullets of all kinds are the same."""
    return Counter(
        word for block in document.iter_blocks() for word in _fold(f"{block.marker or ''} {block.text}").split()
    )


def cells_of(document: Document) -> Counter[str]:
    """Return the texts of all cells of a document."""
    return Counter(
        _fold("\n".join(f"{block.marker or ''} {block.text}" for block in cell.iter_blocks()))
        for table in document.blocks
        if isinstance(table, Table)
        for cell in table.cells
    )


def share_of(found: Counter[str], truth: Counter[str]) -> float:
    """Return how much of the truth was found, of what is more the same share taken off."""
    return 2 * (found & truth).total() / (found.total() + truth.total())


def _fold(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text.translate(_SAME)).strip()
