"""How light a page is, beside the theme as it comes; README.md says how it is measured.

python -m benchmarks.page.run [--runs 3]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.search.server import serving

ROOT = Path(__file__).resolve().parents[2]
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
SLOWER = 4
PAGES = ("index.html", "chapter-1/1-1.html", "en/chapter-1/1-1.html", "parallel/chapter-1/1-1.html")
PHONE = {"width": 390, "height": 844}

_WATCH = """() => {
  window.seen = { largest: 0, shift: 0 };
  new PerformanceObserver(list => list.getEntries().forEach(e => { seen.largest = e.startTime; }))
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) seen.shift += e.value; }))
    .observe({ type: 'layout-shift', buffered: true });
}"""
_READ = (
    """() => ({ ...seen, first: (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || 0 })"""
)

_THEME = {
    "site_name": "Edition",
    "use_directory_urls": False,
    "exclude_docs": "/figures/",
    "theme": {"name": "material", "font": False, "language": "zh"},
    "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": [
        {"locale": "zh", "name": "简体中文", "default": True}, {"locale": "en", "name": "English"},
    ]}}],
    "markdown_extensions": ["attr_list", "admonition", "footnotes", "tables", "duizhao.publish.markdown"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """One page opened cold: milliseconds, bytes."""

    requests: int
    size: int
    first: float
    largest: float
    shift: float


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How light a page is.")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is opened (default: 3)")
    runs = parser.parse_args().runs
    if not (ROOT / "site" / "index.html").is_file():
        sys.exit("There is no site yet: run `duizhao site` first.")
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("chromium is needed: scripts/setup-browser says how to get it.")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}\n")
    print(f"{'':<14}{'page':<32}{'requests':>9}{'kB':>8}{'first':>8}{'largest':>9}{'shift':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, site in (("ours", ROOT / "site"), ("theme", theme_site(Path(folder)))):
            for page in PAGES:
                if (site / page).is_file():
                    report(name, page, [opened(browser, site, page) for _ in range(runs)])
        browser.close()


def theme_site(folder: Path) -> Path:
    """The edition as the theme shows it by itself."""
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump({**_THEME, "docs_dir": str(ROOT / "docs"), "site_dir": str(folder / "site")}))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return folder / "site"


def opened(browser: Browser, site: Path, path: str) -> Opening:
    """Opens a page in a new context, so with nothing kept from before."""
    with serving(site) as served:
        context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(f"({_WATCH})()")
        page.goto(served.base + path, wait_until="networkidle")
        page.wait_for_timeout(1500)
        seen = page.evaluate(_READ)
        context.close()
        fetched = served.take()
    return Opening(len(fetched), sum(size for _, size in fetched), seen["first"], seen["largest"], seen["shift"])


def report(name: str, page: str, runs: list[Opening]) -> None:
    """Prints a row: the medians."""
    middle = {key: statistics.median(getattr(run, key) for run in runs) for key in Opening.__slots__}
    print(
        f"{name:<14}{page:<32}{middle['requests']:>9.0f}{middle['size'] / 1000:>8.1f}"
        f"{middle['first']:>8.0f}{middle['largest']:>9.0f}{middle['shift']:>8.3f}"
    )


if __name__ == "__main__":
    main()
