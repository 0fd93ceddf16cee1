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

import yaml
from msgspec import Struct

from duizhao.check.model import Finding
from duizhao.check.sanitize import may_be_settled
from duizhao.errors import InputError, reason_of
from duizhao.yaml_files import refuse_wide_colons
from duizhao.yaml_loader import LOADER

Verdict = Literal["difference", "false-alarm"]
_VERDICTS: tuple[Verdict, ...] = ("difference", "false-alarm")
#: What YAML takes for true.
_YES = ("true", "yes", "on")
_KEYS = {"fingerprint", "code", "verdict", "reason", "readers"}


class Settlement(Struct, frozen=True):
    """What a person decided about one finding, and why. `readers`: it is shown on the site."""

    fingerprint: str
    code: str
    verdict: Verdict
    reason: str
    readers: bool
    line: int


def read_settled(path: Path, name: str) -> dict[str, Settlement]:
    """The settlements by fingerprint; none if the file is not there. Messages call it `name`.

    Raises:
        InputError: an entry is not as above, or a fingerprint stands twice.
    """
    if not path.exists():
        return {}
    content = ""
    try:
        content = path.read_text(encoding="utf-8")
        node = yaml.compose(content, Loader=LOADER)
    except OSError as error:
        raise InputError("The file cannot be read ({reason}).", file=name, reason=reason_of(error)) from None
    except UnicodeDecodeError:
        raise InputError("The file is not UTF-8.", file=name, hint="Save it as UTF-8.") from None
    except yaml.YAMLError as error:
        refuse_wide_colons(content, name)
        mark = getattr(error, "problem_mark", None)
        raise InputError("The file is not YAML.", file=name, line=mark.line + 1 if mark else None) from None
    result: dict[str, Settlement] = {}
    if node is None:
        return result
    if not isinstance(node, yaml.SequenceNode):
        raise InputError("The file should be a list of settled findings.", file=name, line=1)
    for item in node.value:
        entry = _entry(item, name)
        if entry.fingerprint in result:
            raise InputError(
                "The fingerprint {fingerprint} stands twice.",
                file=name, line=entry.line, fingerprint=entry.fingerprint,
            )  # fmt: skip
        result[entry.fingerprint] = entry
    return result


def _entry(node: yaml.Node, name: str) -> Settlement:
    line = node.start_mark.line + 1
    fields = _fields(node)
    if not {"fingerprint", "code", "verdict", "reason"} <= set(fields):
        raise InputError(
            "A settled finding needs `fingerprint`, `code`, `verdict` and `reason`.", file=name, line=line,
            hint="`duizhao check` prints the first two.",
        )  # fmt: skip
    if unknown := set(fields) - _KEYS:
        raise InputError("`{key}` is no key of a settled finding.", file=name, line=line, key=min(unknown))
    verdict = next((one for one in _VERDICTS if one == fields["verdict"]), None)
    if not verdict:
        raise InputError("`verdict` should be one of: {verdicts}.", file=name, line=line, verdicts=_VERDICTS)
    if not fields["reason"].strip():
        raise InputError("`reason` is empty.", file=name, line=line, hint="Say why, for those who come after you.")
    readers = fields.get("readers", "").lower() in _YES
    return Settlement(fields["fingerprint"], fields["code"], verdict, fields["reason"], readers, line)


def _fields(node: yaml.Node) -> dict[str, str]:
    """The values of an entry by key, as they are written: a fingerprint of digits only is no number. What is not a
    text is empty."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {
        (str(key.value) if isinstance(key, yaml.ScalarNode) else "[…]"): (
            str(value.value) if isinstance(value, yaml.ScalarNode) else ""
        )
        for key, value in pairs
    }


def settlement_of(finding: Finding, settled: Mapping[str, Settlement]) -> Settlement | None:
    """What a person decided about a finding, also before its paragraphs were split or joined; None if no one did, or no
    one may."""
    known = (settled.get(fingerprint) for fingerprint in (finding.fingerprint, *finding.formerly))
    return next(filter(None, known), None) if may_be_settled(finding.code) else None


def unsettled(findings: Iterable[Finding], settled: Mapping[str, Settlement]) -> tuple[Finding, ...]:
    """The findings no one has settled; those that must not be settled among them."""
    return tuple(finding for finding in findings if not settlement_of(finding, settled))


def outdated(findings: Iterable[Finding], settled: Mapping[str, Settlement]) -> tuple[Settlement, ...]:
    """Settlements whose finding is there no more."""
    present = {fingerprint for finding in findings for fingerprint in (finding.fingerprint, *finding.formerly)}
    return tuple(entry for key, entry in settled.items() if key not in present)
