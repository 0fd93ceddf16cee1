"""Front matter that says where a page belongs, and says something else than the conversion wrote; entries that stand
twice."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from duizhao.check.context import Context
from duizhao.check.marks import in_line
from duizhao.check.model import Finding
from duizhao.check.pages import front_line, page_finding
from duizhao.document.editions import FRONT_MATTER
from duizhao.yaml_loader import LOADER

#: Where a page belongs. Editors may change it in all languages alike; where it comes from, never.
_PLACE = ("kind", "chapter", "section", "order")
_SOURCE = "source"

#: What is found because the page seems to be another: ids that do not fit, two pages in one place.
_FOLLOW = ("s-107", "s-106", "s-113")
#: What is found of an entry of the front matter: of the one below, where it stands twice.
_OF_ENTRIES = ("s-111", "s-112", "s-129")
#: What is found of the name a page has in the navigation; its line is the file's first.
_OF_NAMES = ("f-101", "f-103", "f-104")


def front_changed(context: Context) -> Iterator[Finding]:
    base = context.fidelity.base if context.fidelity else None
    pages = {(page.language, page.path): page for page in context.pages()}
    for page in context.pages() if base else ():
        before = base.page(page) if base else None
        others = [pages[code, page.path] for code in context.languages if (code, page.path) in pages]
        for key in (*_PLACE, _SOURCE) if before else ():
            now, was = page.front.get(key), before.front.get(key) if before else None
            alike = key != _SOURCE and (
                page.path in context.left_out
                or (len(others) > 1 and all(other.front.get(key) == now for other in others))
            )
            # A line that is gone, or is no number, is s-111's.
            if now != was and not alike and not (key in ("kind", "order") and type(now) is not type(was)):
                yield page_finding(
                    "s-129", page, key, line=front_line(page, key), name=key, now=_shown(now), was=_shown(was)
                )


def entry_twice(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        front = FRONT_MATTER.match(page.content)
        node = yaml.compose(front[1], Loader=LOADER) if front else None
        for number, span, name, first in _again(node) if node else ():
            yield in_line("s-132", page, number, span, name=name, first=str(first))


def _again(node: yaml.Node) -> Iterator[tuple[int, tuple[int, int], str, int]]:
    """Each key that stands in its mapping already: its line in the page's file, where in the line, the key, and the
    line where it stands first."""
    lines: dict[str, int] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name, number = str(key.value), key.start_mark.line + 2  # the first line is the `---`
        if name in lines:
            yield number, (key.start_mark.column, key.end_mark.column), name, lines[name]
        lines.setdefault(name, number)
        yield from _again(value)


def _shown(value: Any) -> str:
    """A value as a line of the file has it."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(each)}" for name, each in value.items())
    return "—" if value is None else str(value)


def without_follow_ups_of_front(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that come from a page's place being wrong, or from an entry that stands twice."""
    found = tuple(findings)
    twice = {(f.places[0].file, dict(f.details)["name"]) for f in found if f.code == "s-132"}
    moved = {(f.places[0].file, dict(f.details)["name"]) for f in found if f.code == "s-129"}
    wrong = [f.places[0] for f in found if f.code in ("s-129", "s-132")]
    files, languages = {place.file for place in wrong}, {place.language for place in wrong}

    titled = {f.places[0].file for f in found if f.code in ("s-112", "s-132") and dict(f.details)["name"] == "title"}

    def follows(finding: Finding) -> bool:
        details, own = dict(finding.details), finding.places[0].file
        if finding.code in _OF_ENTRIES and (own, details.get("name", "title")) in twice:
            return True
        # What an entry should say is known from the conversion.
        if finding.code == "s-111" and (own, details["name"]) in moved:
            return True
        # What the navigation calls a page, if not by its heading's words, is compared with the source, too.
        if finding.code in _OF_NAMES and finding.places[0].line == 1 and own in titled:
            return True
        # A page that is in the wrong place seems to have been passed by others.
        if finding.code == "f-107":
            return finding.places[0].language in languages
        named = {details["file"]} if finding.code == "s-113" else set()
        return finding.code in _FOLLOW and not files.isdisjoint({place.file for place in finding.places} | named)

    return tuple(finding for finding in found if not follows(finding))
