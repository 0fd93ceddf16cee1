"""Draws the picture: a title in as large a size as fits, the work it is of, and who published it."""

import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from duizhao.publish.share_images import HEIGHT, WIDTH
from duizhao.publish.share_images.fonts import Font

# The colours of the site's front page.
_GROUND, _LINE, _INK, _QUIET = "#fdfcf9", "#a3341f", "#20242a", "#5b5f64"
_MARGIN = 90
_WIDE = WIDTH - 2 * _MARGIN
_TITLE_SIZES = (76, 68, 60, 52, 46, 40)
_LARGE = 60
_TITLE_HEIGHT = 330

# What one line may begin with: a run of other scripts with the spaces behind it, or one Han character with the
# marks that may not begin a line.
_PIECE = re.compile(
    r"[“‘「『《〈（【(\[]*(?:[\u3400-\u9fff\uf900-\ufaff]|[^\s\u3400-\u9fff\uf900-\ufaff“‘「『《〈（【]+|.)"
    r"[”’」』》〉）】)\]，。、；：！？…·—,.;:!?]*\s*"
)


def lines_of(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than `width`, as `measure` sees them: between Han characters, and at spaces.

    A closing mark does not begin a line, an opening one does not end it. A word wider than a line has one alone.
    """
    lines: list[str] = []
    for piece in _PIECE.findall(" ".join(text.split())):
        if lines and measure((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def draw(file: Path, font: Font, title: str, work: str, publisher: str) -> None:
    """Writes the picture as PNG. `work`: the title of the work the page is of; empty for the work itself."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 24, HEIGHT), fill=_LINE)
    size, lines = _fitted(title, font)
    y = float(_MARGIN)
    for line in lines:
        canvas.text((_MARGIN, y), line, font=size, fill=_INK)
        y += size.size * 1.35
    for text, from_below, pixels, ink in ((publisher, 85, 30, _QUIET), (work, 150, 34, _INK)):
        small = next((font.at(p) for p in (pixels, 28, 24) if font.at(p).getlength(text) <= _WIDE), font.at(24))
        canvas.text((_MARGIN, HEIGHT - from_below), _one(text, small), font=small, fill=ink)
    file.parent.mkdir(parents=True, exist_ok=True)
    # Few colours: flat ground and one ink.
    image.quantize(64).save(file, "PNG", optimize=True)


def _fitted(title: str, font: Font) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The title in a size in which it fits, in few lines rather than in the largest; what never fits is left out."""
    fitting = []
    for pixels in _TITLE_SIZES:
        size = font.at(pixels)
        lines = _balanced(title, size)
        if len(lines) * pixels * 1.35 <= _TITLE_HEIGHT and all(size.getlength(line) <= _WIDE for line in lines):
            fitting.append((size, lines))
    if fitting:
        large = [each for each in fitting if each[0].size >= _LARGE] or fitting[:1]
        return min(large, key=lambda each: len(each[1]))
    size = font.at(_TITLE_SIZES[-1])
    lines = lines_of(title, _WIDE, size.getlength)
    kept = lines[: int(_TITLE_HEIGHT / (_TITLE_SIZES[-1] * 1.35))]
    return size, [_one(line, size, cut=len(kept) < len(lines) and line is kept[-1]) for line in kept]


def _balanced(title: str, size: ImageFont.FreeTypeFont) -> list[str]:
    """The title in as few lines as there must be, and these as even as they can be."""
    lines = lines_of(title, _WIDE, size.getlength)
    for width in range(_WIDE, _WIDE // 2, -20):
        narrower = lines_of(title, width, size.getlength)
        if len(narrower) > len(lines) or any(size.getlength(line) > width for line in narrower):
            break
        lines = narrower
    return lines


def _one(text: str, font: ImageFont.FreeTypeFont, *, cut: bool = False) -> str:
    """The text on one line; what does not fit is left out, and a sign says so."""
    text, end = (f"{text}…" if cut else text), text
    while font.getlength(text) > _WIDE and end:
        end = end[:-1]
        text = f"{end.rstrip()}…"
    return text
