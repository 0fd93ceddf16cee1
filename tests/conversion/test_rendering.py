"""Whatever a paragraph of the source holds, it renders as it reads: no sign of it is taken for markup."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from duizhao.document.text import Piece, Text
from duizhao.source.writers.escape import escaped

SIGNS = "*_`[](){}<>#+-.!|\\&;:=~^\"'/$% \u3000中文abc1①"
ALLOWED = {"p"}


def renderer(repo_root: Path) -> Markdown:
    """What renders the site's pages: the extensions of `mkdocs.yml`."""
    extensions = yaml.safe_load((repo_root / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = [next(iter(e)) if isinstance(e, dict) else e for e in extensions]
    return Markdown(extensions=names)


ROOT = Path(__file__).parents[2]
MARKDOWN = renderer(ROOT)


def squeezed(text: str) -> str:
    return "".join(text.split())


def rendered(source: str) -> BeautifulSoup:
    written, _ = escaped(Text((Piece(source, 0),)), at_start=True)
    MARKDOWN.reset()
    soup = BeautifulSoup(MARKDOWN.convert(f"{written.plain}\n{{ #x-p1 }}\n"), "html.parser")
    for held in soup.select("span.unbroken"):  # what no line parts
        held.unwrap()
    return soup


def check(source: str) -> None:
    soup = rendered(source)
    elements = {tag.name for tag in soup.find_all(True)}
    assert elements <= ALLOWED, (source, str(soup))
    assert squeezed(soup.get_text()) == squeezed(source), str(soup)
    assert soup.find(id="x-p1"), str(soup)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.text(alphabet=SIGNS, min_size=1, max_size=40))
@example("1. one")
@example("- one")
@example("# one")
@example("<b>one</b>")
@example("[one](http://x.example)")
@example("&amp; &#38; &nbsp;")
@example("a_b_c _d_")
@example("!!! note")
@example("{ #id }")
@example("*[HTML]: x")
@example("[^n1]: x")
@example("\\*")
@example("a|b|c")
@example("=====")
@example("~~~")
@example("***")
@example("> quote")
def test_signs(source: str) -> None:
    line = " ".join(source.split())
    if line:
        check(line)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_text(source: str) -> None:
    # What the reader and the first repair take out never reaches the writer.
    line = " ".join(
        re.sub(
            r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\xad]", " ", source
        ).split()
    )
    if line:
        check(line)
