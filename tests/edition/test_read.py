"""What is read back from an editor's Markdown: here the notes; whole pages are held by tests/conversion."""

from __future__ import annotations

import pytest

from duizhao.document.editions import read_page
from duizhao.document.model import Block
from duizhao.errors import InputError


def notes(body: str) -> dict[str, Block]:
    return read_page(f"# Title {{ #t }}\n\n{body}", "en", "1.md", "1.md").notes


def test_a_note_of_several_paragraphs_is_read_whole() -> None:
    note = notes("[^n1]: First *one*.\n\n    Second <http://example.org/a>.\n")["n1"]
    assert note.text == "First one.\nSecond http://example.org/a."
    assert [note.text[mark.start : mark.end] for mark in note.marks] == ["one", "http://example.org/a"]
    assert (note.line, note.last) == (3, 5)


def test_notes_in_a_row_stay_apart() -> None:
    found = notes("[^n1]: First.\n\n[^n2]: Second.\n")
    assert {label: note.text for label, note in found.items()} == {"n1": "First.", "n2": "Second."}


def test_an_address_is_read_as_the_source_has_it() -> None:
    note = notes(r"[^n1]: See <http://example.org/?a=1&amp;copy;=2> and <http://example.org/\[^x]\_y>.")["n1"]
    assert note.addresses == ("http://example.org/?a=1&copy;=2", "http://example.org/[^x]_y")


@pytest.mark.parametrize("entry", ["title: a: b", "date: 2024-02-30"])
def test_front_matter_that_cannot_be_read_is_an_input_error(entry: str) -> None:
    with pytest.raises(InputError):
        read_page(f"---\n{entry}\n---\n\n# Title {{ #t }}\n", "en", "1.md", "1.md")
