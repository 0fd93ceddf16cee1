"""`duizhao check --watch`: checks again whenever a file of the edition changes."""

from __future__ import annotations

import queue
from collections.abc import Callable
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from duizhao.check.words import phrase
from duizhao.errors import InputError

#: For how long nothing must change before the checks begin, in seconds: editors save in several steps.
_QUIET = 0.2


class _Queue(FileSystemEventHandler):
    """Puts the changed files into a queue."""

    def __init__(self, changed: queue.Queue[str]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called for every event; reading a file changes nothing."""
        if not event.is_directory and event.event_type not in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            for path in (event.src_path, event.dest_path):
                name = Path(str(path)).name if path else ""
                if name.endswith((".md", ".yml", ".csv")) and not name.startswith("."):
                    self._changed.put(str(path))


def watch(root: Path, check: Callable[[], int], language: str) -> int:
    """Runs `check` at once and after each change below `docs/` and `sources/`, until it is interrupted.

    What cannot be read, while a file is half written or its front matter is no YAML, is said, and waited for.
    """
    changed: queue.Queue[str] = queue.Queue()
    observer = Observer()
    for folder in (root / "docs", root / "sources"):
        if folder.is_dir():
            observer.schedule(_Queue(changed), str(folder), recursive=True)
    observer.start()
    try:
        while True:
            try:
                check()
            except InputError as error:
                print(f"duizhao: {error}")
            print(phrase(language, "watching"), flush=True)
            files = _changes(changed)
            print()
            print(phrase(language, "changed").format(files=", ".join(files)), flush=True)
    finally:
        observer.stop()
        observer.join()


def _changes(changed: queue.Queue[str]) -> list[str]:
    """Waits for a change, then until nothing more changes; gives the files' names."""
    files = {changed.get()}
    while True:
        try:
            files.add(changed.get(timeout=_QUIET))
        except queue.Empty:
            return sorted({Path(file).name for file in files})
