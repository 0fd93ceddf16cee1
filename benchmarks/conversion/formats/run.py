"""How much of what is known to be in a document is found in each format, beside pandoc.

    python benchmarks/conversion/formats/run.py [--number N] [--seed N] [--write]

The documents are made by rule (`truth.py`), and put into each format by pandoc (`pypandoc_binary`), into PDF by Typst
and Chromium.
Of each kind of structure: precision and recall of (kind, text), in their order; of notes: of (text before the mark,
text of the note); order: how much of what was found is in its place; of the whole text: 1 minus the edit distance by
length. pandoc reads the same files and is counted in the same way; PDFs are read by pdfminer.six and pdfplumber.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pypandoc
import yaml
from pdf import make_pdf, pdfminers, pdfplumbers, print_pdf
from PIL import Image
from truth import Truth, documents

from duizhao.document.boxes import FIGURE
from duizhao.document.editions import read_page
from duizhao.document.merged_cells import COVERED
from duizhao.source.conversion import convert

#: The formats pandoc makes and reads, by their ending; and PDFs, which it does not read: how many columns they have (0:
#: a browser prints them), and whether they are tagged.
FORMATS = {"md": "markdown", "docx": "docx", "html": "html", "epub": "epub", "odt": "odt"}
PDFS = {
    "pdf": (1, False),
    "columns.pdf": (2, False),
    "tagged.pdf": (1, True),
    "columns-tagged.pdf": (2, True),
    "print.pdf": (0, False),
    "print-tagged.pdf": (0, True),
}
KINDS = ("heading", "paragraph", "item", "cell", "quotation", "figure", "note")
HERE = Path(__file__).parent

Found = list[tuple[str, str]]


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


#: What PDFs are read with beside us.
PDF_READERS: dict[str, Callable[[Path, Truth], tuple[Found, Found]]] = {
    "pdfminer.six": lambda path, _: pdfminers(path),
    "pdfplumber": lambda path, _: pdfplumbers(path),
}


def put_into_pdf(truth: Truth, path: Path, number: int, ending: str) -> None:
    """Makes the PDF of a document."""
    columns, tags = PDFS[ending]
    if columns:
        make_pdf(truth.markdown, truth.title, truth.language, path, number, columns, tags)
    else:
        print_pdf(truth.markdown, truth.title, path, number, tags)


def ours(path: Path, truth: Truth) -> tuple[Found, Found]:
    """What a conversion finds: blocks, and notes with the text before their marks."""
    script = "han" if truth.language == "zh" else "latin"
    language = {"script": script, "title": truth.title, "publisher": "—"}
    profile = path.with_suffix(".yml")
    text = yaml.safe_dump({"source": path.name, "languages": {truth.language: language}}, allow_unicode=True)
    profile.write_text(text, encoding="utf-8")
    conversion = convert(profile, path.parent)
    blocks: Found = []
    notes: Found = []
    for name, written in conversion.files.items():
        page = read_page(written.content, truth.language, name, name)
        section = 2 if page.front.get("section") else 1
        for block in page.blocks:
            if page.front["kind"] == "home" and block.kind in ("title", "paragraph") and len(blocks) < 2:
                continue  # title and publisher
            notes += [(block.text[: ref.offset], page.notes[ref.label].text) for ref in block.refs]
            if block.kind == "title":
                blocks.append((f"heading {section + 1}", block.text))
            elif block.kind == "heading":
                blocks.append((f"heading {block.level + section}", block.text))
            elif block.kind == "table":
                for row, cells in enumerate(block.rows):
                    for column, cell in enumerate(cells):
                        span = block.spans[row][column] if block.spans else (1, 1)
                        if span != COVERED:
                            blocks.append((_cell(*span), block.text[slice(*cell)]))
            elif block.kind == FIGURE:
                blocks.append(("figure", block.text))
            elif block.marker:
                blocks.append((f"item {block.level} {block.marker}", block.text))
            else:
                blocks.append(("quotation" if block.quoted else "paragraph", block.text))
    return blocks, notes


def _cell(columns: int, rows: int) -> str:
    """The kind of a cell that takes so many columns and rows."""
    return "cell" if columns == rows == 1 else f"cell {columns}×{rows}"


def put_into(truth: Truth, path: Path, folder: str) -> None:
    """Makes the document in a format that pandoc writes; tables with merged cells are put into its tree, since its
    Markdown has none."""
    tree = json.loads(pypandoc.convert_text(truth.markdown, "json", format="markdown-markdown_in_html_blocks"))
    made = [json.loads(pypandoc.convert_text(html, "json", format="html"))["blocks"][0] for html in truth.tables]
    blocks: list[Any] = []
    inside = False
    for block in tree["blocks"]:
        raw = block["c"][1] if block["t"] == "RawBlock" else ""
        if raw.startswith("<table"):
            blocks.append(made.pop(0))
            inside = True
        # Of HTML pandoc makes a block for each element and for each text in one.
        if not inside:
            blocks.append(block)
        inside = inside and "</table>" not in raw
    tree["blocks"] = blocks
    arguments = [f"--resource-path={folder}", "--standalone", "--metadata=pagetitle:x"]
    pypandoc.convert_text(
        json.dumps(tree), FORMATS[path.suffix[1:]], format="json", outputfile=str(path), extra_args=arguments
    )


def pandocs(path: Path, truth: Truth) -> tuple[Found, Found]:
    """What pandoc finds."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format=FORMATS[path.suffix[1:]]))
    blocks: Found = []
    notes: Found = []
    for block in tree["blocks"]:
        blocks += _blocks(block, notes, 0)
    return blocks, notes


def _plain(inlines: Any, notes: Found | None = None) -> str:
    text = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            text += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind == "Note" and notes is not None:
            notes.append((text, " ".join(_plain(b["c"]) for b in content if b["t"] in ("Para", "Plain"))))
        elif kind in ("Emph", "Strong", "Superscript", "Subscript", "Underline", "Strikeout", "SmallCaps"):
            text += _plain(content, notes)
        elif kind in ("Link", "Span"):
            text += _plain(content[1], notes)
        elif kind == "Code":
            text += content[1]
    return text


def _blocks(block: Any, notes: Found, depth: int, quoted: bool = False) -> Iterator[tuple[str, str]]:
    kind, content = block["t"], block.get("c")
    if kind == "Header":
        yield f"heading {content[0]}", _plain(content[2], notes)
    elif kind in ("Para", "Plain"):
        if len(content) == 1 and content[0]["t"] == "Image":
            yield "figure", _plain(content[0]["c"][1])
        elif text := _plain(content, notes):
            yield "quotation" if quoted else "paragraph", text
    elif kind == "Figure":
        yield "figure", " ".join(_plain(b["c"]) for b in content[1][1])
    elif kind == "BlockQuote":
        for inner in content:
            yield from _blocks(inner, notes, depth, True)
    elif kind in ("BulletList", "OrderedList"):
        items = content if kind == "BulletList" else content[1]
        for index, item in enumerate(items, content[0][0] if kind == "OrderedList" else 1):
            marker = f"{index}." if kind == "OrderedList" else "-"
            for number, inner in enumerate(item):
                for made, text in _blocks(inner, notes, depth + 1, quoted):
                    yield (f"item {depth + 1} {marker}" if made == "paragraph" and not number else made), text
    elif kind == "Table":
        for part in (content[3][1], *(row for body in content[4] for row in (body[2], body[3])), content[5][1]):
            for row in part:
                for cell in row[1]:
                    text = " ".join(_plain(b["c"], notes) for b in cell[4] if b["t"] in ("Para", "Plain"))
                    yield _cell(cell[3], cell[2]), text
    elif kind == "Div":
        for inner in content[1]:
            yield from _blocks(inner, notes, depth, quoted)


def ordered(found: Found, wanted: Found) -> float:
    """How much of what was found stands in the right order."""
    left, right = ([squeezed(text) for _, text in each] for each in (found, wanted))
    same = sum(block.size for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
    both = sum((Counter(left) & Counter(right)).values())
    return same / both if both else 0.0


def counted(found: Found, wanted: Found) -> dict[str, tuple[int, int, int]]:
    """For each kind: how many were found right, in order; how many were found; how many there are."""
    result: dict[str, tuple[int, int, int]] = {}
    for kind in KINDS:
        left = [(k, squeezed(text)) for k, text in found if k.split()[0] == kind]
        right = [(k, squeezed(text)) for k, text in wanted if k.split()[0] == kind]
        same = sum(block.size for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks())
        result[kind] = same, len(left), len(right)
    return result


def main() -> None:
    """Prints the table, and writes it to `results.md` if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=3, help="documents of each shape and language")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; those no rule was tried on are fair")
    parser.add_argument("--write", action="store_true", help="write results.md")
    parser.add_argument("--only", nargs="*", help="formats to try, by their endings")
    options = parser.parse_args()
    endings = options.only or [*FORMATS, *PDFS]
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    made = documents(options.number, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        Image.new("RGB", (40, 30), "navy").save(Path(folder, "picture.png"))
        for number, truth in enumerate(made):
            # What is merged no line of a PDF says.
            for ending in (each for each in endings if each not in PDFS or not truth.tables):
                path = Path(folder, f"d{number}.{ending}")
                if ending == "md":
                    path.write_text(truth.markdown, encoding="utf-8")
                elif ending in PDFS:
                    put_into_pdf(truth, path, number, ending)
                else:
                    put_into(truth, path, folder)
                others = PDF_READERS if ending in PDFS else {"pandoc": pandocs}
                for who, read in {"duizhao": ours, **others}.items():
                    begin = sum(os.times()[:4])
                    blocks, notes = read(path, truth)
                    seconds[f"{who} {ending}"] += sum(os.times()[:4]) - begin  # type: ignore[assignment]
                    blocks = [b for b in blocks if squeezed(b[1]) != squeezed(truth.title)]
                    found = [*blocks, *(("note", f"{before} {note}") for before, note in notes)]
                    wanted = [*truth.blocks, *(("note", f"{before} {note}") for before, note in truth.notes)]
                    for kind, (same, here, there) in counted(found, wanted).items():
                        sums[who, ending].update({f"{kind} same": same, f"{kind} here": here, f"{kind} there": there})
                    texts = ["".join(squeezed(text) for _, text in each) for each in (blocks, truth.blocks)]
                    ratio = SequenceMatcher(None, *texts, autojunk=False).ratio()
                    order = ordered(blocks, truth.blocks)
                    sums[who, ending].update({"text": ratio, "order": order, "documents": 1})  # type: ignore[dict-item]
    lines = [
        f"{len(made)} documents (seed {options.seed}); precision / recall",
        "",
        "| format | reader | " + " | ".join(KINDS) + " | order | text | s |",
    ]
    lines.append("|---" * (len(KINDS) + 5) + "|")
    for (who, ending), total in sorted(sums.items(), key=lambda item: (endings.index(item[0][1]), item[0][0])):
        cells = []
        for kind in KINDS:
            same, here, there = (total[f"{kind} {name}"] for name in ("same", "here", "there"))
            cells.append(f"{same / here if here else 1:.3f} / {same / there if there else 1:.3f}")
        text, order = (total[name] / total["documents"] for name in ("text", "order"))
        spent = seconds[f"{who} {ending}"] / total["documents"]
        lines.append(f"| {ending} | {who} | " + " | ".join(cells) + f" | {order:.3f} | {text:.4f} | {spent:.2f} |")
    print("\n".join(lines))
    if options.write:
        (HERE / "results.md").write_text(
            "# What is found in each format\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
