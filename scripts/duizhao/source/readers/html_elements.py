"""The elements of HTML, by what they do to the text in them."""

import re
from collections.abc import Iterator, Sequence, Set

from msgspec import Struct, field

from duizhao.document.text import inserted
from duizhao.source.contents import whole_text
from duizhao.source.model import Note, Paragraph, Reason
from duizhao.source.readers.content import Gathered, Style
from duizhao.source.readers.numerals import numeral
from duizhao.source.readers.parts import Grid

NONE: frozenset[str] = frozenset()
#: Those that end the text before them; those that hold none; those no reader sees; roles of what stands around it.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
    | {"tr", "ul"}
)
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
#: Classes that programs which write pages (pandoc, R Markdown, Quarto) give what is below a title and is no heading.
BYLINES = frozenset({"author", "date", "subtitle"})
#: What is read as a whole.
EQUATION = "math"
HIDDEN = frozenset(
    {"button", "form", "head", "iframe", "nav", "noscript", "object", "script", "select", "style", "svg", "template"}
    | {EQUATION}
)
#: What stands above characters to say how they are read, and what is shown around it where that cannot be.
_READINGS = frozenset({"rt", "rp", "rtc"})
CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
#: The role of what leads back from a note.
BACK = "doc-backlink"

#: What an element ends that is open, without saying so; and where that stops.
ENDED = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd", "p"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th", "p"})),
    "tr": frozenset({"td", "th", "tr", "p"}),
}
HOLDERS = {
    "li": frozenset({"ul", "ol"}),
    **dict.fromkeys(("td", "th"), frozenset({"tr", "table"})),
    "tr": frozenset({"table"}),
}


#: The kinds of numerals of lists, by what attributes and styles call them, as Word does.
DECIMAL, _HAN = "decimal", "chineseCounting"
_NUMERALS = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("i", "lower-roman"), "lowerRoman"),
    **dict.fromkeys(("I", "upper-roman"), "upperRoman"),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), _HAN),
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")


class ListState(Struct):
    """A list we are in: its kind of numerals, empty if it has bullets, and the number it says its next item has."""

    kind: str
    start: str = ""
    number: int = 0

    @property
    def spelled(self) -> bool:
        """Whether its numbers are such that Markdown has no list for."""
        return self.kind not in ("", DECIMAL)

    def next(self, value: str) -> str:
        """The mark of the next item, which may say its number itself."""
        told = next((int(each) for each in (value, self.start) if re.fullmatch(r"\d{1,6}", each)), self.number + 1)
        self.start, self.number = "", told
        sign = "、" if self.kind == _HAN else "."
        return f"{numeral(told, self.kind) or told}{sign}" if self.kind else "-"


def numerals_of(attributes: dict[str, str]) -> str:
    """The kind of numerals a numbered list says it has."""
    styled = _LIST_STYLE.search(attributes.get("style", ""))
    return _NUMERALS.get(styled[1] if styled else attributes.get("type", ""), DECIMAL)


class NoteState(Struct):
    """A note we are in: how deep it stands, its name, and its texts."""

    depth: int
    label: str
    texts: list[Gathered] = field(default_factory=list)

    def notes(self) -> Iterator[Note]:
        """The note, if there is text in it."""
        whole = Gathered()
        for gathered in self.texts:
            whole.extend(gathered)
        content = whole.content()
        if text := whole_text(content):
            yield Note(0, max(text.start, 0), text, label=self.label, content=content)


class TableState(Struct):
    """A table we are in."""

    grid: Grid = field(default_factory=Grid)
    caption: Paragraph | None = None
    cell: Gathered | None = None
    depth: int = 0


def style_of(opened: Sequence[tuple[str, dict[str, str]]], tags: Set[str]) -> Style:
    """How a text in these elements, of these tags, is set."""
    links = reversed(opened) if "a" in tags else ()
    address = next((a["href"] for tag, a in links if tag == "a" and "href" in a), "")
    return Style(
        bool(tags & {"b", "strong"}),
        bool(tags & {"i", "em", "cite"}),
        bool(tags & {"code", "kbd", "samp", "tt"}),
        inserted(address, "address of a link"),
    )


def left_out(tags: Set[str], has_main: bool) -> Reason | None:
    """Why the text in elements of these tags and roles is no part of a page that says (`has_main`), or does not, which
    its own is."""
    if has_main and not tags & {"main", "article"}:
        return Reason.CHROME
    if tags & _READINGS:
        return Reason.READING
    return Reason.FOOTNOTE_MARK if BACK in tags else None


def block_depth(opened: Sequence[tuple[str, dict[str, str]]]) -> int:
    """How deep the block stands that holds what begins in these elements."""
    return max((depth for depth, (tag, _) in enumerate(opened, 1) if tag in BLOCKS), default=1)


def number_of(value: str) -> int:
    """How many places a cell takes."""
    return max(min(int(value), 1000), 1) if re.fullmatch(r"\d{1,4}", value) else 1
