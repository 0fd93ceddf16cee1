"""How a language's phrases and names are made, as far as proposing terms needs it (`phrases` in its words)."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from duizhao.languages import language
from duizhao.languages.characters import simplified
from duizhao.languages.hedges import any_of
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

_LARGE = "[A-ZÀ-ÖØ-Þ]"
_CAPITAL = rf"{_LARGE}[\w'’-]*"
_NONE = "(?!)"


class Phrases(Struct, frozen=True):
    """What a language says of its phrases.

    `little`: words that do not tell one term from another. `starts`, `ends`: these, or the Han characters that no
    phrase begins or ends with. `links`: what stands in small
    letters within a name. `names`: quoted strings (group 1) and runs of words with a capital letter (group 2).
    `titles`: what a person is called before the name. `times`: words that count time. `anaphors`: what points back to
    what was named. `modals`: verbs that no term has in it.
    """

    little: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    links: frozenset[str]
    names: re.Pattern[str]
    titles: re.Pattern[str]
    times: frozenset[str]
    anaphors: re.Pattern[str]
    modals: frozenset[str]

    def is_name(self, form: str) -> bool:
        """Whether each of a form's words has a capital letter, but for links within it."""
        return all(word[:1].isupper() or word in self.links for word in form.split())

    def is_cut(self, words: Sequence[str], behind: Sequence[str]) -> bool:
        """Whether words that are no name end within one that goes on behind them, or with a possessive ending."""
        following = behind[1:] if behind and behind[0] in self.links else behind
        if not following or self.is_name(" ".join(words)):
            return False
        return words[-1].endswith(("'s", "’s")) or (words[-1][0].isupper() and following[0][0].isupper())


@cache
def phrases_of(tag: str) -> Phrases:
    """What the language says; nothing but capital letters of one that says nothing."""
    found: dict[str, str] = words_of(tag).get("phrases", {})
    little, links = (found.get(key, "").split() for key in ("little", "links"))
    titles, deputies = (any_of(found[key].split(", ")) if key in found else _NONE for key in ("titles", "deputies"))
    link = any_of(links) if links else _NONE
    return Phrases(
        frozenset() if language(tag).script == "han" else frozenset(little),
        _read(little, found.get("little_starts", ""), tag),
        _read(little, found.get("little_ends", ""), tag),
        frozenset(links),
        compiled(
            rf"[“\"«]\s?([^“”\"«»|]{{2,60}}?)[,.]?\s?[”\"»]|\b({_CAPITAL}(?:\s+(?:(?:{link})\s+){{0,2}}{_CAPITAL})*)"
        ),
        compiled(rf"\b(?:(?:(?:{deputies}) )?(?:{titles})\.? )+(?={_LARGE})"),
        frozenset(found.get("times", "").split()),
        compiled(found.get("anaphors", _NONE), re.IGNORECASE),
        frozenset(found.get("modals", "").split()),
    )


def _read(little: list[str], more: str, tag: str) -> frozenset[str]:
    """Words; or single characters where they stand without spaces, and then as the language writes them, too."""
    if language(tag).script != "han":
        return frozenset({*little, *more.split()})
    signs = {*"".join(little), *more}
    return frozenset({*signs, *(sign for sign, plain in simplified().items() if plain in signs)})
