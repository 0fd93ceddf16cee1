"""The book's trees as plain data for the typesetter: what `report.typ` walks. No markup, so nothing to escape.

A node is a text, or `{"t": kind, "c": [nodes], …}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from duizhao.languages.script import HAN
from duizhao.publish.bundles.book import Leaf, Note
from duizhao.publish.bundles.trees import HEADINGS, as_list, classes

Node = str | dict[str, Any]

_SPACE = re.compile(r"[ \t\n\r\f]+")
#: What no line of a table's cell breaks inside, but for words that are longer than so many letters. Of each column so
#: many of the longest are measured.
_TABLE_WORD = re.compile(rf"[^\s\u2010-\u2015-{HAN}\u3000-\u303f\uff00-\uffef]+-?")
_LONGEST_WORD, _MOST_WORDS = 24, 8
_INLINE = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong", "sup": "sup",
    "sub": "sub", "del": "strike", "s": "strike", "code": "code", "kbd": "code", "br": "br", "ins": "underline",
    "u": "underline", "wbr": "may-break",
}  # fmt: skip
_BLOCKS = {
    *("aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "section"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS),
}


class Nodes:
    """Turns one page into nodes. Notes stand in the text at their first reference, unless they stand `apart`; `before`
    is how many there have been on the pages whose numbers it goes on with."""

    def __init__(
        self, leaf: Leaf, targets: set[str], images: Mapping[str, str], before: int = 0, *, apart: bool = False
    ) -> None:
        self._apart = apart
        self._referred: set[str] = set()
        self._before = before
        self._notes = {note.id: note for note in leaf.notes}
        self._leaf = leaf
        self._targets = targets
        self._images = images
        self._set: set[str] = set()
        # A heading stands in the contents too, and a label must not stand twice: notes in headings have none.
        self._in_heading = False
        self._unlabelled: set[str] = set()

    def page(self) -> list[Node]:
        """The page's blocks; notes that nothing refers to come last."""
        found = self.blocks(self._leaf.body.children)
        left = [note for note in self._leaf.notes if note.id not in self._set]
        found += [{"t": "loose-note", "n": self._number(note), "c": self._note(note)} for note in left]
        return found

    def blocks(self, elements: Iterable[PageElement]) -> list[Node]:
        """The blocks of some elements of the page."""
        return list(self._blocks(elements))

    def note(self, note: Note) -> Node:
        """A note that stands apart; its number leads back to its first reference."""
        back = {"back": note.id} if note.id in self._referred else {}
        return {"t": "loose-note", "n": self._number(note), "id": note.id, **back, "c": self._note(note)}

    def _note(self, note: Note) -> list[Node]:
        self._set.add(note.id)
        return self.blocks(note.body.children)

    def _blocks(self, elements: Iterable[PageElement]) -> Iterator[Node]:
        """The blocks in an element; text between them becomes paragraphs."""
        line: list[Tag | NavigableString] = []
        for child in elements:
            if isinstance(child, Tag) and child.name in _BLOCKS:
                yield from self._loose(line)
                line = []
                yield from self._block(child)
            elif isinstance(child, (Tag, NavigableString)):
                line.append(child)
        yield from self._loose(line)

    def _loose(self, line: list[Tag | NavigableString]) -> Iterator[Node]:
        solid = [each for each in line if isinstance(each, Tag) or str(each).strip()]
        if solid and all(isinstance(each, Tag) and each.name == "img" for each in solid):
            yield from ({**node, "t": "picture"} for node in self._inlines(solid) if isinstance(node, dict))
        elif solid:
            yield {"t": "p", "c": trimmed(self._inlines(line))}

    def _block(self, element: Tag) -> Iterator[Node]:
        name, kind = element.name, classes(element)
        anchors = self._anchor(element)
        if name in HEADINGS:
            self._in_heading = True
            yield {"t": "h", "level": int(name[1]), "c": self._inline(element), **anchors}
            self._in_heading = False
        elif name == "p":
            style = "label" if "admonition-title" in kind else "note" if "edition-note" in kind else ""
            style = "caption" if "figure-title" in kind else style
            label = str(element.get("data-label") or "")
            yield {"t": "p", "c": self._inline(element), "style": style, "label": label, **anchors}
        elif name in ("aside", "figure", "blockquote"):
            yield {"t": name, "c": self.blocks(element.children), **anchors}
        elif name in ("ul", "ol"):
            items = [self.blocks(item.children) for item in as_list(element) if item.name == "li"]
            start = str(element.get("start") or "1")
            yield {"t": name, "items": items, "start": int(start) if start.isdecimal() else 1, **anchors}
        elif name == "table":
            yield {**self._table(element), **anchors}
        elif name == "pre":
            yield {"t": "pre", "text": element.get_text().rstrip("\n"), **anchors}
        elif name == "hr":
            yield {"t": "hr"}
        elif name == "dt":
            yield {"t": "p", "c": self._inline(element), "style": "label", "label": "", **anchors}
        else:
            yield {"t": "div", "c": self.blocks(element.children), **anchors}

    def _table(self, element: Tag) -> dict[str, Any]:
        rows: list[dict[str, Any]] = [
            {
                "head": row.find_parent("thead") is not None,
                "cells": [
                    {
                        "c": self.blocks(cell.children),
                        "span": [_spanned(cell, "colspan"), _spanned(cell, "rowspan")],
                        "align": next((each for each in ("right", "center") if f"align-{each}" in classes(cell)), ""),
                        "plain": " ".join(cell.get_text().split()),
                    }
                    for cell in row.find_all(("td", "th"), recursive=False)
                ],
            }
            for row in element.find_all("tr")
            if row.find_parent("table") is element
        ]
        count = max((sum(cell["span"][0] for cell in row["cells"]) for row in rows), default=1)
        columns = [[row["cells"][n]["plain"] for row in rows if n < len(row["cells"])] for n in range(count)]
        return {
            "t": "table",
            "columns": count,
            "rows": rows,
            "spanned": any(cell["span"] != [1, 1] for row in rows for cell in row["cells"]),
            # What each column needs at least: its longest words; and how much it holds.
            "words": [nlargest(_MOST_WORDS, _words(column), key=len) for column in columns],
            "sizes": [max(map(len, column), default=0) + 1 for column in columns],
            "longest": _LONGEST_WORD,
        }

    def _inline(self, element: Tag) -> list[Node]:
        return trimmed(self._inlines(element.children))

    def _inlines(self, children: Iterable[object]) -> Iterator[Node]:
        for child in children:
            if isinstance(child, NavigableString):
                yield _SPACE.sub(" ", str(child))
            elif isinstance(child, Tag):
                yield from self._inline_element(child)

    def _inline_element(self, element: Tag) -> Iterator[Node]:
        name = element.name
        if name == "sup" and (link := element.find("a", class_="footnote-ref")) and isinstance(link, Tag):
            note = self._notes.get(str(link["href"]).removeprefix("#"))
            if note:
                yield self._reference(note)
                return
        if element.get("role") == "doc-backlink":
            return  # on paper nobody can follow it
        if name == "img":
            yield {
                "t": "img",
                "file": self._images[str(element["src"])],
                "alt": str(element.get("alt") or ""),
            }
        elif name == "a" and str(element.get("href", "")).startswith("#"):
            yield {"t": "ref", "id": str(element["href"])[1:], "c": list(self._inlines(element.children))}
        elif name == "a" and element.get("href"):
            yield {"t": "link", "url": str(element["href"]), "c": list(self._inlines(element.children))}
        else:
            anchors = self._anchor(element)
            if anchors:
                yield {"t": "anchor", **anchors}
            content = list(self._inlines(element.children))
            if kind := _INLINE.get(name) or ("latin" if "latin" in classes(element) else ""):
                yield {"t": "slanted" if kind == "em" and "latin" in classes(element) else kind, "c": content}
            else:
                yield from content

    def _reference(self, note: Note) -> Node:
        """A reference; the first one holds the note."""
        if self._apart:
            first = note.id not in self._referred and not self._in_heading
            if first:
                self._referred.add(note.id)
            return {"t": "to-note", "n": self._number(note), "note": note.id, "first": first}
        if note.id in self._unlabelled:
            return {"t": "sup", "c": [self._number(note)]}
        node: dict[str, Any] = {"t": "note", "n": self._number(note), "c": []}
        if note.id not in self._set:
            in_heading, self._in_heading = self._in_heading, False
            node["c"] = self._note(note)
            self._in_heading = in_heading
        if self._in_heading:
            self._unlabelled.add(note.id)
            return node
        return {**node, "id": note.id}

    def _number(self, note: Note) -> str:
        return str(int(note.number) + self._before)

    def _anchor(self, element: Tag) -> dict[str, str]:
        id_ = str(element.get("id") or "")
        return {"id": id_} if id_ in self._targets else {}


def trimmed(nodes: Iterable[Node]) -> list[Node]:
    """Nodes of a line without the space at its ends; texts that touch become one."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        elif node:
            found.append(node)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    return [node for node in found if node]


def _words(texts: Iterable[str]) -> set[str]:
    """The words of a table's column, each as much of it as has to stand on one line."""
    return {match[0][:_LONGEST_WORD] for text in texts for match in _TABLE_WORD.finditer(text)}


def _spanned(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(max(int(value), 1), 100) if value.isdecimal() else 1
