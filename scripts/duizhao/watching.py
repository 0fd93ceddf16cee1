"""Files of an edition as they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


class _Handler(FileSystemEventHandler):
    """Tells the files that changed."""

    def __init__(self, root: Path, endings: tuple[str, ...], tell: Callable[[str], None]) -> None:
        self._root = root.resolve()
        self._endings = endings
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called for every event; reading a file changes nothing."""
        if event.is_directory or event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            return
        for found in (event.src_path, event.dest_path):
            path = Path(str(found)) if found else None
            # An editor's own files beside the one it saves begin with a dot.
            if path and path.name.endswith(self._endings) and not path.name.startswith("."):
                self._tell(path.resolve().relative_to(self._root).as_posix())


@contextmanager
def watching(root: Path, endings: tuple[str, ...], tell: Callable[[str], None]) -> Iterator[None]:
    """Meanwhile tells, from another thread, each file with one of the endings that changes below `docs/` and
    `sources/`, or is `mkdocs.yml`, by its path from `root`."""
    observer = Observer()
    for folder in (root / "docs", root / "sources"):
        if folder.is_dir():
            observer.schedule(_Handler(root, endings, tell), str(folder.resolve()), recursive=True)
    observer.schedule(_Handler(root, ("mkdocs.yml",), tell), str(root.resolve()))
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
