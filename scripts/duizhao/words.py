"""The words of the command line, from `locale/<language>.yml`: by command, and for what a conversion finds.

Errors and `--help` have their English in the code, and their Chinese by it in `locale/messages.zh.yml` (`said`). The
words of the checks stand beside the checks (`check/locale/`), those of the site in its theme.
"""

import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category, east_asian_width

from duizhao.own_yaml import own_yaml

_FOLDER = Path(__file__).parent / "locale"

#: The languages messages can be had in; the first is the one to fall back on.
LANGUAGES = ("en", "zh")

#: Where we tell a process of our own which language to speak.
VARIABLE = "DUIZHAO_LANG"
#: Where an environment names the language of messages, the first that says anything (ours, then POSIX).
_VARIABLES = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")

_spoken = LANGUAGES[0]


def speak(language: str) -> None:
    """Sets the language errors and `--help` are told in. Until someone does, it is English."""
    global _spoken
    _spoken = language


def spoken() -> str:
    """The language errors and `--help` are told in."""
    return _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tells errors in another language for a while."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def said(text: str) -> str:
    """An English text of the code in the language that is spoken; the same text where that has no other."""
    return text if _spoken == LANGUAGES[0] else _messages(_spoken).get(text, text)


@cache
def _messages(language: str) -> dict[str, str]:
    """The catalogue of a language, all its parts in one."""
    parts: dict[str, dict[str, str]] = words_in(_FOLDER, f"messages.{language}")
    return {english: other for part in parts.values() for english, other in part.items()}


@cache
def words_in(folder: Path, language: str) -> dict[str, Any]:
    """Everything in a folder's file of a language."""
    return own_yaml(folder / f"{language}.yml")


def words_of(language: str, part: str) -> dict[str, str]:
    """The words of a command or another part, by name."""
    found: dict[str, str] = words_in(_FOLDER, language)[part]
    return found


def finding_words(language: str, code: str) -> dict[str, str]:
    """What a conversion's finding says (`what`), and what to do about it (`todo`)."""
    found: dict[str, str] = words_in(_FOLDER, language)["findings"][code]
    return found


def message_language() -> str:
    """The language for messages, Chinese or English: the one the environment asks for, else that of the system.

    The environment itself is read, since on a small system the locale it names is often not installed, and Python then
    knows of none.
    """
    asked = next(filter(None, map(os.environ.get, _VARIABLES)), None)
    code = (asked or locale.getlocale()[0] or "en").lower()
    return "zh" if code.startswith(("zh", "chinese")) else "en"


def filled(template: str, **values: str) -> str:
    """A sentence with its values. A value that ends with the full stop which the sentence has behind it keeps one.

    >>> filled("By {publisher}.", publisher="Wells Inc."), filled("By {publisher}.", publisher="Wells")
    ('By Wells Inc.', 'By Wells.')
    """
    text = template.format(**values)
    for value in values.values():
        text = text.replace(f"{value}.", value) if value.endswith(".") else text
    return text


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: a wide character two, one that stands on another none.

    >>> columns("水wa\u0301")
    4
    """
    return sum(2 if east_asian_width(char) in "WF" else not category(char).startswith("M") for char in text)
