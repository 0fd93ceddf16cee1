"""The files of the figures: images and data that fit no figure, data that cannot be drawn, and images that are gone."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.words import LANGUAGES, told
from duizhao.document.boxes import FIGURE
from duizhao.document.figures.faults import faults
from duizhao.revise.merge.images import last_images
from duizhao.words import speaking

_FOLDER = "docs/figures"


def wrong_figure_file(context: Context) -> Iterator[Finding]:
    yield from _lost_images(context)
    folder = context.root / _FOLDER
    if not folder.is_dir() or any(file.startswith(f"{_FOLDER}/") for file in context.project.without):
        return  # nothing is read past a file that must not be
    figures = {block.id for edition in context.editions for _, block in edition.blocks() if block.kind == FIGURE}
    if context.project.without:  # the figures of a page that cannot be read are not known
        figures |= {path.stem for path in folder.glob("*")}
    for error in faults(folder, _FOLDER, figures, context.languages):
        place = Place("", error.file or _FOLDER, error.line or 1, "", "")
        details = []
        for language in LANGUAGES:
            with speaking(language):
                details += [(f"what_{language}", error.message.rstrip(".。")), (f"do_{language}", error.hint)]
        yield Finding("s-309", (place,), str(error), tuple(details))


def _lost_images(context: Context) -> Iterator[Finding]:
    """Figures whose image the last conversion wrote, and which have neither an image nor data now."""
    name = context.fidelity.name if context.fidelity else ""
    images = last_images(context.root / "sources" / f"{name}.conversion.json") if name else {}
    lost = {PurePosixPath(path).stem.partition(".")[0]: path for path in images} if images else {}
    for file in (context.root / _FOLDER).glob("*") if lost else ():
        lost.pop(file.stem.partition(".")[0], None)
    for edition in context.editions if lost else ():
        for page, block in edition.blocks():
            if block.kind == FIGURE and (path := lost.pop(block.id, "")):
                details = told({"file": f"docs/{path}"}, what="image_gone_what", do="image_gone_do")
                place = Place(page.language, page.file, block.line, block.id, block.text)
                yield Finding("s-309", (place,), path, tuple(details.items()))
