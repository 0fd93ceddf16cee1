"""The conversion: from a profile to written pages, with the ledger and the findings. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from duizhao.errors import InputError
from duizhao.source.assign_ids import assign_ids
from duizhao.source.counterparts import unmatched
from duizhao.source.findings import Finding
from duizhao.source.ledger import Ledger, balance
from duizhao.source.model import Drop, LanguageText, Line, Report, Source
from duizhao.source.profile import LanguageProfile, Profile, load_profile
from duizhao.source.readers import READERS
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
    profile = load_profile(profile_path, _named(profile_path, root))
    source_path = _beside(profile_path, profile)
    reader = READERS.get(source_path.suffix.lower())
    if not reader:
        raise InputError(
            "There is no reader for `{ending}` files.", ending=source_path.suffix or profile.source,
            file=profile.file, line=profile.lines.get(("source",)), hint="Known: {known}.", known=list(READERS),
        )  # fmt: skip
    read_source, read_lines = reader
    source = read_source(source_path, _named(source_path, root))
    lines, drops = read_lines(source)
    return convert_lines(profile, source, lines, drops)


def _beside(profile_path: Path, profile: Profile) -> Path:
    """Where the source of a profile is: in the profile's folder, and no link to elsewhere."""
    parts = PurePath(profile.source).parts
    outside = PurePath(profile.source).is_absolute() or ".." in parts
    steps = [profile_path.parent.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
    if outside or any(step.is_symlink() for step in steps):
        raise InputError(
            "`source` leads out of the profile's folder.", file=profile.file, line=profile.lines.get(("source",)),
            hint="Put the file itself beside the profile.",
        )  # fmt: skip
    return profile_path.parent / profile.source


def convert_lines(profile: Profile, source: Source, lines: tuple[Line, ...], drops: tuple[Drop, ...]) -> Conversion:
    """Converts what a reader has read: languages apart, repairs, pages, Markdown, ledger."""
    texts = tuple(
        repaired(LanguageText(language.code, source, part), language)
        for language, part in _languages(profile, source, lines)
    )
    date = profile.date.iso if profile.date else ""
    editions = tuple(replace(edition, date=date) for edition in assign_ids([build_edition(text) for text in texts]))
    all_drops = drops + tuple(drop for text in texts for drop in text.drops)
    findings = tuple(finding for text in texts for finding in text.findings)
    findings += unmatched(editions, source) + tuple(unused(profile, texts, editions))
    report = Report(source, editions, all_drops, findings)
    files = {f"{e.code}/{page.path}.md": write_page(page, e, source) for e in editions for page in e.pages}
    ledger = balance(source, files.items(), all_drops)
    ordered = tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.code)))
    return Conversion(profile, report, files, ledger, ordered)


def repaired(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """One language's text after all repairs."""
    for repair in REPAIRS:
        text = repair(text, profile)
    return text


def _languages(
    profile: Profile, source: Source, lines: tuple[Line, ...]
) -> list[tuple[LanguageProfile, tuple[Line, ...]]]:
    """The lines of each language, in the profile's order."""
    starts: list[int] = []
    for language in profile.languages:
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
            hint="Let `languages.{code}.begins` be the beginning of this line.", code=profile.languages[0].code,
        )  # fmt: skip
    ends = [*starts[1:], len(lines)]
    return [(p, lines[a:b]) for p, a, b in zip(profile.languages, starts, ends, strict=True)]


def _begins(lines: tuple[Line, ...], at: int, begins: str) -> bool:
    """Whether a line begins so, white space, letter case and a heading's `#` aside, perhaps with those below it."""
    whole, wanted = squeezed(lines[at].text.plain.lstrip("# ")), squeezed(begins)
    for line in lines[at + 1 : at + MOST_TITLE_LINES]:
        if len(whole) >= len(wanted) or not wanted.startswith(whole) or not whole:
            break
        whole += squeezed(line.text.plain.lstrip("# "))
    return bool(whole) and whole.startswith(wanted)


def _named(path: Path, root: Path) -> str:
    """The path as a user in `root` would write it."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
