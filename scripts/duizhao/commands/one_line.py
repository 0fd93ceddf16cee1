"""A paragraph in a line of a terminal: its beginning, or the stretch of it that changed."""

from duizhao.check.show import reach, width_of
from duizhao.compare.difference import Piece, excerpt, marked_text, pieces

#: How many columns of a terminal a line takes.
COLUMNS = 80

#: How many characters are shown beside a change, the more the better, until it fits.
_AROUND = (30, 20, 12, 6)


def beginning(text: str, columns: int = COLUMNS) -> str:
    """A text in one line, with its end cut off if it is wider."""
    text = " ".join(text.split())
    if width_of(text) <= columns:
        return text
    return f"{text[: reach(text, 0, columns - 1)].rstrip()}…"


def changed_stretch(before: str, after: str, columns: int = COLUMNS) -> str:
    """What went as `[-…-]` and what came as `{+…+}`, with as much beside it as there is room for.

    Of several changes that are too many for a line, the first; of one that is too long, the beginning of what went and
    of what came.
    """
    parts = pieces(" ".join(before.split()), " ".join(after.split()))
    for wanted in (parts, _first(parts)):
        for around in _AROUND:
            shown = marked_text(excerpt(wanted, around))
            if width_of(shown) <= columns:
                return shown
    return _cut(_first(parts), columns)


def _first(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The first change, and what stands on both sides of it."""
    start = next((index for index, part in enumerate(parts) if part.kind != "same"), 0)
    end = next((index for index in range(start, len(parts)) if parts[index].kind == "same"), len(parts))
    behind = "".join(part.text for part in parts[end : end + 1])
    if end + 1 < len(parts):
        behind += "…"
    return (*parts[max(start - 1, 0) : end], Piece("same", behind))


def _cut(parts: tuple[Piece, ...], columns: int) -> str:
    changed = [part for part in parts if part.kind != "same"]
    beside = excerpt(parts, _AROUND[-1])
    rest = width_of(marked_text(Piece(part.kind, part.text if part.kind == "same" else "") for part in beside))
    each = max((columns - rest) // max(len(changed), 1), 1)
    return marked_text(part if part.kind == "same" else Piece(part.kind, beginning(part.text, each)) for part in beside)
