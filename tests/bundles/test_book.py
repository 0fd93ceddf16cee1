"""The book: what a page becomes on its way into bundles, whatever an editor has written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from duizhao.project import Project
from duizhao.publish.bundles.book import Book, read_books
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.epub.publication import publication
from duizhao.publish.bundles.imprint import UNDATED
from duizhao.publish.bundles.pdf.data import book_data
from duizhao.publish.bundles.pdf.typeset import pdf
from duizhao.publish.bundles.rendering import clean
from duizhao.publish.bundles.single import single_page
from duizhao.publish.bundles.text import plain_text
from duizhao.publish.bundles.trees import inner, outer
from tests.bundles.helpers import soup, text_of
from tests.bundles.test_pdf import elements


def book_of(profile: Path, body: str, front: str = "kind: part\norder: 50") -> Book:
    """The English book with one more page, `extra.md`."""
    page = profile.parent.parent / "docs" / "en" / "extra.md"
    page.write_text(f"---\ntitle: Extra\n{front}\n---\n\n{body}\n", encoding="utf-8")
    return read_books(Project(profile.parent.parent), profile)[1]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("a <b onclick=x>b</b>", "a &lt;b onclick=x&gt;b&lt;/b&gt;"),
        ("![far](https://example.org/x.png)", "far"),
        ("![no image](../../mkdocs.yml)", "no image"),
        ("![root](/figures/figure-2.svg)", "root"),
        ("[there](../../secret.md) [here](preface.md)", 'there <a href="#preface">here</a>'),
        ("[a](preface.md#nowhere)", '<a href="#preface">a</a>'),
        ("[a](#nowhere) [b](mailto:a@example.org)", 'a <a href="mailto:a@example.org">b</a>'),
        ("[a](java&#115;cript:alert(1))", "[a](javascript:alert(1))"),  # no link, and so text
        ("甲\n乙 a\nb", "甲乙 a\nb"),
        ("a\x0bb", "a[U+000B]b"),
    ],
)
def test_a_paragraph(hard: Path, written: str, becomes: str) -> None:
    leaf = next(leaf for leaf in book_of(hard, written).leaves if leaf.path == "extra.md")
    body = inner(leaf.body).split("</h1>", 1)[1]
    assert body.replace("<p>", "").replace("</p>", "").strip() == becomes


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("a <b onclick=x>b</b>", "a <b>b</b>"),
        ("a <script>b</script>c", "a c"),
        ("<details open><summary>a</summary>b</details>", "ab"),
        ("a &#8238;b&#8236; rail&shy;way", "a b railway"),
    ],
)
def test_the_list_alone_would_keep_out_what_a_book_must_not_hold(written: str, becomes: str) -> None:
    assert inner(clean(f"<div>{written}</div>")).replace("<p>", "").replace("</p>", "").strip() == becomes


def test_headings_follow_without_a_gap_and_ids_are_unique(hard: Path) -> None:
    body = "## A { #x }\n\n##### B { #x }\n\n### C\n\n## D { #s1-1 }\n\n## E { #has:colon }"
    leaf = next(leaf for leaf in book_of(hard, body).leaves if leaf.path == "extra.md")
    found = [(h.name, str(h.get("id"))) for h in leaf.body.select("h1, h2, h3, h4, h5, h6")]
    assert [name for name, _ in found] == ["h1", "h2", "h3", "h3", "h2", "h2"]
    ids = [id_ for _, id_ in found]
    assert ids[1:] == ["x", "None", "c", "s1-1-2", "extra-has-colon"]


def test_a_section_without_a_chapter(hard: Path) -> None:
    book = book_of(hard, "## A\n\nText[^1].\n\n[^1]: Note.", "kind: section\nchapter: 9\norder: -1")
    assert book.text[0].facts.title == "Extra"
    assert "Extra" in text_of(single_page([book], UNDATED))
    assert epub(publication([book], UNDATED))
    assert pdf([book], UNDATED).startswith(b"%PDF")


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        "- a\n\n    b\n\n    - c\n- d",
        "3. a\n4. b",
        "```\na <b>\n```",
        "> a\n>\n> - b",
        "Term\n: no list here",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "a `#let x = 1` #let y = [*b*] $c$ \\ @d <e>",
        "---",
        "a[^1] b[^2] c[^1]\n\n[^1]: One.\n\n    Two.\n\n[^2]: - a\n    - b",
        "*a **b** c* <sup>d</sup> <sub>e</sub> <del>f</del> <u>g</u> h<br>i",
        '!!! factbox ""\n    No title, no id.',
        '!!! note "Another box"\n    a\n\n    | x | y |\n    |---|---|\n    | 1 | 2 |',
    ],
)
def test_every_kind_of_block_gets_everywhere(hard: Path, body: str) -> None:
    book = book_of(hard, body)
    assert b"Extra" in single_page([book], UNDATED)
    assert epub(publication([book], UNDATED))
    assert pdf([book], UNDATED).startswith(b"%PDF")


def test_pages_with_names_that_would_be_alike(hard: Path) -> None:
    docs = hard.parent.parent / "docs" / "en"
    for number, name in enumerate(("a/b.md", "a-b.md", "nav.md", "后记.md")):
        (docs / name).parent.mkdir(exist_ok=True)
        text = f"---\ntitle: T{number}\nkind: part\norder: {60 + number}\n---\n\n# T{number} {{ #t{number} }}\n"
        (docs / name).write_text(text, encoding="utf-8")
    book = read_books(Project(hard.parent.parent), hard)[1]
    keys = [leaf.key for leaf in book.leaves]
    assert len(keys) == len(set(keys))
    assert all(key.isascii() for key in keys)
    assert soup(outer(book.text[-1].body)).get_text().strip() == "T3"
    assert epub(publication([book], UNDATED))


def test_figures_drawn_from_data(hard: Path) -> None:
    root = hard.parent.parent
    for file in (Path(__file__).parent.parent / "site" / "figures").iterdir():
        shutil.copy(file, root / "docs" / "figures")
    zh, en = read_books(Project(root), hard)
    assert sorted(zh.images) == [
        "figures/figure-2.svg", "zh/figures/figure-1.drawing-1.svg", "zh/figures/figure-1.drawing-2.svg",
    ]  # fmt: skip
    image = zh.images["zh/figures/figure-1.drawing-1.svg"]
    drawing = ElementTree.fromstring(image.content)
    assert "修缮的石桥（座）" in "".join(drawing.itertext())
    assert b"<style>" in image.content
    for book in (zh, en):
        page = soup(single_page([book], UNDATED))
        figure = page.select("figure")[0]
        images, rows = figure.select("img"), figure.select("table tr")
        assert len(images) == 2
        assert all(str(each["src"]).startswith("data:image/svg+xml") and each["alt"] for each in images)
        assert len(rows) == 6
        assert figure.select("a[href$='.csv']") == []
        assert epub(publication([book], UNDATED))
        with pikepdf.open(io.BytesIO(pdf([book], UNDATED))) as document:
            kinds = [str(element.S) for element in elements(document.Root.StructTreeRoot.K)]
        assert kinds.count("/Figure") == 3


def test_an_entry_of_a_bibliography_leads_back_to_what_cites_it_where_a_reader_can_follow(hard: Path) -> None:
    body = "Wells (Smith 2019).\n{ #w }\n\n## References { #r }\n\nSmith, J. 2019. Wells.\n{ #r-p1 }"
    book = book_of(hard, body)
    leaf = next(leaf for leaf in book.leaves if leaf.path == "extra.md")
    assert [link["href"] for link in leaf.body.select("#w a")] == ["#r-p1"]
    assert [link["href"] for link in leaf.body.select("#r-p1 a.back")] == ["#w"]
    assert "Wells.\n" in plain_text(book, UNDATED).decode()
    assert "↩" not in str(book_data([book], dict.fromkeys(book.images, ""), UNDATED))
