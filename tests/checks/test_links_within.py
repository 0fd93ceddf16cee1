"""Links and images of a page that lead nowhere in the edition: the check says so, and not a build that stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.addresses import link_to_nowhere
from duizhao.check.context import Context
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project

NOWHERE = (
    "[报告](example.org/a)",
    "[信](a@example.org)",
    "[下文](2-2.md)",
    "[下文](../index.md#s9)",
    "[下文](/zh/chapter-2/2-2.md)",
    "[文件](report.pdf)",
    "[英文](../../en/chapter-2/2-9.md)",
    "[图](../../figures/b.png)",
    "![图](a.png)",
    "![图](../../figures/b.png)",
    "![图](../index.md)",
)

SOMEWHERE = (
    "[报告](https://example.org/a)",
    "[信](mailto:a@example.org)",
    "<https://example.org/a>",
    "[下文](2-1.md#s2-1)",
    "[下文](#s2-1)",
    "[首页](../index.md)",
    "[首页](/zh/index.md#home)",
    "[英文](../../en/index.md#home)",
    "[图](../../figures/a.png)",
    "![图](../../figures/a.png)",
)


@pytest.mark.parametrize("text", [*NOWHERE, *SOMEWHERE])
def test_where_it_leads(text: str, tmp_path: Path) -> None:
    (tmp_path / "docs" / "figures").mkdir(parents=True)
    (tmp_path / "docs" / "figures" / "a.png").touch()
    home = "---\ntitle: 河\n---\n\n# 河 { #home }\n"
    section = f"---\ntitle: 水\n---\n\n# 水 {{ #s2-1 }}\n\n见{text}。\n{{ #s2-1-p1 }}\n"
    editions = [
        Edition(code, tuple(read_page(content, code, path, f"docs/{code}/{path}") for path, content in pages))
        for code, pages in (("zh", [("index.md", home), ("chapter-2/2-1.md", section)]), ("en", [("index.md", home)]))
    ]
    found = list(link_to_nowhere(Context(editions, Project(tmp_path))))
    assert [finding.code for finding in found] == (["a-108"] if text in NOWHERE else [])
