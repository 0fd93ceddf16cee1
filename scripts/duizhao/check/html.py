"""HTML in a page's text: an element is told once, with what an edition has in its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.model import Finding
from duizhao.check.sanitize import finding_of, page_hazards
from duizhao.check.words import LANGUAGES, phrase, words
from duizhao.document.model import Page
from duizhao.document.safety.model import Hazard

_NAME = re.compile(r"<(?P<end>/?)\s*(?P<name>[A-Za-z][A-Za-z0-9]*|!--)")
_OTHER_NAMES = {
    "strong": "b", "em": "i", "pre": "code", "tt": "code", "kbd": "code", "ul": "list", "ol": "list", "!--": "comment",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    **dict.fromkeys(("p", "div", "span", "font", "center", "u", "small", "big", "section", "mark"), "looks"),
}  # fmt: skip
#: What the elements within one are called, which are told with it.
_WITHIN = {
    "table": ("caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"),
    "list": ("li",),
}
_VOID = ("br", "hr", "img", "!--", "col")
#: The rules that say what follows from an element that is not taken for one.
_FOLLOW = ("s-101", "s-125", "f-101", "f-104", "f-105", "f-106")


def elements(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        yield from _on(page, page_hazards(context, page))


def _on(page: Page, hazards: Iterable[Hazard]) -> Iterator[Finding]:
    told: dict[str, list[Finding]] = {}
    open_: Counter[str] = Counter()
    found: list[Finding] = []
    for hazard in hazards:
        if hazard.code != "x-101":
            continue
        finding = finding_of(page.file, hazard, page.language)
        match = _NAME.match(dict(hazard.details)["text"])
        name = match["name"].lower() if match else ""
        kind = _OTHER_NAMES.get(name, name)
        around = next((outer for outer, inner in _WITHIN.items() if name in inner and told.get(outer)), "")
        if match and match["end"] and open_[name]:
            # Its end goes with its beginning.
            open_[name] -= 1
            told[kind][-1] = _until(told[kind][-1], hazard.line)
        elif around:
            told[around][-1] = _until(told[around][-1], hazard.line)
        else:
            if match and not match["end"] and name not in _VOID:
                open_[name] += 1
            told.setdefault(kind, []).append(_said(finding, kind))
    for findings in told.values():
        found += findings
    yield from sorted(found, key=lambda finding: (finding.places[0].line, finding.places[0].at or (0, 0)))


def _until(finding: Finding, line: int) -> Finding:
    """The finding with the line its element ends on."""
    return replace(finding, details=(*(pair for pair in finding.details if pair[0] != "last"), ("last", str(line))))


def _said(finding: Finding, kind: str) -> Finding:
    """The finding with what to write instead of an element."""
    instead = [(f"do_{code}", words(code)["phrases"]["html"].get(kind, "")) for code in LANGUAGES]
    details = [(name, said or phrase(name[3:], "html_other")) for name, said in instead]
    return replace(finding, details=(*finding.details, *details, ("last", str(finding.places[0].line))))


def without_follow_ups(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that an element of HTML brings along: on the signs within it, on the lines it takes,
    and on what they say beside the source or the other language."""
    findings = tuple(findings)
    elements = [finding for finding in findings if finding.code == "x-101"]
    lines = {
        (finding.places[0].file, line)
        for finding in elements
        for line in range(finding.places[0].line, int(dict(finding.details)["last"]) + 1)
    }
    # What ends an element is not told, but what is wrong within it is no more than what begins it.
    spans = [(place.file, place.line, place.at) for finding in elements for place in finding.places[:1] if place.at]

    def within(finding: Finding) -> bool:
        first = finding.places[0]
        return any(
            (first.file, first.line) == (file, line) and first.at and start <= first.at[0] < end
            for file, line, (start, end) in spans
        )

    def follows(finding: Finding) -> bool:
        if finding.code.startswith("b-") or finding.code in _FOLLOW:
            return any((place.file, place.line) in lines for place in finding.places)
        return finding.code[0] in "tl" and within(finding)

    return tuple(finding for finding in findings if not follows(finding)) if elements else findings
