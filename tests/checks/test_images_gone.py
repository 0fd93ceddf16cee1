"""An image that the last conversion wrote and that is no longer there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.figures import wrong_figure_file
from duizhao.check.rules import BY_CODE
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.load import Fidelity

PAGE = '# River {{ #s1 }}\n\n!!! figure "The dike"\n    {{ #{} }}\n'


@pytest.mark.parametrize(
    ("there", "id_", "told"),
    [
        ("", "figure-1", True),
        ("figure-1.png", "figure-1", False),
        ("figure-1.svg", "figure-1", False),  # another image, put in its place
        ("figure-1.csv", "figure-1", False),  # data, from which it is drawn
        ("figure-1.en.png", "figure-1", False),  # one language's own
        ("", "figure-2", False),  # its figure went, which is another finding
    ],
)
def test_it_is_told_at_its_figure(tmp_path: Path, there: str, id_: str, told: bool) -> None:
    record = {"files": {}, "images": {"figures/figure-1.png": "0" * 64}}
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/report.conversion.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "docs/figures").mkdir(parents=True)
    if there:
        (tmp_path / "docs/figures" / there).write_bytes(b"")
    page = read_page(PAGE.format(id_), "en", "1.md", "docs/en/1.md")
    context = Context([Edition("en", (page,))], Project(tmp_path), lambda: Fidelity(name="report"))
    found = [finding for finding in wrong_figure_file(context) if "no longer" in BY_CODE["s-309"].says(finding, "en")]
    assert [(f.places[0].file, f.places[0].line) for f in found] == [("docs/en/1.md", 3)] * told
    for finding in found:
        said = BY_CODE["s-309"].tells(finding, "en")
        assert said.startswith("The image of this figure, docs/figures/figure-1.png, is no longer there\nPut it back;")
