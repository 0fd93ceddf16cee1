"""Once a page's Markdown is read: its title, safe for the templates."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.publish.site.titles import escape_title


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    escape_title(page)
    return markdown
