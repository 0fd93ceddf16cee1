"""What is looked at before any file of a project is opened: links, pipes and devices, names that cannot be shown, and
files that someone has put where the program keeps what it trusts.

Nothing is opened for it but folders, and the list of files that git has.
"""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from duizhao.errors import InputError

Why = Literal["link", "special", "name"]

#: What a project is read from.
READ = ("docs", "sources", "hooks", "mkdocs.yml")
#: Where the program writes what it takes on trust afterwards (whole pages among it), and where it only writes.
TRUSTED, WRITTEN = ".cache", ("site", "build")


class Unsafe(NamedTuple):
    """Something that must not be opened: its path from the project's folder, as it can be shown, why, and where a link
    leads."""

    file: str
    why: Why
    target: str = ""


def unsafe(root: Path, name: str) -> Iterator[Unsafe]:
    """What must not be opened of the file or folder `name` in `root` and of all below it, in the order of the paths.

    A folder that is named as a page is none that can be read as one.
    """
    top = root / name
    if top.is_symlink():
        yield Unsafe(name, "link", shown(str(top.readlink())))
        return
    for folder, folders, files in os.walk(top, followlinks=False):
        folders.sort()
        inside = set(folders)
        for each in sorted([*folders, *files]):
            path = Path(folder, each)
            where = "/".join(shown(part) for part in path.relative_to(root).parts)
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                yield Unsafe(where, "link", shown(str(path.readlink())))
            elif not each.isprintable():
                yield Unsafe(where, "name")
                folders[:] = [other for other in folders if other != each]
            elif not (stat.S_ISREG(mode) or (each in inside and not each.endswith(".md"))):
                yield Unsafe(where, "special")


def refuse_unsafe(root: Path, names: tuple[str, ...] = READ) -> None:
    """Stops before a project in which something must not be opened.

    Raises:
        InputError: there is a link, a pipe or the like, or a name that cannot be shown; or the repository holds files
            where the program keeps what it trusts.
    """
    refuse_kept(root)
    for name in names:
        for file, why, _ in unsafe(root, name):
            if why == "link":
                raise InputError("This is a symbolic link.", file=file, hint="Replace it by the file.")
            if why == "name":
                raise InputError("The name holds signs that cannot be shown.", file=file, hint="Give it another name.")
            raise InputError("This is no file that can be read.", file=file, hint="Remove it.")


def refuse_kept(root: Path) -> None:
    """Stops if the repository holds what only the program may have written.

    Raises:
        InputError: it does.
    """
    asked = ["git", "ls-files", "-z", "--", TRUSTED, *WRITTEN]
    try:
        done = subprocess.run(asked, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return  # no git, or no such folder: whoever reads it says so
    for name in map(os.fsdecode, done.stdout.split(b"\0")):
        if name == TRUSTED or name.startswith(f"{TRUSTED}/") or name in WRITTEN:
            raise InputError(
                "The repository holds this, where only the program writes what it trusts.",
                file=shown(name), hint="Take it out: git rm -r --cached {folder}", folder=name.split("/")[0],
            )  # fmt: skip


def shown(text: str) -> str:
    """A name as it can be shown in one line."""
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in text)[:200]
