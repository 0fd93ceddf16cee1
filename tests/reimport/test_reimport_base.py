"""The last conversion's text: where it is, what if it is not there, and what if it is not what it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from duizhao.commands.convert import Plan, write
from duizhao.errors import InputError
from duizhao.revise.merge.base import read_base
from duizhao.source.conversion import convert
from tests.reports import bring_report


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A converted report."""
    bring_report(tmp_path)
    assert len(again(tmp_path).write) == 2
    return tmp_path


def again(root: Path, **settled: list[str]) -> Plan:
    """Converts once more."""
    profile = root / "sources/report.yml"
    return write(convert(profile, root), profile, root, **settled)  # type: ignore[arg-type]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def base(root: Path) -> dict[str, str]:
    return read_base(root / "sources/report.yml", {}, {}).files


def test_it_is_what_was_written_and_stays_so_when_an_editor_changes_the_edition(root: Path) -> None:
    written = {path: (root / "docs" / path).read_text(encoding="utf-8") for path in ("zh/index.md", "en/index.md")}
    change(root / "docs/zh/index.md", "上涨", "下降")
    assert again(root).edited == ("zh/index.md",)
    assert base(root) == written


def test_a_record_from_before_there_was_a_base(root: Path) -> None:
    kept = base(root)
    change(root / "docs/zh/index.md", "上涨", "下降")
    shutil.rmtree(root / "sources/report.base")
    change(root / "sources/report.txt", "rises", "falls")
    assert again(root).write == ("en/index.md",)  # Chinese is as it was converted, though not as it stands
    assert base(root)["zh/index.md"] == kept["zh/index.md"]


def test_a_record_from_before_there_was_a_base_and_both_have_changed(root: Path) -> None:
    change(root / "docs/en/index.md", "rises", "sinks")
    shutil.rmtree(root / "sources/report.base")
    change(root / "sources/report.txt", "water", "river")
    stopped = again(root)
    assert [conflict.name for conflict in stopped.conflicts] == ["en/index.md"]
    assert "sinks" in (root / "docs/en/index.md").read_text(encoding="utf-8")
    assert not (root / "sources/report.base").exists()
    assert not again(root, ours=["en/index.md"]).stopped
    assert "sinks" in (root / "docs/en/index.md").read_text(encoding="utf-8")
    assert "river" in base(root)["en/index.md"]


@pytest.mark.parametrize("text", ["", "someone's\n"])
def test_a_base_that_was_touched_is_told(root: Path, text: str) -> None:
    file = root / "sources/report.base/en/index.md"
    file.write_text(text, encoding="utf-8") if text else file.unlink()
    with pytest.raises(InputError, match="Restore it with git") as raised:
        again(root)
    assert raised.value.file == "sources/report.base/en/index.md"


def test_a_record_that_leads_elsewhere_is_refused(root: Path) -> None:
    record = root / "sources/report.conversion.json"
    data = json.loads(record.read_text(encoding="utf-8"))
    data["files"]["../../elsewhere.md"] = "0" * 64
    record.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match="outside the edition"):
        again(root)


def test_line_ends_are_no_change(root: Path) -> None:
    for file in (root / "docs").rglob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert again(root) == Plan((), (), ("en/index.md", "zh/index.md"), (), (), ())


def test_a_page_that_goes_takes_its_folder_with_it(root: Path) -> None:
    files = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}
    text = (root / "sources/report.yml").read_text(encoding="utf-8")
    change(root / "sources/report.yml", text[text.index("  en:") :], "")
    source = (root / "sources/report.txt").read_text(encoding="utf-8")
    change(root / "sources/report.txt", source[source.index("The River") :], "")
    assert again(root).remove == ("en/index.md",)
    left = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}
    assert files - left == {"docs/en/index.md", "sources/report.base/en/index.md"}
    assert not (root / "docs/en").exists()


def test_an_id_that_is_gone_is_not_given_again(root: Path) -> None:
    source = (root / "sources/report.txt").read_text(encoding="utf-8")
    for last in ("A first line more.", "", "Something else, much later, of quite another kind."):
        (root / "sources/report.txt").write_text(f"{source}\n\n{last}\n", encoding="utf-8")
        assert not again(root).stopped
    english = (root / "docs/en/index.md").read_text(encoding="utf-8")
    assert "Something else, much later, of quite another kind.\n{ #home-p3 }" in english
