"""`duizhao convert --preview`: what a conversion would change, beside the last one; writes nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import ndiff
from pathlib import Path

import msgspec

from duizhao.revise.merge.base import read_base
from duizhao.revise.merge.merge import read_docs
from duizhao.source.conversion import Conversion
from duizhao.source.findings import Finding
from duizhao.words import words_of
from duizhao.workspace import replace_all

#: What was put together, those on the thinnest evidence first: paragraphs, notes, notes over other text, sources of
#: figures, and words that a line's end cuts.
JOINED = ("c-004", "c-032", "c-026", "c-034", "c-002")

#: How many lines of each kind are shown at most.
SHOWN = 60

_HEADING = re.compile(r"(?m)^(#{1,6} .*?)(?: \{ #\S+ \})?$")
_FENCED = re.compile(r"(?ms)^[ >]*(?P<fence>`{3,}|~{3,}).*?^[ >]*(?P=fence)`*~*[ ]*$")
#: The details of a finding that are lines, and lines in other details.
_AT, _LINES = ("at", "line", "lines", "last", "below"), re.compile(r"(?<=\()\d+(?=\))")
_ORDER = re.compile(r"(?m)^order: (\d+)$")


def preview(conversion: Conversion, profile: Path, root: Path, language: str) -> Iterator[str]:
    """The outline and the findings beside those of the last conversion, and what was joined; for people."""
    said = words_of(language, "preview")
    new = {name: page.content for name, page in conversion.files.items()}
    last = read_base(profile, read_docs(root / "docs", new), new)
    yield said["first"] if last.first else said["nothing_written"]
    yield ""
    yield from _changes(said["outline"], said, outline(last.files), outline(new))
    before = _kept(root, profile)
    if before is None:
        yield said["no_findings_kept"]
    kept, found = (Counter(map(finding_key, each)) for each in (before or (), conversion.findings))
    come, gone = found - kept, kept - found
    yield said["findings"].format(count=len(conversion.findings), come=sum(come.values()), gone=sum(gone.values()))
    for finding in sorted(conversion.findings, key=lambda finding: finding.severity == "note"):
        if come[finding_key(finding)] > 0:
            come[finding_key(finding)] -= 1
            yield f"  + {_told(finding, language)}"
    for finding in before or ():
        if gone[finding_key(finding)] > 0:
            gone[finding_key(finding)] -= 1
            yield f"  - {_told(finding, language)}"
    joined = [finding for code in JOINED for finding in conversion.findings if finding.code == code]
    yield ""
    yield said["joined"].format(count=len(joined))
    yield from _first(f"  {_told(finding, language)}" for finding in joined)


def _told(finding: Finding, language: str) -> str:
    return f"{finding.file}:{finding.line}: {finding.code} {finding.says(language)}"


def finding_key(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever it stands now, and whatever lines it names."""
    return (finding.code, *((name, _LINES.sub("…", value)) for name, value in finding.details if name not in _AT))


def _first(lines: Iterator[str]) -> Iterator[str]:
    for count, line in enumerate(lines):
        if count == SHOWN:
            yield "  …"
            return
        yield line


def outline(files: Mapping[str, str]) -> list[str]:
    """The headings of all pages in reading order, a language behind the other."""
    found: list[tuple[str, int, list[str]]] = []
    for name, text in files.items():
        order = _ORDER.search(text)
        found.append((name.partition("/")[0], int(order[1]) if order else 0, _HEADING.findall(_FENCED.sub("", text))))
    return [f"{language}: {heading}" for language, _, headings in sorted(found) for heading in headings]


def _changes(title: str, said: Mapping[str, str], before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """Two outlines beside each other: all of the new one if there was none, else what differs."""
    lines = [line for line in ndiff(before, now) if line[:2] != "? "] if before else [f"  {line}" for line in now]
    changed = [line for line in lines if line[:2] in ("+ ", "- ")] if before else lines
    yield title.format(count=len(now), changed=len(changed) if before else 0)
    if before and not changed:
        yield f"  {said['same']}"
    yield from _first(f"  {line}" for line in changed)
    yield ""


def _file(root: Path, profile: Path) -> Path:
    return root / ".cache" / f"{profile.stem}.findings.json"


def keep(conversion: Conversion, profile: Path, root: Path) -> None:
    """Keeps what a conversion found, for the next preview."""
    replace_all({_file(root, profile): msgspec.json.encode(conversion.findings)})


def _kept(root: Path, profile: Path) -> tuple[Finding, ...] | None:
    try:
        return msgspec.json.decode(_file(root, profile).read_bytes(), type=tuple[Finding, ...])
    except (OSError, ValueError):  # what msgspec raises is one
        return None
