"""Passages that are gone: more than a correction takes out, and nowhere else on the page."""

from collections.abc import Sequence

from duizhao.compare.difference import Piece, pieces
from duizhao.document.model import Edition
from duizhao.languages.script import HAN
from duizhao.patterns import lazily
from duizhao.revise.fidelity.model import Change

#: From so many words or Han characters on, what is gone is a passage and no correction.
PASSAGE = 12

#: What moved within its text stands there in runs of so many words, all but so large a part.
_RUN, _REST = 4, 0.25

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
        if gone >= PASSAGE and not _moved(part.text, parts) and not _stands(part.text, change, editions):
            return part.text.strip()
    return ""


def _moved(text: str, parts: Sequence[Piece]) -> bool:
    """Whether nearly all of a text is among what its change put in, whatever joins it to its new neighbours."""
    words, put_in = _WORD.findall(text), [_WORD.findall(part.text) for part in parts if part.kind == "inserted"]
    runs = {tuple(new[at : at + _RUN]) for new in put_in for at in range(len(new) - _RUN + 1)}
    found = [tuple(words[at : at + _RUN]) in runs for at in range(len(words) - _RUN + 1)]
    rest = sum(not any(found[max(at - _RUN + 1, 0) : at + 1]) for at in range(len(words)))
    return rest <= len(words) * _REST


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
