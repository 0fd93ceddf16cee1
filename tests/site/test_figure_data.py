"""Figures drawn from data, on the site: in both languages, on every screen, and what a faulty table does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from duizhao.errors import InputError
from duizhao.publish.site.build import build_site
from tests.site.conftest import built_once, path_in, reading
from tests.site.test_accessible import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATA = Path(__file__).parent / "figures"
PAGE = "chapter-1/1-1.html"


@pytest.fixture(scope="module")
def drawn(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site with data for figure 1, which has no image, and for figure 2, which has one."""

    def change(project: Path) -> None:
        for path in DATA.iterdir():
            shutil.copy(path, project / "docs" / "figures")

    return built_once(repo_root, tmp_path_factory, "drawn", change)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "place"), [(1280, "wide"), (390, "narrow")])
@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("zh", "修缮的石桥（座）", "图1 2019—2023年修缮的石桥数量 — 柱形图：修缮的石桥（座）"),
        ("en", "Bridges repaired (bridges)", "Figure 1: Stone Bridges Repaired, 2019 to 2023 — Bar chart: Bridges"),
    ],
)
def test_drawing(
    chromium: Browser, drawn: Path, repo_root: Path,
    language: str, words: str, name: str, width: int, place: str, scheme: str,
) -> None:  # fmt: skip
    with reading(chromium, f"{drawn.as_uri()}/", width=width, color_scheme=scheme) as reader:
        reader.open(path_in(language, PAGE))
        figure = reader.page.locator("#figure-1")
        shown = figure.locator("svg[role=img]:visible")
        assert [svg.get_attribute("class") for svg in shown.all()] == [place, place]
        assert figure.get_by_role("img", name=name).count() == 1
        assert figure.locator(".chart-legend").first.inner_text() == words
        assert figure.locator(".edition-note").count() == 0
        # Text in the page's own fonts, and neither text nor bars in the colour of the paper.
        look = """e => { const s = getComputedStyle(e); return [s.fontFamily, s.fill, s.fontSize]; }"""
        family, ink, size = shown.first.locator("text").first.evaluate(look)
        assert family == reader.page.locator("#s1-1-p1").evaluate("e => getComputedStyle(e).fontFamily")
        bar = shown.first.locator("rect").first.evaluate(look)[1]
        paper = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert len({ink, bar, paper}) == 3
        # As large as it says: the drawing is hardly scaled.
        height = shown.first.locator("text").first.evaluate("e => e.getBoundingClientRect().height")
        assert float(size.removesuffix("px")) * 0.9 <= height <= float(size.removesuffix("px")) * 2
        assert reader.overflow() <= 0
        figure.locator("summary").click()
        assert reader.overflow() <= 0
        figure.screenshot(path=_picture(repo_root, f"figure-1-{language}-{width}-{scheme}"))
        assert reader.elsewhere == []
        assert reader.errors == []


SHOWN = "all => all.filter(e => getComputedStyle(e).opacity === '1').map(e => e.textContent)"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_value_is_shown_where_one_points_and_where_the_keyboard_stands(
    chromium: Browser, drawn: Path, repo_root: Path, width: int, scheme: Any
) -> None:
    for scripts in (False, True):
        options: dict[str, Any] = {"java_script_enabled": scripts, "bypass_csp": True, "reduced_motion": "reduce"}
        with reading(chromium, f"{drawn.as_uri()}/", width=width, color_scheme=scheme, **options) as reader:
            reader.open(path_in("en", PAGE))
            figure = reader.page.locator("#figure-1")
            labels = figure.locator(".chart-label")
            if scripts:
                assert labels.evaluate_all(SHOWN) == []
            bands = figure.locator(".chart-values:visible").first.locator(".chart-value")
            names = [band.get_attribute("aria-label") for band in bands.all()]
            assert names[:2] == ["2019; Bridges repaired (bridges): 3", "2020; Bridges repaired (bridges): no value"]
            bands.nth(2).hover()
            shown = bands.nth(2).locator(".chart-label")
            assert shown.evaluate("e => getComputedStyle(e).opacity") == "1"
            if not scripts:
                continue
            reader.page.mouse.move(0, 0)
            bands.nth(0).focus()
            reader.page.keyboard.press("Tab")
            assert labels.evaluate_all(SHOWN) == ["2020Bridges repaired (bridges): no value"]
            for _ in range(3):
                reader.page.keyboard.press("Tab")
            assert labels.evaluate_all(SHOWN) == ["2023Bridges repaired (bridges): 9"]
            # The words stand in the drawing, also at its edge.
            words, chart = bands.nth(4).locator(".chart-label").bounding_box(), figure.bounding_box()
            assert words is not None
            assert chart is not None
            assert chart["x"] <= words["x"]
            assert words["x"] + words["width"] <= chart["x"] + chart["width"]
            figure.screenshot(path=_picture(repo_root, f"figure-1-value-{width}-{scheme}"))
            assert reader.errors == []
            assert violations(reader) == []


def _picture(repo_root: Path, name: str) -> Path:
    folder = repo_root / "artefacts" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.png"


def test_the_table_opens_by_keyboard_and_without_a_script(chromium: Browser, drawn: Path) -> None:
    for scripts in (True, False):
        with reading(chromium, f"{drawn.as_uri()}/", java_script_enabled=scripts) as reader:
            reader.open(path_in("en", PAGE))
            figure = reader.page.locator("#figure-1")
            assert figure.locator("table").is_hidden()
            figure.locator("summary").focus()
            reader.page.keyboard.press("Enter")
            cells = figure.locator("tbody tr").nth(1).locator("th, td")
            assert [cell.inner_text() for cell in cells.all()] == ["2020", "no value", "8"]
            source = figure.locator(".figure-whose")
            assert source.inner_text() == "Drawn for this edition from: Clearbrook Institute, Yearbook of Stone Bridges"
            assert source.locator("a").get_attribute("href") == "https://example.org/yearbook"


@pytest.mark.parametrize("path", [PAGE, f"en/{PAGE}", f"parallel/{PAGE}", f"en/parallel/{PAGE}"])
def test_the_file_can_be_downloaded(chromium: Browser, drawn: Path, path: str) -> None:
    with reading(chromium, f"{drawn.as_uri()}/") as reader:
        reader.open(path)
        for link in reader.page.locator("#figure-1 a[download]").all():
            address = link.evaluate("e => e.href").removeprefix("file://")
            assert Path(address).read_bytes() == (DATA / "figure-1.csv").read_bytes()
    assert not list(drawn.rglob("figure-1.yml"))


def test_both_languages_side_by_side(chromium: Browser, drawn: Path) -> None:
    with reading(chromium, f"{drawn.as_uri()}/") as reader:
        reader.open(f"parallel/{PAGE}")
        for language, year, words in (("zh", "年份", "修缮的石桥（座）"), ("en", "Year", "Bridges repaired (bridges)")):
            cell = reader.page.locator(f"#figure-1 [data-language={language}]")
            assert cell.locator("svg[role=img]:visible").count() == 2
            assert cell.locator(".chart-legend").first.inner_text() == words
            cell.locator("summary").click()
            assert cell.locator("th").first.inner_text() == year
        reader.open("parallel/chapter-2/2-1.html")
        assert reader.page.locator("#figure-2 img").count() == 2
        assert reader.page.locator("#figure-2 img").first.evaluate("e => e.naturalWidth") == 480
        assert reader.errors == []


def test_an_image_goes_before_a_drawing_and_keeps_the_table(chromium: Browser, drawn: Path) -> None:
    with reading(chromium, f"{drawn.as_uri()}/") as reader:
        reader.open("chapter-2/2-1.html")
        figure = reader.page.locator("#figure-2")
        assert figure.locator("img").evaluate("e => e.naturalWidth") == 480
        assert figure.locator("svg").count() == 0
        assert figure.locator(".figure-whose").inner_text() == "数据取自：青溪研究所"
        assert figure.locator("tbody tr").count() == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("figure-1.csv", "year,bridges,cost\n2019,three,1\n", "docs/figures/figure-1.csv:2: “three” is no number."),
        ("figure-1.yml", "chart: bar\n", "docs/figures/figure-1.yml:1: "),
        (
            "figure-9.csv",
            "year,n\n2019,1\n",
            "docs/figures/figure-9.csv: No figure of the edition has",
        ),
    ],
)
def test_a_fault_is_told_with_file_and_line(project: Path, name: str, content: str, said: str) -> None:
    for path in DATA.glob("figure-1.*"):
        shutil.copy(path, project / "docs" / "figures")
    (project / "docs" / "figures" / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        build_site(project)
    assert said in error.value.message
    assert "Traceback" not in error.value.message
