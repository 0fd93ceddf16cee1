"""Tracked changes of a Word file: how many there are, and the text as it was before them."""

from lxml import etree

from duizhao.source.readers.docx_styles import W

_PUT_IN, _TAKEN_OUT = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_REFUSED = {
    f"{W}ins": f"{W}del", f"{W}moveTo": f"{W}moveFrom", f"{W}del": f"{W}ins", f"{W}moveFrom": f"{W}moveTo",
    f"{W}delText": f"{W}t",
}  # fmt: skip


def take_changes(root: etree._Element, *, refused: bool) -> int:
    """Makes a part's text read as it did before its tracked changes, if they are `refused`; gives how many it has."""
    count = sum(_holds_text(each) for each in root.iter(*_PUT_IN, *_TAKEN_OUT))
    for each in list(root.iter(*_REFUSED)) if refused else ():
        each.tag = _REFUSED[str(each.tag)]
    return count


def _holds_text(change: etree._Element) -> bool:
    return any(True for _ in change.iter(f"{W}t", f"{W}delText"))
