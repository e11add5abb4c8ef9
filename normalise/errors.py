"""The two kinds of trouble that are raised; trouble with the *data* is an `Issue` and is returned (STYLE)."""

from __future__ import annotations


class PeerplanError(Exception):
    """Root of ours. Its text is one clear line for people: what, where, what to do."""


class DocumentError(PeerplanError):
    """Ends the reading of one file only. `code` is a stable kebab-case word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        return DocumentError, (self.code, str(self))


class UsageError(PeerplanError):
    """The program was asked for something that cannot be done as asked; ends with exit status 2."""
