"""What the tests share: where the repository is, and one browser for all of them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import duizhao.publish  # noqa: F401  which generator `mkdocs` is, before a test imports it
from duizhao.project import program_digest
from duizhao.words import speak

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples in every run, and no time limit on one: a busy machine is not a defect.
settings.register_profile("duizhao", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("duizhao")

# The tests read English messages, whatever the language of the machine they run on.
os.environ["LC_ALL"] = "C.UTF-8"

ROOT = Path(__file__).resolve().parent.parent

#: The program as it was when the run began.
BEGAN = program_digest.__wrapped__()

#: What Chromium does without. Each window would bring pages for the menu under the address bar, and a process in
#: reserve: more work than most tests. The others are of Playwright's list, which this one takes the place of.
NEEDLESS = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the browser, so that `-m "not browser"` leaves them all out; the summary names those
    that needed a second start. The slow ones come first: with several workers none is left waiting for one of them at
    the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        if isinstance(item, pytest.Function) and "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            # A browser on a busy machine is late now and then; what is wrong is wrong each time.
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says that the program was changed under the run. Much of it is loaded when it is first needed: what was loaded
    before the change and what behind it may not fit together, and fails as no program does."""
    if program_digest.__wrapped__() != BEGAN:
        terminalreporter.line("The program was changed while the tests ran: run again what failed.", red=True)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, made by `make` once in a run: of several workers the first one makes it, the others
    wait for it. Whoever uses it leaves it as it is."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(making := folder.with_suffix(".making"))
            making.rename(folder)
    return folder


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A test that has had messages in Chinese leaves none to the next."""
    yield
    speak("en")


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The folder that holds `pyproject.toml`."""
    return ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a wheel."""

    def make(to: Path) -> None:
        shutil.copytree(ROOT / "scripts", to / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        for name in ("pyproject.toml", "LICENSE", "NOTICE"):
            shutil.copy(ROOT / name, to)
        command = "import setuptools.build_meta as build; build.build_wheel('.')"
        subprocess.run([sys.executable, "-c", command], cwd=to, check=True, capture_output=True, text=True)

    (made,) = made_once(tmp_path_factory, "wheel", make).glob("*.whl")
    return made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once. Where it is missing, the tests that ask for it fail."""
    check = subprocess.run([ROOT / "scripts" / "setup-browser", "--check"], capture_output=True, text=True, check=False)
    if check.returncode != 0:
        pytest.fail(check.stderr.strip(), pytrace=False)

    from playwright.sync_api import sync_playwright

    args = [
        "--disable-background-networking",
        "--disable-component-update",
        f"--disable-features={','.join(NEEDLESS)}",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox refuses to run as root.
        args.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=args)
        yield browser
        browser.close()
