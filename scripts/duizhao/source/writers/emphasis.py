"""Where emphasis of a source begins and ends in Markdown, so that it needs no help."""

from collections.abc import Iterable

from duizhao.document.delimiters import keeps_emphasis_out
from duizhao.document.text import Text
from duizhao.source.inline import Emphasis, Inline


def signs_outside(content: Iterable[Inline]) -> list[Inline]:
    """The content with signs at the ends of emphasis outside of it where `*` beside them would be text: word processors
    often set the point behind a word in bold, and not the word. Emphasis of signs alone is none then.

    >>> from duizhao.document.text import inserted
    >>> items = [inserted("end", ""), Emphasis(inserted(", so", ""))]
    >>> [item.text.plain if isinstance(item, Emphasis) else item.plain for item in signs_outside(items)]
    ['end, ', 'so']
    >>> [item.plain for item in signs_outside([items[0], Emphasis(inserted(".", ""))])]
    ['end.']
    """
    items = list(content)
    for index, item in enumerate(items):
        if not isinstance(item, Emphasis):
            continue
        before, behind = items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
        text = item.text
        if isinstance(before, Text):
            cut = _signs(before.plain[-1:], text.plain)
            items[index - 1], text = before + text[:cut], text[cut:]
        if isinstance(behind, Text):
            cut = _signs(behind.plain[:1], text.plain[::-1])
            items[index + 1], text = text[len(text.plain) - cut :] + behind, text[: len(text.plain) - cut]
        items[index] = item if text is item.text else Emphasis(text, item.strong) if text.plain.strip() else text
    whole: list[Inline] = []
    for item in items:
        if isinstance(item, Text) and whole and isinstance(last := whole[-1], Text):
            whole[-1] = last + item
        elif not isinstance(item, Text) or item:
            whole.append(item)
    return whole


def _signs(outer: str, inner: str) -> int:
    """How many signs stand at the start of emphasis behind a character that keeps it out, with spaces behind them."""
    count = 0
    while inner[count:] and not inner[count].isalnum() and keeps_emphasis_out(outer, inner[count]):
        outer, count = inner[count], count + 1
    return count and len(inner) - len(inner[count:].lstrip())
