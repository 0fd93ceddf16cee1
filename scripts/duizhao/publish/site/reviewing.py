"""Small notes at paragraphs whose counterpart was corrected and which no one has compared with it since."""

from collections.abc import Iterator

from duizhao.document.editions import edition
from duizhao.languages import language_name
from duizhao.project import Project, derived
from duizhao.publish.site.corrections import told
from duizhao.publish.site.strings import load_strings


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
