"""PDFs of documents whose truth is known, set by Typst in several designs or printed by Chromium, and what others find
in them."""

from __future__ import annotations

import re
import shutil
import subprocess
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
#: How pages of the web are set that are printed, taken in turn.
_STYLES = (
    "@page { size: a4; margin: 2cm } body { font: 11pt 'DejaVu Serif', 'Noto Serif CJK SC', serif; line-height: 1.5 } "
    "table { border-collapse: collapse } td, th { border: 1px solid #999; padding: 4px 8px }",
    "@page { size: a5; margin: 1.5cm } body { font: 10pt 'DejaVu Sans', 'Noto Sans CJK SC', sans-serif } "
    "body { line-height: 1.6 } td, th { padding: 4px 14px; text-align: left } thead th { border-bottom: 1px solid }",
)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def make_pdf(markdown: str, title: str, language: str, path: Path, number: int, columns: int, tags: bool) -> None:
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
    typst.compile(str(source), output=str(path), pdf_tags=tags)


def print_pdf(markdown: str, title: str, path: Path, number: int, tags: bool) -> None:
    """Has a browser print a document; the number chooses its style."""
    page = path.with_suffix(".html")
    made_by = ["--standalone", f"--metadata=pagetitle:{title}", "--variable=document-css=false"]
    style = f"<style>{_STYLES[number % 2]} img {{ width: 3cm }}</style>"
    made = pypandoc.convert_text(markdown, "html", format="markdown", extra_args=made_by)
    page.write_text(made.replace("</head>", f"{style}</head>"), encoding="utf-8")
    browser = next(found for name in _CHROMIUM if (found := shutil.which(name)))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options += [] if tags else ["--disable-pdf-tagging"]
    subprocess.run([browser, *options, f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True)


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
