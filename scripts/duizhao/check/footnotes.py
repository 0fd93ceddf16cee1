"""Footnotes on one page: defined twice, without text, and marks that are mistyped so that they are none."""

import re
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_line
from duizhao.check.model import Finding
from duizhao.check.words import told
from duizhao.document.model import Page
from duizhao.document.normalize_markup import normalize_markup
from duizhao.patterns import lazily

_DEFINITION = lazily(r"^[ ]{0,3}\[\^([^\]\s]+)\]:(.*)$")

#: What was meant as `[^n1]`: other brackets or another sign for ^, spaces inside, a bracket or the sign forgotten, a
#: Chinese colon behind a definition.
_MISTYPED = lazily(
    r"(?<!\\)(?:(?P<open>[\[［【〔])[ ]*(?P<caret>[\^＾ˆ])|(?<![\w\[［【〔^])[\^＾ˆ])[ ]*(?P<label>n[ ]?\d+)[ ]*"
    r"(?P<close>[\]］】〕]?)(?P<colon>\s*[：]|[ ]+:)?"
    r"|(?<!\\)[\^＾ˆ]?[\[［【〔][ ]*(?P<label2>n\d+)[ ]*[\]］】〕](?![(\[])(?P<colon2>\s*[：:])?"
)


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    return enumerate((line.removesuffix("\r") for line in page.content.split("\n")), 1)


def definitions(page: Page) -> Iterator[tuple[int, re.Match[str], str]]:
    """The first line of each note's definition: its number, the match with the label as group 1, and its text."""
    for number, line in _lines(page):
        if match := _DEFINITION.match(line):
            yield number, match, match[2].strip()


def defined_twice(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        cited = {ref.label for block in page.blocks for ref in block.refs}
        # A note that is cited and has no text may be what was meant.
        missing = cited - page.notes.keys()
        name = "defined_for_do" if len(missing) == 1 else "defined_twice_do"
        said = told({"missing": "".join(missing)}, do=name)
        first: dict[str, int] = {}
        for number, match, _ in definitions(page):
            before = first.setdefault(match[1], number)
            if before != number:
                yield in_line("s-201", page, number, match.span(1), note=match[1], line=str(before), **said)


def mistyped_mark(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        meant = normalize_markup(page.content).split("\n")
        for number, line in _lines(page):
            for match in _MISTYPED.finditer(line):
                at_start = not line[: match.start()].strip()
                label = (match["label"] or match["label2"]).replace(" ", "")
                colon = match["colon"] or match["colon2"] or ""
                right = f"[^{label}]"
                wanted = f"{right}:" if at_start and meant[number - 1].startswith(f"{right}:") else right
                found = match[0] if at_start else match[0].removesuffix(colon)
                if line.startswith(wanted, match.start()):
                    continue
                span = (match.start(), match.start() + len(found))
                yield in_line("s-202", page, number, span, wanted, expected=wanted)


def empty_note(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        for number, match, text in definitions(page):
            if not text:
                behind = lines[number] if number < len(lines) else ""
                if not behind.startswith("    ") or not behind.strip():
                    yield in_line("s-203", page, number, match.span(1), note=match[1])
