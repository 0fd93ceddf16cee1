"""An edition in one language only: the same site without what needs a second one."""

from __future__ import annotations

import shutil
from pathlib import Path

from bs4 import BeautifulSoup

from duizhao.publish.site.build import build_site


def test_it_builds_at_the_root_without_a_switch(project: Path) -> None:
    shutil.rmtree(project / "docs" / "zh")
    site = build_site(project)
    page = BeautifulSoup((site / "chapter-1" / "1-1.html").read_text(encoding="utf-8"), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert page.select_one("#s1-1-p1") is not None
    assert not (site / "en").exists()
    assert not (site / "parallel").exists()
    assert page.select_one(".edition-languages") is None
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Chinese" not in home
