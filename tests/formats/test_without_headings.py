"""A file whose format tells its headings, and that has none: one finding says so, and what the profile calls one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from duizhao.source.conversion import convert

SENTENCE = "The gauge at mile {} is read on each day of the year, by hand.\n\n"


def findings(folder: Path, markdown: str, **settings: object) -> list[tuple[str, int, dict[str, str]]]:
    """Code, line and details of what is found."""
    (folder / "a.md").write_text(f"# The Wells\n\n{markdown}", encoding="utf-8")
    language = {"script": "latin", "title": "The Wells", **settings}
    (folder / "a.yml").write_text(yaml.safe_dump({"source": "a.md", "languages": {"en": language}}), encoding="utf-8")
    return [(each.code, each.line, dict(each.details)) for each in convert(folder / "a.yml", folder).findings]


@pytest.mark.parametrize(
    ("before", "sentences", "told"),
    [("", 90, ["c-065"]), ("", 20, []), ("## Water\n\n", 90, [])],
    ids=["some pages without one", "a page without one", "one"],
)
def test_a_long_text_without_headings(before: str, sentences: int, told: list[str], tmp_path: Path) -> None:
    text = before + "".join(map(SENTENCE.format, range(sentences)))
    assert [code for code, *_ in findings(tmp_path, text)] == told


def test_what_the_profile_calls_a_heading_and_the_file_does_not(tmp_path: Path) -> None:
    found = findings(tmp_path, f"Water\n\n{SENTENCE}", parts={"water": "Water"}, headings=["Wter"])
    assert {(code, details["key"], details["at"]) for code, _, details in found} == {
        ("c-066", "languages.en.parts.water", "3"),
        ("c-023", "languages.en.headings.0", "3"),
    }
