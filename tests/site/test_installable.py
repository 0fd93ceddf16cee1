"""A site that a browser keeps: read without a network, of one version only, and let go of again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duizhao.errors import InputError
from duizhao.publish.bundles.offline import site_files
from duizhao.publish.site.build import build_site
from duizhao.publish.site.installable import renew
from tests.site.conftest import built_once, copy_project, reading, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTING = "  # installable: true\n"
KEPT = """async () => {
  const registration = await navigator.serviceWorker.ready;
  return registration.active.state === 'activated' && (await caches.keys()).length === 1
}"""


def asking(root: Path, value: str = "true") -> None:
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert SETTING in text
    settings.write_text(text.replace(SETTING, f"  installable: {value}\n"), encoding="utf-8")


@pytest.fixture(scope="module")
def installable(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose owner has asked for it."""
    return built_once(repo_root, tmp_path_factory, "installable", asking)


@pytest.fixture
def own(installable: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Such a site to change, and the address it is served at."""
    shutil.copytree(installable, tmp_path / "site")
    with serving(tmp_path / "site") as address:
        yield tmp_path / "site", address


def publish(site: Path) -> None:
    """A new version: each page says that it is new."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<body ", '<body class="new" ', 1), encoding="utf-8")
    renew(site)


def test_without_the_setting_a_site_has_none_of_it(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.name in ("service-worker.js", "manifest.webmanifest")]
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "installable" not in page
    assert "worker-src" not in page


def test_a_page_is_read_and_searched_without_a_network(chromium: Browser, own: tuple[Path, str]) -> None:
    site, address = own
    with reading(chromium, address, width=390, own=True) as reader:
        reader.open("index.html")
        reader.wait_until(KEPT)
        manifest = reader.page.evaluate("document.querySelector('link[rel=manifest]').href")
        assert manifest == address + "manifest.webmanifest"
        assert json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))["lang"] == "zh-Hans"
        shutil.move(site, site.with_name("away"))
        reader.open("chapter-2/2-1.html", settled=True)
        assert reader.page.evaluate("document.querySelector('figure img').naturalWidth") > 0
        reader.open("en/chapter-1/1-1.html", settled=True)
        assert reader.page.evaluate("document.fonts.check('16px \"Duizhao Sans\"')")
        reader.page.keyboard.press("/")
        reader.page.keyboard.type("bridge")
        found = reader.page.locator(".dz-search__results a.dz-search__hit").first
        found.wait_for()
        found.click()
        reader.page.locator("mark.dz-found").first.wait_for()
        assert reader.errors == []


def test_a_new_version_takes_over_as_a_whole(chromium: Browser, own: tuple[Path, str]) -> None:
    site, address = own
    with reading(chromium, address, own=True) as reader:
        reader.open("index.html")
        reader.wait_until(KEPT)
        reader.open("preface.html")
        publish(site)
        # The page that is open finds that there is a new version, and what is opened beside it is still the old one's.
        reader.page.evaluate("async () => { await (await navigator.serviceWorker.ready).update() }")
        reader.wait_until("async () => !!(await navigator.serviceWorker.ready).waiting")
        beside = reader.page.context.new_page()
        beside.goto(address + "preface.html")
        assert beside.locator("body.new").count() == 0
        beside.close()
        reader.page.goto(address + "index.html")
        reader.page.locator("body.new").wait_for()
        reader.open("en/chapter-1/1-1.html")
        assert reader.page.locator("body.new").count() == 1
        stores = "async () => (await (await caches.open((await caches.keys())[0])).keys()).map(each => each.url)"
        names = [url.partition("?")[0] for url in reader.page.evaluate(stores)]
        assert len(names) == len(set(names)), "nothing of the old version is left"


def test_a_version_that_is_only_half_there_is_not_kept(chromium: Browser, own: tuple[Path, str]) -> None:
    site, address = own
    (site / "preface.html").write_text("of another version", encoding="utf-8")
    with reading(chromium, address, own=True) as reader:
        with reader.page.context.expect_event("serviceworker"):  # it has begun
            reader.open("index.html")
        reader.wait_until("async () => (await navigator.serviceWorker.getRegistrations()).length === 0")


def test_a_site_that_no_longer_wants_it_is_let_go_of(chromium: Browser, own: tuple[Path, str], project: Path) -> None:
    site, address = own
    asking(project, "false")
    built = build_site(project)
    assert not (built / "manifest.webmanifest").exists()
    with reading(chromium, address, own=True) as reader:
        reader.open("index.html")
        reader.wait_until(KEPT)
        shutil.rmtree(site)
        shutil.copytree(built, site)
        reader.page.evaluate("async () => { await (await navigator.serviceWorker.ready).update() }")
        reader.wait_until("async () => (await caches.keys()).length === 0")


def test_what_is_opened_from_a_folder_asks_for_nothing(chromium: Browser, installable: Path) -> None:
    with reading(chromium, installable.as_uri() + "/") as reader:
        reader.open("index.html", settled=True)
        assert reader.page.locator("link[rel=manifest]").count() == 0
        assert reader.errors == []


def test_another_value_is_told(repo_root: Path, tmp_path: Path) -> None:
    root = copy_project(repo_root, tmp_path / "project")
    asking(root, "'yes'")
    with pytest.raises(InputError, match="installable"):
        build_site(root)


def test_the_offline_website_has_none_of_it(installable: Path) -> None:
    files = site_files(installable)
    assert not [path for path in files if path.endswith(("service-worker.js", "installable.js", ".webmanifest"))]
    assert not [path for path, content in files.items() if path.endswith(".html") and b"installable" in content]
