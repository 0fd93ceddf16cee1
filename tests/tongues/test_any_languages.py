"""Any languages, one, two or more: a folder a language, and one without a folder gets what needs no rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.cli import main
from duizhao.publish.bundles.build import make_bundles
from tests.tongues.conftest import HERE, Edition, begin

EXPECTED = HERE / "expected"


def page(edition: Path, path: str) -> BeautifulSoup:
    """A page of the built site."""
    return BeautifulSoup((edition / "site" / path).read_text(encoding="utf-8"), "html.parser")


def attribute(soup: BeautifulSoup, selector: str, name: str) -> str:
    """An attribute of the first element."""
    found = soup.select_one(selector)
    assert isinstance(found, Tag)
    return str(found.get(name, ""))


def dead_links(site: Path) -> list[str]:
    """The links of all pages that lead to no file."""
    return [
        f"{file.relative_to(site)}: {target}"
        for file in site.rglob("*.html")
        if file.name != "404.html"
        for link in BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").select("a[href]")
        if not (target := str(link["href"]).split("#")[0]).startswith(("http", "mailto"))
        and target
        and not (file.parent / target).exists()
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_text_becomes_markdown(edition: Edition, language: str) -> None:
    written = (edition("fr", "ar") / "docs" / language / "chapter-1" / "1-1.md").read_text(encoding="utf-8")
    assert written == (EXPECTED / f"{language}.md").read_text(encoding="utf-8")


def test_a_page_says_its_language_and_direction(edition: Edition) -> None:
    made = edition("fr", "ar")
    for path, language, direction in (("index.html", "fr", "ltr"), ("ar/chapter-1/1-1.html", "ar", "rtl")):
        assert attribute(page(made, path), "html", "lang") == language
        assert attribute(page(made, path), "body", "dir") == direction


def test_each_side_of_the_parallel_view_has_its_own_direction(edition: Edition) -> None:
    made = edition("fr", "ar")
    for path, other, direction in (("", "ar", "rtl"), ("ar/", "fr", "ltr")):
        view = page(made, f"{path}parallel/chapter-1/1-1.html")
        assert attribute(view, f'.parallel-cell[lang="{other}"]', "dir") == direction


def test_of_three_languages_the_reader_chooses_which_stand_side_by_side(edition: Edition) -> None:
    made = edition("fr", "ar", "zh-Hant")
    view = page(made, "ar/parallel-zh-Hant/chapter-1/1-1.html")
    assert attribute(view, "#parallel", "data-languages") == "ar zh-Hant"
    assert [link.get_text() for link in view.select(".edition-beside a")] == ["الفرنسية"]
    assert [link.get_text() for link in view.select(".edition-beside span")] == ["الصينية التقليدية"]
    assert dead_links(made / "site") == []


def test_one_language_is_a_site_without_a_parallel_view(edition: Edition) -> None:
    made = edition("ar")
    assert dead_links(made / "site") == []
    assert not list((made / "site").glob("parallel*"))
    home = page(made, "index.html")
    assert home.select(".edition-languages, .edition-view, .md-select") == []


def test_a_language_without_a_folder_has_the_site_s_words_in_english_and_that_is_said_once(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(repo_root, tmp_path, "de", "fr")
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    assert main(["site", "-C", str(tmp_path), "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert (told.out + told.err).count("are in en on the pages in de") == 1
    assert attribute(page(tmp_path, "index.html"), "html", "lang") == "de"
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 0


def test_a_language_that_mkdocs_does_not_name_is_told_with_what_to_write(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(repo_root, tmp_path, "fr", "ar")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("locale: ar", "locale: en"), encoding="utf-8")
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    assert main(["site", "-C", str(tmp_path), "--lang", "en"]) == 2
    assert "- locale: ar\n          name: العربية" in capsys.readouterr().err


def test_of_three_languages_two_can_be_exported_and_each_has_a_book_beside_the_first(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = edition("fr", "ar", "zh-Hant")
    assert main(["export", "-C", str(made), "--tmx", "--lang", "en"]) == 2
    assert "name two: `--languages fr,ar`" in capsys.readouterr().err
    target = tmp_path / "wells.tmx"
    assert main(["export", "-C", str(made), "--tmx", "--languages", "ar,zh-Hant", "-o", str(target)]) == 0
    memory = target.read_text(encoding="utf-8")
    assert 'xml:lang="ar"' in memory
    assert 'xml:lang="zh-Hant"' in memory
    assert 'xml:lang="fr"' not in memory
    bundles = make_bundles(made, made / "sources" / "wells.yml", tmp_path, ("epub",)).bundles
    assert [bundle.name for bundle in bundles] == [
        "wells.fr.epub",
        "wells.ar.epub",
        "wells.zh-Hant.epub",
        "wells.fr-ar.epub",
        "wells.fr-zh-Hant.epub",
    ]
