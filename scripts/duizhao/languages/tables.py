"""The tables of this folder, which are YAML; some are made of those of another language, in other characters."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from duizhao.languages import LANGUAGES, file_of
from duizhao.languages.characters import in_taiwan
from duizhao.languages.script import is_han
from duizhao.own_yaml import own_yaml
from duizhao.patterns import compiled

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """What stands in a file, called from here and without its ending (`units`, `zh/words`); nothing without a file.

    A file with `from` has what that language's file of the same name has, in the traditional characters and words of
    Taiwan; `wording` gives words, as they are there, that are others here, and all else replaces what it stands for.
    """
    file = _FOLDER / f"{name}.yml"
    found = own_yaml(file) if file.is_file() else {}
    if source := found.pop("from", ""):
        return converted(table(f"{source}/{file.stem}"), found)
    return found


def table_of(language: str, name: str) -> dict[str, Any]:
    """What stands in a file of a language's folders, called without its ending; nothing without one."""
    file = file_of(language, f"{name}.yml")
    return table(f"{file.parent.name}/{name}") if file else {}


def number_words(language: str) -> dict[str, int]:
    """The words a language numbers headings with, and what each counts."""
    rows = enumerate(table_of(language, "reports").get("numerals", ()), 1)
    return {word: number for number, said in rows for word in (said if isinstance(said, list) else [said])}


@cache
def of_all(key: str, name: str = "reports") -> tuple[Any, ...]:
    """What stands under a key in the languages' tables of a name, each once."""
    return tuple(dict.fromkeys(each for code in LANGUAGES for each in table_of(code, name).get(key, ())))


@cache
def in_all(name: str) -> str:
    """A pattern for any of the words for something, in all languages with a folder; in letters that are written word by
    word, a whole one."""
    words = {word for code in LANGUAGES for word in words_of(code).get(name, ())}
    return "|".join(word if is_han(word) else rf"\b{word}\b" for word in sorted(words)) or "(?!)"


def words_of(language: str) -> dict[str, Any]:
    """The words of a language's folder, by what they are for."""
    return table_of(language, "words")


def converted(source: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A table of simplified Chinese in the traditional characters and words of Taiwan.

    `own`: what replaces what it stands for; its `wording` gives words, as they are in the source, that are others.
    """
    above = dict(own)
    wording: dict[str, str] = above.pop("wording", {})
    # The longest first, since a pattern takes the first that is right.
    words = "|".join(map(re.escape, sorted(wording, key=len, reverse=True)))
    table: dict[str, Any] = _merged(_reworded(source, compiled(f"({words or '(?!)'})"), wording), above)
    return table


def _reworded(value: Any, words: re.Pattern[str], wording: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {_reworded(key, words, wording): _reworded(each, words, wording) for key, each in value.items()}
    if isinstance(value, list):
        return [_reworded(each, words, wording) for each in value]
    if not isinstance(value, str):
        return value
    return "".join(wording.get(part) or in_taiwan(part) for part in words.split(value))


def _merged(below: Any, above: Any) -> Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{key: _merged(below.get(key), each) for key, each in above.items()}}
