"""Classes of queries that are written otherwise than the text, that are wrong, or that are not there at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from random import Random

from benchmarks.search.classes import Material, Query, is_absent, shuffled
from benchmarks.search.passages import HAN
from benchmarks.search.terms import WORD

# With separators, with a point, or of three digits or more.
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})(?![.,]?\d)")
QUANTITY = {
    True: re.compile(rf"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*(?:[万亿千百]+|%)[{HAN}]{{0,2}}"),
    False: re.compile(r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*(?:%|\s(?:[a-z]+illion|percent|[a-z]{4,}))"),
}
_ACCENTS = dict(zip("aeiou", "áéíóú", strict=True))


def _matches(material: Material, pattern: re.Pattern[str]) -> list[str]:
    return [found for p in material.text.passages if p.kind == "paragraph" for found in pattern.findall(p.text)]


def _numbers(material: Material, random: Random) -> list[str]:
    """The numbers of the text without its years."""
    return [n for n in shuffled(random, _matches(material, _NUMBER)) if not re.fullmatch(r"(?:19|20)\d\d", n)]


def number(material: Material, random: Random) -> Iterator[Query]:
    """A number as it is written."""
    for found in _numbers(material, random):
        yield material.query("number", found)


def number_separators(material: Material, random: Random) -> Iterator[Query]:
    """A number without its separators of thousands; with them, if the text has none."""
    for found in _numbers(material, random):
        whole, point, rest = found.partition(".")
        other = whole.replace(",", "") if "," in whole else f"{int(whole):,}"
        if other != whole:
            yield material.query("number-separators", other + point + rest, found)


def quantity(material: Material, random: Random) -> Iterator[Query]:
    """A number with what it counts, as it is written."""
    for found in shuffled(random, _matches(material, QUANTITY[material.text.han])):
        yield material.query("quantity", found)


def _latin(material: Material) -> list[str]:
    """Words in Latin letters; in a text in Han characters all of them, elsewhere what is searched for."""
    if material.text.han:
        return [word for word in _matches(material, WORD) if len(word) > 2]
    return [*material.terms, *(name for name in material.names if name.isascii())]


def latin_word(material: Material, random: Random) -> Iterator[Query]:
    """A word in Latin letters within a text in Han characters."""
    if material.text.han:
        for word in shuffled(random, _latin(material)):
            yield material.query("latin-word", word)


def case(material: Material, random: Random) -> Iterator[Query]:
    """A word in other letters: in capitals, or without any."""
    for word in shuffled(random, _latin(material)):
        yield material.query("case", word.lower() if word != word.lower() else word.upper(), word)


def width(material: Material, random: Random) -> Iterator[Query]:
    """Letters and digits in full width, as an input method writes them."""
    words, numbers = shuffled(random, _latin(material)), _numbers(material, random)
    for pair in zip_longest(words, numbers):
        for found in filter(None, pair):
            wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in found).replace(" ", "\u3000")
            yield material.query("width", wide, found)


def diacritics(material: Material, random: Random) -> Iterator[Query]:
    """A word without the accents it has; then words with an accent that they do not have, and the other way of
    encoding it (a letter and a combining mark)."""
    words = shuffled(random, {word for text in material.text.passages for word in WORD.findall(text.text)})
    for word in words:
        bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        if bare != word:
            yield material.query("diacritics", bare, word)
            yield material.query("diacritics", unicodedata.normalize("NFD", word), word)
    for word in shuffled(random, _latin(material)):
        vowels = [i for i, letter in enumerate(word) if letter in _ACCENTS]
        if vowels and " " not in word:
            at = random.choice(vowels)
            yield material.query("diacritics", word[:at] + _ACCENTS[word[at]] + word[at + 1 :], word)


def typo(material: Material, random: Random) -> Iterator[Query]:
    """A slip: two neighbours changed over, one letter left out or doubled; one Han character for another. The result
    is not in the text."""
    characters = shuffled(random, re.findall(f"[{HAN}]", material.plain))
    if material.text.han:
        terms = [term for term in [*material.terms, *material.names] if re.fullmatch(f"[{HAN}]{{4,}}", term)]
    else:
        terms = [word for word in material.terms if len(word) > 5 and word.isascii()]
    for term in shuffled(random, terms):
        at = random.randrange(1, len(term) - 2)
        swapped = term[:at] + term[at + 1] + term[at] + term[at + 2 :]
        if material.text.han:
            wrong = random.choice((swapped, term[:at] + random.choice(characters) + term[at + 1 :]))
        else:
            wrong = random.choice((swapped, term[:at] + term[at + 1 :], term[: at + 1] + term[at:]))
        if is_absent(material, wrong):
            yield material.query("typo", wrong, term)


def absent(material: Material, random: Random) -> Iterator[Query]:
    """What is not in the text: words, and every third time a number.

    A Chinese one is of characters of the text that never stand side by side there; an English one follows the order
    of letters in the text's words and is at least three letters off from each of them.
    """
    make = _absent_han if material.text.han else _absent_latin
    words = make(material, random)
    while True:
        for text in (next(words), next(words), _absent_number(material, random)):
            yield material.in_passages("absent", text, "", ())


def _absent_number(material: Material, random: Random) -> str:
    while True:
        found = str(random.randint(10_000, 999_999))
        if is_absent(material, found):
            return random.choice((found, f"{int(found):,}"))


def _absent_han(material: Material, random: Random) -> Iterator[str]:
    runs = re.findall(f"[{HAN}]+", material.plain)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    characters = sorted(set("".join(runs)))
    while True:
        word = "".join(random.choices(characters, k=random.randint(2, 4)))
        if not any(word[i : i + 2] in pairs for i in range(len(word) - 1)):
            yield word


def _absent_latin(material: Material, random: Random) -> Iterator[str]:
    words = sorted({word.casefold() for word in re.findall(r"[a-z]{3,}", material.plain)})
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for a, b, c in zip(f"  {word}", f" {word}", f"{word} ", strict=False):
            follows[a + b].append(c)
    while True:
        made = "  "
        while (letter := random.choice(follows.get(made[-2:], [" "]))) != " " and len(made) < 14:
            made += letter
        made = made.strip()
        if len(made) > 5 and all(_distance(made, word) > 2 for word in words):
            yield made


def _distance(a: str, b: str) -> int:
    """The edits that make one word of the other (Levenshtein 1966); words of other lengths are far apart."""
    if abs(len(a) - len(b)) > 2:
        return 3
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other))
    return row[-1]
