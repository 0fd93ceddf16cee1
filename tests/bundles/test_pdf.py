"""PDF: tagged, with bookmarks, fonts embedded, a running title and page numbers, addresses that can be read."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.build import make_bundles
from duizhao.publish.bundles.imprint import bundle_date
from duizhao.publish.bundles.pdf.typeset import pdf
from tests.bundles.conftest import Bundled, dated, new_project
from tests.bundles.helpers import said, squeezed

LANGUAGES = ("zh", "en")
TITLES = {"zh": "河流、桥梁与渡口：五年观察", "en": '"Rivers & Bridges": Five Years of Observation'}
PUBLISHERS = {"zh": "青溪研究所", "en": "Clearbrook Institute"}


@cache
def pages_of(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The elements of a tree of tags, in reading order."""
    for child in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(child, pikepdf.Dictionary):
            if "/S" in child:
                yield child
            if "/K" in child:
                yield from elements(child.K)


def outline(content: bytes) -> list[tuple[int, str]]:
    """The bookmarks: how deep, and what they say."""
    document = pypdfium2.PdfDocument(content)
    return [(item.level, item.get_title()) for item in document.get_toc()]


def opened(bundled: Bundled, language: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(bundled[f"rivers.{language}.pdf"].content))


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_language_and_standard(bundled: Bundled, language: str) -> None:
    with opened(bundled, language) as document:
        assert str(document.Root.Lang).split("-")[0] == language
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == TITLES[language]
            assert metadata["dc:creator"] == [PUBLISHERS[language]]
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"].startswith("2001-09-09T01:46:40")


MADE = datetime.fromtimestamp(1_000_000_000, UTC)


def dates(profile: Path) -> set[tuple[str, ...]]:
    """When the books' PDFs say they were created, and last changed, as days: by XMP and by the older dictionary."""
    found: set[tuple[str, ...]] = set()
    for book in read_books(Project(profile.parent.parent), profile):
        with pikepdf.open(io.BytesIO(pdf([book], MADE))) as document, document.open_metadata() as metadata:
            found.add((metadata["xmp:CreateDate"][:10], metadata["xmp:ModifyDate"][:10]))
            found.add(tuple(str(document.docinfo[f"/{name}"])[2:10] for name in ("CreationDate", "ModDate")))
    return found


def test_it_was_created_on_the_day_of_the_report_and_changed_when_it_was_made(repo_root: Path, tmp_path: Path) -> None:
    profile = dated(new_project(repo_root, tmp_path / "project"), "2024-10-18")
    assert dates(profile) == {("2024-10-18", "2001-09-09"), ("20241018", "20010909")}


def test_no_day_is_invented_where_the_source_gives_less(repo_root: Path, tmp_path: Path) -> None:
    profile = dated(new_project(repo_root, tmp_path / "project"), "2024-10")
    assert dates(profile) == {("2001-09-09", "2001-09-09"), ("20010909", "20010909")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged(bundled: Bundled, language: str) -> None:
    with opened(bundled, language) as document:
        assert bool(document.Root.MarkInfo.Marked)
        found = list(elements(document.Root.StructTreeRoot.K))
        kinds = Counter(str(element.S) for element in found)
        assert kinds["/H1"] == 6  # contents, preface, two chapters, conclusion, imprint
        assert kinds["/H2"] == 3
        assert kinds["/H3"] == 1
        assert kinds["/Note"] == 5
        assert kinds["/TH"] == 2
        assert kinds["/TOCI"] >= 8
        assert kinds["/P"] > 15
        (figure,) = [element for element in found if str(element.S) == "/Figure"]
        assert ("图2" if language == "zh" else "Figure 2") in str(figure.Alt)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bookmarks_are_the_headings(bundled: Bundled, language: str) -> None:
    found = outline(bundled[f"rivers.{language}.pdf"].content)
    assert [level for level, _ in found] == [0, 0, 1, 2, 1, 0, 1, 0, 0]
    assert (
        found[2][1] == {"zh": "1.1 石桥的修缮与保护", "en": "1.1 Repairing and Protecting the Stone Bridges"}[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded(bundled: Bundled, language: str) -> None:
    with opened(bundled, language) as document:
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()), font.FontName


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_is_in_it(bundled: Bundled, language: str) -> None:
    text = squeezed("".join(pages_of(bundled[f"rivers.{language}.pdf"].content)))
    # The numbers of notes stand in the text.
    missing = [
        words
        for words in said(bundled.root / "docs", language)
        if not re.search(r"\d{0,2}".join(map(re.escape, squeezed(words))), text)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_running_title_page_numbers_and_whose_words(bundled: Bundled, language: str) -> None:
    first, *others = pages_of(bundled[f"rivers.{language}.pdf"].content)
    assert squeezed(TITLES[language]) in squeezed(first)
    assert {"zh": "逐字收录", "en": "carriedverbatim"}[language] in squeezed(first)
    for number, text in enumerate(others, 2):
        assert squeezed(f"{TITLES[language]}·{PUBLISHERS[language]}") in squeezed(text)
        assert re.search(rf"(?m)^{number}\s*$|{number}\s*$", text), f"page {number} has no number"
    assert {"zh": "不授予任何使用许可", "en": "givesnolicence"}[language] in squeezed(others[-1])


def test_in_both_languages_it_is_whole_tagged_and_has_one_outline(bundled: Bundled) -> None:
    content = bundled["rivers.zh-en.pdf"].content
    text = squeezed("".join(pages_of(content)))
    missing = [
        words
        for language in LANGUAGES
        for words in said(bundled.root / "docs", language)
        if not re.search(r"\d{0,2}".join(map(re.escape, squeezed(words))), text)
    ]
    assert missing == []
    assert outline(content) == outline(bundled["rivers.zh.pdf"].content)
    with opened(bundled, "zh-en") as document:
        assert str(document.Root.Lang).split("-")[0] == "zh"
        found = list(elements(document.Root.StructTreeRoot.K))
        assert "en" in {str(element.Lang).split("-")[0] for element in found if "/Lang" in element}
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == " · ".join(TITLES.values())
            assert metadata["dc:creator"] == [", ".join(PUBLISHERS.values())]
            assert metadata["pdfuaid:part"] == "1"


def test_in_both_languages_it_takes_fewer_sheets_than_in_each(bundled: Bundled) -> None:
    sheets = {name: len(pages_of(bundled[f"rivers.{name}.pdf"].content)) for name in ("zh", "en", "zh-en")}
    assert sheets["zh-en"] < sheets["zh"] + sheets["en"]


def test_addresses_can_be_read_and_followed(bundled: Bundled) -> None:
    address = (
        "https://example.org/archives/bridges/2021/"
        "stone-bridges-of-the-upper-clearbrook-restoration-report-and-list-of-materials.html"
    )
    content = bundled["rivers.en.pdf"].content
    assert squeezed(address) in squeezed("".join(pages_of(content)))
    with pikepdf.open(io.BytesIO(content)) as document:
        actions = [a.A.URI for page in document.pages for a in page.get("/Annots", []) if "/URI" in a.get("/A", {})]
        assert address in {str(action) for action in actions}


def test_pages_are_kept_as_pictures(bundled: Bundled, repo_root: Path) -> None:
    """For people to look at; and no page is blank."""
    folder = repo_root / "artefacts" / "bundles"
    folder.mkdir(parents=True, exist_ok=True)
    for language in (*LANGUAGES, "zh-en"):
        for number, page in enumerate(pypdfium2.PdfDocument(bundled[f"rivers.{language}.pdf"].content), 1):
            picture: Image.Image = page.render(scale=1).to_pil().convert("L")
            assert ImageOps.invert(picture).getbbox(), f"page {number} is blank"
            picture.save(folder / f"pdf-{language}-{number}.png")


def test_hard_pages(hard: Path) -> None:
    root = hard.parent.parent
    zh, en = (pdf([book], bundle_date(root)) for book in read_books(Project(root), hard))
    text = squeezed("".join(pages_of(zh)))
    # The note is there once, though it is referred to twice, and the heading that has it stands in the contents.
    assert text.count(squeezed("渡口档案，第三卷。")) == 1
    assert "没有引用的脚注" in text
    # Short chapters stand on one sheet: their notes are numbered through.
    assert "账本从1998年记起。6船工每晚记账，从不间断。" in text
    assert "2.2渡口的账本" in squeezed(pages_of(zh)[1])
    assert (2, "收支") in outline(zh)
    for words in ("八本完整", "账目要清", "外面的图"):
        assert words in text
    assert '<script>alert("x")</script>' in text  # as words
    for words in ("青溪研究所1", "研究所设在上游", "题记", "看桥"):
        assert words in squeezed(pages_of(zh)[0])
    assert "Old&New" in squeezed("".join(pages_of(en)))


def test_what_no_font_has_is_told(hard: Path) -> None:
    root = hard.parent.parent
    page = root / "docs" / "en" / "preface.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\U000130b8\n", encoding="utf-8")
    with pytest.raises(InputError, match="docs/en could not be typeset"):
        pdf(read_books(Project(root), hard)[1:], bundle_date(root))


@pytest.mark.parametrize("sign", ["ไ", "ភ", "བ", "ᠮ", "ꆈ", "\U0001f004"])
def test_a_character_no_typeface_has_keeps_back_its_book_alone(sign: str, hard: Path, tmp_path: Path) -> None:
    root = hard.parent.parent
    page = root / "docs" / "zh" / "preface.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n水{sign}。\n{{ #preface-p90 }}\n", encoding="utf-8")
    made = make_bundles(root, hard, tmp_path / "made", ("text", "pdf"))
    assert {(bundle.kind, *bundle.languages) for bundle in made.bundles} >= {
        ("text", "zh"),
        ("text", "en"),
        ("pdf", "en"),
    }
    assert ("pdf", "zh") not in {(bundle.kind, *bundle.languages) for bundle in made.bundles}
    (told,) = made.missing
    assert told.startswith("docs/zh/preface.md: ")
    assert f"“{sign}” (U+{ord(sign):04X}, in " in told
    assert "preface-p90" in told


def table(columns: int, rows: int, word: str) -> str:
    """A table of numbers, in Markdown."""
    head = " | ".join(f"{word} {number}" for number in range(columns))
    lines = [" | ".join(f"{1_234_567 * row + number:,}" for number in range(columns)) for row in range(1, rows + 1)]
    return "\n".join(f"| {line} |" for line in (head, " | ".join(["---"] * columns), *lines)) + "\n"


def overprinted(content: bytes, millimetres: int) -> Iterator[str]:
    """The letters on a table's pages that stand on others, or outside of the text's width (so many millimetres from
    the page's sides)."""
    margin = millimetres / 25.4 * 72
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        if f"{1_234_567:,}" not in text.get_text_range():
            continue
        # The letters of a ligature have one place; signs of punctuation hang over the edge.
        boxes = sorted(
            {text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).isalnum()}
        )
        boxes = [box for box in boxes if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5]
        last: dict[int, float] = {}
        for left, bottom, right, top in boxes:
            line = round((bottom + top) / 2)
            for at in (line - 1, line, line + 1):
                if left < last.get(at, 0) - 2:
                    yield f"{left:.0f} < {last[at]:.0f} at {line}"
            last[line] = right
            if right > page.get_width() - margin + 1:
                yield f"{right:.0f} at {line}"


@pytest.mark.parametrize(
    ("columns", "word"), [(3, "Level"), (9, "Measurement"), (20, "Hydroelectricity"), (2, "x" * 150), (14, "x" * 40)]
)
def test_a_table_is_never_wider_than_the_text(columns: int, word: str, hard: Path) -> None:
    root = hard.parent.parent
    page = root / "docs" / "en" / "preface.md"
    front = page.read_text(encoding="utf-8").partition("{ #preface }")
    page.write_text(f"{front[0]}{front[1]}\n\n{table(columns, 3, word)}", encoding="utf-8")
    content = pdf(read_books(Project(root), hard)[1:], bundle_date(root))
    assert list(overprinted(content, 28)) == []
    zh, en = read_books(Project(root), hard, apart=True)
    assert list(overprinted(pdf([zh, en], bundle_date(root)), 18)) == []
    text = squeezed("".join(pages_of(content)))
    for number in range(columns):
        assert f"{1_234_567 + number:,}" in text
    # Each part of a table in several begins with the first column.
    assert (text.count("1,234,567") > 1) == (columns > 9)


def places(content: bytes, words: str) -> list[tuple[int, float, float]]:
    """Where words stand: the page, from 0, and how far from its left side and from its foot."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        text = page.get_textpage()
        searcher = text.search(words)
        while at := searcher.get_next():
            left, bottom, _, _ = text.get_charbox(at[0])
            found.append((number, left, bottom))
    return found


def with_text(profile: Path, language: str, name: str, text: str) -> None:
    """Puts text at the end of a page."""
    page = profile.parent.parent / "docs" / language / name
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\n{text}\n", encoding="utf-8")


def test_a_table_of_narrow_columns_stands_beside_its_counterpart(hard: Path) -> None:
    for language, word in (("zh", "深"), ("en", "Deep")):
        with_text(hard, language, "preface.md", f"{table(5, 2, word)}{{ #preface-t9 }}")
    zh, en = read_books(Project(hard.parent.parent), hard, apart=True)
    content = pdf([zh, en], bundle_date(hard.parent.parent))
    (page, left, foot), *_ = places(content, "深 4")
    (other, right, height), *_ = places(content, "Deep 4")
    assert (page, round(foot / 4)) == (other, round(height / 4))
    assert left < 297 < right


@pytest.mark.parametrize(
    "word", ["[Level](https://example.org/level)", "**[Level](https://example.org/level)**", "Level[^n9]"]
)
def test_the_head_of_a_long_table_may_lead_elsewhere(word: str, hard: Path) -> None:
    root = hard.parent.parent
    with_text(hard, "en", "preface.md", f"{table(2, 90, word)}{{ #preface-t9 }}\n\n[^n9]: In metres.")
    text = "".join(pages_of(pdf(read_books(Project(root), hard)[1:], bundle_date(root))))
    assert text.count("Level") >= 2  # once in each column
    assert f"{1_234_567 * 90:,}" in text


def test_short_chapters_follow_each_other_and_long_ones_begin_pages(hard: Path) -> None:
    def heading(words: str) -> tuple[int, float]:
        """The page of the last place, but those in feet, and how far it is from the page's foot."""
        content = pdf(read_books(Project(hard.parent.parent), hard)[1:], MADE)
        return [(page, foot) for page, _, foot in places(content, words) if foot > 80][-1]

    assert heading("Preface")[0] == heading("Chapter One: Bridges")[0]
    with_text(hard, "en", "preface.md", "\n\n".join(f"The water rose again on day {day}. " * 9 for day in range(99)))
    page, foot = heading("Chapter One: Bridges")
    assert page > heading("Preface")[0]
    assert foot > 700


def test_columns_of_numbers_end_at_one_place(hard: Path) -> None:
    profile = next(hard.parent.parent.glob("sources/*.yml"))
    rows = "\n".join(
        f"| Gauge {name} | {number} |" for name, number in (("A", "31.5"), ("B", "31271.5"), ("C", "317.5"))
    )
    with_text(profile, "en", "preface.md", f"| Gauge | Level |\n| --- | --- |\n{rows}")
    content = pdf(read_books(Project(profile.parent.parent), hard)[1:], bundle_date(profile.parent.parent))
    ends = [left for number in ("31.5", "31271.5", "317.5") for _, left, _ in places(content, number)]
    assert len(ends) == 3
    assert ends[1] < ends[2] < ends[0], "a longer number begins further to the left"


def faces(content: bytes, words: str) -> set[str]:
    """The typefaces of words, without the mark of their part in the file."""
    found = set()
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        searcher = text.search(words)
        while at := searcher.get_next():
            buffer = ctypes.create_string_buffer(200)
            pypdfium2.raw.FPDFText_GetFontInfo(text.raw, at[0], buffer, 200, None)
            found.add(buffer.value.decode().partition("+")[2])
    return found


def test_latin_emphasis_is_slanted_in_every_language(hard: Path) -> None:
    root = hard.parent.parent
    profile = next(root.glob("sources/*.yml"))
    for language, text in (("zh", "见*水文志*和*Xylographzh*。"), ("en", "In *Xylographen*.")):
        with_text(profile, language, "preface.md", text)
    zh, en = read_books(Project(root), hard, apart=True)
    both = pdf([zh, en], bundle_date(root))
    for word in ("Xylographzh", "Xylographen"):
        (face,) = faces(both, word)
        assert "Italic" in face
        assert "Bold" not in face
