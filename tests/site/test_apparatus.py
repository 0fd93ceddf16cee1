"""The pages around the text: the sources, the lists of fact boxes and of figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.check.links.model import Link, Outcome
from duizhao.errors import InputError
from duizhao.publish.site.build import build_site
from duizhao.publish.site.indexes import first_words
from duizhao.publish.site.sources import state_html
from duizhao.publish.site.strings import load_strings
from tests.bundles.conftest import new_project
from tests.site.conftest import path_in

LONG = (
    "https://example.org/archives/bridges/2021/"
    "stone-bridges-of-the-upper-clearbrook-restoration-report-and-list-of-materials.html"
)


def article(site: Path, path: str) -> Tag:
    page = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")
    found = page.select_one("article")
    assert found
    return found


def leads_somewhere(site: Path, path: str, link: Tag) -> bool:
    """Whether a link of the page at `path` leads to a page that is there, and to an id on it."""
    target, _, anchor = str(link["href"]).partition("#")
    page = (site / path).parent / target
    return page.is_file() and (not anchor or f'id="{anchor}"' in page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "cited_in"), [("zh", "引用之处"), ("en", "Cited in")])
def test_sources(site: Path, language: str, cited_in: str) -> None:
    path = path_in(language, "sources.html")
    page = article(site, path)
    hosts = [h.get_text().removesuffix("¶") for h in page.select("h2.edition-host")]
    assert hosts == ["example.org"]
    entries = page.select("li[id^=source-]")
    assert [entry.select("p a")[0].get_text() for entry in entries] == [LONG, "http://example.org/a_b_c/2023"]
    assert [entry.select("p a")[0]["href"] for entry in entries] == [LONG, "http://example.org/a_b_c/2023"]
    assert all(cited_in in entry.get_text() for entry in entries)
    states = [str(state["data-state"]) for state in page.select(".source-state")]
    assert states == ["unchecked", "unchecked"]
    places = page.select(".source-places a")
    assert [str(link["href"]) for link in page.select("li[id^=source-] .source-places a")[:4]] == [
        "chapter-1/1-1.html#fn:n1",
        "chapter-1/1-1.html#s1-1-p1",
        "chapter-1/1-1.html#fn:n3",
        "chapter-1/1-1.html#s1-1-p3",
    ]
    assert all(leads_somewhere(site, path, link) for link in places)
    # Two notes of section 1.1 and one of 2.1 give no address.
    works = page.select_one("#without-address + .edition-sources")
    assert works
    assert len(works.select("li")) == 3


LINKS = """\
- address: http://example.org/a_b_c/2023
  checked: 2025-03-09
  state: moved
  status: 200
  final: https://example.org/x?a=1&b=2
  archive: https://archive.example/2025/http://example.org/a_b_c/2023
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "2025年3月9日检查：已迁移，转至https://example.org/x?a=1&b=2 存档副本"),
        ("en", "Checked on 9 March 2025: moved; it leads to https://example.org/x?a=1&b=2 Archived copy"),
    ],
)
def test_what_is_known_of_an_address(language: str, said: str) -> None:
    final = Outcome("moved", 200, "https://example.org/x?a=1&b=2")
    link = Link("http://example.org/a", "2025-03-09", final, "https://archive.example/1")
    html = BeautifulSoup(state_html(link, load_strings(language)), "html.parser")
    assert html.get_text() == said
    assert [a["href"] for a in html.select("a")] == ["https://example.org/x?a=1&b=2", "https://archive.example/1"]
    assert [t["datetime"] for t in html.select("time")] == ["2025-03-09"]


def test_the_file_of_links_is_shown_and_a_fault_in_it_is_told(repo_root: Path, tmp_path: Path) -> None:
    profile = new_project(repo_root, tmp_path / "project")
    root, links = profile.parent.parent, profile.with_name("rivers.links.yml")
    links.write_text(LINKS, encoding="utf-8")
    site = build_site(root)
    for language, archive in (("zh", "存档副本"), ("en", "Archived copy")):
        entries = article(site, path_in(language, "sources.html")).select(".source-state")
        assert [str(entry["data-state"]) for entry in entries] == ["unchecked", "moved"]
        addresses = {str(link["href"]): link.get_text() for link in entries[1].select("a")}
        assert addresses == {
            "https://example.org/x?a=1&b=2": "https://example.org/x?a=1&b=2",
            "https://archive.example/2025/http://example.org/a_b_c/2023": archive,
        }
    links.write_text(LINKS.replace("final:", "finally:"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        build_site(root)
    assert "sources/rivers.links.yml:5: `finally` is no key" in error.value.message


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_of_boxes_and_figures(site: Path, language: str) -> None:
    for page, targets in (
        ("boxes.html", ["chapter-1/1-1.html#s1-1-box1"]),
        ("figures.html", ["chapter-1/1-1.html#figure-1", "chapter-2/2-1.html#figure-2"]),
    ):
        path = path_in(language, page)
        entries = article(site, path).select(".edition-index > li")
        assert [str(entry["id"]) for entry in entries] == [
            f"{page.removesuffix('.html')}-{n}" for n in range(1, len(targets) + 1)
        ]
        assert [str(entry.select("a")[0]["href"]) for entry in entries] == targets
        assert all(leads_somewhere(site, path, link) for entry in entries for link in entry.select("a"))
        for entry in entries:
            title, text, place = entry.select("p")
            source = article(site, path_in(language, targets[entries.index(entry)].split("#")[0]))
            assert title.get_text() in source.get_text()
            assert text.get_text().rstrip("…") in source.get_text()
            assert place.get_text()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A short text.", "A short text."),
        ("word " * 50, "word " * 39 + "word…"),
        ("A sentence here. " * 12, "A sentence here. " * 11 + "A sentence…"),
        ("A sentence of six words here. " * 9, "A sentence of six words here. " * 6 + "A sentence of six…"),
        (f"{'w' * 190} end. Begin" + "x" * 20, f"{'w' * 190} end. …"),
        ("河" * 100, "河" * 80 + "……"),
        ("河" * 79 + "，桥" * 20, "河" * 79 + "……"),
        ("x" * 300, "x" * 200 + "…"),
    ],
)
def test_first_words(text: str, shown: str) -> None:
    assert first_words(text) == shown
