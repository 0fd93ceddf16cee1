"""Writing the edition's files: never over an editor's change, never half.

What the last conversion wrote is recorded beside the source, as a digest per file
(`sources/<edition>.conversion.json`). A file that differs from its record was changed by an editor.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from duizhao.errors import InputError


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing would do: files to write, to remove, those already right, and those an editor has changed.

    Paths are relative to the documents' folder. `first`: nothing is recorded of an earlier conversion.
    """

    write: tuple[str, ...]
    remove: tuple[str, ...]
    same: tuple[str, ...]
    edited: tuple[str, ...]
    first: bool


def plan(docs: Path, record: Path, files: dict[str, str]) -> Plan:
    """Compares the files of a conversion with what is there and with the record of the last conversion.

    A file that is gone though the record has it was removed by an editor, which is a change like any other.
    """
    last = _read_record(record)
    write, same, edited = [], [], []
    for path, content in sorted(files.items()):
        there = _digest_of(docs / path)
        if there == _digest(content):
            same.append(path)
        elif there == last.get(path):
            write.append(path)
        else:
            edited.append(path)
    remove = []
    for path in sorted(set(last) - set(files)):
        there = _digest_of(docs / path)
        if there == last[path]:
            remove.append(path)
        elif there is not None:
            edited.append(path)
    return Plan(tuple(write), tuple(remove), tuple(same), tuple(edited), not last)


def carry_out(what: Plan, docs: Path, record: Path, files: dict[str, str]) -> None:
    """Writes and removes as planned: all files are written beside their places first, then moved.

    If anything fails, what was there before is put back; if the program is killed between two moves, the next
    conversion finds the moved files right and goes on.

    Raises:
        InputError: a file cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for path in what.write:
            staged.append((_stage(docs / path, files[path].encode()), docs / path))
        digests = {path: _digest(content) for path, content in sorted(files.items())}
        new_record = json.dumps({"files": digests}, indent=1, ensure_ascii=False) + "\n"
        if not record.exists() or record.read_text(encoding="utf-8") != new_record:
            staged.append((_stage(record, new_record.encode()), record))
        for path in what.remove:
            undo.append((docs / path, (docs / path).read_bytes()))
            (docs / path).unlink()
        for temporary, final in staged:
            undo.append((final, final.read_bytes() if final.exists() else None))
            temporary.replace(final)
    except OSError as error:
        for final, before in reversed(undo):
            with suppress(OSError):
                final.unlink(missing_ok=True) if before is None else final.write_bytes(before)
        raise InputError(
            f"The files cannot be written ({error.strerror}); nothing was changed.",
            file=str(error.filename or docs), hint="Check the folder's rights and the free space, then convert again.",
        ) from None  # fmt: skip
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def replace_file(path: Path, content: str) -> None:
    """Writes one file: beside its place first, then moved.

    Raises:
        InputError: it cannot be written.
    """
    try:
        _stage(path, content.encode()).replace(path)
    except OSError as error:
        raise InputError(f"The file cannot be written ({error.strerror}).", file=str(path)) from None


def replace_files(contents: Mapping[Path, str]) -> None:
    """Writes several files: all beside their places first, then moved; if anything fails, what was there is put back.

    Raises:
        InputError: a file cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    undo: list[tuple[Path, bytes]] = []
    try:
        for path, content in contents.items():
            staged.append((_stage(path, content.encode()), path))
        for temporary, final in staged:
            undo.append((final, final.read_bytes()))
            temporary.replace(final)
    except OSError as error:
        for final, before in reversed(undo):
            with suppress(OSError):
                final.write_bytes(before)
        raise InputError(
            f"The files cannot be written ({error.strerror}); nothing was changed.", file=str(error.filename or "")
        ) from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _stage(final: Path, content: bytes) -> Path:
    """Writes the content to a new file in the folder of `final`, with the rights a new file gets."""
    final.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{final.name}.", suffix=".new", dir=final.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    return Path(name)


def _read_record(record: Path) -> dict[str, str]:
    if not record.exists():
        return {}
    try:
        files = json.loads(record.read_text(encoding="utf-8"))["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            "The record of the last conversion cannot be read.", file=str(record),
            hint="Restore it with git; without it no one can tell an editor's change from a conversion's.",
        ) from None  # fmt: skip


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _digest_of(path: Path) -> str | None:
    """The digest of a file as git has it: a checkout with CRLF line ends is no change."""
    try:
        return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror}).", file=str(path)) from None
