"""Objects of their own in an OpenDocument text: equations."""

from lxml import etree

from duizhao.source.readers.archive import Archive
from duizhao.source.readers.equations import linear_mathml
from duizhao.source.readers.odt_styles import OASIS

_DRAW, _XLINK = f"{{{OASIS}:drawing:1.0}}", "{http://www.w3.org/1999/xlink}"


def equation_in(frame: etree._Element, archive: Archive) -> str:
    """The equation a frame holds, in one line; empty if it holds none. The image beside it is but its look."""
    held = frame.find(f"{_DRAW}object")
    part = held.get(f"{_XLINK}href", "").removeprefix("./") if held is not None else ""
    root = archive.xml(f"{part}/content.xml") if part else None
    is_one = root is not None and etree.QName(root).localname == "math"
    return linear_mathml(etree.tostring(root, encoding="unicode")) if is_one else ""
