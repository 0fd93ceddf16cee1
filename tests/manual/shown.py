"""What the manual shows of files and of a terminal: read from its pages, and carried out.

The pages of a language tell one story in one folder, in the order of the navigation. In a page's fenced blocks

- `title="FILE"` is a file: it is written if it is not there yet; if it is, the lines shown stand in it;
- `diff title="FILE"` changes it: lines with `-` go, lines with `+` come, the others stay;
- `console` is a terminal: behind `$ ` a command (`duizhao` or `git`), below it what it prints; `…` alone on a line
  stands for any lines.

All other blocks are only read.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duizhao
from tests.program import Printed, duizhao_in

_FENCE = re.compile(
    r'(?m)^(?P<indent> *)```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>(?:.*\n)*?)(?P=indent)```$'
)
#: Where the program is; its messages may name files of its own.
PROGRAM = Path(duizhao.__file__).parent
_LOCALES = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its title, its lines, the indentation, and where its text stands in the page."""

    kind: str
    title: str
    lines: tuple[str, ...]
    indent: str
    span: tuple[int, int]


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for match in _FENCE.finditer(page):
        lines = tuple(line.removeprefix(match["indent"]) for line in match["body"].splitlines())
        yield Block(match["kind"], match["title"] or "", lines, match["indent"], match.span("body"))


def commands(block: Block) -> Iterator[str]:
    """What is typed in a terminal."""
    yield from (line.removeprefix("$ ") for line in block.lines if line.startswith("$ "))


def carried_out(page: str, folder: Path, language: str) -> str:
    """Carries out a page's blocks in the folder; gives the page as it must be.

    What a page leaves out (`…`) stays so, if the rest is right.
    """
    parts, at = [], 0
    for block in blocks(page):
        if block.kind == "console":
            lines = [line for each in _turns(block) for line in _answered(each, folder, language)]
            parts += [page[at : block.span[0]], *(f"{block.indent}{line}".rstrip() + "\n" for line in lines)]
            at = block.span[1]
        elif block.title:
            _file(block, folder / block.title)
    return "".join([*parts, page[at:]])


def _file(block: Block, file: Path) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    shown = "".join(f"{line}\n" for line in block.lines)
    if block.kind == "diff":
        before, after = (
            "".join(f"{line[1:]}\n" for line in block.lines if line[:1] in (sign, " ", "")) for sign in "-+"
        )
        assert text.count(before) == 1 or not text, f"{block.title} does not have, or not once:\n{before}"
        text = text.replace(before, after) if text else after
    elif not text:
        text = shown
    else:
        assert all(part in text for part in shown.split("…\n")), f"{block.title} has no such lines:\n{shown}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _turns(block: Block) -> Iterator[list[str]]:
    """Each command with what is shown of its output."""
    starts = [number for number, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield list(block.lines[start:end])


def _answered(turn: list[str], folder: Path, language: str) -> list[str]:
    program, *arguments = shlex.split(turn[0].removeprefix("$ "))
    assert program in ("duizhao", "git"), turn[0]
    whose = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2024-11-01T12:00:00Z"}
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in whose.items()}
    done: Printed | subprocess.CompletedProcess[str]
    if program == "duizhao":
        done = duizhao_in(folder, *arguments, LC_ALL=_LOCALES[language], **names)
    else:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=os.environ | names, capture_output=True, encoding="utf-8", check=False
        )
    printed = [
        line.rstrip()
        for line in (done.stdout or done.stderr).replace(str(folder), "…").replace(str(PROGRAM), "…").splitlines()
    ]
    assert "Traceback" not in done.stderr, done.stderr
    wanted = "\n".join(re.escape(line) if line != "…" else r"(?:.*\n)*?.*" for line in turn[1:])
    return turn if re.fullmatch(wanted, "\n".join(printed).strip("\n")) else [turn[0], *printed]
