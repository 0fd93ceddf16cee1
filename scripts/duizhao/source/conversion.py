"""The conversion: from a profile to written pages, with the ledger and the findings. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from duizhao.document.text import Span
from duizhao.errors import InputError
from duizhao.source.assign_ids import assign_ids
from duizhao.source.counterparts import unmatched
from duizhao.source.files import Read, named, read_files
from duizhao.source.findings import Finding
from duizhao.source.ledger import Ledger, balance
from duizhao.source.model import Drop, LanguageText, Line, Report, Source
from duizhao.source.profile import LanguageProfile, Profile, load_profile
from duizhao.source.repairs import REPAIRS
from duizhao.source.repairs.flow import squeezed
from duizhao.source.repairs.title_page import MOST_TITLE_LINES
from duizhao.source.structure import build_edition
from duizhao.source.unused import unused
from duizhao.source.writers.markdown import WrittenPage, write_page


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gives: the report, its files by path below `docs/`, the ledger, and what to look at."""

    profile: Profile
    report: Report
    files: dict[str, WrittenPage]
    ledger: Ledger
    findings: tuple[Finding, ...]


def convert(profile_path: Path, root: Path) -> Conversion:
    """Converts the report of a profile. Names in messages are relative to `root`.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    profile = load_profile(profile_path, named(profile_path, root))
    return convert_read(profile, read_files(profile, profile_path, root))


def convert_lines(profile: Profile, source: Source, lines: tuple[Line, ...], drops: tuple[Drop, ...]) -> Conversion:
    """Converts what the reader has read of a source that is one file."""
    return convert_read(profile, Read(source, {profile.sources[0]: (source, lines)}, drops))


def convert_read(profile: Profile, read: Read) -> Conversion:
    """Converts what the readers have read: languages apart, repairs, pages, Markdown, ledger."""
    texts = tuple(
        repaired(LanguageText(language.code, source, part, span=_span(part)), language)
        for language, source, part in _languages(profile, read)
    )
    date = profile.date.iso if profile.date else ""
    editions = tuple(replace(edition, date=date) for edition in assign_ids([build_edition(text) for text in texts]))
    sources = tuple(text.source for text in texts)
    all_drops = read.drops + tuple(drop for text in texts for drop in text.drops)
    findings = tuple(finding for text in texts for finding in text.findings)
    findings += unmatched(editions, sources) + tuple(unused(profile, texts, editions))
    report = Report(read.source, sources, editions, all_drops, findings)
    files = {
        f"{edition.code}/{page.path}.md": write_page(page, edition, source)
        for edition, source in zip(editions, sources, strict=True)
        for page in edition.pages
    }
    ledger = balance(read.source, files.items(), all_drops)
    ordered = tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.code)))
    return Conversion(profile, report, files, ledger, ordered)


def repaired(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """One language's text after all repairs."""
    for repair in REPAIRS:
        text = repair(text, profile)
    return text


def _languages(profile: Profile, read: Read) -> list[tuple[LanguageProfile, Source, tuple[Line, ...]]]:
    """The source and the lines of each language, in the profile's order."""
    parts: dict[str, tuple[Line, ...]] = {}
    for name in profile.sources:
        source, lines = read.files[name]
        parts |= _apart(profile, [each for each in profile.languages if each.source == name], source, lines)
    return [(each, read.of(each)[0], parts[each.code]) for each in profile.languages]


def _apart(
    profile: Profile, languages: list[LanguageProfile], source: Source, lines: tuple[Line, ...]
) -> dict[str, tuple[Line, ...]]:
    """The lines of each language that one file holds."""
    starts: list[int] = []
    for language in languages:
        if not language.begins:
            starts.append(0)
            continue
        at = starts[-1] + 1 if starts else 0
        further = range(at, len(lines))
        start = next((i for i in further if lines[i].text.plain.startswith(language.begins)), None)
        if start is None:
            start = next((i for i in further if _begins(lines, i, language.begins)), None)
        if start is None:
            behind = source.line(lines[at - 1].text.start) if starts and at <= len(lines) else 0
            raise InputError(
                "No line of {source} behind line {behind} begins with “{begins}”, where `{code}` should begin."
                if behind else "No line of {source} begins with “{begins}”, where `{code}` should begin.",
                source=source.name, behind=behind, begins=language.begins, code=language.code,
                file=profile.file, line=profile.lines["languages", language.code, "begins"],
                hint="Give the exact beginning of the language's first line; leave a language out that is not there.",
            )  # fmt: skip
        starts.append(start)
    if starts[0] > 0:
        raise InputError(
            "Text stands before the first language's beginning.",
            file=source.name, line=source.line(lines[0].text.start),
            hint="Let `languages.{code}.begins` be the beginning of this line.", code=languages[0].code,
        )  # fmt: skip
    ends = [*starts[1:], len(lines)]
    return {each.code: lines[a:b] for each, a, b in zip(languages, starts, ends, strict=True)}


def _span(lines: tuple[Line, ...]) -> Span:
    """Where in the source some lines stand."""
    return Span(lines[0].text.start, lines[-1].text.end) if lines else Span(0, 0)


def _begins(lines: tuple[Line, ...], at: int, begins: str) -> bool:
    """Whether a line begins so, white space, letter case and a heading's `#` aside, perhaps with those below it."""
    whole, wanted = squeezed(lines[at].text.plain.lstrip("# ")), squeezed(begins)
    for line in lines[at + 1 : at + MOST_TITLE_LINES]:
        if len(whole) >= len(wanted) or not wanted.startswith(whole) or not whole:
            break
        whole += squeezed(line.text.plain.lstrip("# "))
    return bool(whole) and whole.startswith(wanted)
