"""The one grammar of an edition's Markdown: from a page's text to its blocks, each with its place in the file.

The block structure is markdown-it-py's (`inline.parser`). Ours is what stands around it: an id in braces at the end of
a block or on a line below it, `!!!` boxes with their id on the first line, tables whose last row may be their id, notes
of several paragraphs. All that shows, compares or exports a page reads what this gives; nothing looks at Markdown
again.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from markdown_it.token import Token
from msgspec.structs import replace

from duizhao.document.boxes import BY_NAME
from duizhao.document.ids import attribute_list
from duizhao.document.inline import Inline, parse_inline, parser
from duizhao.document.model import Block, Stretch
from duizhao.document.normalize_markup import MISTYPED_LINE, mistyped_line, normalize_markup
from duizhao.document.tables import read_table
from duizhao.patterns import lazily

_ADMONITION = lazily(r'\s*(?P<name>[\w-]+)(?:\s+"(?P<title>.*)")?\s*')
#: Other attributes are refused by the check and have no effect.
_OTHERS = r"""(?:[ ]+(?:\.[\w-]+|[\w-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s{}"']+)))*"""
_ID = rf'\{{:?[ ]*#(?!_)(?P<id>%s)(?:[ ]+data-also="(?P<also>[^"{{}}\n]*)")?{_OTHERS}[ ]*\}}[ \t]*'
#: A block's id in braces at its end, and one that is joined to its last word.
_ATTRIBUTES = lazily(r"(?:^|(?<=[ \t\n]))" + _ID % r"[^\s={}\"]+" + r"\Z")
_JOINED = lazily(r"(?<=[^\s\\])" + _ID % r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+" + r"\Z")
#: What may close a heading; behind it there may be the id.
_CLOSING = lazily(r"[ \t]+#+\Z")
_HEADING_MARKS = lazily(r"[ \t]*[#＃]+[ \t\u3000]*")


def read_blocks(body: str, before: int) -> list[Block]:
    """The blocks of a page's body, notes among them; `before`: how many lines of the file stand before it."""
    lines = body.split("\n")
    environment: dict[str, Any] = {}
    normalized = normalize_markup(body)
    tokens = parser().parse(normalized, environment)
    found = list(_Reader(tokens, lines, normalized.split("\n"), before, environment).blocks())
    return _with_their_ids(found, lines, before)


def split_attributes(content: str) -> tuple[str, str, tuple[str, ...]]:
    """A block's content without the id at its end; the id, and the further ids."""
    match = _ATTRIBUTES.search(content) or _JOINED.search(content)
    if not match:
        return content, "", ()
    return content[: match.start()].rstrip(), match["id"], tuple((match["also"] or "").split())


class _Reader:
    """Walks the tokens of one page."""

    def __init__(
        self, tokens: Sequence[Token], lines: Sequence[str], normalized: Sequence[str], before: int, environment: Any
    ) -> None:
        self._tokens, self._lines, self._normalized = tokens, lines, normalized
        self._before, self._environment = before, environment
        self._boxes: list[Block] = []
        self._lists: list[str] = []  # the marker of each list we are in
        self._marker = ""  # of the item whose first paragraph has not come yet
        self._quotes = 0
        self._note = ""
        self._definition: Block | None = None

    def blocks(self) -> Iterator[Block]:
        at = 0
        while at < len(self._tokens):
            step, made = self._step(at)
            for block in made:
                if self._note and block.kind not in (*BY_NAME, "other"):
                    self._define(block)
                else:
                    yield block
            if self._tokens[at].type == "footnote_reference_close" and self._definition:
                yield self._definition
                self._note, self._definition = "", None
            at += step

    def _step(self, at: int) -> tuple[int, list[Block]]:
        """The blocks that begin with a token, and how many tokens they take."""
        token = self._tokens[at]
        line = self._before + (token.map[0] if token.map else 0) + 1
        last = self._before + token.map[1] if token.map else line
        match token.type:
            case "admonition_open":
                return self._box(at, line)
            case "admonition_close":
                self._boxes.pop()
            case "footnote_reference_open":
                self._note = str(token.meta["label"])
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append("")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = f"{token.info}{token.markup}" if token.info else "-"
            case "heading_open":
                content = self._tokens[at + 1].content
                raw, id_, also = split_attributes(content)
                raw = _CLOSING.sub("", raw) if id_ else raw
                level = int(token.tag[1])
                block = Block(id_, "title" if level == 1 else "heading", "", line, also, level=level, last=last)
                match_ = _HEADING_MARKS.match(self._lines[line - 1 - self._before])
                return 3, [self._filled(self._placed(block), raw, match_.end() if match_ else 0)]
            case "paragraph_open":
                return 3, list(self._paragraphs(self._tokens[at + 1].content, line, last))
            case "table_open":
                ours = self._normalized[line - self._before - 1 : last - self._before]
                end = next(i for i in range(at, len(self._tokens)) if self._tokens[i].type == "table_close")
                return end - at + 1, [self._placed(read_table(ours, line, self._environment, split_attributes))]
            case "fence" | "code_block":
                block = Block("", "code", token.content, line, last=last)
                return 1, [self._placed(block)]
            case "hr":
                return 1, [self._placed(Block("", "rule", "", line, last=line))]
            case _:
                pass
        return 1, []

    def _box(self, at: int, line: int) -> tuple[int, list[Block]]:
        """A box's opening line, with the id line that may be its first."""
        token = self._tokens[at]
        match = _ADMONITION.fullmatch(token.info)
        name, title = (match["name"], match["title"] or "") if match else ("", token.content)
        box = Block("", name if name in BY_NAME else "other", "", line, last=line, name=name or token.meta["tag"])
        step = 4 if self._tokens[at + 1].type == "admonition_title_open" else 1
        following, rest = self._tokens[at + step], ""
        end = line
        if following.type == "paragraph_open":
            first, *more = _pieces(self._tokens[at + step + 1].content)
            raw, id_, also = split_attributes(first)
            if id_ and not raw:
                begin, end = (self._before + number for number in following.map or (0, 0))
                box = replace(box, id=id_, also=also, last=begin + 1)
                step, rest = step + 3, "\n".join(more)
        box = self._filled(self._placed(box), title, self._lines[line - self._before - 1].find("!") + 3)
        self._boxes.append(box)
        return step, [box, *(self._paragraphs(rest, box.last + 1, end) if rest else ())]

    def _paragraphs(self, content: str, line: int, last: int) -> Iterator[Block]:
        """A paragraph; several, where an id line has no empty line behind it."""
        pieces = [content] if self._note else _pieces(content)
        for number, piece in enumerate(pieces):
            end = last if number == len(pieces) - 1 else line + piece.count("\n")
            raw, id_, also = split_attributes(piece)
            block = Block(id_, "paragraph", "", line, also, last=end, level=len(self._lists), quoted=self._quotes > 0)
            if self._lists:
                block, self._marker = replace(block, marker=self._marker), ""
            yield self._filled(self._placed(block), raw.lstrip())
            line = end + 1

    def _placed(self, block: Block) -> Block:
        """The block with the box it stands in."""
        box = self._boxes[-1] if self._boxes else None
        return replace(block, box=box.id, inside=box.line) if box else block

    def _filled(self, block: Block, raw: str, column: int = 0) -> Block:
        """The block with its text, whose Markdown begins in its first line, not before `column`."""
        inline = parse_inline(raw, self._environment)
        places = source_map(inline, raw, block.line, self._lines, self._before, column)
        return replace(block, text=inline.text, refs=inline.refs, marks=inline.marks, source_map=places)

    def _define(self, block: Block) -> None:
        """Adds a block to the note it belongs to."""
        block = replace(block, id=self._note, also=(), kind="note", level=0, marker="", quoted=False)
        if not block.text.strip():
            block = replace(block, text="", source_map=())
        first = self._definition
        if first is None:
            self._definition = block
            return
        shift = len(first.text) + 1
        self._definition = replace(
            first,
            text=f"{first.text}\n{block.text}",
            refs=(*first.refs, *(replace(ref, offset=ref.offset + shift) for ref in block.refs)),
            marks=(
                *first.marks,
                *(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in block.marks),
            ),
            source_map=(
                *first.source_map, *(place._replace(start=place.start + shift) for place in block.source_map)
            ),
            further=(*first.further, shift),
            last=block.last,
        )  # fmt: skip


def source_map(
    inline: Inline, raw: str, line: int, lines: Sequence[str], before: int, column: int = 0
) -> tuple[Stretch, ...]:
    """Where the characters of a text stand in the file. `raw`: the Markdown it was made from, which begins in `line` of
    the file, not before `column`; `lines`: those of the file behind its first `before` ones."""
    parts = raw.split("\n")
    starts = list(accumulate((len(part) + 1 for part in parts[:-1]), initial=0))
    columns = []
    for number, part in enumerate(parts):
        index = line - before - 1 + number
        whole = lines[index] if index < len(lines) else ""
        stripped, wanted = whole.rstrip(), part.rstrip()
        if stripped.endswith(wanted) and len(stripped) - len(wanted) >= (column if not number else 0):
            columns.append(len(stripped) - len(wanted))
        else:
            columns.append(max(whole.find(wanted, column if not number else 0), 0))
    found = []
    for run in inline.runs:
        at = bisect_right(starts, run.at) - 1
        here = run.at - starts[at]
        width = min(run.width, len(parts[at]) + 1 - here) if run.length != run.width else run.width
        found.append(Stretch(run.start, run.length, line + at, columns[at] + here, width))
    return tuple(found)


def _pieces(content: str) -> list[str]:
    """A paragraph's content, cut behind each id line: what follows without an empty line is another paragraph. Id
    lines that were mistyped read as they were meant."""
    pieces: list[list[str]] = [[]]
    for line in content.split("\n"):
        if pieces[-1] and MISTYPED_LINE.fullmatch(pieces[-1][-1]):
            pieces.append([])
        if match := mistyped_line(line):
            line = attribute_list(match[1], (match[2] or "").split())
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]


def _with_their_ids(blocks: Sequence[Block], lines: Sequence[str], offset: int) -> list[Block]:
    """The blocks, each with the id line that nothing but empty lines keeps from it."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        fits = before and before.kind in ("paragraph", "code") and not before.id and before.inside == block.inside
        if (
            before
            and block.is_bare
            and fits
            and not any(x.strip() for x in lines[before.last - offset : block.line - 1 - offset])
        ):
            result[-1] = replace(before, id=block.id, also=block.also, last=block.last)
        else:
            result.append(block)
    return result
