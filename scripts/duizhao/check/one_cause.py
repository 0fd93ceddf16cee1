"""One cause, one finding: which findings wait for which others, because to mend these changes what they would say.
What waits comes if it is still due when what it waits for is mended, or settled.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from duizhao.check.beside import changed, compared, is_beside, with_besides
from duizhao.check.elsewhere import ITEM
from duizhao.check.model import Finding
from duizhao.patterns import lazily

#: An image in a line of its own, and braces with an id and nothing else.
_IMAGE = lazily(r"\s*!\[[^\]]*\]\([^)]*\)\s*")
_PAIRED = lazily("[“”‘’„\"'＂（）()「」『』《》〈〉]")
_MERE_ID = lazily(r"\{\s*#\S+\s*\}")

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


def _blocks_if(*ways: str) -> _Keys:
    """The blocks of a correction that turns a text in one of these ways."""
    return lambda finding: _blocks(finding) if finding.key.startswith(ways) else ()


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


def _images(finding: Finding) -> Iterator[object]:
    """The line of an image that stands alone."""
    place = finding.places[0]
    return iter([(place.file, place.line)] if _IMAGE.fullmatch(place.text) else [])


def _mere_ids(finding: Finding) -> Iterator[object]:
    """The line of braces that hold an id, however it is written, and nothing else."""
    mere = _MERE_ID.fullmatch(dict(finding.details).get("text", ""))
    return _lines(finding) if mere else iter(())


def _files_named(finding: Finding) -> Iterator[object]:
    return iter([dict(finding.details).get("file", ""), *(place.file for place in finding.places)])


def _mere(finding: Finding) -> Iterator[object]:
    """A change of mere quotation marks and brackets by its lines, one of an item's mere number by its file."""
    texts = [dict(finding.details).get(name, "") for name in ("before", "after")]
    if len({_PAIRED.sub("", text) for text in texts}) == 1:
        yield from _lines(finding)
    if len({ITEM.sub("", text) for text in texts}) == 1:
        yield from _files(finding)


def _all(finding: Finding) -> Iterator[object]:
    return iter([""])


def _both(finding: Finding) -> Iterator[object]:
    """The lines of a text that stands twice."""
    details = dict(finding.details)
    yield from _lines(finding)
    yield details["file"], int(details["line"])


def _line_below(finding: Finding) -> Iterator[object]:
    return ((place.file, place.line + 1) for place in finding.places[:1])


def _highlight(finding: Finding) -> Iterator[object]:
    """The paragraph a sentence of the front page is missed in."""
    details = dict(finding.details)
    return iter([(details.get("here", ""), details.get("id", ""))])


def _owners(finding: Finding) -> Iterator[object]:
    """The blocks a finding beside the source is about, also those that are gone."""
    return ((finding.places[0].language, id_) for id_ in _said("id", "ids")(finding))


#: Errors that keep an address from being read.
_ADDRESSES = ("a-101", "a-102", "a-104", "a-106", "a-107")
#: What is wrong with the signs of a text; but not what is left over (t-124).
_TYPOGRAPHY = ("t-10", "t-11", "t-120", "t-121", "t-122", "t-123", "t-125")
#: What is found where two languages, or a text and the glossary, do not agree.
_OF_BOTH = ("b-1", "b-2", "b-301", "b-302", "b-402", "b-404", "b-503", "b-506", "b-507", "b-508", "b-509")

WAITS = (
    # A table that cannot be read, or has lost a cell or a row.
    Wait(("s-307", "s-308", "s-310"), ("b-", "f-104", "s-101", "t-113", "t-118", "t-120"), _lines, _lines),
    Wait(("s-308",), ("s-3", "s-105", "s-125", "f-107", *_TYPOGRAPHY), _explained, _lines),
    Wait(("b-507",), ("b-101", "b-102", "b-508"), _lines, _lines),
    Wait(("s-310",), ("b-507",), _page, _page),
    # A passage or a block that is gone, and what the other language has in its place.
    Wait(("f-102",), ("b-", "f-114", "s-123"), _blocks, _blocks),
    Wait(("f-102", "f-105"), ("s-104",), _on_page("lost"), _on_page("note")),
    Wait(("f-103",), ("s-103", "b-401"), _on_page("note"), _on_page("note")),
    Wait(("f-103", "f-104"), ("f-105",), _on_page("note"), _on_page("only")),
    Wait(("b-401",), ("f-104",), _on_page("note"), _on_page("note")),
    Wait(("b-401",), ("f-114",), _blocks, _blocks_if("reference")),
    Wait(("b-502",), ("f-104", "f-107"), _files, _files),
    Wait(("b-502",), ("f-103",), _page, _page),
    Wait(("b-502",), ("b-501",), _said("before"), _page),  # where the other language has the text of such a page
    Wait(("s-111",), ("f-107",), _files, _files),
    # How sentences correspond is learned from all pages: while some are missing, it is not sure.
    Wait(
        ("b-502", "s-116", "s-117", "s-118", "s-119", "s-120", "s-134"), ("b-2", "b-301", "b-302", "b-404"), _all, _all
    ),
    # A page that was copied: it is to go, or to take the place of the other.
    Wait(("s-134",), ("a-", "b-", "f-", "l-", "s-", "t-"), _files, _files_named),
    Wait(("s-134",), ("f-",), _files_named, _files),
    # A block that stands elsewhere, twice, or is new.
    Wait(("s-114",), ("b-501", "f-104", "s-101", "s-102", "s-106", "s-107"), _both, _lines),
    Wait(("f-103", "f-107"), ("b-501", "s-107"), _said("id", "ids"), _ids),
    Wait(("f-107",), ("b-504",), _page, _page),
    Wait(("f-107",), ("f-101",), _files, _mere),
    Wait(("s-107",), ("b-501", "f-104"), _blocks, _blocks),
    Wait(("b-501",), ("f-104",), _blocks, _blocks),
    # Words that were changed, and what the other language, the glossary or the front page have instead.
    Wait(("f-101", "f-102", "f-105", "f-106"), _OF_BOTH, changed, compared),
    Wait(("f-101",), ("b-506",), _ids, _ids),
    Wait(("f-114",), ("b-301", "b-302"), _blocks, _blocks),
    Wait(("b-303",), ("f-114",), _blocks, _blocks),
    Wait(("b-104",), ("b-102",), _columns, _columns),
    Wait(("f-114",), ("b-101", "b-201"), _blocks_if("gained", "lost"), _blocks),
    Wait(("s-115",), ("b-201", "b-404"), _blocks, _blocks),
    Wait(("f-101", "f-102", "f-103", "f-105"), ("s-311",), _owners, _highlight),
    Wait(("s-103", "s-203"), ("b-401",), _on_page("note"), _on_page("note")),
    # An id that stands twice or below another text.
    Wait(("s-102",), ("b-",), _blocks, _blocks),
    Wait(("s-106",), ("s-107",), _blocks, _blocks),
    Wait(("x-108",), ("s-111",), _files, _files),
    Wait(("s-101",), ("s-123",), _said("left"), _said("id")),
    # An id line that is not written as it must be, so that it is text.
    Wait(("s-123",), ("s-105",), _columns, _first_column),
    Wait(("s-123",), ("x-103", "x-104"), _columns_of_broken, _first_column),
    Wait(("s-123",), ("s-125", "s-130", "s-302", *_TYPOGRAPHY), _explained, _lines),
    Wait(("s-123",), ("t-119",), _lines, _lines),
    Wait(("s-122",), ("x-103",), _lines, _mere_ids),
    Wait(("s-101",), ("s-302",), _lines, _lines),
    # Text that has left its box, or a box that has lost its text; text that four spaces put into something else.
    Wait(("s-304",), ("f-107",), _blocks, _blocks),
    Wait(("s-304",), ("b-",), _ids, _ids),
    Wait(("s-304",), ("s-101", "s-121", "s-123", "s-306", "b-"), _explained, _lines),
    Wait(("s-304",), ("s-302",), _said("box"), _ids),
    Wait(("s-306",), ("s-105", "f-105"), _lines, _lines),
    Wait(("s-306",), ("f-103",), _said("expected"), _said("id", "ids")),
    Wait(("s-306",), ("s-101",), _said("expected"), _said("expected")),
    Wait(("s-306",), ("b-501",), _said("expected"), _ids),
    Wait(("s-306",), ("b-401", "s-104"), _on_page("notes"), _on_page("note")),
    # Signs that are part of something mistyped.
    Wait(("s-202",), ("s-105",), _columns, _first_column),
    Wait(("x-113", *_ADDRESSES), ("t-",), _columns, _first_column),
    Wait(("a-108", "x-113"), ("s-133",), _columns, _first_column),
    Wait(("a-108", "x-113"), ("b-501", "f-104", "s-101"), _images, _lines),
    Wait(("x-101",), ("s-127", "s-130"), _lines, _lines),
    Wait(("s-201", "s-202", *_ADDRESSES), ("b-402",), _lines, _lines),
    Wait(("s-201",), ("s-103",), _page, _page),
    Wait(("s-201",), ("f-103",), _page, lambda finding: _page(finding) if dict(finding.details).get("note") else ()),
    Wait(("a-101", "a-102", "a-104"), ("a-103",), _lines, _lines),
    Wait(("a-107", "t-109"), ("b-302",), _blocks, _blocks),
    Wait(("t-109", "t-112"), ("f-101",), _lines, _mere),
    Wait(("l-104", "l-106", "s-115"), ("f-101",), _columns, _first_column),
    # Which of two was put in cannot be seen; and an address that is written as one is another change.
    Wait(("l-108", "a-105"), ("f-101",), _columns, changed),
    Wait(("a-109",), ("f-106",), _blocks, _blocks),
    Wait(("t-101", "t-123", "t-124"), ("b-503",), _lines, _lines),
    Wait(("l-105", "l-106", "l-107"), ("b-104", "b-302"), _lines, _lines),
    Wait(("t-124",), ("t-10",), _columns, _first_column),
    Wait(("t-124",), ("s-101", "s-125"), _explained, _lines),
    # A heading that is none, or of another level.
    Wait(("s-126",), ("b-506",), _lines, _lines),
    Wait(("s-108", "s-110"), ("f-101",), _lines, _lines),
    Wait(("s-108", "s-110", "s-126", "f-101"), ("b-505",), _lines, _lines),
    Wait(("f-101", "s-123"), ("s-112",), _lines, _lines),
    Wait(("f-101",), ("l-102", "l-103", "t-111"), changed, _columns),
    Wait(("b-102", "b-104"), ("f-114",), _blocks, _blocks),  # both languages show how a correction turned a text
    Wait(("s-127",), ("s-126",), _lines, _line_below),
    Wait(("s-110", "s-127"), ("s-101",), _lines, _lines),
    Wait(("s-110",), ("s-123",), _line_below, _lines),
)


def without_follow_ups(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings without those that wait for another one, and without those that only another one says."""
    besides = [finding for finding in findings if is_beside(finding)]
    findings = [finding for finding in findings if not is_beside(finding)]
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
    told = (finding for number, finding in enumerate(findings) if number not in waiting)
    besides += [finding for number, finding in enumerate(findings) if number in waiting]
    return tuple(with_besides(each, besides) if each.code == "f-101" and not each.places[1:] else each for each in told)
