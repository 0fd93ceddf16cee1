"""A page as HTML, from its tree; and the extension of Python-Markdown that hands it to MkDocs.

In `mkdocs.yml` it is `duizhao.publish.markdown`; `extension.py` lists its settings.
"""

from typing import Any

from duizhao.publish.markdown.extension import DuizhaoExtension

#: The extension's name in `mkdocs.yml`.
EXTENSION = __name__


def makeExtension(**settings: Any) -> DuizhaoExtension:
    """Gives Python-Markdown the extension with the settings of `mkdocs.yml`."""
    return DuizhaoExtension(**settings)
