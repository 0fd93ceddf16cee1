"""Numbers and dates of an English text as far as alignment needs them (`languages.values`)."""

from collections.abc import Iterator

from duizhao.languages.script import alike, lower
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

_TABLE = words_of("en")
MONTHS = {name: number for number, name in enumerate(_TABLE["months"], 1)}
_MONTH, _DAY = f"(?P<month>{'|'.join(MONTHS)})", r"(?P<day>[12]\d|3[01]|0?[1-9])"
DATES = (
    compiled(rf"\b{_MONTH} {_DAY}\b(?!\d)"),
    compiled(rf"\b{_DAY} {_MONTH}\b"),
    compiled(rf"\b{_MONTH}\b"),
)
#: What a date cannot be without.
IN_DATES = tuple(MONTHS)

SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALE = rf"(?:[\s-]*(?P<scale>{'|'.join(SCALES)})\b)?"

_WORDS = {
    word: number
    for kind in ("units", "teens", "tens", "ordinals")
    for word, number in _TABLE[kind].items()
    if 0 < number < 100
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = compiled(rf"\b({_WORD})(?:-({_WORD}))?\b(?:[\s-]+({'|'.join(SCALES)})\b)?")
_LETTERS = compiled("[a-z]+")

#: “Chapter One” counts, “one of them” does not.
_CHAPTER = compiled(r"[A-Z][a-z]+ One$")


def numbers(text: str) -> Iterator[int]:
    """The numbers in words."""
    read = lower(alike(text))
    if _WORDS.keys().isdisjoint(_LETTERS.findall(read)):  # as in most sentences
        return
    for match in _NUMBER.finditer(read):
        word, second, scale = match.groups("")
        if word == "one" and not scale and not _CHAPTER.search(text, max(0, match.start() - 12), match.end()):
            continue
        yield (_WORDS[word] + (_WORDS[second] if second else 0)) * SCALES.get(scale, 1)
