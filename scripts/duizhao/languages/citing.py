"""What languages know of bibliographies and of what cites their entries: a text cites works in other languages, too, in
its own signs or in theirs."""

import re
from functools import cache

from duizhao.languages import LANGUAGES
from duizhao.languages.tables import of_all, table_of
from duizhao.patterns import compiled

#: The year a work came out in, with the letter that tells it from others of its author.
YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"


@cache
def known(name: str) -> tuple[str, ...]:
    """The words of all languages that are so called in their `citing.yml`, the longest first."""
    found = {str(word).casefold() for tag in LANGUAGES for word in table_of(tag, "citing").get(name, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def any_of(name: str) -> str:
    """A pattern for one of them; a Latin word as a whole."""
    return "(?:" + "|".join(_bounded(word) for word in known(name)) + ")"


def patterns(name: str) -> str:
    """The patterns of all languages that are so called there."""
    return "|".join(of_all(name, "citing")) or "(?!)"


def _bounded(word: str) -> str:
    before = r"(?<![^\W\d_])" if word[0].isascii() and word[0].isalpha() else ""
    behind = r"(?![^\W\d_])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + re.escape(word).replace(r"\ ", r"\s+") + behind


@cache
def _label() -> re.Pattern[str]:
    """The number a heading may begin with."""
    numerals = rf"\d{{1,3}}(?:\.\d{{1,3}})*|[ivx]{{1,5}}|[a-z]|[{''.join(of_all('items'))}]{{1,3}}"
    return compiled(rf"\s*(?:{numerals})?\s*[.、．):：]?\s*", re.IGNORECASE)


@cache
def names_bibliography(title: str) -> bool:
    """Whether a heading is what bibliographies are called, perhaps behind a number or the name of an annex."""
    plain = " ".join(title.casefold().split()).strip(" :：.")
    plain = plain.rpartition(":")[2].rpartition("：")[2].strip()
    match = _label().match(plain)
    return any(each in known("bibliography") for each in (plain, plain[match.end() if match else 0 :]))
