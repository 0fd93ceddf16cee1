"""What readers are told of findings: those of the check that a person has settled, with a notice where the source has
lost something; and notes at paragraphs whose counterpart was corrected and which no one has compared with it since."""

from collections.abc import Iterator
from contextlib import suppress

from duizhao.check.context import load
from duizhao.check.model import Finding
from duizhao.check.rules import rules_told
from duizhao.check.run import asked, located, with_kinds
from duizhao.check.settled import Settlement, settled_of, settlement_of
from duizhao.document.editions import edition
from duizhao.errors import InputError, MissingSource
from duizhao.languages import language_name
from duizhao.project import Project, derived
from duizhao.publish.site.corrections import told
from duizhao.publish.site.strings import load_strings
from duizhao.source.editions import codes_of, only_profile

#: The rule whose settled findings are shown in the text, and not only on “About this edition”.
BREAKS_OFF = "b-503"


@derived
def for_readers(project: Project) -> tuple[tuple[Finding, Settlement], ...]:
    """What readers are told of the only edition of a project, each with what was settled; only the rules concerned are
    asked. Nothing without a profile, or with several: no one has settled anything for this build then.

    Raises:
        InputError: what is settled, or a page, cannot be read.
    """
    try:
        profile = only_profile(project)
    except InputError:
        return ()
    settled = {key: entry for key, entry in settled_of(project, profile).items() if entry.readers}
    if not settled:
        return ()
    project.state("docs", "sources", "mkdocs.yml")  # a rule may look at any of these
    project.commit()
    context = load(project, codes_of(project, profile))
    found = located(asked(rules_told({entry.code for entry in settled.values()}), context), context)
    # An entry may be on all of a kind that the source has: what that is, only the source tells.
    if not settled.keys() <= {key for finding in found for key in (finding.fingerprint, *finding.formerly)}:
        with suppress(MissingSource):
            found = with_kinds(found, load(project, context.languages, profile))
    return tuple((finding, entry) for finding in found if (entry := settlement_of(finding, settled)))


@derived
def notices(project: Project) -> dict[tuple[str, str], str]:
    """From a language and a block's id to the notice behind the block."""
    try:
        found = for_readers(project)
    except InputError:
        return {}  # told elsewhere
    result = {}
    for finding, _ in found:
        if finding.code == BREAKS_OFF:
            language = dict(finding.details)["here"]
            place = next(place for place in finding.places if place.language == language)
            result[language, place.id] = load_strings(language).breaks_off
    return result


@derived
def review_notes(project: Project) -> dict[tuple[str, str], str]:
    """From a language and a block's id to the note behind the block."""
    return dict(_notes(project))


def _notes(project: Project) -> Iterator[tuple[tuple[str, str], str]]:
    found = told(project)
    for pair in found.waiting if found else ():
        for code, unit in pair.counterparts:
            strings = load_strings(code)
            others = [language_name(other, code) for other in pair.changed if other != code]
            text = strings.not_compared.format(language=strings.list_separator.join(others))
            place = _citing(project, code, unit.page, unit.anchor) if unit.kind == "note" else unit.anchor
            if place:
                yield (code, place), text


def _citing(project: Project, language: str, path: str, anchor: str) -> str:
    """The block that cites a note, since a note has no place of its own in the text."""
    label = anchor.removeprefix("fn:")
    for page in edition(project, language).pages:
        if page.path == path:
            return next((block.id for block in page.blocks if any(ref.label == label for ref in block.refs)), "")
    return ""
