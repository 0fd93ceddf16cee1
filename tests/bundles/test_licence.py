"""What readers may do with the report, as the profile says: on the site, in bundles and in the aligned corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.project import Project
from duizhao.publish.bundles.book import Book, read_books
from duizhao.publish.bundles.imprint import UNDATED, imprint, rights
from duizhao.publish.exports.notices import notice_of
from duizhao.publish.site.language import attribution
from duizhao.source.conversion import convert
from tests.bundles.conftest import new_project
from tests.reading import read_edition

LICENCE = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
SAID = f"Terms of use of the report, as its publisher states them: {LICENCE}"
NONE = "this file gives no licence"


def book_of(profile: Path, licence: str) -> Book:
    home = profile.parent.parent / "docs" / "en" / "index.md"
    text = home.read_text(encoding="utf-8")
    if licence:
        home.write_text(text.replace("kind: home\n", f"kind: home\nlicence: {licence}\n", 1), encoding="utf-8")
    return read_books(Project(profile.parent.parent), profile)[1]


def test_the_profile_gives_it_to_the_front_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Wells\n\nThey are deep.\n", encoding="utf-8")
    (tmp_path / "a.yml").write_text(
        f"source: a.txt\nlanguages:\n  en:\n    title: The Wells\n    licence: {LICENCE}\n", encoding="utf-8"
    )
    assert f"\nlicence: {LICENCE}\n" in convert(tmp_path / "a.yml", tmp_path).files["en/index.md"].content


@pytest.mark.parametrize(("licence", "said", "unsaid"), [(LICENCE, SAID, NONE), ("", NONE, "Terms of use")])
def test_books_and_the_corpus_say_it(licence: str, said: str, unsaid: str, repo_root: Path, tmp_path: Path) -> None:
    profile = new_project(repo_root, tmp_path / "project")
    book = book_of(profile, licence)
    whole = " ".join(imprint(book, UNDATED))
    notice = notice_of(read_edition(profile.parent.parent / "docs" / "en"), "paragraph")
    for text in (rights(book), whole, notice.rights, notice.text):
        assert said in text
        assert unsaid not in text


def test_the_foot_of_each_page_says_it_with_its_address_as_a_link(repo_root: Path, tmp_path: Path) -> None:
    book = book_of(new_project(repo_root, tmp_path / "project"), LICENCE)
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert f'states them: CC BY 4.0 (<a href="{address}" rel="license">{address}</a>)</p>' in attribution(
        book.strings, book.facts
    )


def test_what_it_says_is_no_markup(repo_root: Path, tmp_path: Path) -> None:
    book = book_of(new_project(repo_root, tmp_path / "project"), "'<b>free</b> javascript:alert(1)'")
    assert "&lt;b&gt;free&lt;/b&gt; javascript:alert(1)</p>" in attribution(book.strings, book.facts)
