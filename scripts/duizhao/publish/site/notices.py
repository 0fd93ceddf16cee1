"""Notices at a place in the text: what the source has lost there, where a person has settled that it has."""

from duizhao.errors import InputError
from duizhao.project import Project, derived
from duizhao.publish.site.for_readers import for_readers
from duizhao.publish.site.strings import load_strings

#: The rule whose settled findings are shown in the text, and not only on “About this edition”.
BREAKS_OFF = "b-503"


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
