"""The typefaces of this computer and of Typst, for a book's language."""

from collections.abc import Sequence
from functools import cache

import typst

from duizhao.languages import language
from duizhao.languages.cldr import script_name, script_of
from duizhao.languages.script import in_han
from duizhao.publish.bundles.book import Book

#: Typefaces for text, the first that is installed is taken. The one for Latin comes with Typst, and has these scripts.
LATIN = ("Libertinus Serif",)
_OF_LATIN = frozenset({"Latn", "Cyrl", "Grek", "Hebr", ""})
HAN = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
)  # fmt: skip


def fonts_of(book: Book) -> list[object]:
    """The typefaces in the order in which they are asked; in Chinese the Latin one for letters and digits only."""
    own, latin = installed(typefaces(book.language)), installed(LATIN)
    if not is_han(book):
        return [*dict.fromkeys((*own, *latin, *installed(HAN)))]
    return [*({"name": name, "covers": "latin-in-cjk"} for name in latin), *own, *latin]


def is_han(book: Book) -> bool:
    return in_han(book.language)


def typefaces(code: str) -> Sequence[str]:
    """The typefaces for a book's language, the best first."""
    if own := language(code).typefaces or (HAN if in_han(code) else ()):
        return own
    name = script_name(code)
    return LATIN if script_of(code) in _OF_LATIN else (f"Noto Serif {name}", f"Noto Sans {name}")


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts()


def installed(families: Sequence[str]) -> list[str]:
    """The first of the families that there is."""
    there = set(fonts().families())
    return [family for family in families if family in there][:1]
