"""How long it takes from a saved edit to the open browser tab, with `duizhao serve`.

    python -m benchmarks.serve.run [--times 1 12] [--edits 15] [--pause 0]

The edition of this repository, so many times over, is served; a page is open in Chromium. An edit puts words into a
paragraph. The time is from just before the file is written until the new text is in the tab, on one clock. The
next edit comes `--pause` seconds later, or once the site is built and checked anew (0).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.build.run import ROOT, project_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Notes when a text stands in the page, in milliseconds of the clock.
WATCH = """text => {
  if (window.watcher) window.watcher.disconnect();
  window.seen = 0;
  const look = () => {
    if (!window.seen && document.querySelector(".md-content").textContent.includes(text)) window.seen = Date.now();
  };
  window.watcher = new MutationObserver(look);
  window.watcher.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
}"""
#: What is open, by what is edited: the page itself, and both languages side by side.
OPEN = {"page": "{page}.html", "parallel view": "parallel/{page}.html"}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How long it takes from a saved edit to the open browser tab.")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 12], help="the edition so many times over")
    parser.add_argument("--edits", type=int, default=15, help="how many edits (default: 15)")
    parser.add_argument("--pause", type=float, default=0, help="seconds between two (default: until all is built)")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'times':>5} {'open':>14} {'edits':>6} {'median':>9} {'least':>9} {'most':>9} {'load':>6}")
    for times in options.times:
        with tempfile.TemporaryDirectory() as folder:
            project = project_in(Path(folder, "project"), times)
            with served(project) as base, opened(base) as page:
                for name, address in OPEN.items():
                    took = measured(project, page, base, address, options.edits, options.pause)
                    cells = (f"{value:>7.3f} s" for value in (median(took), min(took), max(took)))
                    print(
                        f"{times:>5} {name:>14} {len(took):>6} {' '.join(cells)} {os.getloadavg()[0]:>6.1f}", flush=True
                    )


def measured(project: Path, page: Page, base: str, address: str, edits: int, pause: float) -> list[float]:
    """Seconds of so many edits of one page, each of the paragraphs in turn."""
    path = next(path for path in sorted((project / "docs" / "zh").glob("chapter-*/*.md")) if path.stem != "index")
    name = path.relative_to(project / "docs" / "zh").with_suffix("").as_posix()
    page.goto(base + address.format(page=name))
    calm(page)
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    numbers = [number for number, line in enumerate(lines) if len(line) > 60 and "\u4e00" <= line[0] <= "\u9fff"]
    took = []
    for edit in range(edits):
        number = numbers[edit % len(numbers)]
        new = f"（第{edit}次改动）"
        lines[number] = lines[number][:20] + new + lines[number][20:]
        page.evaluate(WATCH, new)
        begin = time.time()
        path.write_text("\n".join(lines), encoding="utf-8")
        while not (seen := page.evaluate("window.seen || 0")):
            page.wait_for_timeout(10)
            if time.time() - begin > 60:
                raise SystemExit("the edit never came")
        took.append(seen / 1000 - begin)
        if pause:
            page.wait_for_timeout(pause * 1000)
        else:
            calm(page)
    path.write_text(before, encoding="utf-8")
    calm(page)
    return took


def calm(page: Page) -> None:
    """Waits until the site is built and checked as the files are."""
    page.wait_for_timeout(500)
    for _ in range(6000):
        if page.evaluate("document.documentElement.dataset.duizhaoState === 'built'"):
            return
        page.wait_for_timeout(100)
    raise SystemExit("the site was never built")


@contextmanager
def served(project: Path) -> Iterator[str]:
    """Runs `duizhao serve`; its address, with a slash at the end."""
    command = [sys.executable, "-m", "duizhao", "serve", "-C", str(project), "--no-open", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                yield found[0]
                return
        raise SystemExit("it was not served")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def opened(base: str) -> Iterator[Page]:
    """A tab."""
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 844})
        page.goto(base)
        yield page
        browser.close()


if __name__ == "__main__":
    main()
