"""The editions of a project, each page read once. Tolerant: what an editor got wrong is for the checks to say."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import yaml

from duizhao.document.blocks import read_blocks
from duizhao.document.model import Block, Edition, Page
from duizhao.document.safety.files import front_hazards
from duizhao.errors import InputError
from duizhao.memo import Memo, reader
from duizhao.project import Project, derived
from duizhao.yaml_loader import LOADER

#: The front matter of a page's content (lines end with `\n`), both `---` included; the group is what is between them.
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


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


#: The folder of the documents, a folder a language.
DOCS = "docs"


@derived
def page(project: Project, language: str, path: str) -> Page:
    """The page with the path `path` below the language's folder.

    Raises:
        InputError: it cannot be read.
    """
    file = f"{DOCS}/{language}/{path}"
    return read_page(project.text(file), language, path, file, project.memo)


@derived
def edition(project: Project, language: str) -> Edition:
    """The edition in one language, its pages in reading order; without those that the project must not read.

    Raises:
        InputError: a page cannot be read.
    """
    folder = project.path(f"{DOCS}/{language}")
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))
    pages = [page(project, language, path) for path in paths if project.reads(f"{DOCS}/{language}/{path}")]
    return Edition(language, tuple(sorted(pages, key=lambda page: (page.order, page.path))))


@derived
def editions(project: Project) -> tuple[Edition, ...]:
    """The editions of all languages, in their folders' order; `in_order` puts them in the profile's.

    Raises:
        InputError: there is none, or a page cannot be read.
    """
    docs = project.path(DOCS)
    folders = sorted(p.name for p in docs.glob("[a-z][a-z]*") if p.is_dir() and (p / "index.md").exists())
    if not folders:
        raise InputError("There is no edition here.", file=str(docs), hint="Run `duizhao convert` first.")
    return tuple(edition(project, language) for language in folders)


def in_order(found: Iterable[Edition], codes: Sequence[str]) -> list[Edition]:
    """Editions in the order of these languages' codes; any others behind them."""
    return sorted(found, key=lambda each: codes.index(each.language) if each.language in codes else len(codes))
