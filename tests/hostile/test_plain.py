"""What would be HTML or set attributes is shown as it stands, and what an edition uses is read as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.document.editions import read_page
from duizhao.document.safety.text import without_unseen
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Words, page_element


def shown(markdown: str) -> Tag:
    """The page as a browser has it."""
    page = read_page(markdown, "en", "1.md", "1.md")
    found = BeautifulSoup(html_of(page_element(page, Words(), Pictures())), "html.parser").div
    assert found
    return found


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("A <textarea> here.", "A <textarea> here."),
        ("A </p>, <!-- and <?php", "A </p>, <!-- and <?php"),
        ("<img src=x\nonerror=y>", "<img src=x\nonerror=y>"),
        ("Words.\n{ #s1-p1 onclick=x }", "Words."),  # the id is one; what else is there has no effect
        ("Words.\n{: .hidden }", "Words.\n{: .hidden }"),
        ("Words.\n{ #s1 {x} .hidden }", "Words.\n{ #s1 {x} .hidden }"),
        ("Words.\n{ #__config }", "Words.\n{ #__config }"),
        ("\\\\{ .hidden }", "\\{ .hidden }"),  # the backslash is itself escaped
        ('Words.\n{ #s1-p1 data-also="s1-p2 s1-p3" }', "Words."),
        ("## Heading {#s1-h1}", "Heading"),
        ("A set \\{a, b}, a < b > c, 3 <4, &lt;b>.", "A set {a, b}, a < b > c, 3 <4, <b>."),
        (
            "See <https://example.org/a?b=1&c=2> and <someone@example.org>.",
            "See https://example.org/a?b=1&c=2 and someone@example.org.",
        ),
    ],
)
def test_what_is_read(markdown: str, seen: str) -> None:
    page = shown(markdown)
    assert page.get_text() == seen
    allowed = {"id", "data-also", "class", "href"}
    assert {name for element in page.find_all(True) for name in element.attrs} <= allowed
    assert {element.name for element in page.find_all(True)} <= {"p", "h2", "a", "span"}


def test_the_shipped_edition_and_the_sample_hold_nothing_unseen(repo_root: Path) -> None:
    for folder in ("docs", "tests/site/sample"):
        pages = [path for path in (repo_root / folder).rglob("*.md") if path.name != "README.md"]
        assert pages
        for path in pages:
            body = path.read_text(encoding="utf-8")
            assert without_unseen(body) == body, path


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u202eb\u202c", "ab"),
        ("rail\u200bway\u00ad", "railway"),
        ("葛\U000e0100城 ❤\ufe0f", "葛\U000e0100城 ❤\ufe0f"),  # chosen shapes of a character and of a symbol
        ("a.\U000e0118\U000e0117", "a."),  # a message in such signs
        ("水\n\tb\u00a0c", "水\n\tb\u00a0c"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, seen: str) -> None:
    assert without_unseen(text) == seen
    assert without_unseen(seen) == seen
