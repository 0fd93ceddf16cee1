"""Where in the source the lines of Markdown's blocks stand, and which lines of a paragraph are paragraphs of their own:
below an image, or each with a number.

Markdown joins lines that no empty line parts. Tools that read pages write an image, its caption and the line on its
source so, and the entries of bibliographies and notes.
"""

import re
from collections.abc import Iterable
from itertools import accumulate, pairwise

from markdown_it.token import Token

from duizhao.document.text import Piece, Text, inserted, joined
from duizhao.languages.numbering import counted
from duizhao.patterns import lazily
from duizhao.source.model import Source
from duizhao.source.readers.plain_text import LINE_END

_IMAGE = lazily(r"\s*(?:!\[[^\]\n]*\]\([^()\n]*\)\s*)+")
#: The numbers of entries, each in its form: [1], ①, (1), 1), a raised 1; and 1 before a space, which may be any number.
_NUMBERS = tuple(
    lazily(rf"\s*{form}")
    for form in (
        r"[\[［](\d{1,3})[\]］]",
        r"([①-⑳])",
        r"[(（](\d{1,3})[)）]",
        r"(\d{1,3})[)）]",
        r"\$[ ]?\^[ ]?\{?[\[(]?(\d{1,3})[\])]?\}?[ ]?\$",
        r"<sup>[\[(]?(\d{1,3})[\])]?</sup>",
    )
)
_BARE = lazily(r"\s*(\d{1,3})\s")


def parted(raw: Text) -> list[Text]:
    """The paragraphs in what Markdown takes for one, in order; most often that one."""
    lines = raw.plain.split("\n")
    starts = [*accumulate(len(line) + 1 for line in lines[:-1])]
    if any(map(_IMAGE.fullmatch, lines)):
        begins = [*range(1, len(lines))]
    else:
        bare = _entries(lines, _BARE)
        entries = [bare if len(bare) == len(lines) else [], *(_entries(lines, form) for form in _NUMBERS)]
        begins = max(entries, key=len)[1:]
    edges = [0, *(starts[number - 1] for number in begins), len(raw.plain) + 1]
    return [part for begin, end in pairwise(edges) for part in _on_one_line(raw[begin : end - 1])]


def _on_one_line(raw: Text) -> list[Text]:
    """The entries in what may be one: a text that begins with a number in brackets goes on with the next one's behind
    the end of a sentence."""
    parts: list[Text] = []
    match = _NUMBERS[0].match(raw.plain)
    while match:
        behind = re.compile(rf"(?<=[.．。])\s*(?=[\[［]{int(match[1]) + 1}[\]］]\s*[^\s,，.。;；)）])")
        cut = behind.search(raw.plain, match.end())
        if not cut:
            break
        parts.append(raw[: cut.start()])
        raw = raw[cut.end() :]
        match = _NUMBERS[0].match(raw.plain)
    return [*parts, raw]


def _entries(lines: list[str], form: re.Pattern[str]) -> list[int]:
    """The lines that begin with a number in that form, each one more than the one before; the first line is one."""
    found: list[int] = []
    next_: frozenset[int] = frozenset()
    for at, line in enumerate(lines):
        numbers = counted(match[1]) if (match := form.match(line)) else frozenset()
        if numbers and (not found or numbers & next_):
            found.append(at)
            next_ = frozenset(number + 1 for number in numbers)
        elif not found:
            return []
    return found


class Places:
    """The lines of a source, and what of them the parser's blocks are."""

    def __init__(self, source: Source) -> None:
        self.lines = LINE_END.split(source.text)
        self.starts = source.line_starts

    def line(self, token: Token) -> Text:
        """The line of the source a block begins on."""
        number = token.map[0] if token.map else 0
        text, _ = Text((Piece(self.lines[number], self.starts[number]),)).strip()
        return text

    def raw(self, token: Token, content: str | None = None) -> Text:
        """The content of a token as it stands in the source."""
        first = token.map[0] if token.map else 0
        parts: list[Text] = []
        for number, wanted in enumerate((token.content if content is None else content).split("\n"), first):
            if number > first:
                parts.append(inserted("\n", "line end"))
            line = self.lines[number] if number < len(self.lines) else ""
            stripped, bare = line.rstrip(), wanted.strip()
            column = len(stripped) - len(bare) if stripped.endswith(bare) else line.find(bare)
            if bare and column >= 0:
                parts.append(Text((Piece(bare, self.starts[number] + column),)))
                # Two spaces at a line's end are a break.
                parts.append(inserted(wanted[len(wanted.rstrip()) :], "line end"))
            elif bare:
                parts.append(self.found(number, bare))
        return joined(parts)

    def stretches(self, stretches: Iterable[tuple[int, int, int]]) -> Text:
        """Some stretches of lines (number, begin and end in it), one below the other."""
        parts: list[Text] = []
        for number, begin, end in stretches:
            parts += (inserted("\n", "line end"),) if parts else ()
            parts.append(Text((Piece(self.lines[number][begin:end], self.starts[number] + begin),)))
        return joined(parts)

    def found(self, number: int, wanted: str) -> Text:
        """The characters of a line of the parser's, where the source has them with other spaces between."""
        line, start = self.lines[number], self.starts[number]
        parts, at = [], 0
        for char in wanted:
            found = line.find(char, at)
            if found < 0:
                parts.append(inserted(char, "line end"))
                continue
            parts.append(Text((Piece(char, start + found),)))
            at = found + 1
        return joined(parts)
