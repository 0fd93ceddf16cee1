"""What the check finds, as the pages that are open show it."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.check.follow_ups import without_follow_ups
from duizhao.check.model import Finding, Place
from duizhao.check.rules import BY_CODE, RULES
from duizhao.check.settled import Settlement, unsettled
from duizhao.check.show import around, ordered
from duizhao.check.words import phrase

#: The rules that need no more than two counterpart pages, or, as s-306, have the rest of them for their advice only.
QUICK = tuple(rule for rule in RULES if rule.scope != "edition" or rule.code == "s-306")
_QUICK_CODES = frozenset(rule.code for rule in QUICK)

#: A finding as a page's script takes it.
Note = dict[str, object]


class Findings(Struct):
    """What is known: all findings of the last whole check, and what the quick rules have found since, by the files
    they looked at. Each answer to an open page asks for it, so what there is to look at is kept until it changes."""

    whole: tuple[Finding, ...] = ()
    since: dict[tuple[str, ...], tuple[Finding, ...]] = field(default_factory=dict)
    kept: tuple[Mapping[str, Settlement], tuple[Finding, ...]] | None = None

    def looked(self, files: tuple[str, ...], found: tuple[Finding, ...]) -> None:
        """The quick rules have found this in these files."""
        self.since[files], self.kept = found, None

    def now(self, settled: Mapping[str, Settlement]) -> tuple[Finding, ...]:
        """What there is to look at, as far as is known."""
        if self.kept is None or self.kept[0] != settled:
            self.kept = settled, self._due(settled)
        return self.kept[1]

    def _due(self, settled: Mapping[str, Settlement]) -> tuple[Finding, ...]:
        looked = {file for files in self.since for file in files}
        # What waited for a finding that is gone waits until all is known anew.
        whole = without_follow_ups(unsettled(self.whole, settled))
        kept = (finding for finding in whole if not _is_quick(finding, looked))
        kinds = {finding.fingerprint: finding.kind for finding in self.whole}  # what one page does not tell
        again = (replace(f, kind=kinds.get(f.fingerprint, "")) for found in self.since.values() for f in found)
        return without_follow_ups((*kept, *unsettled(again, settled)))


def _is_quick(finding: Finding, files: Collection[str]) -> bool:
    """Whether a quick rule has found it in these files."""
    return finding.code in _QUICK_CODES and all(place.file in files for place in finding.places)


def notes(findings: Iterable[Finding], files: Collection[str], language: str, settled_in: str) -> list[Note]:
    """The findings that have a place in one of the files, a note for each, in the order of the text.

    `files`: what the page shows, one of each language, the page's own first. `settled_in`: the file of what is settled.
    """
    order = list(files)
    result = []
    for finding in ordered(findings):
        here = sorted((p for p in finding.places if p.file in order), key=lambda place: order.index(place.file))
        if here:
            result.append(_note(finding, here[0], language, settled_in))
    return result


def _note(finding: Finding, place: Place, language: str, settled_in: str) -> Note:
    rule = BY_CODE[finding.code]
    return {
        "key": finding.fingerprint,
        "code": finding.code,
        "severity": rule.severity,
        "kind": phrase(language, rule.severity),
        "message": rule.says(finding, language),
        "advice": rule.advises(finding, language).replace(phrase(language, "settled_in"), settled_in),
        "at": place.id,
        "language": place.language,
        "text": around(place),
        "places": [f"{each.file}:{each.line}" for each in finding.places],
    }
