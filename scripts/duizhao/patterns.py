"""Patterns that are compiled when they are first used.

A run needs many modules and of their patterns the half; to compile one takes longer than to use it on a page, above all
if a range of Chinese characters is in it.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for the pattern until one of its methods is asked for, which it then has, too."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_from = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_from), name)
        setattr(self, name, found)
        return found


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, later; for its methods alone, not for the functions of `re`."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
