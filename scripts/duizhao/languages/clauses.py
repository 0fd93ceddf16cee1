"""Where clauses end: at the same marks in any language."""

from __future__ import annotations

import re

_MARKS = "，。；：！？、,;:!?()（）،؛؟—"

CLAUSE_END = re.compile(f"[{_MARKS}]")
_CLAUSE = re.compile(f"[^{_MARKS}]*[^{_MARKS}\\s][^{_MARKS}]*[{_MARKS}]*")


def clauses(text: str) -> list[str]:
    """The clauses of a text, each with the marks behind it."""
    return [clause.strip() for clause in _CLAUSE.findall(text)]
