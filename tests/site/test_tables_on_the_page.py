"""A table an editor adds: on the page and beside its counterpart, on a small phone, and in the files to download."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from bs4 import BeautifulSoup

from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.epub.publication import publication
from duizhao.publish.bundles.pdf.typeset import pdf
from duizhao.publish.bundles.single import single_page
from duizhao.publish.site.build import build_site
from tests.bundles.conftest import new_project
from tests.bundles.helpers import unzipped
from tests.site.conftest import reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATE = datetime(2001, 9, 9, tzinfo=UTC)
PAGE = "chapter-1/1-1"
HEADS = {
    "zh": ["河流", *(f"第{number}观测站多年平均水位" for number in range(1, 7))],
    "en": ["River", *(f"Mean_level_at_station_{number}_over_many_years" for number in range(1, 7))],
}


def table(language: str) -> str:
    heads = HEADS[language]
    rows = [heads, ["---", *["---:"] * (len(heads) - 1)], ["*A*", *(str(number) for number in range(1, len(heads)))]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n{ #s1-1-p901 }\n"


@pytest.fixture(scope="module")
def profile(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a wide table at the end of a page; its profile."""
    made = new_project(repo_root, tmp_path_factory.mktemp("tables") / "project")
    for language in HEADS:
        with (made.parent.parent / "docs" / language / f"{PAGE}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{table(language)}")
    return made


@pytest.fixture(scope="module")
def site(profile: Path) -> Path:
    return build_site(profile.parent.parent)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(("page", "name"), [(f"{PAGE}.html", "表格：河流、"), (f"en/{PAGE}.html", "Table: River, ")])
def test_it_is_a_region_that_is_named_by_its_columns(site: Path, page: str, name: str) -> None:
    (frame,) = soup(site / page).select("#s1-1-p901")
    assert frame["role"] == "region"
    assert str(frame["aria-label"]).startswith(name)
    assert [cell["scope"] for cell in frame.select("thead th")] == ["col"] * 7
    assert "{ #" not in frame.get_text()


def test_beside_its_counterpart_it_is_a_table_too(site: Path) -> None:
    rows = soup(site / f"parallel/{PAGE}.html").select("#s1-1-p901 table")
    assert [len(row.select("thead th[scope=col]")) for row in rows] == [7, 7]
    assert [cell.get_text() for cell in rows[1].select("tbody td")] == ["A", "1", "2", "3", "4", "5", "6"]
    assert rows[0].select("tbody em")


def test_it_is_found_by_the_search(site: Path) -> None:
    assert "第6观测站多年平均水位" in (site / "search" / "zh" / "index.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [f"en/{PAGE}.html", f"en/parallel/{PAGE}.html"])
def test_on_a_small_phone_it_is_scrolled_in_its_frame(
    site: Path, page: str, chromium: Browser, repo_root: Path
) -> None:
    with reading(chromium, site.as_uri() + "/", width=390) as reader:
        reader.open(page, settled=True)
        assert reader.overflow() == 0
        frame = reader.page.locator(".edition-table").last
        assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
        frame.focus()
        reader.page.keyboard.press("ArrowRight")
        reader.wait_until(lambda: bool(frame.evaluate("e => e.scrollLeft > 0")))
        reader.screenshot(f"table-390-{Path(page).parts[1]}", repo_root / "artefacts")
        assert reader.errors == []


def test_it_is_in_every_book(profile: Path) -> None:
    root = profile.parent.parent
    for book in read_books(Project(root), profile):
        last = HEADS[book.language][-1]
        page = BeautifulSoup(single_page([book], DATE), "html.parser")
        assert page.select_one("#s1-1-p901 thead th[scope=col]")
        files = unzipped(epub(publication([book], DATE)))
        assert any(last in content.decode() for name, content in files.items() if name.endswith(".xhtml"))
        with pikepdf.open(io.BytesIO(pdf([book], DATE))) as document:
            heads = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
            assert len(heads) >= 7
    left, right = read_books(Project(root), profile, apart=True)
    both = unzipped(epub(publication([left, right], DATE)))
    pairs = BeautifulSoup(both["EPUB/page-chapter-1-1-1.xhtml"], "html.parser").select(".pair:has(table)")
    assert [len(pair.select("table")) for pair in pairs] == [2]
