"""PDFs of documents whose truth is known, set by Typst in several designs, and what others find in them."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pypandoc
import typst
from pdfminer.high_level import extract_text

Found = list[tuple[str, str]]

#: Designs of one column and of two, taken in turn: what pages, text and tables look like.
_PAGES = (
    'paper: "a4", margin: 2.5cm, header: [{title} #h(1fr) #context counter(page).display()]',
    'paper: "a5", margin: (x: 1.8cm, y: 2cm), header: align(center)[{title}], '
    "footer: context align(center)[— #counter(page).display() —]",
    'paper: "a4", margin: 3cm, numbering: "1", '
    "header: context if calc.odd(counter(page).get().first()) [{title}] else [#h(1fr)River Office]",
)
_TEXTS = (
    "#set text(size: 10.5pt)\n#set par(justify: true, spacing: 1.3em)",
    "#set text(size: 10pt)\n#set par(justify: true, first-line-indent: (amount: 2em, all: true), spacing: 0.65em)",
    "#set text(size: 11pt)\n#set par(spacing: 1.2em)",
)
_TABLES = (
    "#set table(inset: 5pt)",
    "#set table(stroke: none, inset: 5pt)\n#show table: it => block(stroke: (top: 0.8pt, bottom: 0.8pt), it)",
    "#set table(stroke: none, inset: (x: 9pt, y: 4pt))\n#show table.cell.where(y: 0): strong",
)
_HEADINGS = (
    "#show heading.where(level: {level}): set text(size: {size}pt)",
    "#show heading.where(level: {level}): it => "
    "block(above: 1.6em, below: 0.9em, text(size: {size}pt, weight: 700, it.body))",
)
_SIZES = (20, 16, 13.5, 12, 11)


def make_pdf(markdown: str, title: str, language: str, path: Path, number: int, columns: int) -> None:
    """Writes a document as a PDF; the number chooses its design."""
    body = pypandoc.convert_text(markdown, "typst", format="markdown")
    body = re.sub(r"(?m)^<[^<>\n]*>$", "", body)
    headings = _HEADINGS[number % 2]
    parts = [
        f"#set page({_PAGES[number % 3].format(title=title)}, columns: {columns})",
        f'#set text(font: ("Libertinus Serif", "Noto Serif CJK SC"), lang: "{language}")',
        _TEXTS[number // 2 % 3],
        _TABLES[number // 3 % 3].replace("block(", "block(breakable: true, "),
        *(headings.format(level=level, size=size) for level, size in enumerate(_SIZES, 1)),
        "#show figure.caption: it => it.body",
        "#show figure.where(kind: table): set block(breakable: true)",
        "#set image(width: 3cm)",
        "#let horizontalrule = line(length: 100%)",
    ]
    source = path.with_suffix(".typ")
    source.write_text("\n".join([*parts, body]), encoding="utf-8")
    typst.compile(str(source), output=str(path), pdf_tags=False)


def pdfminers(path: Path) -> tuple[Found, Found]:
    """What pdfminer.six gives: blocks of lines, parted by empty ones."""
    blocks = re.split(r"\n\s*\n", extract_text(str(path)).replace("\f", "\n\n"))
    return [("paragraph", " ".join(block.split())) for block in blocks if block.strip()], []


def pdfplumbers(path: Path) -> tuple[Found, Found]:
    """What pdfplumber gives: lines, and the cells of the tables it sees."""
    found: Found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            tables = page.find_tables()
            found += [("paragraph", line) for line in page.extract_text().splitlines()]
            found += [("cell", cell or "") for table in tables for row in table.extract() for cell in row]
    return found, []
