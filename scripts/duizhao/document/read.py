"""Reads an edition's Markdown back. Tolerant: what an editor got wrong is for the checks to say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from duizhao.document.blocks import read_blocks
from duizhao.document.front import FRONT_MATTER
from duizhao.document.model import Edition, Page
from duizhao.document.remembered_blocks import packed, unpacked
from duizhao.document.safety.files import front_hazards
from duizhao.errors import InputError, reason_of
from duizhao.memo import Memo
from duizhao.yaml_loader import LOADER


def read_editions(docs: Path, root: Path | None = None) -> tuple[Edition, ...]:
    """The editions below `docs`, a folder a language, in the folders' order; messages name files from `root`.

    Raises:
        InputError: there is none, or a file cannot be read.
    """
    folders = sorted(p for p in docs.glob("[a-z][a-z]*") if p.is_dir() and (p / "index.md").exists())
    if not folders:
        raise InputError("There is no edition here.", file=str(docs), hint="Run `duizhao convert` first.")
    return tuple(read_edition(folder, root) for folder in folders)


def read_edition(folder: Path, root: Path | None = None) -> Edition:
    """The edition of one language's folder."""
    pages = []
    for path in sorted(folder.rglob("*.md")):
        file = _named(path, root)
        if path.is_symlink():
            raise InputError("This is a symbolic link.", file=file, hint="Replace it by the file.")
        content = _content_of(path, file).replace("\r\n", "\n")
        pages.append(read_page(content, folder.name, path.relative_to(folder).as_posix(), file))
    return Edition(folder.name, tuple(sorted(pages, key=lambda page: (page.order, page.path))))


def _content_of(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("The file is not UTF-8.", file=file, line=line, hint="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError("The file cannot be read ({reason}).", file=file, reason=reason_of(error)) from None


def _named(path: Path, root: Path | None) -> str:
    return path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.as_posix()


def read_page(content: str, language: str, path: str, file: str, memo: Memo | None = None) -> Page:
    """One page from its file's content; `memo` remembers its blocks.

    Raises:
        InputError: the front matter is not YAML.
    """
    front: dict[str, Any] = {}
    body, offset = content, 0
    if match := FRONT_MATTER.match(content):
        offset = content.count("\n", 0, match.end())
        body = content[match.end() :]
        _refuse_tricks(content, file)
        try:
            loaded = yaml.load(match[1], Loader=LOADER)
        except (yaml.YAMLError, ValueError) as error:  # a ValueError: a day the calendar does not have
            mark = getattr(error, "problem_mark", None)
            raise InputError(
                "The front matter (between the two lines `---`) is not YAML.",
                file=file, line=mark.line + 2 if mark else 1, hint="Compare with another page's.",
            ) from None  # fmt: skip
        front = loaded if isinstance(loaded, dict) else {}

    def read() -> list[list[Any]]:
        return packed(read_blocks(body, offset))

    blocks = unpacked(memo.recall("blocks", (body, offset), read)) if memo else read_blocks(body, offset)
    notes = {block.id: block for block in blocks if block.kind == "note"}
    return Page(language, path, file, front, tuple(b for b in blocks if b.kind != "note"), notes, content)


def _refuse_tricks(content: str, file: str) -> None:
    """Stops at front matter that could be made to explode when it is read."""
    for hazard in front_hazards(content):
        if hazard.code == "x-109":
            raise InputError(
                "The front matter may hold plain entries only: no anchors (&), aliases (*), types (!) or deep nesting.",
                file=file, line=hazard.line, hint="Write the value out; compare with another page's.",
            )  # fmt: skip
