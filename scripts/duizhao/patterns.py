"""Patterns, compiled when they are first used and kept compiled beside the program's bytecode.

A run needs many modules and of their patterns the half; to compile one takes longer than to use it on a page, above all
if a range of Chinese characters is in it. Python keeps modules compiled and patterns not, so this does: in a file in
`__pycache__`, for one release of Python. What that file says is as good as the bytecode beside it. Where it cannot be
read, written or used, patterns are compiled as `re.compile` does.
"""

from __future__ import annotations

import atexit
import importlib.util
import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

from duizhao.workspace import replace_file

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


def _file() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".compiled")


@cache
def _kept() -> _Kept:
    """The compiled patterns by pattern and flags, as the file has them."""
    if not sys.dont_write_bytecode:
        atexit.register(_keep)
    with suppress(OSError, ValueError, EOFError, TypeError):
        release, known = marshal.loads(_file().read_bytes())
        if release == sys.version and isinstance(known, dict):
            return cast(_Kept, known)
    return {}


def _keep() -> None:
    """Writes the file, if there is anything new; a folder that cannot be written to does no harm."""
    if _new:
        known = _kept() if len(_kept()) <= _MOST else {}
        with suppress(Exception):
            replace_file(_file(), marshal.dumps((sys.version, known)))
