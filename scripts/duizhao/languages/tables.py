"""The tables of this folder, which are YAML."""

from functools import cache
from pathlib import Path
from typing import Any

from duizhao.languages import file_of
from duizhao.own_yaml import own_yaml

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
        from duizhao.languages.converted import converted  # OpenCC's tables are large

        return converted(table(f"{source}/{file.stem}"), found)
    return found


def table_of(language: str, name: str) -> dict[str, Any]:
    """What stands in a file of a language's folders, called without its ending; nothing without one."""
    file = file_of(language, f"{name}.yml")
    return table(f"{file.parent.name}/{name}") if file else {}


def words_of(language: str) -> dict[str, Any]:
    """The words of a language's folder, by what they are for."""
    return table_of(language, "words")
