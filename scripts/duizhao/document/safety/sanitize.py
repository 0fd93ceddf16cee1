"""A page's Markdown as it is built, whoever wrote it: what would be HTML or set attributes is shown as it stands.

The check refuses it; a page that was built without asking it must not lose what stands behind an element left open, nor
hide words from some of its readers.
"""

from __future__ import annotations

import re

from duizhao.document.safety.text import names_only, tags

#: Any id but those of the theme's own elements, well written or not: that is for the check to say.
_ID = re.compile(r"\{:?[ ]*#(?!_)[^\s={}]+[ ]*\}")
_BRACES = re.compile(r"\{(?:[^{}\n]*\})?")


def plain_markdown(markdown: str) -> str:
    """The Markdown without elements of HTML, and with attribute lists that give ids only."""
    return _BRACES.sub(_braces, _without_tags(markdown))


def _without_tags(markdown: str) -> str:
    parts: list[str] = []
    last = 0
    for start in tags(markdown):
        parts += [markdown[last:start], "&lt;"]
        last = start + 1
    return "".join((*parts, markdown[last:]))


def _braces(match: re.Match[str]) -> str:
    """Braces that could be read as a list of attributes, or as the beginning of one, made plain."""
    at = match.start()
    while at and match.string[at - 1] == "\\":
        at -= 1
    if (match.start() - at) % 2:
        return match[0]  # escaped
    if _ID.fullmatch(match[0]) or (match[0].endswith("}") and names_only(match[0])):
        return match[0]
    return f"\\{match[0]}"
