"""Reads `sources/glossary.yml` and says in plain words what is wrong with it.

- id: north-canal            # never changes
  kind: project              # concept, person, place, organisation, work, event or project
  zh: 北运河工程              # one rendering, or:
  en:
    preferred: North Canal Project
    accepted: [North Canal]        # as good
    short: [the canal]             # stands for it once it has been named
    forbidden: [Northern Channel]  # an error wherever it stands
    unless: [North Canals Act]     # here the form stands by chance
  optional: true             # often left out or put in other words: its absence is no finding
  mark: false                # not marked in the text; true: marked, however common it is
  note: For editors.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import convert

from duizhao.compare.glossary.model import Glossary, Renderings, Term
from duizhao.errors import InputError, Phrase
from duizhao.memo import Memo, reader
from duizhao.project import Project, derived
from duizhao.yaml_files import checked_yaml, content_of

_GLOSSARY = reader(Glossary)

#: Where the glossary is, below the project's folder.
GLOSSARY = "sources/glossary.yml"

_WHAT = Phrase("glossary")
_OWN_KEYS = ("id", "kind", "optional", "mark", "note")


@derived
def glossary_of(project: Project) -> Glossary:
    """The glossary of a project; an empty one if it has none.

    Raises:
        InputError: the file is not as described above.
    """
    project.path(GLOSSARY)
    return load_glossary(project.root, project.memo)


def load_glossary(root: Path, memo: Memo | None = None) -> Glossary:
    """The glossary of the project in the folder `root`; an empty one if it has none. `memo`: remembers it by the file's
    content.

    Raises:
        InputError: the file is not as described above.
    """
    path = root / GLOSSARY
    if not path.exists():
        return Glossary(GLOSSARY)
    content = content_of(path, GLOSSARY, _WHAT)
    parse = partial(parse_glossary, content, GLOSSARY)
    return memo.recall("glossary", content, parse, _GLOSSARY) if memo else parse()


def parse_glossary(content: str, file: str) -> Glossary:
    """The glossary from its file's content; messages call the file `file`.

    Raises:
        InputError: with the line, what is wrong there and what to do.
    """
    data, lines = checked_yaml(content, file, _WHAT, "glossary.schema.json", text=True)
    terms = []
    for index, entry in enumerate(data or ()):
        term = Term(
            entry["id"], entry["kind"],
            {language: _renderings(said) for language, said in entry.items() if language not in _OWN_KEYS},
            entry.get("note", "").strip(), entry.get("optional") == "true", lines[(index,)],
            entry["mark"] == "true" if "mark" in entry else None,
        )  # fmt: skip
        if len(term.renderings) < 2:
            raise InputError(
                "The term `{id}` needs renderings in two languages.", file=file, line=term.line, id=term.id,
                hint="Add `zh:` and `en:`.",
            )  # fmt: skip
        for language, said in term.renderings.items():
            forms = (*said.full, *said.short, *said.forbidden, *said.unless)
            if twice := next((form for form in forms if forms.count(form) > 1), ""):
                raise InputError(
                    "“{form}” stands twice in the same term.", file=file, line=lines[index, language], form=twice,
                    hint="Keep it in one list.",
                )  # fmt: skip
        terms.append(term)
    _check_unique(terms, file)
    return Glossary(file, tuple(terms))


def _renderings(said: str | dict[str, Any]) -> Renderings:
    given = {"preferred": said} if isinstance(said, str) else said
    bare = {name: form.strip() if isinstance(form, str) else [*map(str.strip, form)] for name, form in given.items()}
    return convert(bare, Renderings)


def _check_unique(terms: Sequence[Term], file: str) -> None:
    """An id, and a form that names a term by itself, belong to one term."""
    ids: dict[str, Term] = {}
    forms: dict[tuple[str, str], Term] = {}
    for term in terms:
        if earlier := ids.get(term.id):
            raise InputError(
                "The id `{id}` is taken.", file=file, line=term.line, id=term.id,
                hint="See line {earlier}.", earlier=earlier.line,
            )  # fmt: skip
        ids[term.id] = term
        for language, renderings in term.renderings.items():
            for form in renderings.full:
                other = forms.setdefault((language, form if term.is_name else form.casefold()), term)
                if other is not term:
                    raise InputError(
                        "“{form}” already names the term `{id}`.", file=file, line=term.line, form=form, id=other.id,
                        hint="See line {earlier}: one form cannot stand for two terms.", earlier=other.line,
                    )  # fmt: skip
