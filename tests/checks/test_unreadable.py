"""What is said of a page that cannot be checked: the rule, the place, the likely cause, what to write."""

from __future__ import annotations

import pytest

from duizhao.check.rules import BY_CODE
from duizhao.check.settled import Settlement, unsettled
from duizhao.check.unreadable import CODES, unreadable

BODY = "---\n\n# Title { #s1 }\n\nWords.\n{ #s1-p1 }\n"
KNOWN = "---\ntitle: Title\nkind: section\n"


def told(content: str) -> tuple[str, str]:
    """The place with the code, and all that is said in English, of a page with one thing wrong."""
    found = unreadable(content, "en", "1.md")
    assert found
    place, rule = found.places[0], BY_CODE[found.code]
    assert place.text == content.split("\n")[place.line - 1]
    for language in ("en", "zh"):
        said = rule.tells(found, language)
        assert said
        assert "{" not in said.replace("{ #", "").replace("{state: ", "")
    at = f":{place.at[0] + 1}" if place.at else ""
    return f"{found.code} {place.line}{at}", rule.tells(found, "en")


@pytest.mark.parametrize(
    ("entry", "where", "said"),
    [
        ("title: Wells: a history", "s-116 2:13", "Put the words between quotation marks: `title: 'Wells: a history'`"),
        ("title: The river's course: a history", "s-116 2:26", "`title: 'The river''s course: a history'`"),
        ("title: Wells:", "s-116 2:13", "`title: 'Wells:'`"),
        ("title：Wells", "s-116 2:6", "Write `title: Wells`"),
        ("title：'Wells: a history'\nkind: [", "s-116 2:6", "Write `title: 'Wells: a history'`"),
        ("title：Wells\nkind：section", "s-116 2:6", "(lines 2, 3)"),
        ("kind: section\ntitle:Wells", "s-116 3:6", "Write `title: Wells`"),
        ("source:\n\tfile: wells.txt", "s-116 3:1", "Write two spaces instead"),
        ('title: "Wells\nkind: section', "s-116 2:8", "Write `title: 'Wells'`"),
        ('title: "Wells" of old', "s-116 2:8", "`title: '\"Wells\" of old'`"),
        ("title: [Draft] Wells", "s-116 2:8", "`title: '[Draft] Wells'`"),
        ("title: [Draft\nkind: section", "s-116 2:8", "`title: '[Draft'`"),
        ("title: @wells", "s-116 2:8", "`title: '@wells'`"),
        ("proofread: {state：validated, by:[A、B]}", "s-116 2:12", "`proofread: {state: validated, by: [A, B]}`"),
        ("title: Wells\nof old", "s-116 3", "this line is no entry"),
        ("Wells", "s-116 2", "this line is no entry"),
        ("title: Wells\n  kind: section", "s-116 3", "this line is not written as it has to be"),
        ("kind: section\norder: " + "9" * 5000, "s-116 3:8", "the number is longer than any can be"),
        ("kind: section\ndate: 2024-02-30", "s-116 3:7", "there is no such day as 2024-02-30"),
    ],
)
def test_front_matter_that_is_no_yaml(entry: str, where: str, said: str) -> None:
    place, words = told(f"---\n{entry}\n{BODY}")
    assert place == where
    assert said in words


@pytest.mark.parametrize(
    ("content", "where", "said"),
    [
        (KNOWN + BODY[4:], "s-117 5", "above this one"),
        (f"{KNOWN}{BODY[4:]}\n---\n\nMore.\n", "s-117 5", "above this one"),
        (f"{KNOWN}--{BODY[3:]}", "s-117 4:1", "three hyphens here"),
        (f"{KNOWN}———{BODY[3:]}", "s-117 4:1", "three hyphens here"),
        (f"{KNOWN} ---{BODY[3:]}", "s-117 4:1", "three hyphens here"),
        ("---\ntitle: Title\nkind: section\n", "s-117 3", "below this one"),
        (KNOWN[4:] + BODY, "s-118 1", "above this one"),
        (f"--{KNOWN[3:]}{BODY}", "s-118 1", "three hyphens here"),
        (f"--- {KNOWN[3:]}{BODY}", "s-118 1", "three hyphens here"),
        (f"\n\n{KNOWN}{BODY}", "s-118 3", "begins on line 3"),
        (f"Words.\n\n{KNOWN}{BODY}", "s-118 1", "begins on line 3"),
        (f"\ufeff{KNOWN}{BODY}", "s-118 1:1", "UTF-8 with BOM"),
        (BODY[5:], "s-118 1", "has no front matter"),
        (f"{KNOWN}{BODY}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", "s-119 10:1", "(lines 10, 12, 14)"),
        (f"---\n<<<<<<< HEAD\n{KNOWN[4:]}=======\n>>>>>>> main\n{BODY}", "s-119 2:1", "(lines 2, 5, 6)"),
        (f"{KNOWN}{BODY}=======\n", "s-119 10:1", "(line 10)"),
        ("", "s-120 1", "no text"),
        (" \n\n", "s-120 1", "no text"),
        (f"{KNOWN}---\n\n", "s-120 1", "no text"),
    ],
)
def test_other_pages_that_cannot_be_checked(content: str, where: str, said: str) -> None:
    place, words = told(content)
    assert place == where
    assert said in words


@pytest.mark.parametrize(
    "content",
    [
        KNOWN + BODY,
        f"{KNOWN}source:\n  file: wells.txt\n# a remark\nproofread: {{state: proofread, by: [A]}}\n--- {BODY[3:]}",
        f"---\n{BODY}",
        f"{KNOWN}{BODY}\n    <<<<<<< indented\n\n---\n\n========\n",
    ],
)
def test_a_page_that_can_be_read(content: str) -> None:
    assert unreadable(content, "en", "1.md") is None


def test_nobody_settles_that_a_page_cannot_be_read() -> None:
    found = unreadable("", "en", "1.md")
    assert found
    assert found.code in CODES
    entry = Settlement(found.fingerprint, found.code, "false-alarm", "It is so.", False, 1)
    assert unsettled([found], {found.fingerprint: entry}) == (found,)
