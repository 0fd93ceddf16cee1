"""The ground: an edition's folder as it is at one moment, and what was made from it.

    project = Project(root)          # reads nothing yet
    pages = editions(project)        # a function decorated with `derived`: computed once for the same files
    project = project.refreshed()    # the same folder as it is now; what depends on no changed file is still known

A derived function takes a project (and arguments that can be hashed) and looks at files through it alone: `path`,
`text`, `commit`. What it looked at is remembered with its result, each file and folder with a digest of its content, so
that a later project that shares the memo takes the result if these are still the same. Nothing is keyed by a path: two
folders with the same files have the same results. Within one project a file has one content, however often it is
asked for. A project is used by one thread at a time; those that share a memo may be used in several.

Pure functions of texts go by `project.memo.recall`, which outlives the process (`memo.py`).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Hashable
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from duizhao import bytecode
from duizhao.errors import InputError, reason_of
from duizhao.memo import Memo

_P = ParamSpec("_P")
_T = TypeVar("_T")

#: For how many states of the files a result is remembered: the present one, and the one before an edit is taken back.
_STATES = 2
#: Among the names of files and folders: the commit that is checked out, and the names in a folder.
_COMMIT, _NAMES = "\0commit", "\0names:"
#: A folder that Python writes when it loads `hooks/`, so that it says nothing of the edition.
_BYTECODE = "__pycache__"

_Seen = dict[str, str]
_Question = tuple[str, tuple[Hashable, ...]]


class Known:
    """What several projects share: the memo for texts, and the results of derived functions with what they looked at.

    `counts`: how often each function was computed, by its name.
    """

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.results: dict[_Question, list[tuple[_Seen, Any]]] = {}
        self.counts: Counter[str] = Counter()


class Project:
    """The files below `root` (the folder with `docs/`, `sources/` and `mkdocs.yml`) at one moment.

    `keep`: whether what is worth it is kept in `.cache/`, for the next process (`memo.write`); `cache` is the folder.
    `without`: files and folders (by their paths below `root`) that must not be read; whoever lists files asks `reads`.
    """

    def __init__(
        self, root: Path, *, keep: bool = False, known: Known | None = None, without: Collection[str] = ()
    ) -> None:
        self.root = root
        self.without = frozenset(without)
        self.cache = root / ".cache" / "duizhao" if keep else None
        kept = self.cache / "memo" if self.cache else None
        self.known = known or Known(Memo(kept, program_digest() if keep else ""))
        self._contents: dict[str, bytes] = {}
        self._states: _Seen = {}
        self._made: dict[_Question, tuple[_Seen, Any]] = {}
        self._seen: list[_Seen] = []

    @property
    def memo(self) -> Memo:
        """Remembers what was computed from texts."""
        return self.known.memo

    def refreshed(self) -> Project:
        """The same folder as it is now."""
        return Project(self.root, keep=self.cache is not None, known=self.known, without=self.without)

    def reads(self, name: str) -> bool:
        """Whether a file may be read: neither it nor a folder it is in is left out."""
        return not any(name == each or name.startswith(f"{each}/") for each in self.without)

    def path(self, name: str) -> Path:
        """A file or folder by its path below `root`; what is being derived depends on it, and on all below it."""
        self._look(name)
        return self.root / name

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of what stands in a folder, in order; none if it is not there."""
        return tuple(filter(None, self._look(f"{_NAMES}{folder}").split("\0")))

    def commit(self) -> str:
        """The commit that is checked out; empty where there is none, or no git."""
        return self._look(_COMMIT)

    def state(self, *names: str) -> str:
        """A digest of files and folders, with all below them."""
        return digest_of(*(self._look(name) for name in names))

    def text(self, name: str) -> str:
        """A file's text, its lines ended by a line feed.

        Raises:
            InputError: it cannot be read, or is not UTF-8.
        """
        if (self.root / name).is_symlink():
            raise InputError("This is a symbolic link.", file=name, hint="Replace it by the file.")
        self._look(name)
        try:
            return self._content(name).decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise InputError("The file is not UTF-8.", file=name, line=line, hint="Save it as UTF-8.") from None
        except OSError as error:
            raise InputError("The file cannot be read ({reason}).", file=name, reason=reason_of(error)) from None

    def derive(self, make: Callable[..., _T], arguments: tuple[Hashable, ...]) -> _T:
        """What `make` gives for this project and the arguments; see `derived`."""
        question = (f"{make.__module__}.{make.__qualname__}", arguments)
        if question not in self._made:
            self._made[question] = self._remembered(question) or self._computed(question, make)
        seen, value = self._made[question]
        if self._seen:
            self._seen[-1].update(seen)
        result: _T = value
        return result

    def _remembered(self, question: _Question) -> tuple[_Seen, Any] | None:
        for seen, value in self.known.results.get(question, ()):
            if all(self._state(name) == state for name, state in seen.items()):
                return seen, value
        return None

    def _computed(self, question: _Question, make: Callable[..., Any]) -> tuple[_Seen, Any]:
        self._seen.append({})
        try:
            value = make(self, *question[1])
        finally:
            seen = self._seen.pop()
            if self._seen:
                self._seen[-1].update(seen)
        self.known.counts[question[0]] += 1
        self.known.results[question] = [(seen, value), *self.known.results.get(question, ())][:_STATES]
        return seen, value

    def _look(self, name: str) -> str:
        """The state of what is looked at, noted for what is being derived."""
        state = self._state(name)
        if self._seen:
            self._seen[-1][name] = state
        return state

    def _state(self, name: str) -> str:
        if name not in self._states:
            self._states[name] = self._look_up(name)
        return self._states[name]

    def _look_up(self, name: str) -> str:
        if name == _COMMIT:
            return commit_of(self.root)
        if not name.startswith(_NAMES):
            return self._digest(name)
        with suppress(OSError):
            return "\0".join(sorted(entry.name for entry in os.scandir(self.root / name.removeprefix(_NAMES))))
        return ""

    def _digest(self, name: str) -> str:
        """A digest of a file, or of a folder and all below it; links are not followed. Empty for what is not there."""
        path = self.root / name
        try:
            if name in self.without:
                seen = path.lstat()
                return digest_of("without", str(seen.st_size), str(seen.st_mtime_ns))
            if path.is_symlink():
                return digest_of("link", str(path.readlink()))
            if path.is_dir():
                below = sorted(entry.name for entry in os.scandir(path) if entry.name != _BYTECODE)
                return digest_of("folder", *(part for each in below for part in (each, self._state(f"{name}/{each}"))))
            kind = f"{path.lstat().st_mode:o}" if path.is_file() else "other"
            return digest_of(kind, hashlib.sha256(self._content(name)).hexdigest() if path.is_file() else "")
        except FileNotFoundError:
            return ""
        except OSError as error:
            return digest_of("error", str(error.errno))

    def _content(self, name: str) -> bytes:
        if name not in self._contents:
            self._contents[name] = (self.root / name).read_bytes()
        return self._contents[name]


def derived(make: Callable[Concatenate[Project, _P], _T]) -> Callable[Concatenate[Project, _P], _T]:
    """Has a function of a project (and of arguments that can be hashed, given in order) computed once for the same
    files: for those it looks at."""

    @wraps(make)
    def recalled(project: Project, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        assert not kwargs, "a derived function takes its arguments in order"
        return project.derive(make, args)

    return recalled


def digest_of(*parts: str) -> str:
    """A digest of texts; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


@cache
def program_digest() -> str:
    """A digest of the program, which does not change while it runs: its own files, Python's version, and which release
    of which library is installed."""
    package = str(Path(__file__).parent)
    files: list[str] = []
    for folder, names, found in os.walk(package):
        names[:] = sorted(name for name in names if name not in (_BYTECODE, "theme"))
        files += (f"{folder}/{name}" for name in sorted(found) if name.endswith((".py", ".yml", ".json")))

    def contents() -> str:
        return digest_of(
            *(f"{f.removeprefix(package)} {hashlib.sha256(Path(f).read_bytes()).hexdigest()}" for f in files)
        )

    own = bytecode.made_of(files, bytecode.place(Path(__file__), "digest"), contents)
    return digest_of(own, sys.version, *_releases())


def _releases() -> list[str]:
    """The libraries Python finds, by the folders that say their releases: to ask for one of them takes longer."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(e.name for e in os.scandir(folder or ".") if e.name.endswith((".dist-info", ".egg-info")))
    return sorted(found)


def commit_of(root: Path) -> str:
    """The commit that is checked out in a folder; empty where there is none, or no git."""
    with suppress(OSError, subprocess.SubprocessError):
        asked = ["git", "rev-parse", "--verify", "--quiet", "HEAD"]
        done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        return done.stdout.strip()
    return ""
