"""`duizhao convert`: from the source to the Markdown of the edition, with a list of what needs a human eye."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from duizhao.conversion import Conversion, convert
from duizhao.editions import find_profile, record_path
from duizhao.errors import InputError
from duizhao.findings import Finding
from duizhao.workspace import Plan, carry_out, plan

#: Exit code: nothing was written, because an editor's change would be lost.
STOPPED = 1


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    path = find_profile(options.root, options.profile)
    conversion = convert(path, options.root)
    # With the JSON on standard output, what is for people goes to standard error.
    out = sys.stderr if options.json == "-" else sys.stdout
    what, done = write(conversion, path, options.root, dry_run=options.dry_run)
    for line in summary(what, options.root / "docs", dry_run=options.dry_run):
        print(line, file=out)
    print(file=out)
    for line in review(conversion.findings):
        print(line, file=out)
    if options.json:
        _write_json(options.json, conversion, what)
    return 0 if done else STOPPED


def write(conversion: Conversion, profile: Path, root: Path, *, dry_run: bool = False) -> tuple[Plan, bool]:
    """Writes a conversion's files unless an editor has changed one; gives the plan, and whether it could be done."""
    files = {name: page.content for name, page in conversion.files.items()}
    docs, record = root / "docs", record_path(profile)
    what = plan(docs, record, files)
    if what.edited:
        return what, False
    if not dry_run:
        carry_out(what, docs, record, files)
    return what, True


def summary(what: Plan, docs: Path, *, dry_run: bool = False) -> list[str]:
    """What was done, for people."""
    if what.edited and what.first:
        return [
            "convert: stopped, and nothing was written: these files are there already, and were not written by a",
            "conversion of this edition.",
            *(f"  {docs / name}" for name in what.edited),
            "What to do: if they are another edition's, move them away (git keeps them) and convert again.",
        ]
    if what.edited:
        return [
            "convert: stopped, and nothing was written: these files were changed since the last conversion.",
            *(f"  {docs / name}" for name in what.edited),
            "What to do: nothing, if the changes are meant: the site is built from them (`make site`).",
            "To take the conversion's text for a file instead, restore it with `git checkout` to what the last",
            "conversion wrote, then convert again.",
        ]
    verb = "would write" if dry_run else "wrote"
    parts = [f"{verb} {len(what.write)}"] if what.write else []
    parts += [f"{'would remove' if dry_run else 'removed'} {len(what.remove)}"] if what.remove else []
    parts += [f"{len(what.same)} unchanged"] if what.same else []
    return [f"convert: {', '.join(parts) or 'no files'} (in {docs})"]


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
        "written": list(what.write) if not what.edited else [],
        "removed": list(what.remove) if not what.edited else [],
        "unchanged": list(what.same),
        "edited": list(what.edited),
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
