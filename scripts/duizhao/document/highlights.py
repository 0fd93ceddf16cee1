"""`sources/highlights.yml`: sentences of the text that an editor chose for the front page, word for word.

- id: s1-1-p3
  zh: 石桥长20米。
  en: The bridge is 20 m long.
"""

from collections.abc import Mapping

from msgspec import Struct

from duizhao.document.model import Edition
from duizhao.errors import Phrase
from duizhao.project import Project, derived
from duizhao.yaml_files import read_yaml

#: Where they are, below the project's folder.
HIGHLIGHTS = "sources/highlights.yml"


class Highlight(Struct, frozen=True):
    """A paragraph, and what was chosen of it in each language; its line in the file."""

    id: str
    said: Mapping[str, str]
    line: int


@derived
def highlights(project: Project) -> tuple[Highlight, ...]:
    """The highlights of a project in their order; none without the file.

    Raises:
        InputError: the file is not as described above; with the line.
    """
    path = project.path(HIGHLIGHTS)
    if not path.exists():
        return ()
    what, memo = Phrase("list of highlights"), project.memo
    data, lines = read_yaml(path, HIGHLIGHTS, what, "highlights.schema.json", text=True, memo=memo)
    return tuple(
        Highlight(entry["id"], {code: said for code, said in entry.items() if code != "id"}, lines[(index,)])
        for index, entry in enumerate(data or [])
    )


def page_with(edition: Edition, highlight: Highlight) -> str | None:
    """The path of the page whose paragraph says what was chosen in the edition's language; None if none does."""
    said = highlight.said.get(edition.language)
    if said is None:
        return None
    return next(
        (page.path for page, block in edition.blocks() if block.id == highlight.id and said in block.text), None
    )
