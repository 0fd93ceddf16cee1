"""A file with two languages in turns becomes both, block by block."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from duizhao.errors import InputError
from duizhao.source.conversion import Conversion, convert
from duizhao.source.readers import READERS
from duizhao.source.turns import in_turns
from tests.formats.test_markdown import ID

HAN = "水位上涨以后，沿岸各地都加固了堤防，村里的人都去了。"
LATIN = "After the water had risen, the dikes were mended all along the banks, and all of the village went."
TURNS = f"""# 水井报告

# The Wells

## 1. 东村 The East

{HAN}

{LATIN}

| 井 | 深 |
| --- | --- |
| 甲 | 5米 |

| Well | Depth |
| --- | --- |
| A | 5 m |

## 2. 西村 / The West

{HAN}[^1]

{LATIN}[^2]

1. {HAN}

2. {LATIN}

[^1]: 见年报。

[^2]: See the yearly report.
"""


def converted(folder: Path, source: str = TURNS, **particulars: object) -> Conversion:
    (folder / "wells.md").write_text(source, encoding="utf-8")
    languages = {"zh": {"title": "水井报告"}, "en": {"title": "The Wells"}}
    profile = {"source": "wells.md", "in_turns": True, "languages": languages} | particulars
    (folder / "wells.yml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return convert(folder / "wells.yml", folder)


def test_each_block_stands_in_its_language(tmp_path: Path) -> None:
    conversion = converted(tmp_path)
    pages = {name: ID.sub("", page.body.plain).strip() for name, page in conversion.files.items()}
    assert pages["zh/chapter-1/index.md"] == f"# 1. 东村\n\n{HAN}\n\n| 井 | 深 |\n| --- | --- |\n| 甲 | 5米 |"
    assert pages["en/chapter-1/index.md"] == f"# 1. The East\n\n{LATIN}\n\n| Well | Depth |\n| --- | --- |\n| A | 5 m |"
    assert pages["zh/chapter-2/index.md"].startswith(f"# 2. 西村\n\n{HAN}[^n1]\n\n[^n1]: 见年报。")
    assert pages["en/chapter-2/index.md"].startswith(f"# 2. The West\n\n{LATIN}[^n1]\n\n[^n1]: See the yearly report.")
    assert [finding.code for finding in conversion.findings] == []


def test_a_number_in_chinese_signs_is_that_of_both_languages(tmp_path: Path) -> None:
    source = TURNS.replace("## 1. 东村 The East", "## 一、东村 The East").replace("## 2. 西村 /", "## 二、西村")
    files = converted(tmp_path, f"{source}\n### （一）岸边 The Banks\n\n{HAN}\n\n{LATIN}\n").files
    begins = {name: page.body.plain.strip().partition(" {")[0] for name, page in files.items()}
    assert (begins["zh/chapter-2/index.md"], begins["en/chapter-2/index.md"]) == ("# 二、西村", "# 2. The West")
    assert (begins["zh/chapter-2/2-1.md"], begins["en/chapter-2/2-1.md"]) == ("# （一）岸边", "# (1) The Banks")


def test_a_name_in_the_other_script_parts_no_heading(tmp_path: Path) -> None:
    source = TURNS.replace("## 1. 东村 The East", "## 1. 东村 RON\n\n## 1. The East").replace(
        "## 2. 西村 / The West", ""
    )
    pages = converted(tmp_path, source).files
    assert "# 1. 东村 RON" in pages["zh/chapter-1/index.md"].body.plain
    assert "# 1. The East" in pages["en/chapter-1/index.md"].body.plain


@pytest.mark.parametrize(
    ("paragraphs", "turns"),
    [
        ([HAN, LATIN] * 5, True),
        ([LATIN, HAN] * 5, True),
        ([HAN, LATIN] * 4, False),
        ([HAN] * 9 + [LATIN] * 9, False),
        ([HAN, "RON", HAN, "The Office"] * 9, False),
        ([HAN * 4, LATIN] * 9, False),
    ],
    ids=["in turns", "the other first", "few", "one behind the other", "names", "of other length"],
)
def test_turns_are_told_by_what_says_as_much(paragraphs: list[str], turns: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    assert in_turns(READERS[".md"](path, "a.md").blocks) is turns


def test_other_languages_than_chinese_and_another_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Chinese and another") as error:
        converted(tmp_path, languages={"en": {"title": "The Wells"}})
    assert (error.value.file, error.value.line) == ("wells.yml", 1)


def test_a_language_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No paragraph is in `en`"):
        converted(tmp_path, f"# 水井报告\n\n{HAN}\n")
