"""The images and data of the figures: one copy on the site, whatever the number of languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from duizhao.document.editions import DOCS, editions
from duizhao.document.figures.faults import IMAGES, TABLE, faults
from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.figures import FILE_NAME, Pictures
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.strings import load_strings

# The folder in `docs/`, and on the site.
FOLDER = "figures"


def share(files: Files, config: MkDocsConfig) -> Files:
    """Gives every language the images and data of `docs/figures/`, in one place; returns the same collection.

    `mkdocs-static-i18n` takes what lies outside the languages' folders for the default language's own.

    Raises:
        PluginError: data that cannot be used, or that belong to no figure.
    """
    i18n: Any = config.plugins["i18n"]
    _check(project_of(config), str(i18n.current_language))
    for file in list(files):
        if file.src_uri.startswith(f"{FOLDER}/"):
            files.remove(file)
    for path in sorted((Path(config.docs_dir) / FOLDER).glob("*")):
        if path.suffix in (*IMAGES, TABLE):
            files.append(
                File(
                    f"{FOLDER}/{path.name}",
                    config.docs_dir,
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=InclusionLevel.INCLUDED,
                )
            )
    return files


def figure_html(docs_dir: str, language: str, figure_id: str, caption: str, up: str) -> str:
    """What is shown of a figure outside its own page, as HTML: image or drawing with the data, or the note that there
    is neither. `up`: from that page to the root of the site.

    Raises:
        PluginError: the data cannot be used.
    """
    strings = load_strings(language)
    folder = Path(docs_dir) / FOLDER
    address = Pictures(folder, f"{up}{FOLDER}").address(figure_id)
    charts = Charts(folder, f"{up}{FOLDER}", language, strings.figure_data)
    try:
        data = charts.load(figure_id) if FILE_NAME.fullmatch(figure_id) else None
    except InputError as error:
        raise PluginError(str(error)) from None
    parts = []
    if address is not None:
        parts.append(Element("img", {"src": address, "alt": caption}))
    elif data is not None:
        parts.append(charts.drawing(data, caption))
    if data is not None:
        parts += [charts.whose(data, drawn=address is None), charts.table(data, figure_id)]
    if not parts:
        note = Element("p", {"class": "edition-note", "role": "note"})
        note.text = strings.figure_missing
        parts.append(note)
    return "".join(tostring(part, encoding="unicode", method="html") for part in parts)


@derived
def _check(project: Project, language: str) -> None:
    """Reads all data before a page is made, so that a fault is told by itself and not as a page's."""
    folder = project.path(f"{DOCS}/{FOLDER}")
    if not any(folder.glob("*.*")):
        return
    figures = {block.id for edition in editions(project) for _, block in edition.blocks() if block.kind == "figure"}
    # An image that fits no figure is shown nowhere, which is no reason to show nothing.
    for error in faults(folder, f"{DOCS}/{FOLDER}", figures, [language], images=False):
        raise PluginError(str(error))
