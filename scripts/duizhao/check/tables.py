"""Tables: lines the site does not take for one, and rows that have lost their table."""

from collections.abc import Iterator
from itertools import takewhile

from duizhao.check.context import Context
from duizhao.check.marks import at_block, in_line
from duizhao.check.model import Edit, Finding
from duizhao.check.words import told
from duizhao.document.model import Page
from duizhao.document.normalize_markup import delimiters, indent_of, is_table, tables


def joined_table(context: Context) -> Iterator[Finding]:
    """Tables directly below a line of text, which then lacks its id line; below a heading there is none to lack."""
    for page in context.pages():
        lines = page.content.split("\n")
        headings = {block.line for block in page.blocks if block.kind in ("title", "heading")}
        for block in page.blocks:
            above = block.line - 1
            if block.kind == "table" and above and lines[above - 1].strip() and above not in headings:
                if lines[above - 1].lstrip().startswith("|"):
                    continue  # a row that has lost its indentation
                yield at_block("s-307", page, block, block.text, text=block.text.split("\n")[0])


def no_table(context: Context) -> Iterator[Finding]:
    """Rows of a table that the site does not take for one."""
    for page in context.pages():
        lines = page.content.split("\n")
        apart = {finding.places[0].line: finding for finding in _apart(page, lines)}
        yield from apart.values()
        yield from _pasted(page, lines)
        for first, rows in tables(lines):
            if is_table(rows) or any(first + number in apart for number in range(1, len(rows) + 1)):
                continue
            narrow = [row for row in rows if not row.lstrip().startswith("｜")]
            if narrow and is_table(narrow):
                yield from (
                    _wide(page, first, number, len(rows)) for number, row in enumerate(rows) if row not in narrow
                )
            else:
                yield _finding(
                    page, (first + 1, first + 1, first + len(rows)), "delimiters", (), expected=delimiters(rows[0])
                )


def _pasted(page: Page, lines: list[str]) -> Iterator[Finding]:
    """Paragraphs of several lines with as many tabs each: cells of a spreadsheet."""
    for block in page.blocks:
        rows = lines[block.line - 1 : max(block.last, block.line)]
        rows = [row.rstrip() for row in rows if not row.lstrip().startswith("{")]
        counts = {row.strip().count("\t") for row in rows}
        if block.kind == "paragraph" and len(rows) > 1 and len(counts) == 1 and counts != {0}:
            written = [f"{indent_of(row)}| {' | '.join(map(str.strip, row.strip().split(chr(9))))} |" for row in rows]
            head = delimiters(written[0])
            written[0] += f"\n{indent_of(rows[0])}{head}"
            at = range(block.line, block.line + len(rows))
            edits = tuple(
                Edit(page.file, number, 0, len(row), row, new)
                for number, row, new in zip(at, rows, written, strict=True)
            )
            said = {"expected": written[0].split("\n")[0].strip(), "delimiters": head}
            yield _finding(page, (at[0], at[0], at[-1]), "pasted", edits, **said)


def _wide(page: Page, first: int, number: int, count: int) -> Finding:
    """A row with full-width strokes in a table that has others."""
    row = page.content.split("\n")[first + number]
    edit = Edit(page.file, first + number + 1, 0, len(row), row, row.replace("｜", "|"))
    return _finding(page, (first + number + 1, first + 1, first + count), "wide", (edit,))


def _apart(page: Page, lines: list[str]) -> Iterator[Finding]:
    """Rows that an empty line, or another indentation, parts from the table above them."""
    for index in range(1, len(lines)):
        row, above = lines[index], lines[index - 1]
        if not _is_row(row):
            continue
        if _is_row(above) and len(indent_of(row)) < len(indent_of(above)):
            number = index + 1
            edit = Edit(page.file, number, 0, len(indent_of(row)), indent_of(row), indent_of(above))
            yield _finding(page, (number, _begin(lines, index - 1), _end(lines, index)), "indent", (edit,))
        if not above.strip() and index > 1 and _is_row(lines[index - 2]) and not _has_head(lines, index):
            # An empty line that goes, as `Edit` has it.
            edit = Edit(page.file, index, 0, 1, "\n", "")
            yield _finding(page, (index + 1, _begin(lines, index - 2), _end(lines, index)), "gap", (edit,))


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _has_head(lines: list[str], index: int) -> bool:
    """Whether a table of its own begins at a row."""
    rows = list(takewhile(_is_row, lines[index:]))
    return len(rows) > 1 and is_table(rows)


def _begin(lines: list[str], index: int) -> int:
    """The line on which the rows begin that end at `index`."""
    return index + 2 - sum(1 for _ in takewhile(_is_row, reversed(lines[: index + 1])))


def _end(lines: list[str], index: int) -> int:
    """The last line of what is indented, or follows without an empty line, behind a row."""
    end = index + 1
    while end < len(lines) and (lines[end].startswith((" ", "{")) or _is_row(lines[end]) or not lines[end].strip()):
        end += 1
    return end


def _finding(page: Page, lines: tuple[int, int, int], why: str, edits: tuple[Edit, ...], **of: str) -> Finding:
    """A finding at the first of `lines`, which explains what is said of those from the second to the third."""
    number, begin, end = lines
    row = page.content.split("\n")[number - 1]
    said = told(of, what=f"table_{why}_what", do=f"table_{why}_do")
    span = (len(indent_of(row)) if edits else 0, len(row.rstrip()))
    found = in_line("s-308", page, number, span, **said, explains=f"{begin}-{end}")
    return Finding(found.code, found.places, found.key, found.details, edits)
