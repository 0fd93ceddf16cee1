"""Findings a person has settled: `sources/<edition>.findings.yml`, reviewed like any other file.

- fingerprint: 3fa9c2d1e0b4
  code: b-101
  verdict: difference        # a real difference of the source; or false-alarm
  reason: The English edition rounds the figure.
  readers: true              # shown on “About this edition” (a difference that concerns readers)
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from duizhao.check.model import Finding
from duizhao.check.sanitize import may_be_settled
from duizhao.errors import InputError, Phrase
from duizhao.memo import Memo
from duizhao.project import Project
from duizhao.yaml_files import read_yaml

#: What YAML takes for true.
_YES = ("true", "yes", "on")


class Settlement(Struct, frozen=True):
    """What a person decided about one finding, and why. `readers`: it is shown on the site."""

    fingerprint: str
    code: str
    verdict: Literal["difference", "false-alarm"]
    reason: str
    readers: bool
    line: int


def settled_in(profile: Path) -> str:
    """The file of what people have settled in the edition of a profile, as messages call it."""
    return f"sources/{profile.stem}.findings.yml"


def settled_of(project: Project, profile: Path) -> dict[str, Settlement]:
    """What people have settled in the edition of a profile; see `read_settled`."""
    name = settled_in(profile)
    return read_settled(project.path(name), name, project.memo)


def read_settled(path: Path, name: str, memo: Memo | None = None) -> dict[str, Settlement]:
    """The settlements by fingerprint; none if the file is not there. Messages call it `name`.

    Raises:
        InputError: an entry is not as above, or a fingerprint stands twice.
    """
    if not path.exists():
        return {}
    what = Phrase("list of settled findings")
    data, lines = read_yaml(path, name, what, "findings.schema.json", text=True, memo=memo)
    result: dict[str, Settlement] = {}
    for index, given in enumerate(data or ()):
        entry = Settlement(
            given["fingerprint"], given["code"], given["verdict"], given["reason"],
            given.get("readers", "").lower() in _YES, lines[index,],
        )  # fmt: skip
        if entry.fingerprint in result:
            raise InputError(
                "The fingerprint {fingerprint} stands twice.",
                file=name, line=entry.line, fingerprint=entry.fingerprint,
            )  # fmt: skip
        result[entry.fingerprint] = entry
    return result


def settlement_of(finding: Finding, settled: Mapping[str, Settlement]) -> Settlement | None:
    """What a person decided about a finding, also before its paragraphs were split or joined; None if no one did, or no
    one may."""
    known = (settled.get(fingerprint) for fingerprint in _fingerprints(finding))
    return next(filter(None, known), None) if may_be_settled(finding.code) else None


def _fingerprints(finding: Finding) -> tuple[str, ...]:
    """What an entry may call the finding: its own, those it had, and that of all of its kind in the source."""
    return (finding.fingerprint, *finding.formerly, finding.kind)


def unsettled(findings: Iterable[Finding], settled: Mapping[str, Settlement]) -> tuple[Finding, ...]:
    """The findings no one has settled; those that must not be settled among them."""
    return tuple(finding for finding in findings if not settlement_of(finding, settled))


def outdated(findings: Iterable[Finding], settled: Mapping[str, Settlement]) -> tuple[Settlement, ...]:
    """Settlements whose finding is there no more."""
    present = {fingerprint for finding in findings for fingerprint in _fingerprints(finding)}
    return tuple(entry for key, entry in settled.items() if key not in present)
