"""Files of an edition, and the commit that is checked out, as they change."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from duizhao.project import commit_of

#: What is told when another commit is checked out: git's own name for it.
COMMIT = "HEAD"


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


class _Commits(FileSystemEventHandler):
    """Tells that another commit is checked out. Whatever git does, it writes in its folder last."""

    def __init__(self, root: Path, tell: Callable[[str], None]) -> None:
        self._root, self._tell, self._last = root, tell, commit_of(root)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called for every event."""
        if event.event_type not in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            last, self._last = self._last, commit_of(self._root)
            if self._last != last:
                self._tell(COMMIT)


def _history(root: Path) -> Path | None:
    """The folder in which git keeps what is checked out in `root`; None where there is none, or no git."""
    with suppress(OSError, subprocess.SubprocessError):
        asked = ["git", "rev-parse", "--absolute-git-dir"]
        done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
        return Path(done.stdout.strip())
    return None


@contextmanager
def watching(root: Path, endings: tuple[str, ...], tell: Callable[[str], None]) -> Iterator[None]:
    """Meanwhile tells, from another thread, each file with one of the endings that changes below `docs/` and
    `sources/`, or is `mkdocs.yml`, by its path from `root`; and `COMMIT` when another commit is checked out."""
    observer = Observer()
    for folder in (root / "docs", root / "sources"):
        if folder.is_dir():
            observer.schedule(_Handler(root, endings, tell), str(folder.resolve()), recursive=True)
    observer.schedule(_Handler(root, ("mkdocs.yml",), tell), str(root.resolve()))
    if history := _history(root):
        observer.schedule(_Commits(root, tell), str(history))
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
