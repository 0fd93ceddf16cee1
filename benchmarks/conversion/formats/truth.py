"""Documents made by rule, of which it is known what is in them: ten shapes, in Chinese and English."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import count

#: What sentences are made of; no real report's.
_WORDS = {
    "zh": ("河水", "水位", "上游", "村民", "记录", "测站", "雨季", "堤岸", "水井", "渠道", "石桥", "观测", "渡口"),
    "en": ("river", "level", "village", "keeper", "record", "station", "season", "bank", "well", "canal", "ferry"),
}
SHAPES = ("plain", "deep", "lists", "tables", "notes", "figures", "quotations", "annexes", "mixed", "merged")


@dataclass(slots=True)
class Truth:
    """What is in a document: (kind, text) in order, and for each note the text before its mark and its own.

    `tables`: the HTML of those with merged cells, for which Markdown has no signs; each stands in `markdown` as it is.
    """

    language: str
    title: str
    blocks: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    markdown: str = ""
    tables: list[str] = field(default_factory=list)


def documents(number: int, first: int = 0) -> list[Truth]:
    """So many documents of each shape and language, from a first seed on."""
    return [
        _document(shape, language, random.Random(f"{shape} {language} {seed}"))
        for shape in SHAPES
        for language in _WORDS
        for seed in range(first, first + number)
    ]


def _sentence(language: str, rng: random.Random) -> str:
    words = [rng.choice(_WORDS[language]) for _ in range(rng.randint(5, 14))]
    if language == "zh":
        return "".join(words) + rng.choice(("。", "；", "！")).replace("；", "。")
    return " ".join(words).capitalize() + "."


def _document(shape: str, language: str, rng: random.Random) -> Truth:
    zh = language == "zh"
    made = Truth(language, f"{'河流报告' if zh else 'The River Report'}")
    lines = [f"# {made.title}", ""]
    labels = count(1)
    definitions: list[str] = []

    def text() -> str:
        return ("" if zh else " ").join(_sentence(language, rng) for _ in range(rng.randint(1, 4)))

    def paragraph(prefix: str = "", kind: str = "paragraph") -> None:
        said = text()
        made.blocks.append((kind, said))
        if shape in ("notes", "mixed") and rng.random() < 0.5 and kind == "paragraph":
            label, note = next(labels), text()
            made.notes.append((said, note))
            definitions.extend((f"[^{label}]: {note}", ""))
            said += f"[^{label}]"
        lines.extend((prefix + said, ""))

    def line(said: str) -> None:
        made.blocks.append(("paragraph", said))
        lines.extend((said, ""))

    def heading(depth: int, label: str, *, alone: bool = False) -> None:
        said = label if alone else label + "".join(_sentence(language, rng)[:8]).rstrip("。. ")
        made.blocks.append((f"heading {depth}", said))
        lines.extend(("#" * depth + " " + said, ""))

    def items(depth: int, numbered: bool) -> None:
        for index in range(1, rng.randint(3, 5)):
            said = _sentence(language, rng)
            marker = f"{index}." if numbered else "-"
            made.blocks.append((f"item {depth} {marker}", said))
            lines.append("    " * (depth - 1) + f"{marker} {said}")
            if depth < 2 and rng.random() < 0.3:
                lines.append("")
                items(depth + 1, not numbered)

    def table() -> None:
        columns, rows = rng.randint(2, 4), rng.randint(2, 4)
        cells = [[_sentence(language, rng)[:6].strip(" .") or "x" for _ in range(columns)] for _ in range(rows)]
        for row in cells[1:]:
            row[-1] = str(rng.randint(10, 99999) / 10)
        made.blocks.extend(("cell", cell) for row in cells for cell in row)
        lines.append("| " + " | ".join(cells[0]) + " |")
        lines.append("|" + "---|" * columns)
        lines.extend("| " + " | ".join(row) + " |" for row in cells[1:])
        lines.append("")

    def merged() -> None:
        """A table with a head over two columns and a first cell over two rows."""
        cells = [[_sentence(language, rng)[:6].strip(" .") or "x" for _ in range(3)] for _ in range(3)]
        for row in cells[1:]:
            row[-1] = str(rng.randint(10, 99999) / 10)
        wide, high = rng.random() < 0.7, rng.random() < 0.7
        rows = []
        for number, row in enumerate(cells):
            tag, html = "td" if number else "th", []
            for column, cell in enumerate(row):
                over = (number, column) == (0, 1) and wide, (number, column) == (1, 0) and high
                if ((number, column) == (0, 2) and wide) or ((number, column) == (2, 0) and high):
                    continue
                spans = ' colspan="2"' * over[0] + ' rowspan="2"' * over[1]
                html.append(f"<{tag}{spans}>{cell}</{tag}>")
                made.blocks.append(("cell" + " 2×1" * over[0] + " 1×2" * over[1], cell))
            rows.append("<tr>" + "".join(html) + "</tr>")
        made.tables.append(f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>")
        lines.extend((made.tables[-1], ""))

    def figure(number: int) -> None:
        caption = (
            f"图{number} {_sentence(language, rng)[:6]}" if zh else f"Figure {number}: {_sentence(language, rng)[:12]}"
        )
        caption = caption.strip(" .。")
        made.blocks.append(("figure", caption))
        lines.extend((f"![{caption}](picture.png)", ""))

    figures = count(1)
    for chapter in range(1, 4):
        heading(2, f"第{'一二三'[chapter - 1]}章 " if zh else f"Chapter {chapter} ")
        paragraph()
        for section in range(1, 3):
            heading(3, f"{chapter}.{section} ")
            paragraph()
            if shape in ("deep", "mixed"):
                heading(4, f"（{'一二'[section - 1]}）" if zh else f"{'AB'[section - 1]}. ")
                paragraph()
                heading(5, "")
                paragraph()
            if shape in ("lists", "mixed"):
                items(1, rng.random() < 0.5)
                lines.append("")
                paragraph()
            if shape in ("tables", "mixed"):
                table()
                paragraph()
            if shape == "merged":
                merged()
                paragraph()
            if shape in ("figures", "mixed"):
                figure(next(figures))
                paragraph()
            if shape in ("quotations", "mixed"):
                paragraph("> ", "quotation")
                paragraph()
    if shape in ("annexes", "mixed"):
        # Annexes that are numbered as sections are, tables with captions and lines below them, and works cited by their
        # authors' names and years.
        for letter in "AB":
            heading(2, f"附录{letter} " if zh else f"Annex {letter} ")
            paragraph()
            for section in (1, 2):
                heading(3, f"{letter}.{section} ")
                caption = _sentence(language, rng)[:8].strip(" .。")
                line(f"表{letter}{section} {caption}" if zh else f"Table {letter}{section}. {caption}")
                table()
                line("注：不计浅井。" if zh else "Note: Shallow wells are left out.")
                line("资料来源：年鉴。" if zh else "Source: Yearbooks.")
                line("水井多浅（张三，2019；李四，2020）。" if zh else "Wells are shallow (Smith, 2019; Li, 2020).")
        heading(2, "参考文献" if zh else "References", alone=True)
        line("张三：《浅井》，水利出版社，2019年。" if zh else "Smith, J. (2019). Shallow wells. Water Press.")
        line("李四：《水管》，水利出版社，2020年。" if zh else "Li, S. (2020). Pipes. Water Press.")
    made.markdown = "\n".join([*lines, *definitions])
    return made
