"""Signs that Markdown reads otherwise than they were meant: a rule, a list of one number, cells beyond a table's head,
a title in a link's address, a star without its partner, a link or an image without words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from duizhao.check.context import Context
from duizhao.check.marks import at_address, at_block, in_line
from duizhao.check.model import Finding
from duizhao.check.words import told
from duizhao.document.model import RULE
from duizhao.document.normalize_markup import MISTYPED_LINE
from duizhao.document.tables import cells_of


def ruled_line(context: Context) -> Iterator[Finding]:
    """Lines across the page; one that is written as conversions write those of a source is meant."""
    for page in context.pages():
        lines = page.content.split("\n")
        for block in page.blocks:
            if block.kind == "rule" and lines[block.line - 1].strip() != RULE:
                line, above = lines[block.line - 1], lines[block.line - 2].strip() if block.line > 1 else ""
                name = "underlined_do" if above and not MISTYPED_LINE.fullmatch(above) else "ruled_do"
                said = told({"heading": above[:60]}, do=name)
                if name == "underlined_do":
                    said["explains"] = f"{block.line - 1}-{block.line - 1}"
                yield in_line("s-127", page, block.line, (0, len(line.rstrip())), text=line.strip(), **said)


def single_item(context: Context) -> Iterator[Finding]:
    """Lists of one item that begins with a digit: a minus or plus sign, or a number, and no list."""
    for page in context.pages():
        lines = page.content.split("\n")
        blocks = [None, *page.blocks, None]
        for (before, block), (_, behind) in pairwise(pairwise(blocks)):
            # A number before a title is the item's, most likely.
            if not block or not block.marker or not re.match(r"\d[\d.,%]*(?![\d.,%]| *[A-ZÀ-Þ])", block.text):
                continue
            line = lines[block.line - 1]
            start = len(line) - len(line.lstrip())
            sign = line[start : start + 1]
            # Items of one list have one sign.
            same = [beside for beside in (before, behind) if beside and beside.marker and beside.level == block.level]
            if sign in "+-" and not any(lines[beside.line - 1].lstrip().startswith(sign) for beside in same):
                yield in_line("s-128", page, block.line, (start, start + 1), expected=f"\\{sign}")


def wrong_cells(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        for block in page.blocks:
            most = len(block.rows[0]) if block.rows else 0
            for number in range(block.line + 2, block.line + 1 + len(block.rows)):
                line = lines[number - 1]
                cells = cells_of(line)
                # A line of braces below a table is no row: it is an id line that is not written right.
                if len(cells) != most and line.lstrip()[:1] not in ("{", "｛"):
                    way = "cells_more" if len(cells) > most else "cells_less"
                    start = cells[most][0] if len(cells) > most else len(line) - len(line.lstrip())
                    said = {"cells": str(len(cells)), "head": str(most), "explains": f"{block.line}-{block.last}"}
                    yield in_line("s-310", page, number, (start, len(line.rstrip())), **told({}, do=way), **said)


def titled_link(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for block in (*page.blocks, *page.notes.values()):
            for mark in block.marks:
                if mark.title:
                    yield at_block(
                        "a-109", page, block, mark.title, text=block.text[mark.start : mark.end], title=mark.title
                    )


def stray_sign(context: Context) -> Iterator[Finding]:
    """Stars and back-ticks that show, because the other one of the pair is missing. One that is escaped is meant: the
    conversion escapes all that a source has."""
    for page in context.pages():
        lines = page.content.split("\n")
        for prose in context.prose(page):
            for found in _SIGNS.finditer(prose.shape):
                line, start, _ = prose.at[found.start()]
                if lines[line - 1].startswith(found[0], start) and not _is_sum(prose.text, *found.span()):
                    place = prose.place(*found.span())
                    said = told({}, do="strike_do" if found[0] == "~~" else "stray_do")
                    yield Finding("s-130", (place,), found[0], (("text", found[0]), *said.items()))


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether a sign stands between two numbers."""
    return text[:start].rstrip()[-1:].isdigit() and text[end:].lstrip()[:1].isdigit()


def wordless_link(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for block in (*page.blocks, *page.notes.values()):
            for mark in block.marks:
                if mark.kind == "link" and not block.text[mark.start : mark.end].strip():
                    yield at_block("s-131", page, block, mark.address, address=mark.address)


def wordless_image(context: Context) -> Iterator[Finding]:
    """Images without words for those who cannot see them."""
    for page in context.pages():
        for block in (*page.blocks, *page.notes.values()):
            for mark in block.marks:
                if mark.kind == "image" and not block.text[mark.start : mark.end].strip():
                    yield at_address("s-133", page, block, mark.address)


#: Runs of stars or back-ticks, and what strikes words out elsewhere.
_SIGNS = re.compile(r"\*+|`+|~~(?=[^~]+~~)")
