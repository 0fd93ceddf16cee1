"""Front matter that says where a page belongs, and says something else than the conversion wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from duizhao.check.context import Context
from duizhao.check.model import Finding
from duizhao.check.pages import front_line, page_finding
from duizhao.check.rule import rule

#: Where a page belongs. Editors may change it in all languages alike; where it comes from, never.
_PLACE = ("kind", "chapter", "section", "order")
_SOURCE = "source"

#: What is found because the page seems to be another: ids that do not fit, blocks that seem to have moved.
_FOLLOW = ("s-107", "s-106", "s-113", "f-107")


def _changed(context: Context) -> Iterator[Finding]:
    base = context.fidelity.base if context.fidelity else None
    pages = {(page.language, page.path): page for page in context.pages()}
    for page in context.pages() if base else ():
        before = base.page(page) if base else None
        others = [pages[code, page.path] for code in context.languages if (code, page.path) in pages]
        for key in (*_PLACE, _SOURCE) if before else ():
            now, was = page.front.get(key), before.front.get(key) if before else None
            alike = key != _SOURCE and len(others) > 1 and all(other.front.get(key) == now for other in others)
            # A line that is gone, or is no number, is s-111's.
            if now != was and not alike and not (key in ("kind", "order") and type(now) is not type(was)):
                yield page_finding(
                    "s-129", page, key, line=front_line(page, key), name=key, now=_shown(now), was=_shown(was)
                )


def _shown(value: Any) -> str:
    """A value as a line of the file has it."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(each)}" for name, each in value.items())
    return "—" if value is None else str(value)


def without_follow_ups_of_front(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that come from a page's place being wrong."""
    found = tuple(findings)
    files = {finding.places[0].file for finding in found if finding.code == "s-129"}
    return tuple(
        finding
        for finding in found
        if finding.code not in _FOLLOW or not any(place.file in files for place in finding.places)
    )


FRONT_CHANGED = rule("s-129", "error", _changed)
