"""The exception a user may see: bad input, with its place and what to do next."""

from __future__ import annotations


class InputError(Exception):
    """Input that cannot be worked with.

    Args:
        message: what is wrong, one plain sentence.
        file: the file it is in, as the user would name it.
        line: the line, counted from 1.
        hint: what to do next, one plain sentence.
    """

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.file or ''}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        hint = f"\n  → {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class MissingSource(InputError):
    """The source that a profile names is not there; what is in `docs/` can be built all the same."""
