"""Before a home page is rendered: its cards, counts and ways to read."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from duizhao.publish.site.front_page import front_page


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    if page is nav.homepage:
        context["front"] = front_page(nav, config)
    return context
