"""English numerals: digits, number words and mixtures of both ("3.6 billion", "two and a half"), as exact numbers."""

import re
from fractions import Fraction
from functools import cache
from unicodedata import numeric

from msgspec import Struct

from duizhao.languages.en.words import words
from duizhao.languages.hedges import any_of
from duizhao.languages.quantity import Kind
from duizhao.languages.units import currency_signs
from duizhao.patterns import compiled

#: Digits that belong to a name (5G, COVID-19, P16) are no numeral.
LITERAL = (
    r"(?<!\d[.,\u00a0\u2009\u202f])(?:(?<![A-Za-z][.\-–‐‑])|(?<=(?:BC|AD|CE)[\-–])|(?<=\bNo\.))"
    r"(?:\d{1,2}(?:,\d{2}){1,4},\d{3}|"
    r"(?<![^\s(~<>≤≥=$€£¥])(?=\.\d)|\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,8}|(?<!\d )\d{1,3}(?: \d{3}){1,4}(?! ?\d)"
    r"|\d{1,40})(?!\d)"
    r"(?:\.\d{1,20}(?!\d))?(?!\.\d)"
)
_LINK = r"(?P<comma>,(?=\s))?[\s\-‐‑]{1,3}(?P<and>and[\s\-]{1,3})?(?P<a>an?[\s\-]{1,3})?"
#: 2½, 2 1/2
_PART_SIGN = compiled(r"\s?([½¼¾⅓⅔])|\s([1-7])[/⁄]([2-8]|16)(?![\d/⁄.])")
_FINEST_PART = 10
_ALL_BUT_ONE = 3
#: No number takes more words.
_LONGEST = 30


class Numeral(Struct, frozen=True):
    """A numeral over text[start:end]; `scale` is the worth of the scale word it ends with."""

    value: Fraction
    kind: Kind
    start: int
    end: int
    spelt: bool
    scale: Fraction = Fraction(1)
    bare: bool = False
    """A scale word without a number before it: "hundred", "a thousand"."""


#: A match whose group `word` is a number word, with what leads up to it in the groups `and`, `a` and `comma`.
_Word = re.Match[str]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = words()
    signs = any_of(table.scale_signs)
    glued = "".join(rf"|(?<={code})" for code in currency_signs() if code.isalpha())
    word = rf"(?:{table.number_word})(?![^\W_])"
    first = compiled(
        rf"(?=[\d.])(?:(?<!\w){glued})(?P<literal>{LITERAL})(?:(?P<rank>st|nd|rd|th)|(?:\s(?=[mbt]r?l?n\b))?(?P<sign>{signs})(?![A-Za-z_])|(?={table.symbol}))?"
        rf"(?:(?![A-Za-z_])|(?={table.symbol}))"
        rf"|(?<![^\W_])(?:(?P<a>an?)[\s-]+)?(?P<word>{word})(?P<and>(?!))?(?P<comma>(?!))?",
        re.IGNORECASE,
    )
    return first, compiled(rf"{_LINK}(?P<word>{word})", re.IGNORECASE)


def next_numeral(text: str, at: int) -> Numeral | None:
    """The first numeral at or behind `at`."""
    first, further = _patterns()
    while match := first.search(text, at):
        if match["literal"]:
            found = _with_words(text, match, further)
        else:
            found = _of_words(_run(text, match, further), match.start())
        if found:
            return found
        at = match.end()
    return None


def _run(text: str, match: _Word, further: re.Pattern[str]) -> list[_Word]:
    """The number words that follow each other from here."""
    run = [match]
    while len(run) < _LONGEST and (following := further.match(text, run[-1].end("word"))):
        run.append(following)
    return run


def _with_words(text: str, match: re.Match[str], further: re.Pattern[str]) -> Numeral | None:
    """Digits, and the scale words or the fraction behind them."""
    value = Fraction(re.sub(r"[^\d.]", "", match["literal"]))
    if (part := _PART_SIGN.match(text, match.end())) and not match["rank"] and not match["sign"]:
        value += (
            Fraction(numeric(part[1])).limit_denominator(_FINEST_PART) if part[1] else Fraction(f"{part[2]}/{part[3]}")
        )
        return Numeral(value, Kind.CARDINAL, match.start(), part.end(), spelt=False)
    if match["rank"]:
        return Numeral(value, Kind.ORDINAL, match.start(), match.end(), spelt=False)
    if match["sign"]:
        if len(match["sign"]) == 1 and not words().sign.search(text, 0, match.start()):
            return None
        scale = Fraction(words().scale_signs[match["sign"].lower()])
        return Numeral(value * scale, Kind.CARDINAL, match.start(), match.end(), spelt=False, scale=scale)
    word = further.match(text, match.end())
    if word and not word["comma"] and (word["a"] or (word["word"].lower() in words().scales and not word["and"])):
        reader = _Reader(value)
        if read := reader.take(_run(text, word, further)):
            return Numeral(reader.value, reader.kind, match.start(), read, spelt=False, scale=reader.scale)
    return Numeral(value, Kind.CARDINAL, match.start(), match.end(), spelt=False)


def _of_words(run: list[_Word], start: int) -> Numeral | None:
    head = run[0]["word"].lower()
    if run[0]["a"] and head not in words().scales and head not in words().parts:
        start = run[0].start("word")
    reader = _Reader(None)
    end = reader.take(run)
    if end is None:
        return None
    return Numeral(reader.value, reader.kind, start, end, True, reader.scale, bare=head in words().scales)


class _Reader:
    """Adds up number words as long as they make one number."""

    def __init__(self, value: Fraction | None) -> None:
        self.kind = Kind.CARDINAL
        self.scale = Fraction(1)
        self._total = Fraction(0)
        self._current = value
        self._above = Fraction(10**15)
        self._last = "" if value is None else "literal"
        self._figures = value is not None

    @property
    def value(self) -> Fraction:
        return self._total + (self._current or 0)

    def take(self, run: list[_Word]) -> int | None:
        """Takes as many words as belong together; where the last of them ends."""
        end = None
        for place, word in enumerate(run):
            if word["comma"] and not self._goes_on(run[place:]):
                break
            if self.kind is not Kind.CARDINAL or not self._add(word):
                break
            end = word.end("word")
        return end

    def _goes_on(self, rest: list[_Word]) -> bool:
        """Whether a number goes on behind a comma: "two million, five hundred", but not "two million, five"."""
        scales = words().scales
        worth = next((scales[text] for word in rest if (text := word["word"].lower()) in scales), None)
        return self._last == "scale" and worth is not None and worth < self._above

    def _add(self, word: _Word) -> bool:
        table = words()
        text = word["word"].lower()
        if text in table.parts or text in table.ordinals:
            return self._end(word)
        if word["a"] and self._last not in ("", "half"):
            return False
        if text in table.scales:
            return self._scale(Fraction(table.scales[text]), word)
        if word["and"] and self._last not in ("hundred", "scale"):
            return False
        if self._figures and self._last == "scale" and not word["and"]:
            return False  # 1.7 million four years ago
        self.scale = Fraction(1)
        if text in table.tens or text in table.teens:
            allowed, number = self._last in ("", "hundred", "scale"), table.tens.get(text) or table.teens[text]
        else:
            allowed, number = self._last in ("", "hundred", "scale", "tens"), table.units[text]
        if not allowed:
            return False
        self._current = (self._current or Fraction(0)) + number
        self._last = "tens" if text in table.tens else "small"
        return True

    def _scale(self, worth: Fraction, word: _Word) -> bool:
        if word["and"] or (self._current is None and self._last):
            return False
        if self._last in ("hundred", "scale") and worth <= 100:
            return False
        if self._total and worth >= self._above:
            return False
        current = Fraction(1) if self._current is None else self._current
        if worth == 100:
            self._current, self._last = current * 100, "hundred"
        else:
            self._total, self._current, self._last = self._total + current * worth, None, "scale"
            self._above = worth
        self.scale = worth
        return True

    def _end(self, word: _Word) -> bool:
        """A fraction or an ordinal, which ends the number; "half" may be followed by a scale word."""
        table = words()
        text = word["word"].lower()
        part = table.parts.get(text)
        if text == "quarters" and self._current != _ALL_BUT_ONE:
            return False  # of years
        ordinal = table.ordinals.get(text)
        if word["and"] and not (ordinal and self._last in ("hundred", "scale")):
            if not (word["a"] and part and self._last):
                return False
            if self._current is None:
                self._total += self.scale * part
            else:
                self._current += part
            self._last = "small"
            return True
        counted = self._last in ("small", "literal") and self._total == 0 and self._current is not None
        if text in ("half", "halves") and not self._last:
            self._current, self._last = Fraction(1, 2), "half"
            return True
        if counted and ordinal and ordinal >= 100 and self._current is not None:
            # "Three hundredth" is a rank; a fraction would be "three hundredths".
            self._current *= ordinal
            self.kind = Kind.ORDINAL
            return True
        if part is None and ordinal and ordinal > 2 and counted and not word["a"]:
            part = Fraction(1, ordinal)
        if part and counted and self._current is not None:
            self._current *= part
            self.kind = Kind.FRACTION
            return True
        if ordinal is None or self._last in ("literal", "small", "half") or (word["a"] and self._last):
            return False
        self._current = (self._current or Fraction(0)) + ordinal
        self.kind = Kind.ORDINAL
        return True
