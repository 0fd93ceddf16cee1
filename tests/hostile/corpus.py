"""Reads the corpus; README.md says how it is written."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_HEAD = re.compile(r"=== (?P<code>x-\d+) line (?P<line>\d+): (?P<what>.+)")
_NUMBER = re.compile(r"\[U\+([0-9A-F]{4})\]")
_SIGN = re.compile("⟦U\\+([0-9A-F]+)⟧")


@dataclass(frozen=True, slots=True)
class Attack:
    """A change to a page: the rule that must refuse it, the line of `text` it must name, and what it tries."""

    code: str
    line: int
    what: str
    text: str
    file: str


def attacks(name: str) -> list[Attack]:
    """The attacks of a file in `pages/`."""
    found: list[Attack] = []
    for line in (HERE / "pages" / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if match := _HEAD.fullmatch(line):
            found.append(Attack(match["code"], int(match["line"]), match["what"], "", name))
        else:
            shown = shown_signs(line)
            last = found[-1]
            text = f"{last.text}\n{shown}" if last.text else shown
            found[-1] = Attack(last.code, last.line, last.what, text, name)
    return found


def shown_signs(text: str) -> str:
    """The text with the characters that are written by their numbers."""
    return _SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)


def all_attacks() -> list[Attack]:
    """Those of all files."""
    return [attack for path in sorted((HERE / "pages").glob("*.md")) for attack in attacks(path.stem)]


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file someone adds."""

    code: str
    line: int
    path: str
    content: str

    def put(self, root: Path) -> None:
        """Makes the file in the project in `root`."""
        path = root / os.fsdecode(
            _NUMBER.sub(lambda sign: chr(int(sign[1], 16)), self.path).encode(errors="surrogateescape")
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        kind, _, rest = self.content.partition(":")
        if kind == "link":
            path.symlink_to(rest)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "bytes":
            path.write_bytes(b"0" * int(rest))
        elif kind == "hex":
            path.write_bytes(bytes.fromhex(rest))
        else:
            path.write_text(self.content.replace("\\n", "\n") + "\n", encoding="utf-8")


def added_files() -> list[AddedFile]:
    """The files of `files.txt`."""
    lines = (HERE / "files.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(maxsplit=3) for line in lines if not line.startswith("#")]
    return [AddedFile(code, int(number), path, content) for code, number, path, content in rows]
