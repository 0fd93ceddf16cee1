"""An author without headings: short bold paragraphs above others are some, where they are more than the headings."""

from __future__ import annotations

from pathlib import Path

import yaml

from duizhao.source.conversion import convert

TEXT = "The wells of the village are deep, and the water in them is clear for most of the year.\n\n"


def headings(folder: Path, markdown: str) -> list[str]:
    (folder / "a.md").write_text(f"# The Wells\n\n{markdown}", encoding="utf-8")
    profile = {"source": "a.md", "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (folder / "a.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    done = convert(folder / "a.yml", folder)
    lines = [line for written in done.files.values() for line in written.content.split("\n")]
    return [line.partition(" {")[0] for line in lines if line.startswith("#")]


def test_bold_lines_are_headings_where_there_are_no_others(tmp_path: Path) -> None:
    names = ("Depth", "Water", "People", "Data")
    markdown = "".join(f"**{name}**\n\n{TEXT}" for name in names)
    assert headings(tmp_path, markdown) == ["# The Wells", *(f"# {name}" for name in names)]


def test_they_stay_where_headings_are_more(tmp_path: Path) -> None:
    markdown = "".join(f"## {name}\n\n{TEXT}" for name in "ABCDE") + "".join(f"**{n}**\n\n{TEXT}" for n in "FGHI")
    assert headings(tmp_path, markdown) == ["# The Wells", *(f"# {name}" for name in "ABCDE")]


def test_bold_beginnings_and_sentences_are_none(tmp_path: Path) -> None:
    markdown = "".join(f"**{name}** is deep.\n\n{TEXT}**All is well.**\n\n{TEXT}" for name in "ABCDE")
    assert headings(tmp_path, markdown) == ["# The Wells"]
