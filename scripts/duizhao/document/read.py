"""Reads an edition's Markdown back. Tolerant: what an editor got wrong is for the checks to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from markdown_it.token import Token

from duizhao.document.front import FRONT_MATTER
from duizhao.document.inline import attributes, inline, parser
from duizhao.document.model import BETWEEN_CELLS, Block, Edition, Kind, Mark, Page, Ref
from duizhao.document.normalize_markup import MISTYPED_LINE, as_meant
from duizhao.document.safety.files import front_hazards
from duizhao.errors import InputError, reason_of
from duizhao.yaml_loader import LOADER

_ADMONITION = re.compile(r'!!!\s+([\w-]+)(?:\s+"(.*)")?\s*\Z')


def read_editions(
    docs: Path, root: Path | None = None, contents: Mapping[str, str] | None = None
) -> tuple[Edition, ...]:
    """The editions below `docs`, a folder a language, in the folders' order; messages name files from `root`.

    `contents`: what to take for a file, by the name messages give it, instead of what it holds.

    Raises:
        InputError: there is none, or a file cannot be read.
    """
    folders = sorted(p for p in docs.glob("[a-z][a-z]*") if p.is_dir() and (p / "index.md").exists())
    if not folders:
        raise InputError("There is no edition here.", file=str(docs), hint="Run `duizhao convert` first.")
    return tuple(read_edition(folder, root, contents) for folder in folders)


def read_edition(folder: Path, root: Path | None = None, contents: Mapping[str, str] | None = None) -> Edition:
    """The edition of one language's folder."""
    pages = []
    for path in sorted(folder.rglob("*.md")):
        file = _named(path, root)
        if path.is_symlink():
            raise InputError("This is a symbolic link.", file=file, hint="Replace it by the file.")
        content = (contents or {}).get(file)
        if content is None:
            content = _content_of(path, file)
        pages.append(read_page(content.replace("\r\n", "\n"), folder.name, path.relative_to(folder).as_posix(), file))
    return Edition(folder.name, tuple(sorted(pages, key=lambda page: (page.order, page.path))))


def _content_of(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("The file is not UTF-8.", file=file, line=line, hint="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError("The file cannot be read ({reason}).", file=file, reason=reason_of(error)) from None


def _named(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.as_posix()


def read_page(content: str, language: str, path: str, file: str) -> Page:
    """One page from its file's content.

    Raises:
        InputError: the front matter is not YAML.
    """
    front: dict[str, Any] = {}
    body, offset = content, 0
    if match := FRONT_MATTER.match(content):
        offset = content.count("\n", 0, match.end())
        body = content[match.end() :]
        _refuse_tricks(content, file)
        try:
            loaded = yaml.load(match[1], Loader=LOADER)
        except (yaml.YAMLError, ValueError) as error:  # a ValueError: a day the calendar does not have
            mark = getattr(error, "problem_mark", None)
            raise InputError(
                "The front matter (between the two lines `---`) is not YAML.",
                file=file, line=mark.line + 2 if mark else 1, hint="Compare with another page's.",
            ) from None  # fmt: skip
        front = loaded if isinstance(loaded, dict) else {}
    tokens = parser().parse(as_meant(body))
    blocks = _with_their_ids(list(_blocks(tokens, offset + 1)), content.split("\n"))
    notes = {block.id: block for block in blocks if block.kind == "note"}
    return Page(language, path, file, front, tuple(b for b in blocks if b.kind != "note"), notes, content)


def _with_their_ids(blocks: Sequence[Block], lines: Sequence[str]) -> list[Block]:
    """The blocks, each paragraph with the id line that nothing but empty lines keeps from it."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        alone = block.kind == "paragraph" and block.id and not block.text
        fits = before and before.kind == "paragraph" and not before.id and before.box == block.box
        if before and alone and fits and not any(line.strip() for line in lines[before.last : block.line - 1]):
            result[-1] = replace(before, id=block.id, also=block.also, last=block.last)
        else:
            result.append(block)
    return result


def _pieces(content: str) -> list[str]:
    """A paragraph's content, cut behind each id line: what follows without an empty line is another paragraph. Id
    lines that were mistyped read as they were meant."""
    pieces: list[list[str]] = [[]]
    for line in content.split("\n"):
        if pieces[-1] and MISTYPED_LINE.fullmatch(pieces[-1][-1]):
            pieces.append([])
        match = MISTYPED_LINE.fullmatch(line)
        if match and not (line.rstrip().endswith("}") and line.lstrip().startswith("{")):
            also = f' data-also="{match[2]}"' if match[2] else ""
            line = f"{{ #{match[1]}{also} }}"
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]


def _refuse_tricks(content: str, file: str) -> None:
    """Stops at front matter that could be made to explode when it is read."""
    for hazard in front_hazards(content):
        if hazard.code == "x-109":
            raise InputError(
                "The front matter may hold plain entries only: no anchors (&), aliases (*), types (!) or deep nesting.",
                file=file, line=hazard.line, hint="Write the value out; compare with another page's.",
            )  # fmt: skip


def _joined(first: Block, second: Block) -> Block:
    """Two paragraphs of one note as one block, a line break between their texts."""
    shift = len(first.text) + 1
    refs = (replace(ref, offset=ref.offset + shift) for ref in second.refs)
    marks = (replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in second.marks)
    text = f"{first.text}\n{second.text}"
    return replace(first, text=text, refs=(*first.refs, *refs), marks=(*first.marks, *marks), last=second.last)


def _blocks(tokens: list[Token], first: int) -> Iterator[Block]:
    """The blocks of a page; `first` is the line the body begins on."""
    boxes: list[tuple[Kind, str]] = []
    pending: Block | None = None  # a box whose id line has not come yet
    note = ""
    definition: Block | None = None  # a note whose paragraphs are being read
    for index, token in enumerate(tokens):
        line = first + (token.map[0] if token.map else 0)
        if token.type == "admonition_open":
            match = _ADMONITION.match(f"!!! {token.info}".strip())
            kind: Kind = "other"
            if match and match[1] in ("factbox", "figure"):
                kind = "factbox" if match[1] == "factbox" else "figure"
            pending = Block("", kind, _plain_title(match[2] or "") if match else "", line, last=line)
            boxes.append((kind, ""))
        elif token.type == "admonition_close":
            if pending:
                yield pending
                pending = None
            boxes.pop()
        elif token.type == "footnote_reference_open":
            note = str(token.meta["label"])
        elif token.type == "footnote_reference_close":
            if definition:
                yield definition
            note, definition = "", None
        elif token.type == "inline" and index and tokens[index - 1].type in ("heading_open", "paragraph_open"):
            opening = tokens[index - 1]
            if opening.type == "paragraph_open" and index > 1 and tokens[index - 2].type == "admonition_title_open":
                continue
            pieces = [token.content] if note or opening.type == "heading_open" else _pieces(token.content)
            for piece in pieces:
                here, line = line, line + piece.count("\n") + 1
                raw, id_, also = attributes(piece)
                if pending and not raw and id_:
                    pending = Block(id_, pending.kind, pending.text, pending.line, also, last=here)
                    boxes[-1] = (pending.kind, id_)
                    yield pending
                    pending = None
                    continue
                if pending:
                    yield pending
                    pending = None
                text, refs, marks = inline(raw)
                last = line - 1 if len(pieces) > 1 else first + opening.map[1] - 1 if opening.map else here
                if note:
                    block = Block(note, "note", text, here, refs=refs, marks=marks, last=last)
                    definition = _joined(definition, block) if definition else block
                elif opening.type == "heading_open":
                    level = int(opening.tag[1])
                    kind = "title" if level == 1 else "heading"
                    yield Block(id_, kind, text, here, also, refs, marks, level=level, last=last)
                else:
                    box = boxes[-1][1] if boxes else ""
                    yield Block(id_, "paragraph", text, here, also, refs, marks, box=box, last=last)
        elif token.type == "table_open":
            if pending:
                yield pending
                pending = None
            table = replace(_table(tokens[index:], line), box=boxes[-1][1] if boxes else "")
            if token.map:
                table = replace(table, last=first + token.map[1] - 1)
            if note:
                table = replace(table, id=note, kind="note")
                definition = _joined(definition, table) if definition else table
            else:
                yield table
        elif token.type in ("fence", "code_block", "html_block"):
            yield Block("", "other", token.content, line, box=boxes[-1][1] if boxes else "")


def _table(tokens: list[Token], line: int) -> Block:
    """The table the tokens begin with."""
    rows, id_, also = _without_id_line(_rows(tokens))
    text = ""
    refs: list[Ref] = []
    marks: list[Mark] = []
    cells: list[tuple[tuple[int, int], ...]] = []
    for number, row in enumerate(rows):
        spans = []
        for place, raw in enumerate(row):
            text += BETWEEN_CELLS if place else "\n" if number else ""
            start = len(text)
            said, more_refs, more_marks = inline(raw)
            text += said
            refs += [replace(ref, offset=ref.offset + start) for ref in more_refs]
            marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in more_marks]
            spans.append((start, len(text)))
        cells.append(tuple(spans))
    return Block(id_, "table", text, line, also, tuple(refs), tuple(marks), rows=tuple(cells))


def _rows(tokens: list[Token]) -> list[list[str]]:
    """What stands in the cells of the table the tokens begin with."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
        elif token.type == "table_close":
            break
    return rows


def _without_id_line(rows: list[list[str]]) -> tuple[list[list[str]], str, tuple[str, ...]]:
    """The rows without the id line, which is to the parser one more row; the id and the further ids."""
    if len(rows) > 1 and not any(rows[-1][1:]):
        rest, id_, also = attributes(rows[-1][0])
        if id_ and not rest:
            return rows[:-1], id_, also
    return rows, "", ()


def _plain_title(raw: str) -> str:
    return inline(raw)[0]
