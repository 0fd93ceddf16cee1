"""Patterns, compiled when they are first used and kept compiled beside the program's bytecode.

A run needs many modules and of their patterns the half; to compile one takes longer than to use it on a page, above all
if a range of Chinese characters is in it. Python keeps modules compiled and patterns not, so this does. What is kept
counts for one release of Python; where it cannot be read or used, patterns are compiled as `re.compile` does.
"""

import atexit
import importlib
import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any, cast

from duizhao import bytecode

#: So many patterns are kept; patterns of an older program are among them, and with one more all begins anew.
_MOST = 4000

#: What `re.compile` does is in there, in two steps.
_compiler: Any = importlib.import_module("re._compiler")

_Kept = dict[tuple[str, int], tuple[Any, ...]]


class _Lazy:
    """Stands for the pattern until one of its methods is asked for, which it then has, too."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_from = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(compiled(*self._made_from), name)
        setattr(self, name, found)
        return found


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, later; for its methods alone, not for the functions of `re`."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it. For patterns of the program, not for those made from a report's words,
    of which there is no end."""
    try:
        return _from_kept(pattern, int(flags))
    except re.error:
        raise
    except Exception:  # a Python whose `re` is made otherwise
        return re.compile(pattern, flags)


def _from_kept(pattern: str, flags: int) -> re.Pattern[str]:
    """What `re._compiler.compile` does, in two steps: the one that takes time, and the one that makes the object."""
    known = _kept()
    if (pattern, flags) not in known:
        known[pattern, flags] = _steps(pattern, flags)
        _new.append(pattern)
    all_flags, code, *groups = known[pattern, flags]
    made: re.Pattern[str] = _compiler._sre.compile(pattern, all_flags, list(memoryview(code).cast("I")), *groups)
    return made


def _steps(pattern: str, flags: int) -> tuple[Any, ...]:
    parsed = _compiler._parser.parse(pattern, flags)
    names = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(by_number)


#: The patterns compiled in this run.
_new: list[str] = []


@cache
def _kept() -> _Kept:
    """The compiled patterns by pattern and flags, as they were kept."""
    atexit.register(_keep)
    match bytecode.kept(_place()):
        case (sys.version, dict(known)):
            return known
    return {}


def _keep() -> None:
    if _new:
        bytecode.keep(_place(), (sys.version, _kept() if len(_kept()) <= _MOST else {}))


def _place() -> Path:
    return bytecode.place(Path(__file__), "compiled")
