"""The file with all that needs a human eye: what a conversion found, what the check did, and the whole outline."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from duizhao.check.model import Finding as CheckFinding
from duizhao.check.model import listed
from duizhao.check.rules import BY_CODE
from duizhao.check.show import brief
from duizhao.check.words import phrase
from duizhao.commands.convert import EXAMPLES, FREQUENT, kinds_of, review
from duizhao.commands.preview import outline
from duizhao.source.conversion import Conversion
from duizhao.source.findings import Finding
from duizhao.source.guess.model import SHOWN, squeezed
from duizhao.words import words_of

#: Its name in the edition's folder.
REVIEW = "review.txt"

_MATTERS = {"error": 0, "warning": 1, "notice": 2, "doubt": 1, "note": 2}


#: What a conversion finds and the check finds again on the page, so that one of them says it.
_TOLD_AGAIN = {
    "c-001": ("b-503",),
    "c-009": ("s-104",),
    "c-011": ("a-103",),
    "c-017": ("t-109", "t-112"),
    "c-018": ("b-501", "b-502"),
    "c-030": ("b-201",),
}
#: What the check says of words of another language.
_OTHER_WORDS = ("l-102", "l-103")
#: The details of a finding that quote the text.
_QUOTES = ("title", "address", "text", "end")


def write_review(root: Path, conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> None:
    """Writes the file into an edition's folder."""
    (root / REVIEW).write_text("\n".join(_all(conversion, findings, language)) + "\n", encoding="utf-8")


def by_kind(conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> Iterator[str]:
    """What needs an eye, a line a kind: the most important first, and of what matters as much the rarest."""
    rows: list[tuple[int, int, str]] = []
    findings = _without_other_language(conversion, findings)
    doubts = [each for each in _not_told_again(conversion.findings, findings) if each.severity != "note"]
    for kind in kinds_of(doubts):
        where = _places([(each.file, each.line) for each in kind])
        rows.append((_MATTERS[kind[0].severity], len(kind), f"{where}: {kind[0].code} {kind[0].says(language)}"))
    mended, findings = _parted(findings)
    for code in dict.fromkeys(finding.code for finding in findings):
        same = [finding for finding in findings if finding.code == code]
        rule, where = BY_CODE[code], _places([(each.places[0].file, each.places[0].line) for each in same])
        rows.append((_MATTERS[rule.severity], len(same), f"{where}: {code} {rule.says(brief(same[0]), language)}"))
    for _, _, line in sorted(rows, key=lambda row: row[:2]):
        yield line
    if mended:
        yield _mended(mended, language)


def _parted(findings: Sequence[CheckFinding]) -> tuple[list[CheckFinding], list[CheckFinding]]:
    """Those that `duizhao check --fix` mends, and those a person has to look at."""
    return [each for each in findings if each.edits], [each for each in findings if not each.edits]


def _mended(findings: Sequence[CheckFinding], language: str) -> str:
    """What `duizhao check --fix` mends, in one line: the codes, and how often each is found."""
    counts = Counter(finding.code for finding in findings)
    kinds = ", ".join(
        f"{code} {BY_CODE[code].text('title')[language]} ({count})" for code, count in counts.most_common()
    )
    return words_of(language, "new")["mended"].format(count=len(findings), kinds=kinds)


def _without_other_language(conversion: Conversion, findings: Sequence[CheckFinding]) -> list[CheckFinding]:
    """What the check found without the words of another language in a text that has whole paragraphs of it."""
    mixed = {dict(each.details)["here"] for each in conversion.findings if each.code == "c-067"}
    return [each for each in findings if each.code not in _OTHER_WORDS or each.places[0].language not in mixed]


def _not_told_again(found: Sequence[Finding], checked: Sequence[CheckFinding]) -> tuple[Finding, ...]:
    """What a conversion found without what the check has found, too, in the block the words stand in; and without the
    headings of one language, where the check says from which pages on the outlines differ."""
    told = {code for again in _TOLD_AGAIN.values() for code in again}
    texts: dict[str, list[str]] = {}
    for finding in checked:
        if finding.code in told:
            words = (*(place.text for place in finding.places), *(value for _, value in finding.details))
            texts.setdefault(finding.code, []).append(squeezed("\n".join(words)))

    def is_told(finding: Finding) -> bool:
        quotes = [squeezed(value.split("…")[0]) for name, value in finding.details if name in _QUOTES]
        if finding.code == "c-018" and ("kind", "heading") in finding.details and "b-502" in texts:
            return True
        again = [text for code in _TOLD_AGAIN.get(finding.code, ()) for text in texts.get(code, ())]
        return any(quote and quote in text for quote in quotes for text in again)

    return tuple(finding for finding in found if not is_told(finding))


def _places(places: Sequence[tuple[str, int]]) -> str:
    """The first few places of a kind of finding, and how many there are."""
    shown = ", ".join(f"{file}:{line}" for file, line in places[:SHOWN])
    return f"{shown}, … ({len(places)})" if len(places) > SHOWN else shown


def _of_a_kind(kind: Sequence[CheckFinding], language: str) -> Iterator[str]:
    """What the check found of one kind: a few in full, the first of more, and the places of the others."""
    rule = BY_CODE[kind[0].code]
    shown = kind if len(kind) <= FREQUENT else kind[:EXAMPLES]
    for found in shown:
        place = found.places[0]
        yield f"  {place.file}:{place.line}: {phrase(language, rule.severity)} {rule.code} {rule.says(found, language)}"
    if further := kind[len(shown) :]:
        where = listed(each.places[0] for each in further)
        yield "    " + words_of(language, "new")["of_a_kind"].format(code=rule.code, count=len(further), places=where)


def _all(conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> Iterator[str]:
    """Everything that needs an eye, for the file."""
    findings = _without_other_language(conversion, findings)
    yield from review(_not_told_again(conversion.findings, findings), language)
    mended, findings = _parted(findings)
    if findings:
        kinds = len({finding.code for finding in findings})
        yield words_of(language, "new")["checked"].format(count=len(findings), kinds=kinds)
    for code in dict.fromkeys(finding.code for finding in findings):
        yield from _of_a_kind([finding for finding in findings if finding.code == code], language)
    if mended:
        yield _mended(mended, language)
    headings = outline({name: page.content for name, page in conversion.files.items()})
    yield ""
    yield words_of(language, "new")["outline"].format(count=len(headings))
    yield from (f"  {heading}" for heading in headings)
