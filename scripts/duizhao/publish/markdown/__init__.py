"""Our Python-Markdown extension: ids on boxes, fact boxes, figures, and names for signs that stand alone.

In `mkdocs.yml` it is `duizhao.publish.markdown`; `extension.py` lists its settings.
"""

from __future__ import annotations

from typing import Any

from duizhao.publish.markdown.extension import DuizhaoExtension


def makeExtension(**settings: Any) -> DuizhaoExtension:
    """Gives Python-Markdown the extension with the settings of `mkdocs.yml`."""
    return DuizhaoExtension(**settings)
