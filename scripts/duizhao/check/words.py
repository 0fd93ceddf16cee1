"""The words of the checks, from `locale/<language>.yml`: for each code what a finding says, and for the command line
what stands around the findings."""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from duizhao.words import LANGUAGES, words_in

__all__ = ["LANGUAGES", "LocaleText", "phrase", "sign_names", "told", "words"]

_SIGN = re.compile(r"(U\+[0-9A-F]{4,6})(?: (?!U\+)[A-Z][A-Za-z-]*)*")
_FOLDER = Path(__file__).parent / "locale"


def words(language: str) -> dict[str, Any]:
    """Everything in the file of a language."""
    return words_in(_FOLDER, language)


def phrase(language: str, name: str) -> str:
    """One of the phrases that stand around the findings."""
    return str(words(language)["phrases"][name])


def told(values: Mapping[str, object], /, **names: str) -> dict[str, str]:
    """Details of a finding that phrases with these values say in each language: with `do="a"`, `do_zh` and `do_en`."""
    return {f"{part}_{code}": phrase(code, a).format(**values) for part, a in names.items() for code in LANGUAGES}


def sign_names(language: str, text: str) -> str:
    """The text with the signs in it (“U+00AD SOFT HYPHEN”) as the language calls those that cannot be seen: where it
    has no name of its own for one, as Unicode does, in small letters."""
    names = words(language)["phrases"]["signs"]
    return _SIGN.sub(lambda match: names.get(match[1]) or _unicode_name(match), text)


def _unicode_name(match: re.Match[str]) -> str:
    sign = chr(min(int(match[1][2:], 16), sys.maxunicode))
    unseen = unicodedata.category(sign)[0] in "CZ"
    return f"{match[1]} {unicodedata.name(sign, '').lower()}".strip() if unseen else match[0]


class LocaleText(Mapping[str, str]):
    """One text of a rule by language. The files are read when a text is first asked for: most runs show none."""

    def __init__(self, code: str, name: str) -> None:
        self._code = code
        self._name = name

    def __getitem__(self, language: str) -> str:
        if language not in LANGUAGES:
            raise KeyError(language)
        return str(words(language)["rules"][self._code][self._name])

    def __iter__(self) -> Iterator[str]:
        return (language for language in LANGUAGES if self._name in words(language)["rules"].get(self._code, {}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __hash__(self) -> int:
        return hash((self._code, self._name))
