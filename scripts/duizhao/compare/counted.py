"""What a value counts: the noun behind it, as far as a language's words (`counted`) name its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from duizhao.languages import language as language_of
from duizhao.languages.clauses import CLAUSE_END
from duizhao.languages.hedges import any_of
from duizhao.languages.quantity import Kind, Quantity
from duizhao.languages.script import lower
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

#: So many characters behind a value may hold its noun.
_REACH = 32


def counted(text: str, quantity: Quantity, language: str) -> str:
    """The kind of thing that a quantity of the text counts or is: a noun's, its unit's name, or `date`; empty if it is
    not known."""
    by_word, behind, until = _patterns(language)
    last = quantity.surface[-1:]
    if quantity.unit or last in by_word:
        return quantity.unit or by_word[last]
    # With the sign before: 个州, but not 州 in any word.
    rest = until.split(text[max(quantity.start, quantity.end - 1) : quantity.end + _REACH], maxsplit=1)[0]
    match = behind.search(lower(rest))
    if match:
        word = match[0]
        return by_word.get(word) or by_word[word.removesuffix("s")]
    return "date" if quantity.kind is Kind.DATE else ""


@cache
def _patterns(language: str) -> tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str]]:
    """The kind of each word; what finds one behind a value; and where to look no further. What stands for a kind by
    itself only right behind the number (“名”) is one sign long."""
    words = words_of(language)
    by_word = {word: kind for kind, them in words.get("counted", {}).items() for word in them}
    until = rf"{CLAUSE_END.pattern}|(?<=.)\d|{words.get('counted_until', '(?!)')}"
    longer = [word for word in by_word if len(word) > 1]
    whole = language_of(language).script != "han"
    behind = rf"(?<![\w-])(?:{any_of(longer)})s?(?![\w-])" if whole else any_of(longer)
    return by_word, compiled(behind), compiled(until)
