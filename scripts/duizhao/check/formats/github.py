"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from collections.abc import Sequence

from duizhao.check.model import Finding
from duizhao.check.rules import BY_CODE
from duizhao.check.show import around, brief, cut
from duizhao.check.words import phrase
from duizhao.errors import InputError

#: How much is shown of a text: GitHub cuts long messages, and the lines themselves are beside them.
_SHOWN = 200


def as_github(findings: Sequence[Finding], language: str, manual: str = "") -> str:
    """A line for each finding. `manual`: the address of the folder with a page for each code, if it is known."""
    return "\n".join(_line(finding, language, manual) for finding in findings)


def as_github_error(error: InputError) -> str:
    """What keeps anything from being checked, beside its line."""
    properties = {"file": error.file or "", "line": str(error.line or 1)} if error.file else {}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {written}::{_data(error.told)}"


def _line(finding: Finding, language: str, manual: str) -> str:
    rule = BY_CODE[finding.code]
    place = finding.places[0]
    told = rule.tells(brief(finding, _SHOWN), language)
    here = around(place)
    # GitHub shows the line, which may be a long paragraph, and no column.
    spot = f"\n{here}" if here and _plain(here) not in _plain(told) else ""
    others = "".join(f"\n{p.file}:{p.line}: {around(p) or cut(p.text, _SHOWN)}" for p in finding.places[1:])
    properties = {"file": place.file, "line": str(place.line)}
    if place.at:
        properties |= {"col": str(place.at[0] + 1), "endColumn": str(max(place.at[1], place.at[0] + 1))}
    properties["title"] = f"{rule.code} {rule.text('title').get(language, rule.code)}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    more = "\n" + phrase(language, "more").format(page=f"{manual}/{rule.code}.md") if manual else ""
    text = f"{told}{spot}{others} [{finding.fingerprint}]{more}"
    return f"::{rule.severity} {written}::{_data(text)}"


def _plain(shown: str) -> str:
    """What a message may quote of it."""
    return "".join(char for char in shown if char not in "⟦⟧…")


def _data(text: str) -> str:
    """As the runner reads a command's text: https://github.com/actions/toolkit, `command.ts`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
