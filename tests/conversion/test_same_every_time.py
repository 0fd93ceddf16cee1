"""A conversion comes out the same every time, also where sets are ordered differently."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROGRAM = """
import sys
from pathlib import Path
from duizhao.source.conversion import convert
conversion = convert(Path(sys.argv[1]), Path())
for name, page in conversion.files.items():
    print(name, page.content)
print(conversion.findings)
print(conversion.ledger.entries)
"""


@pytest.mark.parametrize("profile", ["tests/conversion/two-languages.yml", "sources/eight-major-steps.yml"])
def test_same_every_time(profile: str, repo_root: Path) -> None:
    shown = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, repo_root / profile],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert shown[0] == shown[1]
    assert b"chapter-1/index.md" in shown[0]
