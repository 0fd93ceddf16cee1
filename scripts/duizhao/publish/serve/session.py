"""One run of `duizhao serve`: who knows what is shown, and has it brought up to date."""

import multiprocessing
import queue
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from msgspec import Struct

from duizhao.check.settled import read_settled, settled_in
from duizhao.document.figures.faults import IMAGES, TABLE
from duizhao.errors import InputError
from duizhao.publish.serve.events import Subscribers
from duizhao.publish.serve.findings import Findings, Note, notes
from duizhao.publish.serve.messages import Answer, Build, Built, Checked, Done, Looked, Problem, Request, Show, Shown
from duizhao.publish.serve.server import version_of
from duizhao.publish.serve.worker import work
from duizhao.words import words_of

#: For how long nothing must change before a change counts, in seconds: editors save in several steps.
_QUIET = 0.02
#: The figures, in `docs/` and on the site.
_FIGURES = "docs/figures/"


class Worker(Struct, frozen=True):
    """A process that works for us, how to ask it, and where it builds."""

    process: Any
    connection: Connection
    folder: Path


class _Changed(Struct, frozen=True):
    file: str


class _Opened(Struct, frozen=True):
    page: str


#: What the session's thread is told: what others ask, what a worker answers, that it is to end.
_Message = _Changed | _Opened | tuple[Worker, Answer] | None


def file_in(site: Path, path: str) -> bytes | None:
    """A file of a folder by its path in it; None if there is none, or if it leads out of the folder."""
    try:
        found = (site / path).resolve(strict=True)
        return found.read_bytes() if found.is_relative_to(site.resolve()) else None
    except (OSError, ValueError):
        return None


def _send(worker: Worker, request: Request) -> None:
    """Asks a worker. One that has stopped by itself answers nothing; that it has stopped is told by then."""
    with suppress(OSError):
        worker.connection.send(request)


class Session:
    """`folder`: for the sites as they are built; `language`: that of messages."""

    def __init__(self, root: Path, profile: Path, folder: Path, language: str) -> None:
        self._root, self._profile, self._language = root, profile, language
        self._subscribers: Subscribers | None = None
        self._inbox: queue.Queue[_Message] = queue.Queue()
        self._lock = threading.Lock()
        self._fresh: dict[str, bytes] = {}
        self._site: Path | None = None
        self._files: dict[str, tuple[str, ...]] = {}
        self._findings = Findings()
        self._problems = {"show": "", "build": ""}
        self._building = self._checking = False
        # What has changed since the site that is shown, and since the one that is being built, was begun.
        self._stale: set[str] = set()
        self._during: set[str] = set()
        self._show, self._build = (self._start(folder / name) for name in ("a", "b"))
        self._ready = threading.Event()

    def _start(self, folder: Path) -> Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        args = (theirs, self._root, self._profile, folder, self._language)
        process = context.Process(target=work, args=args, daemon=True)
        process.start()
        theirs.close()
        worker = Worker(process, ours, folder)
        threading.Thread(target=self._listen, args=(worker,), daemon=True).start()
        return worker

    def _listen(self, worker: Worker) -> None:
        while True:
            try:
                self._inbox.put((worker, worker.connection.recv()))
            except (EOFError, OSError):
                self._inbox.put((worker, Built(words_of(self._language, "serve")["died"])))
                return

    def attend(self, subscribers: Subscribers) -> None:
        """Has these told of what changes, from the session's thread; the pages they have open are made first."""
        self._subscribers = subscribers

    def _tell(self) -> None:
        if self._subscribers:
            self._subscribers.tell()

    def _pages(self) -> tuple[str, ...]:
        return self._subscribers.pages() if self._subscribers else ()

    # What others ask, from their threads.

    def changed(self, file: str) -> None:
        """A file has changed; it is named by its path from the project's folder."""
        self._inbox.put(_Changed(file))

    def opened(self, page: str) -> None:
        """A page was opened."""
        self._inbox.put(_Opened(page))

    def content(self, path: str) -> bytes | None:
        """A file of the site as it is now; None if there is none at that path."""
        with self._lock:
            fresh, site = self._fresh.get(path), self._site
        return fresh if fresh is not None or site is None else file_in(site, path)

    def version(self, page: str) -> str:
        """A mark that changes with what is shown at that path."""
        content = self.content(page)
        return version_of(self.content("404.html") or b"" if content is None else content)

    def state(self, page: str) -> dict[str, object]:
        """What the script of an open page needs to know of it."""
        with self._lock:
            problem = "\n".join(dict.fromkeys(filter(None, self._problems.values())))
            checking, building = self._checking, self._building and bool(self._stale)
            figures = {
                path: version_of(content) for path, content in self._fresh.items() if path.startswith("figures/")
            }
        found, fault = self._notes(page)
        return {
            "version": self.version(page),
            "problem": problem or fault,
            "checking": checking,
            "building": building,
            "findings": found,
            "figures": figures,
        }

    def _notes(self, page: str) -> tuple[list[Note], str]:
        """What is found on the files that a page shows; or what keeps us from knowing what is settled."""
        name = settled_in(self._profile)
        try:
            settled = read_settled(self._root / name, name)
        except InputError as error:
            return [], str(error)
        with self._lock:
            found, files = self._findings.now(settled), self._files.get(page, ())
        return notes(found, files, self._language, name), ""

    # What the session does, in its own thread.

    def run(self) -> None:
        """Builds the site, then keeps it up to date until `stop`."""
        self._begin()
        while (message := self._inbox.get()) is not None:
            if isinstance(message, _Changed):
                self._after({message.file, *self._further()})
            elif isinstance(message, _Opened):
                if self._stale:
                    self._ask(tuple(sorted(self._stale)), (message.page,))
            else:
                self._answered(*message)

    def stop(self) -> None:
        """Ends `run` and the workers."""
        self._inbox.put(None)
        for worker in (self._show, self._build):
            worker.connection.close()
            worker.process.terminate()
            worker.process.join()

    def wait(self) -> str:
        """Waits until there is a site, or it is known why there is none; gives the reason, empty if there is one."""
        self._ready.wait()
        return self._problems["build"]

    def _further(self) -> set[str]:
        """The files that change until nothing more changes; what else comes meanwhile waits."""
        files: set[str] = set()
        waiting: list[_Message] = []
        while True:
            try:
                message = self._inbox.get(timeout=_QUIET)
            except queue.Empty:
                for each in waiting:
                    self._inbox.put(each)
                return files
            if isinstance(message, _Changed):
                files.add(message.file)
            else:
                waiting.append(message)
                if message is None:
                    return files

    def _after(self, files: set[str]) -> None:
        for file in files:
            if file.startswith(_FIGURES) and file.endswith((*IMAGES, TABLE)):
                self._figure(file)
        self._checking = True
        self._stale |= files
        self._during |= files
        self._ask(tuple(sorted(files)), self._pages())
        if not self._building:
            self._begin()
        self._tell()

    def _figure(self, file: str) -> None:
        """Shows a figure's image or data as they are now."""
        path = self._root / file
        if path.is_file() and not path.is_symlink():
            with self._lock:
                self._fresh[file.removeprefix("docs/")] = path.read_bytes()

    def _ask(self, changed: tuple[str, ...], pages: tuple[str, ...]) -> None:
        if self._site:
            # The page that shows what was changed comes first.
            names = [file.split("/", 2)[-1].removesuffix(".md") for file in changed]
            first = sorted(pages, key=lambda page: not any(page.removesuffix(".html").endswith(n) for n in names))
            _send(self._show, Show(changed, tuple(first)))

    def _begin(self) -> None:
        self._building, self._during = True, set()
        _send(self._build, Build())

    def _answered(self, worker: Worker, answer: Answer) -> None:
        if isinstance(answer, Built):
            self._built(answer)
        elif isinstance(answer, Checked):
            with self._lock:
                self._findings = Findings(answer.findings, self._findings.since if self._during else {})
                self._checking = bool(self._during)
        elif worker is not self._show or isinstance(answer, Done):
            return  # of a site that is no longer shown
        else:
            with self._lock:
                if isinstance(answer, Problem):
                    self._problems["show"] = answer.text
                    # What was in the way may be mended; if not, the build that comes says so again.
                    self._problems["build"] = self._problems["build"] if answer.text else ""
                elif isinstance(answer, Shown):
                    self._fresh[answer.page] = answer.content
                elif isinstance(answer, Looked):
                    self._findings.looked(answer.files, answer.findings)
        self._tell()

    def _built(self, answer: Built) -> None:
        since, first = self._during, not self._site
        self._building = False
        with self._lock:
            self._problems["build"] = answer.problem
            if answer.problem:
                self._checking = False
            else:
                self._site, self._files = self._build.folder, answer.files
                self._show, self._build = self._build, self._show
                self._stale = set(since)
                if not since:
                    self._fresh.clear()
                    self._problems["show"] = ""
        self._ready.set()
        if since:
            self._ask(tuple(sorted(since)), self._pages())
        # The second worker gets to know the edition before it is needed.
        if since or (first and not answer.problem):
            self._begin()
