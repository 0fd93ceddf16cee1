"""The cases in `*.txt`: each Markdown, the tree it is read as, and the text a reader sees, wherever it is shown.

A case is a title, then between lines with a dot the Markdown, the tree and the text.
`python -m pytest tests/document --rewrite-cases` writes the last two anew; read what it changed before you commit it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup

from duizhao.compare.pairs import counterparts
from duizhao.document.editions import read_page
from duizhao.document.model import Edition, Page
from duizhao.publish.bundles.rendering import Renderer
from duizhao.publish.exports.build import build_pages
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.inline import fill, unknown
from duizhao.publish.markdown.page import Behind, Words, page_element
from duizhao.publish.search.documents import documents
from tests.document.trees import seen, texts, tree

FOLDER = Path(__file__).parent
CASE = re.compile(
    r"^(?P<title>\S[^\n]*)\n\.\n(?P<source>.*?)\n\.\n(?P<tree>.*?)\n\.\n(?P<seen>(?:.*?\n)?)\.$",
    re.MULTILINE | re.DOTALL,
)
#: What a page and a book add to the report's words.
APPARATUS = "sup, .footnote-backref, .edition-permalink"


def cases() -> list[object]:
    """Every case, named after its file and title."""
    found: list[object] = []
    for file in sorted(FOLDER.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        here = [
            pytest.param(
                match["source"], match["tree"], match["seen"].rstrip("\n"), id=f"{file.stem}: {match['title']}"
            )
            for match in CASE.finditer(text)
        ]
        # A case that is not read would never fail.
        assert len(here) * 4 == text.splitlines().count("."), f"{file.name} has a case that cannot be read"
        found += here
    return found


def read(source: str) -> Page:
    return read_page(source, "zh", "1.md", "docs/zh/1.md")


@pytest.mark.parametrize(("source", "wanted", "text"), cases())
def test_case(source: str, wanted: str, text: str) -> None:
    page = read(source)
    assert tree(page) == wanted
    assert seen(page) == text
    blocks = texts(page)
    for name, shown in whole_pages(page):
        assert squeezed(shown) == squeezed(text), name
    for name, passages in by_passage(page):
        assert passages == Counter(filter(None, (squeezed(block.text) for block in blocks))), name


def test_there_are_many_cases() -> None:
    assert len(cases()) >= 150


def test_the_cases_are_written_as_they_are_read(request: pytest.FixtureRequest) -> None:
    """`--rewrite-cases` writes them anew."""
    if not request.config.getoption("--rewrite-cases"):
        return
    for file in sorted(FOLDER.glob("*.txt")):
        file.write_text(CASE.sub(rewritten, file.read_text(encoding="utf-8")), encoding="utf-8")


def rewritten(match: re.Match[str]) -> str:
    page = read(match["source"])
    text = seen(page)
    return "\n".join((match["title"], ".", match["source"], ".", tree(page), ".", *([text] if text else []), "."))


def whole_pages(page: Page) -> Iterator[tuple[str, str]]:
    """The text of the page as each output shows it, without what that adds."""
    whole = page_element(page, Words(), Pictures())
    yield "page", plain(html_of(whole))
    yield "books", plain(str(Renderer(Words(), Pictures()).tree(page, Behind())[0]))
    cells = [html_of(fill(Element("p"), block, unknown)) for block in texts(page)]
    yield "parallel view", plain("".join(cells))


def by_passage(page: Page) -> Iterator[tuple[str, Counter[str]]]:
    """The texts of the blocks as what hands them on one by one has them."""
    found = [passage.text for one in documents(Edition("zh", (page,)), "") for passage in one.passages]
    yield "search", Counter(filter(None, map(squeezed, found)))
    alone = counterparts([Edition("zh", (page,))])
    units = [side.text for part in build_pages(alone) for unit in part.units for side in unit.sides if side]
    yield "exports", Counter(filter(None, map(squeezed, units)))


def plain(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for added in soup.select(APPARATUS):
        added.extract()
    for image in soup.find_all("img"):
        image.replace_with(str(image["alt"]))
    return soup.get_text()


def squeezed(text: str) -> str:
    """The text without white space, and without the strokes that stand between the cells of a table."""
    return re.sub(r"[\s|]", "", text)


def test_each_character_stands_where_the_tree_says(repo_root: Path) -> None:
    contents = [match["source"] for file in FOLDER.glob("*.txt") for match in CASE.finditer(file.read_text("utf-8"))]
    contents += [file.read_text("utf-8") for file in sorted((repo_root / "docs").glob("[a-z][a-z]/**/*.md"))]
    seen_one = 0
    for content in contents:
        lines = content.split("\n")
        page = read(content)
        for block in texts(page):
            at = 0
            for start, length, line, column, width in block.source_map:
                assert start >= at, "in order"
                at = start + length
                text = block.text[start:at]
                if length == width and text != "\n" and "\n" not in text:
                    assert squeezed(lines[line - 1][column : column + width]) == squeezed(text), (content, block)
                    seen_one += 1
            assert at <= len(block.text)
    assert seen_one > 1000
