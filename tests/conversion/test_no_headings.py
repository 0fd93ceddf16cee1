"""A report in which no heading is found, though something in it tells that there are some: one finding says so."""

from __future__ import annotations

from pathlib import Path

import yaml

from duizhao.source.conversion import convert

#: Enough sentences for more than a page; no two are alike.
TEXT = "\n".join(f"The gauge at mile {mile} is read on each day of the year, by hand." for mile in range(11, 51))
CONTENTS = "Contents\nWater .... 1\nLand .... 2\nAir .... 3\n"


def findings(folder: Path, text: str, **settings: str) -> list[tuple[str, int, dict[str, str]]]:
    """The findings of a text with a profile that has no pattern for headings: code, line and details."""
    (folder / "report.txt").write_text(f"The River Report\nHydrology Office\n{text}\n", encoding="utf-8")
    language = {"script": "latin", "title": "The River Report", "publisher": "Hydrology Office", **settings}
    profile = {"source": "report.txt", "lines": "paragraphs", "languages": {"en": language}}
    (folder / "report.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    found = convert(folder / "report.yml", folder).findings
    return [(each.code, each.line, dict(each.details)) for each in found]


def test_the_contents_list_names_headings(tmp_path: Path) -> None:
    text = f"{CONTENTS}Water\n{TEXT}"
    assert ("c-063", 4, {"count": "3", "first": "Water .... 1"}) in findings(tmp_path, text, contents="Contents")
    assert not any(code == "c-013" for code, *_ in findings(tmp_path, text, contents="Contents"))


def test_short_lines_begin_with_numbers(tmp_path: Path) -> None:
    text = f"1. Water\n{TEXT}\n2. Land\nTrees line it.\n3. Air\nIt is clear."
    assert ("c-063", 3, {"count": "3", "first": "1. Water"}) in findings(tmp_path, text)


def test_a_text_of_a_page_needs_no_headings(tmp_path: Path) -> None:
    assert not any(code == "c-063" for code, *_ in findings(tmp_path, "1. Water\nIt is deep.\n2. Land\n3. Air\nFine."))
    assert not any(code == "c-063" for code, *_ in findings(tmp_path, TEXT))
