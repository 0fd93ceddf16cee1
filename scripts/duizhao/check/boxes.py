"""Boxes: without title or content, of an unknown kind, with content that is not indented."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.marks import at_block, in_line
from duizhao.check.model import Edit, Finding
from duizhao.check.words import LANGUAGES, told
from duizhao.document.boxes import BY_NAME, FIGURE, HOLDING, box_words
from duizhao.document.ids import box_of, called, part_of
from duizhao.document.model import Block, Page
from duizhao.document.normalize_markup import MISTYPED_LINE, box_opening
from duizhao.patterns import lazily

#: A line that begins a box, or was meant to.
_OPENING = lazily(
    r"^(?P<indent>[ \t]*)(?P<marks>[!！](?:[ ]?[!！]){0,4}|\?\?\?\+?)(?P<gap>[ \t\u3000]*)"
    r"(?P<kind>[\w-]+)(?P<rest>.*?)[ \t\r]*$"
)
#: The second half of a kind that was written as two words.
_APART = lazily(r"[ \t]+([A-Za-z]+)(?=[ \t])")
_TITLE = lazily(r'[ \t]+"(?P<title>.*)"')
#: So many figures tell whether a report names sources at all: it does not where fewer than this share have one.
FEW_FIGURES, HARDLY_ANY = 3, 0.25
_QUOTES = "“”„‟‘’'＂「」『』"


def _openings(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(page.content.split("\n"), 1):
        # One exclamation mark begins many a line.
        if (match := _OPENING.match(line)) and (len(match["marks"]) > 1 or box_opening(line)):
            yield number, match


def _well_begun(match: re.Match[str]) -> bool:
    return match["marks"] == "!!!" and match["gap"] == " " and match["kind"] in BY_NAME


def unknown_box(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, match in _openings(page):
            if not _well_begun(match):
                apart = _APART.match(match["rest"])
                joined = match["kind"].casefold() + (apart[1].casefold() if apart else "")
                close = difflib.get_close_matches(match["kind"].casefold(), BY_NAME, 1, 0.5)
                near = [joined] if joined in BY_NAME else close
                # The kind as such is for a person; how it is written is not.
                certain = match["kind"].casefold() in near and not match["indent"]
                right = certain and box_opening(match[0])
                sure = right or (f"!!! {near[0]}" if certain else None)
                end = match.start("rest") + apart.end() if apart and joined in BY_NAME else match.end("kind")
                span = (len(match["indent"]), match.end("rest") if right else end)
                expected = [sure] if sure else [f"!!! {kind}" for kind in near or BY_NAME]
                yield in_line("s-303", page, number, span, sure, expected=" / ".join(f"`{each}`" for each in expected))


def without_box_title(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, match in _openings(page):
            if not _well_begun(match):
                continue
            title = _TITLE.fullmatch(match["rest"])
            if title and title["title"].strip():
                continue
            inner = match["rest"].strip()
            new = None
            if len(inner) > 2 and inner[0] in _QUOTES + '"' and inner[-1] in _QUOTES + '"':
                new = f'!!! {match["kind"]} "{inner[1:-1]}"'
            span = (len(match["indent"]), match.end("rest"))
            wanted = new or box_opening(match[0].strip()) or f'!!! {match["kind"]} "…"'
            yield in_line("s-301", page, number, span, new, expected=wanted)


def empty_box(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        filled = {block.box for block in page.blocks if block.box and block.text.strip()}
        for block in page.blocks:
            if block.kind in HOLDING and block.id not in filled:
                kinds = {f"kind_{code}": box_words(code)[block.kind].name for code in LANGUAGES}
                yield at_block("s-302", page, block, block.id or block.text, title=block.text, **kinds)


def outside_box(context: Context) -> Iterator[Finding]:
    """Paragraphs that say by their id which box they belong to, and stand outside of it: those that follow each other
    as one."""
    for page in context.pages():
        blocks, end = page.blocks, 0
        for at, block in enumerate(blocks):
            box = _lost_box(block)
            if not box or at < end:
                continue
            end = at + 1
            while end < len(blocks) and _lost_box(blocks[end]) == box:
                end += 1
            first, opening = _since(blocks, at, box)
            last = blocks[end - 1].last
            said = told({"first": str(first), "last": str(last)}, lines="lines" if last > first else "line")
            # What is indented behind it has become code; it is of the box again when this is.
            code = takewhile(partial(is_indented_code, page), blocks[end:])
            explains = f"{opening}-{max((each.last for each in code), default=last)}"
            yield at_block("s-304", page, block, block.id, id=block.id, box=box, explains=explains, **said)


def _lost_box(block: Block) -> str:
    """The box a paragraph belongs to by its id and stands outside of; in a box without an id, nobody knows."""
    box = box_of(block.id) if block.kind == "paragraph" else ""
    return box if box != block.box and (block.box or not block.inside) else ""


def _since(blocks: Sequence[Block], at: int, box: str) -> tuple[int, int]:
    """The line from which on a box's text stands outside of it, and the one the box begins on, if it stands directly
    before."""
    for before in reversed(range(at)):
        block = blocks[before]
        if block.kind in BY_NAME and block.id in ("", box):
            return blocks[before + 1].line, block.line
        if block.inside and block.box in ("", box):
            return blocks[before + 1].line, block.inside
        if block.kind != "paragraph" or block.inside or block.id not in ("", box):
            break
    return blocks[at].line, blocks[at].line


def without_source(context: Context) -> Iterator[Finding]:
    """Figures that name no source; where hardly any does, that is the report's way. One whose counterpart does is told
    as a passage of one language, too."""
    filled = {block.box for page in context.pages() for block in page.blocks if block.box and block.text.strip()}
    figures = [block for page in context.pages() for block in page.blocks if block.kind == FIGURE]
    named = sum(block.id in filled for block in figures)
    if not named or (len(figures) > FEW_FIGURES and named < HARDLY_ANY * len(figures)):
        return
    for page in context.pages():
        for block in page.blocks:
            if block.kind == FIGURE and block.id not in filled:
                yield at_block(
                    "s-305", page, block, block.id or block.text, title=block.text, id=block.id or "figure-1"
                )


def is_indented_code(page: Page, block: Block) -> bool:
    """Whether a block is code because of the spaces in front of it."""
    return block.kind == "code" and bool(re.match(r"[ ]{4}|\t", page.content.split("\n")[block.line - 1]))


def shown_as_code(context: Context) -> Iterator[Finding]:
    """Text that four spaces in front turned into code, or made a part of the footnote above."""
    for page in context.pages():
        for block in page.blocks:
            if is_indented_code(page, block):
                yield _indented(context, page, (block.line, block.last), "code")
        lines = page.content.split("\n")
        for note in page.notes.values():
            inside = range(note.line + 1, note.last + 1)
            # No note has an id line.
            if any(MISTYPED_LINE.fullmatch(lines[number - 1]) for number in inside):
                first = next(number for number in inside if lines[number - 1].strip())
                yield _indented(context, page, (first, _ids_end(lines, note.last)), "note")


def _title_of(id_: str, page: Page, context: Context) -> str:
    """The title of a box the page does not have any more, as the last conversion had it."""
    before = context.fidelity.base.blocks(page) if context.fidelity else ()
    return next((block.text.replace('"', "”") for block in before if block.id == id_), "…")


def _ids_end(lines: list[str], last: int) -> int:
    """The last line of an id line, which may stand behind what it names."""
    return last + 1 if last < len(lines) and MISTYPED_LINE.fullmatch(lines[last]) else last


def _indented(context: Context, page: Page, span: tuple[int, int], became: str) -> Finding:
    """Lines that four spaces put into something else; what is said of what they hold waits."""
    first, last = span
    lines = page.content.split("\n")
    inside = lines[first - 1 : last]
    ids = [match[1] for line in inside if (match := MISTYPED_LINE.fullmatch(line))]
    boxes = [box for id_ in ids if (box := box_of(id_) or (id_ if id_.startswith(f"{FIGURE}-") else ""))]
    name = next((name for name in BY_NAME if boxes and part_of(boxes[0])[1] == called(name)), FIGURE)
    why = f"tab_{became}" if became == "code" and inside[0].startswith("\t") else f"indented_{became}"
    title = _title_of(boxes[0], page, context) if boxes else ""
    said = told({"kind": name, "title": title}, what=f"{why}_what", do="box_lost_do" if boxes else f"{why}_do")
    text = inside[0].strip()
    block = Block("", "code", text, first, last=last)
    notes = " ".join(re.findall(r"\[\^([^\]\s]+)\]", "\n".join(inside)))
    found = at_block(
        "s-306", page, block, text[:60], text=text[:40], expected=" ".join(ids), notes=notes,
        explains=f"{first}-{last}", **said,
    )  # fmt: skip
    # With an id line directly below, it is a paragraph, and nothing else.
    named = became == "code" and not boxes and any(map(MISTYPED_LINE.fullmatch, lines[first : last + 1]))
    gaps = [len(line) - len(line.lstrip()) for line in inside]
    edits = (Edit(page.file, at, 0, gap, lines[at - 1][:gap], "") for at, gap in enumerate(gaps, first) if gap)
    return replace(found, edits=tuple(edits) if named else ())
