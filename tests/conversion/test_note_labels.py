"""A reference whose note the page does not have, from whatever reader: it stays as the source has it."""

from __future__ import annotations

from duizhao.document.text import Piece, Text
from duizhao.source.assign_ids import assign_ids
from duizhao.source.inline import NoteRef
from duizhao.source.model import Heading, LanguageText, Level, Note, Paragraph, Source
from duizhao.source.structure import build_edition
from duizhao.source.writers.markdown import write_page

SOURCE = Source("report.txt", "水。 [5] [4] [9] 1999", (0,))


def _read(code: str, told: str) -> LanguageText:
    """A paragraph that refers to the notes 4 and 9 of which there is the first, under a heading that refers to 5."""
    title, gone, mark, other, note = (Text([Piece(each, at)]) for each, at in (
        (told, 0), ("[5]", 10), ("[4]", 20), ("[9]", 30), ("1999", 40),
    ))  # fmt: skip
    heading = Heading(Level.CHAPTER, "1", Text(), title, refs=(NoteRef(gone, "c"),))
    paragraph = Paragraph(title + mark + other, content=(title, NoteRef(mark, "a"), NoteRef(other, "b")))
    return LanguageText(
        code, SOURCE, (heading, paragraph), notes=(Note(4, 40, note, anchor=20, label="a", content=(note,)),)
    )


def test_a_reference_without_its_note() -> None:
    editions = assign_ids([build_edition(_read(code, told)) for code, told in (("zh", "水。"), ("en", "Water."))])
    pages = [write_page(edition.pages[-1], edition, SOURCE).body.plain for edition in editions]
    assert pages == [
        f"\n# {told}\\[5] {{ #ch1 }}\n\n{told}[^n1]\\[9]\n{{ #ch1-p1 }}\n\n[^n1]: 1999\n" for told in ("水。", "Water.")
    ]
