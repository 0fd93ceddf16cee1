"""What has no place in an edition and could harm its readers: each found in the text or the files themselves."""

from collections.abc import Callable, Iterable, Iterator

from duizhao.check.context import Context
from duizhao.check.html import HTML
from duizhao.check.model import Finding
from duizhao.check.rule import Rule, rule
from duizhao.check.sanitize import finding_of, page_hazards

#: The rules about a page's text, besides the one on HTML, and those about files.
_IN_TEXT = ("x-102", "x-103", "x-104", "x-105", "x-106", "x-107", "x-108", "x-113")
_IN_FILES = ("x-109", "x-110", "x-111", "x-112", "x-114", "x-115")


def _in_text(context: Context, code: str) -> Iterator[Finding]:
    for page in context.pages():
        for hazard in page_hazards(context, page):
            if hazard.code == code:
                yield finding_of(page.file, hazard, page.language)


def _in_files(context: Context, code: str) -> Iterator[Finding]:
    for found in context.file_hazards:
        if found.hazard.code == code:
            yield finding_of(found.file, found.hazard)


def _check(code: str) -> Callable[[Context], Iterable[Finding]]:
    def check(context: Context) -> Iterator[Finding]:
        if code in _IN_TEXT:
            yield from _in_text(context, code)
        if code in _IN_FILES:
            yield from _in_files(context, code)

    return check


SAFETY_RULES: tuple[Rule, ...] = (
    HTML,
    *(
        rule(code, "error", _check(code), "edition" if code in _IN_FILES else "page")
        for code in sorted({*_IN_TEXT, *_IN_FILES})
    ),
)
