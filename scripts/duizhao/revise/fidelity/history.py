"""When and why a text was changed, from the history of its file: git's, by git itself.

A commit message says why in lines of its own, anywhere in it:

    Reason: The printed report has 20, the extracted text 12.
    Evidence: https://example.org/report.pdf, page 14
    Removes: s1-1-p7

`理由：`, `依据：` and `删除：` mean the same. A reason for some paragraphs only names them, and may be given in a later
commit, too:

    Reason s1-1-p5, n12: The address was cut in the extracted text.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from msgspec import Struct

from duizhao.document.editions import read_page
from duizhao.errors import InputError
from duizhao.languages.script import is_han
from duizhao.memo import Memo
from duizhao.patterns import lazily
from duizhao.revise.fidelity.model import Change, Unit, Why
from duizhao.revise.fidelity.units import page_units

#: A page's units by id: the text, and the place: file, box, and what stands before it, a line each.
_Texts = Mapping[str, tuple[str, str]]

_RECORD, _FIELD = "\x1e", "\x1f"
_LONGEST = 2000
_ID = lazily(r"[^\s,，、;；.。]+")
#: What stands around an id or a note's mark in the file, and around a name in a message.
_SIGNS = lazily(r"[#＃^＾`{}\[\]［］()（）]")


#: What may stand before a name and around it: people write lists, and emphasis.
_MARK = r"[ \t]*(?:[-*+•][ \t]+)?[*_]{0,2}"
#: The paragraphs a reason is for, between its name and the colon: ids have a digit or a hyphen.
_OF = r"(?:[ \t]*(?:[,，、;；()（）]|for\b|and\b|和|及)|[ \t]*[#＃^＾`]{0,2}(?=[\w-]{0,80}[\d-])[a-z][\w-]{0,80}+`?)*+"
#: A line goes on with the one before it unless it is empty or says something else of this kind.
_GOES_ON = rf"(?![ \t]*$)(?!{_MARK}\w[\w-]*[*_]{{0,2}}{_OF}[ \t]*[:：](?!//))"


@cache
def _trailer(*names: str) -> re.Pattern[str]:
    """Finds what a message says under one of the names; most checks ask no message."""
    said = rf"[ \t]*(?:\n{_GOES_ON}[ \t]*)?(?P<said>\S.*(?:\n{_GOES_ON}[ \t]*\S.*)*)"
    return re.compile(rf"(?im)^{_MARK}(?:{'|'.join(names)})[*_]{{0,2}}(?P<of>{_OF})[ \t]*[:：][*_]{{0,2}}{said}")


_REASON = ("Reasons?", "(?:更正|改动|修改)?(?:理由|原因)")
_EVIDENCE = ("Evidence", "依据", "证据")
_REMOVES = ("Removes", "Removed", "删除", "删去")


class _Commit(Struct, frozen=True):
    id: str
    first: bool  # what was before it is not known
    date: str
    author: str
    message: str


def why(root: Path, changes: Iterable[Change], memo: Memo | None = None) -> dict[str, Why]:
    """What the history says of each change, by the change's hash; of what it does not know it says nothing.

    Without git, or outside a repository, it says nothing at all. In a shallow clone it does not take the oldest commit
    it sees for the one that made a change. `memo`: remembers what stood in a page.
    """
    files: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        files.setdefault(_files(change), []).append(change)
    result: dict[str, Why] = {}
    for some, mine in files.items():
        try:
            result.update(_of_files(root, some, mine, memo))
        except (OSError, subprocess.SubprocessError):
            continue
    return result


def _files(change: Change) -> tuple[str, ...]:
    """The file a unit is in, and the one of the page it came from if it is on another one than in the source."""
    unit = change.unit
    before = change.before.page if change.before else unit.page
    return tuple(dict.fromkeys((unit.file, "/".join((*unit.file.split("/")[:2], before)))))


def git(root: Path, *arguments: str, input_: bytes | None = None) -> bytes:
    """What git prints, run in `root`.

    Raises:
        OSError, subprocess.SubprocessError: there is no git, or it cannot.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["git", "-c", "core.quotePath=false", "--no-pager", *arguments],
        cwd=root, env=environment, input=input_, stdin=None if input_ is not None else subprocess.DEVNULL,
        capture_output=True, timeout=60, check=True,
    ).stdout  # fmt: skip


def trailers(message: str, names: frozenset[str] = frozenset()) -> Why:
    """The reason, the evidence and the removed ids a commit message names.

    `names`: what the paragraph is called that they are asked for (`names_of`). A reason that names paragraphs is one
    for these alone, and goes before one that is for the whole commit.
    """
    whole: dict[str, str] = {}
    named: dict[str, str] = {}
    for match in _trailer(*_REASON).finditer(message):
        of = set(_ids(match["of"]))
        if not of or of & names:
            _keep(match["said"], named if of else whole)
    evidence: dict[str, str] = {}
    for match in _trailer(*_EVIDENCE).finditer(message):
        _keep(match["said"], evidence)
    removes = frozenset(id_ for match in _trailer(*_REMOVES).finditer(message) for id_ in _ids(match["said"]))
    return Why(reason=named or whole, evidence=evidence, removes=removes, named=bool(named))


def names_of(unit: Unit) -> frozenset[str]:
    """What a message may call a block or note by: its id, and a note what its mark says."""
    return frozenset({unit.id, unit.anchor.removeprefix("fn:")} if unit.kind == "note" else {unit.id})


def _keep(said: str, found: dict[str, str]) -> None:
    """Keeps the first text of each language."""
    text = " ".join(said.split())[:_LONGEST]
    found.setdefault("zh" if is_han(text) else "", text)


def _ids(text: str) -> list[str]:
    return [id_ for id_ in _ID.findall(_SIGNS.sub(" ", text)) if id_ not in ("for", "and", "和", "及")]


def _of_files(root: Path, files: tuple[str, ...], changes: list[Change], memo: Memo | None) -> dict[str, Why]:
    commits = _commits(root, files)
    versions = [_versions(root, file, commits, memo) for file in reversed(files)]
    texts: list[_Texts] = [dict(chain(*(each.items() for each in some))) for some in zip(*versions, strict=True)]
    result: dict[str, Why] = {}
    for change in changes:
        found = _steps(change, commits, texts)
        if found:
            result[change.hash] = _told(found, commits[: commits.index(found[-1]) + 1], names_of(change.unit))
    return result


def _steps(change: Change, commits: list[_Commit], texts: list[_Texts]) -> list[_Commit]:
    """The commits that made the unit what it is, the newest first, back to where it was as the source has it.

    Of a unit that only moved, the commits that changed what stands before it; to another page, its page.
    """
    unit = change.unit
    moved = change.kind == "moved"
    lines = 2 if moved and len(_files(change)) > 1 else 3
    now = change.after.text if change.after else None
    was = change.before.text if change.before else None

    def seen(index: int) -> str | None:
        found = texts[index].get(unit.id) if index < len(commits) else None
        return None if not found else "\n".join(found[1].split("\n")[:lines]) if moved else found[0]

    if not commits or (not moved and seen(0) != now):
        return []  # changed since the last commit, by none
    steps: list[_Commit] = []
    for index, commit in enumerate(commits):
        oldest = index == len(commits) - 1
        if seen(index) != seen(index + 1) and not (oldest and (commit.first or moved)):
            steps.append(commit)
            if not moved and seen(index + 1) == was:
                break
    return steps


def _told(commits: list[_Commit], since: list[_Commit], names: frozenset[str]) -> Why:
    """The newest commit's date and reason, and the reasons of those before it: none of them is the newest one's.

    `since`: all commits that touched the file from the first of these on. What is meant to go, and a reason for a
    paragraph by its name, may be said afterwards: when the checks have asked.
    """
    said = [(commit, trailers(commit.message, names)) for commit in commits]
    newest, last = said[0]
    later = [trailers(commit.message, names) for commit in since[: since.index(newest)]]
    last = next((why for why in later if why.named), last)
    removes = frozenset(id_ for commit in since for id_ in trailers(commit.message).removes)
    earlier = (
        Why(commit.date, why.reason, why.evidence, commit.author, commit.id) for commit, why in said[1:] if why.reason
    )
    return Why(
        newest.date, last.reason, last.evidence, newest.author, newest.id, removes, tuple(earlier), last.named
    )  # fmt: skip


def _commits(root: Path, files: tuple[str, ...]) -> list[_Commit]:
    """The commits that touched one of the files, the newest first."""
    shape = _RECORD + _FIELD.join(("%H", "%aI", "%an", "%B"))
    shown = git(root, "log", f"--format={shape}", "--", *files).decode(errors="replace")
    shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    edge = set((root / _git_dir(root) / "shallow").read_text().split()) if shallow else set()
    commits = []
    for record in shown.split(_RECORD)[1:]:
        parts = record.split(_FIELD, 3)
        if len(parts) == 4 and re.fullmatch(r"[0-9a-f]{40,64}", parts[0]):
            commits.append(_Commit(parts[0], parts[0] in edge, parts[1], parts[2], parts[3]))
    return commits


def _git_dir(root: Path) -> str:
    return git(root, "rev-parse", "--git-common-dir").decode().strip()


def _versions(root: Path, file: str, commits: list[_Commit], memo: Memo | None) -> list[_Texts]:
    """The file's units in each commit; none where there is no such page."""
    prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
    asked = "".join(f"{commit.id}:{prefix}{file}\n" for commit in commits)
    contents = batch(root, asked.encode())
    return [{} if content is None else _texts(content, file, memo) for content in contents]


def batch(root: Path, asked: bytes) -> list[bytes | None]:
    """The contents git has under the names asked for, a line each; None for what it has not."""
    data = git(root, "cat-file", "--batch", input_=asked)
    result: list[bytes | None] = []
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        head = data[at:end].rsplit(b" ", 2)
        at = end + 1
        if len(head) == 3 and head[1] == b"blob" and head[2].isdigit():
            size = int(head[2])
            result.append(data[at : at + size])
            at += size + 1
        else:
            result.append(None)
    return result


def _texts(content: bytes, file: str, memo: Memo | None) -> _Texts:
    try:
        page = read_page(content.decode().replace("\r\n", "\n"), "", Path(file).name, file, memo)
    except (InputError, UnicodeDecodeError):
        return {}
    found = page_units(page)
    return {
        unit.id: (unit.text, f"{file}\n{unit.box}\n{other}")
        for unit, other in zip(found, ["", *(u.id for u in found)], strict=False)
    }
