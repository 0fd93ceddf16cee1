"""The generator and the theme that make the site, as installed: there are two sets (`docs-dev/theme-move.md`)."""

from functools import cache
from importlib import metadata
from pathlib import Path

import mkdocs

#: Where both themes keep their templates.
TEMPLATES = "material.templates"


def generator() -> str:
    """The name of the package that builds the site: MkDocs', or that of what stands in for it."""
    return mkdocs.__name__


@cache
def theme() -> str:
    """The name of the package that the theme comes with.

    Raises:
        PackageNotFoundError: there is none.
    """
    from mkdocs.utils import get_themes

    for entry in get_themes().values():
        if entry.value == TEMPLATES and entry.dist and entry.dist.name != "duizhao":
            return entry.dist.name
    raise metadata.PackageNotFoundError(TEMPLATES)


@cache
def folder() -> Path:
    """The folder that the packages are in."""
    return Path(str(metadata.distribution(generator()).locate_file("")))
