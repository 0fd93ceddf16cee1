"""A page: its Markdown, then its HTML, then what the templates are told of it."""

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from duizhao.publish.site.cite import cited
from duizhao.publish.site.content import hand_over, note_anchors
from duizhao.publish.site.front_page import front_page
from duizhao.publish.site.head import head
from duizhao.publish.site.navigation import lead_from_view_to_view
from duizhao.publish.site.parallel import give_contents
from duizhao.publish.site.phases import AFTER_LANGUAGES
from duizhao.publish.site.proofreading import tell_state
from duizhao.publish.site.remembered import is_known, recall
from duizhao.publish.site.report import report
from duizhao.publish.site.sanitize import escape_title, harmless_content, known_front_matter
from duizhao.publish.site.terms import with_terms

#: From the Markdown or HTML of a page to what stands in its place.
Step = Callable[[str, Page, MkDocsConfig], str]
Context = dict[str, Any]
Telling = Callable[[Context, Page, MkDocsConfig, Navigation], None]


def _citation(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    context["cited"] = cited(page.file, nav.homepage.file if nav.homepage else page.file, config)


def _head(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    context["head"] = head(page.file, context["cited"], nav, config)


def _front_page(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    if page is nav.homepage:
        context["front"] = front_page(nav, config)


def _report(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    context["report"] = report(page, config)


def _unless_known(step: Telling) -> Telling:
    """The step for pages that are made anew; the templates are not asked for what is known."""

    def told(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        if not is_known(page, config):
            step(context, page, config, nav)

    return told


#: Once the Markdown is read.
MARKDOWN: tuple[Step, ...] = (
    known_front_matter,  # before anything that reads the front matter
    escape_title,  # the theme's templates print it as it is
    tell_state,  # how far the page has been read
    hand_over,  # to the Markdown extension: whose page it is, and what readers are told behind its blocks
    recall,  # last: what is known of a page with this Markdown and these notes
)
#: Once it is HTML.
CONTENT: tuple[Step, ...] = (
    note_anchors,  # what links to a generated page may lead to
    harmless_content,  # before anything that adds to it
    give_contents,  # a parallel view's headings
    with_terms,  # the glossary's terms are marked and listed
)
#: Before the templates write it.
CONTEXT: tuple[Telling, ...] = (
    _unless_known(_citation),  # what the page is cited as
    _unless_known(_head),  # after the citation, which it repeats for programs
    _unless_known(_front_page),  # a home page's cards, counts and ways to read
    _unless_known(lead_from_view_to_view),  # a parallel view's menu, and what is before and behind it
    _unless_known(_report),  # the links to the page's file and to a form for mistakes
)


@event_priority(AFTER_LANGUAGES)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page's Markdown, made safe and with our notes."""
    for step in MARKDOWN:
        markdown = step(markdown, page, config)
    return markdown


@event_priority(AFTER_LANGUAGES)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page's content, made safe and with its terms."""
    for step in CONTENT:
        html = step(html, page, config)
    return html


@event_priority(AFTER_LANGUAGES)
def on_page_context(context: Context, page: Page, config: MkDocsConfig, nav: Navigation) -> Context:
    """What the templates know of a page."""
    for step in CONTEXT:
        step(context, page, config, nav)
    return context
