"""The levels of a page's headings: which one is advised where one is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.pages import front_matter
from duizhao.check.run import run_checks
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.load import Fidelity


@pytest.mark.parametrize(
    ("levels", "advised"),
    [
        ("1 2 3 2", []),
        ("1 3", ["3 → 2"]),
        ("1 2 4 2", ["4 → 2"]),
        ("1 4 2 2", ["4 → 2"]),
        ("1 2 3 2 4", ["4 → 3"]),
        ("1 3 3", ["3 → 2"]),
        ("1 2 3 5", ["5 → 3"]),
        ("3", ["3 → 2"]),
    ],
)
def test_the_level_that_is_advised(levels: str, advised: list[str], tmp_path: Path) -> None:
    numbers = enumerate(levels.split())
    content = "".join(f"{'#' * int(level)} Heading {number} {{ #s1-h{number} }}\n\n" for number, level in numbers)
    context = Context([Edition("en", (read_page(content, "en", "1.md", "1.md"),))], Project(tmp_path))
    found = [dict(finding.details) for finding in run_checks(context) if finding.code == "s-108"]
    assert [f"{len(details['level'])} → {len(details['new'])}" for details in found] == advised


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("index.md", "home", ""),
        ("index.md", "part", "home"),
        ("2.md", "home", "part / chapter / section"),
        ("2.md", "part", ""),
    ],
)
def test_the_home_page_is_index_md_alone(path: str, kind: str, expected: str) -> None:
    content = f"---\ntitle: 河\nkind: {kind}\norder: 1\n---\n\n# 河 {{ #s1 }}\n"
    page = read_page(content, "zh", path, f"docs/zh/{path}")
    context = Context([Edition("zh", (page,))], Project(Path("nowhere")))
    found = [dict(finding.details) for finding in front_matter(context) if finding.code == "s-111"]
    assert found == ([{"name": "kind", "expected": expected}] if expected else [])


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("publisher: River Office", ""),
        ("publisher: River Ofice", "s-112 River Office · River Ofice"),
        ("", "s-111 River Office"),
    ],
)
def test_the_front_matter_names_the_publisher_as_the_page_does(entry: str, expected: str) -> None:
    front = f"---\ntitle: River\nkind: home\norder: 0\n{entry}\n---\n"
    content = f"{front}\n# River {{ #home }}\n\nRiver Office\n{{ #publisher }}\n"
    page = read_page(content, "en", "index.md", "docs/en/index.md")
    found = [
        " ".join([finding.code, " · ".join(dict(finding.details).get(name, "") for name in names)])
        for finding in front_matter(Context([Edition("en", (page,))], Project(Path("nowhere"))))
        for names in [("text", "said") if finding.code == "s-112" else ("expected",)]
    ]
    assert found == [expected] * bool(expected)


def test_a_paragraph_with_the_id_of_a_heading_has_lost_its_signs(tmp_path: Path) -> None:
    texts = {"zh": "# 河流 { #s1 }\n\n渡口 { #s1-h1 }\n", "en": "# River { #s1 }\n\n## The ferry { #s1-h1 }\n"}
    editions = [Edition(code, (read_page(text, code, "1.md", f"{code}.md"),)) for code, text in texts.items()]
    found = run_checks(Context(editions, Project(tmp_path)))
    (heading,) = (finding for finding in found if finding.code == "s-126")
    assert [(edit.line, edit.start, edit.new) for edit in heading.edits] == [(3, 0, "## ")]
    assert not {"s-107", "b-505"} & {finding.code for finding in found}


@pytest.mark.parametrize("converted", [True, False], ids=["the conversion kept its id", "typed"])
def test_a_paragraph_that_a_conversion_took_into_a_box_keeps_its_id(converted: bool, tmp_path: Path) -> None:
    text = '# River { #s1 }\n\n!!! factbox "Box 1"\n    { #s1-box1 }\n\n    It rises.\n    { #s1-p2 }\n'
    edition = Edition("en", (read_page(text, "en", "1.md", "en/1.md"),))
    fidelity = Fidelity(base=Base([edition] if converted else []))
    found = run_checks(Context([edition], Project(tmp_path), lambda: fidelity))
    assert ("s-107" in {finding.code for finding in found}) is not converted


def test_a_text_that_stands_again_and_again_is_one_finding(tmp_path: Path) -> None:
    again = "The water rises in the upper valley, and the dikes hold for now, as far as one can see."
    content = "# River { #s1 }\n" + "".join(f"\n{again}\n{{ #s1-p{number} }}\n" for number in range(1, 5))
    context = Context([Edition("en", (read_page(content, "en", "1.md", "1.md"),))], Project(tmp_path))
    (finding,) = (finding for finding in run_checks(context) if finding.code == "s-114")
    assert [place.line for place in finding.places] == [6, 9, 12]


def test_a_label_or_a_short_sentence_that_stands_again_and_again_is_meant(tmp_path: Path) -> None:
    texts = ["Coordinator: Ann Reed, east", "It was not measured then.", "The dike is whole and holds."]
    again = [*texts, *texts, texts[1]]
    content = "# River { #s1 }\n" + "".join(f"\n{text}\n{{ #s1-p{at} }}\n" for at, text in enumerate(again, 1))
    context = Context([Edition("en", (read_page(content, "en", "1.md", "1.md"),))], Project(tmp_path))
    (finding,) = (finding for finding in run_checks(context) if finding.code == "s-114")
    assert dict(finding.details)["text"] == texts[2]
