"""Builds the site: one call for the command line and for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from duizhao.errors import InputError
from duizhao.words import VARIABLE, spoken

# What MkDocs writes before a problem, and what stands in front of it.
_PROBLEMS = ("ERROR", "WARNING")
# How a hook begins what it logs for the person who builds the site, where it is no problem.
NOTE = "Note: "


def build_site(root: Path, *, strict: bool = True, date: datetime | None = None, to: Path | None = None) -> Path:
    """Builds the site of the edition in `root` (the folder with `mkdocs.yml`) and returns the site's folder.

    Args:
        root: where `mkdocs.yml`, `docs/`, `hooks/` and the theme are.
        strict: whether a warning is an error.
        date: the moment the files bear that name one; SOURCE_DATE_EPOCH, else the clock's, if not given.
        to: the site's folder; `site` in `root` if not given.

    Raises:
        InputError: there is no `mkdocs.yml`, or MkDocs did not build the site; with what it said.
    """
    if not (root / "mkdocs.yml").is_file():
        raise InputError(
            "There is no mkdocs.yml, so there is no site to build.", file=str(root),
            hint="Run this in the folder that holds mkdocs.yml and docs/.",
        )  # fmt: skip
    site = to or root / "site"
    # Another process, since MkDocs keeps state between two builds in one.
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml")]
    command += ["--site-dir", str(site), "--strict" if strict else "--no-strict"]
    result = subprocess.run(
        command, cwd=root, env=_environment(date), capture_output=True, encoding="utf-8", check=False
    )
    if result.returncode != 0:
        raise InputError(
            "The site could not be built.\n{told}",
            told=_told(result.stderr),
            hint="Each line names the file in docs/ or the setting in mkdocs.yml it is about.",
        )
    for note in _notes(result.stderr):
        print(note, file=sys.stderr)
    return site


def _environment(date: datetime | None) -> dict[str, str]:
    """The environment MkDocs runs in: ours, with this package in reach even where it is not installed."""
    package_parent = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(filter(None, [package_parent, os.environ.get("PYTHONPATH")]))
    # The theme's notice about its successor is for those who maintain the site; docs-dev/theme-move.md has it.
    dated = {"SOURCE_DATE_EPOCH": str(int(date.timestamp()))} if date else {}
    # MkDocs would fold its lines at this width.
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    ours = {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "NO_MKDOCS_2_WARNING": "1", VARIABLE: spoken()}
    return {**inherited, **dated, **ours}


def _notes(output: str) -> list[str]:
    """What our hooks have noted, each once: every language is a build of its own."""
    lines = (line.partition(NOTE) for line in output.splitlines() if line.startswith("INFO"))
    return list(dict.fromkeys(text for _, mark, text in lines if mark))


def _told(output: str) -> str:
    """The problems among MkDocs' messages; all of the end if it names none."""
    lines = output.strip().splitlines()
    problems: list[str] = []
    inside = False
    for line in lines:
        level = line.split(" ", 1)[0]
        if level in (*_PROBLEMS, "INFO", "DEBUG"):
            inside = level in _PROBLEMS
        if inside:
            problems.append(line)
    return "\n".join(problems or lines[-20:])
