"""Boxes, figures and tables: lines that begin with such a word and a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from duizhao.document.text import Piece, Text
from duizhao.languages import part
from duizhao.source.guess.model import Guess, Row
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.patterns import BOX_NUMBER
from duizhao.source.repairs.text_tables import MOST_ROWS, table_rows

#: The words, by what the profile calls the thing.
_BOXES = {
    True: (("factbox", ("专栏", "资料框", "知识框", "框", "专题")), ("casestudy", ("案例", "案例研究"))),
    False: (("factbox", ("Box",)), ("casestudy", ("Case study", "Case"))),
}
_FIGURES = {True: ("图", "图表"), False: ("Figure", "Fig.", "Chart")}
_SOURCES = {
    True: ("数据来源：", "资料来源：", "来源：", "数据来源:", "资料来源:", "来源:"),
    False: ("Source:", "Sources:", "Data source:"),
}
#: Marks without a number: words in brackets, and such a word before a colon.
_BRACKETED = re.compile(r"(【[^】\d]{2,8}】|\[[A-Z][A-Za-z ]{2,20}\])")
_BEFORE_COLON = re.compile(r"((?:Fact ?[Bb]ox|Box|Case [Ss]tudy|Spotlight|In [Ff]ocus):)")
_FEWEST_NAMED = 2
_FIGURE_NUMBER = r"\d{1,4}(?:[.-]\d{1,3})?"


def boxes(rows: Sequence[Row], *, han: bool) -> list[Guess]:
    """The mark of each kind of boxes, if a line begins with it and reads as a title or is nothing else."""
    found = []
    for kind, words in _BOXES[han]:
        for word in words:
            lines = _begun(rows, word, BOX_NUMBER)
            if lines:
                space = "" if han else " "
                found.append(Guess(kind, f"{word}{space}{{number}}", lines, "begun", min(0.5 + len(lines) / 4, 1.0)))
                break
    named = _named(rows, han=han)
    return found or ([named] if named else [])


def _named(rows: Sequence[Row], *, han: bool) -> Guess | None:
    """The mark of boxes that have no number: the same words in brackets, or before a colon, begin several lines."""
    counts: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if match := _BRACKETED.match(row.text) or (None if han else _BEFORE_COLON.match(row.text)):
            counts[match[1]].append(row.number)
    best = max(counts, key=lambda mark: len(counts[mark]), default="")
    if not best or len(counts[best]) < _FEWEST_NAMED:
        return None
    return Guess("factbox", best, tuple(counts[best]), "begun", 0.7)


def figures(rows: Sequence[Row], *, han: bool) -> Guess | None:
    """How captions begin, and the words of the line on the data's source."""
    for word in _FIGURES[han]:
        if lines := _begun(rows, word, _FIGURE_NUMBER):
            value = {"caption": f"{word}{'' if han else ' '}{{number}}"}
            counts = {form: sum(form in row.text for row in rows) for form in _SOURCES[han]}
            best = max(counts, key=lambda form: counts[form])
            if counts[best]:
                value["source"] = best
            return Guess("figure", value, lines, "begun")
    return None


def tables(rows: Sequence[Row], code: str) -> int:
    """How many tables there are in plain text."""
    labels = part(code, "labels")
    count = at = 0
    while at < len(rows):
        captioned = labels is not None and labels.TABLE.match(rows[at].text) is not None
        first = at + captioned
        below = takewhile(lambda row: not row.gap, rows[first + 1 : first + MOST_ROWS])
        lines = (Text((Piece(row.text),)) for row in (*rows[first : first + 1], *below))
        found = table_rows(lines, captioned=captioned)
        count += bool(found)
        at = first + len(found) if found else at + 1
    return count


def _begun(rows: Sequence[Row], word: str, number: str) -> tuple[int, ...]:
    """The lines that begin with a word and a number, and go on as a title does, if at all."""
    pattern = re.compile(rf"{re.escape(word)}\s*{number}(?![\d%])", re.IGNORECASE)
    return tuple(
        row.number
        for row in rows
        if (match := pattern.match(row.text.lstrip("#* ")))
        and len(row.text) <= 160
        and (not (rest := row.text.lstrip("#* ")[match.end() :]) or reads_as_heading(rest.rstrip("？?* ")))
        and not re.match(r"\s*(?:shows|gives|presents|illustrates|中|显示|给出|所示|为|是|列出)", rest)
    )
