"""Lines: paragraphs that are broken in two, and headings that are not begun as they must be."""

import re
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.ids import lost_its_marks
from duizhao.check.marks import in_line
from duizhao.check.model import Finding
from duizhao.document.normalize_markup import MISTYPED_LINE, heading_marks, tables

#: What ends a line that is meant to end: two spaces or a backslash.
_MEANT = re.compile(r"(?:[ ]{2,}|\\)\r?\Z")
_HEADING = re.compile(r"[#＃]+[ \t\u3000]*")
#: A heading that was written in bold instead.
_BOLD = re.compile(r"\*\*([^*]+)\*\*(?=\s*(?:\{|$))")
#: The number of a list's item in full width, which is told by itself.
WIDE_ITEM = re.compile(r"[ \t]*[０-９]+[．.]")
#: What begins a line of its own inside a paragraph, as the site reads it.
_QUOTED = re.compile(rf"[ \t]*>|{WIDE_ITEM.pattern}")


def broken_line(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        rows = {first + row + 1 for first, found in tables(lines) for row in range(len(found))}
        for block in page.blocks:
            if block.kind != "paragraph":
                continue
            for number in range(block.line, min(block.last, block.line + block.text.count("\n"))):
                line, behind = lines[number - 1], lines[number]
                if _MEANT.search(line) or number in rows or _QUOTED.match(behind) or MISTYPED_LINE.fullmatch(behind):
                    continue
                yield in_line("s-125", page, number, (len(line.rstrip()),) * 2, behind=behind.strip()[:20])


def unmarked_heading(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        for block in page.blocks:
            line = lines[block.line - 1]
            if lost_its_marks(block) and not block.is_bare:
                start = len(line) - len(line.lstrip())
                bold = _BOLD.match(line, start)
                span, new = (bold.span(), f"## {bold[1]}") if bold else ((start, start), "## ")
                yield in_line("s-126", page, block.line, span, new, expected="##", line=line[:20])
                continue
            match = _HEADING.match(line) if block.level else None
            if match and (marks := heading_marks(line)):
                yield in_line("s-126", page, block.line, match.span(), marks, expected=marks.strip(), line=line[:20])
