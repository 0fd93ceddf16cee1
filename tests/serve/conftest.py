"""A small edition, converted from its source, and served as an editor has it: with a browser tab open beside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from duizhao.cli import main
from tests.site.conftest import PATIENCE, bring_to_rest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITION = Path(__file__).parent / "edition"
#: The page most tests have open.
PAGE = "chapter-1/1-1.html"
#: The pages on which every edit of the tests is to be seen.
TELLING = (PAGE, f"parallel/{PAGE}")


def new_edition(repo_root: Path, root: Path) -> Path:
    """What a site needs, with the edition of this folder, in the new folder `root`; returns `root`."""
    shutil.copytree(repo_root / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    theme = "scripts/duizhao/publish/theme"
    shutil.copytree(repo_root / theme, root / theme)
    shutil.copytree(EDITION, root / "sources")
    shutil.copy(repo_root / "mkdocs.yml", root)
    assert main(["convert", "-C", str(root)]) == 0
    return root


@contextmanager
def serving(root: Path, *options: str) -> Iterator[str]:
    """Runs `duizhao serve` on the edition in `root`; the address it gives, with a slash at the end."""
    command = [sys.executable, "-m", "duizhao", "serve", "-C", str(root), "--no-open", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            if found := re.search(r"http://\S+", line):
                yield found[0]
                return
        raise AssertionError(said)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()


@dataclass
class Editor:
    """Someone who edits the files in `root` with a tab open; `errors` are what the page complains of."""

    root: Path
    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    before: dict[Path, bytes | None] = field(default_factory=dict)

    def open(self, path: str = PAGE) -> None:
        """Opens a page, and waits until it listens to changes and is as the files are, whatever was edited before."""
        self.page.goto(self.base + path)
        self.wait_until_calm()

    def write(self, file: str, content: str | bytes) -> None:
        """Saves a file."""
        path = self.root / file
        self.before.setdefault(path, path.read_bytes() if path.exists() else None)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, file: str, old: str, new: str) -> None:
        """Saves a file with other words in it."""
        content = (self.root / file).read_text(encoding="utf-8")
        assert old in content
        self.write(file, content.replace(old, new))

    def undo(self) -> None:
        """Saves every file as it was before the first edit."""
        for path, content in self.before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        self.before.clear()

    def told(self, page: str, wanted: Callable[[dict[str, Any]], bool] = lambda state: True) -> dict[str, Any]:
        """What the server tells of a page, as soon as it is what is wanted."""
        end = time.monotonic() + PATIENCE
        state: dict[str, Any] = {}
        address = f"{self.base}_duizhao/events?page={urllib.parse.quote(page)}"
        with urllib.request.urlopen(address, timeout=PATIENCE) as stream:
            for line in stream:
                if line.startswith(b"data: ") and wanted(state := json.loads(line.removeprefix(b"data: "))):
                    return state
                if time.monotonic() > end:
                    break
        raise AssertionError(f"the server never told it of {page}, but {state}")

    def wait(self, condition: str | Callable[[], Any]) -> None:
        """Waits until it is so: an expression in the page, or a function here. (The page's policy forbids
        Playwright's own way.)"""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.evaluate(condition) if isinstance(condition, str) else condition():
                    return
            except PlaywrightError as error:
                # The page is being loaded again, and has nothing yet.
                if "navigat" not in str(error) and "of null" not in str(error):
                    raise
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it never came about: {condition}; the page has {self.text('.duizhao-live')}")

    def evaluate(self, expression: str) -> Any:
        """What an expression is in the page; asked again where the page is loaded anew meanwhile."""
        for _ in range(9):
            try:
                return self.page.evaluate(expression)
            except PlaywrightError as error:
                if "navigat" not in str(error):
                    raise
        return self.page.evaluate(expression)

    def text(self, selector: str) -> str:
        """The text of what the selector names first; empty if there is none."""
        found = f"document.querySelector({json.dumps(selector)})"
        return str(self.evaluate(f"{found} ? {found}.textContent : ''"))

    def wait_for(self, selector: str, words: str) -> None:
        """Waits until what the selector names first has these words."""
        self.wait(lambda: words in self.text(selector))

    def codes(self) -> list[str]:
        """The codes of the findings that the page shows."""
        found: list[str] = self.evaluate(
            "Array.from(document.querySelectorAll('.duizhao-note'), note => note.dataset.code)"
        )
        return found

    def wait_until_calm(self) -> None:
        """Waits until the site is built and checked anew after the last edit the server knows of, and the page is as it
        is then. (That it knows of an edit a test sees by what the edit does.)"""
        page = self.evaluate("document.querySelector('script[data-version]').dataset.page")
        state = self.told(page, lambda state: not state["building"] and not state["checking"])
        self.wait(f"document.documentElement.dataset.duizhaoVersion === {json.dumps(state['version'])}")
        self.wait("document.documentElement.dataset.duizhaoState === 'built'")
        self.wait(lambda: len(self.codes()) == len(state["findings"]))


@pytest.fixture(scope="module")
def edition(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition."""
    return new_edition(repo_root, tmp_path_factory.mktemp("serve") / "edition")


@pytest.fixture(scope="module")
def served(edition: Path) -> Iterator[str]:
    """The address it is served at."""
    with serving(edition, "--port", "0") as address:
        yield address


@contextmanager
def editing(browser: Browser, root: Path, base: str) -> Iterator[Editor]:
    """Someone who edits what is served at `base`."""
    context = browser.new_context(viewport={"width": 1280, "height": 500}, locale="en")
    try:
        page = context.new_page()
        page.set_default_timeout(20_000)
        editor = Editor(root, page, base)
        page.on("console", lambda told: editor.errors.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: editor.errors.append(str(error)))
        yield editor
        bring_to_rest(page)
    finally:
        context.close()


@pytest.fixture
def editor(chromium: Browser, edition: Path, served: str) -> Iterator[Editor]:
    """Someone who edits; afterwards all is as it was before, and nothing was complained of."""
    with editing(chromium, edition, served) as editor:
        before = {page: editor.told(page) for page in TELLING}
        yield editor
    editor.undo()
    for page, state in before.items():
        editor.told(page, state.__eq__)
    assert editor.errors == []
