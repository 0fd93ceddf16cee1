"""Once a page's Markdown is read: how far the page has been read, and where its counterpart was corrected since."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.publish.site.proofreading import tell_state
from duizhao.publish.site.reviewing import with_review_notes


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    tell_state(page)
    return with_review_notes(markdown, page.file.src_uri.split("/", 1)[0], Path(config.config_file_path).parent)
