"""How long an editor waits for `duizhao check`: whole processes, from the call to the end.

    python benchmarks/check/run.py [--edits 10] [--seed 1]

In a clone of the repository, of which the last commit counts: with nothing kept from earlier runs; with nothing changed
since the last one; and after an edit, each of another character in another paragraph drawn by chance, taken back
before the next one (which is checked, too, and not timed).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]

#: A paragraph has at least so many characters, and an edit is so far from its ends.
_LONG, _INSIDE = 60, 10


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How long an editor waits for the check.")
    parser.add_argument("--edits", type=int, default=10, help="how many edits (default: 10)")
    parser.add_argument("--seed", type=int, default=1, help="draws other edits")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        subprocess.run(["git", "clone", "--quiet", ROOT, project], check=True)
        check(project)  # once, so that the program itself is compiled
        shutil.rmtree(project / ".cache")
        rows = [("nothing kept", [check(project)]), ("nothing changed", [check(project) for _ in range(3)])]
        rows.append(("after an edit", [edited(project, *place) for place in places(project, options)]))
    print(f"{'':16} {'runs':>5} {'median':>8} {'most':>8}")
    for name, times in rows:
        print(f"{name:16} {len(times):>5} {median(times):>6.2f} s {max(times):>6.2f} s")


def check(project: Path) -> float:
    """Seconds of one run."""
    command = [sys.executable, "-m", "duizhao", "check", "-C", str(project)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, check=False, env=environment | {"PYTHONPATH": str(ROOT / "scripts")}
    )
    took = time.perf_counter() - begin
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return took


def places(project: Path, options: argparse.Namespace) -> list[tuple[Path, int, int]]:
    """Places of single characters in paragraphs: file, line, character."""
    lines = [
        (path, number, line)
        for path in sorted((project / "docs").rglob("*.md"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"))
        if len(line) >= _LONG and line[0].isalpha()
    ]
    drawn = random.Random(options.seed)
    return [
        (path, number, drawn.randrange(_INSIDE, len(line) - _INSIDE))
        for path, number, line in drawn.sample(lines, options.edits)
    ]


def edited(project: Path, path: Path, number: int, at: int) -> float:
    """Seconds of a run after the character is doubled."""
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    lines[number] = lines[number][:at] + lines[number][at] + lines[number][at:]
    path.write_text("\n".join(lines), encoding="utf-8")
    took = check(project)
    path.write_text(before, encoding="utf-8")
    check(project)
    return took


if __name__ == "__main__":
    main()
