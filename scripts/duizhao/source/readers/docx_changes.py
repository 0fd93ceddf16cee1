"""What a Word file holds twice: text before and after tracked changes, and forms for newer and older programs."""

from lxml import etree

from duizhao.source.readers.docx_styles import W
from duizhao.source.readers.equations import M

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


_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What has something to read: words, words drawn as a shape, equations, images.
_READ = (
    f"{W}t",
    f"{W}delText",
    "{urn:schemas-microsoft-com:vml}textpath",
    f"{M}oMath",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


def take_alternatives(root: etree._Element) -> etree._Element:
    """The same with one of each set of alternatives alone: the first that has something to read, else the first. A text
    box stands there for newer programs and once more for older ones; of a drawing only newer ones know, older ones have
    an image."""
    for each in list(root.iter(f"{_MC}AlternateContent")):
        forms = [form for form in each if form.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
        taken = next((form for form in forms if next(form.iter(*_READ), None) is not None), next(iter(forms), None))
        for form in forms:
            if form is not taken:
                each.remove(form)
    return root
