"""The kinds of boxes an edition's Markdown has (`!!! factbox "Title"`), a row each.

Grammar, writer, checks, page, parallel view, search, bundles and exports read this table. What a reader is told of a
kind stands by its name in the words of each language; what a source marks a box with stands by it in the profile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class BoxKind:
    """A kind of box.

    `name`: as Markdown and a profile write it, and the class of its element. `element`: what it is on a page; an
    `aside` has a title, paragraphs and tables, a `figure` a caption, a picture and the line that names its source.
    `part`: what ids call it (`chapter-1-1-box2`). `page`: the path of the page that lists the boxes of this kind.
    """

    name: str
    element: Literal["aside", "figure"]
    part: str
    page: str

    @property
    def classes(self) -> str:
        """The classes of its element: what it has in common with others of its element, and its own."""
        return f"box {self.name}" if self.element == "aside" else self.name


BOX_KINDS = (
    BoxKind("factbox", "aside", "box", "boxes"),
    BoxKind("figure", "figure", "figure", "figures"),
)

#: Every kind by its name.
BY_NAME = {kind.name: kind for kind in BOX_KINDS}
#: The names of the kinds that hold text.
ASIDES = tuple(kind.name for kind in BOX_KINDS if kind.element == "aside")
#: The name of the one kind that is a figure.
FIGURE = next(kind.name for kind in BOX_KINDS if kind.element == "figure")
