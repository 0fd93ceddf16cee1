"""Pages of the site that stand in no file: made while the site is built, in each language.

Each is made by a module of this package with a function `pages`, which says what there is to be read in the language
that is being built, if anything.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data
from msgspec import Struct

from duizhao.publish.site.being_built import Building, building
from duizhao.publish.site.search import note_page
from duizhao.yaml_loader import DUMPER

#: The modules, in the order their pages are read in, behind the text.
PAGES = (
    "indexes",  # the boxes of each kind
    "sources",  # all cited addresses
    "glossary",  # the terms in both languages
    "corrections",  # what was wrong in the source
    "downloads",  # the corpus and the bundles
    "about",  # on the edition itself
)

#: The first page's place in reading order: behind the text, whose pages are numbered from 0.
_BEHIND = 9990


class GeneratedPage(Struct, frozen=True):
    """A page: its name, which is its kind, its path without an ending and the id of its heading; its title, its
    Markdown below the heading, and the languages that have it. `searched`: what it says is found."""

    name: str
    title: str
    body: str
    languages: Sequence[str]
    searched: bool = False


def add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages in the language that is being built; returns the same collection.

    Raises:
        PluginError: a file that a page is made from has a fault.
    """
    built = building(config)
    made = [page for name in PAGES for page in import_module(f"duizhao.publish.site.{name}").pages(built)]
    for order, page in enumerate(made, _BEHIND):
        files.append(_added(page, order, built))
        note_page(built, page.name, page.title, f"{built.folder_of(built.current)}{page.name}.html")
    return files


def make_again(file: File, config: MkDocsConfig) -> None:
    """Gives a page in the language that is being built, with its place in reading order, the content it has now.

    Raises:
        PluginError: a file that the page is made from has a fault.
    """
    built = building(config)
    _, front = get_data(file.content_string)
    kind, order = front["kind"], front["order"]
    for name in sorted(PAGES, key=lambda name: name != kind):
        for page in import_module(f"duizhao.publish.site.{name}").pages(built):
            if page.name == kind:
                file.content_string = _added(page, order, built).content_string
                return


def _added(page: GeneratedPage, order: int, built: Building) -> File:
    front: dict[str, object] = {"title": page.title, "kind": page.name, "order": order}
    if not page.searched:
        front["search"] = {"exclude": True}
    text = f"# {page.title} {{ #{page.name} }}\n\n{page.body}"
    bodies = {code: text if code == built.current else "" for code in page.languages}
    return generated(dict.fromkeys(bodies, f"{page.name}.md"), built, front, bodies)


def generated(paths: Mapping[str, str], built: Building, front: dict[str, object], bodies: Mapping[str, str]) -> File:
    """A page as the language being built has it; it knows its counterparts for the switch. `paths`, `bodies`: its path
    below the language's folder and its Markdown, in each language that has it."""
    made = {code: _file(paths[code], code, built, front, body) for code, body in bodies.items()}
    made[built.current].alternates = made  # type: ignore[attr-defined]
    return made[built.current]


def _file(path: str, language: str, built: Building, front: dict[str, object], body: str) -> File:
    content = f"---\n{yaml.dump(front, Dumper=DUMPER, allow_unicode=True)}---\n\n{body}\n"
    file = File.generated(built.config, f"{language}/{path}", content=content)
    file.dest_uri = built.folder_of(language) + Path(path).with_suffix(".html").as_posix()
    # mkdocs-static-i18n reads these.
    file.locale = file.localization = file.locale_alternate_of = language  # type: ignore[attr-defined]
    file.norm_src_uri = path  # type: ignore[attr-defined]
    return file
