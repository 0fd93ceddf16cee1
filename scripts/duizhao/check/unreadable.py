"""Files that cannot be checked sensibly: merge marks left in them, nothing in them, no front matter that can be read.

Each is told with one finding, before all others and alone: what the rules would say about such a page, and about the
pages beside it, would be a shower of findings with one cause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.check.front_matter import Trouble, front_trouble
from duizhao.check.model import Finding, Place
from duizhao.check.words import LANGUAGES, phrase, words
from duizhao.document.editions import FRONT_MATTER

if TYPE_CHECKING:
    from duizhao.check.context import Context

CODES = ("s-116", "s-117", "s-118", "s-119", "s-120")

#: What git leaves around the two texts of a conflict.
_MERGE = re.compile(r"^(?:<{7}(?: .*)?|\|{7}(?: .*)?|={7}|>{7}(?: .*)?)$", re.MULTILINE)


def unreadable_in(root: Path, without: Collection[str] = ()) -> Iterator[Finding]:
    """What keeps the pages of the project in `root` from being checked; at most one finding a page.

    `without`: files, named from `root`, that are not looked at. Files that are not UTF-8 are none of ours.
    """
    docs = root / "docs"
    for folder in sorted(path for path in docs.glob("[a-z][a-z]*") if (path / "index.md").is_file()):
        for path in sorted(folder.rglob("*.md")):
            file = path.relative_to(root).as_posix()
            if file not in without and file.isprintable() and path.is_file() and not path.is_symlink():
                try:
                    content = path.read_bytes().decode("utf-8")
                except (OSError, UnicodeDecodeError):
                    continue
                if found := unreadable(content.replace("\r\n", "\n"), folder.name, file):
                    yield found


def unreadable(content: str, language: str, file: str) -> Finding | None:
    """What keeps a page from being checked, by its content; None if it can be."""
    trouble = _trouble(content)
    if not trouble:
        return None
    line = content.split("\n")[trouble.line - 1]
    place = Place(language, file, trouble.line, "", line, trouble.at, trouble.at)
    return Finding(trouble.code, (place,), f"{file}\n{trouble.cause}", tuple(_told(trouble)))


@lru_cache(maxsize=4096)
def _trouble(content: str) -> Trouble | None:
    if marks := list(_MERGE.finditer(content)):
        numbers = [content.count("\n", 0, mark.start()) + 1 for mark in marks]
        details = (("lines", ",".join(map(str, numbers))),)
        return Trouble("s-119", numbers[0], "merge", (0, len(marks[0][0])), details)
    if not FRONT_MATTER.sub("", content, count=1).strip("\ufeff \t\n"):
        return Trouble("s-120", 1, "empty")
    return front_trouble(content)


def _told(trouble: Trouble) -> Iterator[tuple[str, str]]:
    """The words for a cause in every language: what is wrong, and what to do."""
    for language in LANGUAGES:
        texts = words(language)["phrases"]["troubles"][trouble.cause]
        comma = phrase(language, "comma")
        details = dict(trouble.details)
        if numbers := details.get("lines"):
            name = "lines_numbers" if "," in numbers else "line_numbers"
            details["lines"] = phrase(language, name).format(numbers=numbers.replace(",", comma))
        for name in ("what", "do"):
            yield f"{name}_{language}", str(texts[name]).format(**details)


def unreadable_pages(context: Context) -> Iterator[Finding]:
    """What keeps pages of an edition from being checked."""
    return unreadable_in(context.root, {found.file for found in context.file_hazards})
