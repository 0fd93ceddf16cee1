"""The site as files: what is built, what every page holds, and what is said when it cannot be built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.errors import InputError
from duizhao.publish.site.build import build_site
from duizhao.words import speak
from tests.site.conftest import PAGES, path_in

EDITION = {
    "zh": ("河流、桥梁与渡口：五年观察", "青溪研究所", "不添加任何观点"),
    "en": ('"Rivers & Bridges": Five Years of Observation', "Clearbrook Institute", "adds no opinion of its own"),
}
BOTH = [(language, page) for language in EDITION for page in PAGES]


def soup(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    """The one element that matches; more or fewer are a fault."""
    found = page.select(selector)
    assert len(found) == 1, f"{len(found)} elements match {selector}"
    return found[0]


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    missing = [path_in(language, page) for language, page in BOTH if not (site / path_in(language, page)).is_file()]
    assert missing == []
    assert not (site / "zh").exists()


def test_an_image_is_on_the_site_once_and_the_note_for_editors_is_not(site: Path) -> None:
    assert [path.relative_to(site).as_posix() for path in site.rglob("figure-2.*")] == ["figures/figure-2.svg"]
    assert not list(site.rglob("README*"))
    for language, source in (("zh", "../figures/figure-2.svg"), ("en", "../../figures/figure-2.svg")):
        image = one(soup(site, path_in(language, "chapter-2/2-1.html")), "figure img")
        assert image["src"] == source


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_every_page_says_whose_words_it_holds(site: Path, language: str, page: str) -> None:
    title, publisher, neutral = EDITION[language]
    text = one(soup(site, path_in(language, page)), "footer .edition-attribution").get_text()
    assert title in text
    assert publisher in text
    assert neutral in text


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_every_page_is_sound(site: Path, language: str, page: str) -> None:
    html = soup(site, path_in(language, page))
    assert one(html, "html")["lang"] == {"zh": "zh-Hans", "en": "en"}[language]
    one(html, "h1")
    ids = [element["id"] for element in html.select("[id]")]
    assert sorted(ids) == sorted(set(ids)), "an id stands twice"
    targets = {str(link["href"])[1:] for link in html.select("article a[href^='#']")}
    assert targets <= set(ids)
    title, _, _ = EDITION[language]
    assert one(html, "title").get_text().endswith(title)
    assert one(html, "a.md-header__button.md-logo")["aria-label"] == title


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_nothing_comes_from_another_host(site: Path, language: str, page: str) -> None:
    html = soup(site, path_in(language, page))
    loaded = [*html.select("[src]"), *html.select("link[href]")]
    assert len(loaded) > 4
    for element in loaded:
        address = str(element.get("src") or element.get("href"))
        assert not re.match(r"[a-z]+:|/", address), address


def test_style_sheets_ask_for_nothing_elsewhere(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert len(sheets) >= 3
    for sheet in sheets:
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
            own = address.startswith(("data:", "#")) or (sheet.parent / address.partition("?")[0]).is_file()
            assert own, f"{sheet.name}: {address}"


def test_navigation_is_in_reading_order_under_the_chapters_own_titles(site: Path) -> None:
    html = soup(site, "chapter-1/1-1.html")
    links = [str(link["href"]) for link in html.select(".md-nav--primary a.md-nav__link[href]")]
    here = [link for link in links if not link.startswith("#")]
    assert here == [
        "../index.html", "../preface.html", "index.html", "1-1.html", "1-2.html",
        "../chapter-2/index.html", "../chapter-2/2-1.html", "../conclusion.html",
        "../boxes.html", "../figures.html", "../sources.html", "../glossary.html", "../downloads.html", "../about.html",
    ]  # fmt: skip
    chapter = html.select_one(".md-nav--primary .md-nav__item--section > .md-nav__container > a")
    assert chapter is not None
    assert chapter.get_text(strip=True) == "第一章 桥梁连接两岸，往来日渐便利"


@pytest.mark.parametrize("language", EDITION)
def test_home_page_lists_the_chapters_with_their_sections(site: Path, language: str) -> None:
    html = soup(site, path_in(language, "index.html"))
    entries = [str(link["href"]) for link in html.select(".edition-contents a")]
    assert [entry for entry in entries if "#" not in entry] == list(PAGES[1:])
    below = [str(link["href"]) for link in html.select(".edition-contents ol ol a")]
    assert below == [
        *("chapter-1/1-1.html", "chapter-1/1-1.html#figure-1", "chapter-1/1-1.html#s1-1-box1", "chapter-1/1-2.html"),
        *("chapter-2/2-1.html", "chapter-2/2-1.html#figure-2"),
    ]
    publisher = EDITION[language][1]
    for references in html.select(".edition-cite"):
        references.decompose()
    assert one(html, "article").get_text().count(publisher) == 2  # as on the title page, and in the description


def test_chapter_opening_lists_its_sections(site: Path) -> None:
    html = soup(site, "chapter-1/index.html")
    assert [str(link["href"]) for link in html.select(".edition-contents a")] == ["1-1.html", "1-2.html"]


def test_wrong_address_is_told_in_every_language(site: Path) -> None:
    html = soup(site, "404.html")
    assert [section["lang"] for section in html.select("article section")] == ["zh-Hans", "en"]
    homes = ["/index.html", "/en/index.html"]
    links = [str(link["href"]) for link in html.select("article section a")]
    assert links == [link for home in homes for link in (home, f"{home}#search")]
    said = html.select("footer .edition-attribution")
    assert [EDITION[language][1] in p.get_text() for language, p in zip(EDITION, said, strict=True)] == [True, True]


def test_a_site_without_bundles_says_so(site: Path) -> None:
    for page, said in (("downloads.html", "不附带这些文件"), ("en/downloads.html", "does not come with these files")):
        region = soup(site, page).select(".edition-bundles")
        assert len(region) == 1
        assert said in region[0].get_text()
        assert region[0].select("a") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("zh/preface.md", "order: 1", "order: first", "zh/preface.md: the front matter needs `order:`"),
        ("en/preface.md", "kind: part", "kind: poem", "en/preface.md: the front matter needs `kind: home"),
        ("en/chapter-1/index.md", "chapter: 1", "", "en/chapter-1/index.md: a chapter needs `chapter:`"),
        ("en/conclusion.md", "title: Conclusion", "", "en/conclusion.md: the front matter needs `title:`"),
        ("zh/index.md", "title: 河流、桥梁与渡口：五年观察", "", "docs/zh/index.md: the front matter needs `title:`"),
        ("zh/conclusion.md", "我们打算", "我们[打算](no.md)", "'zh/conclusion.md' contains a link 'no.md'"),
        ("zh/conclusion.md", "我们打算", "我们[打算](#no)", "'zh/conclusion.md' contains a link '#no'"),
    ],
)
def test_a_fault_in_a_page_is_told_with_its_file(project: Path, file: str, old: str, new: str, said: str) -> None:
    path = project / "docs" / file
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        build_site(project)
    assert said in error.value.message
    assert "Traceback" not in error.value.message


def test_a_link_may_lead_to_what_a_page_of_the_sites_own_says(project: Path) -> None:
    path = project / "docs" / "en" / "conclusion.md"
    source = path.read_text(encoding="utf-8")
    terms = soup(build_site(project), "en/glossary.html").select("dt[id]")
    path.write_text(f"{source}\nSee [the term](glossary.md#{terms[0]['id']}).\n", encoding="utf-8")
    build_site(project)
    path.write_text(f"{source}\nSee [the term](glossary.md#no).\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"glossary\.md#no"):
        build_site(project)


def test_a_fault_is_told_in_the_language_that_is_spoken(project: Path) -> None:
    path = project / "docs/en/conclusion.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Conclusion", ""), encoding="utf-8")
    speak("zh")
    with pytest.raises(InputError) as error:
        build_site(project)
    assert error.value.message.startswith("网站未能构建。\nERROR")
    assert "en/conclusion.md: 页首信息须有 `title:`。" in error.value.message


def test_a_warning_does_not_stop_a_build_that_is_not_strict(project: Path) -> None:
    path = project / "docs" / "zh" / "conclusion.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[无](#no)\n", encoding="utf-8")
    with pytest.raises(InputError):
        build_site(project)
    assert (build_site(project, strict=False) / "conclusion.html").is_file()


def test_a_language_without_words_is_told_and_has_english_ones(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "docs" / "en", project / "docs" / "de")
    config = project / "mkdocs.yml"
    source = config.read_text(encoding="utf-8")
    config.write_text(
        source.replace(
            "          name: English\n", "          name: English\n        - locale: de\n          name: Deutsch\n"
        ),
        encoding="utf-8",
    )
    page = (build_site(project) / "de" / "preface.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Cite and share" in page
    assert capsys.readouterr().err.count("are in English on the pages in German") == 1


def test_without_a_configuration(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("no mkdocs.yml")):
        build_site(tmp_path)
