"""Paragraphs of ours behind blocks of a page."""

from __future__ import annotations

from collections.abc import Mapping

from duizhao.document.ids import ATTRIBUTES
from duizhao.document.normalize_markup import indent_of


def behind_blocks(markdown: str, language: str, texts: Mapping[tuple[str, str], str], classes: str) -> str:
    """A page's Markdown with a note behind each block that one is for, a paragraph of its own behind the id line.

    `texts`: from a language and a block's id to the note. `classes`: of its element, as `.name`.
    """
    lines = []
    for line in markdown.split("\n"):
        lines.append(line)
        match = ATTRIBUTES.search(line)
        if match and (text := texts.get((language, match[1]))):
            indent = indent_of(line)
            lines += ["", f"{indent}{text}", f"{indent}{{ {classes} role=note data-search-exclude=true }}"]
    return "\n".join(lines)
