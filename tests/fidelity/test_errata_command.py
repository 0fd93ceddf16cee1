"""`duizhao errata` in a repository: the comment for a pull request, and only what is new since a commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mkdocs.config.defaults import MkDocsConfig

from duizhao.project import Project
from duizhao.publish.site import corrections
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.strings import load_strings
from tests.fidelity.conftest import Git, change, corrected, duizhao

HOSTILE = "falls @everyone <script>alert(1)</script> ![x](https://evil.example/x.png) `a` **b** | c"


@pytest.fixture
def report(tmp_path: Path, git: Git) -> Path:
    """A converted report in a repository, with one correction committed and one not."""
    return corrected(tmp_path, git, "A slip\n\n理由：印本作“下降”。\nEvidence: page 3 @someone", HOSTILE)


def test_what_strangers_write_stays_text_in_the_comment(report: Path, git: Git) -> None:
    comment = duizhao(report, "errata", "--markdown", "--lang", "en")
    assert comment.startswith("**2 paragraphs changed; nothing removed.**\n")
    git("commit", "--quiet", "-am", "Another")
    change(report / "docs/zh/index.md", "下降", "微降")
    comment += duizhao(report, "errata", "--markdown", "--since", "HEAD", "--lang", "en")  # with the counterpart's text
    html = MarkdownIt("commonmark", {"html": True}).render(comment)
    assert "印本作“下降”。" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert comment.count("@") == comment.count("@<!-- -->") == 3  # no one is mentioned
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_only_what_is_new_since_a_commit(report: Path) -> None:
    assert duizhao(report, "errata", "--since", "HEAD", "--lang", "en").endswith(
        "errata: 1 paragraph changed; nothing removed\n"
    )
    since = duizhao(report, "errata", "--since", "HEAD~1", "--lang", "en")
    assert "Why: " in since
    assert since.endswith("errata: 2 paragraphs changed; nothing removed\n")


def test_an_earlier_change_keeps_its_reason_and_gives_the_later_one_none(report: Path, git: Git) -> None:
    git("checkout", "--quiet", "docs/en")
    change(report / "docs/zh/index.md", "下降", "微降")
    git("commit", "--quiet", "-am", "Another", "--date=2030-01-05T10:00:00+08:00")
    said = duizhao(report, "errata", "--lang", "en")
    assert "\n  Why: 2030-01-05 · An Editor · no reason given\n" in said
    assert " · An Editor · 印本作“下降”。\n\nGive the missing reasons" in said
    assert "<br>For an earlier change: 印本作“下降”。" in duizhao(report, "errata", "--markdown", "--lang", "en")


def test_the_page_of_corrections_tells_both(report: Path, git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    git("checkout", "--quiet", "docs/en")
    change(report / "docs/zh/index.md", "下降", "微降")
    git("commit", "--quiet", "-am", "Another", "--date=2030-01-05T10:00:00+08:00")
    config = MkDocsConfig()
    config.site_dir = str(tmp_path_factory.mktemp("site"))
    (made,) = corrections.pages(Building(config, Project(report), ("zh", "en"), "zh", load_strings("zh")))
    page = made.body.replace("\n", "")
    assert "<dt>理由</dt><dd>未说明理由</dd><dt>此前</dt><dd>" in page
    assert '：<span lang="zh-Hans">印本作“下降”。</span></dd>' in page


def test_new_text_without_an_id_is_told(report: Path) -> None:
    page = report / "docs/zh/index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n新的<b>一段</b>。\n", encoding="utf-8")
    comment = duizhao(report, "errata", "--markdown", "--since", "HEAD", "--lang", "zh")
    assert comment.startswith("**改动 1 段；新增 1 处没有编号的文字；没有删去文字。**\n")
    assert "没有编号\n  <br><ins>新的&lt;b&gt;一段&lt;/b&gt;。</ins>\n" in comment
    assert "added; nothing removed" in duizhao(report, "errata", "--lang", "en")
    duizhao(report, "diff", "HEAD", "--output", "change.html", "--lang", "zh")
    html = (report / "change.html").read_text(encoding="utf-8")
    assert "没有编号的新文字" in html
    assert "<ins>新的&lt;b&gt;一段&lt;/b&gt;。</ins>" in html
