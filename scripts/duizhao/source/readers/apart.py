"""A reader in a process of its own, with limits: a file that is made to take forever takes nothing else with it."""

import hashlib
import importlib
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from duizhao import errors
from duizhao.errors import InputError
from duizhao.source.readers.read import ReadFile

#: What any file may take, seconds of the processor and bytes of memory, and what its own bytes add: several times what
#: pages of print take (a hundred have 50 KB or more in any format, and take 1 to 9 seconds and 20 to 60 MB). So a small
#: file that is made to take forever is told soon, and a report of a thousand pages is read.
PROCESSOR, PER_SECOND, LONGEST = 8, 20_000, 120
MEMORY, PER_BYTE, MOST = 450_000_000, 250, 1_000_000_000
#: Of text that is not packed so many bytes count as one.
PACKED, UNPACKED = (".docx", ".epub", ".odt", ".pdf"), 5
#: What is smaller, in bytes, is read here where a reader of text can: no process is worth starting for that.
SMALL = 100_000
#: So many files stay in memory once they are read, and of what size, in bytes.
MOST_KEPT, LARGEST_KEPT = 4, 60_000_000
_read: dict[tuple[str, str, bytes], ReadFile] = {}
#: By the clock so many times as much, for a machine may be busy.
BUSY = 10

#: How a child ends that lacks a module.
_NOT_LOADED = re.compile(rb"^(?:ImportError|ModuleNotFoundError): (?P<reason>[^\n]*)\s*\Z", re.MULTILINE)
_CHILD = "from duizhao.source.readers.apart import child; child()"


def apart(
    module: str, reader: str, here: Callable[[Path, str], ReadFile] | None = None
) -> Callable[[Path, str], ReadFile]:
    """A reader by its name and that of its module beside this one, so that it works in a process of its own; what it
    needs is loaded there alone. `here`: the same, for small files."""

    def read(path: Path, name: str) -> ReadFile:
        if here and (not path.is_file() or path.stat().st_size < SMALL):
            return here(path, name)
        if not (digest := _digest(path)):
            return started(path, name)
        # Read once, though a command converts first beside the edition and then there.
        key = reader, name, digest
        if key not in _read:
            _read[key] = started(path, name)
            for old in list(_read)[:-MOST_KEPT]:
                del _read[old]
        return _read[key]

    def started(path: Path, name: str) -> ReadFile:
        seconds, memory = limits(path)
        command = [sys.executable, "-c", _CHILD, f"{__package__}.{module}", reader, str(path.absolute()), name]
        try:
            done = subprocess.run(
                [*command, str(seconds), str(memory)], capture_output=True, timeout=seconds * BUSY, check=True
            )
        except (subprocess.SubprocessError, OSError) as failure:
            if isinstance(failure, subprocess.CalledProcessError) and (missing := _NOT_LOADED.search(failure.stderr)):
                raise InputError(
                    "What reads this file cannot be loaded ({reason}).", file=name,
                    reason=missing["reason"].decode(errors="replace").strip(),
                    hint="Install Duizhao anew, with all its parts: `pip install --force-reinstall duizhao`.",
                ) from None  # fmt: skip
            raise InputError(
                "The file takes more time or memory than any report does; it may be damaged.", file=name,
                hint="Save it anew with the program it is of, and try again.",
            ) from None  # fmt: skip
        kind, value = pickle.loads(done.stdout)
        if kind == "read":
            return value  # type: ignore[no-any-return]
        error = getattr(errors, kind).__new__(getattr(errors, kind))
        error.__dict__.update(value)
        raise error

    return read


def _digest(path: Path) -> bytes:
    """What tells a file from others that holds all that is read of it; nothing for others, large ones, and none."""
    try:
        if path.suffix.lower() in PACKED and path.is_file() and path.stat().st_size <= LARGEST_KEPT:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        pass  # the reader says why
    return b""


def limits(path: Path) -> tuple[int, int]:
    """The seconds and bytes that reading a file may take; a file that is not there is told by who reads it."""
    size = path.stat().st_size if path.exists() else 0
    size //= 1 if path.suffix.lower() in PACKED else UNPACKED
    return min(LONGEST, PROCESSOR + size // PER_SECOND), min(MOST, MEMORY + size * PER_BYTE)


def child() -> None:
    """Reads the file the command line names; what was read, or why not, goes to standard output."""
    module, function, path, name, seconds, memory = sys.argv[1:]
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    output = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints
    try:
        result: tuple[str, object] = "read", getattr(importlib.import_module(module), function)(Path(path), name)
    except InputError as error:
        result = type(error).__name__, error.__dict__
    with os.fdopen(output, "wb") as file:
        pickle.dump(result, file)
