"""Runs the cases in `outline.*.md`: the pages that headings open, and their levels, where a format tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.test_markdown import cases, converted


@pytest.mark.parametrize(("language", "source", "expected"), cases("outline"))
def test_outline(language: str, source: str, expected: str, tmp_path: Path) -> None:
    conversion = converted(language, source, tmp_path)
    lines = []
    for page in conversion.report.editions[0].pages[1:]:
        body = conversion.files[f"{language}/{page.path}.md"].body.plain
        headings = [line.partition(" {")[0] for line in body.split("\n") if line.startswith("#")]
        lines.append(f"{page.path}: {' / '.join(headings)}")
    assert "\n".join(lines) == expected
