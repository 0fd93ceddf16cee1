"""Findings of the check that a person has settled and that readers are told."""

from duizhao.check.context import load
from duizhao.check.model import Finding
from duizhao.check.rules import rules_told
from duizhao.check.run import asked, located
from duizhao.check.settled import Settlement, read_settled, settlement_of
from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.source.editions import languages_of, only_profile


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
    name = f"sources/{profile.stem}.findings.yml"
    entries = read_settled(project.path(name), name.removeprefix("sources/"))
    settled = {key: entry for key, entry in entries.items() if entry.readers}
    if not settled:
        return ()
    project.state("docs", "sources", "mkdocs.yml")  # a rule may look at any of these
    project.commit()
    context = load(project, languages_of(project, profile)[0].code)
    found = located(asked(rules_told({entry.code for entry in settled.values()}), context), context)
    return tuple((finding, entry) for finding in found if (entry := settlement_of(finding, settled)))
