"""Findings that wait for others: nobody should give a reason for a slip, or compare it, that is to be mended."""

from collections.abc import Iterable
from unicodedata import normalize

from msgspec.structs import replace

from duizhao.check.front_place import without_follow_ups_of_front
from duizhao.check.html import without_follow_ups as without_follow_ups_of_html
from duizhao.check.model import Finding
from duizhao.check.one_cause import without_follow_ups as without_follow_ups_of_table
from duizhao.check.rules import BY_CODE
from duizhao.check.split import without_follow_ups as without_follow_ups_of_splits

#: What asks for a reason for a change of words.
_REASONS = ("f-101", "f-105", "f-106")
#: What is wrong with a word by itself.
_OF_WORDS = ("b-303", "l-105", "l-106", "l-107", "l-108")
#: What is said of a change itself.
_OF_CHANGES = ("f-101", "f-102", "f-103", "f-104", "f-105", "f-106", "f-114")
#: What is found where notes have got other numbers.
_OF_NOTES = ("b-401", "b-402", "f-101", "f-103", "f-104", "f-105", "f-106", "f-109")


def without_follow_ups(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that may follow from others; they come if they are still due when these are mended."""
    findings = tuple(findings)
    due = without_follow_ups_of_html(without_follow_ups_of_splits(without_follow_ups_of_front(findings)))
    due = without_follow_ups_of_table(due)
    found = _changed_first(_told_once(_without_lost_notes(_without_renumbered(_without_unsaid(due)))))
    slips: set[tuple[str, int, int]] = set()
    for finding in found:
        if (finding.code[0] in "astx" or finding.code in _OF_WORDS) and (
            finding.edits or BY_CODE[finding.code].severity != "notice"
        ):
            for place in finding.places:
                slips |= {(place.file, place.line, column) for column in range(*(place.at or (0, 0)))}
    lines = {finding.places[0].file for finding in found if finding.code == "s-125"}
    starts = {(finding.places[0].file, finding.places[0].line) for finding in found}
    waiting = [
        finding
        for finding in found
        if (finding.code in (*_REASONS, "f-104") and _is_wrong(finding, found))
        or (finding.code in _REASONS and _is_slip(finding, slips))
        or ("broken" in dict(finding.details) and finding.places[0].file in lines)
        or (finding.key.endswith("\nid_line_joined") and _behind(finding) in starts)
    ]
    told = {(place.language, place.id) for finding in findings if _names_slip(finding) for place in finding.places}
    # What an error on its page will change is compared when that is mended.
    wrong = {finding.places[0].file for finding in found if BY_CODE[finding.code].severity == "error"}

    losses = [dict(finding.details) for finding in findings if finding.code in ("f-102", "f-103")]
    gone = {id_ for loss in losses for id_ in (loss["id"], *loss.get("ids", "").split())}

    def waits(finding: Finding) -> bool:
        first = finding.places[0]
        looked = any((place.language, place.id) in told for place in finding.places)
        due = looked or first.file in wrong or dict(finding.details).get("id") in gone
        return finding in waiting or (finding.code == "f-109" and due)

    return tuple(finding for finding in found if not waits(finding))


def _without_unsaid(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those on sentences of the front page that are not found because an id is wrong."""
    findings = tuple(findings)
    wrong = {
        finding.places[0].language
        for finding in findings
        if finding.code.startswith("s-") and finding.code < "s-3" and BY_CODE[finding.code].severity != "notice"
    }
    return tuple(f for f in findings if f.code != "s-311" or f.places[0].language not in wrong)


def _changed_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings on two languages with the place first whose text was changed: there the slip is."""
    changed = {
        (finding.places[0].language, finding.places[0].id)
        for finding in findings
        if finding.code in (*_OF_CHANGES, "f-109")
    }

    def first(finding: Finding) -> Finding:
        places = sorted(finding.places, key=lambda place: (place.language, place.id) not in changed)
        return replace(finding, places=tuple(places)) if finding.code.startswith("b-") else finding

    return tuple(map(first, findings)) if changed else findings


def _names_slip(finding: Finding) -> bool:
    """Whether it says what is wrong in a paragraph, which nobody need compare before it is mended."""
    return finding.code in _OF_CHANGES or (
        not finding.code.startswith("f-") and BY_CODE[finding.code].severity != "notice"
    )


def _without_renumbered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those on notes that have only got other numbers, and on what refers to them."""
    heads = [finding for finding in findings if finding.code == "b-403"]
    about = {
        (place.file, name)
        for finding in heads
        for details in (dict(finding.details),)
        for place in finding.places
        for name in (*(f"fn:{label}" for label in details["labels"].split()), *details["citing"].split())
    }

    def follows(finding: Finding) -> bool:
        if finding.code == "b-102":
            return any(place.id.startswith("fn:") and (place.file, place.id) in about for place in finding.places)
        note = dict(finding.details).get("note", "") if finding.code == "b-401" else ""
        return finding.code in _OF_NOTES and any(
            (place.file, f"fn:{note}" if note else place.id) in about for place in finding.places
        )

    return tuple(finding for finding in findings if not follows(finding)) if heads else findings


def _without_lost_notes(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those that miss a note, or a text's end, because of a footnote mark that is mistyped."""
    marks = [(finding.places[0], dict(finding.details)["expected"]) for finding in findings if finding.code == "s-202"]
    notes = {(place.file, expected.strip("[^]:")) for place, expected in marks}
    lines = {(place.file, place.line) for place, _ in marks}

    def follows(finding: Finding) -> bool:
        if finding.code in ("s-103", "s-104"):
            return (finding.places[0].file, dict(finding.details)["note"]) in notes
        return finding.code == "b-503" and any((place.file, place.line) in lines for place in finding.places)

    return tuple(finding for finding in findings if not follows(finding))


def _told_once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those on signs that cannot be seen (t-113), or that pass for others (t-122), where x-106 or
    x-107 has found the same; it takes over what would mend it."""
    for safety, typography in (("x-106", "t-113"), ("x-107", "t-122")):
        told = {_span(finding) for finding in findings if finding.code == safety}
        same = {_span(f): f for f in findings if f.code == typography and _span(f) in told}
        findings = tuple(
            replace(finding, edits=same[_span(finding)].edits)
            if finding.code == safety and _span(finding) in same
            else finding
            for finding in findings
            if finding not in same.values()
        )
    return findings


def _span(finding: Finding) -> tuple[str, int, tuple[int, int] | None]:
    place = finding.places[0]
    return place.file, place.line, place.at


def _behind(finding: Finding) -> tuple[str, int]:
    """The line behind a finding's."""
    return finding.places[0].file, finding.places[0].line + 1


def _is_wrong(finding: Finding, findings: Iterable[Finding]) -> bool:
    """Whether there is an error in the block whose change a finding is about: mended, it is another change."""
    place = finding.places[0]
    return any(
        BY_CODE[other.code].severity == "error"
        and other.code[0] in "sax"
        and (other.places[0].file, other.places[0].line) == (place.file, place.line)
        for other in findings
    )


def _is_slip(finding: Finding, slips: set[tuple[str, int, int]]) -> bool:
    """Whether all that was changed is part of what another finding is about."""
    details = dict(finding.details)
    spans = details.get("spans", "").split()
    file = finding.places[0].file
    # Of a number in full-width digits the point and the digits behind it are changed, too.
    as_wide = len({normalize("NFKC", details.get(name, "")) for name in ("before", "after")}) == 1
    for found in spans:
        line, start, end = map(int, found.split(":"))
        wrong = [(file, line, column) in slips for column in range(start, end)]
        if not (any(wrong) if as_wide else wrong and all(wrong)):
            return False
    return bool(spans)
