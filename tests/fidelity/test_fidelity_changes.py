"""Runs the cases in `changes.txt`; `--rewrite-changes` writes what was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.compare.difference import pieces
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import explained
from duizhao.revise.fidelity.model import Change
from duizhao.revise.fidelity.summary import summary

FILE = Path(__file__).with_name("changes.txt")
MARKS = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def cases() -> list[tuple[str, str, str, str]]:
    """Each case's name, its source, its edition, and the changes."""
    result = []
    for case in FILE.read_text(encoding="utf-8").split("## ")[1:]:
        name, _, rest = case.partition("\n")
        source, rest = rest.split("--- edition\n")
        edition, changes = rest.split("--- changes\n")
        result.append((name, source, edition, changes.strip()))
    return result


def edition(content: str, language: str = "en") -> Edition:
    return Edition(language, (read_page(content, language, "1.md", f"docs/{language}/1.md"),))


def changes(source: str, content: str) -> tuple[Change, ...]:
    return compare([edition(source)], [edition(content)]).changes


@pytest.mark.parametrize(("name", "source", "content", "expected"), cases(), ids=[case[0] for case in cases()])
def test_changes(name: str, source: str, content: str, expected: str) -> None:
    found = [
        f"{c.kind} {c.unit.id}: {''.join(MARKS[p.kind].format(p.text) for p in pieces(*c.texts))}"
        for c in changes(source, content)
    ]
    assert "\n".join(found) == expected


def test_what_is_not_yet_imported_is_no_change_of_the_editors() -> None:
    last, now = "Old.\n{ #s1-p1 }\n\nTwo.\n{ #s1-p2 }\n", "New.\n{ #s1-p1 }\n\nTwo.\n{ #s1-p2 }\n"
    ours = "Old.\n{ #s1-p1 }\n\nThree.\n{ #s1-p2 }\n"
    found = compare([edition(now)], [edition(ours)], [edition(last)])
    assert [c.unit.id for c in found.changes] == ["s1-p2"]
    assert [c.unit.id for c in found.pending] == ["s1-p1"]


def test_another_wording_is_another_change() -> None:
    once, again, same = (
        changes("The water rose.\n{ #s1-p1 }\n", f"{lines}The water {word}.\n{{ #s1-p1 }}\n")[0].hash
        for word, lines in (("fell", ""), ("sank", ""), ("fell", "\n\n"))
    )
    assert once == same != again


@pytest.mark.parametrize(
    ("content", "en", "zh"),
    [
        ("One.\n{ #s1-p1 }\n\nTwo.[^n1]\n{ #s1-p2 }\n\n[^n1]: A.\n", "nothing changed", "没有改动"),
        (
            "1.\n{ #s1-p1 }\n\n2.[^n1]\n{ #s1-p2 }\n\n[^n1]: B.\n",
            "2 paragraphs, 1 footnote changed; nothing removed",
            "改动 2 段、1 条脚注；没有删去文字",
        ),
        ("One.\n{ #s1-p1 }\n", "1 paragraph, 1 footnote removed", "删去 1 段、1 条脚注"),
        (
            "    One.\n{ #s1-p1 }\n\nTwo.[^n1]\n{ #s1-p2 }\n\n[^n1]: A.\n",
            "1 block changed; nothing removed",
            "改动 1 个内容块；没有删去文字",
        ),
        (
            "One.\n{ #s1-p1 }\n\nTwo.[^n1]\n{ #s1-p2 }\n\nThree.\n{ #s1-p3 }\n\n[^n1]: A.\n",
            "1 paragraph added; nothing removed",
            "新增 1 段；没有删去文字",
        ),
    ],
)
def test_the_summary(content: str, en: str, zh: str) -> None:
    source = "One.\n{ #s1-p1 }\n\nTwo.[^n1]\n{ #s1-p2 }\n\n[^n1]: A.\n"
    errata = explained(changes(source, content), (), (), "", {}).errata
    assert summary(errata, [edition(content)], "en") == en
    assert summary(errata, [edition(content)], "zh") == zh


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (
            "河水灌溉农田，因此它是孩子们夏天游泳、冬天滑冰的好去处，也是村里人送粮进城的一条水路。",
            "1 paragraph changed; nothing removed",
        ),
        ("河水灌溉农田，因此它是村里人送粮进城的一条水路。", "1 paragraph changed; 1 passage removed"),
        # Some words of the passage are not the passage.
        (
            "夏天游泳、河水灌溉农田，因此它是村里人送粮进城的一条水路。",
            "1 paragraph changed; 1 passage removed",
        ),
    ],
    ids=["moved", "removed", "removed but for some words"],
)
def test_a_passage_that_moved_within_its_paragraph_is_not_removed(after: str, said: str) -> None:
    end = "\n{ #s1-p1 }\n"
    source = "河水灌溉农田，因此它是村里人送粮进城的一条水路，也是孩子们夏天游泳、冬天滑冰的好去处。"
    errata = explained(changes(source + end, after + end), (), (), "", {}).errata
    assert summary(errata, [edition(after + end)], "en") == said


def two_pages(first: str, second: str) -> Edition:
    return Edition(
        "en",
        tuple(
            read_page(f"# Page {{ #s{n} }}\n\n{content}", "en", f"{n}.md", f"docs/en/{n}.md")
            for n, content in enumerate((first, second), 1)
        ),
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("One.[^n1]\n{ #s1-p1 }\n\n[^n1]: A.\n", ["moved s1-p1"]),
        ("One.[^n7]\n{ #s1-p1 }\n\n[^n7]: A.\n", ["changed s1-p1", "moved s1-p1"]),
        ("One.[^n1]\n{ #s1-p1 }\n\n[^n1]: B.\n", ["moved s1-p1", "vanished s1-n1", "new s2-n1"]),
        ("One.\n{ #s1-p1 }\n", ["changed s1-p1", "moved s1-p1", "vanished s1-n1"]),
    ],
    ids=["with its note", "under another label", "with another note", "without its note"],
)
def test_a_note_goes_with_its_paragraph_to_another_page(second: str, expected: list[str]) -> None:
    source = two_pages("One.[^n1]\n{ #s1-p1 }\n\n[^n1]: A.\n", "")
    found = compare([source], [two_pages("", second)]).changes
    assert [f"{change.kind} {change.unit.id}" for change in found] == expected
