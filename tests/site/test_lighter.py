"""What a page loads is lighter than what was written, and says the same."""

from __future__ import annotations

import doctest
import gzip
import re
from pathlib import Path

from duizhao.publish.site import lighter


def test_the_examples() -> None:
    assert doctest.testmod(lighter).failed == 0


def test_a_rule_for_what_is_not_such_a_part_stays() -> None:
    css = "p:not(.highlight){margin:0}"
    assert lighter.without_rules(css, re.compile(r"\.highlight")) == css


def test_what_is_published_has_neither_comments_nor_source_maps(site: Path) -> None:
    assert list(site.rglob("*.map")) == []
    assert "/*" not in (site / "assets" / "stylesheets" / "site.css").read_text(encoding="utf-8")


def test_one_style_sheet_has_what_pages_have_of_the_theme_s(site: Path) -> None:
    assert list((site / "assets" / "stylesheets").glob("*.min.css")) == []
    styles = (site / "assets" / "stylesheets" / "site.css").read_text(encoding="utf-8")
    assert len(gzip.compress(styles.encode(), 9)) < 22_200
    assert ".md-grid" in styles
    assert "[data-md-color-primary=black]" not in styles, "a palette that was not chosen"
    assert "[dir=rtl]" not in styles, "neither language runs from the right"


def test_no_script_in_the_page_waits_for_the_style_sheets_but_the_last(site: Path) -> None:
    for name in ("index.html", "chapter-1/1-1.html", "parallel/chapter-1/1-1.html"):
        _, below = (site / name).read_text(encoding="utf-8").split('<link rel="stylesheet"', 1)
        scripts = re.findall(r"<script(?![^>]*application/json)([^>]*)>", below)
        assert [attributes.startswith(" defer src=") for attributes in scripts] == [False] + [True] * (len(scripts) - 1)


def test_two_scripts_are_what_every_page_has_of_ours(site: Path) -> None:
    page = (site / "chapter-1" / "1-1.html").read_text(encoding="utf-8")
    scripts = re.findall(r'<script defer src="[./]*assets/javascripts/([\w.-]+)"', page)
    assert [name for name in scripts if not name.startswith("bundle.")] == ["site.js", "content.js"]
    assert not (site / "assets" / "javascripts" / "cite.js").exists()
