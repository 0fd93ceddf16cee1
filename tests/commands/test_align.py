"""What `duizhao align --write` leaves of the files it writes ids into: all but the ids, and all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from duizhao.cli import main

HERE = Path(__file__).parent
TEXTS = {"zh": "水位上涨，渡口停航。", "en": "The water rose, and the ferry stopped."}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page in each language, of which no paragraph has an id."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "report.yml").write_bytes((HERE / "base.yml").read_bytes())
    made = []
    for language, text in TEXTS.items():
        made.append(tmp_path / "docs" / language / "index.md")
        made[-1].parent.mkdir(parents=True)
        content = f"---\ntitle: T\nkind: home\norder: 0\n---\n\n# T {{ #home }}\n\n{text}\n"
        made[-1].write_text(content, encoding="utf-8")
    return made


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_stay(files: list[Path], end: bytes) -> None:
    for file in files:
        file.write_bytes(file.read_bytes().replace(b"\n", end))
    before = [file.read_bytes() for file in files]
    assert main(["align", "--write", "-C", str(files[0].parents[2])]) == 0
    assert [file.read_bytes() for file in files] == [content + b"{ #home-p1 }" + end for content in before]


def test_a_new_box_and_what_is_in_it(files: list[Path]) -> None:
    boxes = {
        "zh": '\n!!! factbox "渔网"\n    网晒在岸上。\n',
        "en": '\n!!! factbox "Nets"\n    The nets lie on the bank.\n',
    }
    for file in files:
        file.write_text(file.read_text(encoding="utf-8") + boxes[file.parent.name], encoding="utf-8")
    assert main(["align", "--write", "-C", str(files[0].parents[2])]) == 0
    for file in files:
        first, text = boxes[file.parent.name].strip("\n").split("\n")
        assert file.read_text(encoding="utf-8").split("\n")[11:] == [
            first,
            "    { #home-box1 }",
            "",
            text,
            "    { #home-box1-p1 }",
            "",
        ]


def test_no_file_is_written_if_one_cannot_be(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = [file.read_bytes() for file in files]
    replace = Path.replace

    def stop(self: Path, target: Any) -> Path:
        if Path(target) == files[0]:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    assert main(["align", "--write", "-C", str(files[0].parents[2])]) == 2
    assert [file.read_bytes() for file in files] == before
