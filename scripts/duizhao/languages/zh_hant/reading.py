"""Text in traditional characters as the rules for simplified ones read it."""

from functools import cache

from duizhao.languages.characters import simplified


@cache
def _simplified() -> dict[int, str]:
    return str.maketrans(dict(simplified()))


def as_read(text: str) -> str:
    """The text in simplified characters, character by character."""
    return text.translate(_simplified())
