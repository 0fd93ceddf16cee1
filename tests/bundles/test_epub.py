"""E-books: valid, whole, and with the semantics and metadata reading systems look for."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.pdf import fonts
from duizhao.publish.bundles.pdf.typeset import cover
from tests.bundles.conftest import HERE, Bundled, dated, ebooks, new_project
from tests.bundles.helpers import epubcheck, epubcheck_command, said, soup, squeezed, text_of, unzipped, words_in

EPUBS = ["rivers.zh.epub", "rivers.en.epub", "rivers.zh-en.epub"]
LANGUAGES = {"zh": "zh-Hans", "en": "en"}


@pytest.mark.slow
@pytest.mark.parametrize("book", ["zh", "zh-en"])
def test_epubcheck_finds_nothing(hard_ebooks: dict[str, bytes], book: str, tmp_path: Path) -> None:
    command = epubcheck_command() or pytest.skip("EpubCheck is not installed: scripts/setup-browser")
    code, told = epubcheck(command, hard_ebooks[book], tmp_path)
    assert code == 0, told
    assert "0 fatals / 0 errors / 0 warnings" in told


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_a_book_with_a_cover(bundled: Bundled, tmp_path: Path) -> None:
    command = epubcheck_command() or pytest.skip("EpubCheck is not installed: scripts/setup-browser")
    code, told = epubcheck(command, bundled["rivers.zh-en.epub"].content, tmp_path)
    assert code == 0, told


@pytest.mark.slow
def test_epubcheck_would_find_something(hard_ebooks: dict[str, bytes], tmp_path: Path) -> None:
    command = epubcheck_command() or pytest.skip("EpubCheck is not installed: scripts/setup-browser")
    broken = hard_ebooks["en"].replace(b"application/epub+zip", b"application/epub+zap")
    assert epubcheck(command, broken, tmp_path)[0] != 0


@pytest.mark.parametrize(
    "page", ["zh/title", "zh/page-chapter-2-2-2", "en/page-chapter-2-2-2", "zh-en/title", "zh-en/page-chapter-2-2-2"]
)
def test_hard_pages_become_what_is_expected(
    hard_ebooks: dict[str, bytes], page: str, request: pytest.FixtureRequest
) -> None:
    book, name = page.split("/")
    found = unzipped(hard_ebooks[book])[f"EPUB/{name}.xhtml"].decode()
    expected = HERE / "expected" / f"{book}.{name}.xhtml"
    if request.config.getoption("--rewrite-bundles"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("date", ["2024-10-18", "2024-10", "2024"])
def test_the_date_is_as_exact_as_the_source_gives_it(repo_root: Path, tmp_path: Path, date: str) -> None:
    books = ebooks(dated(new_project(repo_root, tmp_path / "project"), date))
    for book in books.values():
        package = unzipped(book)["EPUB/package.opf"]
        assert words_in(package, "date") == [date]
        assert b'<meta property="dcterms:modified">2001-09-09T01:46:40Z</meta>' in package
    if command := epubcheck_command():
        assert epubcheck(command, books["en"], tmp_path)[0] == 0


def test_no_date_is_invented(bundled: Bundled) -> None:
    for name in EPUBS:
        assert words_in(unzipped(bundled[name].content)["EPUB/package.opf"], "date") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rivers.{}.epub", "rivers.zh-en.epub"])
def test_the_whole_edition_is_in_it(bundled: Bundled, name: str, language: str) -> None:
    files = unzipped(bundled[name.format(language)].content)
    text = squeezed("".join(text_of(c) for n, c in files.items() if n.endswith(".xhtml")))
    assert [words for words in said(bundled.root / "docs", language) if squeezed(words) not in text] == []


def test_the_package(bundled: Bundled) -> None:
    files = unzipped(bundled["rivers.en.epub"].content)
    assert next(iter(files)) == "mimetype"
    package = files["EPUB/package.opf"]
    assert words_in(package, "language") == ["en"]
    assert words_in(package, "title") == ['"Rivers & Bridges": Five Years of Observation']
    assert words_in(package, "creator") == ["Clearbrook Institute"]
    assert "carried verbatim" in words_in(package, "description")[0]
    assert "ask the publisher" in words_in(package, "rights")[0]
    meta = ElementTree.fromstring(package).iter("{http://www.idpf.org/2007/opf}meta")
    found = {(element.get("property"), element.text) for element in meta}
    for value in (
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityHazard", "none"),
    ):
        assert value in found
    packages = [unzipped(bundled[name].content)["EPUB/package.opf"] for name in EPUBS]
    assert len({*(words_in(each, "identifier")[0] for each in packages)}) == 3


@pytest.mark.parametrize("name", EPUBS)
def test_it_has_a_cover_and_latin_type_with_its_licence(bundled: Bundled, name: str) -> None:
    files = unzipped(bundled[name].content)
    with Image.open(io.BytesIO(files["EPUB/cover.png"])) as picture:
        assert picture.size == (1200, 1800)
        # Paper, the bar, and ink for the title.
        colours = {colour for _, colour in picture.convert("RGB").getcolors(256) or ()}
        assert {(253, 252, 249), (163, 52, 31)} <= colours
        assert picture.convert("L").histogram()[:20] != [0] * 20
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in files["EPUB/package.opf"].decode()
    faces = re.findall(r'src: url\("(.+?)"\)', files["EPUB/style.css"].decode())
    assert faces == [f"fonts/duizhao-serif{part}.woff2" for part in ("", "-accents", "-signs")]
    for face in faces:
        assert files[f"EPUB/{face}"].startswith(b"wOF2")
    assert b"SIL OPEN FONT LICENSE" in files["EPUB/fonts/OFL.txt"].upper()


def test_a_book_without_a_typeface_for_its_cover_has_none(hard: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "HAN", ("No Such Typeface",))
    zh, en = read_books(Project(hard.parent.parent), hard)
    assert cover([zh]) is None
    assert cover([en])


@pytest.mark.parametrize("name", EPUBS)
def test_navigation_and_semantics(bundled: Bundled, name: str) -> None:
    files = unzipped(bundled[name].content)
    nav = soup(files["EPUB/nav.xhtml"])
    landmarks = [str(link["epub:type"]) for link in nav.select("nav[epub\\:type=landmarks] a")]
    assert landmarks == ["toc", "titlepage", "bodymatter"]
    entries = [str(link["href"]) for link in nav.select("nav[epub\\:type=toc] a")]
    assert "page-chapter-1-1-1.xhtml#s1-1-h1" in entries
    for entry in entries:
        file, _, anchor = entry.partition("#")
        assert soup(files[f"EPUB/{file}"]).select(f"[id='{anchor}']"), entry
    page = soup(files["EPUB/page-chapter-1-1-1.xhtml"])
    reference = page.select("a[epub\\:type=noteref][role=doc-noteref]")[0]
    note = page.select(f"aside[epub\\:type=footnote][role=doc-footnote][id='{str(reference['href'])[1:]}']")
    assert len(note) == 1
    back = note[0].select("a[role=doc-backlink]")[0]
    assert page.select(f"sup[id='{str(back['href'])[1:]}']")
    chapter = soup(files["EPUB/page-chapter-1-index.xhtml"])
    assert chapter.select("section[role=doc-chapter][epub\\:type=chapter]")


@pytest.mark.parametrize("name", EPUBS)
def test_every_document_is_xml_in_its_language(bundled: Bundled, name: str) -> None:
    first = LANGUAGES[name.split(".")[1][:2]]
    for path, content in unzipped(bundled[name].content).items():
        if path.endswith(".xhtml"):
            root = ElementTree.fromstring(content)
            assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == first


def test_the_two_languages_stand_paragraph_by_paragraph(bundled: Bundled) -> None:
    page = soup(unzipped(bundled["rivers.zh-en.epub"].content)["EPUB/page-chapter-1-1-1.xhtml"])
    pairs = page.select(".pair")
    assert len(pairs) > 8
    for pair in pairs:
        assert [str(side["lang"]) for side in pair.find_all(recursive=False)] == ["zh-Hans", "en"]
        ids = [element["id"] for element in pair.select("p[id], h2[id], h3[id]")]
        assert len(ids) < 2 or f"en-{ids[0]}" == ids[1]


LISTED = """---
title: {title}
kind: part
order: 90
---

# {title} {{ #listed }}

- {a}
  {{ #listed-p1 }}

- {b}
  {{ #listed-p2 }}

  - {c}
    {{ #listed-p3 }}

> {d}
> {{ #listed-p4 }}

| {a} | {b} |
| --- | --- |
| {c} | {d} |
{{ #listed-p5 }}
"""


def test_lists_quotations_and_tables_stand_with_their_counterparts(hard: Path) -> None:
    docs = hard.parent.parent / "docs"
    for code, title, words in (("zh", "清单", "甲乙丙丁"), ("en", "Lists", "abcd")):
        text = LISTED.format(title=title, **dict(zip("abcd", words, strict=True)))
        (docs / code / "listed.md").write_text(text, encoding="utf-8")
    page = soup(unzipped(ebooks(hard)["zh-en"])["EPUB/page-listed.xhtml"])
    found = [[" ".join(side.get_text(" ").split()) for side in pair.select("div")] for pair in page.select(".pair")]
    assert found == [["清单", "Lists"], ["甲 乙 丙", "a b c"], ["丁", "d"], ["甲 乙 丙 丁", "a b c d"]]


def test_webp_images_are_png_in_an_epub(hard: Path) -> None:
    figures = hard.parent.parent / "docs" / "figures"
    Image.new("RGB", (8, 8), "red").save(figures / "figure-1.webp")
    files = unzipped(ebooks(hard)["en"])
    images = [name for name in files if "/images/" in name]
    assert sorted(Path(name).suffix for name in images) == [".png", ".svg"]
    shutil.copy(hard, figures / "figure-1.webp")
    with pytest.raises(InputError, match="no WebP image"):
        ebooks(hard)
