"""What a value counts: the noun behind it, as far as a language's words (`counted`) name its kind."""

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

#: So many characters behind a value may hold its noun, and so many behind a sign that says what is counted by itself.
_REACH = 32
_CLOSE = 5


def counted(text: str, quantity: Quantity, language: str) -> str:
    """The kind of thing that a quantity of the text counts or is: a noun's, its unit's name, or `date`; empty if it is
    not known."""
    if quantity.unit:
        return quantity.unit
    by_word, behind, until = _patterns(language)
    last = quantity.surface[-1:]
    # With the sign before: 个州, but not 州 in any word.
    reach = _CLOSE if last in by_word else _REACH
    rest = until.split(text[max(quantity.start, quantity.end - 1) : quantity.end + reach], maxsplit=1)[0]
    match = behind.search(lower(rest))
    found = (by_word.get(match[0]) or by_word[match[0].removesuffix("s")]) if match else ""
    if last in by_word:
        # 名 is of people, 39名病例 are cases or patients.
        return by_word[last] if found in ("", by_word[last]) else ""
    return found or ("date" if quantity.kind is Kind.DATE else "")


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
