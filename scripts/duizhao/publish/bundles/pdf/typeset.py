"""A book as PDF. Typst typesets: it knows the rules of Chinese and Latin lines and writes tagged PDF (PDF/UA-1)."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path

import typst

from duizhao.document.issued import Issued
from duizhao.errors import Phrase
from duizhao.languages import language
from duizhao.languages.cldr import is_right_to_left
from duizhao.languages.script import in_han
from duizhao.publish.bundles.book import Book, Leaf
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.model import MissingTool, NotMade
from duizhao.publish.bundles.pdf.nodes import Node, Nodes

#: Typefaces for text, the first that is installed is taken. The one for Latin comes with Typst.
LATIN = ("Libertinus Serif",)
HAN = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
)  # fmt: skip
_TEMPLATE = "report.typ"
#: How Typst names what no typeface has.
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')


def missing_font(book: Book) -> bool:
    """Whether no installed typeface has the book's script."""
    return not _installed(_typefaces(book))


def pdf(book: Book, date: datetime) -> bytes:
    """The book's PDF: A4, made at `date`; created, in the words of its metadata, on the day the report was published.

    Raises:
        MissingTool: there is no typeface for the book's script.
        NotMade: Typst cannot typeset something in it.
    """
    if missing_font(book) and not _is_han(book):
        raise MissingTool(
            "No typeface for the language {language} is installed, so there is no PDF in it.",
            language=book.language,
            hint="Install one of these: {names}.",
            names=_typefaces(book),
        )
    if missing_font(book):
        raise MissingTool(
            "No typeface with Chinese characters is installed, so there is no PDF of the Chinese text.",
            hint="Install one (Debian, as root: apt-get install fonts-noto-cjk).",
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = resources.files("duizhao.publish.bundles.pdf").joinpath(_TEMPLATE).read_text(encoding="utf-8")
        (folder / _TEMPLATE).write_text(template, encoding="utf-8")
        images = {}
        for number, image in enumerate(book.images.values(), 1):
            images[image.path] = f"{number}.{image.path.rsplit('.', 1)[-1].lower()}"
            (folder / images[image.path]).write_bytes(image.content)
        data = json.dumps(_data(book, images, date), ensure_ascii=False)
        (folder / "book.json").write_text(data, encoding="utf-8")
        try:
            content, warnings = typst.compile_with_warnings(
                str(folder / _TEMPLATE),
                root=name,
                font_paths=_fonts(),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=int(date.timestamp()),
            )
        except typst.TypstError as error:
            without = _UNSHOWN.search(error.message)
            raise NotMade(
                "The PDF of docs/{language} could not be typeset: {fault}",
                file=_file_with(book, without[1]) if without else None,
                language=book.language,
                fault=_without_typeface(book, without[1]) if without else error.message,
                hint="{advice}" if error.hints else "Look for what is unusual in the text it names.",
                advice="; ".join(error.hints),
            ) from None
        if lost := [warning.message for warning in warnings if "ignored" in warning.message]:
            raise NotMade(
                "The PDF of docs/{language} would lack something: {lost}",
                language=book.language,
                lost="; ".join(lost),
                hint="Write it in another way, for example as paragraphs of their own.",
            )
        return _made(bytes(content), _day(book.facts.date), date)


def _places(book: Book, text: str) -> Iterator[tuple[Leaf, str]]:
    """Where a text stands: the page, and the id of the block or note."""
    for leaf in book.leaves:
        for body, id_ in ((leaf.body, leaf.anchor), *((note.body, note.id) for note in leaf.notes)):
            for found in body.find_all(string=lambda string: text in str(string)):
                yield leaf, next((str(above["id"]) for above in found.parents if above.get("id")), id_)


def _file_with(book: Book, text: str) -> str | None:
    return next((f"docs/{book.language}/{leaf.path}" for leaf, _ in _places(book, text)), None)


def _without_typeface(book: Book, text: str) -> Phrase:
    numbers = " ".join(f"U+{ord(char):04X}" for char in text)
    where = next((id_ for _, id_ in _places(book, text)), "")
    return Phrase("no typeface here has “{text}” ({numbers}, in {where})", text=text, numbers=numbers, where=where)


def _day(issued: Issued | None) -> datetime | None:
    """The day the report was published; None where the source gives less than a day: none is invented."""
    if not issued or issued.month is None or issued.day is None:
        return None
    return datetime(issued.year, issued.month, issued.day)


def _made(content: bytes, day: datetime | None, date: datetime) -> bytes:
    """The PDF with `date` as that of its last change: Typst takes a document's date for both that it names."""
    if not day:
        return content
    for typst_has, true in zip(_changed(day), _changed(date), strict=True):
        content = content.replace(typst_has, true)  # of one length: everything in the file stays in its place
    return content


def _changed(moment: datetime) -> tuple[bytes, bytes]:
    """How a PDF says when it was last changed, in each of the two places where it does."""
    iso = moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    bare = "".join(char for char in iso if char not in "-T:")
    return f"<xmp:ModifyDate>{iso}</xmp:ModifyDate>".encode(), f"/ModDate(D:{bare})".encode()


def _data(book: Book, images: dict[str, str], date: datetime) -> dict[str, object]:
    trees = [leaf.body for leaf in book.leaves] + [note.body for leaf in book.leaves for note in leaf.notes]
    targets = {str(link["href"])[1:] for tree in trees for link in tree.select("a[href^='#']")}
    targets |= {leaf.anchor for leaf in book.leaves}
    home = book.home
    day = _day(book.facts.date)
    front = Nodes(home, targets, images).page() if home else []
    title = next((node for node in front if _is_title(node)), None)
    return {
        "title": book.facts.title,
        "title_page": title["c"] if isinstance(title, dict) else [book.facts.title],
        "home": [_no_heading(node) for node in front if node is not title],
        "publisher": book.facts.publisher,
        "issued": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "lang": book.language.split("-")[0],
        "region": language(book.language).region or None,
        "begin": "right" if is_right_to_left(book.language) else "left",
        "fonts": _fonts_of(book),
        "latin": _installed(LATIN),
        "han": _is_han(book),
        "contents": book.strings.contents,
        "running": [book.facts.title, book.facts.publisher],
        "attribution": attribution(book),
        "imprint_title": book.strings.bundles["imprint"],
        "imprint": imprint(book, date),
        "pages": list(_pages(book, targets, images)),
    }


def _fonts_of(book: Book) -> list[object]:
    """The typefaces in the order in which they are asked; in Chinese the Latin one for letters and digits only."""
    own, latin = _installed(_typefaces(book)), _installed(LATIN)
    if not _is_han(book):
        return [*dict.fromkeys((*own, *latin, *_installed(HAN)))]
    return [*({"name": name, "covers": "latin-in-cjk"} for name in latin), *own, *latin]


def _pages(book: Book, targets: set[str], images: dict[str, str]) -> Iterator[dict[str, object]]:
    """The pages; notes are numbered through from where a sheet of paper begins, so that no two are alike on one."""
    before = 0
    for leaf in book.text:
        before = 0 if leaf.depth == 1 else before
        yield {"depth": leaf.depth, "title": leaf.facts.title, "c": Nodes(leaf, targets, images, before).page()}
        before += len(leaf.notes)


def _is_title(node: object) -> bool:
    return isinstance(node, dict) and node["t"] == "h" and node["level"] == 1


def _no_heading(node: Node) -> Node:
    """A sub-heading of the title page as a line: the headings, and with them the contents, begin behind it."""
    return {**node, "t": "p", "style": "label", "label": ""} if isinstance(node, dict) and node["t"] == "h" else node


def _is_han(book: Book) -> bool:
    return in_han(book.language)


def _typefaces(book: Book) -> Sequence[str]:
    """The typefaces for a book's language, the best first."""
    return language(book.language).typefaces or (HAN if _is_han(book) else LATIN)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


def _installed(families: Sequence[str]) -> list[str]:
    """The first of the families that there is."""
    there = set(_fonts().families())
    return [family for family in families if family in there][:1]
