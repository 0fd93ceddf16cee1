"""The languages that have rules and words of their own: one folder each, called by the language's tag (BCP 47) in small
letters, with `_` for `-`.

What may stand in a folder, each part by its name. What a tag's own folder lacks (`zh_hant`) is that of the next shorter
one (`zh`); a language without one gets what needs no rules:

- `__init__.py`: `LANGUAGE`, the plain facts (`Language`)
- `sentences.py`: `sentence_ends(text)`; without it a line is one sentence
- `quantities.py`: `find(text)`, the numbers and dates as values; without it none are found
- `values.py`: `DATES`, `SCALES`, `numbers(text)` and what they need, for alignment; without it those of
  `quantities.py`, or figures alone
- `typography.py`: `RULES`, what the check says of the text by the rule's code; without it nothing
- `wording.py`: `RULES`, the same for words of another language and words that stand twice
- `spelling.py`: `RULES`, the same for what has to know the edition's own words; without it nothing is misspelt
- `words.yml`: what these know of the language's words; for each part what it asks for
- `reports.yml`: how reports number headings and lists, what labels and captions are made of, how they name their parts
  and write their first lines; without it a profile says so, or the counterparts' names do, and a word and a number
  beside a table or an image are its caption
- `watermarks.yml`: what watermarks say; known in the texts of every language
- `boxes.yml`: what the kinds of boxes are called; without it their English names
- `site.yml`: the words of the site; without it they are English
- in either of the last two `from`, the code of a language in simplified Chinese characters: what is not there is that
  language's, in the characters and words of Taiwan, and as `wording` says
- `theme/`: what the theme says in it, where the theme's own words do not do
- `reading.py`: `as_read(text)`, the text as the rules of the shorter tag read it, as long as before

What every language has without a folder, its names and its direction, comes from CLDR (`languages.cldr`).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from msgspec import Struct, field

from duizhao.languages.cldr import listed, name_of, with_script

_FOLDER = Path(__file__).parent

#: The tags of the languages that have a folder, in small letters.
LANGUAGES = tuple(sorted(path.parent.name.replace("_", "-") for path in _FOLDER.glob("*/__init__.py")))

#: Whose words stand in for those a language lacks.
FALLBACK = "en"


class Language(Struct, frozen=True):
    """Plain facts about a language, and what is taken for one nobody has described.

    `tag`: the BCP 47 tag of its pages, if its code alone says too little. `script`: `han`, `latin`, `arabic`, or empty
    where no rule asks for it. `names`: what it is called in other languages, by their codes, where CLDR has not the
    word wanted. `quotes`: its quotation marks in pairs. `words_per_minute`, `han_per_minute`: how many words, and how
    many Han characters, adults read silently in a minute. `typefaces`: for print, the best first, where those that
    are there for its script are not the right ones. `region`: whose forms of signs print takes.
    `characters`: `simplified` or `traditional` Chinese ones. `spaces`: those its typography asks for besides the plain
    one.
    """

    tag: str = ""
    script: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    quotes: str = ""
    words_per_minute: int = 238
    han_per_minute: int = 300
    typefaces: tuple[str, ...] = ()
    region: str = ""
    characters: str = ""
    spaces: str = ""


@cache
def folders_of(tag: str) -> tuple[str, ...]:
    """The folders of a language (BCP 47 tag), the nearest first: `zh-Hant-HK` and `zh-HK` have `zh_hant` and `zh`."""
    parts = with_script(tag).casefold().split("-")
    longest_first = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return tuple(code.replace("-", "_") for code in longest_first if code in LANGUAGES)


def folder_of(tag: str) -> str:
    """The nearest folder of a language; empty if it has none."""
    return next(iter(folders_of(tag)), "")


def file_of(tag: str, name: str) -> Path | None:
    """A file of a language's folders, of the nearest that has one of that name; None if there is none."""
    return next((file for folder in folders_of(tag) if (file := _FOLDER / folder / name).is_file()), None)


def language(tag: str) -> Language:
    """The facts about a language; the defaults for one without a folder."""
    module = part(tag, "")
    return module.LANGUAGE if module else Language()


def html_tag(code: str) -> str:
    """The tag of a language's pages."""
    return language(code).tag or code


def language_name(code: str, reader: str) -> str:
    """What the language `code` is called in the language `reader`, or in the one whose words stand in for it; its code
    if no one has told."""
    reader = reader_of(reader)
    names = language(code).names
    known = next((names[folder] for folder in folders_of(reader) if folder in names), "")
    return known or name_of(code, reader)


def own_name(code: str) -> str:
    """What a language calls itself; its code if no one has told."""
    return language_name(code, code) if reader_of(code) == code else name_of(code, code)


def language_names(codes: Iterable[str], reader: str) -> str:
    """What several languages are called in a sentence of the language `reader`: “Chinese and English”."""
    return listed([language_name(code, reader) for code in codes], reader_of(reader))


def reader_of(tag: str) -> str:
    """The language whose words a reader of that language gets."""
    return tag if file_of(tag, "site.yml") else FALLBACK


@cache
def part(tag: str, name: str) -> ModuleType | None:
    """A module of a language's folders, of the nearest that has it, imported when first asked for; None if there is
    none of that name."""
    file = file_of(tag, f"{name or '__init__'}.py")
    return import_module(".".join(filter(None, (__name__, file.parent.name, name)))) if file else None


def as_read(text: str, tag: str) -> str:
    """A text of that language as the rules for it read it; as long as before."""
    reading = part(tag, "reading")
    found: str = reading.as_read(text) if reading else text
    return found
