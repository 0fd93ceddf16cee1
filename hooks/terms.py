"""Once a page is HTML: its glossary terms are marked and listed."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.publish.site.terms import with_terms


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return with_terms(html, page, config)
