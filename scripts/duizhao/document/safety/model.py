"""Something that has no place in an edition."""

from msgspec import Struct


class Hazard(Struct, frozen=True):
    """What was found: the rule's code, the line (from 1), the line's text, the part of it that matters as
    (start, end), what fills the message, and where the part stands in the file's line, if it is known."""

    code: str
    line: int
    text: str
    mark: tuple[int, int] | None = None
    details: tuple[tuple[str, str], ...] = ()
    at: tuple[int, int] | None = None
