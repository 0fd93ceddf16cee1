"""Titles as the theme needs them."""

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from duizhao.document.safety.text import without_unseen


def escape_title(markdown: str, page: Page, config: MkDocsConfig) -> str:
    """Escapes the title of the front matter: the theme's templates print it as it is, `<` and `&` included. The
    Markdown stays as it is."""
    if "title" in page.meta:
        page.meta["title"] = escape(without_unseen(str(page.meta["title"])).strip())
    return markdown
