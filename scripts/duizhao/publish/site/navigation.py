"""The navigation, from what the pages say of themselves: reading order, grouped by chapter."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from duizhao.publish.site.errors import SiteError
from duizhao.publish.site.front_matter import PageFacts, page_facts

_Entry = tuple[PageFacts, Page]


def arrange(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The navigation of the language that is being built, in place of the one that MkDocs has made.

    A chapter is a section with the title of its opening, which is its first page. Previous, next and parent of
    each page are set. The parallel views get a navigation of their own, which leads from view to view.

    Raises:
        SiteError: a page's front matter does not say where it belongs, or two are the home page.
    """
    entries = [
        (page_facts(file.content_string, file.src_uri), _page(file.page))
        for file in files.documentation_pages()
        # The parallel views stand in their pages' places.
        if not hasattr(file, "single_file")
    ]
    entries.sort(key=lambda entry: (entry[0].kind != "home", entry[0].order, entry[1].file.src_uri))
    for facts, page in entries:
        if facts.kind == "home":
            if page is not entries[0][1]:
                raise SiteError(
                    "{one} and {other} are both `kind: home`; the language's index.md alone is.",
                    one=page.file.src_uri, other=entries[0][1].file.src_uri,
                )  # fmt: skip
            # Its title is the report's, which stands above the navigation already.
            page.title = config.extra["edition"]["home"]
    # First the views': what is before and behind a page without one is the text's.
    others = dict.fromkeys(other for _, page in entries for other in getattr(page.file, "views", ()))
    of_views = {other: _navigation([(facts, _view(page, other)) for facts, page in entries], nav) for other in others}
    navigation = _navigation(entries, nav)
    navigation.of_views = of_views  # type: ignore[attr-defined]
    return navigation


def _view(page: Page, other: str) -> Page:
    """A page's view beside another language, or the page itself where it has none."""
    view = getattr(page.file, "views", {}).get(other)
    return _page(view.page) if view else page


def lead_from_view_to_view(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Gives the templates of a parallel view the navigation of the views, and to the search each page's view."""
    if other := getattr(page.file, "other", ""):
        context["nav"] = views = nav.of_views[other]  # type: ignore[attr-defined]
        context["views"] = {view.file.single: view.url for view in views.pages if hasattr(view.file, "single")}


def _navigation(entries: Sequence[_Entry], nav: Navigation) -> Navigation:
    pages = [page for _, page in entries]
    items: list[StructureItem] = []
    for group in _grouped(entries):
        opening = next((facts for facts, _ in group if facts.kind == "chapter"), None)
        children: list[StructureItem] = [page for _, page in group]
        if opening is None:
            items.extend(children)
        else:
            items.append(_section(str(escape(opening.title)), children))
    _link(pages)
    navigation = Navigation(items, pages)
    # MkDocs knows a home page only at the root; each language has its own.
    navigation.homepage = next((page for facts, page in entries if facts.kind == "home"), nav.homepage)
    return navigation


def _page(page: Page | None) -> Page:
    assert page is not None, "MkDocs makes the pages before it asks for the navigation"
    page.parent = None
    return page


def _grouped(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Neighbours of the same chapter together; whatever belongs to no chapter alone."""
    groups: list[list[_Entry]] = []
    for entry in entries:
        chapter = entry[0].chapter
        if groups and chapter is not None and groups[-1][0][0].chapter == chapter:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _section(title: str, children: list[StructureItem]) -> Section:
    section = Section(title, children)
    for child in children:
        child.parent = section
    return section


def _link(pages: Sequence[Page]) -> None:
    for page in pages:
        page.previous_page = page.next_page = None
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before
