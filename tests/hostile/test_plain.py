"""What is made plain before a page is built, and what stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.document.safety.sanitize import plain_markdown
from duizhao.document.safety.text import without_unseen


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("A <textarea> here.", "A &lt;textarea> here."),
        ("A </p>, <!-- and <?php", "A &lt;/p>, &lt;!-- and &lt;?php"),
        ("<img src=x\nonerror=y>", "&lt;img src=x\nonerror=y>"),
        ("Words.\n{ #s1-p1 onclick=x }", "Words.\n\\{ #s1-p1 onclick=x }"),
        ("Words.\n{: .hidden }", "Words.\n\\{: .hidden }"),
        ("Words.\n{ #s1 {x} .hidden }", "Words.\n\\{ #s1 \\{x} .hidden }"),
        ("Words.\n{ #__config }", "Words.\n\\{ #__config }"),
        ("\\\\{ .hidden }", "\\\\\\{ .hidden }"),  # the backslash is itself escaped
    ],
)
def test_what_is_no_edition_is_made_plain(markdown: str, plain: str) -> None:
    assert plain_markdown(markdown) == plain


@pytest.mark.parametrize(
    "markdown",
    [
        'Words.\n{ #s1-p1 data-also="s1-p2 s1-p3" }',
        "## Heading {#s1-h1}",
        "A set \\{a, b}, a < b > c, 3 <4, &lt;b>.",
        "See <https://example.org/a?b=1&c=2> and <someone@example.org>.",
    ],
)
def test_what_an_edition_uses_stays(markdown: str) -> None:
    assert plain_markdown(markdown) == markdown


def test_the_shipped_edition_and_the_sample_stay_as_they_are(repo_root: Path) -> None:
    for folder in ("docs", "tests/site/sample"):
        pages = [path for path in (repo_root / folder).rglob("*.md") if path.name != "README.md"]
        assert pages
        for path in pages:
            body = path.read_text(encoding="utf-8")
            assert (plain_markdown(body), without_unseen(body)) == (body, body), path


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
