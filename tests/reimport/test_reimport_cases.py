"""Runs the cases in `*.case`; README.md says how they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.revise.merge.base import Base
from duizhao.revise.merge.merge import merge

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.case"))


def parts(path: Path) -> dict[str, str]:
    """The case's texts by heading."""
    result: dict[str, str] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            name = line.removeprefix("=== ")
            result[name] = ""
        else:
            result[name] += f"{line}\n"
    return result


def pages(texts: dict[str, str], name: str) -> dict[str, str]:
    """A text of the page in each language, by path."""
    found = {"zh/1.md": texts[name]}
    if f"{name} en" in texts:
        found["en/1.md"] = texts[f"{name} en"]
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    texts = parts(path)
    last, new, edition = (pages(texts, name) for name in ("last conversion", "new conversion", "edition"))
    merged = merge(new, Base(last, first=False), edition)
    got = {"conflicts": "".join(f"{c.name} in line {c.line}\n" for c in merged.conflicts)} if merged.conflicts else {}
    for language, file in (("", "zh/1.md"), (" en", "en/1.md")):
        if file in merged.files and not merged.conflicts:
            got[f"merged{language}"] = merged.files[file] or ""
    if request.config.getoption("--rewrite-merges"):
        for name in [name for name in texts if name.startswith(("merged", "conflicts"))]:
            del texts[name]
        texts |= got
        path.write_text("".join(f"=== {name}\n{text}" for name, text in texts.items()), encoding="utf-8")
    assert {name: text for name, text in texts.items() if name.startswith(("merged", "conflicts"))} == got
    if merged.conflicts:
        assert {name: merged.files[name] for name in edition} == edition


def test_a_paragraph_that_is_kept_keeps_its_note() -> None:
    title, note = "# River { #s1 }\n", "[^n1]: <https://example.org/a>\n"
    last = f"{title}\nThe water rose.[^n1]\n{{ #s1-p1 }}\n\n{note}\nThe market was empty.\n{{ #s1-p2 }}\n"
    edition = last.replace("rose", "fell")
    new = f"{title}\nThe market was empty.\n{{ #s1-p1 }}\n"
    base = Base({"en/1.md": last}, first=False)
    asked = merge({"en/1.md": new}, base, {"en/1.md": edition})
    assert [conflict.name for conflict in asked.conflicts] == ["en/1.md#s1-p1"]
    kept = merge({"en/1.md": new}, base, {"en/1.md": edition}, ours=["en/1.md#s1-p1"])
    assert kept.files["en/1.md"] == edition
