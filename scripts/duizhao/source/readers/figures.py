"""Figures as formats have them: an image with its address."""

import re

from duizhao.document.text import Text
from duizhao.source.model import Figure, Reason
from duizhao.source.readers.content import Image
from duizhao.source.readers.extract import Extract

#: What descriptions say that describe nothing.
_NO_WORDS = re.compile(
    r"\s*(?:(?:images?|img|picture|pic|figure|photo|图片|图像|图)?[\s_-]*\d*(?:\.\w{2,5})?"
    r"|.*\.(?:png|jpe?g|gif|svg|webp|emf|wmf))\s*",
    re.IGNORECASE,
)


def extracted_figure(extract: Extract, image: Image) -> Figure | None:
    """A figure of an image of a format that is no text: its description is put down where it stands."""
    described, address = image.text.plain, image.address.plain
    if not described or not address.strip():
        return figure_of(Text(), address)
    if _NO_WORDS.fullmatch(described):
        extract.leave_out(described, Reason.IMAGE)
        figure = figure_of(Text(), address)
    else:
        figure = figure_of(extract.put(described), address)
    extract.line()
    return figure


def figure_of(description: Text, address: str) -> Figure | None:
    """A figure of an image; None if it has no address. What describes nothing is no caption."""
    if not address.strip():
        return None
    caption = Text() if _NO_WORDS.fullmatch(description.plain) else description
    content = (caption,) if caption else ()
    return Figure("", caption, Text(), caption_content=content, image=address.strip())
