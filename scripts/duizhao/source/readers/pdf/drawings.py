"""The drawings and images of a page, as PDFium has them: rules, shades, pictures."""

import ctypes
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from duizhao.document.safety.files import LARGEST_IMAGE
from duizhao.source.readers.pdf.flow import is_caption
from duizhao.source.readers.pdf.lines import runs_of
from duizhao.source.readers.pdf.model import Area, Page, Picture

#: A page has no more drawings than are looked at.
MOST_DRAWINGS = 20_000

#: A drawing that is no wider is a rule; no picture of a report is smaller; in points.
_THIN, _SMALL = 2.5, 16
#: From where to where a dot before an item reaches, in points.
_DOT = (1.5, 8.0)
#: On so many pages, and such a share of them, the pictures of running heads stand.
_AGAIN, _SHARE = 3, 0.3
#: A caption's first line ends so far below its picture at most, in points.
_BELOW = 30

#: No image of a report has more pixels.
_PIXELS = 40_000_000

#: What a point of a form becomes on the page (a, b, c, d, e, f), as PDF has it.
Matrix = tuple[float, float, float, float, float, float]


class Drawings:
    """Puts what is drawn on a page into `page`, and its images into `images`. `area`: of points of the file, the area
    on the page."""

    def __init__(self, page: Page, images: dict[str, bytes], area: Callable[[list[tuple[float, float]]], Area]) -> None:
        self.page = page
        self._images = images
        self._area = area
        self._left_drawings = MOST_DRAWINGS

    def read(self, holder: object, outer: Matrix = (1, 0, 0, 1, 0, 0), deep: int = 0) -> None:
        """The drawings and images of a page or of a form on it."""
        if deep == 0:
            count, get = raw.FPDFPage_CountObjects(holder), raw.FPDFPage_GetObject
        else:
            count, get = raw.FPDFFormObj_CountObjects(holder), raw.FPDFFormObj_GetObject
        for index in range(count):
            each = get(holder, index)
            kind = raw.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                continue
            self._left_drawings -= 1
            if self._left_drawings < 0:
                return
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(each, own)
            matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
            if kind == raw.FPDF_PAGEOBJ_FORM and deep < 5:
                self.read(each, matrix, deep + 1)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(each, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                area = self._area([_moved(x, y, matrix) for x in (0, 1) for y in (0, 1)])
                self._image(each, area, raw.FPDFPageObj_GetMarkedContentID(each) if deep == 0 else -1)

    def _path(self, path: object, matrix: Matrix) -> None:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, mode, stroke)
        count = raw.FPDFPath_CountSegments(path)
        if count > 500 or not (mode.value or stroke.value):
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        before: tuple[float, float] | None = None
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = _moved(x.value, y.value, matrix)
            if stroke.value and before and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                self._rule(self._area([before, point]))
                if raw.FPDFPathSegment_GetClose(segment) and points:
                    self._rule(self._area([point, points[0]]))
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points and mode.value:
                self._fill(path, points)
                points = []
            before = point
            points.append(point)
        area = self._area(points) if points else None
        if mode.value and points:
            self._fill(path, points)
        elif area and count >= 4 and not self._dot(area) and min(area.width, area.height) > 4 * _THIN:
            self.page.shades.append(area)  # a frame

    def _fill(self, path: object, points: list[tuple[float, float]]) -> None:
        area = self._area(points)
        if self._dot(area) or self._rule(area):
            return
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
        white = min(red.value, green.value, blue.value) >= 252 or alpha.value < 5
        if not white and area.width > 4 * _THIN and area.height > 4 * _THIN:
            self.page.shades.append(area)

    def _dot(self, area: Area) -> bool:
        """Whether a drawing is as small and as wide as high as the mark of an item."""
        dot = _DOT[0] < min(area.width, area.height) and max(area.width, area.height) < _DOT[1]
        dot = dot and 0.8 < area.width / area.height < 1.25
        if dot:
            self.page.dots.append(area)
        return dot

    def _rule(self, area: Area) -> bool:
        thin = min(area.width, area.height) <= _THIN and max(area.width, area.height) > 2 * _THIN
        if thin:
            self.page.rules.append(area)
        return thin

    def _image(self, each: object, area: Area, content: int) -> None:
        whole = area.width * area.height > 0.8 * self.page.width * self.page.height
        if whole or area.width < _SMALL or area.height < _SMALL:
            return
        data = _image_data(each)
        if data:
            name = f"page-{self.page.number + 1}-{len(self.page.pictures) + 1}"
            self._images[name] = data
            self.page.pictures.append(Picture(area, name, content))


def leave_out_repeated(pages: Sequence[Page], images: Mapping[str, bytes]) -> None:
    """Takes the pictures out that stand at one place again and again, mostly without a caption: those of running
    heads."""

    def key(picture: Picture) -> tuple[bytes, int, int]:
        return images[picture.name], round(picture.area.left), round(picture.area.top)

    seen = Counter(each for page in pages for each in set(map(key, page.pictures)))
    again = {each for each, count in seen.items() if count >= max(_AGAIN, _SHARE * len(pages))}
    captioned = Counter(
        key(each) for page in pages for each in page.pictures if key(each) in again and _has_caption(each, page)
    )
    heads = {each for each in again if captioned[each] <= seen[each] / 2}
    for page in pages:
        page.pictures = [each for each in page.pictures if key(each) not in heads]


def _has_caption(picture: Picture, page: Page) -> bool:
    """Whether a caption stands below a picture, and nothing between them."""
    bottom = picture.area.bottom
    below = [each for each in page.letters if bottom < each.base < bottom + _BELOW]
    return bool(below) and is_caption(runs_of(below, page.number)[0])


def _image_data(each: object) -> bytes:
    """The image as a file: as it stands in the PDF if it is a JPEG, else as a PNG; empty if it cannot be had."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(each, width, height)
    if not 0 < width.value * height.value <= _PIXELS:
        return b""
    if raw.FPDFImageObj_GetImageFilterCount(each) == 1:
        name = ctypes.create_string_buffer(40)
        raw.FPDFImageObj_GetImageFilter(each, 0, name, len(name))
        length = raw.FPDFImageObj_GetImageDataRaw(each, None, 0)
        if name.value == b"DCTDecode" and 0 < length <= LARGEST_IMAGE:
            data = ctypes.create_string_buffer(length)
            raw.FPDFImageObj_GetImageDataRaw(each, data, length)
            return data.raw
    bitmap = raw.FPDFImageObj_GetBitmap(each)
    if not bitmap:
        return b""
    try:
        image = pdfium.PdfBitmap.from_raw(bitmap).to_pil().convert("RGB")
    except (ValueError, OSError):
        return b""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
