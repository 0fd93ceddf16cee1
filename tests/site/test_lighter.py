"""What a page loads is lighter than what was written, and says the same."""

from __future__ import annotations

import doctest
import gzip
from pathlib import Path

from duizhao.publish.site import lighter


def test_the_examples() -> None:
    assert doctest.testmod(lighter).failed == 0


def test_a_rule_for_what_is_not_such_a_part_stays() -> None:
    css = "p:not(.highlight){margin:0}"
    assert lighter.without_parts(css) == css


def test_what_is_published_has_neither_comments_nor_source_maps(site: Path) -> None:
    assert list(site.rglob("*.map")) == []
    assert "/*" not in (site / "assets" / "stylesheets" / "site.css").read_text(encoding="utf-8")
    [theme] = (site / "assets" / "stylesheets").glob("main.*.css")
    assert len(gzip.compress(theme.read_bytes(), 9)) < 16_000
    assert ".md-grid" in theme.read_text(encoding="utf-8")
