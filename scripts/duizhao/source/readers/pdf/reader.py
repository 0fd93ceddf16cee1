"""Reader for PDF with a text layer."""

from pathlib import Path

from duizhao.source.model import Reason
from duizhao.source.readers.images import with_images
from duizhao.source.readers.pdf.drawings import leave_out_repeated
from duizhao.source.readers.pdf.flow import blocks_of
from duizhao.source.readers.pdf.headings import as_their_like, with_levels
from duizhao.source.readers.pdf.insets import set_depths, set_quotations
from duizhao.source.readers.pdf.layout import layout_of
from duizhao.source.readers.pdf.model import Paragraph
from duizhao.source.readers.pdf.notes import Notes, at_end, joined
from duizhao.source.readers.pdf.pages import pages_of
from duizhao.source.readers.pdf.structure import Structure
from duizhao.source.readers.pdf.tagging import by_tags
from duizhao.source.readers.pdf.writing import Writer
from duizhao.source.readers.read import ReadFile


def read_pdf(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors call `name`; its text is kept in a file of that name and `.txt`.

    Raises:
        InputError: it is no PDF, locked, damaged, too large, or has no text.
    """
    images: dict[str, bytes] = {}
    structure = Structure()
    pages = pages_of(path, name, images, structure)
    leave_out_repeated(pages, images)
    layout = layout_of(pages)
    tagged = by_tags(structure, pages, layout)
    if tagged:
        blocks, layout.notes, layout.left_out = tagged.blocks, tagged.notes, tagged.left_out
    else:
        blocks = blocks_of(layout.elements, layout.manner)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if any(paragraph.level for paragraph in paragraphs):
        as_their_like(paragraphs, layout.manner)
    else:
        with_levels(paragraphs, layout.manner)
    if not tagged:
        set_depths(blocks)
        set_quotations(blocks, layout.manner)
    blocks, end, heads = at_end(blocks)
    writer = Writer(layout, Notes(joined(layout.notes), end))
    written = list(writer.blocks(blocks))
    for line, reason in layout.left_out:
        writer.leave_out([line], reason)
    writer.leave_out([each.line for head in heads for each in head.lines], Reason.NOTES_HEAD)
    for page in pages:
        for letter in page.turned:
            writer.extract.leave_out(letter.text, Reason.TURNED)
    read = writer.extract.read(f"{name}.txt", written, writer.notes, writer.findings)
    return with_images(read, images.get)
