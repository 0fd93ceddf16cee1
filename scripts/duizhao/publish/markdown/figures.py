"""Figures: the image or a drawing from data if there is either, else a note that says so; then the caption and the
source line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from duizhao.document.figures.faults import IMAGES
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.plain import classes, plain_text

#: What may be the name of a figure's file: nothing that leads out of the folder.
FILE_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where the images are (`folder`), where the site has them (`url`), and the note where there is none."""

    folder: Path | None = None
    url: str = "/figures"
    missing: str = ""

    def address(self, figure_id: str) -> str | None:
        """The address of the figure's image, or None if there is none."""
        if self.folder is None or not FILE_NAME.fullmatch(figure_id):
            return None
        for extension in IMAGES:
            if (self.folder / f"{figure_id}{extension}").is_file():
                return f"{self.url}/{figure_id}{extension}"
        return None


def make_figure(box: Element, pictures: Pictures, charts: Charts, md: Markdown) -> None:
    """Turns the box in place into `<figure>`: image, drawing or note, the table of the data, anything that is no
    paragraph, `<figcaption>`.

    Raises:
        InputError: there are data that cannot be used.
    """
    box.tag = "figure"
    box.set("class", " ".join(name for name in classes(box) if name != "admonition"))
    children = list(box)
    for child in children:
        box.remove(child)
    box.text = "\n"
    caption = next((child for child in children if "admonition-title" in classes(child)), None)
    figure_id, words = box.get("id", ""), "" if caption is None else plain_text(caption, md)
    address = pictures.address(figure_id)
    data = charts.load(figure_id) if FILE_NAME.fullmatch(figure_id) else None
    if address is not None:
        SubElement(box, "img", {"src": address, "alt": words}).tail = "\n"
    elif data is not None:
        box.append(charts.drawing(data, words))
    elif pictures.missing:
        # The words are the edition's, not the report's: marked as such, and left out of the search.
        note = SubElement(box, "p", {"class": "edition-note", "role": "note", "data-search-exclude": "true"})
        note.text, note.tail = pictures.missing, "\n"
    if data is not None:
        box.append(charts.whose(data, drawn=address is None))
        box.append(charts.table(data, figure_id))
    for child in children:
        if child.tag != "p":
            box.append(child)
    paragraphs = [child for child in children if child.tag == "p"]
    if not paragraphs:
        return
    figcaption = SubElement(box, "figcaption")
    figcaption.text = figcaption.tail = "\n"
    if caption is not None:
        caption.set("class", "figure-title")
    figcaption.extend(paragraphs)
