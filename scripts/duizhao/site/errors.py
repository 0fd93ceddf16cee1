"""What stops a build of the site."""

from __future__ import annotations

from mkdocs.exceptions import PluginError

from duizhao.errors import InputError


class SiteError(InputError, PluginError):  # type: ignore[misc, override]  # `message` is made when it is read
    """Input the site cannot be built from, as an exception that MkDocs shows without a traceback."""
