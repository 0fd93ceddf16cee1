"""Notices at a place in the text: what the source has lost there, where a person has settled that it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duizhao.check.context import load
from duizhao.check.run import all_findings
from duizhao.check.settled import read_settled
from duizhao.errors import InputError
from duizhao.publish.site.behind_blocks import behind_blocks
from duizhao.publish.site.strings import load_strings
from duizhao.source.editions import find_profile, first_language

#: The rule whose settled findings are shown in the text, and not only on “About this edition”.
BREAKS_OFF = "b-503"


@cache
def notices(root: str) -> dict[tuple[str, str], str]:
    """From a language and a block's id to the notice behind the block."""
    try:
        profile = find_profile(Path(root), None)
        settled = read_settled(profile.with_name(f"{profile.stem}.findings.yml"), f"{profile.stem}.findings.yml")
    except InputError:
        return {}  # no profile, or several: no one has settled anything for this build
    shown = {e.fingerprint for e in settled.values() if e.code == BREAKS_OFF and e.readers}
    if not shown:
        return {}
    result = {}
    for finding in all_findings(load(Path(root), first_language(profile))):
        if finding.fingerprint in shown:
            language = dict(finding.details)["here"]
            place = next(place for place in finding.places if place.language == language)
            result[language, place.id] = load_strings(language).breaks_off
    return result


def with_notices(markdown: str, language: str, root: Path) -> str:
    """A page's Markdown with its notices, each a paragraph of its own behind the block's id line."""
    return behind_blocks(markdown, language, notices(str(root)), ".edition-note")
