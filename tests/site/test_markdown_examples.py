"""The examples in `markdown/*.txt`: each Markdown becomes the HTML below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown

FOLDER = Path(__file__).parent / "markdown"
EXAMPLE = re.compile(r"^(?P<title>\S[^\n]*)\n\.\n(?P<source>.*?)\n\.\n(?P<html>.*?)\n\.$", re.MULTILINE | re.DOTALL)


def examples() -> list[object]:
    """Every example, named after its file and title."""
    found: list[object] = []
    for file in sorted(FOLDER.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        here = [
            pytest.param(match["source"], match["html"], id=f"{file.stem}: {match['title']}")
            for match in EXAMPLE.finditer(text)
        ]
        # An example that is not read would never fail.
        assert len(here) * 3 == text.splitlines().count("."), f"{file.name} has an example that cannot be read"
        found += here
    return found


@pytest.mark.parametrize(("source", "html"), examples())
def test_example(source: str, html: str, tmp_path: Path) -> None:
    (tmp_path / "picture-7.png").touch()
    (tmp_path.parent / "secret.png").touch()
    markdown = Markdown(
        extensions=["toc", "duizhao.publish.markdown"],
        extension_configs={
            "toc": {"permalink": "¶"},
            "duizhao.publish.markdown": {
                "figures_dir": str(tmp_path),
                "figures_url": "/pictures/",
                "figure_missing": "No image here.",
                "box": {"factbox": "Card"},
                "permalink": "Link to {heading}",
                "footnote": "Note {number}",
                "footnotes": "Notes",
                "table": "Table: {columns}",
                "footnote_back": "Back to note {number}",
                "footnote_back_several": "Back to note {number}, place {place}",
            },
        },
    )
    assert markdown.convert(source) == html


def test_without_settings_nothing_is_named() -> None:
    markdown = Markdown(extensions=["toc", "duizhao.publish.markdown"])
    html = markdown.convert('# One\n\nText.[^1]\n\n[^1]: Note.\n\n!!! figure "F"\n    { #f }\n')
    assert "aria-label=" not in html
    assert "edition-note" not in html
    assert '<figure class="figure" id="f">' in html
