"""The images and data of the figures: one copy on the site, whatever the number of languages."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from duizhao.document.editions import DOCS, editions
from duizhao.document.figures.faults import IMAGES, TABLE, faults
from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
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
    url = f"{up}{FOLDER}"
    pictures = Pictures(folder, url, strings.figure_missing, Charts(folder, url, language, strings.figure_data))
    try:
        return "".join(html_of(part) for part in pictures.shown(figure_id, caption))
    except InputError as error:
        raise PluginError(str(error)) from None


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
