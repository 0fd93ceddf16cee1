"""Figures: the image or a drawing from data if there is either, else a note that says so."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from msgspec import Struct, field

from duizhao.document.figures.faults import IMAGES
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.elements import element

#: What may be the name of a figure's file: nothing that leads out of the folder.
FILE_NAME = re.compile(r"[\w-]+")


class Pictures(Struct, frozen=True):
    """Where the images are (`folder`), where the site has them (`url`), the note where there is none, and the figures'
    data. An image may be one language's own (`figure-1.zh.png`): it goes before that of all."""

    folder: Path | None = None
    url: str = "/figures"
    missing: str = ""
    charts: Charts = field(default_factory=Charts)

    def address(self, figure_id: str) -> str | None:
        """The address of the figure's image, or None if there is none."""
        if self.folder is None or not FILE_NAME.fullmatch(figure_id):
            return None
        for own in (f".{self.charts.language}", ""):
            for extension in IMAGES:
                if (self.folder / f"{figure_id}{own}{extension}").is_file():
                    return f"{self.url}/{figure_id}{own}{extension}"
        return None

    def shown(self, figure_id: str, caption: str) -> Iterator[Element]:
        """What is shown of a figure: image, drawing or note; whose the data are, and their table.

        Raises:
            InputError: there are data that cannot be used.
        """
        address = self.address(figure_id)
        data = self.charts.load(figure_id) if FILE_NAME.fullmatch(figure_id) else None
        if address is not None:
            yield element("img", src=address, alt=caption)
        elif data is not None:
            yield self.charts.drawing(data, caption)
        elif self.missing:
            # The words are the edition's, not the report's: marked as such, and left out of the search.
            yield element("p", self.missing, class_="edition-note", role="note", data_search_exclude="true")
        if data is not None:
            yield self.charts.whose(data, drawn=address is None)
            yield self.charts.table(data, figure_id)
