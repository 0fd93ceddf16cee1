"""Word's tables: their rows and cells, however they are held, and how their columns are set."""

from collections.abc import Iterator

from lxml import etree

from duizhao.source.readers.docx_styles import W, value_of

#: What may stand around rows and cells: content controls, marks of other programs, tracked changes.
_HOLDERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo")


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table."""
    return list(_within(table, f"{W}tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return list(_within(row, f"{W}tc"))


def _within(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    for each in holder:
        if each.tag == tag:
            yield each
        elif each.tag in _HOLDERS:
            yield from _within(each, tag)


def alignment_of(rows: list[etree._Element]) -> tuple[str, ...]:
    """How the columns of a table are set, as its last row has it."""
    found = []
    for cell in cells_of(rows[-1]) if rows else ():
        said = value_of(cell.find(f"{W}p/{W}pPr/{W}jc"))
        found.append({"right": "right", "end": "right", "center": "center"}.get(said, ""))
    return tuple(found)
