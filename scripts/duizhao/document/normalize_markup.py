"""Lines that were mistyped so that they are not what they were meant to be, read as they were meant.

The checks tell each of them once; all else is said of what was meant. No line is added and none is taken away.
"""

import re
from collections.abc import Iterator, Sequence

from duizhao.document.boxes import BY_NAME
from duizhao.patterns import lazily

#: An id line as it may have been mistyped: with full-width signs, without one of its braces, or with quotation marks.
#: With a backslash before it, it is text, which a conversion writes so.
MISTYPED_LINE = lazily(
    r"[ \t]*(?:[{｛]:?[ \t]*[#＃][ \t]*|[#＃](?=[\w-]+[ \t]*[}｝]))[\"“”]?([A-Za-z0-9-]+)[\"“”]?"
    r"(?:[ \t]+data-also=[\"“”]([A-Za-z0-9 -]*)[\"“”])?[ \t]*[}｝]?[ \t]*"
)
#: One with both braces and nothing before its id, which is read as it is.
_WELL_WRITTEN = lazily(r"[ \t]*\{:?[ ]*#[^\s#\"“”].*\}\s*")
#: An id line that lost both braces: no heading is called so.
_ID_WITHOUT_BRACES = lazily(r"[#＃][a-z0-9]+(?:-[a-z0-9]+)*-(?:p|h)\d+[ \t]*")
#: The marks of a heading, and what is between them and its text.
HEADING_MARKS = lazily(r"([#＃]{1,6})([ \t\u3000]*)(?=[^\s#＃])")
_NOTE = lazily(r"[ ]{0,3}[\[［【〔][ ]*[\^＾ˆ][ ]*(n\d+)[ ]*[\]］】〕][ ]*(?:([:：])[ ]*|(?=\S))")
#: The first line of a note that has no text on it.
_EMPTY_NOTE = lazily(r"[ ]{0,3}\[\^[^\]\s]+\]:[ \t]*")
_KINDS = "|".join(BY_NAME)
_QUOTES = '"“”„‟＂「」『』'
#: A line that begins with one exclamation mark is meant as a box only if a title in quotation marks follows.
_BOX = lazily(
    rf"(?:(?P<marks>[!！](?:[ ]?[!！]){{1,4}})|[!！])[ \t\u3000]*(?P<kind>{_KINDS})[ \t\u3000]*"
    rf"(?P<title>(?(marks)\S|[{_QUOTES}]).*?)[ \t]*",
    re.IGNORECASE,
)
_WELL_BEGUN = lazily(rf'!!! (?:{_KINDS}) ".*"[ \t]*')
_ROW = lazily(r"[ \t]*[|｜]")
_DASHES = lazily(r"(?=.*[-\u2010-\u2015\u2212\u2500ー－])[ \t|｜:：\-\u2010-\u2015\u2212\u2500ー－]+")
_DELIMITERS = lazily(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def normalize_markup(text: str) -> str:
    """The text of a page with its mistyped lines as they were meant."""
    written = text.split("\n")
    lines = [_meant(line) for line in written]
    for index, line in enumerate(lines):
        if line != written[index] and line.startswith("[^") and _is_paragraph(written, index):
            lines[index] = line = written[index]
        if line.rstrip().endswith("]:") and _EMPTY_NOTE.fullmatch(line) and not _goes_on(lines[index + 1 :]):
            # A note of a space: as it stands, the next paragraph would be lost.
            lines[index] = f"{line.rstrip()} &#32;"
    for first, rows in tables(lines):
        lines[first : first + len(rows)] = [row.replace("｜", "|") for row in rows]
        if _DASHES.fullmatch(rows[1]) and not _parts(rows):
            lines[first + 1] = indent_of(rows[1]) + delimiters(rows[0])
    return "\n".join(lines)


def mistyped_line(line: str) -> re.Match[str] | None:
    """The id and the others of an id line that was mistyped; None for any other line."""
    return None if _WELL_WRITTEN.fullmatch(line) else MISTYPED_LINE.fullmatch(line)


def heading_marks(line: str) -> str:
    """What should stand at the beginning of a line that was meant as a heading; empty if it is none, or well begun."""
    match = HEADING_MARKS.match(line)
    if not match or MISTYPED_LINE.fullmatch(line) or _ID_WITHOUT_BRACES.fullmatch(line):
        return ""
    wanted = "#" * len(match[1]) + " "
    return "" if match[1] + match[2][:1] in (wanted, wanted.replace(" ", "\t")) else wanted


def box_opening(line: str) -> str:
    """The line that was meant to begin a box, as it should be; empty if it is none, or well written."""
    match = _BOX.fullmatch(line) if line[:1] in ("!", "！") else None
    if not match or _WELL_BEGUN.fullmatch(line):
        return ""
    title = match["title"]
    title = title[title[0] in _QUOTES :]
    return f'!!! {match["kind"].lower()} "{title[: len(title) - (title[-1:] in set(_QUOTES))]}"'


def tables(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that were meant as the rows of a table: the first one's index, and all of them."""
    rows: list[str] = []
    for index, line in enumerate((*lines, "")):
        if _ROW.match(line):
            rows.append(line)
            continue
        if len(rows) > 1:
            yield index - len(rows), rows
        rows = []


def is_table(rows: Sequence[str]) -> bool:
    """Whether the site takes the rows for a table."""
    return _parts(rows) and not any(row.lstrip().startswith("｜") for row in rows)


def delimiters(row: str) -> str:
    """The line that has to stand below the first row of a table."""
    return "|" + "---|" * len(re.split(r"(?<!\\)[|｜]", row.strip().strip("|｜")))


def indent_of(line: str) -> str:
    """The space a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def _is_paragraph(lines: Sequence[str], index: int) -> bool:
    """Whether a note's mark without a colon begins a paragraph: it stands within one, has an id or is defined."""
    match = _NOTE.match(lines[index])
    beside = "".join(lines[max(index - 1, 0) : index]).strip(), "".join(lines[index + 1 : index + 2])
    return bool(match and not match[2]) and (
        bool(beside[0] or MISTYPED_LINE.fullmatch(beside[1]))
        or any((other := _NOTE.match(line)) and other[2] and other[1] == match[1] for line in lines if match)
    )


def _goes_on(behind: Sequence[str]) -> bool:
    """Whether a note's text stands on the lines behind its first one."""
    return next((line for line in behind if line.strip()), "").startswith(("    ", "\t"))


def _parts(rows: Sequence[str]) -> bool:
    """Whether the second row parts the head of a table from its body."""
    return bool(_DELIMITERS.fullmatch(rows[1])) and delimiters(rows[1]) == delimiters(rows[0])


def _meant(line: str) -> str:
    if line[:1] in ("#", "＃") and (marks := heading_marks(line)):
        return marks + line[len(line) - len(line.lstrip("#＃ \t\u3000")) :]
    if line.lstrip(" ")[:1] in ("[", "［", "【", "〔") and (match := _NOTE.match(line)):
        return f"[^{match[1]}]: {line[match.end() :]}"
    return box_opening(line) or line
