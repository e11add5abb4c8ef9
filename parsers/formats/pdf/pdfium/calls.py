"""The calls into pdfium that reading a page needs, declared with plain integers for handles and addresses.

pypdfium2 declares the same functions with pointer types; a call through those costs three times as much, and a page
takes thousands of calls. Handles are what pypdfium2 opened, as integers; buffers are given by `ctypes.addressof`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2_raw import bindings

_LIBRARY = bindings._libs["pdfium"]  # noqa: SLF001 - the one place that knows where pypdfium2 keeps its library

_CODES: dict[str, Any] = {
    "": None,
    "p": ctypes.c_void_p,
    "i": ctypes.c_int,
    "u": ctypes.c_ulong,
    "f": ctypes.c_float,
    "b": ctypes.c_bool,
    "s": ctypes.c_char_p,
}


def _declare(name: str, result: str, arguments: str) -> Callable[..., Any]:
    """Return a pdfium function; `p` pointer or handle, `i` int, `u` unsigned long, `f` float, `b` truth, `s` bytes."""
    prototype = ctypes.CFUNCTYPE(_CODES[result], *(_CODES[code] for code in arguments))
    return prototype((name, _LIBRARY))


def _quick(name: str, result: str, arguments: str) -> Callable[..., Any]:
    """Return a function, as `_declare` does, that keeps the interpreter's lock: to hand it over is a fifth of the call.

    Only for what answers at once whatever the file is: other threads wait, the one too that ends an orphan.
    """
    prototype = ctypes.PYFUNCTYPE(_CODES[result], *(_CODES[code] for code in arguments))
    return prototype((name, _LIBRARY))


count_chars = _declare("FPDFText_CountChars", "i", "p")
get_text = _declare("FPDFText_GetText", "i", "piip")
get_unicode = _declare("FPDFText_GetUnicode", "i", "pi")
get_text_object = _quick("FPDFText_GetTextObject", "p", "pi")
get_char_origin = _quick("FPDFText_GetCharOrigin", "b", "pipp")
get_char_box = _quick("FPDFText_GetCharBox", "b", "pipppp")
get_char_matrix = _quick("FPDFText_GetMatrix", "b", "pip")

count_objects = _declare("FPDFPage_CountObjects", "i", "p")
get_object = _quick("FPDFPage_GetObject", "p", "pi")
count_form_objects = _declare("FPDFFormObj_CountObjects", "i", "p")
get_form_object = _declare("FPDFFormObj_GetObject", "p", "pu")
get_type = _quick("FPDFPageObj_GetType", "i", "p")
get_bounds = _quick("FPDFPageObj_GetBounds", "b", "ppppp")
get_matrix = _quick("FPDFPageObj_GetMatrix", "b", "pp")
get_fill_colour = _quick("FPDFPageObj_GetFillColor", "b", "ppppp")
get_stroke_colour = _quick("FPDFPageObj_GetStrokeColor", "b", "ppppp")
get_stroke_width = _quick("FPDFPageObj_GetStrokeWidth", "b", "pp")
get_mcid = _quick("FPDFPageObj_GetMarkedContentID", "i", "p")
count_marks = _quick("FPDFPageObj_CountMarks", "i", "p")
get_mark = _quick("FPDFPageObj_GetMark", "p", "pu")
get_mark_name = _declare("FPDFPageObjMark_GetName", "b", "ppup")

get_text_size = _quick("FPDFTextObj_GetFontSize", "b", "pp")
get_text_mode = _quick("FPDFTextObj_GetTextRenderMode", "i", "p")
get_font = _quick("FPDFTextObj_GetFont", "p", "p")
get_font_name = _declare("FPDFFont_GetBaseFontName", "u", "ppu")
get_glyph_width = _declare("FPDFFont_GetGlyphWidth", "b", "pufp")
get_font_flags = _declare("FPDFFont_GetFlags", "i", "p")
get_font_weight = _declare("FPDFFont_GetWeight", "i", "p")
get_italic_angle = _declare("FPDFFont_GetItalicAngle", "b", "pp")

get_clip = _quick("FPDFPageObj_GetClipPath", "p", "p")
count_clip_paths = _quick("FPDFClipPath_CountPaths", "i", "p")
count_clip_segments = _quick("FPDFClipPath_CountPathSegments", "i", "pi")
get_clip_segment = _quick("FPDFClipPath_GetPathSegment", "p", "pii")

get_draw_mode = _quick("FPDFPath_GetDrawMode", "b", "ppp")
count_segments = _quick("FPDFPath_CountSegments", "i", "p")
get_segment = _quick("FPDFPath_GetPathSegment", "p", "pi")
get_segment_point = _quick("FPDFPathSegment_GetPoint", "b", "ppp")
get_segment_type = _quick("FPDFPathSegment_GetType", "i", "p")
is_segment_closing = _quick("FPDFPathSegment_GetClose", "b", "p")

get_pixel_size = _declare("FPDFImageObj_GetImagePixelSize", "b", "ppp")

get_page_box = _declare("FPDF_GetPageBoundingBox", "b", "pp")
get_rotation = _declare("FPDFPage_GetRotation", "i", "p")
get_annotation_count = _declare("FPDFPage_GetAnnotCount", "i", "p")
get_annotation = _declare("FPDFPage_GetAnnot", "p", "pi")
close_annotation = _declare("FPDFPage_CloseAnnot", "i", "p")
get_annotation_kind = _declare("FPDFAnnot_GetSubtype", "i", "p")
get_annotation_flags = _declare("FPDFAnnot_GetFlags", "i", "p")
get_annotation_box = _declare("FPDFAnnot_GetRect", "b", "pp")
get_annotation_link = _declare("FPDFAnnot_GetLink", "p", "p")
get_link_action = _declare("FPDFLink_GetAction", "p", "p")
get_action_kind = _declare("FPDFAction_GetType", "u", "p")
get_action_target = _declare("FPDFAction_GetURIPath", "u", "pppu")
flatten_page = _declare("FPDFPage_Flatten", "i", "pi")

get_tree = _declare("FPDF_StructTree_GetForPage", "p", "p")
close_tree = _declare("FPDF_StructTree_Close", "", "p")
count_tree_tops = _declare("FPDF_StructTree_CountChildren", "i", "p")
get_tree_top = _declare("FPDF_StructTree_GetChildAtIndex", "p", "pi")
get_element_kind = _quick("FPDF_StructElement_GetType", "u", "ppu")
get_element_alt = _declare("FPDF_StructElement_GetAltText", "u", "ppu")
get_element_actual_text = _declare("FPDF_StructElement_GetActualText", "u", "ppu")
count_children = _quick("FPDF_StructElement_CountChildren", "i", "p")
get_child = _quick("FPDF_StructElement_GetChildAtIndex", "p", "pi")
get_child_mcid = _quick("FPDF_StructElement_GetChildMarkedContentID", "i", "pi")  # -1 for what is elsewhere
get_any_mcid = _quick("FPDF_StructElement_GetMarkedContentIdAtIndex", "i", "pi")  # of whatever page
count_attributes = _quick("FPDF_StructElement_GetAttributeCount", "i", "p")
get_attribute = _declare("FPDF_StructElement_GetAttributeAtIndex", "p", "pi")
get_attribute_value = _declare("FPDF_StructElement_Attr_GetValue", "p", "ps")
get_number_value = _quick("FPDF_StructElement_Attr_GetNumberValue", "i", "pp")
get_name_value = _declare("FPDF_StructElement_Attr_GetStringValue", "i", "ppup")


def handle_of(raw: Any) -> int:
    """Return a pypdfium2 raw handle as the integer that the calls above take."""
    return ctypes.cast(raw, ctypes.c_void_p).value or 0
