"""Why the edition differs from its source where `check --fix` mended the source's own text: said in errata.yml, so that
readers are told and no editor is asked for a reason."""

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from duizhao.check.words import LANGUAGES, phrase
from duizhao.errors import InputError, Phrase
from duizhao.project import Project
from duizhao.revise.fidelity.errata import ERRATA, SCHEMA
from duizhao.revise.fidelity.load import fidelity_of
from duizhao.revise.fidelity.model import Change
from duizhao.workspace import replace_file
from duizhao.yaml_files import checked_yaml

#: What differs from the source, by language and id.
Differences = dict[tuple[str, str], Change]


def differences(project: Project, profile: Path) -> Differences | None:
    """What sets the edition in `docs/` apart from its source; None if it cannot be compared with one."""
    with suppress(InputError):
        errata = fidelity_of(project, profile).errata
        return {(each.change.unit.language, each.change.unit.id): each.change for each in errata}
    return None


def give_reasons(project: Project, profile: Path, before: Differences | None, files: Collection[str]) -> int:
    """Adds an entry to errata.yml for each text that was the source's `before` and now differs from it in one of the
    mended `files`; returns how many. `project` is the folder as it is now. A text that was changed before has its own
    reason, or lacks it as before."""
    now = differences(project, profile) if before is not None and files else None
    mended = [
        change
        for place, change in (now or {}).items()
        if place not in (before or {}) and change.kind == "changed" and change.unit.file in files
    ]
    if not mended:
        return 0
    reason = ", ".join(f"{code}: {json.dumps(phrase(code, 'fixed_why'), ensure_ascii=False)}" for code in LANGUAGES)
    path = project.root / ERRATA
    written = path.read_text(encoding="utf-8").rstrip() if path.exists() else ""
    entries = [
        f"- edition: {profile.stem}\n  language: {change.unit.language}\n  id: {change.unit.id}\n"
        f"  change: '{change.hash}'\n  reason: {{{reason}}}\n"
        for change in mended
    ]
    content = "".join((f"{written}\n" if written else "", *entries))
    try:
        checked_yaml(content, ERRATA, Phrase("list of errata"), SCHEMA, text=True)
    except InputError:  # a list that is written in another way, in brackets
        return 0
    replace_file(path, content)
    return len(mended)
