"""Which kind of package a ZIP file is: by what its parts say of themselves, never by words somewhere in it.

Sources: ECMA-376 part 2 (content types, relationships), OpenDocument 1.3 part 2 (the member `mimetype`, first of all),
OCF 3.3 (EPUB). A ZIP file that is none of these is an archive.
"""

from __future__ import annotations

import re

from parsers.formats.zip_members import list_zip, read_starts

ARCHIVE, EMPTY = "zip", "empty-zip"

_CONTENT_TYPES, _RELATIONSHIPS, _MIMETYPE = "[Content_Types].xml", "_rels/.rels", "mimetype"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MIMETYPES = {
    f"{_OPEN_DOCUMENT}text": "odt",
    f"{_OPEN_DOCUMENT}text-template": "odt",
    f"{_OPEN_DOCUMENT}text-master": "odt",
    f"{_OPEN_DOCUMENT}spreadsheet": "ods",
    f"{_OPEN_DOCUMENT}spreadsheet-template": "ods",
    f"{_OPEN_DOCUMENT}presentation": "odp",
    f"{_OPEN_DOCUMENT}presentation-template": "odp",
    "application/epub+zip": "epub",
}
# What the type of the main part begins with, macros, templates and slide shows among them.
_MAIN_TYPES = (
    (re.compile(r"wordprocessingml\.|vnd\.ms-word\.(?:document|template)\.macroEnabled"), "docx"),
    (re.compile(r"vnd\.ms-excel\.sheet\.binary"), "xlsb"),
    (re.compile(r"spreadsheetml\.|vnd\.ms-excel\.(?:sheet|template|addin)\.macroEnabled"), "xlsx"),
    (re.compile(r"presentationml\.|vnd\.ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled"), "pptx"),
    (re.compile(r"vnd\.ms-visio\."), "visio"),
)
_FOLDERS = (
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("visio/document", "visio"),
)
_IWORK = re.compile(r"Index\.zip$|Index/.*\.iwa$|index\.apxl$|index\.xml$")
_PREVIEW = re.compile(r"(?:QuickLook/|preview\.jpg$|buildVersionHistory\.plist$)")
_MAIN = re.compile(
    r"<(?:\w+:)?Relationship\b(?=[^<>]{0,2000}?\bType\s*=\s*[\"'][^\"'<>]{0,1000}/officeDocument[\"'])"
    r"(?=[^<>]{0,2000}?\bTarget\s*=\s*[\"'](?P<target>[^\"'<>]{0,1000})[\"'])"
)
_TYPED = re.compile(
    r"<(?:\w+:)?Override\b(?=[^<>]{0,2000}?\bPartName\s*=\s*[\"'](?P<part>[^\"'<>]{0,1000})[\"'])"
    r"(?=[^<>]{0,2000}?\bContentType\s*=\s*[\"'](?P<type>[^\"'<>]{0,1000})[\"'])"
)
_MAIN_TYPE = re.compile(r"main\+xml$|macroEnabled\.main$|\.main$")


def find_package_form(data: bytes) -> str:
    """Return which kind of package a ZIP file is, in the short words of `parsers.formats.kinds`."""
    names = list_zip(data).names
    if not names:
        return EMPTY
    if names[0] == _MIMETYPE:
        return _form_of_mimetype(data)
    if _CONTENT_TYPES in names:
        return _form_of_types(data) or _form_of_folders(names) or "opc"
    if form := _form_of_folders(names):
        return form
    if any(map(_IWORK.match, names)) and any(map(_PREVIEW.match, names)):
        return "iwork"
    if all(name.endswith("/") for name in names):
        return EMPTY
    return ARCHIVE


def _form_of_mimetype(data: bytes) -> str:
    said = read_starts(data, _MIMETYPE)[0][:200].decode("utf-8", "replace").strip()
    return _MIMETYPES.get(said) or ("opendocument" if said.startswith(_OPEN_DOCUMENT) else ARCHIVE)


def _form_of_types(data: bytes) -> str | None:
    """Return the kind that the main part's type tells, of the part that the package's relationships call its own."""
    said, relations = map(_text, read_starts(data, _CONTENT_TYPES, _RELATIONSHIPS))
    types = {match["part"].lstrip("/").lower(): match["type"] for match in _TYPED.finditer(said)}
    main = _MAIN.search(relations)
    if main and (form := _form_of_type(types.get(main["target"].lstrip("/").lower(), ""))):
        return form
    found = {form for told in types.values() if _MAIN_TYPE.search(told) and (form := _form_of_type(told))}
    return found.pop() if len(found) == 1 else None


def _form_of_type(told: str) -> str | None:
    return next((form for begins, form in _MAIN_TYPES if begins.search(told)), None)


def _form_of_folders(names: tuple[str, ...]) -> str | None:
    """Return the kind that the names of parts at their usual places tell."""
    lower = [name.lower().lstrip("/") for name in names]
    return next((form for folder, form in _FOLDERS if any(name.startswith(folder) for name in lower)), None)


def _text(part: bytes) -> str:
    """Return the text of an XML part, which is UTF-8 or UTF-16 (XML 1.0, 4.3.3)."""
    is_wide = part.startswith((b"\xff\xfe", b"\xfe\xff")) or part[1:2] == b"\0" or part[:1] == b"\0"
    if not is_wide:
        return part.decode("utf-8", "replace")
    return part.replace(b"\0", b"").decode("latin-1")
