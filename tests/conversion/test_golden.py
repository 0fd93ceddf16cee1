"""Small reports, and the Markdown they convert to, file by file: `two-languages` has every kind of damage, and
`printed-lines` what a report has whose lines are as they were printed.

To write the files anew after a change that is meant: `python -m pytest tests/conversion --rewrite-golden`; then read
the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.source.conversion import convert

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "folder"), [("two-languages", "expected"), ("printed-lines", "expected-printed-lines")]
)
def test_report(name: str, folder: str, request: pytest.FixtureRequest) -> None:
    expected = HERE / folder
    conversion = convert(HERE / f"{name}.yml", HERE)
    found = {name: page.content for name, page in conversion.files.items()}
    found["review.txt"] = "".join(f"{f.file}:{f.line}: {f.code} {f.says('en')}\n" for f in conversion.findings)
    if request.config.getoption("--rewrite-golden"):
        for name, content in found.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_text(content, encoding="utf-8")
    there = {p.relative_to(expected).as_posix(): p.read_text(encoding="utf-8") for p in expected.rglob("*.*")}
    assert found == there
