"""Runs the cases in `*.md`; README.md says how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from duizhao.source.conversion import Conversion, convert

HERE = Path(__file__).parent
DOT = re.compile(r"^\.\n", re.MULTILINE)
ID = re.compile(r"^[ ]*\{ #[^}]*\}\n|[ ]\{ #[^}]*\}$", re.MULTILINE)
FRONT = {"zh": "河流年报\n水文所\n", "en": "The River Report\nHydrology Office\n"}
SILENT = {"white space", "footnote mark", "fact-box mark", "sub-heading mark"}


def read(path: Path) -> list[tuple[str, str, str]]:
    """The cases of a file: title, source, expected."""
    parts = [part.strip("\n") for part in DOT.split(path.read_text(encoding="utf-8") + "\n")]
    assert len(parts) % 3 == 1, f"{path.name}: a case is a title, a dot, the text, a dot, the result, a dot"
    # The first title stands behind the file's own heading.
    titles = [part.split("\n")[-1] for part in parts[0::3]]
    return list(zip(titles, parts[1::3], parts[2::3], strict=False))


def cases() -> list[object]:
    return [
        pytest.param(path.suffixes[-2].removeprefix("."), source, expected, id=f"{path.name}: {title}")
        for path in sorted(HERE.glob("*.??.md"))
        for title, source, expected in read(path)
    ]


def result(language: str, source: str, folder: Path) -> Conversion:
    own = re.match(r"(?:% .*\n)*", source)[0]  # type: ignore[index]
    (folder / "case.txt").write_text(FRONT[language] + source[len(own) :] + "\n", encoding="utf-8")
    profile = yaml.safe_load((HERE / f"{language}.yml").read_text(encoding="utf-8"))
    profile |= yaml.safe_load(re.sub(r"(?m)^% ", "", own)) or {}
    (folder / "case.yml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return convert(folder / "case.yml", folder)


@pytest.mark.parametrize(("language", "source", "expected"), cases())
def test_repair(language: str, source: str, expected: str, tmp_path: Path) -> None:
    conversion = result(language, source, tmp_path)
    bodies = [page.body.plain for page in conversion.files.values()]
    # The title and the publisher of the home page are the harness's.
    bodies[0] = bodies[0].split("{ #publisher }\n", 1)[1]
    shown = "\n\n".join(text for body in bodies if (text := ID.sub("", body).strip("\n")))
    wanted = expected.split("\n")
    if any(line.startswith("!") and not line.startswith("!!!") for line in wanted):
        expected = expected.removesuffix("\n! none")
        found = [f for f in conversion.findings if f.file.endswith(".txt")]
        shown += "".join(f"\n! {f.code} {f.line - FRONT[language].count(chr(10))}" for f in found)
    entries = [line for line in wanted if line.startswith("~ ")]
    if entries:
        named = {line[2:].split(":")[0] for line in entries}
        left_out = dict.fromkeys(named, 0) | conversion.ledger.by_reason()
        shown += "".join(
            f"\n~ {reason}: {count}"
            for reason, count in sorted(left_out.items())
            if reason in named or reason not in SILENT
        )
        expected = "\n".join([*(line for line in wanted if line not in (*entries, "! none")), *sorted(entries)])
    assert shown.strip("\n") == expected.strip("\n")
