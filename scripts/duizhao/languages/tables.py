"""The tables of this folder, which are YAML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duizhao.languages import folder_of
from duizhao.yaml_loader import LOADER

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """What stands in a file, called from here and without its ending (`units`, `zh/words`); nothing without a file."""
    file = _FOLDER / f"{name}.yml"
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER) if file.is_file() else {}
    return found


def words_of(language: str) -> dict[str, Any]:
    """The words of a language's folder, by what they are for."""
    return table(f"{folder_of(language)}/words")
