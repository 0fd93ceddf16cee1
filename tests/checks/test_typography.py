"""The examples in `typography.txt` and `addresses.txt`, and what holds of every text that is mended."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.check.context import Context
from duizhao.check.fix import mend
from duizhao.check.model import Finding
from duizhao.check.prose import prose_of
from duizhao.check.rules import RULES
from duizhao.check.run import asked
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project
from tests.reading import read_edition

EXAMPLES = [
    (*re.split(r" →[ ]?", line.replace("␣", "\xa0")[3:]), line[:2])
    for line in (Path(__file__).parent / "typography.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

#: Rules about typography and words, in the order of the table.
TEXT_RULES = [rule for rule in RULES if rule.code[0] in "tl" and (rule.scope == "page" or rule.code == "t-124")]


def context(language: str, text: str) -> Context:
    content = f"# A {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n"
    return Context([Edition(language, (read_page(content, language, "1.md", "1.md"),))], Project(Path("nowhere")))


def found(language: str, text: str) -> list[Finding]:
    looked = context(language, text)
    return sorted(asked(TEXT_RULES, looked), key=lambda finding: finding.code)


@pytest.mark.parametrize(("text", "expected", "language"), EXAMPLES)
def test_example(text: str, expected: str, language: str) -> None:
    assert " ".join(f"{f.code} “{dict(f.details)['text']}”" for f in found(language, text)) == expected


def test_a_language_without_rules_is_left_alone() -> None:
    text = "甲,乙 ,, 的的 the the"
    assert found("zh", text)
    assert not found("tlh", text)


MENDED = [
    (line[:2], *(part.strip() for part in line[3:].split("→")))
    for line in (Path(__file__).parent / "mended.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "text", "expected"), MENDED)
def test_what_is_mended(language: str, text: str, expected: str, tmp_path: Path) -> None:
    content = "# A {{ #s1 }}\n\n{}\n{{ #s1-p1 }}\n\n[^n1]: A yearbook.\n"
    before = content.format(text)
    file = tmp_path / "1.md"
    file.write_text(before, encoding="utf-8")
    mend(tmp_path, lambda now: page_findings(language, now.get("1.md", before)))
    assert file.read_text(encoding="utf-8") == content.format(expected or text)


ADDRESSES = [
    line.split(" →")
    for line in (Path(__file__).parent / "addresses.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_address(text: str, expected: str) -> None:
    looked = context("zh", text)
    findings = asked([rule for rule in RULES if rule.code.startswith("a-")], looked)
    said = [dict(finding.details) for finding in findings]
    shown = " ".join(f"{f.code} “{d.get('text', d.get('address'))}”" for f, d in zip(findings, said, strict=True))
    assert shown == expected.strip()


SIGNS = st.sampled_from(
    [*list("水位上涨A b1,.;:!?，。；：（）()“”‘’\"'…—-３％ \xa0\u200b*_`[]<>&#"), "the ", "https://example.org/a"]
)


@given(st.sampled_from(["zh", "en"]), st.lists(SIGNS, min_size=1, max_size=40))
def test_what_is_mended_stays_mended_and_keeps_its_words(language: str, signs: list[str]) -> None:
    before = f"# A {{ #s1 }}\n\n水{''.join(signs)}位\n{{ #s1-p1 }}\n"
    with TemporaryDirectory() as folder:
        file = Path(folder, "1.md")
        file.write_text(before, encoding="utf-8", newline="")
        mend(Path(folder), lambda now: page_findings(language, now.get("1.md", before)))
        after = file.read_bytes().decode()
        mend(Path(folder), lambda now: page_findings(language, now.get("1.md", after)))
        assert file.read_bytes().decode() == after
    assert words(after) == words(before)


def page_findings(language: str, content: str) -> list[Finding]:
    looked = Context([Edition(language, (read_page(content, language, "1.md", "1.md"),))], Project(Path("nowhere")))
    return asked([rule for rule in RULES if rule.scope == "page"], looked)


def words(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def test_prose_reads_as_the_reader_reads(repo_root: Path) -> None:
    for folder in ("zh", "en"):
        for page in read_edition(repo_root / "docs" / folder).pages:
            proses = {(prose.block.kind, prose.block.line): prose for prose in prose_of(page)}
            lines = page.content.split("\n")
            for block in (*page.blocks, *page.notes.values()):
                prose = proses[block.kind, block.line]
                assert prose.text == block.text
                for char, (line, start, end) in zip(prose.text, prose.at, strict=True):
                    if end - start == 1 and char != "\n":
                        assert lines[line - 1][start:end] == char
