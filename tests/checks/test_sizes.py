"""What could take without end: long lines of one sign are told in bounded time, and not one by one."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from duizhao.cli import main

HOME = "---\ntitle: Wells\nkind: home\norder: 0\npublisher: Institute\n---\n\n# Wells { #home }\n"
PROFILE = (Path(__file__).parents[1] / "commands" / "base.yml").read_text(encoding="utf-8")
#: In seconds: many times what it takes, and far from what a search that grows with the square takes.
MOST = 30

TEXTS = {
    "brackets": "(" * 9_000,
    "brackets that close": ")" * 9_000,
    "wide brackets": "（" * 9_000,
    "quotation marks": "“" * 9_000,
    "typewriter's marks": "'\"" * 4_500,
    "accents": "a" + "\u0301" * 9_000,
    "a long number": "1" * 9_000,
    "a long number with commas": "1," * 4_500,
    "Chinese numerals": "一" * 9_000,
    "stars on either side of a letter": "*" * 4_000 + "a" + "*" * 4_000,
    "half-width commas": "水," * 4_500,
    "full stops": "a." * 4_500,
    "spaces": "a  " * 3_000,
    "addresses": "https://a.b " * 800,
    "links": "[a](b) " * 1_400,
    "notes": "[^n1]" * 1_900,
    "entities": "&#x200b;" * 1_200,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_line_of_one_sign(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("zh", "en"):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(f"{HOME}\n{text}\n{{ #home-p1 }}\n", encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "report.yml").write_text(
        PROFILE if "source:" in PROFILE else f"source: report.txt\n{PROFILE}", encoding="utf-8"
    )
    (tmp_path / "sources" / "report.txt").write_text("Wells\n", encoding="utf-8")
    start = time.process_time()
    assert main(["check", "-C", str(tmp_path), "--lang", "en", "--no-cache"]) in (0, 1, 2)
    assert time.process_time() - start < MOST
    codes = Counter(line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if line.startswith("docs/"))
    assert all(count <= 2 * 50 for count in codes.values()), codes
