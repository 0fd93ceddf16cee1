"""Pages that an earlier build has made and that would be made the same: their HTML is taken from `.cache/`.

A page depends on its Markdown and front matter, and on what all pages of its language have in common: the program, the
theme, the settings, the figures, the glossary and which of its terms are common, and every page's name and front matter
(the navigation, links, counterparts). A digest of both is the name its HTML is kept under, with what MkDocs asks of a
page when it looks for broken links. A page is kept only from a build without a warning, so that none is lost.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from msgspec import Struct, field

from duizhao.document.editions import FRONT_MATTER
from duizhao.document.highlights import HIGHLIGHTS
from duizhao.document.model import Page as Read
from duizhao.project import Project, digest_of, program_digest
from duizhao.publish import installed
from duizhao.publish.markdown import EXTENSION
from duizhao.publish.share_images.fonts import han_font
from duizhao.publish.site.addresses import feed_of
from duizhao.publish.site.being_built import held, project_of
from duizhao.publish.site.installable import is_asked_for
from duizhao.publish.site.terms import common_terms
from duizhao.workspace import replace_file

#: So many times the pages of the site are kept, the last used first.
_KEPT = 4


class Remembered(Struct):
    """The pages of one build: what was known of them, and what is new.

    `folder`: where they are kept; None if nothing is. `common`: the digest of what the pages of the language that is
    being built have in common.
    """

    folder: Path | None
    common: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    new: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self) -> None:
        """Keeps what is new, and of the old what was used last. A folder that cannot be written to does no harm."""
        if not self.folder:
            return
        with suppress(Exception):
            for src_uri, page in self.new.items():
                facts = {name: value for name, value in page.items() if name != "html"}
                replace_file(self._file(src_uri), f"{json.dumps(facts, ensure_ascii=False)}\n{page['html']}")
            for src_uri in self.known:
                os.utime(self._file(src_uri))
            files = sorted(self.folder.glob("*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for file in files[_KEPT * len(self.keys) :]:
                file.unlink()

    def _file(self, src_uri: str) -> Path:
        assert self.folder
        return self.folder / f"{self.keys[src_uri]}.page"

    def read(self, src_uri: str) -> dict[str, Any] | None:
        """What is kept of a page under its key."""
        with suppress(OSError, ValueError):
            facts, _, html = self._file(src_uri).read_bytes().decode().partition("\n")
            found: dict[str, Any] = json.loads(facts) | {"html": html}
            if {"anchors", "links"} <= found.keys():
                return found
        return None


def remembered_in(config: MkDocsConfig) -> Remembered:
    """The pages of a build."""
    cache = project_of(config).cache
    return held(config, "pages", lambda: Remembered(cache / "pages" if cache else None))


def note_common(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Once the files of a language are complete: what its pages have in common; returns the same navigation."""
    project, i18n, build = project_of(config), config.plugins["i18n"], remembered_in(config)
    build.common = digest_of(
        program_of(project, config.theme.dirs),
        project.state("mkdocs.yml", "docs/figures", "sources/glossary.yml", HIGHLIGHTS, *_profiles(project)),
        str(config.site_url),
        str(is_asked_for(config)),
        feed_of(nav, config),
        str(i18n.current_language),  # type: ignore[attr-defined]
        str(han_font() if config.site_url else ""),
        *sorted(common_terms(project, str(i18n.current_language))),  # type: ignore[attr-defined]
        *(part for file in sorted(files, key=lambda file: file.src_uri) for part in _of_file(file)),
    )
    return nav


def is_installed(folder: str) -> bool:
    """Whether a folder of the theme's came with a package, whose version tells what is in it."""
    return Path(folder).is_relative_to(installed.folder())


def program_of(project: Project, theme: Iterable[str]) -> str:
    """A digest of the program and of the theme: of our folder of templates, or the edition's own, the content."""
    folders = (folder for folder in theme if not is_installed(folder))
    return digest_of(program_digest(), *(project.state(folder) for folder in folders))


def _profiles(project: Project) -> list[str]:
    """The files that may say what the report calls its boxes."""
    return [f"sources/{name}" for name in project.names("sources") if name.endswith(".yml") and name.count(".") == 1]


def _of_file(file: File) -> Iterable[str]:
    """What other pages may show of a file: its address, and a page's front matter in each language."""
    yield file.src_uri
    yield file.dest_uri
    if file.is_documentation_page():
        yield from (_front(file), str(getattr(file, "parallel", "")))
        for code, other in sorted(getattr(file, "alternates", {}).items()):
            yield from (code, other.dest_uri, _front(other))


def _front(file: File) -> str:
    match = FRONT_MATTER.match(file.content_string)
    return match[0] if match else ""


def recall(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Once a page's Markdown is as it will be rendered: takes what is known of the page, so that MkDocs renders
    nothing; returns the same Markdown."""
    build, name = remembered_in(config), page.file.src_uri
    home = [project_of(config).state(f"docs/{name.split('/')[0]}")] if page.meta.get("kind") == "home" else []
    settings = config.mdx_configs[EXTENSION]
    told = repr((sorted(settings["notices"].items()), sorted(settings["cited"].items()), _links(settings["page"])))
    build.keys[name] = digest_of(build.common, name, markdown, told, repr(sorted(page.meta.items())), *home)
    known = build.read(name) if build.folder else None
    if not known:
        return markdown
    build.known[name] = known

    def render(_config: MkDocsConfig, files: Files) -> None:
        page.content = ""
        page.present_anchor_ids = set(known["anchors"])
        targets = ((files.get_file_from_path(target), links) for target, links in known["links"].items())
        page.links_to_anchors = {target: links for target, links in targets if target}

    page.render = render  # type: ignore[method-assign, assignment]
    return markdown


def _links(page: Read | None) -> list[tuple[int, int, str]]:
    """The links of a page that its own Markdown may not have: where it cites what another page holds."""
    blocks = (*page.blocks, *page.notes.values()) if page else ()
    return [(mark.start, mark.end, mark.address) for block in blocks for mark in block.marks if mark.kind == "link"]


def is_known(page: Page | None, config: MkDocsConfig) -> bool:
    """Whether the page's HTML is known, so that nothing has to be done to make it."""
    return page is not None and page.file.src_uri in remembered_in(config).known


def html_of(page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page that is known."""
    html: str = remembered_in(config).known[page.file.src_uri]["html"]
    return html


def keep(html: str, config: MkDocsConfig) -> str:
    """Notes the HTML of the page being written, if it was not known; returns the same HTML."""
    page = config._current_page
    if page is None or is_known(page, config):
        return html
    links = {target.src_uri: anchors for target, anchors in (page.links_to_anchors or {}).items()}
    anchors = sorted(page.present_anchor_ids or ())
    remembered_in(config).new[page.file.src_uri] = {"html": html, "anchors": anchors, "links": links}
    return html
