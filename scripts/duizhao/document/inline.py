"""A block's own Markdown: its text as it reads, with what is in it, and its attribute list."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin

from duizhao.document.model import Mark, Ref

_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*?)[ ]*\}[ ]*\Z")
_ID = re.compile(r"(?:^|\s)#([^\s#.={}\"]+)")
_ALSO = re.compile(r'(?:^|\s)data-also="([^"]*)"')
_AUTOLINK = re.compile(r"(?<!\\)<(https?://[^<>\s]+)>")
#: How the writer escapes signs in an address (`writers.escape.escaped_address`).
ESCAPED = re.compile(r"\\([\[*_])|&(amp|lt);")
_MARKS: dict[str, Literal["em", "strong", "link"]] = {"em_close": "em", "strong_close": "strong", "link_close": "link"}


@cache
def parser() -> MarkdownIt:
    """The parser of an edition's Markdown."""
    made = MarkdownIt("commonmark", {"html": True}).enable("table")
    made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return made.use(admon_plugin)


def attributes(content: str) -> tuple[str, str, tuple[str, ...]]:
    """The content without its attribute list, the id and the further ids."""
    match = _ATTRIBUTES.search(content)
    if not match or (match.start() and content[match.start() - 1] not in " \n"):
        return content, "", ()
    id_ = _ID.search(match[1])
    also = _ALSO.search(match[1])
    return content[: match.start()].rstrip(), id_[1] if id_ else "", tuple(also[1].split()) if also else ()


def inline(raw: str) -> tuple[str, tuple[Ref, ...], tuple[Mark, ...]]:
    """A block's text as it reads, its footnote references, and its emphasis and links."""
    refs: list[Ref] = []
    marks: list[Mark] = []
    opened: list[tuple[int, str]] = []
    parts: list[str] = []
    length = 0
    # The parser shows addresses decoded; a reader copies what the file has.
    written = (ESCAPED.sub(unescaped, address) for address in _AUTOLINK.findall(raw))
    linked = ""
    for token in parser().parseInline(raw)[0].children or ():
        text = ""
        if token.type == "footnote_ref":
            refs.append(Ref(str(token.meta["label"]), length))
        elif token.type in ("softbreak", "hardbreak"):
            text = "\n"
        elif token.type in ("em_open", "strong_open", "link_open"):
            linked = next(written, "") if token.markup == "autolink" else ""
            opened.append((length, linked or str(token.attrs.get("href", ""))))
        elif token.type in ("em_close", "strong_close", "link_close"):
            start, address = opened.pop()
            linked = ""
            marks.append(Mark(start, length, _MARKS[token.type], address))
        elif token.content:
            text = linked or token.content
            if token.type == "code_inline":
                marks.append(Mark(length, length + len(text), "code"))
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(refs), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def unescaped(match: re.Match[str]) -> str:
    """The sign that is meant where `ESCAPED` matches."""
    return match[1] or {"amp": "&", "lt": "<"}[match[2]]
