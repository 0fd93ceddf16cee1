"""Writing files: all or none, never half, and one program at a time."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from duizhao.errors import InputError, reason_of
from duizhao.staging import put, stage

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: How a file is called that is written beside its place.
_STAGED = re.compile(r"\..+\.[a-z0-9_]{8}\.new")


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keeps every other program that asks the same out of the project in `root` meanwhile; a killed one keeps none out.

    Raises:
        InputError: another one is at work, or the lock cannot be written.
    """
    path = root / ".cache" / "lock"
    try:
        path.parent.mkdir(exist_ok=True)
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise InputError("The file cannot be written ({reason}).", file=str(path), reason=reason_of(error)) from None
    with file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(
                "Another conversion of this project is at work.", hint="Wait until it is done, then run this again."
            ) from None
        yield


def sweep(folders: Iterable[Path]) -> None:
    """Removes what a killed program left beside the places of its files, in the folders and below; only while no
    other one is at work (`alone`)."""
    for top in folders:
        for folder, _, files in os.walk(top):
            for name in files:
                if _STAGED.fullmatch(name):
                    with suppress(OSError):
                        Path(folder, name).unlink()


def replace_all(files: Mapping[Path, str | bytes | None]) -> None:
    """Writes the files, and removes those with None: all are written beside their places first, then moved.

    If anything fails, what was there before is put back; if the program is killed between two moves, what was moved
    is right, and doing it again goes on.

    Raises:
        InputError: a file cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    undo: list[tuple[Path, bytes | None]] = []
    made: list[Path] = []
    try:
        for path, content in files.items():
            if content is not None:
                made += [folder for folder in reversed((path, *path.parents)) if not folder.exists() and folder != path]
                staged.append((stage(path, content), path))
        for path, content in files.items():
            if content is None and path.exists():
                undo.append((path, path.read_bytes()))
                path.unlink()
        for temporary, final in staged:
            undo.append((final, final.read_bytes() if final.exists() else None))
            temporary.replace(final)
    except OSError as error:
        for final, before in reversed(undo):
            with suppress(OSError):
                final.unlink(missing_ok=True) if before is None else final.write_bytes(before)
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise InputError(
            "The files cannot be written ({reason}); nothing was changed.",
            reason=reason_of(error),
            file=str(error.filename or next(iter(files))),
            hint="Check the folder's rights and the free space, then run it again.",
        ) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    for path, content in files.items():
        if content is None:
            with suppress(OSError):
                path.parent.rmdir()  # only an empty one goes


def replace_file(path: Path, content: str | bytes) -> None:
    """Writes one file: beside its place first, then moved.

    Raises:
        InputError: it cannot be written.
    """
    try:
        put(path, content)
    except OSError as error:
        raise InputError("The file cannot be written ({reason}).", file=str(path), reason=reason_of(error)) from None
