"""`duizhao check --watch`: checks again whenever a file of the edition changes."""

import queue
from collections.abc import Callable
from pathlib import Path

from duizhao.check.words import phrase
from duizhao.errors import InputError
from duizhao.watching import watching

#: For how long nothing must change before the checks begin, in seconds: editors save in several steps.
_QUIET = 0.2


def watch(root: Path, check: Callable[[], int], language: str) -> int:
    """Runs `check` at once and after each change below `docs/` and `sources/`, until it is interrupted.

    What cannot be read, while a file is half written or its front matter is no YAML, is said, and waited for.
    """
    changed: queue.Queue[str] = queue.Queue()
    with watching(root, (".md", ".yml", ".csv"), changed.put):
        while True:
            try:
                check()
            except InputError as error:
                print(f"duizhao: {error}")
            print(phrase(language, "watching"), flush=True)
            files = changes(changed, _QUIET)
            print()
            names = ", ".join(sorted({Path(file).name for file in files}))
            print(phrase(language, "changed").format(files=names), flush=True)


def changes(changed: queue.Queue[str], quiet: float) -> set[str]:
    """Waits for a change, then until nothing more changes for `quiet` seconds; gives the files."""
    files = {changed.get()}
    while True:
        try:
            files.add(changed.get(timeout=quiet))
        except queue.Empty:
            return files
