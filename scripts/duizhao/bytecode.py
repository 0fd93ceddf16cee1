"""What the program makes of its own files, kept beside its bytecode, as Python keeps modules compiled.

Whoever can write there can change the program as well, so what stands there is believed; losing it costs time.
"""

import importlib.util
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import time_ns
from typing import Any, TypeVar

from duizhao.staging import put

T = TypeVar("T")
Buffer = bytes | memoryview

#: So long after a change a file may change again and have the same time (nanoseconds): FAT counts in two seconds. What
#: is made of it then is not kept.
_SAME = 2_000_000_000

#: Parts begin at such a number of bytes, which a processor asks of numbers.
_ALIGNED = 64


def made_of(sources: Sequence[Path | str], place: Path, make: Callable[[], T]) -> T:
    """What `make` makes of files, as it is kept at `place`; made anew when the size of one, or the time of its last
    change, is another."""
    return made_in_parts(sources, place, lambda: (make(), ()))[0]


def made_in_parts(
    sources: Sequence[Path | str], place: Path, make: Callable[[], tuple[T, Sequence[Buffer]]]
) -> tuple[T, Sequence[Buffer]]:
    """The same with large parts of whole numbers of four bytes, of which is read what is looked at."""
    now = ((str(file), os.stat(file)) for file in sources)  # noqa: PTH116 (a `Path` for each of hundreds takes longer)
    state = tuple((file, seen.st_mtime_ns, seen.st_size) for file, seen in now)
    match _kept(place):
        case ((written, found), parts) if written == state:
            return found, parts
    made, parts = make()
    if all(abs(time_ns() - changed) > _SAME for _, changed, _ in state):
        keep(place, (state, made), parts)
    return made, parts


def place(file: Path, ending: str) -> Path:
    """Where what is made of a file is kept, for this release of Python alone."""
    return Path(importlib.util.cache_from_source(str(file))).with_suffix(f".{ending}")


def kept(path: Path) -> Any:
    """What is kept there; None if nothing is that can be read."""
    return _kept(path)[0]


def _kept(path: Path) -> tuple[Any, Sequence[Buffer]]:
    with suppress(OSError, ValueError, EOFError, TypeError), path.open("rb") as file:
        content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        made, sizes = marshal.loads(content)
        ends = [*accumulate(sizes, initial=len(content) - sum(sizes))]
        if not sizes or not ends[0] % _ALIGNED:  # else something is missing
            return made, [content[start:end] for start, end in pairwise(ends)]
    return None, ()


def keep(path: Path, made: Any, parts: Sequence[Buffer] = ()) -> None:
    """Keeps it there, all of it or nothing; a folder that cannot be written to does no harm."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError):
        head = marshal.dumps((made, [memoryview(part).nbytes for part in parts]))
        space = bytes(-len(head) % _ALIGNED) if parts else b""
        put(path, b"".join((head, space, *parts)))
