"""The structure of each page: ids, footnotes, and what was meant as one of them and is none;
paragraphs that are broken in two, and headings that are not begun as they must be."""

from collections.abc import Iterator

from duizhao.check.context import Context, place_of
from duizhao.check.ids import lost_its_marks
from duizhao.check.marks import in_line
from duizhao.check.mistaken_ids import mistakes_in
from duizhao.check.model import Edit, Finding, Place
from duizhao.check.notes import definitions
from duizhao.check.words import LANGUAGES, phrase, told
from duizhao.document.boxes import BY_NAME
from duizhao.document.ids import attribute_list
from duizhao.document.model import Block, Page
from duizhao.document.normalize_markup import MISTYPED_LINE, heading_marks, mistyped_line, tables
from duizhao.patterns import lazily

#: What an editor sees on the page if an id or a reference is not written right.
LEFTOVERS = lazily(r"\{\s*#[^}\s]*|\[\^[^\]\s]*\]?|^!!! ")


def doubled_id(context: Context) -> Iterator[Finding]:
    seeming = {(m.page.file, m.block.line): m.id for m in mistakes_in(context)}
    for page in context.pages():
        blocks: dict[str, list[Block]] = {}
        for block in page.blocks:
            for id_ in (block.id, *block.also):
                if id_:
                    blocks.setdefault(id_, []).append(block)
        for id_, all_ in blocks.items():
            # What stands first has the right to the id, if nothing says that another has.
            first = next((block for block in all_ if (page.file, block.line) not in seeming), all_[0])
            for block in all_:
                if block is not first:
                    expected = seeming.get((page.file, block.line), "")
                    details = {"id": id_, "line": str(first.line)} | _seems(expected)
                    yield Finding("s-102", (place_of(page, block),), f"{page.path}\n{id_}", tuple(details.items()))


def _seems(expected: str) -> dict[str, str]:
    """What is said of the id that should stand there, if it is known."""
    said = {"expected": expected} if expected else {}
    for language in LANGUAGES:
        said[f"seems_{language}"] = phrase(language, "id_seems").format(expected=expected) if expected else ""
        said[f"write_{language}"] = phrase(language, "id_write" if expected else "id_delete").format(expected=expected)
    return said


def undefined_note(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        empty = {match[1] for _, match, text in definitions(page) if not text}
        for block in page.blocks:
            for ref in block.refs:
                if ref.label not in page.notes and ref.label not in empty:
                    said = {"note": ref.label} | _instead(page, ref.label)
                    yield _finding("s-103", page, block, ref.label, mark=None, **said)


def _instead(page: Page, label: str) -> dict[str, str]:
    """What to do about a mark without a note; where one note is cited nowhere, that is meant."""
    cited = {ref.label for block in page.blocks for ref in block.refs}
    uncited = [note for note in page.notes if note not in cited]
    name = "uncited_do" if len(uncited) == 1 else "undefined_do"
    said = {"note": label, "uncited": uncited[0] if uncited else ""}
    return told(said, do=name)


def uncited_note(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        cited = {ref.label for block in page.blocks for ref in block.refs}
        for label, note in page.notes.items():
            if label not in cited:
                place = Place(page.language, page.file, note.line, f"fn:{label}", note.text)
                yield Finding("s-104", (place,), f"{page.path}\n{label}", (("note", label),))


def leftover(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for block in page.blocks:
            for match in LEFTOVERS.finditer(block.text):
                yield _finding("s-105", page, block, match.group(), mark=match.span(), text=match.group())


def id_line(context: Context) -> Iterator[Finding]:
    """Id lines that are not written as they must be, though it is certain what is meant."""
    for page in context.pages():
        lines = page.content.split("\n")
        begins = {block.line: bool(block.marker) for block in page.blocks if block.kind == "paragraph"}
        for block in page.blocks:
            number = block.last
            if block.is_bare:
                yield _alone(page, block, lines)
            if block.kind not in ("paragraph", *BY_NAME) or not block.id or number <= block.line:
                continue
            line = lines[number - 1]
            start, end = len(line) - len(line.lstrip()), len(line.rstrip())
            first = number - 1
            while first > block.line and not lines[first - 1].strip():
                first -= 1
            written = line[start:end]
            wrong: list[tuple[str, tuple[Edit, ...]]] = []
            if mistyped_line(line):
                meant = attribute_list(block.id, block.also)
                wrong.append(("id_line_mistyped", (Edit(page.file, number, start, end, written, meant),)))
            if first < number - 1:
                blank = tuple(Edit(page.file, n, 0, 1, "\n", "") for n in range(first + 1, number))
                wrong.append(("id_line_apart", blank))
            # An item may stand directly below another one.
            if number + 1 in begins and not (block.marker and begins[number + 1]):
                wrong.append(("id_line_joined", (Edit(page.file, number, len(line), len(line), "", "\n"),)))
            place = Place(page.language, page.file, number, block.id, line, (start, end), (start, end))
            for name, edits in wrong:
                said = told({"ids": attribute_list(block.id, block.also)}, said=name, do=f"{name}_do")
                yield Finding("s-123", (place,), f"{page.path}\n{name}", (("id", block.id), *said.items()), edits)


def _alone(page: Page, block: Block, lines: list[str]) -> Finding:
    """An id line without a text above it: the text was moved or deleted and the line was left behind."""
    line = lines[block.line - 1]
    span = (len(line) - len(line.lstrip()), len(line.rstrip()))
    place = Place(page.language, page.file, block.line, block.id, line, span, span)
    said = told({"id": block.id}, said="id_line_alone", do="id_line_alone_do")
    details = (("id", block.id), *said.items(), ("expected", block.id))
    return Finding("s-123", (place,), f"{page.path}\nalone\n{block.id}", details)


def _finding(
    code: str, page: Page, block: Block, key: str, *, mark: tuple[int, int] | None = None, **details: str
) -> Finding:
    return Finding(code, (place_of(page, block, mark),), f"{page.path}\n{key}", tuple(details.items()))


#: What ends a line that is meant to end: two spaces or a backslash.
_MEANT = lazily(r"(?:[ ]{2,}|\\)\r?\Z")
_HEADING = lazily(r"[#＃]+[ \t\u3000]*")
#: A heading that was written in bold instead.
_BOLD = lazily(r"\*\*([^*]+)\*\*(?=\s*(?:\{|$))")
#: The number of a list's item in full width, which is told by itself.
WIDE_ITEM = lazily(r"[ \t]*[０-９]+[．.]")
#: What begins a line of its own inside a paragraph, as the site reads it.
_QUOTED = lazily(rf"[ \t]*>|{WIDE_ITEM.pattern}")


def broken_line(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        rows = {first + row + 1 for first, found in tables(lines) for row in range(len(found))}
        for block in (*page.blocks, *page.notes.values()):
            if block.kind not in ("paragraph", "note"):
                continue
            for number in range(block.line, min(block.last, block.line + block.text.count("\n"))):
                line, behind = lines[number - 1], lines[number]
                if not (line.strip() and behind.strip()):
                    continue  # a note may have several paragraphs
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
