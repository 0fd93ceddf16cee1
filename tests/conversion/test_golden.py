"""A small report with every kind of damage, and the Markdown it converts to, file by file, in `expected/`.

To write the files anew after a change that is meant: `python -m pytest tests/conversion --rewrite-golden`; then read
the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.conversion import convert

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"


def test_two_languages(request: pytest.FixtureRequest) -> None:
    conversion = convert(HERE / "two-languages.yml", HERE)
    found = {name: page.content for name, page in conversion.files.items()}
    found["review.txt"] = "".join(f"{f.file}:{f.line}: {f.code} {f.says('en')}\n" for f in conversion.findings)
    if request.config.getoption("--rewrite-golden"):
        for name, content in found.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(content, encoding="utf-8")
    there = {p.relative_to(EXPECTED).as_posix(): p.read_text(encoding="utf-8") for p in EXPECTED.rglob("*.*")}
    assert found == there
