"""The words of the command line, from `locale/<language>.yml`: by command, and for what a conversion finds.

The words of the checks stand beside the checks (`checks/locale/`), those of the site in its theme.
"""

from __future__ import annotations

import locale
import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duizhao.yaml_files import LOADER

_FOLDER = Path(__file__).parent / "locale"

#: The languages messages can be had in; the first is the one to fall back on.
LANGUAGES = ("en", "zh")

#: Where an environment names the language of messages, the first that says anything (POSIX).
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def words_in(folder: Path, language: str) -> dict[str, Any]:
    """Everything in a folder's file of a language."""
    loaded: dict[str, Any] = yaml.load((folder / f"{language}.yml").read_text(encoding="utf-8"), Loader=LOADER)
    return loaded


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
