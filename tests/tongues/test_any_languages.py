"""Any languages, one, two or more: a folder a language, and one without a folder gets what needs no rules."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.cli import main
from duizhao.document.issued import Issued
from duizhao.publish.bundles.build import make_bundles
from duizhao.publish.bundles.pdf.fonts import typefaces
from duizhao.publish.site.build import build_site
from duizhao.publish.site.front_page import written_date
from duizhao.publish.site.strings import load_strings
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


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [("fr", "18 octobre 2024", "octobre 2024"), ("ar", "18 أكتوبر 2024", "أكتوبر 2024"),
     ("zh-Hant", "2024年10月18日", "2024年10月"), ("de", "October 18, 2024", "October 2024")],
)  # fmt: skip
def test_a_date_is_written_as_the_site_s_words_are(code: str, day: str, month: str) -> None:
    forms = load_strings(code).dates
    assert written_date(Issued(2024, 10, 18), forms, code) == day
    assert written_date(Issued(2024, 10), forms, code) == month


@pytest.mark.parametrize(
    ("code", "best"),
    [("ru", "Libertinus Serif"), ("sw", "Libertinus Serif"), ("ar", "Noto Naskh Arabic"),
     ("zh-HK", "Noto Serif CJK TC"), ("hi", "Noto Serif Devanagari"), ("th", "Noto Serif Thai"),
     ("ja", "Noto Serif CJK JP"), ("ko", "Noto Serif CJK KR")],
)  # fmt: skip
def test_a_book_asks_for_a_typeface_of_its_language_s_script(code: str, best: str) -> None:
    assert typefaces(code)[0] == best


def test_no_line_parts_a_french_word_from_the_signs_set_apart_from_it(edition: Edition) -> None:
    made = page(edition("fr", "ar"), "chapter-1/1-1.html")
    kept = [each.get_text() for each in made.select(".md-content .unbroken")]
    assert kept == ["1987 ;", "« Sans", "partis. »", "1 :", "Source :"]


def test_of_three_languages_the_reader_chooses_which_stand_side_by_side(edition: Edition) -> None:
    made = edition("fr", "ar", "zh-Hant")
    view = page(made, "ar/parallel-zh-Hant/chapter-1/1-1.html")
    assert attribute(view, "#parallel", "data-languages") == "ar zh-Hant"
    assert [link.get_text() for link in view.select(".edition-beside a")] == ["الفرنسية"]
    assert [link.get_text() for link in view.select(".edition-beside span")] == ["الصينية التقليدية"]
    single = page(made, "ar/chapter-1/1-1.html")
    assert [link.get_text() for link in single.select(".edition-beside a")] == ["الفرنسية", "الصينية التقليدية"]
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
    assert (told.out + told.err).count("are in English on the pages in German") == 1
    assert attribute(page(tmp_path, "index.html"), "html", "lang") == "de"
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 0


def test_the_languages_are_the_profile_s_and_mkdocs_only_names_them(repo_root: Path, tmp_path: Path) -> None:
    begin(repo_root, tmp_path, "fr", "ar", "zh")
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    build_site(tmp_path)
    home = page(tmp_path, "index.html")
    assert attribute(home, "html", "lang") == "fr"
    menu = {str(link["hreflang"]): link.get_text(strip=True) for link in home.select(".edition-languages a")}
    assert menu == {"ar": "العربية", "zh": "简体中文"}


def test_a_folder_of_no_language_of_the_profile_is_told(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(repo_root, tmp_path, "fr", "ar")
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    shutil.copytree(tmp_path / "docs" / "ar", tmp_path / "docs" / "de")
    assert main(["site", "-C", str(tmp_path), "--lang", "en"]) == 2
    assert "has the languages de, which the profile does not name" in capsys.readouterr().err


def test_of_three_languages_all_can_be_exported_or_some_and_each_has_a_book_beside_the_first(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = edition("fr", "ar", "zh-Hant")
    assert main(["export", "-C", str(made), "--xliff", "--lang", "en"]) == 2
    assert "Name two (`--languages fr,ar`)" in capsys.readouterr().err
    assert main(["export", "-C", str(made), "--xliff", "--csv", "-o", str(tmp_path / "all")]) == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        "wells.csv", "wells.fr-ar.xlf", "wells.fr-zh-Hant.xlf",
    ]  # fmt: skip
    rows = csv.DictReader((tmp_path / "all" / "wells.csv").open(encoding="utf-8-sig", newline=""))
    last = [*rows][-1]
    assert [last[f"text_{code}"] for code in ("fr", "ar", "zh-Hant")] == [
        "L'eau des puits est claire. Elle suffit à 52 000 habitants.",
        "ماء الآبار صافٍ. وهو يكفي 52000 نسمة.",
        "井水清澈，足夠5.2萬人使用。",
    ]
    assert main(["export", "-C", str(made), "--tmx", "--languages", "fr,en", "--lang", "en"]) == 2
    assert "The edition is not in en." in capsys.readouterr().err
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


@pytest.mark.parametrize(
    ("asked", "pair"), [([], ("fr", "ar")), (["--languages", "fr,zh-Hant"], ("fr", "zh-Hant")),
                        (["--languages", "zh-Hant,ar"], ("zh-Hant", "ar"))],
)  # fmt: skip
def test_of_three_languages_any_two_are_aligned_and_searched_for_terms(
    edition: Edition, capsys: pytest.CaptureFixture[str], asked: list[str], pair: tuple[str, str]
) -> None:
    made = edition("fr", "ar", "zh-Hant")
    assert main(["align", "-C", str(made), "--lang", "en", "--sentences", "s1-1-p1", *asked]) == 0
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines() if line.startswith("  ")][:2] == list(pair)
    said = "fr, ar are compared. The edition is in fr, ar, zh-Hant; `--languages CODE,CODE` chooses two of them.\n"
    assert told.err == ("" if asked else said)
    assert main(["glossary", "--suggest", "-C", str(made), "--lang", "en", *asked]) == 0
    assert capsys.readouterr().err == ("" if asked else said)


def test_the_languages_that_are_compared_unasked_are_the_profile_s_first_two_in_its_order(
    repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(repo_root, tmp_path, "zh-Hant", "fr", "ar")
    assert main(["convert", "-C", str(tmp_path), "--lang", "en"]) == 0
    assert main(["align", "-C", str(tmp_path), "--lang", "en"]) == 0
    assert "zh-Hant, fr are compared. The edition is in zh-Hant, fr, ar;" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"), [("fr,de", "The edition is not in de."), ("fr", "`--languages fr` does not name two languages."),
                        ("fr,fr", "`--languages fr,fr` does not name two languages.")],
)  # fmt: skip
def test_what_is_not_two_of_the_languages_is_told(
    edition: Edition, capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    assert main(["align", "-C", str(edition("fr", "ar", "zh-Hant")), "--lang", "en", "--languages", asked]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Its languages are fr, ar, zh-Hant." in told
