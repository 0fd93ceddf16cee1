"""The kinds of boxes an edition's Markdown has (`!!! factbox "Title"`), a row each.

Profile, grammar, writer, checks, page, parallel view, search, bundles and exports read this table. What people are told
of a kind stands by its name in `languages/<code>/boxes.yml`; what a source marks a box with, by it in the profile.
"""

from functools import cache
from typing import Literal

from msgspec import Struct, field

from duizhao.languages import FALLBACK
from duizhao.languages.tables import table_of


class BoxKind(Struct, frozen=True):
    """A kind of box.

    `name`: as Markdown and a profile write it, and the class of its element. `element`: what it is on a page; an
    `aside` has a title, paragraphs and tables, a `figure` a caption, a picture and the line that names its source, a
    `table` a caption, the table, and the notes and the source below it.
    `part`: what ids call it (`chapter-1-1-box2`). `page`: the path of the page that lists the boxes of this kind.
    """

    name: str
    element: Literal["aside", "figure", "table"]
    part: str
    page: str


class BoxWords(Struct, frozen=True):
    """What a kind is called in one language; `languages/en/boxes.yml` says where each is used."""

    label: str
    name: str
    one: str
    some: str
    counted: str
    list: str
    listed: str
    measures: dict[str, str] = field(default_factory=dict)

    def counted_by(self, label: str) -> str:
        """The measure word that things of that name are counted by; empty in a language without any.

        >>> BoxWords(*[""] * 7, {"片": "张", "": "个"}).counted_by("水井卡片")
        '张'
        """
        return self.measures.get(label[-1:], self.measures.get("", ""))


BOX_KINDS = (
    BoxKind("factbox", "aside", "box", "boxes"),
    BoxKind("casestudy", "aside", "box", "casestudies"),
    BoxKind("figure", "figure", "figure", "figures"),
    BoxKind("tablebox", "table", "table", "tables"),
)

#: Every kind by its name.
BY_NAME = {kind.name: kind for kind in BOX_KINDS}
#: The names of the kinds that a source marks.
ASIDES = tuple(kind.name for kind in BOX_KINDS if kind.element == "aside")
#: The name of the one kind that is a figure.
FIGURE = next(kind.name for kind in BOX_KINDS if kind.element == "figure")
#: The name of the one kind that is a table with its caption.
TABLE = next(kind.name for kind in BOX_KINDS if kind.element == "table")
#: The names of the kinds that hold text: their blocks have ids in them.
HOLDING = (*ASIDES, TABLE)


@cache
def box_words(language: str) -> dict[str, BoxWords]:
    """What each kind is called in a language (BCP 47 tag), by its name; in English if the language has no words."""
    loaded = table_of(language, "boxes") or table_of(FALLBACK, "boxes")
    return {kind.name: BoxWords(**loaded[kind.name]) for kind in BOX_KINDS}
