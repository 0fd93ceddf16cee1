"""A kind of boxes beside fact boxes, from a report's text to everything readers get: case studies."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.cli import main
from tests.bundles.helpers import squeezed, unzipped

PROFILE = """\
source: report.txt
lines: paragraphs
languages:
  zh:
    begins: 河流年报
    script: han
    title: 河流年报
    publisher: 水文所
    parts: {preface: 前言}
    factbox: 【资料】
    casestudy: 【案例】
  en:
    begins: The River Report
    script: latin
    title: The River Report
    publisher: Hydrology Office
    parts: {preface: Preface}
    factbox: 'Fact box:'
    casestudy: 'Case study:'
settled:
  casestudy_ends: {15: 21, 39: 43}
"""

REPORT = """\
河流年报

水文所

前言

沿岸各县用不同的办法防备洪水。

【资料】洪水警报

洪水警报由水文站发布，洪水警报分蓝、黄、橙、红四级。

下面是一个县的做法。

【案例】

青溪县的巡堤队

青溪县的巡堤队成立于2016年，队员多为沿河居民。

巡堤队每天沿河走两次，记下每一处渗水。

其他各县也在组织这样的队伍。

The River Report

Hydrology Office

Preface

The counties along the banks prepare for floods in different ways.

Fact box: Flood Warnings

Flood warnings are given by the gauging stations; flood warnings have four levels, blue, yellow, orange and red.

What follows is how one county does it.

Case study: The Dike Patrol of Clearbrook County

The dike patrol of Clearbrook County was founded in 2016, mostly by people who live beside the river.

The patrol walks along the river twice a day and notes every place where water seeps through.

Other counties are organising such patrols, too.
"""

MARKDOWN = {
    "zh": """\
!!! casestudy "青溪县的巡堤队"
    { #preface-box2 }

    青溪县的巡堤队成立于2016年，队员多为沿河居民。
    { #preface-box2-p1 }

    巡堤队每天沿河走两次，记下每一处渗水。
    { #preface-box2-p2 }

其他各县也在组织这样的队伍。
{ #preface-p3 }
""",
    "en": """\
!!! casestudy "The Dike Patrol of Clearbrook County"
    { #preface-box2 }

    The dike patrol of Clearbrook County was founded in 2016, mostly by people who live beside the river.
    { #preface-box2-p1 }

    The patrol walks along the river twice a day and notes every place where water seeps through.
    { #preface-box2-p2 }

Other counties are organising such patrols, too.
{ #preface-p3 }
""",
}

TITLES = {"zh": "青溪县的巡堤队", "en": "The Dike Patrol of Clearbrook County"}
LABELS = {"zh": "案例", "en": "Case study"}
FOLDERS = {"zh": "", "en": "en/"}
LANGUAGES = ("zh", "en")


def run(project: Path, command: str, *arguments: str) -> int:
    return main([command, "-C", str(project), *arguments])


@pytest.fixture(scope="module")
def project(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report, converted; with what a build needs."""
    root = tmp_path_factory.mktemp("case") / "project"
    shutil.copytree(repo_root / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        repo_root / "scripts" / "duizhao" / "publish" / "theme", root / "scripts" / "duizhao" / "publish" / "theme"
    )
    shutil.copy(repo_root / "mkdocs.yml", root)
    (root / "sources").mkdir()
    (root / "sources" / "rivers.yml").write_text(PROFILE, encoding="utf-8")
    (root / "sources" / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run(root, "convert") == 0
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The site, with all bundles."""
    assert run(project, "bundle") == 0
    return project / "site"


def page(site: Path, language: str, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / FOLDERS[language] / name).read_bytes(), "html.parser")


def found(tree: BeautifulSoup, selector: str) -> Tag:
    (element,) = tree.select(selector)
    return element


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_is_known_before_the_title_and_alone_above_it(project: Path, language: str) -> None:
    content = (project / "docs" / language / "preface.md").read_text(encoding="utf-8")
    assert content.endswith(MARKDOWN[language])
    assert "!!! factbox " in content


def test_the_ledger_says_that_the_mark_was_left_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "ledger", "--line", "15") == 0
    assert "【案例】" in capsys.readouterr().out


def test_the_check_finds_nothing_and_knows_what_is_mistyped(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "check", "--no-cache") == 0
    shutil.copytree(project, tmp_path / "copy")
    file = tmp_path / "copy" / "docs" / "en" / "preface.md"
    content = file.read_text(encoding="utf-8")
    file.write_text(content.replace("!!! casestudy", "!!! casestdy", 1), encoding="utf-8")
    assert run(tmp_path / "copy", "check", "--no-cache") == 1
    assert "Write `!!! casestudy` at the beginning of a line" in capsys.readouterr().out
    file.write_text(re.sub(r'(?s)(!!! casestudy ".*?\n    \{.*?\n).*', r"\1", content), encoding="utf-8")
    assert run(tmp_path / "copy", "check", "--no-cache") == 1
    assert "The case study “The Dike Patrol of Clearbrook County” has no text" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_calls_it_by_the_reports_own_word(site: Path, language: str) -> None:
    box = found(page(site, language, "preface.html"), "aside.casestudy")
    title = found(page(site, language, "preface.html"), "aside.casestudy > .admonition-title")
    assert (box["id"], title["data-label"]) == ("preface-box2", LABELS[language])
    assert title.get_text(strip=True).startswith(TITLES[language])
    assert len(box.select("p[id^='preface-box2-p']")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_lists_and_counts_them(site: Path, language: str) -> None:
    listed = found(page(site, language, "casestudies.html"), ".edition-index > li .index-title")
    assert listed.get_text() == TITLES[language]
    assert "1" in found(page(site, language, "casestudies.html"), "article h1 + p").get_text()
    counted = page(site, language, "index.html").get_text(" ", strip=True)
    assert re.search({"zh": "案例 1", "en": "Case studies 1"}[language], counted)
    assert len(page(site, language, "boxes.html").select(".edition-index > li")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parallel_view_has_it_as_a_box(site: Path, language: str) -> None:
    row = found(page(site, language, "parallel/preface.html"), ".parallel-row.casestudy.box#preface-box2")
    assert {label["data-label"] for label in row.select("[data-label]")} == set(LABELS.values())
    assert len(page(site, language, "parallel/preface.html").select(".parallel-row.in-box")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_it_by_its_kind(site: Path, language: str) -> None:
    index = (site / "search" / language / "index.js").read_text(encoding="utf-8")
    assert f'["preface-box2","casestudy","{TITLES[language]}"]' in index
    assert '["preface-box2-p1","casestudy-text",' in index
    words = json.loads(str(found(page(site, language, "index.html"), "[data-search-open]")["data-words"]))
    assert ["casestudy", LABELS[language], LABELS[language]] in words["kinds"]


@pytest.mark.parametrize("languages", ["zh", "en", "zh-en"])
def test_the_ebooks_have_it(site: Path, languages: str) -> None:
    files = unzipped((site / "downloads" / f"rivers.{languages}.epub").read_bytes())
    tree = BeautifulSoup(next(files[name] for name in files if "page-preface" in name), "html.parser")
    labels = [title["data-label"] for title in tree.select("aside.casestudy [data-label]")]
    assert labels == [LABELS[code] for code in languages.split("-")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_plain_text_have_it(site: Path, language: str) -> None:
    document = pypdfium2.PdfDocument((site / "downloads" / f"rivers.{language}.pdf").read_bytes())
    paper = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    assert squeezed(LABELS[language] + TITLES[language]) in paper
    text = (site / "downloads" / f"rivers.{language}.txt").read_text(encoding="utf-8")
    colon = {"zh": "：", "en": ": "}[language]
    assert f"\n\n{LABELS[language]}{colon}{TITLES[language]}\n\n    " in text


def rows(project: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[dict[str, str]]:
    assert run(project, "export", "--jsonl") == 0
    yield from map(json.loads, capsys.readouterr().out.splitlines())


def test_the_corpus_has_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_id = {row["id"]: row for row in rows(project, capsys)}
    title, inside = by_id["preface-box2"], by_id["preface-box2-p1"]
    assert (title["kind"], title["text_zh"], title["text_en"]) == ("box-title", TITLES["zh"], TITLES["en"])
    assert (inside["kind"], inside["box"]) == ("paragraph", "preface-box2")
