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

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from duizhao.compare.glossary.model import KINDS, Glossary, Renderings, Term
from duizhao.errors import InputError, Phrase
from duizhao.memo import Memo, reader
from duizhao.project import Project, derived
from duizhao.yaml_files import refuse_wide_colons
from duizhao.yaml_loader import LOADER

_GLOSSARY = reader(Glossary)

#: Where the glossary is, below the project's folder.
GLOSSARY = "sources/glossary.yml"

_OWN_KEYS = ("id", "kind", "optional", "mark", "note")
_YES_OR_NO = {"true": True, "false": False}
_LISTS = ("accepted", "short", "forbidden", "unless")
#: A list of terms, a term, a language, a list of forms; and room for what an editor may try.
_DEEPEST = 20
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*\Z")


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
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError("The file is not UTF-8 text.", file=GLOSSARY, hint="Save it as UTF-8.") from None

    parse = partial(parse_glossary, content, GLOSSARY)
    return memo.recall("glossary", content, parse, _GLOSSARY) if memo else parse()


def parse_glossary(content: str, file: str) -> Glossary:
    """The glossary from its file's content; messages call the file `file`.

    Raises:
        InputError: with the line, what is wrong there and what to do.
    """
    try:
        _refuse_aliases(content)
        node = yaml.compose(content, Loader=LOADER)
    except _AliasError as error:
        raise InputError(
            "`*{alias}` refers to another place of the file.", alias=error.args[0],
            file=file, line=error.args[1], hint="Write the text out here.",
        ) from None  # fmt: skip
    except RecursionError:
        raise InputError("The file nests too deeply.", file=file, hint="A term is a list of lines.") from None
    except yaml.YAMLError as error:
        refuse_wide_colons(content, file)
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            "The file is not YAML.", file=file, line=mark.line + 1 if mark else None,
            hint="Check the indentation here and above; a text with `: ` or `#` needs quotation marks around it.",
        ) from None  # fmt: skip
    if node is None:
        return Glossary(file)
    if not isinstance(node, yaml.SequenceNode):
        raise InputError("The file should be a list of terms.", file=file, line=1, hint="A term begins with `- id:`.")
    terms = tuple(_Entry(item, file).term() for item in node.value)
    _check_unique(terms, file)
    return Glossary(file, terms)


class _AliasError(Exception):
    """An alias: its name and its line."""


def _refuse_aliases(content: str) -> None:
    """A few lines of aliases can stand for more than memory holds; and nothing may nest deeper than a glossary does.

    Raises:
        _AliasError: there is one.
        RecursionError: something nests too deeply.
    """
    depth = 0
    for event in yaml.parse(content, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _AliasError(event.anchor, event.start_mark.line + 1 if event.start_mark else 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise RecursionError
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Entry:
    """One term being read; knows its file and lines for messages."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        self.fields = dict(self._pairs(node, Phrase("A term")))

    def fault(
        self, message: str, node: yaml.Node | None = None, hint: str | None = None, **values: object
    ) -> InputError:
        line = node.start_mark.line + 1 if node else self.line
        return InputError(message, file=self.file, line=line, hint=hint, **values)

    def _pairs(self, node: yaml.Node, what: Phrase) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fault("{what} should be lines of `key: value`.", node, what=what)
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in seen:
                raise self.fault("`{key}` stands twice.", key, key=name)
            seen.add(name)
            yield name, value

    def term(self) -> Term:
        id_ = self._text("id")
        if not _ID.match(id_):
            raise self.fault(
                "`{id}` cannot be an id.",
                self.fields["id"],
                "Use small letters, digits and hyphens: north-canal.",
                id=id_,
            )
        kind = next((name for name in KINDS if name == self._text("kind")), None)
        if kind is None:
            raise self.fault(
                "`{kind}` is no kind of term.", self.fields["kind"], "The kinds: {kinds}.",
                kind=self._text("kind"), kinds=list(KINDS),
            )  # fmt: skip
        renderings = {}
        for name, node in self.fields.items():
            if name not in _OWN_KEYS:
                if not _LANGUAGE.match(name):
                    raise self.fault(
                        "`{key}` is no key of a term.", node, "The keys: {keys}, and languages (zh, en).",
                        key=name, keys=_OWN_KEYS,
                    )  # fmt: skip
                renderings[name] = self._renderings(name, node)
        if len(renderings) < 2:
            raise self.fault("The term `{id}` needs renderings in two languages.", hint="Add `zh:` and `en:`.", id=id_)
        optional, mark = self._yes_or_no("optional"), self._yes_or_no("mark")
        return Term(id_, kind, renderings, self._text("note", ""), optional or False, self.line, mark)

    def _yes_or_no(self, key: str) -> bool | None:
        if key not in self.fields:
            return None
        if (text := self._text(key)) not in _YES_OR_NO:
            raise self.fault("`{key}` is true or false.", self.fields[key], key=key)
        return _YES_OR_NO[text]

    def _renderings(self, language: str, node: yaml.Node) -> Renderings:
        if isinstance(node, yaml.ScalarNode):
            return Renderings(self._form(node, language))
        fields = dict(self._pairs(node, Phrase("`{key}`", key=language)))
        for name, value in fields.items():
            if name != "preferred" and name not in _LISTS:
                raise self.fault(
                    "`{key}` is no key of a rendering.", value, "The keys: {keys}.",
                    key=name, keys=("preferred", *_LISTS),
                )  # fmt: skip
        if "preferred" not in fields:
            raise self.fault("`{language}` has no `preferred`.", node, language=language)
        lists: dict[str, tuple[str, ...]] = {}
        for name in _LISTS:
            forms_node = fields.get(name)
            if forms_node is None:
                lists[name] = ()
            elif isinstance(forms_node, yaml.SequenceNode):
                lists[name] = tuple(self._form(item, name) for item in forms_node.value)
            else:
                raise self.fault("`{key}` should be a list.", forms_node, "Write `{key}: [one, two]`.", key=name)
        forms = [self._form(fields["preferred"], "preferred"), *(form for name in _LISTS for form in lists[name])]
        for form in forms:
            if forms.count(form) > 1:
                raise self.fault("“{form}” stands twice in the same term.", node, "Keep it in one list.", form=form)
        return Renderings(forms[0], lists["accepted"], lists["short"], lists["forbidden"], lists["unless"])

    def _text(self, key: str, otherwise: str | None = None) -> str:
        if key not in self.fields:
            if otherwise is None:
                raise self.fault("The term has no `{key}`.", key=key)
            return otherwise
        return self._form(self.fields[key], key)

    def _form(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault("`{key}` should be a text.", node, key=what)
        if not node.value.strip():
            raise self.fault("`{key}` is empty.", node, key=what)
        return str(node.value).strip()


def _check_unique(terms: tuple[Term, ...], file: str) -> None:
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
