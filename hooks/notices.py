"""Once a page's Markdown is read: notices where the source has lost something."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.publish.site.notices import with_notices


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return with_notices(markdown, page.file.src_uri.split("/", 1)[0], Path(config.config_file_path).parent)
