"""`duizhao check`: what an editor should look at, with the texts of both languages."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.check.manual import manual_address, manual_folder
from duizhao.check.model import Finding
from duizhao.check.run import check
from duizhao.check.sanitize import before_reading, unread_files
from duizhao.check.settled import Settlement, outdated, settled_in, settled_of, unsettled
from duizhao.check.words import phrase
from duizhao.compare.meaning.model import installed_model
from duizhao.document.safety.before import READ, refuse_unsafe
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.source.editions import find_profile
from duizhao.words import message_language

if TYPE_CHECKING:
    from duizhao.check.fix import Mended


#: What was not looked at, if nothing was.
_ALL = "docs/"


class Outcome(Struct, frozen=True):
    """A run of the checks: what no one has settled and follows from nothing else, the file of what is settled, how many
    findings are, settlements without a finding, the files that were not looked at, each with the finding that says why,
    and in how many places the conversion has left something for a person to look at."""

    new: tuple[Finding, ...]
    settled_in: str = ""
    settled: int = 0
    old: tuple[Settlement, ...] = ()
    unread: Mapping[str, Finding] = field(default_factory=dict)
    doubts: int = 0


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if there is an error or a warning no one has settled."""
    language = options.lang or message_language()
    try:
        # What must not be read in docs/ is a finding.
        refuse_unsafe(options.root, tuple(name for name in READ if name != "docs"))
        profile = find_profile(options.root, options.profile)
        if options.watch:
            gc.enable()  # it goes on
            from duizhao.commands.check_watch import watch

            return watch(options.root, lambda: _once(options, profile, language), language)
        return _once(options, profile, language)
    except InputError as error:
        if options.format == "github":
            from duizhao.check.formats.github import as_github_error

            print(as_github_error(error))
        raise


def _once(options: argparse.Namespace, profile: Path, language: str) -> int:
    format_ = "json" if options.json else options.format
    # What must not be read, or cannot be checked sensibly, is left out: if it is more than single pages, all is.
    stopped = before_reading(options.root)
    outcome = Outcome(stopped, unread={_ALL: stopped[0]} if stopped else {})
    unread = unread_files(options.root, stopped)
    project = Project(options.root, keep=not options.no_cache, without=unread or ())
    # Where the others cannot be checked either, that comes when these are mended.
    with suppress(InputError) if stopped else nullcontext():
        if unread is not None:
            if options.fix:
                mended = _fix(options, profile, unread)
                if format_ == "text":
                    from duizhao.check.fix import told as told_fixes

                    print("\n".join(told_fixes(mended, language)))
            outcome = look(project, profile, unread)
    if format_ == "text":
        _print_text(outcome, options.root, language)
        print("".join(_without_rules(project, profile, language)), end="")
        if sys.stderr.isatty() and (told := without_meaning(project, language)):
            print(told, file=sys.stderr)
    elif format_ == "json":
        from duizhao.check.formats.json_ import as_json

        print(as_json(_ordered(outcome.new), outcome.unread))
    elif format_ == "github":
        from duizhao.check.formats.github import as_github

        if outcome.new:
            text = as_github(_ordered(outcome.new), language, manual_address(options.root, language))
            print(_named(text, outcome, language))
    else:
        from duizhao.check.formats.sarif import as_sarif

        text = as_sarif(_ordered(outcome.new), language, manual_address(options.root, language))
        print(_named(text, outcome, language))
    return exit_code(outcome.new)


def look(project: Project, profile: Path, unread: Mapping[str, Finding]) -> Outcome:
    """Checks the edition but for the pages that must not be read."""
    settled = settled_of(project, profile)
    done = check(project, profile)
    new = unsettled(done.findings, settled)
    shown = _as_told(new) if new else ()
    # While an error keeps what is settled from being found, nobody can tell what is still needed.
    old = () if unread or _has_errors(shown) else outdated(done.findings, settled)
    doubts = _doubts(project, profile)
    return Outcome(shown, settled_in(profile), len(done.findings) - len(new), old, unread, doubts)


def _as_told(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    from duizhao.check.follow_ups import without_follow_ups
    from duizhao.check.one_kind import told_once

    return told_once(without_follow_ups(findings))


def _doubts(project: Project, profile: Path) -> int:
    from duizhao.revise.fidelity.load import doubts_of_conversion

    # What is wrong with the profile, or the source, `duizhao convert` says.
    with suppress(InputError):
        return doubts_of_conversion(project, profile)
    return 0


def exit_code(findings: Sequence[Finding]) -> int:
    """1 if one of the findings is more than a notice."""
    if not findings:
        return 0
    from duizhao.check.rules import BY_CODE

    return int(any(BY_CODE[finding.code].severity != "notice" for finding in findings))


def _has_errors(findings: Sequence[Finding]) -> bool:
    if not findings:
        return False
    from duizhao.check.rules import BY_CODE

    return any(BY_CODE[f.code].severity == "error" or f.code in ("f-101", "f-105", "f-106") for f in findings)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    from duizhao.check.show import ordered

    return ordered(findings)


def _named(text: str, outcome: Outcome, language: str) -> str:
    """A text with the name of the file of what is settled."""
    return text.replace(phrase(language, "settled_in"), outcome.settled_in or phrase(language, "settled_in"))


def _print_text(outcome: Outcome, root: Path, language: str) -> None:
    told: list[Finding] = []
    if outcome.new:
        from duizhao.check.show import shown

        lines: dict[str, list[str]] = {}
        told = list(_together(_ordered(outcome.new)))
        for finding in told:
            for place in finding.places:
                if place.file not in lines:
                    lines[place.file] = _lines(root / place.file)
            print(_named("\n".join(shown(finding, language, lines)), outcome, language))
            print()
    print(_closing(outcome, told, language))
    if outcome.new:
        codes = {finding.code for finding in outcome.new}
        code = codes.pop() if len(codes) == 1 else phrase(language, "any_code")
        print(phrase(language, "more_on").format(page=f"{manual_folder(root, language)}/{code}.md"))


def _together(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings as people are told them: of those of one kind in a line that the program can mend, the first."""
    for (_, _, _, mended), found in groupby(
        findings, key=lambda f: (f.code, f.places[0].file, f.places[0].line, bool(f.edits and not f.alike))
    ):
        same = list(found)
        if mended:
            yield replace(same[0], more=sum(1 + finding.more for finding in same) - 1)
        else:
            yield from same


def _without_rules(project: Project, profile: Path, language: str) -> Iterator[str]:
    """What is not looked for in languages that have no rules for it, a line a language."""
    from duizhao.check.words import words
    from duizhao.languages import file_of, language_name
    from duizhao.source.editions import languages_of

    names: dict[str, str] = words(language)["phrases"]["rule_parts"]
    for each in languages_of(project, profile):
        if lacking := [name for key, name in names.items() if not file_of(each.code, f"{key}.py")]:
            parts = phrase(language, "comma").join(lacking)
            named = language_name(each.code, language)
            yield phrase(language, "without_rules").format(language=named, parts=parts) + "\n"


def without_meaning(project: Project, language: str) -> str:
    """What the model of meaning would add, where it is not installed; said once where that can be remembered."""
    told = project.cache / "without-meaning" if project.cache else None
    if installed_model() or (told and told.exists()):
        return ""
    if told:
        with suppress(OSError):
            told.parent.mkdir(parents=True, exist_ok=True)
            told.touch()
    return phrase(language, "without_meaning")


def _lines(path: Path) -> list[str]:
    if path.is_symlink() or not path.is_file():
        return []  # what a finding says of it is that it must not be opened
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _closing(outcome: Outcome, told: Sequence[Finding], language: str) -> str:
    counts = {"new": len(told), "settled": outcome.settled}
    text = phrase(language, "counts").format(**counts)
    if outcome.old:
        text += phrase(language, "outdated").format(old=len(outcome.old))
        for old in outcome.old:
            said = {"line": old.line, "code": old.code, "fingerprint": old.fingerprint}
            text += "\n" + phrase(language, "outdated_entry").format(file=outcome.settled_in, **said)
    if fixable := sum(1 for finding in told if finding.edits):
        text += "\n" + phrase(language, "fixable").format(count=fixable)
    if outcome.doubts:
        text += "\n" + phrase(language, "doubts").format(count=outcome.doubts)
    if _ALL in outcome.unread:
        text += "\n" + phrase(language, "stopped")
    elif outcome.unread:
        files = phrase(language, "comma").join(sorted(outcome.unread))
        text += "\n" + phrase(language, "not_looked_at").format(files=files)
    return text


def _fix(options: argparse.Namespace, profile: Path, unread: Mapping[str, Finding]) -> Mended:
    """Mends what no one has settled and what needs no judgement."""
    from duizhao.check.broken_id_lines import broken_id_lines
    from duizhao.check.context import load
    from duizhao.check.fix import mend
    from duizhao.check.fix_reasons import differences, give_reasons
    from duizhao.check.rules import RULES
    from duizhao.check.run import look as asked
    from duizhao.source.editions import codes_of

    project = Project(options.root, without=unread)
    codes = codes_of(project, profile)
    settled = settled_of(project, profile)

    # What needs more than one page to be found needs a person to mend it; but not an id that is written wrong.
    rules = [rule for rule in RULES if rule.scope == "page" or rule.code in ("s-306", "s-122")]

    def find(contents: dict[str, str]) -> Iterable[Finding]:
        context = load(project, codes, profile, contents)
        return unsettled((*asked(context, rules).findings, *broken_id_lines(context)), settled)

    before = differences(project, profile)
    mended = mend(options.root, find)
    files = {done.edit.file for done in mended.done}
    return replace(mended, reasons=give_reasons(project.refreshed(), profile, before, files))
