"""The files of the figures: images and data that fit no figure, and data that cannot be drawn."""

from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.words import LANGUAGES
from duizhao.document.boxes import FIGURE
from duizhao.document.figures.faults import faults
from duizhao.words import speaking

_FOLDER = "docs/figures"


def wrong_figure_file(context: Context) -> Iterator[Finding]:
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
