"""Reads a page's Markdown back. Tolerant: what an editor got wrong is for the checks to say."""

from functools import partial
from typing import Any

import yaml

from duizhao.document.blocks import read_blocks
from duizhao.document.front import FRONT_MATTER
from duizhao.document.model import Block, Page
from duizhao.document.safety.files import front_hazards
from duizhao.errors import InputError
from duizhao.memo import Memo, reader
from duizhao.yaml_loader import LOADER

_BLOCKS = reader(list[Block])


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

    read = partial(read_blocks, body, offset)
    blocks = memo.recall("blocks", (body, offset), read, _BLOCKS) if memo else read()
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
