"""How long a build of the site takes, and the check: processor time of whole processes, in one run.

    python -m benchmarks.build.run [--runs 3] [--times 1 4 12] [--profile FILE]

The measure is the plain theme: MkDocs with the same theme, language plugin and Markdown extensions on the same pages,
with nothing of ours. What is ours is given as a multiple of it: a build with nothing kept, after an edit of one
paragraph, and with nothing changed. `--times`: the edition so many times over, its chapters copied in the source, in
other words.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.build.longer import lengthen

ROOT = Path(__file__).resolve().parents[2]

#: The site with nothing of ours.
PLAIN = """\
site_name: Plain
docs_dir: docs
site_dir: plain
exclude_docs: /figures/
use_directory_urls: false
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: zh, name: 简体中文, default: true}
        - {locale: en, name: English}
markdown_extensions: [attr_list, admonition, footnotes, tables, toc]
"""
BUILD = "from pathlib import Path; from duizhao.publish.site.build import build_site; build_site(Path('.'))"
CONVERT = "from duizhao.cli import main; raise SystemExit(main(['convert']))"
CHECK = "from duizhao.cli import main; raise SystemExit(main(['check']))"
MKDOCS = "from mkdocs.__main__ import cli; cli(['build', '-q', '-f', 'plain.yml'])"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How long a build takes, as a multiple of the plain theme's.")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the median counts")
    parser.add_argument("--times", type=int, nargs="+", default=[1], help="the edition so many times over")
    parser.add_argument("--profile", type=Path, help="writes the profile of a build with nothing kept")
    options = parser.parse_args()
    heads = ("pages", "plain", "nothing kept", "after an edit", "nothing changed", "check", "check after an edit")
    print("".join(f"{head:>21}" for head in heads))
    for times in options.times:
        with tempfile.TemporaryDirectory() as folder:
            project = project_in(Path(folder, "project"), times)
            print("".join(f"{cell:>21}" for cell in row(project, options.runs)), flush=True)
            if options.profile:
                shutil.rmtree(project / ".cache")
                used(project, BUILD, "-m", "cProfile", "-o", str(options.profile.absolute()))


def row(project: Path, runs: int) -> list[str]:
    """The cells of one line; seconds, and multiples of the plain theme's."""
    used(project, MKDOCS)  # so that the programs are compiled
    used(project, BUILD)
    plain, cold, edited, unchanged = [], [], [], []
    for _ in range(runs):
        plain.append(used(project, MKDOCS))
        shutil.rmtree(project / ".cache")
        cold.append(used(project, BUILD))
        unchanged.append(used(project, BUILD))
        edited.append(after_an_edit(project, lambda: used(project, BUILD)))
    first, later = [], []
    for _ in range(runs):
        shutil.rmtree(project / ".cache")
        first.append(used(project, CHECK))
        later.append(after_an_edit(project, lambda: used(project, CHECK)))
    unit = median(plain)
    multiples = (f"{median(times):.2f} s  {median(times) / unit:.2f} x" for times in (cold, edited, unchanged))
    pages = sum(1 for _ in (project / "docs").glob("??/**/*.md"))
    return [str(pages), f"{unit:.2f} s", *multiples, f"{median(first):.2f} s", f"{median(later):.2f} s"]


def used(project: Path, program: str, *options: str) -> float:
    """Seconds of the processor a Python program takes in a process of its own, in the project's folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    if options:  # a profiler wants a file
        file = project / "profiled.py"
        file.write_text(program, encoding="utf-8")
        arguments = [*options, str(file)]
    else:
        arguments = ["-c", program]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], cwd=project, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1 or b"Traceback" in done.stderr:
        raise SystemExit(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def after_an_edit(project: Path, measure: Callable[[], float]) -> float:
    """What is measured after a character of a paragraph is doubled; then the edit is taken back."""
    path = next(path for path in sorted((project / "docs" / "en").glob("chapter-*/*.md")) if path.stem != "index")
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    number = next(number for number, line in enumerate(lines) if len(line) > 100 and line[0].isalpha())
    lines[number] = lines[number][:50] + lines[number][49:]
    path.write_text("\n".join(lines), encoding="utf-8")
    took = measure()
    path.write_text(before, encoding="utf-8")
    used(project, BUILD)
    return took


def project_in(folder: Path, times: int) -> Path:
    """The edition of this repository, `times` over, in a new folder."""
    for name in ("hooks", "docs", "sources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
    if times > 1:
        profile = next(path for path in (folder / "sources").glob("*.yml") if "\nsource: " in path.read_text("utf-8"))
        lengthen(profile, times)
        for of_shorter in (*(folder / "docs").glob("??"), profile.with_suffix(".base")):
            shutil.rmtree(of_shorter)
        profile.with_suffix(".conversion.json").unlink()
        used(folder, CONVERT)
    return folder


if __name__ == "__main__":
    main()
