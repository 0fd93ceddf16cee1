"""A page whose front matter puts it elsewhere: that is told once, on that page, and nothing on the innocent ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.run import run_checks
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum

#: Four sections, each a page with a paragraph.
PAGES = {
    f"chapter-1/1-{number}.md": f"---\ntitle: 第{sign}节\nkind: section\nchapter: 1\nsection: '1.{number}'\n"
    f"order: {number}\n---\n\n# 第{sign}节 {{ #s1-{number} }}\n\n{text}\n{{ #s1-{number}-p1 }}\n"
    for number, sign, text in (
        (1, "一", "水位上涨。"),
        (2, "二", "堤防稳固。"),
        (3, "三", "米价如常。"),
        (4, "四", "集市无人。"),
    )
}


def edition(changes: dict[str, str]) -> list[Edition]:
    """The pages, the second one changed by putting texts for others."""
    pages = []
    for path, content in PAGES.items():
        for old, new in changes.items() if path.endswith("1-2.md") else ():
            assert old in content
            content = content.replace(old, new)
        pages.append(read_page(content, "zh", path, path))
    return [Edition("zh", tuple(sorted(pages, key=lambda page: (page.order, page.path))))]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"order: 2": "order: 3"}, ["s-129 6"]),
        ({"order: 2": "order: 1"}, ["s-129 6"]),
        ({"order: 2": "order: 7"}, ["s-129 6"]),
        ({"chapter: 1": "chapter: 2"}, ["s-129 4"]),
        ({"section: '1.2'": "section: '1.3'"}, ["s-129 5"]),
        ({"order: 2": "order: 2\norder: 4"}, ["s-132 7"]),
        ({"order: 2": "order: 2\norder: 2"}, ["s-132 7"]),
        ({"title: 第二节": "title: 第二节\ntitle: 第三节"}, ["s-132 3"]),
        ({"title: 第二节": "title: 第三节"}, ["s-112 9"]),
        ({"kind: section": "kind: section\nkind: sections"}, ["s-132 4"]),
        ({"kind: section": "kind: sektion"}, ["s-129 3"]),
        ({"kind: section": "kind: section\nkind: part", "order: 2": "order: 1"}, ["s-129 7", "s-132 4"]),
        ({"order: 2": "order: 1", "堤防": "堤坊"}, ["f-101 11", "s-129 6"]),
    ],
)
def test_one_slip_in_the_front_matter_is_one_finding(changes: dict[str, str], told: list[str]) -> None:
    converted, ours = edition({}), edition(changes)
    errata = tuple(map(Erratum, compare(converted, ours).changes))
    context = Context(ours, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(tuple(converted))))
    assert sorted(f"{f.code} {f.places[0].line}" for f in run_checks(context)) == told
    assert {f.places[0].file for f in run_checks(context)} == {"chapter-1/1-2.md"}
