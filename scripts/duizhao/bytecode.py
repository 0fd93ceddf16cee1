"""What the program makes of its own files, kept beside its bytecode, as Python keeps modules compiled.

Whoever can write there can change the program as well, so what stands there is believed; losing it costs time.
"""

import importlib.util
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeVar, cast

from duizhao.staging import stage

T = TypeVar("T")


def made_of(sources: Sequence[Path | str], place: Path, make: Callable[[], T]) -> T:
    """What `make` makes of files, as it is kept at `place`; made anew when the size of one, or the time of its last
    change, is another."""
    now = ((str(file), os.stat(file)) for file in sources)  # noqa: PTH116 (a `Path` for each of hundreds takes longer)
    state = tuple((file, seen.st_mtime_ns, seen.st_size) for file, seen in now)
    match kept(place):
        case (written, found) if written == state:
            return cast(T, found)
    made = make()
    keep(place, (state, made))
    return made


def place(file: Path, ending: str) -> Path:
    """Where what is made of a file is kept, for this release of Python alone."""
    return Path(importlib.util.cache_from_source(str(file))).with_suffix(f".{ending}")


def kept(path: Path) -> Any:
    """What is kept there; None if nothing is that can be read."""
    failures = suppress(OSError, ValueError, EOFError, TypeError)
    with failures, path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return marshal.loads(content)
    return None


def keep(path: Path, made: Any) -> None:
    """Keeps it there, all of it or nothing; a folder that cannot be written to does no harm."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError):
        staged = stage(path, marshal.dumps(made))
        try:
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
