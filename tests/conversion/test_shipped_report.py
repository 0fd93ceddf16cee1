"""The shipped report, end to end: what its source holds must come out, each thing as what it is.

The counts are read off the source by eye and by simple patterns, not by the converter.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from duizhao.document.model import Edition
from duizhao.revise.merge.base import read_base
from duizhao.revise.merge.stable import stable
from duizhao.source.conversion import Conversion, convert
from duizhao.source.model import Paragraph
from tests.reading import read_editions

MARKS = "①②③④⑤⑥⑦⑧⑨"
PATHS = [
    "index.md", "preface.md",
    "chapter-1/index.md", "chapter-1/1-1.md", "chapter-1/1-2.md", "chapter-1/1-3.md", "chapter-1/1-4.md",
    "chapter-2/index.md", "chapter-2/2-1.md", "chapter-2/2-2.md", "chapter-2/2-3.md",
    "chapter-3/index.md", "chapter-3/3-1.md", "chapter-3/3-2.md", "chapter-3/3-3.md", "chapter-3/3-4.md",
    "conclusion.md", "acknowledgements.md",
]  # fmt: skip


@pytest.fixture(scope="module")
def conversion(repo_root: Path) -> Conversion:
    return convert(repo_root / "sources" / "eight-major-steps.yml", repo_root)


@pytest.fixture(scope="module")
def editions(conversion: Conversion, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    docs = tmp_path_factory.mktemp("docs")
    for name, page in conversion.files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(page.content, encoding="utf-8")
    return {edition.language: edition for edition in read_editions(docs)}


def halves(conversion: Conversion) -> dict[str, str]:
    """The source's two languages."""
    text = conversion.report.source.text
    at = text.index('"Eight Major Steps"\n')
    return {"zh": text[:at], "en": text[at:]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_in_reading_order(editions: dict[str, Edition], language: str) -> None:
    assert [page.path for page in editions[language].pages] == PATHS


@pytest.mark.parametrize(("language", "notes"), [("zh", 43), ("en", 40)])
def test_counts(editions: dict[str, Edition], language: str, notes: int) -> None:
    blocks = [block for _, block in editions[language].blocks()]
    kinds = [block.kind for block in blocks]
    assert kinds.count("heading") == 24
    assert kinds.count("factbox") == 12
    assert kinds.count("figure") == 4
    assert sum(len(page.notes) for page in editions[language].pages) == notes
    assert sum(len(block.refs) for block in blocks) == notes


def test_titles(editions: dict[str, Edition]) -> None:
    titles = {language: [page.front["title"] for page in edition.pages] for language, edition in editions.items()}
    assert titles["zh"][0] == "八项行动奠定共建“一带一路”新十年良好开局"
    assert titles["en"][0] == '"Eight Major Steps" Heralds Promising New Decade of Belt and Road Cooperation'
    assert titles["zh"][2] == "第一章 八项行动推动高质量共建“一带一路”迈上新起点"
    assert titles["zh"][12] == "3.1 夯实合作根基，构建更高韧性互联互通网络"
    assert titles["zh"][16] == "结语"
    assert titles["en"][6].startswith("1.4 Deepening Mechanism Building")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reference_is_bound_to_its_own_definition(
    editions: dict[str, Edition], conversion: Conversion, language: str
) -> None:
    """On a printed page the definitions ①, ② … follow the text with the marks ①, ② …: the n-th mark of a printed
    page belongs to its n-th definition. Read off the source page by page, that gives the addresses in the order of
    the marks; the edition must have them in that order."""
    expected: list[str] = []
    page: list[str] = []
    for line in halves(conversion)[language].split("\n"):
        definition = re.match(rf"\^?([{MARKS}])\s*(.*)", line)
        if definition:
            number = MARKS.index(definition[1])
            if number == 0 and page:
                page = []
            page.append(definition[2])
            expected.append(definition[2])
    bound = []
    for edition_page in editions[language].pages:
        for block in edition_page.blocks:
            bound += [edition_page.notes[ref.label].text for ref in block.refs]
    # A fact box is placed behind a paragraph it interrupts; no note stands in one, so the order is the source's.
    assert len(bound) == len(expected)
    for text, definition_text in zip(bound, expected, strict=True):
        first = re.sub(r"[<>*]", "", definition_text).strip()
        assert text.replace("*", "").startswith(first[:60])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_the_printed_pages_is_left(editions: dict[str, Edition], language: str) -> None:
    for page, block in editions[language].blocks():
        where = f"{page.file}:{block.line}"
        assert not re.search(rf"[{MARKS}^]", block.text), where
        assert "\n" not in block.text, where
        if block.kind == "paragraph":
            assert "八项行动奠定共建“一带一路”新十年良好开局" not in block.text, where


def test_cut_paragraphs_are_whole(editions: dict[str, Edition]) -> None:
    text = {language: "\n".join(b.text for _, b in edition.blocks()) for language, edition in editions.items()}
    for whole in (
        "完全可以成为构建开放型世界经济的压舱石",  # a running head between the halves
        "先后开通了新的中欧班列车次",  # two notes
        "吉尔吉斯斯坦、哈萨克斯坦、塔吉克斯坦等多个国家",  # notes, and in the middle of a name
        "《中国-非洲国家共建“一带一路”发展报告》显示",  # text doubled at the seam
        "全长1.1万公里",
    ):
        assert whole in text["zh"]
    for whole in (
        "one of China’s Eight Major Steps for the high-quality BRI",
        "the Forum on China-Africa Cooperation, and more",
        "nearly 50 countries and regions gathered",
        "practical pathways for local exchanges",
        "friends of the BRI cooperation. Both",
        "the principles of consultation, collaboration",
        "in the case of digital logistics cooperation",
        "Efforts must continue to optimize",
        "from Guiyang to Vientiane, Laos, via",
    ):
        assert whole in text["en"]


def test_a_lost_end_is_not_glued_to_the_next_paragraph(editions: dict[str, Edition]) -> None:
    box = next(b for _, b in editions["en"].blocks() if b.id == "s1-1-box2-p1")
    assert box.text.endswith("serving as an important link")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ids_are_there_and_unique(editions: dict[str, Edition], language: str) -> None:
    ids = [i for _, block in editions[language].blocks() for i in (block.id, *block.also)]
    assert all(ids)
    assert len(ids) == len(set(ids))


def test_counterparts_share_their_ids(editions: dict[str, Edition]) -> None:
    ids = {
        language: {i for _, block in edition.blocks() for i in (block.id, *block.also)}
        for language, edition in editions.items()
    }
    assert ids["zh"] == ids["en"]


def test_reading_order_is_the_sources(conversion: Conversion) -> None:
    """But for fact boxes and figures, what stands later in the source stands later in the edition."""
    for edition in conversion.report.editions:
        starts = [block.text.start for page in edition.pages for block in page.blocks if isinstance(block, Paragraph)]
        assert all(a < b for a, b in pairwise(starts))


def test_the_base_in_the_repository_is_what_the_source_converts_to(repo_root: Path, conversion: Conversion) -> None:
    """Editors may have corrected `docs/`; what they started from is what the source converts to."""
    profile = repo_root / "sources" / "eight-major-steps.yml"
    files = {name: page.content for name, page in conversion.files.items()}
    base = read_base(profile, {}, {})
    assert stable(files, base.files, base.files, base.retired) == base.files
    assert not base.lost
