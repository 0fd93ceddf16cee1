"""Small reports with every damage, whole: `expected/<report>/` holds the edition that must come out, its findings and
its ledger. After a change that is meant: `python -m pytest tests/conversion --update`, then read the difference.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from duizhao.commands.convert import review
from duizhao.conversion import Conversion, convert

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
PROFILES = sorted(HERE.glob("*.yml"))


def files(conversion: Conversion) -> dict[str, str]:
    """All that a conversion gives, by name: the edition, what to look at, and where every character went."""
    ledger = conversion.ledger
    rows = [f"{count:>6}  docs/{name}" for name, count in sorted(ledger.by_file().items())]
    rows += [f"{count:>6}  {reason}" for reason, count in sorted(ledger.by_reason().items())]
    return {
        **{name: page.content for name, page in conversion.files.items()},
        "findings.txt": "\n".join(review(conversion.findings)) + "\n",
        "ledger.txt": "\n".join([*rows, f"{ledger.total:>6}  together"]) + "\n",
    }


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_expected(profile: Path, request: pytest.FixtureRequest) -> None:
    folder = EXPECTED / profile.stem
    result = files(convert(profile, HERE))
    if request.config.getoption("--update"):
        for path in folder.rglob("*.*"):
            path.unlink()
        for name, content in result.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
    there = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*.*")}
    assert result == there


def test_the_same_every_time() -> None:
    """In processes that order sets differently, the same files in the same order."""
    program = "import sys; from pathlib import Path; from duizhao.conversion import convert as c\n"
    program += "r = c(Path(sys.argv[1]), Path()); print([(n, p.content) for n, p in r.files.items()], r.findings)"
    shown = {
        subprocess.run(
            [sys.executable, "-c", program, str(PROFILES[0])],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(shown) == 1
    assert PROFILES[0].stem.encode() in shown.pop()
