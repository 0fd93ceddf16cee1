"""A book as PDF. Typst typesets: it knows the rules of Chinese and Latin lines and writes tagged PDF (PDF/UA-1)."""

import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import typst
from msgspec import Struct
from PIL import Image

from duizhao.errors import Phrase
from duizhao.languages import language_name
from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.model import MissingTool, NotMade
from duizhao.publish.bundles.pdf.data import Data, book_data, cover_data, day_of
from duizhao.publish.bundles.pdf.fonts import fonts, installed, is_han, typefaces
from duizhao.words import spoken

_TEMPLATE = "report.typ"
#: How Typst names what no typeface has.
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf(books: Sequence[Book], date: datetime) -> bytes:
    """The PDF of a book, or of two, counterparts beside each other: A4, made at `date`; created, in the words of its
    metadata, on the day the report was published.

    Raises:
        MissingTool: there is no typeface for the script of one.
        NotMade: Typst cannot typeset something in them.
    """
    for book in books:
        _ask_for_a_typeface(book)
    languages = ", docs/".join(book.language for book in books)
    with _laid_out(books, lambda images: book_data(books, images, date)) as template:
        try:
            content, warnings = typst.compile_with_warnings(
                str(template),
                root=str(template.parent),
                font_paths=fonts(),
                format="pdf",
                pdf_standards=["ua-1"],
                timestamp=int(date.timestamp()),
            )
        except typst.TypstError as error:
            unshown = _UNSHOWN.search(error.message)
            place = next(_places(books, unshown[1]), None) if unshown else None
            raise NotMade(
                "The PDF of docs/{language} could not be typeset: {fault}",
                file=place.file if place else None,
                language=place.language if place else languages,
                fault=_without_typeface(unshown[1], place) if unshown else error.message,
                hint="{advice}" if error.hints else "Look for what is unusual in the text it names.",
                advice="; ".join(error.hints),
            ) from None
        if lost := [warning.message for warning in warnings if "ignored" in warning.message]:
            raise NotMade(
                "The PDF of docs/{language} would lack something: {lost}",
                language=languages,
                lost="; ".join(lost),
                hint="Write it in another way, for example as paragraphs of their own.",
            )
        return _made(bytes(content), day_of(books[0].facts.date), date)


def cover(books: Sequence[Book]) -> bytes | None:
    """The cover of one book or of two as a picture (PNG, 1200 x 1800).

    None if there is no typeface for it, or something in it cannot be typeset, which is told where the PDF is made.
    """
    if not all(installed(typefaces(book.language)) for book in books):
        return None
    with _laid_out(books, lambda images: cover_data(books, images)) as template:
        try:
            root = str(template.parent)
            pages: Any = typst.compile(str(template), root=root, font_paths=fonts(), format="png", ppi=254)
        except typst.TypstError:
            return None
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(pages[0])) as picture:
        # Few colours: flat ground, one ink and a bar.
        picture.convert("RGB").quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@contextmanager
def _laid_out(books: Sequence[Book], data: Callable[[dict[str, str]], Data]) -> Iterator[Path]:
    """The template in a folder with all that it reads; `data`: what it reads, given the images' files by path."""
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / _TEMPLATE
        source = resources.files("duizhao.publish.bundles.pdf").joinpath(_TEMPLATE)
        template.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        images = {}
        shown = {path: image for book in books for path, image in book.images.items()}
        for number, image in enumerate(shown.values(), 1):
            images[image.path] = f"{number}.{image.path.rsplit('.', 1)[-1].lower()}"
            template.with_name(images[image.path]).write_bytes(image.content)
        template.with_name("book.json").write_text(json.dumps(data(images), ensure_ascii=False), encoding="utf-8")
        yield template


def _ask_for_a_typeface(book: Book) -> None:
    """Raises what is missing if no installed typeface has the book's script."""
    if installed(typefaces(book.language)):
        return
    if not is_han(book):
        raise MissingTool(
            "No typeface for {language} is installed, so there is no PDF in it.",
            language=language_name(book.language, spoken()),
            hint="Install one of these: {names}.",
            names=typefaces(book.language),
        )
    raise MissingTool(
        "No typeface with Chinese characters is installed, so there is no PDF of the Chinese text.",
        hint="Install one (Debian, as root: apt-get install fonts-noto-cjk).",
    )


class _Place(Struct, frozen=True):
    """Where a text stands: the language, the page's file, and the id of the block or note, as the file has it."""

    language: str
    file: str
    id: str


def _places(books: Sequence[Book], text: str) -> Iterator[_Place]:
    for book, leaf in ((each, leaf) for each in books for leaf in each.leaves):
        for body, id_ in ((leaf.body, leaf.anchor), *((note.body, note.id) for note in leaf.notes)):
            for found in body.find_all(string=lambda string: text in str(string)):
                above = next((str(above["id"]) for above in found.parents if above.get("id")), id_)
                file = f"docs/{book.language}/{leaf.path}"
                yield _Place(book.language, file, above.removeprefix(book.prefix))


def _without_typeface(text: str, place: _Place | None) -> Phrase:
    numbers = " ".join(f"U+{ord(char):04X}" for char in text)
    where = place.id if place else ""
    return Phrase("no typeface here has “{text}” ({numbers}, in {where})", text=text, numbers=numbers, where=where)


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
