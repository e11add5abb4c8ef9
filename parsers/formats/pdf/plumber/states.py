"""What pdfplumber's characters lack, kept beside them: render mode, spacing, rise, font size, and tags inside tags."""

from __future__ import annotations

from typing import Any

from pdfminer.layout import LTChar, LTItem, LTPage
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.psparser import PSLiteral
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.pdfinternals import decode_text

KEPT = ("render_mode", "char_space", "rise", "font_size")


class PageWithStates(Page):
    """A page of pdfplumber's whose characters carry `KEPT` as well."""

    @property
    def layout(self) -> LTPage:
        """Return pdfminer's layout of the page, laid out once."""
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number)
            try:
                PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """Return pdfplumber's dictionary of an object."""
        found = super().process_object(obj)
        if isinstance(obj, LTChar):
            found |= {name: getattr(obj, name) for name in KEPT}
        return found


class _Device(PDFPageAggregatorWithMarkedContent):
    """Lays a page out. A mark that ends uncovers the one around it; pdfplumber's own device forgets that one."""

    _render_mode, _char_space = 0, 0.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._marks: list[tuple[str, int | None]] = []

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        mcid = props.get("MCID") if isinstance(props, dict) else None
        self._marks.append((decode_text(tag.name), mcid if isinstance(mcid, int) else None))
        self._show_marks()

    def end_tag(self) -> None:
        if self._marks:
            self._marks.pop()
        self._show_marks()

    def _show_marks(self) -> None:
        tags = [tag for tag, _ in self._marks]
        self.cur_tag = "Artifact" if "Artifact" in tags else tags[-1] if tags else None
        self.cur_mcid = next((mcid for _, mcid in reversed(self._marks) if mcid is not None), None)

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        self._render_mode = textstate.render
        self._char_space = textstate.charspace * textstate.scaling / 100
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, *rest: Any) -> float:
        advance = super().render_char(matrix, font, fontsize, scaling, rise, *rest)
        char = self.cur_item._objs[-1]  # noqa: SLF001  # as pdfplumber's own device finds it
        for name, value in zip(KEPT, (self._render_mode, self._char_space, rise, fontsize), strict=True):
            setattr(char, name, value)
        return advance
