"""What holds for any text, and for any number however it is written."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duizhao.compare.quantities import Agreement, compare, find_quantities
from duizhao.languages import part
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Interval, Kind, PartialDate, Period, Quantity
from duizhao.memo import Memo, reader

LANGUAGES = ("zh", "en", "fr", "ar")

#: Pieces that numbers are made of, so that random texts are full of them.
PIECES = {
    "zh": [*"零〇一二两三四五六七八九十百千万亿半点个多余几数约近超第首每年月日周天倍成度元％%.,-—至，。 \n12305Ａ９",
           "百分之", "分之", "公里", "千瓦时", "个小时", "以上", "左右", "2024年", "上半年", "翻番", "十四五", "https://a.b/1"],
    "en": ["one", "two", "ten", "twenty", "-five", "hundred", "thousand", "million", "billion", "dozen", "and", "a",
           "half", "quarter", "thirds", "first", "second", "third", "1", "2,000", "3.5", "2024", "9/11", "%", "percent",
           "$", "RMB", "US$", "bn", "over", "about", "between", "to", "-", "–", "the", "of", "July", "May", "mid-",
           "end", "decade", "century", "kilometers", "twenty-foot equivalent units", "years", "times", "fold", "double",
           "in", "several", "https://a.b/1", "[^n1]", "\n", ".", ","],
    "fr": ["un", "deux", "neuf", "dix", "quatre-vingt", "-cinq", "cent", "mille", "millions", "d'", "de", "et", "1",
           "2 000", "3,5", "1.234", "2024", "%", "pour cent", "€", "plus de", "environ", "entre", "à", "-", "mars",
           "mi-", "fin", "années", "90", "ans", "km", "fois", "la moitié", "tiers", "XXe", "3e", "17 h 30", "\n",
           ".", ","],
    "ar": ["ثلاثة", "خمسة", "عشر", "وعشرون", "مئة", "ألف", "مليون", "ملايين", "1", "٢٬٠٠٠", "٣٫٥",
           "2024", "٪", "في المئة", "دولار", "أكثر من", "نحو", "بين", "و", "إلى", "-", "مارس", "كانون الثاني", "/",
           "عام", "عامين", "سنوات", "كيلومتر", "نصف", "ثلث", "الثالثة", "عشرة", "000 52", "مئات", "الملايين",
           "\n", ".", "،"],
}  # fmt: skip


def not_again() -> NoReturn:
    raise AssertionError


def texts(language: str) -> st.SearchStrategy[str]:
    joiner = "" if language == "zh" else " "
    made = st.lists(st.sampled_from(PIECES[language]), max_size=40).map(joiner.join)
    return st.one_of(st.text(max_size=80), made, st.lists(st.sampled_from(PIECES[language]), max_size=20).map("".join))


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_quantities_stand_in_the_text_in_order(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    found = find_quantities(text, language)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.surface == text[quantity.start : quantity.end]
    for before, after in pairwise(found):
        assert before.end <= after.start


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_kept_quantities_are_those_that_were_found(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    found = find_quantities(text, language)
    with TemporaryDirectory() as folder:
        kept = Path(folder, "memo")
        memo = Memo(kept)
        memo.recall("found", text, lambda: found)
        memo.write()
        assert Memo(kept).recall("found", text, not_again, reader(tuple[Quantity, ...])) == found


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_a_pattern_that_is_not_tried_would_find_nothing(language: str, data: st.DataObject) -> None:
    text, rules, take = data.draw(texts(language)), part(language, "quantities"), MaskedText.take
    assert rules
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MaskedText, "take", lambda masked, pattern, read, among=(): take(masked, pattern, read))
        tried = rules.find(text)
    assert rules.find(text) == tried


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_a_text_agrees_with_itself(language: str, data: st.DataObject) -> None:
    found = find_quantities(data.draw(texts(language)), language)
    comparison = compare(found, found)
    assert comparison.differences == ()
    assert {pair.agreement for pair in comparison.pairs} <= {Agreement.EQUAL}
    assert {id(pair.left) for pair in comparison.pairs} == {id(quantity) for quantity in found}


@given(data=st.data())
def test_every_quantity_is_accounted_for(data: st.DataObject) -> None:
    left = find_quantities(data.draw(texts("zh")), "zh")
    right = find_quantities(data.draw(texts("en")), "en")
    comparison = compare(left, right)
    told = [(entry.left, entry.right) for entry in comparison.pairs]
    entries = told + [(entry.left, entry.right) for entry in comparison.differences]
    assert {id(quantity) for quantity, _ in entries if quantity} == {id(quantity) for quantity in left}
    assert {id(quantity) for _, quantity in entries if quantity} == {id(quantity) for quantity in right}


@given(data=st.data())
def test_order_of_sentences_does_not_matter(data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(3, 10**6), max_size=8, unique=True))
    shuffled = data.draw(st.permutations(counts))
    chinese = "。".join(f"共{chinese_numeral(n)}个" for n in counts)
    english = ". ".join(f"{english_words(n)} items" for n in shuffled)
    comparison = compare(find_quantities(chinese, "zh"), find_quantities(english, "en"))
    assert comparison.findings() == ()
    assert len(comparison.pairs) == len(counts)


# Numbers, written out

DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """The number in Chinese characters."""
    if number == 0:
        return DIGITS[0]
    result = ""
    for worth, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= worth:
            result += chinese_numeral(number // worth) + unit
            number %= worth
            if number and number < worth // 10:
                result += "零"
    gap = False
    for worth, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth
        number %= worth
        if digit:
            result += ("零" if gap and result[-1] != "零" else "") + DIGITS[digit] + unit
        gap = not digit and bool(result)
    return result


SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def english_words(number: int) -> str:
    """The number in English words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    worth, unit = next(scale for scale in SCALES if number >= scale[0])
    above, rest = f"{english_words(number // worth)} {unit}", number % worth
    if not rest:
        return above
    return f"{above} and {english_words(rest)}" if rest < 100 else f"{above} {english_words(rest)}"


def scaled(number: int, worths: dict[str, int], space: str) -> str:
    """The number in digits with the largest scale word that leaves few decimals."""
    for unit, worth in worths.items():
        if number >= worth and number % (worth // 1000) == 0:
            return f"{number / worth:.3f}".rstrip("0").rstrip(".") + space + unit
    return f"{number}"


MYRIADS = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
MILLIONS = {"trillion": 10**12, "billion": 10**9, "million": 10**6}


def value_of(found: tuple[Quantity, ...]) -> int:
    assert len(found) == 1, found
    value = found[0].value
    assert isinstance(value, Interval)
    assert value.low == value.high
    assert value.low.denominator == 1
    return value.low.numerator


@given(number=st.one_of(st.integers(3, 10**13), st.integers(3, 10**6), st.integers(3, 300)))
@example(number=10**4)
@example(number=110_000)
@example(number=10_000_010)
@example(number=100_100_000)
@example(number=1_249_999_961_111)
def test_numerals_of_both_languages_mean_the_same(number: int) -> None:
    # A bare 1900 may be a year; behind a comma or a unit it is not.
    chinese = [
        f"共{number}个",
        f"共{number:,}个",
        f"共{chinese_numeral(number)}个",
        f"共{scaled(number, MYRIADS, '')}个",
    ]
    english = [f"{number:,} items", f"{english_words(number)} items", f"{scaled(number, MILLIONS, ' ')} tons"]
    assert {value_of(find_quantities(text, "zh")) for text in chinese} == {number}
    assert {value_of(find_quantities(text, "en")) for text in english} == {number}
    for left in chinese:
        for right in english:
            assert compare(find_quantities(left, "zh"), find_quantities(right, "en")).findings() == ()


@given(number=st.integers(3, 10**9), other=st.integers(3, 10**9))
def test_another_number_is_a_finding(number: int, other: int) -> None:
    left = find_quantities(f"共{chinese_numeral(number)}个", "zh")
    right = find_quantities(f"{english_words(other)} items", "en")
    assert bool(compare(left, right).findings()) == (number != other)


@given(number=st.integers(1, 60))
def test_ranks_of_both_languages_mean_the_same(number: int) -> None:
    suffix = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    left = find_quantities(f"第{chinese_numeral(number)}届", "zh")
    right = find_quantities(f"the {number}{suffix} session", "en")
    assert [quantity.kind for quantity in (*left, *right)] == [Kind.ORDINAL, Kind.ORDINAL]
    assert compare(left, right).differences == ()


MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip


@given(date=st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_dates_of_both_languages_mean_the_same(date: datetime.date) -> None:
    year, month, day, name = date.year, date.month, date.day, MONTHS[date.month - 1]
    expected = Period(PartialDate(year, month, day), PartialDate(year, month, day))
    for text in (f"于{year}年{month}月{day}日", f"于{year}-{month:02}-{day:02}"):
        assert [quantity.value for quantity in find_quantities(text, "zh")] == [expected], text
    for text in (f"on {name} {day}, {year}", f"on {day} {name} {year}", f"on {year}-{month:02}-{day:02}"):
        assert [quantity.value for quantity in find_quantities(text, "en")] == [expected], text


# Size


@pytest.mark.parametrize(
    ("language", "piece"),
    [("zh", "一"), ("zh", " \n"), ("zh", "1,"), ("zh", "百分之"), ("zh", "5个多"), ("zh", "甲、三"), ("zh", "1至"),
     ("en", "one "), ("en", "a "), ("en", " "), ("en", "1,"), ("en", "5-"), ("en", "July "), ("en", "hundred and "),
     ("fr", "un "), ("fr", "cent "), ("fr", "1 "), ("fr", "des "),
     ("ar", "خمسة "), ("ar", "1,"), ("ar", "000 "), ("ar", "بين ")],
)  # fmt: skip
def test_work_grows_with_the_length_of_the_text(language: str, piece: str) -> None:
    """A text forty times as long as a paragraph, of what numbers begin with, takes a second.

    Work that grew with the square of the length would take far longer.
    """
    text = (piece * 20_000)[:20_000]
    began = time.process_time()
    found = find_quantities(text, language)
    assert compare(found, found).differences == ()
    assert time.process_time() - began < 5
