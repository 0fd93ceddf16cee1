"""The theme's pages that are in no language's folder."""

from mkdocs.config.defaults import MkDocsConfig


def once(output: str, name: str, config: MkDocsConfig) -> str:
    """The page as it is in the first build, and nothing in the others, so that they do not overwrite it.

    There is one such page for the whole site: its language is the default one's.
    """
    return output if is_made_here(config) else ""


def is_made_here(config: MkDocsConfig) -> bool:
    """Whether the build of this language makes such pages."""
    return bool(getattr(config.plugins["i18n"], "is_default_language_build", True))
