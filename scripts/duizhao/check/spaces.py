"""Spaces that cannot be seen, or that an editor's program left behind."""

import unicodedata
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_line, in_prose
from duizhao.check.model import Finding
from duizhao.document.model import Page
from duizhao.languages import language
from duizhao.languages.script import HAN, STRAY_JOINER
from duizhao.patterns import lazily

#: Spaces that look like a space and are another character, with what should stand there.
_SPACES = {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2002": " ", "\u2003": " "}
#: Characters that take no room. Those that turn the direction of writing are not a slip of typing and another matter.
_UNSEEN = "\u200b\u2060\ufeff\u00ad\u180e\u2028\u2029"
_STRANGE = lazily(f"(?:[{''.join(_SPACES)}\u3000{_UNSEEN}]|{STRAY_JOINER})+")
_NONE = frozenset(f"{_UNSEEN}\u200c\u200d")
_TAB = lazily(r"(?<=\S)\t+(?=\S)")
#: A wide space between Chinese characters may part names.
_HAN_BESIDE = lazily(rf"[{HAN}]\s+[{HAN}]")
_TRAILING = lazily(r"[ \t]+$")
_TWICE = lazily(r"(?<=\S)[ ]{2,}(?=\S)")


def body(page: Page) -> Iterator[tuple[int, str]]:
    """The lines behind the front matter, with their numbers."""
    lines = page.content.split("\n")
    first = 0
    if lines[0].rstrip() == "---":
        first = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0) + 1
    for number, line in enumerate(lines[first:], first + 1):
        yield number, line.removesuffix("\r")


def strange_space(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        usual = language(page.language).spaces
        for number, line in body(page):
            for match in (*_STRANGE.finditer(line), *_TAB.finditer(line)):
                # A wide space parts a title from its number.
                titled = match[0] == "\u3000" and line.lstrip().startswith(("#", "!!!"))
                if titled or not match[0].strip(usual):
                    continue
                names = ", ".join(
                    f"U+{ord(char):04X} {unicodedata.name(char, '').title()}".strip()
                    for char in dict.fromkeys(match[0])
                )
                new = "".join(_SPACES.get(char, "" if char in _NONE else " ") for char in match[0])
                between_han = _HAN_BESIDE.match(line, match.start() - 1, match.end() + 1)
                # At a line's end, beside spaces, or where wide ones indent a paragraph, none has to stand in its place.
                beside = not line[match.end() :].strip() or line[: match.start()].endswith(" ")
                indents = "\u3000" in match[0] and not line[: match.start()].strip()
                if beside or indents:
                    new = ""
                sure = not ("\u3000" in match[0] and between_han)
                yield in_line("t-113", page, number, match.span(), new if sure else None, name=names)


def trailing_space(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        code = page.code_lines()
        for number, line in body(page):
            if number not in code and (match := _TRAILING.search(line)):
                yield in_line("t-119", page, number, match.span(), "")


def two_spaces(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for prose in context.prose(page):
            for match in _TWICE.finditer(prose.shape):
                around = prose.text[max(match.start() - 8, 0) : match.end() + 8]
                yield in_prose("t-120", prose, match.span(), " ", text=around)
