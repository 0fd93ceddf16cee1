"""Titles as the theme needs them."""

from __future__ import annotations

from markupsafe import escape
from mkdocs.structure.pages import Page


def escape_title(page: Page) -> None:
    """Escapes the title of the front matter: the theme's templates print it as it is, `<` and `&` included."""
    if "title" in page.meta:
        page.meta["title"] = escape(str(page.meta["title"]).strip())
