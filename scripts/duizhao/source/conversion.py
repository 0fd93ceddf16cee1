"""The conversion: from a profile to written pages, with the ledger and the findings. Writes nothing but what
is kept of it in `.cache/` for the same source, profile and program."""

import pickle
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.document.text import Span
from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.source.assign_ids import assign_ids
from duizhao.source.counterparts import unmatched
from duizhao.source.editions import conversion_state, named
from duizhao.source.files import Read, read_files
from duizhao.source.findings import Finding
from duizhao.source.format_parts import end_of, images_of, notes_of, plain_of, start_of
from duizhao.source.ledger import Ledger, LedgerError, balance
from duizhao.source.model import Block, Drop, LanguageText, Line, Source
from duizhao.source.profile import LanguageProfile, Profile, load_profile
from duizhao.source.readers.read import ReadFile
from duizhao.source.repairs.flow import Repair, squeezed
from duizhao.source.repairs.table import FORMATTED, REPAIRS
from duizhao.source.repairs.title_page import MOST_TITLE_LINES
from duizhao.source.structure import Report, build_edition
from duizhao.source.turns import apart
from duizhao.source.unused import unused
from duizhao.source.writers.markdown import WrittenPage, write_page
from duizhao.workspace import replace_file


class Conversion(Struct, frozen=True):
    """What a conversion gives: the report, its files and images by path below `docs/`, the ledger, what to look at.

    `extracted`: the texts of files that are none, by the name of the file beside the profile each is kept in.
    """

    profile: Profile
    report: Report
    files: dict[str, WrittenPage]
    ledger: Ledger
    findings: tuple[Finding, ...]
    images: dict[str, bytes] = field(default_factory=dict)
    extracted: dict[str, str] = field(default_factory=dict)


def convert(profile_path: Path, root: Path) -> Conversion:
    """Converts the report of a profile. Names in messages are relative to `root`.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    profile = load_profile(profile_path, named(profile_path, root))
    return convert_read(profile, read_files(profile, profile_path, root))


def convert_lines(profile: Profile, source: Source, lines: tuple[Line, ...], drops: tuple[Drop, ...]) -> Conversion:
    """Converts what the reader has read of a source that is one file."""
    return convert_read(profile, Read(source, {profile.sources[0]: ReadFile(source, lines, drops)}, drops))


def convert_read(profile: Profile, read: Read) -> Conversion:
    """Converts what the readers have read: languages apart, repairs, pages, Markdown, ledger."""
    texts = tuple(
        repaired(text, language, FORMATTED if read.of(language).formatted else REPAIRS)
        for language, text in zip(profile.languages, _languages(profile, read), strict=True)
    )
    date = profile.date.iso if profile.date else ""
    editions = tuple(
        replace(edition, date=date, licence=language.licence)
        for edition, language in zip(
            assign_ids([build_edition(text) for text in texts]), profile.languages, strict=True
        )
    )
    sources = tuple(text.source for text in texts)
    all_drops = read.drops + tuple(drop for text in texts for drop in text.drops)
    findings = tuple(finding for file in read.files.values() for finding in file.findings)
    findings += tuple(finding for text in texts for finding in text.findings)
    findings += unmatched(editions, sources, findings) + tuple(unused(profile, texts, editions))
    report = Report(read.source, sources, editions, all_drops, findings)
    files = {
        f"{edition.code}/{page.path}.md": write_page(page, edition, source)
        for edition, source in zip(editions, sources, strict=True)
        for page in edition.pages
    }
    try:
        ledger = balance(read.source, files.items(), all_drops)
    except LedgerError as error:
        raise InputError(
            "The conversion was stopped, since text would be lost or stand twice: {what}.", what=str(error),
            file=read.source.name,
            hint="This is a mistake of Duizhao's; please report it with these lines. Write them more simply to go on.",
        ) from error  # fmt: skip
    ordered = tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.line, f.code)))
    images = images_of(editions, [read.of(language).images for language in profile.languages])
    extracted = {PurePath(file.source.name).name: file.text for file in read.files.values() if file.extracted}
    return Conversion(profile, report, files, ledger, ordered, images, extracted)


def repaired(text: LanguageText, profile: LanguageProfile, repairs: Sequence[Repair] = REPAIRS) -> LanguageText:
    """One language's text after all repairs."""
    for repair in repairs:
        text = repair(text, profile)
    return text


def _languages(profile: Profile, read: Read) -> list[LanguageText]:
    """The text of each language, as it was read, in the profile's order."""
    texts: dict[str, LanguageText] = {}
    for name, file in read.files.items():
        drops: tuple[Drop, ...] = ()
        if profile.in_turns:
            scripts, drops = apart(file.blocks)
            parts = {each.code: scripts[each.han] for each in profile.languages}
            if empty := [code for code, blocks in parts.items() if not blocks]:
                raise InputError(
                    "No paragraph is in `{code}`.", code=empty[0], file=file.source.name,
                    hint="Take `in_turns` out of the profile, and the language that is not there.",
                )  # fmt: skip
        else:
            parts = _apart(
                profile, [each for each in profile.languages if each.source == name], file.source, file.blocks
            )
        notes = notes_of(list(parts.values()), file.notes)
        for (code, blocks), own in zip(parts.items(), notes, strict=True):
            texts[code] = LanguageText(code, file.source, blocks, notes=tuple(own), span=_span(blocks), drops=drops)
            drops = ()  # they are told once
    return [texts[each.code] for each in profile.languages]


def _apart(
    profile: Profile, languages: list[LanguageProfile], source: Source, lines: tuple[Block, ...]
) -> dict[str, tuple[Block, ...]]:
    """The lines or blocks of each language that one file holds."""
    starts: list[int] = []
    for language in languages:
        if not language.begins:
            starts.append(0)
            continue
        at = starts[-1] + 1 if starts else 0
        further = range(at, len(lines))
        start = next((i for i in further if plain_of(lines[i]).startswith(language.begins)), None)
        if start is None:
            start = next((i for i in further if _begins(lines, i, language.begins)), None)
        if start is None:
            behind = source.line(start_of(lines[at - 1])) if starts and at <= len(lines) else 0
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
            file=source.name, line=source.line(start_of(lines[0])),
            hint="Let `languages.{code}.begins` be the beginning of this line.", code=languages[0].code,
        )  # fmt: skip
    ends = [*starts[1:], len(lines)]
    return {each.code: lines[a:b] for each, a, b in zip(languages, starts, ends, strict=True)}


def _span(blocks: tuple[Block, ...]) -> Span:
    """Where in the source some lines or blocks stand."""
    ends = [end_of(block) for block in blocks]
    return Span(max(start_of(blocks[0]), 0), max(0, *ends)) if blocks else Span(0, 0)


def _begins(lines: tuple[Block, ...], at: int, begins: str) -> bool:
    """Whether a line begins so, white space, letter case and a heading's `#` aside, perhaps with those below it."""
    whole, wanted = squeezed(plain_of(lines[at]).lstrip("# ")), squeezed(begins)
    for line in lines[at + 1 : at + MOST_TITLE_LINES]:
        if len(whole) >= len(wanted) or not wanted.startswith(whole) or not whole:
            break
        whole += squeezed(plain_of(line).lstrip("# "))
    return bool(whole) and whole.startswith(wanted)


#: So many conversions are kept, the last used first: an edition's, and the one before a change is taken back.
_KEPT = 4


def converted(project: Project, profile: Path) -> Conversion:
    """The conversion of a profile's report. Writes nothing; what is done with it looks at the documents as they are.

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    return _converted(project, profile)[0]


@derived
def _converted(project: Project, profile: Path) -> tuple[Conversion, bool]:
    """The conversion, and whether it is one that was kept."""
    if file := _file(project, profile):
        with suppress(Exception):  # nothing there, or nothing that can be read: it is made anew
            kept = pickle.loads(file.read_bytes())
            if isinstance(kept, Conversion):
                return kept, True
    return convert(profile, project.root), False


def converted_and_kept(project: Project, profile: Path) -> Conversion:
    """The same, kept for the next who works with all of it; a check and a build do with its files (`revise/fidelity`).

    Raises:
        InputError: the profile or the source cannot be worked with.
    """
    conversion, was_kept = _converted(project, profile)
    with suppress(Exception):  # a folder that cannot be written to does no harm
        if file := _file(project, profile):
            if was_kept:
                file.touch()  # written anew, it would be other bytes
            else:
                replace_file(file, pickle.dumps(conversion))
            files = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
            for old in files[_KEPT:]:
                old.unlink()
    return conversion


def _file(project: Project, profile: Path) -> Path | None:
    """Where a conversion is kept, if any is."""
    return project.cache / "conversions" / conversion_state(project, profile) if project.cache else None
