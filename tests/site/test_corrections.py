"""Corrections on the site: the page and its feed, the notes at counterparts, and how far a page has been read."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.check.context import load
from duizhao.cli import main
from duizhao.commands.convert import write
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.site.build import build_site
from duizhao.source.conversion import convert
from tests.reports import bring_report
from tests.site.conftest import copy_project, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ERRATA = """
- edition: report
  language: zh
  id: s1-1-p1
  change: '{hash}'
  reason: {{zh: '印本作“40个”。<script>', en: The printed report has 40.}}
  evidence: https://example.org/report.pdf，第3页
  date: 2026-11-02
"""


@pytest.fixture(scope="module")
def corrected(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small report in which an editor has corrected a number in Chinese, and removed a paragraph in
    English; two people have read the Chinese page."""
    root = copy_project(repo_root, tmp_path_factory.mktemp("corrected") / "project")
    for folder in ("docs", "sources"):
        shutil.rmtree(root / folder)
    (root / "sources").mkdir()
    samples = repo_root / "tests" / "conversion"
    shutil.copy(samples / "two-languages.yml", root / "sources" / "report.yml")
    shutil.copy(samples / "two-languages.txt", root / "sources")
    write(convert(root / "sources" / "report.yml", root), root / "sources" / "report.yml", root)
    change(root / "docs/zh/chapter-1/1-1.md", "30个", "40个")
    change(root / "docs/zh/chapter-1/1-1.md", "order:", "proofread: {state: validated, by: [甲, 乙]}\norder:")
    text = (root / "docs/en/chapter-1/1-1.md").read_text(encoding="utf-8")
    gone = next(block for block in text.split("\n\n") if block.endswith("{ #s1-1-p2 }"))
    change(root / "docs/en/chapter-1/1-1.md", f"{gone}\n\n", "")
    fidelity = load(Project(root), ("zh",), root / "sources" / "report.yml").fidelity
    assert fidelity
    (hash_,) = [e.change.hash for e in fidelity.errata if e.change.unit.language == "zh"]
    (root / "sources/errata.yml").write_text(ERRATA.format(hash=hash_), encoding="utf-8")
    return build_site(root)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")


def facts(section: Tag) -> dict[str, str]:
    """A correction's entries by their names."""
    names = [name.get_text(strip=True) for name in section.select("dt")]
    return dict(zip(names, (text.get_text(strip=True) for text in section.select("dd")), strict=True))


def test_each_correction_says_where_what_when_and_why(corrected: Path) -> None:
    html = soup(corrected, "corrections.html")
    first, second = html.select(".edition-erratum")
    link = first.select_one("h3 a")
    assert link
    assert link["href"] == "chapter-1/1-1.html#s1-1-p1"
    told = facts(first)
    assert told["时间"] == "2026-11-02"
    assert told["理由"] == "印本作“40个”。<script>"
    assert [a["href"] for a in first.select("dd a")] == ["https://example.org/report.pdf"]
    assert [mark.find_all(string=True)[1] for mark in first.select("del, ins")] == ["30", "40"]
    assert "删去：30" in told["改前"]
    assert second.select_one("h3 a", href="en/chapter-1/1-1.html")
    assert facts(second)["改后"] == "已删去。"
    assert facts(second)["理由"] == "未说明理由"


def test_on_the_english_page_the_english_corrections_come_first(corrected: Path) -> None:
    html = soup(corrected, "en/corrections.html")
    assert [h.get_text(strip=True).rstrip("¶") for h in html.select("h2")] == ["English edition", "Chinese edition"]
    links = [str(a["href"]) for a in html.select(".edition-erratum h3 a")]
    assert links == ["chapter-1/1-1.html", "../chapter-1/1-1.html#s1-1-p1"]
    assert facts(html.select(".edition-erratum")[1])["Why"] == "The printed report has 40."


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_feed(corrected: Path, language: str, tag: str) -> None:
    """JSON Feed 1.1: what it requires is there, and is as it requires it."""
    feed = json.loads((corrected / path_in(language, "corrections.json")).read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["language"] == tag
    (item,) = feed["items"]
    for path in ("index.html", "chapter-1/1-1.html"):
        page = corrected / path_in(language, path)
        head = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").head
        assert head
        (link,) = head.select('link[type="application/feed+json"]')
        assert "".join(link["rel"]).strip() == "alternate"
        assert (page.parent / str(link["href"])).resolve() == (
            corrected / path_in(language, "corrections.json")
        ).resolve()
    assert isinstance(item["id"], str)
    assert item["content_html"]
    assert "<script>" not in item["content_html"]
    assert "edition-hidden" not in item["content_html"]  # there is no style sheet of ours where it is read
    if language == "zh":
        assert datetime.fromisoformat(item["date_published"]).utcoffset() is not None


def test_the_counterpart_says_that_no_one_has_compared_it_yet(corrected: Path) -> None:
    english = soup(corrected, "en/chapter-1/1-1.html").select_one("#s1-1-p1 + .edition-review")
    assert english
    assert english.get_text(strip=True).startswith("(The Chinese edition’s text was corrected here")
    chinese = soup(corrected, "chapter-1/1-1.html")
    assert not chinese.select_one("#s1-1-p1 + .edition-review")
    assert chinese.select_one("#s1-1-p2 + .edition-review")
    parallel = soup(corrected, "parallel/chapter-1/1-1.html").get_text()
    assert "The Chinese edition’s text was corrected here" in parallel


def test_a_page_says_how_far_it_has_been_read(corrected: Path) -> None:
    line = soup(corrected, "chapter-1/1-1.html").select_one(".edition-proofread")
    assert line
    assert line.get_text(strip=True) == "本页校对状态：已由第二人复核（甲、乙）"
    link = line.select_one("a")
    assert link
    assert link["href"] == "../about.html#proofreading"
    table = soup(corrected, "about.html").select_one("#proofreading ~ table")
    assert table
    assert soup(corrected, "about.html").select_one('article a[href="corrections.html"]')
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows[0] == ["页面", "中文", "英文"]
    assert ["1.1 上游的水位", "已由第二人复核（甲、乙）", "已转换，尚未校对"] in rows


def converted(repo_root: Path, to: Path) -> Path:
    """A project as it is after its first conversion; gives its profile."""
    root = copy_project(repo_root, to)
    for folder in ("docs", "sources"):
        shutil.rmtree(root / folder)
    bring_report(root)
    profile = root / "sources" / "report.yml"
    write(convert(profile, root), profile, root)
    return profile


def test_without_a_correction_the_page_says_so(repo_root: Path, tmp_path: Path) -> None:
    site = build_site(converted(repo_root, tmp_path / "project").parent.parent)
    assert "目前没有更正" in soup(site, "corrections.html").get_text()
    assert "There are no corrections so far." in soup(site, "en/corrections.html").get_text()
    assert json.loads((site / "corrections.json").read_text(encoding="utf-8"))["items"] == []


def test_a_block_of_code_that_was_added_is_told(repo_root: Path, tmp_path: Path) -> None:
    root = converted(repo_root, tmp_path / "project").parent.parent
    page = root / "docs" / "zh" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n```\nfirst\nsecond\n```\n{ #home-p9 }\n", encoding="utf-8")
    site = build_site(root)
    assert "内容块" in soup(site, "corrections.html").get_text()


def test_without_its_source_the_edition_is_built_and_says_so(
    repo_root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    profile = converted(repo_root, tmp_path / "project")
    profile.with_suffix(".txt").unlink()
    root = profile.parent.parent
    assert main(["site", "-C", str(root)]) == 0
    printed = capfd.readouterr()
    assert "sources/report.txt: The source is not there." in printed.err
    assert "not compared with its source" in printed.out
    site = root / "site"
    assert "缺少来源文本" in soup(site, "corrections.html").get_text()
    assert "could not be compared" in soup(site, "en/corrections.html").get_text()
    assert not (site / "corrections.json").exists()
    assert "The water" in soup(site, "en/index.html").get_text()
    assert not soup(site, "about.html").select_one('article a[href="corrections.html"]')


def test_without_source_and_edition_there_is_nothing_to_build(
    repo_root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    profile = converted(repo_root, tmp_path / "project")
    profile.with_suffix(".txt").unlink()
    shutil.rmtree(profile.parent.parent / "docs")
    assert main(["site", "-C", str(profile.parent.parent)]) == 2
    assert "sources/report.txt: The source is not there." in capfd.readouterr().err


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser(corrected: Path, chromium: Browser, repo_root: Path, scheme: str, width: int) -> None:
    base = corrected.as_uri() + "/"
    with reading(chromium, base, width=width, color_scheme=scheme) as reader:
        for page in ("corrections.html", "about.html", "en/chapter-1/1-1.html"):
            reader.open(page)
            assert reader.overflow() == 0
            reader.screenshot(f"corrections-{Path(page).stem}-{width}-{scheme}", repo_root / "artefacts")
        reader.open("corrections.html")
        marks = reader.page.locator(".edition-erratum :is(del, ins)")
        lines = marks.evaluate_all("all => all.map(e => [e.tagName, getComputedStyle(e).textDecorationLine])")
        assert {tuple(line) for line in lines} == {("DEL", "line-through"), ("INS", "underline")}
        hidden = reader.page.locator(".edition-hidden").evaluate_all("all => all.map(e => e.offsetWidth)")
        assert hidden
        assert max(hidden) <= 1
        assert reader.elsewhere == []
        assert reader.errors == []


def test_a_fault_in_the_errata_is_told(project: Path, repo_root: Path) -> None:
    for ending in ("yml", "txt"):
        shutil.copy(repo_root / f"tests/commands/base.{ending}", project / f"sources/report.{ending}")
    (project / "sources/errata.yml").write_text("- edition: report\n  langage: zh\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"sources/errata\.yml:\d: "):
        build_site(project)
