"""Each page's links to its file and to a form for mistakes; and, beside the site, the counterparts the form quotes."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from duizhao.publish.site.report import add_counterparts, report


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    context["report"] = report(page, config)
    return context


@event_priority(-200)  # after mkdocs-static-i18n (-100), which builds the other languages then
def on_post_build(config: MkDocsConfig) -> None:
    add_counterparts(config)
