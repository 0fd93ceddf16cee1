"""A page's parallel view as HTML: a row per group of counterpart blocks, a cell per language.

Readable as it is, without style or script: headings, paragraphs and notes in order, each cell in its language, and
a gap said in words. Ids are the edition's, so that links to a paragraph work here too.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from duizhao.compare.pairs import PagePair, Row
from duizhao.document.boxes import ASIDES
from duizhao.document.model import Block, Ref
from duizhao.languages.script import in_han
from duizhao.publish.markdown.elements import element, html_of, inner_html
from duizhao.publish.markdown.inline import Sentence, fill, unknown
from duizhao.publish.markdown.page import note_labels
from duizhao.publish.markdown.tables import framed, table_element

#: From the texts of a row's two sides to pairs of spans; an empty span where a sentence has no counterpart.
SentenceAligner = Callable[[str, str], Sequence[tuple[tuple[int, int], tuple[int, int]]]]


#: Where a title in Chinese is parted by its sense.
_PARTING = re.compile("[，、：；。！？—…“”‘’《》]")

#: The id of the element that holds the rows.
BEGINNING = "parallel"


class Words(Struct, frozen=True):
    """What the view says, in the language of the page it belongs to. `gap` by the language that lacks the text;
    `paragraph`: what a paragraph's link is called. `back`, `back_several` and `reference` by the language of the
    column they stand in, and in it.

    `figures`: what is shown of a figure, as HTML, by language and id: its image, a drawing, or a note. `tables`: by
    language, a table's name with `{columns}`, and what parts these. `cited`: by language and id of an entry of a
    bibliography, the addresses of what cites it; `cited_back`: what a link there is called, by language.
    """

    gap: dict[str, str]
    notes: str
    coverage: str
    tags: dict[str, str]
    controls: dict[str, str]
    alone: str
    back: dict[str, str]
    back_several: dict[str, str]
    reference: dict[str, str]
    paragraph: str
    boxes: dict[str, dict[str, str]]
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    notices: dict[tuple[str, str], str] = field(default_factory=dict)
    tables: dict[str, tuple[str, str]] = field(default_factory=dict)
    cited: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    cited_back: dict[str, str] = field(default_factory=dict)


class Coverage(Struct, frozen=True):
    """How much of a page is aligned: paragraphs with a counterpart, and all paragraphs (of the side with more)."""

    aligned: int
    total: int


def coverage(rows: Sequence[Row]) -> Coverage:
    """Counts a page's rows of paragraphs, those in fact boxes too."""
    paragraphs = [row for row in rows if (row.left or row.right)[0].kind == "paragraph"]
    return Coverage(sum(row.aligned for row in paragraphs), len(paragraphs))


def view_html(pair: PagePair, languages: tuple[str, str], words: Words, align: SentenceAligner) -> str:
    """The view of two counterpart pages; the first of `languages` comes first in each row."""
    view = _View(pair, languages, words, align)
    counts = coverage(pair.rows)
    said = words.coverage.format(aligned=counts.aligned, total=counts.total)
    controls = escape(json.dumps(words.controls, ensure_ascii=False))
    scripts = " ".join("han" if in_han(code) else "other" for code in languages)
    rows = "\n".join(view.row(row) for row in pair.rows)
    if view.alone:
        said += words.alone.format(count=view.alone)
    return (
        f'<p class="parallel-coverage">{escape(said)}</p>\n'
        f'<div class="parallel" id="{BEGINNING}" data-languages="{" ".join(languages)}" data-scripts="{scripts}"'
        f' data-words="{controls}">\n'
        f"{rows}\n{view.notes()}</div>"
    )


class _View:
    def __init__(self, pair: PagePair, languages: tuple[str, str], words: Words, align: SentenceAligner) -> None:
        self._languages, self._words, self._align = languages, words, align
        self.alone = 0
        pages = {page.language: page for page in (pair.left, pair.right) if page}
        self._pages = pages
        self._sides = {page.language: side for side, page in enumerate((pair.left, pair.right)) if page}
        self._boxes = {block.id for page in pages.values() for block in page.blocks if block.kind in ASIDES}
        self._cited: dict[str, Counter[str]] = {code: Counter() for code in pages}
        self._names = {
            code: {label: str(number) for number, label in enumerate(note_labels(page), 1)}
            for code, page in pages.items()
        }

    def row(self, row: Row) -> str:
        """One row: its cells in the order of the languages."""
        blocks = (row.left, row.right)
        kind = (row.left or row.right)[0].kind
        sentences = self._sentences(row) if kind in ("paragraph", "note") and row.aligned else ({}, {})
        inside = " in-box" if (row.left or row.right)[0].box in self._boxes else " box" if kind in ASIDES else ""
        cells = []
        for code in self._languages:
            side = self._sides.get(code, -1)
            found = blocks[side] if side >= 0 else ()
            cells.append(self._cell(code, found, sentences[side] if found else {}))
        id_ = f' id="{escape(row.id)}"' if row.id else ""
        further = {i for block in (*row.left, *row.right) for i in (block.id, *block.also) if i} - {row.id}
        anchors = "".join(f'<span id="{escape(i)}" class="edition-anchor"></span>' for i in sorted(further))
        sign = ""
        if row.id and kind == "paragraph":
            label = escape(self._words.paragraph)
            sign = f'<a class="edition-permalink" href="#{escape(row.id)}" aria-label="{label}"></a>'
        return f'<div class="parallel-row {kind}{inside}"{id_}>{anchors}{"".join(cells)}{sign}</div>'

    def notes(self) -> str:
        """The notes of both pages in rows, by label."""
        labels: list[str] = []
        for code in self._languages:
            before = -1
            for label in self._ordered(code):
                # What the first language lacks stands where the second one has it.
                if label not in labels:
                    labels.insert(before + 1, label)
                before = labels.index(label)
        if not labels:
            return ""
        sides = [self._pages.get(code) for code in self._languages]
        rows = []
        for label in labels:
            cells = []
            for code, page in zip(self._languages, sides, strict=True):
                note = page.notes.get(label) if page else None
                name = self._names.get(code, {}).get(label, "")
                body = f"{self._inline(code, note)}{self._links_back(code, label, name)}" if note else ""
                text = f'<p><span class="note-number">{name}</span> <span>{body}</span></p>' if note else None
                cells.append(self._framed(code, text))
            rows.append(f'<div class="parallel-row note" id="note-{escape(label)}">{"".join(cells)}</div>')
        return (
            f'<section class="parallel-notes"><h2>{escape(self._words.notes)}</h2>\n' + "\n".join(rows) + "</section>\n"
        )

    def _links_back(self, code: str, label: str, name: str) -> str:
        """A link to each place that refers to a note; the rows are made before the notes."""
        addresses = [f"#{_reference_id(code, label, place)}" for place in range(1, self._cited[code][label] + 1)]
        words = (self._words.back if len(addresses) == 1 else self._words.back_several)[code]
        return _backlinks(addresses, words, name)

    def _ordered(self, code: str) -> list[str]:
        page = self._pages.get(code)
        return list(self._names[code]) if page else []

    def _cell(self, code: str, blocks: Sequence[Block], sentences: dict[int, list[Sentence]]) -> str:
        if not blocks:
            return self._framed(code, None)
        parts = []
        for index, block in enumerate(blocks):
            if block.kind == "table":
                parts += [self._table(code, block), self._notice(code, block)]
                continue
            if block.kind == "code":
                parts += [f"<pre><code>{escape(block.text)}</code></pre>", self._notice(code, block)]
                continue
            html = self._inline(code, block, sentences.get(index, ()))
            tag = {"title": "h1", "heading": "h2"}.get(block.kind, "p")
            if tag != "p" and code != self._languages[0] and self._languages[0] in self._sides:
                tag = "p"  # one outline: the first language's
            titled = block.kind in ("title", "heading")
            unparted = " unparted" if titled and not _PARTING.search(block.text[:-1]) else ""
            kind = "" if block.kind in ("paragraph", "note") else f' class="{block.kind}-title{unparted}"'
            if block.kind == "figure":
                parts.append(self._words.figures.get((code, block.id), ""))
            label = f' data-label="{escape(self._words.boxes[code][block.kind])}"' if block.kind in ASIDES else ""
            if block.level and block.kind == "paragraph":
                # A list goes on from row to row, so each item has its sign in its text.
                sign = "•" if block.marker == "-" else block.marker
                kind = f' class="list-item level-{min(block.level, 3)}"'
                html = f'<span class="list-sign">{escape(sign)}</span> {html}' if sign else html
            if cited := self._words.cited.get((code, block.id)):
                html += _backlinks(cited, self._words.cited_back[code])
            html = f"<{tag}{kind}{label}>{html}</{tag}>"
            parts.append(f"<blockquote>{html}</blockquote>" if block.quoted else html)
            parts.append(self._notice(code, block))
        return self._framed(code, "".join(parts))

    def _notice(self, code: str, block: Block) -> str:
        notice = self._words.notices.get((code, block.id))
        return f'<p class="edition-note">{escape(notice)}</p>' if notice else ""

    def _table(self, code: str, block: Block) -> str:
        """A table in a frame that can be scrolled."""
        label, separator = self._words.tables.get(code, ("{columns}", ", "))
        return html_of(framed(table_element(block, partial(self._reference, code)), block, label, separator))

    def _inline(self, code: str, block: Block, sentences: Sequence[Sentence] = ()) -> str:
        return inner_html(fill(Element("p"), block, partial(self._reference, code), sentences=sentences))

    def _reference(self, code: str, ref: Ref) -> Element:
        """A footnote's number, which leads to it; the words it is named by are the column's."""
        name = self._names[code].get(ref.label)
        if name is None:
            return unknown(ref)
        self._cited[code][ref.label] += 1
        raised = element("sup", class_="reference", id=_reference_id(code, ref.label, self._cited[code][ref.label]))
        words = self._words.reference[code].format(number=name)
        raised.append(element("a", name, href=f"#note-{ref.label}", role="doc-noteref", aria_label=words))
        return raised

    def _framed(self, code: str, html: str | None) -> str:
        tag = self._words.tags.get(code, code)
        if html is None:
            return f'<div class="parallel-cell gap" data-language="{code}"><p>{escape(self._words.gap[code])}</p></div>'
        return f'<div class="parallel-cell" data-language="{code}" lang="{tag}">{html}</div>'

    def _sentences(self, row: Row) -> tuple[dict[int, list[Sentence]], dict[int, list[Sentence]]]:
        """For each side, the sentences of each of its blocks."""
        texts = tuple("\n".join(block.text for block in side) for side in (row.left, row.right))
        found: tuple[list[Sentence], list[Sentence]] = ([], [])
        number = 0
        for left, right in self._align(*texts):
            both = left[0] < left[1] and right[0] < right[1]
            number += both
            self.alone += not both
            for side, (start, end) in enumerate((left, right)):
                if start < end:
                    found[side].append(Sentence(start, end, number if both else 0))
        return _by_block(row.left, found[0]), _by_block(row.right, found[1])


def _by_block(blocks: Sequence[Block], sentences: Sequence[Sentence]) -> dict[int, list[Sentence]]:
    """Sentences of a row's joined text, cut at its blocks' borders and counted within each block."""
    result: dict[int, list[Sentence]] = {}
    at = 0
    for index, block in enumerate(blocks):
        end = at + len(block.text)
        result[index] = [
            Sentence(max(s.start, at) - at, min(s.end, end) - at, s.pair)
            for s in sentences
            if s.start < end and s.end > at
        ]
        at = end + 1
    return result


def _backlinks(addresses: Sequence[str], words: str, number: str = "") -> str:
    """A link to each place that refers to something; `words`: what it is called."""
    links = []
    for place, address in enumerate(addresses, 1):
        mark = f' data-place="{place}"' if len(addresses) > 1 else ""
        links.append(
            f' <a class="footnote-backref" href="{escape(address)}" role="doc-backlink"{mark}'
            f' aria-label="{escape(words.format(number=number, place=place))}">↩</a>'
        )
    return "".join(links)


def _reference_id(language: str, label: str, place: int) -> str:
    """The id of the reference that is the note's first, second … on the page."""
    return f"ref{place if place > 1 else ''}-{language}-{label}"
