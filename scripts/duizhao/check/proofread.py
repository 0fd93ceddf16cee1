"""What a page's front matter says of its proofreading."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.document.proofread import proofreading


def wrong_state(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        for page in edition.pages:
            try:
                proofreading(page.front)
            except ValueError as error:
                line, said = _written(context.root / page.file)
                place = Place(page.language, page.file, line, "", said)
                yield Finding("f-111", (place,), f"{page.path}\n{error}", (("said", said),))


def _written(file: Path) -> tuple[int, str]:
    """The line of the front matter's entry, and the entry as it is written."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 1, ""
    start = next((number for number, line in enumerate(lines) if line.startswith("proofread:")), 0)
    rest = takewhile(lambda line: line.startswith((" ", "-")) and line != "---", lines[start + 1 :])
    return start + 1, " ".join(part.strip() for part in (lines[start], *rest))
