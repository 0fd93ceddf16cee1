"""The languages that have rules and words of their own: one folder each, called by the language's code.

What may stand in a folder, each part by its name; a language without one gets what needs no rules:

- `__init__.py`: `LANGUAGE`, the plain facts (`Language`)
- `sentences.py`: `sentence_ends(text)`; without it a line is one sentence
- `quantities.py`: `find(text)`, the numbers and dates as values; without it none are found
- `values.py`: `DATES`, `SCALES`, `numbers(text)` and what they need, for alignment; without it figures alone
- `typography.py`: `RULES`, what the check says of the text by the rule's code; without it nothing
- `wording.py`: `RULES`, the same for words of another language and words that stand twice
- `spelling.py`: `RULES`, the same for what has to know the edition's own words; without it nothing is misspelt
- `words.yml`: what these know of the language's words; for each part what it asks for
- `boxes.yml`: what the kinds of boxes are called; without it their English names
- `site.yml`: the words of the site; without it there is no site in that language
- `theme/`: what the theme says in it, where the theme's own words do not do
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).parent

#: The codes of the languages that have a folder.
LANGUAGES = tuple(sorted(path.parent.name for path in _FOLDER.glob("*/__init__.py")))

#: Whose words stand in for those a language lacks.
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """Plain facts about a language, and what is taken for one nobody has described.

    `tag`: the BCP 47 tag of its pages, if its code alone says too little. `script`: `han`, `latin`, or empty where no
    rule asks for it. `names`: what it is called in other languages, by their codes; `names_of`: what others that do not
    know it are called in it. `quotes`: its quotation marks in pairs. `words_per_minute`, `han_per_minute`: how many
    words, and how many Han characters, adults read silently in a minute.
    """

    tag: str = ""
    script: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    names_of: Mapping[str, str] = field(default_factory=dict)
    quotes: str = ""
    words_per_minute: int = 238
    han_per_minute: int = 300


def folder_of(tag: str) -> str:
    """The folder of a language (BCP 47 tag: `zh`, `zh-Hant`, `en-GB`); empty if it has none."""
    code = tag.partition("-")[0].casefold()
    return code if code in LANGUAGES else ""


def language(tag: str) -> Language:
    """The facts about a language; the defaults for one without a folder."""
    module = part(tag, "")
    return module.LANGUAGE if module else Language()


def html_tag(code: str) -> str:
    """The tag of a language's pages."""
    return language(code).tag or code


def language_name(code: str, reader: str) -> str:
    """What the language `code` is called in the language `reader`; its code if no one has told."""
    return language(code).names.get(folder_of(reader)) or language(reader).names_of.get(folder_of(code)) or code


@cache
def part(tag: str, name: str) -> ModuleType | None:
    """A module of a language's folder, imported when first asked for; None if the language has none of that name."""
    folder = folder_of(tag)
    if not folder or (name and not (_FOLDER / folder / f"{name}.py").is_file()):
        return None
    return import_module(".".join(filter(None, (__name__, folder, name))))
