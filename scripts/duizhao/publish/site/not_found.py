"""The theme's pages that are in no language's folder: one of each for the whole site. The page for a wrong address is
in each of its languages.

A wrong address may be at any depth, so the page's links begin at the path of `site_url`; without `site_url`, at the
root of the host.
"""

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

NAME = "404.html"


def prepare(template: str, config: MkDocsConfig) -> None:
    """Before the page `template` is made: the footer says whose words the site holds in each language."""
    if template == NAME:
        config.extra["attribution"] = config.copyright
        said = [(words["lang"], words["attribution"]) for words in config.extra["not_found"]]
        config.copyright = Markup("").join(Markup('<div lang="{}">{}</div>').format(*each) for each in said)


def restore(text: str, template: str, config: MkDocsConfig) -> str:
    """Once it is made: the footer as it was, for the pages; the text stays as it is."""
    if template == NAME:
        config.copyright = config.extra["attribution"]
    return text


def once(output: str, name: str, config: MkDocsConfig) -> str:
    """The page as it is in the first build, and nothing in the others, so that they do not overwrite it.

    There is one such page for the whole site: its language is the default one's.
    """
    return output if is_made_here(config) else ""


def is_made_here(config: MkDocsConfig) -> bool:
    """Whether the build of this language makes such pages."""
    return bool(getattr(config.plugins["i18n"], "is_default_language_build", True))
