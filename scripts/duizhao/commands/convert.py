"""`duizhao convert`: from the source to the Markdown of the edition, with a list of what needs a human eye."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duizhao.conversion import Conversion, convert
from duizhao.difference import excerpt, marked_text, pieces
from duizhao.editions import base_path, find_profile, record_path
from duizhao.errors import InputError
from duizhao.findings import Finding
from duizhao.reimport.base import read_base, record_text
from duizhao.reimport.merge import Merge, begin_anew, merge, read_docs
from duizhao.reimport.settled_lines import check_settled_lines, settled_lines
from duizhao.reimport.threeway import Conflict
from duizhao.workspace import replace_all

#: Exit code: nothing was written, because an editor's change would be lost.
STOPPED = 1

#: How much of a text of a conflict is shown, and how much beside a change in it.
SHOWN, AROUND = 400, 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What a conversion does to the documents: files written, removed and already right, and those that hold an
    editor's change; or why it stopped. Paths are below the documents' folder."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    same: tuple[str, ...]
    edited: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    strangers: tuple[str, ...]

    @property
    def stopped(self) -> bool:
        """Whether nothing can be written before a person has acted."""
        return bool(self.conflicts or self.strangers)


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    path = find_profile(options.root, options.profile)
    conversion = convert(path, options.root)
    # With the JSON on standard output, what is for people goes to standard error.
    out = sys.stderr if options.json == "-" else sys.stdout
    what = write(
        conversion, path, options.root, dry_run=options.dry_run, anew=options.anew,
        ours=options.ours or (), theirs=options.theirs or (),
    )  # fmt: skip
    for line in summary(what, options.root / "docs", dry_run=options.dry_run, anew=options.anew):
        print(line, file=out)
    print(file=out)
    for line in review(conversion.findings):
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
    files = {name: page.content for name, page in conversion.files.items()}
    docs, record, folder = root / "docs", record_path(profile), base_path(profile)
    if not anew:
        check_settled_lines(conversion, record)
    known = read_docs(docs, files)
    base = read_base(profile, known, files)
    known |= read_docs(docs, {*base.files, *base.lost} - set(known))
    merged = begin_anew(files, base, known) if anew else merge(files, base, known, ours, theirs)
    what = _plan(merged, known)
    if what.stopped or dry_run:
        return what
    changes: dict[Path, str | None] = {docs / path: merged.files[path] for path in (*what.write, *what.remove)}
    kept = read_docs(folder, {*base.files, *merged.theirs})
    for path in sorted({*kept, *merged.theirs}):
        if kept.get(path) != merged.theirs.get(path):
            changes[folder / path] = merged.theirs.get(path)
    new_record = record_text(merged.theirs, merged.retired, settled_lines(conversion))
    if not record.exists() or record.read_text(encoding="utf-8") != new_record:
        changes[record] = new_record
    replace_all(changes)
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


def summary(what: Plan, docs: Path, *, dry_run: bool = False, anew: bool = False) -> list[str]:
    """What was done, for people."""
    if what.strangers and anew:
        return [
            "convert: stopped, and nothing was written: these files are not as a conversion wrote them.",
            *(f"  {docs / name}" for name in what.strangers),
            "What to do: convert without --anew, and editors' changes stay; or take them back with git.",
        ]
    if what.strangers:
        return [
            "convert: stopped, and nothing was written: these files are there already, and were not written by a",
            "conversion of this edition.",
            *(f"  {docs / name}" for name in what.strangers),
            "What to do: if they are another edition's, move them away (git keeps them) and convert again.",
        ]
    if what.conflicts:
        return [
            "convert: stopped, and nothing was written: here an editor and the new conversion have changed the same",
            "words.",
            *(line for conflict in what.conflicts for line in _conflict(conflict, docs)),
            "What to do: where the edition's text should stand (put into it first what you want of the new one), name",
            "the conflict after --ours; where the new conversion's should, after --theirs. For example:",
            f"  duizhao convert --ours {what.conflicts[0].name}",
        ]
    verb = "would write" if dry_run else "wrote"
    parts = [f"{verb} {len(what.write)}"] if what.write else []
    parts += [f"{'would remove' if dry_run else 'removed'} {len(what.remove)}"] if what.remove else []
    parts += [f"{len(what.same)} unchanged"] if what.same else []
    lines = [f"convert: {', '.join(parts) or 'no files'} (in {docs})"]
    if what.edited:
        lines += ["Editors' changes stand in:", *(f"  {docs / name}" for name in what.edited)]
    return lines


def _conflict(conflict: Conflict, docs: Path) -> list[str]:
    """A conflict with its three texts: of the last conversion's the stretch that changed, of the others what of it
    went and came."""
    lines = [f"  {docs / conflict.path}:{conflict.line}: {conflict.name}"]
    base = conflict.base
    lines.append(f"    last conversion: {_short(base)}")
    for title, text in (("edition", conflict.ours), ("new conversion", conflict.theirs)):
        if base is None or text is None or base == text:
            lines.append(f"    {title}: {_short(text)}")
        else:
            lines.append(f"    {title}: {_one_line(marked_text(excerpt(pieces(base, text), AROUND)))}")
    return lines


def _short(text: str | None) -> str:
    if text is None:
        return "(not there)"
    said = _one_line(text)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def review(findings: tuple[Finding, ...]) -> list[str]:
    """The list for a human eye: place, what, what to do; doubts first."""
    if not findings:
        return ["Nothing needs a human eye."]
    doubts = [f for f in findings if f.severity != "note"]
    notes = [f for f in findings if f.severity == "note"]
    lines = []
    for title, group in (("For a human eye", doubts), ("Done, for information", notes)):
        if group:
            lines.append(f"{title} ({len(group)}):")
            for finding in group:
                lines.append(f"  {finding.file}:{finding.line}: {finding.code} {finding.what}")
                lines.append(f"      → {finding.todo}")
    return lines


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
        raise InputError(f"The review report cannot be written ({error.strerror}).", file=target) from None
