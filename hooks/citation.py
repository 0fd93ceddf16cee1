"""Before a page is rendered: what it is cited as, and what its head tells programs."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from duizhao.publish.site.cite import cited
from duizhao.publish.site.head import head


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    home = nav.homepage.file if nav.homepage else page.file
    context["cited"] = cited(page.file, home, config)
    context["head"] = head(page.file, context["cited"], nav, config)
    return context
