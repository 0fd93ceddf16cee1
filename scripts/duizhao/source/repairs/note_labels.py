"""Footnotes are numbered through on each page of the edition, in the order of their references."""

from itertools import groupby

from msgspec.structs import replace

from duizhao.source.model import Heading, LanguageText, Level, Note
from duizhao.source.placement import placed
from duizhao.source.profile import LanguageProfile


def note_labels(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Labels the notes `n1`, `n2`, … anew behind each heading that opens a page; notes come in reading order."""
    pages = []
    page = 0
    for block in text.blocks:
        page += isinstance(block, Heading) and block.level is not Level.SUBHEADING
        pages.append(page)
    notes: list[Note] = []
    order = placed(text.blocks, text.notes)
    for _, group in groupby(order, key=lambda item: pages[item[0]] if pages else 0):
        notes.extend(replace(note, label=f"n{number}") for number, (_, note) in enumerate(group, 1))
    return replace(text, notes=tuple(notes))
