"""What must be known of the files before any of them is read, and what nobody can declare harmless."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.unreadable import CODES as UNREADABLE
from duizhao.check.unreadable import unreadable_in
from duizhao.document.model import Page
from duizhao.document.safety.files import file_hazards, front_hazards
from duizhao.document.safety.model import Hazard
from duizhao.document.safety.text import hazards

#: What may be settled of the rules on safety: a name may be written with letters that pass for others.
SETTLED = ("x-107",)
#: What does something as Markdown alone: as code it is shown as it is.
_MARKUP = ("x-101", "x-102", "x-103", "x-113")


def may_be_settled(code: str) -> bool:
    """Whether a person may settle findings of the rule: none that could harm, since whoever harms would do it, and none
    that keeps a page from being checked."""
    return code not in UNREADABLE and (not code.startswith("x-") or code in SETTLED)


def before_reading(root: Path) -> tuple[Finding, ...]:
    """What is wrong with the files of the project in `root` that must not be read, or cannot be checked sensibly;
    nothing, if all can be."""
    found_in_files = tuple(file_hazards(root))
    stopped = tuple(finding_of(found.file, found.hazard) for found in found_in_files if found.stops)
    if any(finding.code == "x-111" and not _is_apart(root, finding) for finding in stopped):
        return stopped  # nothing is read through a link, and a language's folder may be one
    return (*stopped, *unreadable_in(root, {found.file for found in found_in_files}))


def unread_files(root: Path, stopped: Iterable[Finding]) -> dict[str, Finding] | None:
    """The pages, folders of pages and figures that must not be read, each with the finding that says why; None if
    something else is wrong, too, which keeps all from being read."""
    return {f.places[0].file: f for f in stopped} if all(_is_apart(root, f) for f in stopped) else None


def _is_apart(root: Path, finding: Finding) -> bool:
    """Whether a finding is about something in the folder of a language or of the figures, without which the others can
    be read; a name that cannot be shown names nothing."""
    file = finding.places[0].file
    return file.count("/") > 1 and os.path.lexists(root / file)


def finding_of(file: str, hazard: Hazard, language: str = "") -> Finding:
    """A hazard in a file as a finding."""
    parts = file.split("/")
    place = Place(
        language or (parts[1] if len(parts) > 2 else ""), file, hazard.line, "", hazard.text, hazard.mark, hazard.at
    )
    key = "\n".join((file, hazard.text, *(value for _, value in hazard.details)))
    return Finding(hazard.code, (place,), key, hazard.details)


def in_text(context: Context) -> Iterator[Finding]:
    """The hazards in the text of pages, but for elements of HTML, which are told as wholes, and what is told of the
    file."""
    for page in context.pages():
        for hazard in page_hazards(context, page):
            if hazard.code not in ("x-101", "x-109"):
                yield finding_of(page.file, hazard, page.language)


def in_files(context: Context) -> Iterator[Finding]:
    """The files that are a hazard."""
    return (finding_of(each.file, each.hazard) for each in context.file_hazards)


def page_hazards(context: Context, page: Page) -> tuple[Hazard, ...]:
    """What has no place in a page's text and front matter."""
    found = (*hazards(page.content), *front_hazards(page.content))
    if not any(hazard.code in _MARKUP for hazard in found):
        return found
    code = set(_code(context, page))
    return tuple(
        hazard
        for hazard in found
        if hazard.code not in _MARKUP or not {(hazard.line, None), (hazard.line, hazard.at and hazard.at[0])} & code
    )


def _code(context: Context, page: Page) -> Iterator[tuple[int, int | None]]:
    """Where a page has code: lines between fences, as (line, None), and characters, as (line, column)."""
    yield from ((line, None) for line in page.code_lines())
    for prose in context.prose(page):
        for mark in prose.block.marks:
            if mark.kind == "code":
                yield from ((line, column) for line, column, _ in prose.at[mark.start : mark.end])
