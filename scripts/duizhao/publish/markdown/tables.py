"""A table as elements of HTML: merged cells, columns of numbers, the frame that is scrolled."""

import re
from xml.etree.ElementTree import Element, SubElement

from duizhao.document.model import Block
from duizhao.publish.markdown.elements import element, verbatim
from duizhao.publish.markdown.inline import Reference, fill

#: A cell of a column of numbers: a number with its signs, or that there is none.
_NUMBER = re.compile(r"[-+−–±≈~<>≤≥$€£¥(\s]*\d[\d,.\s]*[%‰)*]*")
_NONE = re.compile(r"[-–—…·.]*|n\.?\s?/?a\.?", re.IGNORECASE)


def table_element(block: Block, refer: Reference) -> Element:
    """A table, its first row the head, with those its cells reach into."""
    table = Element("table")
    aligned = block.aligned or ("",) * len(block.rows[0])
    numeric = numeric_columns(block)
    for number, row in enumerate(block.rows):
        part = SubElement(table, "tbody" if number else "thead") if number in (0, block.heads) else table[-1]
        line = SubElement(part, "tr")
        for index, cell in enumerate(row):
            columns, rows = block.spans[number][index] if block.spans else (1, 1)
            if not columns:
                continue
            made = fill(SubElement(line, "td" if number >= block.heads else "th"), block, refer, cell)
            if number < block.heads:
                made.set("scope", "colgroup" if columns > 1 else "col")
            for name, count in (("colspan", columns), ("rowspan", rows)):
                if count > 1:
                    made.set(name, str(count))
            if index < len(aligned) and (where := aligned[index] or ("right" if index in numeric else "")):
                made.set("class", f"align-{where}")
    return table


def framed(table: Element, block: Block, label: str, separator: str) -> Element:
    """A table in a frame that can be scrolled from the keyboard, a region named by the table's columns."""
    columns = separator.join(filter(None, (block.text[slice(*cell)].strip() for cell in block.rows[0])))
    frame = element("div", class_="edition-table", role="region", tabindex="0")
    frame.set("aria-label", verbatim(label.format(columns=columns).strip(" :：")))
    frame.append(table)
    return frame


def numeric_columns(block: Block) -> frozenset[int]:
    """The columns of a table that hold numbers below their head; the first names the rows."""
    found = set()
    for column in range(1, max(map(len, block.rows), default=0)):
        cells = [block.text[slice(*row[column])].strip() for row in block.rows[block.heads :] if column < len(row)]
        numbers = [bool(_NUMBER.fullmatch(cell)) for cell in cells if not _NONE.fullmatch(cell)]
        if numbers and all(numbers):
            found.add(column)
    return frozenset(found)
