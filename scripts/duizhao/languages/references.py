"""Footnote references in running text: they belong to the sentence they stand behind."""

from functools import lru_cache

from duizhao.patterns import compiled

#: A footnote reference: a label in brackets, or a circled digit, raised or not.
REFERENCE = compiled(r"\[\^[^\]\s]+\]|\^?[①-⑳㉑-㊿]")
_CIRCLED = compiled("[①-⑳㉑-㊿]")


def skip_references(text: str, offset: int) -> int:
    """The offset behind all references that stand directly at `offset`."""
    while match := REFERENCE.match(text, offset):
        offset = match.end()
    return offset


@lru_cache(maxsize=8192)  # asked of the same texts by whoever looks for something in them
def without_references(text: str) -> str:
    """The text without its footnote references."""
    # Most texts have none, which two simple looks tell sooner.
    return REFERENCE.sub("", text) if "[^" in text or _CIRCLED.search(text) else text
