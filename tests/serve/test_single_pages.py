"""A page that is made anew is what a build writes, byte for byte."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao.check.run import findings
from duizhao.project import Known, Project
from duizhao.publish.serve.lagging import Lagging
from duizhao.publish.serve.rendering import Press
from duizhao.publish.site.build import build_site
from duizhao.source.editions import find_profile
from tests.serve.conftest import new_edition


def built(root: Path, to: Path) -> tuple[Press, Known]:
    """What is known once the site is built."""
    press, project = Press(), Project(root)

    def prepare(config: MkDocsConfig) -> None:
        config.plugins["duizhao/serve"] = press

    findings(project, find_profile(root, None))
    build_site(root, to=to, project=project, prepare=prepare)
    return press, project.known


def test_every_page_is_what_the_build_wrote(repo_root: Path, tmp_path: Path) -> None:
    root = new_edition(repo_root, tmp_path / "edition")
    (root / "sources" / "glossary.yml").write_text("- id: well\n  kind: concept\n  zh: 井\n  en: well\n")
    press, known = built(root, tmp_path / "site")
    pages = press.shown()
    assert {"index.html", "about.html", "en/glossary.html", "en/parallel/chapter-1/1-1.html", "boxes.html"} <= {*pages}
    for page in (*pages, *reversed(pages)):  # one language after the other, and back
        assert press.render(page, Lagging(root, known, ())) == (tmp_path / "site" / page).read_bytes(), page
    assert pages["en/parallel/chapter-1/1-1.html"] == ("en", "chapter-1/1-1.md")
    assert press.render("nothing.html", Lagging(root, known, ())) is None


def test_what_is_slow_lags_and_is_not_kept(repo_root: Path, tmp_path: Path) -> None:
    root = new_edition(repo_root, tmp_path / "edition")
    profile = find_profile(root, None)
    project = Project(root)
    before = findings(project, profile)
    page = root / "docs" / "zh" / "chapter-1" / "1-1.md"
    page.write_text(page.read_text(encoding="utf-8").replace("春天井水最浅，", "春天井水最浅,"), encoding="utf-8")
    counts = project.known.counts.copy()
    assert findings(Lagging(root, project.known, before), profile) == before
    assert project.known.counts == counts
    assert findings(project.refreshed(), profile) != before
