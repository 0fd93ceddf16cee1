"""Runs the cases in `markdown.*.md`; README.md says how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from PIL import Image

from duizhao.source.conversion import Conversion, convert

HERE = Path(__file__).parent
DOT = re.compile(r"^\.\n", re.MULTILINE)
ID = re.compile(r"^[ >]*\{ #[^}]*\}\n|[ ]\{ #[^}]*\}$", re.MULTILINE)
TITLES = {"zh": ("水井报告", "水文所", "han"), "en": ("The Wells", "Hydrology Office", "latin")}


def cases(kind: str) -> list[object]:
    """The cases of `kind.*.md`: language, source, what it becomes."""
    found: list[object] = []
    for path in sorted(HERE.glob(f"{kind}.??.md")):
        parts = [part.strip("\n") for part in DOT.split(path.read_text(encoding="utf-8") + "\n")]
        assert len(parts) % 3 == 1, f"{path.name}: a case is a title, a dot, the source, a dot, the result, a dot"
        for title, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            name = f"{path.name}: {title.split(chr(10))[-1]}"
            found.append(pytest.param(path.suffixes[-2].removeprefix("."), source, expected, id=name))
    return found


def converted(language: str, source: str, folder: Path, name: str = "case.md") -> Conversion:
    title, publisher, script = TITLES[language]
    own = re.match(r"(?:% .*\n)*", source)[0]  # type: ignore[index]
    source = source[len(own) :]
    (folder / name).write_text(f"# {title}\n\n{publisher}\n\n{source}\n", encoding="utf-8")
    profile = {"begins": title, "script": script, "title": title, "publisher": publisher}
    profile |= yaml.safe_load(re.sub(r"(?m)^% ", "", own)) or {}
    text = yaml.safe_dump({"source": name, "languages": {language: profile}}, allow_unicode=True)
    (folder / "case.yml").write_text(text, encoding="utf-8")
    return convert(folder / "case.yml", folder)


@pytest.mark.parametrize(("language", "source", "expected"), cases("markdown"))
def test_markdown(language: str, source: str, expected: str, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4), "red").save(tmp_path / "a.png")
    conversion = converted(language, source, tmp_path)
    bodies = [page.body.plain for page in conversion.files.values()]
    bodies[0] = bodies[0].split("{ #publisher }\n", 1)[1]
    shown = "\n\n".join(text for body in bodies if (text := ID.sub("", body).strip("\n")))
    shown += "".join(f"\n! {f.code} {f.line - 4}" for f in conversion.findings)
    wanted = {line[2:].rpartition(":")[0] for line in expected.split("\n") if line.startswith("~ ")}
    reasons = conversion.ledger.by_reason()
    shown += "".join(f"\n~ {reason}: {reasons.get(reason, 0)}" for reason in sorted(wanted))
    assert shown.strip("\n") == expected.strip("\n")
