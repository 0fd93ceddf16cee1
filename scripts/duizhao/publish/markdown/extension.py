"""The extension itself: what can be set, and where its two steps stand among Python-Markdown's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.boxes import BoxProcessor
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.labels import LabelProcessor, Labels
from duizhao.publish.markdown.notes import NotesProcessor
from duizhao.publish.markdown.paragraphs import ParagraphProcessor
from duizhao.publish.markdown.tables import TableProcessor

# Python-Markdown runs its tree processors from the highest number down: footnotes 50, inline marks 20,
# attribute lists 8, the table of contents and MkDocs' collection of anchors 5, un-escaping 0.
# Boxes need the attribute lists done and must give their ids before the anchors are collected.
AFTER_ATTRIBUTE_LISTS = 7
AFTER_BOXES = 6
# A figure's own table is made with its box.
BEFORE_BOXES = 7.5
# Labels name the signs that the table of contents and the footnotes have added.
AFTER_TABLE_OF_CONTENTS = 4


class DuizhaoExtension(Extension):
    """Settings (all optional; an empty label leaves the element as Python-Markdown makes it):

    - `figures_dir`: the folder with the figures' images and data;
    - `figures_url`: the address of that folder on the site;
    - `figure_missing`: what stands in place of an image that there is not;
    - `figure_data`: the words around a figure drawn from data, by name, and `language`, which of the data's words to
      take; without them the data are left alone;
    - `factbox`: what a fact box is called, above its title;
    - `permalink`: the name of a heading's link to itself, with `{heading}`;
    - `paragraph`: the name of a paragraph's link to itself;
    - `footnote`: the name of a reference, with `{number}`;
    - `footnotes`: the heading of the notes at the foot of the page;
    - `table`: the name of a table, with `{columns}`, which are parted by `table_separator`; without it a table has no
      frame of its own to be scrolled in;
    - `footnote_back_several`: the name of a link back from a note that is cited more than once, with `{number}` and
      `{place}`.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "figures_dir": ["", "The folder with the figures' images"],
            "figures_url": ["/figures", "The address of that folder on the site"],
            "figure_missing": ["", "What stands in place of an image that there is not"],
            "figure_data": [{}, "The words around a figure drawn from data"],
            "language": ["", "The language of the page"],
            "factbox": ["", "What a fact box is called, above its title"],
            "permalink": ["", "The name of a heading's link to itself, with {heading}"],
            "paragraph": ["", "The name of a paragraph's link to itself"],
            "footnote": ["", "The name of a footnote reference, with {number}"],
            "footnotes": ["", "The heading of the notes at the foot of the page"],
            "table": ["", "The name of a table, with {columns}"],
            "table_separator": [", ", "What parts the names of columns in it"],
            "footnote_back_several": ["", "A link back from a note cited more than once, with {number} and {place}"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Adds the steps to `md`."""
        folder = self.getConfig("figures_dir")
        pictures = Pictures(
            folder=Path(folder) if folder else None,
            url=self.getConfig("figures_url").rstrip("/"),
            missing=self.getConfig("figure_missing"),
        )
        charts = Charts(
            pictures.folder,
            pictures.url,
            self.getConfig("language"),
            self.getConfig("figure_data"),
        )
        labels = Labels(
            permalink=self.getConfig("permalink"),
            footnote=self.getConfig("footnote"),
            footnotes=self.getConfig("footnotes"),
            back_several=self.getConfig("footnote_back_several"),
        )
        tables = TableProcessor(md, self.getConfig("table"), self.getConfig("table_separator"))
        md.treeprocessors.register(tables, "duizhao_tables", BEFORE_BOXES)
        md.treeprocessors.register(
            BoxProcessor(md, pictures, charts, self.getConfig("factbox")), "duizhao_boxes", AFTER_ATTRIBUTE_LISTS
        )
        md.treeprocessors.register(
            ParagraphProcessor(md, self.getConfig("paragraph")), "duizhao_paragraphs", AFTER_BOXES
        )
        md.treeprocessors.register(NotesProcessor(md, self.getConfig("footnotes")), "duizhao_notes", AFTER_BOXES)
        md.treeprocessors.register(LabelProcessor(md, labels), "duizhao_labels", AFTER_TABLE_OF_CONTENTS)
