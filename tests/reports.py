"""The small report that tests convert (`tests/commands/base.txt`)."""

from __future__ import annotations

import shutil
from pathlib import Path

_SAMPLES = Path(__file__).parent / "commands"


def bring_report(root: Path) -> None:
    """Puts the report and its profile into `sources/` of a project that has none."""
    (root / "sources").mkdir(parents=True)
    for ending in ("yml", "txt"):
        shutil.copy(_SAMPLES / f"base.{ending}", root / f"sources/report.{ending}")
