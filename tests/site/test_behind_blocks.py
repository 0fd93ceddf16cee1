"""Notices and notes of ours: behind the block they are for, however its id is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.project import Project
from duizhao.publish.site import notices, reviewing

NOTE = "{{ .edition-note{} role=note data-search-exclude=true }}"

#: A page; `>>>` stands where the note belongs, in the indent of the block.
PAGES = {
    "below the paragraph": "A text.\n{ #s1-p1 }\n>>>\n\nAnother.\n{ #s1-p11 }",
    "without spaces": "A text.\n{#s1-p1}\n>>>\n\nAnother.\n{#s1-p11}",
    "with a colon": "A text.\n{: #s1-p1 }\n>>>",
    "several ids": 'A text.\n{ #s1-p1 data-also="s1-p2" }\n>>>',
    "at a heading's end": "## A title { #s1-p1 }\n>>>\n\nA text.",
    "in a box": '!!! factbox "Title"\n    { #s1-box1 }\n\n    A text.\n    { #s1-p1 }\n    >>>\n\nA text.',
    "below a table": "| A |\n|---|\n| b |\n{ #s1-p1 }\n>>>",
    "with spaces behind": "A text.\n{ #s1-p1 }  \n>>>",
    "named in a text": "The id { #s1-p1 } stands in it.\n{ #s1-p2 }",
    "another block's": "A text.\n{ #s1-p12 }",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("kind", ["notice", "review"])
def test_a_note_stands_behind_its_block(page: str, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    texts = {("zh", "s1-p1"): "说明。", ("en", "s1-p2"): "Of another language.", ("zh", "s1-p9"): "无处。"}
    module, name, classes = (
        (notices, "notices", "") if kind == "notice" else (reviewing, "review_notes", " .edition-review")
    )
    monkeypatch.setattr(module, name, lambda _: texts)
    insert = notices.with_notices if kind == "notice" else reviewing.with_review_notes
    indent = "    " if "    >>>" in page else ""
    expected = page.replace(f"{indent}>>>", f"\n{indent}说明。\n{indent}{NOTE.format(classes)}")
    markdown = "\n".join(line for line in page.split("\n") if not line.endswith(">>>"))
    assert insert(markdown, "zh", Project(tmp_path)) == expected
