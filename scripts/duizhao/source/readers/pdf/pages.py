"""The pages of a PDF as PDFium has them: letters, rules, shades and pictures, each with its place."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from duizhao.errors import InputError, MissingSource
from duizhao.source.readers.pdf.drawings import Drawings
from duizhao.source.readers.pdf.lines import closed_up
from duizhao.source.readers.pdf.model import HAN, Area, Letter, Page
from duizhao.source.readers.pdf.structure import Structure
from duizhao.source.readers.pdf.weights import Weights
from duizhao.source.readers.plain_text import refuse_larger
from duizhao.source.readers.symbol_fonts import UNKNOWN

#: A file has no more pages and bytes, a page no more letters than are looked at.
MOST_PAGES, LARGEST, MOST_LETTERS = 3000, 500_000_000, 60_000

#: A digit that stands so high above the base line, by the size, is raised, and is so large.
_LIFTED, _LIFTED_SIZE = 0.15, 0.6
#: The sign of a list in the font Symbol, and as a character.
_SYMBOL, _BULLET = 0xF0B7, "•"

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FIXED = re.compile(r"mono|courier|consolas|menlo|typewriter", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kaiti(?=.*italic)", re.IGNORECASE)
#: Letters are slanted from such a share of their height on, and light from such a sum of red, green and blue on.
_SLANTED, _LIGHT = 0.1, 384
#: From what weight on letters are bold, whatever their font is called.
_HEAVY = 750
#: A file is not read if of such a share of its letters it is not told which characters they are.
_UNREADABLE = 0.5


def pages_of(path: Path, name: str, images: dict[str, bytes], structure: Structure) -> list[Page]:
    """The pages of a file; errors call it `name`. Its images are put into `images`, its tags into `structure`.

    Raises:
        InputError: it is no PDF, locked, damaged, has too many pages, or no text that can be read.
    """
    if not path.exists():
        raise MissingSource(
            "The source is not there.", file=name,
            hint="Put it there again, or name the file in the profile (`source`).",
        )  # fmt: skip
    refuse_larger(path, name, LARGEST)
    try:
        document = pdfium.PdfDocument(path)
        count = len(document)
    except (pdfium.PdfiumError, OSError) as error:
        if "password" in str(error).lower():
            raise InputError(
                "The file is locked with a password.", file=name,
                hint="Save it without a password, and try again.",
            ) from None  # fmt: skip
        raise InputError(
            "The file is no PDF, or it is damaged.", file=name,
            hint="Save it anew with the program it is of, and try again.",
        ) from None  # fmt: skip
    if count > MOST_PAGES:
        raise InputError(
            "The file has {count} pages; more than {most} are not read.", count=count, most=MOST_PAGES, file=name,
            hint="Part it into several reports.",
        )  # fmt: skip
    pages = []
    weights = Weights()
    for number in range(count):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            raise InputError(
                "Page {number} is damaged.", number=number + 1, file=name,
                hint="Save the file anew with the program it is of, and try again.",
            ) from None  # fmt: skip
        reading = _Reading(page, number, images)
        pages.append(reading.page)
        weights.add(page, reading.page, reading.nameless)
        structure.add(page.raw, number)
        page.close()
    weights.settle(pages)
    _settle_widths(pages)
    letters = [letter.text for page in pages for letter in (*page.letters, *page.turned)]
    if not any(letter.strip() for letter in letters):
        raise InputError(
            "The PDF has no text: its pages are pictures (a scan).", file=name,
            hint="Let an OCR program read it, and give its text or Markdown.",
        )  # fmt: skip
    if letters.count(UNKNOWN) > _UNREADABLE * len(letters):
        raise InputError(
            "The PDF does not tell which characters its letters are: its fonts have no map to Unicode.", file=name,
            hint="Let an OCR program read it, and give its text or Markdown.",
        )  # fmt: skip
    return pages


def _settle_widths(pages: Sequence[Page]) -> None:
    """In a file that is typewritten as a whole what is so is no listing."""
    fixed = [letter.fixed and letter.text < HAN for page in pages for letter in page.letters]
    if sum(fixed) > 0.5 * len(fixed):
        for page in pages:
            page.letters = [letter._replace(fixed=False) for letter in page.letters]


class _Reading:
    """One page while it is read. `nameless`: the places of dark letters whose font has no name."""

    def __init__(self, page: pdfium.PdfPage, number: int, images: dict[str, bytes]) -> None:
        self._source = page
        left, bottom, right, top = page.get_cropbox()
        self._box = left, bottom, right, top
        self._turn = page.get_rotation() % 360
        wide, high = right - left, top - bottom
        self.page = Page(number, high if self._turn in (90, 270) else wide, wide if self._turn in (90, 270) else high)
        self.nameless: list[int] = []
        Drawings(self.page, images, self._area).read(page.raw)
        self._letters()

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as seen on the page, from the upper left corner."""
        left, bottom, right, top = self._box
        match self._turn:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
            case _:
                return x - left, top - y

    def _area(self, points: list[tuple[float, float]]) -> Area:
        seen = [self._point(*point) for point in points]
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        return Area(min(xs), min(ys), max(xs), max(ys))

    # ---- letters

    def _letters(self) -> None:
        text_page = self._source.get_textpage()
        text = text_page.raw
        links = list(self._links())
        styles: dict[object, tuple[float, float, _Face, int]] = {}
        box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y, edge = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
        space = jump = False
        high = 0
        for index in range(min(raw.FPDFText_CountChars(text), MOST_LETTERS)):
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_HasUnicodeMapError(text, index) > 0:
                code = ord(UNKNOWN)  # what is given is its number in the font
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            if raw.FPDFText_IsHyphen(text, index) > 0:
                code = 0x2D
            letter = _BULLET if code == _SYMBOL else chr(code)
            made_up = raw.FPDFText_IsGenerated(text, index) > 0
            if letter.isspace():
                jump = made_up and (jump or not space)
                space = True
                continue
            if made_up:
                continue
            if letter == "\xad":
                # The hyphen of a word that is cut is part of it, wherever its font has it stand.
                space = jump = False
            if code < 0x20 or code in (0xFFFE, 0xFFFF, 0x200B, 0xFEFF):
                continue
            owner = raw.FPDFText_GetTextObject(text, index)
            key = ctypes.cast(owner, ctypes.c_void_p).value if owner else None
            if key is None or key not in styles:
                raw.FPDFText_GetMatrix(text, index, matrix)
                # Letters that are slanted by the matrix are no taller.
                wide = math.hypot(matrix.a, matrix.b) or 1
                tall = abs(matrix.a * matrix.d - matrix.b * matrix.c) / wide
                size = raw.FPDFText_GetFontSize(text, index) * tall
                angle = math.degrees(math.atan2(matrix.b, matrix.a)) + self._turn
                content = raw.FPDFPageObj_GetMarkedContentID(owner) if owner else -1
                slanted = matrix.a * matrix.c + matrix.b * matrix.d > _SLANTED * tall * wide
                styles[key] = size, angle, _face(text, index, owner, slanted), content
            size, angle, face, content = styles[key]
            raw.FPDFText_GetLooseCharBox(text, index, box)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            area = self._area([(box.left, box.bottom), (box.right, box.top)])
            _, base = self._point(x.value, y.value)
            middle = (area.left + area.right) / 2
            address = next((to for where, to in links if where.holds(middle, base - size / 4)), "")
            if letter.isdigit() or letter in "†‡":
                # A font may have raised digits of its own, which are set on the line.
                raw.FPDFText_GetCharBox(text, index, x, edge, y, edge)
                lifted = self._point(x.value, y.value)[1]
                if base - lifted > _LIFTED * size:
                    base, size = lifted, _LIFTED_SIZE * size
            made = Letter(
                letter, area.left, area.right, base, size or area.height,
                face.bold, face.italic, space, jump, address, content, face.fixed,
            )  # fmt: skip
            upright = abs((angle + 180) % 360 - 180) < 5
            if upright and not face.named and not face.light:
                self.nameless.append(len(self.page.letters))
            (self.page.letters if upright else self.page.turned).append(made)
            space = jump = False
        self.page.letters = closed_up(self.page.letters)
        text_page.close()

    def _links(self) -> Iterator[tuple[Area, str]]:
        """Where the page leads to addresses."""
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        box = raw.FS_RECTF()
        document = self._source.pdf.raw
        for _ in range(1000):
            if not raw.FPDFLink_Enumerate(self._source.raw, at, link):
                return
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            length = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(min(length, 4000))
            raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
            if raw.FPDFLink_GetAnnotRect(link, box):
                area = self._area([(box.left, box.bottom), (box.right, box.top)])
                yield area, buffer.value.decode("utf-8", "replace")


class _Face(NamedTuple):
    """How letters look. `fixed`: all are as wide; `named`: their font has a name; `light`: they are no dark ones."""

    bold: bool
    italic: bool
    fixed: bool
    named: bool
    light: bool


def _face(text: object, index: int, owner: object, slanted: bool) -> _Face:
    """How a letter looks; `owner`: the text it is of."""
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), flags)
    font = buffer.value.decode("utf-8", "replace")
    # A face that has no bold one is often drawn with an outline.
    outlined = bool(owner) and raw.FPDFTextObj_GetTextRenderMode(owner) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    bold = bool(_BOLD.search(font)) or raw.FPDFText_GetFontWeight(text, index) >= _HEAVY or outlined
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    light = red.value + green.value + blue.value > _LIGHT
    fixed = bool(flags.value & 1) or bool(_FIXED.search(font))
    return _Face(bold, slanted or bool(_ITALIC.search(font)) or bool(flags.value & 64), fixed, bool(font), light)
