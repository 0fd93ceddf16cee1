"""The sample edition, built with the real configuration and served; and a reader who notes what goes wrong."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from duizhao.publish.site.build import build_site
from tests.conftest import made_once
from tests.hosting import answering

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

SAMPLE = Path(__file__).parent / "sample"
# The sample's pages in reading order, as paths on the site of the default language.
PAGES = (
    "index.html",
    "preface.html",
    "chapter-1/index.html",
    "chapter-1/1-1.html",
    "chapter-1/1-2.html",
    "chapter-2/index.html",
    "chapter-2/2-1.html",
    "conclusion.html",
    "boxes.html",
    "figures.html",
    "sources.html",
    "glossary.html",
    "downloads.html",
    "about.html",
)


def path_in(language: str, page: str) -> str:
    """The path of the page in that language."""
    return page if language == "zh" else f"{language}/{page}"


def copy_project(repo_root: Path, to: Path) -> Path:
    """What a build needs, with the sample as the edition, in the new folder `to`; returns `to`."""
    shutil.copytree(repo_root / "hooks", to / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SAMPLE, to / "docs", ignore=shutil.ignore_patterns("sources"))
    shutil.copytree(SAMPLE / "sources", to / "sources")
    shutil.copy(repo_root / "mkdocs.yml", to)
    return to


def contents(site: Path) -> dict[str, bytes]:
    """What a site holds, by path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture
def project(repo_root: Path, tmp_path: Path) -> Path:
    """A project of one's own, to change and build."""
    return copy_project(repo_root, tmp_path / "project")


def built_once(
    repo_root: Path, factory: pytest.TempPathFactory, name: str, change: Callable[[Path], object] = lambda root: None
) -> Path:
    """The folder of the sample's site, built once in a run after a `change` of the project that bears that name;
    strictly, so without one warning."""

    def make(to: Path) -> None:
        change(copy_project(repo_root, to))
        build_site(to)

    return made_once(factory, name, make) / "site"


@pytest.fixture(scope="session")
def site(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's site."""
    return built_once(repo_root, tmp_path_factory, "sample")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder; the address, with a slash at the end."""
    with answering(partial(_Quiet, directory=str(folder))) as address:
        yield address


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address the site is served at, with a slash at the end."""
    with serving(site) as address:
        yield address


# Tells when the page has been shown twice, and has had nothing to do after each time.
IDLE = """() => new Promise(done => {
  const shown = then => requestAnimationFrame(() => requestIdleCallback(then));
  shown(() => shown(() => done()));
})"""


#: For how long a test waits for what a page does, in seconds: far longer than any page takes, on a busy machine, too.
PATIENCE = 60


@dataclass  # without slots: Playwright sets attributes on the object whose methods it calls
class Reader:
    """An open page and what was amiss on the way: requests to elsewhere, and errors."""

    page: Page
    base: str
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: set[Request] = field(default_factory=set)  # what has no answer yet

    def open(self, path: str, *, settled: bool = False) -> None:
        """Opens the page at `path` below the base.

        `settled`: waits until the page has nothing left to do, since the theme's script starts after the load.
        """
        self.page.goto(self.base + path)
        if settled:
            self.wait_until(lambda: not (self.page.evaluate(IDLE) or self.asked))

    def wait_until(self, condition: str | Callable[[], bool]) -> None:
        """Waits until it is so: an expression in the page, or a function here. (Playwright's own way asks inside the
        page, whose policy forbids it.)"""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.page.evaluate(condition) if isinstance(condition, str) else condition():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it never came about: {condition}")

    def wait_in_view(self, selector: str) -> None:
        """Waits until what the selector names begins below the header and above the window's end: a browser scrolls to
        an address within the page one frame after it has taken it."""

        def in_view() -> bool:
            box = self.page.locator(selector).bounding_box()
            return bool(box and 48 <= box["y"] < 844)

        self.wait_until(in_view)

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return int(width)

    def screenshot(self, name: str, folder: Path) -> None:
        """Keeps the whole page as a picture, for people to look at."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def note_request(self, request: Request) -> None:
        """Remembers a request to another place than the site's own."""
        self.asked.add(request)
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def note_answer(self, request: Request) -> None:
        """A request has come to its end, perhaps one of who read here before."""
        self.asked.discard(request)

    def note_message(self, message: ConsoleMessage) -> None:
        """Remembers an error or a warning in the console."""
        if message.type in ("error", "warning"):
            self.errors.append(message.text)


#: The window in which one test after another reads, by browser: a new one costs more than a page in it. Not there while
#: a test has it.
_windows: dict[Browser, Page] = {}


def bring_to_rest(page: Page) -> None:
    """Leaves whatever a page is about, since Chromium may never close a window whose page is being loaded. One that is
    just going elsewhere does not let itself be sent away."""
    for _ in range(9):
        with suppress(PlaywrightError):
            page.goto("about:blank")
            return


@contextmanager
def shared_window(browser: Browser) -> Iterator[Page]:
    """A window that others have read in before; nothing of them is left but what the browser keeps of their files."""
    page = _windows.pop(browser, None) or browser.new_context().new_page()
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    for other in page.context.pages:
        if other != page:
            other.close()
    page.unroute_all()
    with suppress(PlaywrightError):  # it is just being left
        page.evaluate("try { sessionStorage.clear(); } catch { /* a page without any */ }")
    page.mouse.move(-1, -1)
    bring_to_rest(page)
    protocol = page.context.new_cdp_session(page)
    protocol.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    protocol.detach()
    _windows[browser] = page


@contextmanager
def own_window(browser: Browser, options: dict[str, Any]) -> Iterator[Page]:
    """A window for one test; `options` are Playwright's for a context."""
    context = browser.new_context(**options)
    try:
        page = context.new_page()
        yield page
        bring_to_rest(page)
    finally:
        context.close()


@contextmanager
def reading(
    browser: Browser,
    base: str,
    *,
    width: int = 1280,
    color_scheme: Any = "light",
    reduced_motion: Any = "no-preference",
    own: bool = False,
    **options: Any,
) -> Iterator[Reader]:
    """A reader at `base` with a window of that width; `options` are Playwright's for a context.

    The window is a shared one if nothing is asked of it that would stay in it: `options`, or what the test itself does
    to it (a script at each start, a clock, a permission, an answer to dialogs): such a test asks for one of its `own`.
    """
    with own_window(browser, options) if own or options else shared_window(browser) as page:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
        page.set_default_timeout(PATIENCE * 1000)
        reader = Reader(page, base)
        noted: dict[Any, Callable[[Any], None]] = {
            "request": reader.note_request,
            "requestfinished": reader.note_answer,
            "requestfailed": reader.note_answer,
            "console": reader.note_message,
            "pageerror": lambda error: reader.errors.append(str(error)),
        }
        for event, note in noted.items():
            page.on(event, note)
        yield reader
        for event, note in noted.items():
            page.remove_listener(event, note)
