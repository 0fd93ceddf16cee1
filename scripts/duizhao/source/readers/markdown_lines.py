"""Lines of one paragraph of Markdown that are paragraphs of their own: below an image, or each with a number.

Markdown joins lines that no empty line parts. Tools that read pages write an image, its caption and the line on its
source so, and the entries of bibliographies and notes.
"""

import re
from itertools import accumulate, pairwise

from duizhao.document.text import Text
from duizhao.source.numerals import counted

_IMAGE = re.compile(r"\s*(?:!\[[^\]\n]*\]\([^()\n]*\)\s*)+")
#: The numbers of entries, each in its form: [1], ①, (1), 1), a raised 1; and 1 before a space, which may be any number.
_NUMBERS = tuple(
    re.compile(rf"\s*{form}")
    for form in (
        r"[\[［](\d{1,3})[\]］]",
        r"([①-⑳])",
        r"[(（](\d{1,3})[)）]",
        r"(\d{1,3})[)）]",
        r"\$[ ]?\^[ ]?\{?[\[(]?(\d{1,3})[\])]?\}?[ ]?\$",
        r"<sup>[\[(]?(\d{1,3})[\])]?</sup>",
    )
)
_BARE = re.compile(r"\s*(\d{1,3})\s")


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
