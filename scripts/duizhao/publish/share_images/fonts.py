"""A font of this machine with Chinese characters."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# The first found is taken; a family that is not named here comes behind them.
_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Serif CJK SC", "Source Han Serif SC",
)  # fmt: skip
_WEIGHTS = ("Bold", "Semibold", "Medium", "Regular")
# Where there is no fontconfig to ask.
_PLACES = (
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "C:/Windows/Fonts/msyhbd.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


class Font(Struct, frozen=True):
    """A font's file, and its place in a collection."""

    file: str
    index: int = 0

    def at(self, size: int) -> FreeTypeFont:
        """The font in a size in pixels."""
        from PIL import ImageFont

        return ImageFont.truetype(self.file, size, index=self.index)


def han_font() -> Font | None:
    """The font to draw with; None if this machine has none with Chinese characters."""
    candidates = _listed(_fontconfig()) + [Font(place) for place in _PLACES if Path(place).is_file()]
    return next((font for font in candidates if _has_han(font)), None)


def _fontconfig() -> str:
    program = shutil.which("fc-list")
    if not program:
        return ""
    form = "%{file}\t%{index}\t%{family}\t%{style}\n"
    result = subprocess.run(
        [program, "--format", form, ":lang=zh-cn:scalable=true"], capture_output=True, text=True, check=False
    )
    return result.stdout


def _listed(output: str) -> list[Font]:
    """The fonts in what fc-list prints, the best first: by family, then by weight, then by name."""
    found = []
    for line in output.splitlines():
        fields = line.split("\t")
        # Beyond 16 bits stand the named instances of a variable font, which Pillow does not open by number.
        if len(fields) != 4 or not fields[1].isdecimal() or int(fields[1]) > 0xFFFF:
            continue
        families, styles = fields[2].split(","), fields[3].split(",")
        family = min((_FAMILIES.index(name) for name in families if name in _FAMILIES), default=len(_FAMILIES))
        weight = min((_WEIGHTS.index(name) for name in styles if name in _WEIGHTS), default=len(_WEIGHTS))
        found.append((family, weight, fields[0], int(fields[1])))
    return [Font(file, index) for *_, file, index in sorted(found)]


def _has_han(font: Font) -> bool:
    """Whether the font opens, and draws two Chinese characters differently from one that no font has."""
    try:
        opened = font.at(32)
        drawn = [bytes(opened.getmask(sign)) for sign in ("永", "国", "\uffff")]
    except OSError:
        return False
    return len(set(drawn)) == 3
