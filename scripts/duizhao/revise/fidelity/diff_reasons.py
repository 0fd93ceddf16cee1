"""Why the edition changed since a commit: by commit messages since then, and by errata.yml."""

import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from duizhao.document.model import Edition
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.revise.fidelity.history import git, why
from duizhao.revise.fidelity.load import load_fidelity
from duizhao.revise.fidelity.model import Change, Why


def reasons_since(
    project: Project, profile: Path | None, base: str, changes: Sequence[Change], now: Sequence[Edition]
) -> Mapping[str, Why]:
    """What is known of each change since the commit `base`, by the change's hash; an entry in errata.yml goes before a
    commit, as it does for the errata."""
    told = {hash_: said for hash_, said in why(project.root, changes, project.memo).items() if said.commit}
    recent = _commits_since(project.root, base)
    result = {hash_: _only(said, recent) for hash_, said in told.items() if said.commit in recent}
    entries = _entries(project, profile, now) if profile else {}
    for change in changes:
        if entry := entries.get(_about(change)):
            said = result.get(change.hash, Why())
            result[change.hash] = replace(said, reason=entry.reason, evidence=entry.evidence)
    return result


def _commits_since(root: Path, base: str) -> frozenset[str]:
    try:
        listed = git(root, "rev-list", "HEAD", f"^{base}", "--")
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.decode().split())


def _only(said: Why, commits: frozenset[str]) -> Why:
    """Without the reasons of commits that were there before: of what moved, the history knows all moves."""
    return replace(said, earlier=tuple(before for before in said.earlier if before.commit in commits))


def _entries(project: Project, profile: Path, now: Sequence[Edition]) -> dict[tuple[str, str, bool], Why]:
    """What errata.yml says of the edition's differences from its source as they are now."""
    # What is wrong with the source or with errata.yml is told by `duizhao check`; a reviewer sees the change even so.
    with suppress(InputError):
        errata = load_fidelity(project, profile, now, history=False).errata
        return {_about(erratum.change): erratum.why for erratum in errata if erratum.reasoned}
    return {}


def _about(change: Change) -> tuple[str, str, bool]:
    """What a change is about: a text, or its place. The words changed since a commit may be new to the source."""
    return change.unit.language, change.unit.id, change.kind == "moved"
