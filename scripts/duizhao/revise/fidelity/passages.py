"""Passages that are gone: more than a correction takes out, and nowhere else on the page."""

from collections.abc import Sequence

from duizhao.compare.difference import pieces
from duizhao.document.model import Edition
from duizhao.languages.script import HAN
from duizhao.patterns import lazily
from duizhao.revise.fidelity.model import Change

#: From so many words or Han characters on, what is gone is a passage and no correction.
PASSAGE = 12

#: A reference to a note, as it stands in the text of a unit.
REFERENCE = lazily(r"\[\^[^\]]*\]")
#: A Han character counts as a word.
_WORD = lazily(rf"[{HAN}]|[^\W{HAN}]+")


def lost_passage(change: Change, editions: Sequence[Edition]) -> str:
    """A passage of a changed text that stands nowhere on its page now; empty if there is none."""
    if change.kind != "changed":
        return ""
    parts = pieces(*change.texts)
    for index, part in enumerate(parts):
        if part.kind != "deleted":
            continue
        after = parts[index + 1].text if index + 1 < len(parts) and parts[index + 1].kind == "inserted" else ""
        gone = len(_WORD.findall(part.text)) - len(_WORD.findall(after))
        if gone >= PASSAGE and not _stands(part.text, change, editions):
            return part.text.strip()
    return ""


def _stands(text: str, change: Change, editions: Sequence[Edition]) -> bool:
    """Whether the text is on the page, be it in several paragraphs: an editor may have split the one it was in."""
    wanted = _squeezed(text)
    return any(
        wanted in "".join(_squeezed(block.text) for block in (*page.blocks, *page.notes.values()))
        for edition in editions
        if edition.language == change.unit.language
        for page in edition.pages
        if page.path == change.unit.page
    )


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(REFERENCE.sub("", text)))
