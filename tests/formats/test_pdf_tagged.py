"""Tagged PDF: what the tags say is not guessed; tags that do not hold are not believed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from duizhao.source.conversion import Conversion
from tests.formats.test_pdf_pages import PAGE, converted, made, text_of

#: Nothing here shows what it is by how it looks: headings are as small as the text, items have no mark of their own.
REPORT = """
#set document(title: "The River Report")
#show heading: set text(size: 10pt, weight: 400)
#set list(marker: [])
= The River Report
The Office
== The wells
The keeper wrote the level down each morning.#footnote[The books are kept in the town.] He did so for forty years.
- The first well
  - its rope
- The second well
#figure(image("picture.png", width: 2cm, alt: "A well with its rope"), kind: image)
#quote(block: true)[The water came back.]
#table(columns: 3, stroke: none, table.header([Well], [Depth], [Keeper of the well, by name]),
  [North], [5.2], [The old man], table.cell(colspan: 2)[South, not measured], [His son])
== The canal
#figure(image("picture.png", width: 2cm, alt: "A canal"), caption: [Where the boats lie])
+ The first bank
+ The second bank
#lorem(70)
"""
EXPECTED = """
The keeper wrote the level down each morning.[^n1] He did so for forty years.
[^n1]: The books are kept in the town.
- The first well
  - its rope
- The second well
!!! figure "A well with its rope"
> The water came back.
| Well | Depth | Keeper of the well, by name |
| --- | --- | --- |
| North | 5.2 | The old man |
| South, not measured | < | His son |
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tagged")
    Image.new("RGB", (60, 40), "navy").save(folder / "picture.png")
    return made(folder, PAGE + REPORT, tags=True)


@pytest.fixture(scope="module")
def conversion(report: Path) -> Conversion:
    return converted(report, "The River Report")


def lines_of(conversion: Conversion, name: str) -> list[str]:
    return [line for line in text_of(conversion, name).split("\n") if line.strip()]


def test_a_chapter_reads_as_it_is_tagged(conversion: Conversion) -> None:
    lines = lines_of(conversion, "en/chapter-1/index.md")
    assert lines[lines.index("# The wells") + 1 :] == EXPECTED.strip().split("\n")


def test_a_figure_has_its_caption_and_a_list_its_numbers(conversion: Conversion) -> None:
    lines = lines_of(conversion, "en/chapter-2/index.md")
    assert '!!! figure "Figure 2: Where the boats lie"' in lines
    assert [line for line in lines if line[0].isdigit()] == ["1. The first bank", "2. The second bank"]


def test_what_stands_around_the_pages_is_left_out(conversion: Conversion) -> None:
    reasons = conversion.ledger.by_reason()
    assert reasons["running head"] % len("TheRiverReport") == 0
    assert reasons["page number"] > 1


def test_tags_that_part_sentences_are_not_believed(tmp_path: Path) -> None:
    """Some programs tag each line as a paragraph."""
    lines = ["The keeper of the well", "wrote down how high", "the water stood, and", "the miller read it."]
    text = "= Report\n== One\n#set par(spacing: 0.65em)\n" + "\n\n".join(lines * 4)
    conversion = converted(made(tmp_path, PAGE.replace("300pt", "180pt") + text, tags=True), "Report")
    found = text_of(conversion, "en/chapter-1/index.md")
    assert "The keeper of the well wrote down how high" in found.replace("\n", " ")


def test_the_mark_of_a_note_that_had_no_room_on_its_line_is_one(tmp_path: Path) -> None:
    text = "= Report\n== One\nThe well is deep.#linebreak()#footnote[As was measured.]\n\n#lorem(60)\n"
    conversion = converted(made(tmp_path, PAGE + text, tags=True), "Report")
    found = text_of(conversion, "en/chapter-1/index.md")
    assert "The well is deep.[^n1]" in found
    assert "[^n1]: As was measured." in found


def test_a_tree_that_is_a_loop_is_read_to_its_end(report: Path, tmp_path: Path) -> None:
    """The tree holds itself: the file is read, with or without tags."""
    with pikepdf.open(report) as document:
        document.Root.StructTreeRoot.K[0].K.append(document.Root.StructTreeRoot.K[0])
        document.save(tmp_path / "a.pdf")
    assert "keeper wrote the level" in text_of(
        converted(tmp_path / "a.pdf", "The River Report"), "en/chapter-1/index.md"
    )


def test_headings_without_a_tag_are_as_those_they_look_like_and_sentences_none(tmp_path: Path) -> None:
    """So authors do who set some headings by hand, and leave the style of a heading on the text below it."""
    look = "#text(size: 13pt, weight: 700)[{}]\n\n"
    sentence = "The keeper wrote the level down each morning, and did so for forty years."
    source = "#show heading.where(level: 3): set text(size: 10pt, weight: 400)\n= Report\n== Wells\n{text}\n\n"
    source += look.format("Rivers") + f"=== {sentence}\n{{text}}\n== Lakes\n{{text}}"
    look_of = "#show heading.where(level: 2): set text(size: 13pt, weight: 700)\n"
    report = made(tmp_path, PAGE + look_of + source.format(text="#lorem(40)"), tags=True)
    pages = converted(report, "Report").report.editions[0].pages
    assert [page.heading.text.plain for page in pages[1:] if page.heading] == ["Wells", "Rivers", "Lakes"]
    assert sentence in text_of(converted(report, "Report"), "en/chapter-2/index.md").split("\n")
