"""Notices and notes of ours: behind the block they are for, however its id is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.document.editions import read_page
from duizhao.project import Project
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Behind, Words, page_element
from duizhao.publish.site import content
from duizhao.publish.site.content import told_behind

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
    monkeypatch.setattr(content, "notices", lambda _: texts if kind == "notice" else {})
    monkeypatch.setattr(content, "review_notes", lambda _: texts if kind == "review" else {})
    markdown = "\n".join(line for line in page.split("\n") if not line.endswith(">>>"))
    read = read_page(markdown, "zh", "1.md", "1.md")
    html = html_of(page_element(read, Words(), Pictures(), Behind(told_behind(Project(tmp_path), "zh"))))
    notes = BeautifulSoup(html, "html.parser").select("p[role=note]")
    assert [note.get_text() for note in notes] == ["说明。"] * page.count(">>>")
    for note in notes:
        assert note["class"] == ["edition-note"] + ["edition-review"] * (kind == "review")
        assert note["data-search-exclude"] == "true"
        before = note.find_previous_sibling()
        assert isinstance(before, Tag)
        assert before["id"] == "s1-p1"
        assert note.find_parent("aside") == before.find_parent("aside")
