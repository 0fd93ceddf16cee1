"""What the templates have written: the pages, and the theme's own files such as the page for a wrong address."""

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from duizhao.languages.cldr import with_directions
from duizhao.publish.site import not_found
from duizhao.publish.site.landmarks import mark_page, one_landmark, one_toggle, without_indents
from duizhao.publish.site.not_found import once
from duizhao.publish.site.phases import AFTER_LANGUAGES
from duizhao.publish.site.remembered import is_known, keep
from duizhao.publish.site.sanitize import guarded

#: From the HTML of a page to what stands in its place.
Step = Callable[[str, MkDocsConfig], str]


def _landmarks(html: str, config: MkDocsConfig) -> str:
    return with_directions(mark_page(one_toggle(one_landmark(without_indents(html)))))


def _template_landmarks(text: str, name: str, config: MkDocsConfig) -> str:
    return with_directions(one_landmark(text)) if name.endswith(".html") else text


def _template_guarded(text: str, name: str, config: MkDocsConfig) -> str:
    return guarded(text, config)


def _unless_known(step: Step) -> Step:
    """The step for pages that are made anew; one that is known is as it was written."""

    def done(html: str, config: MkDocsConfig) -> str:
        return html if is_known(config._current_page, config) else step(html, config)

    return done


#: From the HTML of a page to what is written.
PAGE: tuple[Step, ...] = (
    _unless_known(_landmarks),  # one for one navigation, in it the page one is on; each language in its direction
    _unless_known(guarded),  # its policy has the hash of each script
    keep,  # last: for the next build
)
#: Before a file of the theme's is written.
BEFORE_TEMPLATE: tuple[Callable[[str, MkDocsConfig], None], ...] = (
    not_found.prepare,  # the footer is in every language
)
#: From the text of such a file, with its name, to what is written.
TEMPLATE: tuple[Callable[[str, str, MkDocsConfig], str], ...] = (
    not_found.restore,  # the footer as it was, for the pages
    once,  # before the others, which have nothing to do in the second language's build
    _template_landmarks,  # as on a page
    _template_guarded,  # last, as with a page
)


@event_priority(AFTER_LANGUAGES)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page."""
    for step in PAGE:
        output = step(output, config)
    return output


@event_priority(AFTER_LANGUAGES)
def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """What a file of the theme's knows: nothing of ours; the configuration is made ready for it."""
    for step in BEFORE_TEMPLATE:
        step(template_name, config)
    return context


@event_priority(AFTER_LANGUAGES)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The text of a file of the theme's."""
    for step in TEMPLATE:
        output_content = step(output_content, template_name, config)
    return output_content
