"""`duizhao convert`: from the source to the Markdown of the edition, with a list of what needs a human eye."""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from duizhao.commands.preview import keep, preview
from duizhao.compare.difference import excerpt, marked_text, pieces
from duizhao.errors import InputError, reason_of
from duizhao.project import Project
from duizhao.revise.merge.base import read_base, read_text, record_text
from duizhao.revise.merge.images import image_digests, images_to_write
from duizhao.revise.merge.merge import Merge, begin_anew, merge, read_docs
from duizhao.revise.merge.settled_lines import check_settled_lines, settled_lines
from duizhao.revise.merge.threeway import Conflict
from duizhao.source.conversion import Conversion, converted_and_kept
from duizhao.source.editions import base_path, find_profile, record_path
from duizhao.source.findings import Finding
from duizhao.words import message_language, words_of
from duizhao.workspace import alone, replace_all, sweep

#: Exit code: nothing was written, because an editor's change would be lost.
STOPPED = 1

#: How much of a text of a conflict is shown, and how much beside a change in it.
SHOWN, AROUND = 400, 30

#: More findings of one kind than this are one: so many examples, and the lines of so many others.
FREQUENT, EXAMPLES, FEW_LINES = 2, 1, 12


class Plan(Struct, frozen=True):
    """What a conversion does to the documents: files written, removed and already right, and those that hold an
    editor's change; or why it stopped. Paths are below the documents' folder. `images`: how many are written.
    `numbered_on`: no one has edited them, and the ids would be others if they were given anew."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    same: tuple[str, ...]
    edited: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    strangers: tuple[str, ...]
    images: int = 0
    numbered_on: bool = False

    @property
    def stopped(self) -> bool:
        """Whether nothing can be written before a person has acted."""
        return bool(self.conflicts or self.strangers)


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    path = find_profile(options.root, options.profile)
    conversion = converted_and_kept(Project(options.root, keep=True), path)
    language = options.lang or message_language()
    # With the JSON on standard output, what is for people goes to standard error.
    out = sys.stderr if options.json == "-" else sys.stdout
    if options.preview:
        print("\n".join(preview(conversion, path, options.root, language)), file=out)
        if options.json:
            _write_json(options.json, conversion, write(conversion, path, options.root, dry_run=True))
        return 0
    what = write(
        conversion, path, options.root, dry_run=options.dry_run, anew=options.anew,
        ours=options.ours or (), theirs=options.theirs or (),
    )  # fmt: skip
    for line in summary(what, options.root / "docs", language, dry_run=options.dry_run, anew=options.anew):
        print(line, file=out)
    print(file=out)
    for line in review(conversion.findings, language):
        print(line, file=out)
    if options.json:
        _write_json(options.json, conversion, what)
    return STOPPED if what.stopped else 0


def write(
    conversion: Conversion,
    profile: Path,
    root: Path,
    *,
    dry_run: bool = False,
    anew: bool = False,
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
) -> Plan:
    """Merges a conversion into the documents and writes them, unless a person must settle something first.

    `ours` and `theirs` name conflicts that are settled. `anew`: without regard to earlier conversions, unless an
    editor has changed the documents.
    """
    if dry_run:
        return _write(conversion, profile, root, anew=anew, ours=ours, theirs=theirs, dry_run=True)
    with alone(root):
        sweep((root / "docs", profile.parent))
        return _write(conversion, profile, root, anew=anew, ours=ours, theirs=theirs, dry_run=False)


def _write(
    conversion: Conversion,
    profile: Path,
    root: Path,
    *,
    dry_run: bool,
    anew: bool,
    ours: Sequence[str],
    theirs: Sequence[str],
) -> Plan:
    files = {name: page.content for name, page in conversion.files.items()}
    docs, record, folder = root / "docs", record_path(profile), base_path(profile)
    if not anew:
        check_settled_lines(conversion, record)
    known = read_docs(docs, files)
    base = read_base(profile, known, files)
    known |= read_docs(docs, {*base.files, *base.lost} - set(known))
    merged = begin_anew(files, base, known) if anew else merge(files, base, known, ours, theirs)
    what = _plan(merged, known)
    first = begin_anew(files, base, known)
    if not anew and base.files and not first.strangers and what.write:
        what = replace(what, numbered_on=first.files != merged.files)
    images = images_to_write(docs, conversion.images, record)
    what = replace(what, images=len(images))
    if what.stopped or dry_run:
        return what
    changes: dict[Path, str | bytes | None] = {docs / path: merged.files[path] for path in (*what.write, *what.remove)}
    kept = read_docs(folder, {*base.files, *merged.theirs})
    for path in sorted({*kept, *merged.theirs}):
        if kept.get(path) != merged.theirs.get(path):
            changes[folder / path] = merged.theirs.get(path)
    new_record = record_text(merged.theirs, merged.retired, settled_lines(conversion), image_digests(conversion.images))
    for name, text in conversion.extracted.items():
        if read_text(profile.parent / name) != text:
            changes[profile.parent / name] = text
    changes |= {docs / path: data for path, data in images.items()}
    if not record.exists() or record.read_text(encoding="utf-8") != new_record:
        changes[record] = new_record
    replace_all(changes)
    keep(conversion, profile, root)
    return what


def _plan(merged: Merge, docs: dict[str, str]) -> Plan:
    different = [path for path, text in merged.files.items() if text != docs.get(path)]
    return Plan(
        write=tuple(path for path in different if merged.files[path] is not None),
        remove=tuple(path for path in different if merged.files[path] is None),
        same=tuple(path for path, text in merged.files.items() if text is not None and text == docs.get(path)),
        edited=merged.edited,
        conflicts=merged.conflicts,
        strangers=merged.strangers,
    )


def summary(what: Plan, docs: Path, language: str, *, dry_run: bool = False, anew: bool = False) -> list[str]:
    """What was done, for people."""
    said = words_of(language, "convert")
    if what.strangers:
        names = ("edited", "edited_todo") if anew else ("strangers", "strangers_todo")
        return [said[names[0]], *(f"  {docs / name}" for name in what.strangers), said[names[1]]]
    if what.conflicts:
        return [
            said["conflicts"],
            *(line for conflict in what.conflicts for line in _conflict(conflict, docs, said)),
            said["conflicts_todo"],
            f"  duizhao convert --ours {what.conflicts[0].name}",
        ]
    counts = {
        "would_write" if dry_run else "wrote": len(what.write),
        "would_remove" if dry_run else "removed": len(what.remove),
        "unchanged": len(what.same),
        "images": what.images,
    }
    parts = said["and"].join(said[name].format(count=count) for name, count in counts.items() if count)
    lines = [said["done"].format(parts=parts or said["no_files"], folder=docs)]
    if what.edited:
        lines += [said["stand"], *(f"  {docs / name}" for name in what.edited)]
    if what.numbered_on:
        lines.append(said["numbered_on"])
    return lines


def _conflict(conflict: Conflict, docs: Path, said: dict[str, str]) -> list[str]:
    """A conflict with its three texts: the last conversion's, and of the others what of it went and came."""
    base = conflict.base
    lines = [f"  {docs / conflict.path}:{conflict.line}: {conflict.name}"]
    for name, text in (("last", base), ("ours", conflict.ours), ("theirs", conflict.theirs)):
        if text is None:
            shown = said["absent"]
        elif base is None or base == text:
            shown = _short(text)
        else:
            shown = _one_line(marked_text(excerpt(pieces(base, text), AROUND)))
        lines.append(said["side"].format(name=said[name], text=shown))
    return lines


def _short(text: str) -> str:
    said = _one_line(text)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def review(findings: tuple[Finding, ...], language: str) -> list[str]:
    """The list for a human eye: place, what, what to do; doubts first, and of them the rarest kind.

    Of a kind that is frequent the first few are shown, and of the others the lines.
    """
    said = words_of(language, "convert")
    if not findings:
        return [said["nothing"]]
    doubts = [f for f in findings if f.severity != "note"]
    notes = [f for f in findings if f.severity == "note"]
    lines = []
    for title, group in (("doubts", doubts), ("notes", notes)):
        if group:
            lines.append(said[title].format(count=len(group)))
            lines += [line for kind in _ordered(kinds_of(group)) for line in _of_a_kind(kind, language, said)]
    return lines


def kinds_of(findings: list[Finding]) -> list[list[Finding]]:
    """The findings by what they are and what they are about, in order of the first of each."""
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        details = dict(finding.details)
        about = next((details[name] for name in ("key", "kind", "name") if name in details), "")
        found[finding.code, about].append(finding)
    return list(found.values())


def _ordered(kinds: list[list[Finding]]) -> list[list[Finding]]:
    """Each rare finding for itself, in order; frequent kinds last, the most frequent at the end."""
    frequent = sorted((kind for kind in kinds if len(kind) > FREQUENT), key=len)
    rare = [kind for kind in kinds if len(kind) <= FREQUENT]
    return [*sorted(([f] for kind in rare for f in kind), key=lambda kind: kind[0].line), *frequent]


def _of_a_kind(kind: list[Finding], language: str, said: dict[str, str]) -> Iterator[str]:
    shown = kind if len(kind) <= FREQUENT else kind[:EXAMPLES]
    for finding in shown:
        yield f"  {finding.file}:{finding.line}: {finding.code} {finding.says(language)}"
        yield f"      → {finding.advises(language)}"
    if further := kind[len(shown) :]:
        at = [str(finding.line) for finding in further]
        where = ", ".join(at[:FEW_LINES]) + (", …" if len(at) > FEW_LINES else "")
        yield "  " + said["further"].format(code=further[0].code, count=len(further), lines=where)


def _write_json(target: str, conversion: Conversion, what: Plan) -> None:
    data = {
        "edition": conversion.profile.name,
        "source": conversion.report.source.name,
        "written": [] if what.stopped else list(what.write),
        "removed": [] if what.stopped else list(what.remove),
        "unchanged": list(what.same),
        "edited": list(what.strangers or what.edited),
        "conflicts": [
            {
                "name": conflict.name,
                "file": conflict.path,
                "line": conflict.line,
                "last": conflict.base,
                "edition": conflict.ours,
                "new": conflict.theirs,
            }
            for conflict in what.conflicts
        ],
        "findings": [finding.as_json() for finding in conversion.findings],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            "The review report cannot be written ({reason}).", file=target, reason=reason_of(error)
        ) from None
