"""First and last: nothing of what a change may have slipped into the documents can do harm on the site."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.publish.site.sanitize import (
    guarded,
    harmless_content,
    plain_content,
    plain_front_matter,
    without_strangers,
)


@event_priority(-205)  # after the figures (-200), which gather their files anew
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return without_strangers(files, config)


@event_priority(200)  # before anything that reads the front matter, or adds to it
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    plain_front_matter(page)
    return plain_content(markdown, page)


@event_priority(200)  # before anything that adds to the content
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return harmless_content(html, page)


@event_priority(-300)  # after anything that changes the page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return guarded(output, config)


@event_priority(-300)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return guarded(output_content, config)
