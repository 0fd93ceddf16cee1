"""One cause, one finding: which findings wait for which others, because to mend these changes what they would say.

This table is the list. What waits comes if it is still due when what it waits for is mended, or settled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from duizhao.check.model import Finding

#: What a finding is about, as something that another one may be about, too.
_Keys = Callable[[Finding], Iterable[object]]


class Wait(Struct, frozen=True):
    """Findings whose code begins as one of `follows` wait for one of `causes` that has a key of theirs."""

    causes: tuple[str, ...]
    follows: tuple[str, ...]
    cause_keys: _Keys
    keys: _Keys


def _lines(finding: Finding) -> Iterator[object]:
    """The lines of its places, and those it says it explains."""
    for place in finding.places:
        yield place.file, place.line
    yield from _explained(finding)


def _columns_of_broken(finding: Finding) -> Iterator[object]:
    """Where a broken id line stands: attributes in one that is whole are told whatever else is wrong with it."""
    return iter(_columns(finding)) if "explains" in dict(finding.details) else iter(())


def _explained(finding: Finding) -> Iterator[object]:
    """The lines it says it explains."""
    first, _, last = dict(finding.details).get("explains", "").partition("-")
    if first:
        yield from ((finding.places[0].file, line) for line in range(int(first), int(last) + 1))


def _blocks(finding: Finding) -> Iterator[object]:
    return ((place.language, place.id) for place in finding.places if place.id)


def _files(finding: Finding) -> Iterator[object]:
    return (place.file for place in finding.places[:1])


def _columns(finding: Finding) -> Iterator[object]:
    place = finding.places[0]
    return ((place.file, place.line, column) for column in range(*(place.at or (0, 0))))


def _first_column(finding: Finding) -> Iterator[object]:
    place = finding.places[0]
    return iter([(place.file, place.line, place.at[0])] if place.at else [])


def _ids(finding: Finding) -> Iterator[object]:
    return (place.id for place in finding.places if place.id)


def _said(*names: str) -> _Keys:
    """The words of some of a finding's details."""
    return lambda finding: (word for name in names for word in dict(finding.details).get(name, "").split())


def _on_page(*names: str) -> _Keys:
    """The same with the page, whatever the language."""
    said = _said(*names)
    return lambda finding: ((finding.places[0].file.split("/", 2)[-1], word) for word in said(finding))


def _page(finding: Finding) -> Iterator[object]:
    return iter([finding.places[0].file.split("/", 2)[-1]])


#: Errors that keep an address from being read.
_ADDRESSES = ("a-101", "a-102", "a-104", "a-106", "a-107")

WAITS = (
    # A table that cannot be read, or has lost a cell or a row.
    Wait(("s-308", "s-310"), ("b-", "f-104", "s-101"), _lines, _lines),
    Wait(("s-308",), ("s-3", "s-105", "f-107"), _lines, _lines),
    Wait(("b-507",), ("b-101", "b-102", "b-508"), _lines, _lines),
    Wait(("s-310",), ("b-507",), _page, _page),
    # A passage or a block that is gone, and what the other language has in its place.
    Wait(("f-102",), ("b-", "s-123"), _blocks, _blocks),
    Wait(("f-102", "f-105"), ("s-104",), _on_page("lost"), _on_page("note")),
    Wait(("f-103",), ("b-501",), _said("id"), _ids),
    Wait(("f-103",), ("s-103", "b-401"), _on_page("note"), _on_page("note")),
    Wait(("f-103",), ("f-105",), _on_page("note"), _on_page("only")),
    Wait(("f-104",), ("f-105",), _on_page("note"), _on_page("only")),
    Wait(("b-502",), ("f-107",), _files, _files),
    Wait(("s-103", "s-203"), ("b-401",), _on_page("note"), _on_page("note")),
    # An id that stands twice or below another text.
    Wait(("s-102",), ("b-",), _blocks, _blocks),
    Wait(("s-101",), ("s-123",), _said("left"), _said("id")),
    # An id line that is not written as it must be, so that it is text.
    Wait(("s-123",), ("s-105",), _columns, _first_column),
    Wait(("s-123",), ("x-103",), _columns_of_broken, _first_column),
    Wait(("s-123",), ("s-125", "t-"), _explained, _lines),
    Wait(("s-101",), ("s-302",), _lines, _lines),
    # Text that has left its box, or a box that has lost its text; text that four spaces put into something else.
    Wait(("s-304",), ("f-107",), _blocks, _blocks),
    Wait(("s-304",), ("b-",), _ids, _ids),
    Wait(("s-304",), ("s-101", "s-121", "s-123", "s-306", "b-"), _explained, _lines),
    Wait(("s-304",), ("s-302",), _said("box"), _ids),
    Wait(("s-306",), ("s-105", "f-105"), _lines, _lines),
    Wait(("s-306",), ("f-103",), _said("expected"), _said("id")),
    Wait(("s-306",), ("b-501",), _said("expected"), _ids),
    Wait(("s-306",), ("s-104",), _on_page("notes"), _on_page("note")),
    # Signs that are part of something mistyped.
    Wait(("s-202",), ("s-105",), _columns, _first_column),
    Wait(("x-113", *_ADDRESSES), ("t-",), _columns, _first_column),
    Wait(("a-108", "x-113"), ("s-133",), _columns, _first_column),
    Wait(("s-201", "s-202", *_ADDRESSES), ("b-402",), _lines, _lines),
    Wait(("s-201",), ("s-103",), _page, _page),
    Wait(("s-201",), ("f-103",), _page, lambda finding: _page(finding) if dict(finding.details).get("note") else ()),
    Wait(("a-101", "a-102", "a-104"), ("a-103",), _lines, _lines),
    Wait(("t-109",), ("b-302",), _blocks, _blocks),
    Wait(("t-123",), ("b-503",), _lines, _lines),
    # A heading that is none, or of another level.
    Wait(("s-126",), ("b-506",), _lines, _lines),
    Wait(("s-108", "s-110"), ("f-101",), _lines, _lines),
    Wait(("s-108", "s-110", "s-126", "f-101"), ("b-505",), _lines, _lines),
    Wait(("s-127",), ("s-101",), _lines, _lines),
)


def without_follow_ups(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings without those that wait for another one."""
    codes = {finding.code for finding in findings}
    waiting: set[int] = set()
    for wait in WAITS:
        if codes.isdisjoint(wait.causes):
            continue
        causes = {key for finding in findings if finding.code in wait.causes for key in wait.cause_keys(finding)}
        waiting |= {
            number
            for number, finding in enumerate(findings)
            if finding.code.startswith(wait.follows)
            and finding.code not in wait.causes
            and not causes.isdisjoint(wait.keys(finding))
        }
    return tuple(finding for number, finding in enumerate(findings) if number not in waiting)
