"""The theme's pages that are in no language's folder."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig


def once(output: str, name: str, config: MkDocsConfig) -> str:
    """The page as it is in the first build, and nothing in the others, so that they do not overwrite it.

    There is one such page for the whole site: its language is the default one's.
    """
    i18n = config.plugins["i18n"]
    return output if getattr(i18n, "is_default_language_build", True) else ""
