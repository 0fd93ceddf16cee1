"""Cardinal numbers in Chinese, with their units, measure words and hedges."""

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from duizhao.languages.draft import Draft, join_ranges, join_sums
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Approximation, Kind
from duizhao.languages.units import Unit, currency_signs, forms, forms_in_company, units
from duizhao.languages.zh.numerals import HAN, HAN_DECIMALS, MIXED, MYRIADS, Numeral, read, with_decimals
from duizhao.languages.zh.words import words
from duizhao.patterns import compiled

#: Digits that belong to a name (5G, COVID-19) are no numeral.
NUMERAL = rf"(?:(?<![A-Za-z\d.])(?<![A-Za-z][-–‐‑]){MIXED}|{HAN})"

_DECIMALS = compiled(rf"{HAN_DECIMALS}(?P<scale>[万亿]{{0,2}})")
_NUMERAL = compiled(NUMERAL)
_LINK = compiled(r"\s?[-—–~～]{1,2}\s?|[至到]")
_CLAUSE_END = compiled(r"[，。；：！？（）“”《》\n,;:!?()]")
_LIST_SIGN = compiled(r"[、和与及]")
#: The same in another unit, before a hedge of both: 2000英尺（610米）以上.
_ALSO_IN = compiled(r"[（(][^（()）]{0,12}\d[^（()）]{0,12}[)）]")
#: 歼-20, 卡-52
_NAME = compiled(r"[\u4e00-\u9fff][-–‐‑]\Z")
#: 千亿产业: so large a number says something of its own.
_LARGE = 10**6
_LONGEST_LIST = 12
#: 这三个方法 are those just named, and 一家三口 is a family.
_SAID_BEFORE = compiled("[这那该]|上述|以上|一家")
#: 一到三
_TO_MORE = compiled("[至到][二两三四五六七八九十]")
_LIST_REACH = 80
_COMPANY_REACH = 10
#: What is open all day, 全天.
_DAY_LONG = 24
#: Units whose names are as often other words.
_DOUBTFUL = ("li", "liang")
_IN_PASSING = (Approximation.EXACT, Approximation.NEARLY, Approximation.ABOUT, Approximation.AT_MOST)
_EXCEPT_REACH = 12
_PEAK_REACH = 12


def take_cardinals(masked: MaskedText) -> list[Draft]:
    """The cardinal numbers that are left in the text, in order."""
    text = masked.text
    drafts = list(_drafts(text))

    def joins(first: Draft, last: Draft) -> bool:
        return _LINK.fullmatch(text, first.end, last.start) is not None

    joined = join_sums(join_ranges(drafts, joins), lambda first, last: first.end == last.start)
    masked.blank((draft.start, draft.end) for draft in joined)
    return joined


def _drafts(text: str) -> Iterator[Draft]:
    at = 0
    while match := _NUMERAL.search(text, at):
        draft = _read(text, match, at)
        at = draft.end if draft else match.end()
        if draft:
            yield draft


def _read(text: str, match: re.Match[str], floor: int) -> Draft | None:
    """The number of this numeral; `floor` is where the one before ended."""
    numeral, end = _numeral(text, match)
    tail = words().tail.match(text, end)
    if numeral is None or tail is None:
        return None
    if match[0][-1].isdigit() and not tail["unit"] and re.match("[A-Za-z]", text[end : end + 1]):
        return None
    unit = _unit(text, tail)
    draft = Draft(
        kind=unit.kind if unit else Kind.CARDINAL,
        low=numeral.low,
        high=numeral.high,
        start=match.start(),
        end=tail.end(),
        unit=unit,
        approximation=Approximation.SEVERAL if numeral.several else Approximation.EXACT,
        scale=numeral.scale,
    )
    if decimals := tail["decimals"] or tail["han_decimals"]:
        # 10秒72, 1米85, 一米八五
        exact = with_decimals(numeral, decimals)
        draft = replace(draft, low=exact.low, high=exact.high)
    before = text[max(floor, match.start() - 8) : match.start()]
    sign = words().sign.search(before)
    if sign and unit is None:
        unit = currency_signs()[sign[0].strip()]
        draft = replace(draft, kind=unit.kind, unit=unit, start=match.start() - len(sign[0]))
    elif tail["unit"] in ("元", None) and (currency := words().currency.search(before)):
        unit = forms("zh")[currency[0]]
        draft = replace(draft, kind=unit.kind, unit=unit)
    if tail["tenths"]:
        further = read(tail["hundredths"]) if tail["hundredths"] else None
        low, high = (value * 10 + (further.low if further else 0) for value in (draft.low, draft.high))
        draft = replace(draft, kind=Kind.PERCENT, unit=units()["percent"], low=low, high=high, scale=Fraction(10))
    if tail["decades"]:
        # 六旬老人 is in his sixties.
        ages, low, high = units()["year"], draft.low * 10, draft.high * 10
        draft = replace(draft, kind=ages.kind, unit=ages, low=low, high=high, approximation=Approximation.PERHAPS)
    if "半" in (tail["between"], tail["behind"]):
        half = Fraction(5) if tail["tenths"] else Fraction(1, 2)
        draft = replace(draft, low=draft.low + half, high=draft.high + half)
    if tail["more"] == "来":
        draft = replace(draft, approximation=Approximation.ODD, led=True)
    elif tail["more"] or tail["between"] in ("多", "余") or (tail["behind"] or "半") != "半" or numeral.over:
        draft = replace(draft, approximation=Approximation.OVER, led=True)
    draft = _with_hedges(draft, text, floor, numeral)
    if tail["counter"] == "倍":
        draft = _multiple(draft, text)
    if _states_nothing(draft, match, tail, numeral):
        return None
    return replace(draft, weak=_is_weak(draft, text, match, tail, numeral))


def _numeral(text: str, match: re.Match[str]) -> tuple[Numeral | None, int]:
    """The numeral and where it ends, with its decimals in characters if something is counted behind them (三点二名)."""
    numeral = read(match[0])
    point = _DECIMALS.match(text, match.end())
    if point is None or numeral is None or numeral.low != numeral.high or numeral.scale != 1 or match[0][0].isdigit():
        return numeral, match.end()
    tail = words().tail.match(text, point.end())
    if not (point["scale"] or (tail and tail.end() > tail.start())):
        return numeral, match.end()
    exact = with_decimals(numeral, point["decimals"])
    scale = Fraction(1)
    for char in point["scale"]:
        scale *= MYRIADS[char]
    return replace(exact, low=exact.low * scale, high=exact.high * scale, scale=scale), point.end()


def _unit(text: str, tail: re.Match[str]) -> Unit | None:
    form = "个" + tail["bridged"] if tail["bridged"] else tail["unit"] or ""
    if form in forms_in_company("zh"):
        company, unit = forms_in_company("zh")[form]
        near = text[max(0, tail.start() - _COMPANY_REACH) : tail.end() + _COMPANY_REACH]
        return unit if company in near and not words().degrees.search(near) else None
    return forms("zh").get(form)


def _with_hedges(draft: Draft, text: str, floor: int, numeral: Numeral) -> Draft:
    own = draft.approximation
    hedged = words().hedges.applied(draft, text, floor)
    if hedged.approximation is Approximation.EXACT:
        also = _ALSO_IN.match(text, draft.end)
        if draft.unit and also and (behind := words().hedges.after(text, also.end())):
            return replace(hedged, approximation=behind[0])
        if beyond := _beyond(draft, text):
            return replace(hedged, approximation=Approximation.BEYOND, end=beyond)
        if words().peak.search(text, max(floor, draft.start - _PEAK_REACH), draft.start):
            return replace(hedged, approximation=Approximation.UP_TO)
        if draft.kind is Kind.PERCENT or text[draft.start : draft.end].endswith("倍"):
            far = words().hedges.far(text, draft.start, floor)
            if far:
                return replace(hedged, approximation=far)
    rough = (Approximation.ABOUT, Approximation.NEARLY)
    if own is Approximation.SEVERAL or (own is not Approximation.EXACT and hedged.approximation in rough):
        hedged = replace(hedged, approximation=own)
    before = text[max(floor, draft.start - 2) : draft.start]
    if numeral.bare and before.endswith("上") and before[:1] not in ("以", "之", "加"):
        return replace(hedged, approximation=Approximation.AT_LEAST, start=draft.start - 1)
    if numeral.bare and before.endswith("过") and before[:1] not in tuple("跨经通越走度渡飞穿"):
        return replace(hedged, approximation=Approximation.OVER, start=draft.start - 1)
    recent = hedged.start < draft.start and text[hedged.start : draft.start] == "近"
    if recent and draft.unit and draft.unit.is_duration and text[draft.end : draft.end + 1] in ("来", "间", "中", "里"):
        # 近五年来: the last five years, not nearly five.
        return replace(hedged, approximation=own)
    if recent and text[draft.end - 1] in words().rounds:
        # 近10场: the last ten rounds, or nearly ten.
        return replace(hedged, approximation=Approximation.PERHAPS)
    if hedged.approximation is Approximation.EXACT and words().adverb.search(
        text, max(floor, draft.start - 10), draft.start
    ):
        return replace(hedged, approximation=Approximation.PERHAPS)
    return hedged


def _beyond(draft: Draft, text: str) -> int | None:
    """Where 50公里以外 ends; 除50公里以外 says that there is something else."""
    match = words().beyond.match(text, draft.end)
    if match is None or draft.kind is not Kind.MEASURE:
        return None
    clause = _CLAUSE_END.split(text[max(0, draft.start - _EXCEPT_REACH) : draft.start])[-1]
    return None if "除" in clause else match.end()


def _multiple(draft: Draft, text: str) -> Draft:
    """三倍, or one more behind a verb of growth: 增加三倍 is an increase by three times what there was.

    With a hedge that leaves it open how much more, as in 提高三倍以上, both are said.
    """
    # 一倍 is always said of what is added.
    grown = draft.low == draft.high == 1 or words().growth.search(text[max(0, draft.start - 8) : draft.start])
    if not grown:
        return replace(draft, kind=Kind.MULTIPLE)
    open_ended = draft.approximation in (Approximation.OVER, Approximation.AT_LEAST)
    also = (draft.low,) if open_ended and draft.low > 1 else ()
    return replace(draft, kind=Kind.MULTIPLE, low=draft.low + 1, high=draft.high + 1, also=also)


def _states_nothing(draft: Draft, match: re.Match[str], tail: re.Match[str], numeral: Numeral) -> bool:
    """Whether this is 一 or a bare 百, 千, 万 without anything that is counted: more often than not, part of a name."""
    counted = bool(tail["counter"] or draft.unit or tail["tenths"])
    if match[0] == "一" and _TO_MORE.match(match.string, tail.end()):
        return False  # 一到三只
    hedged = draft.approximation is not Approximation.EXACT
    if counted or hedged or match[0][0].isdigit():
        return False
    return (numeral.bare and draft.low < _LARGE) or draft.low == draft.high <= 1


def _is_weak(draft: Draft, text: str, match: re.Match[str], tail: re.Match[str], numeral: Numeral) -> bool:
    spelt = not match[0][0].isdigit()
    hedged = draft.approximation is not Approximation.EXACT
    one = draft.low == draft.high == 1
    if draft.unit and draft.unit.name == "hour" and draft.low == _DAY_LONG and not hedged:
        return True
    if draft.unit and draft.unit.name in _DOUBTFUL:
        return True
    if draft.unit:
        # 近一年 is the past year, 一个月内 "in a month".
        return spelt and ((one and draft.approximation in _IN_PASSING) or (not hedged and numeral.bare))
    if draft.kind is Kind.MULTIPLE:
        return False
    if one or draft.low == 0 or _NAME.search(text, max(0, draft.start - 2), draft.start):
        return True
    if spelt and not hedged and (draft.low == 2 or numeral.bare):
        return True
    if spelt and not hedged:
        structured = len(match[0]) > 1 and any(char in "百千万亿" for char in match[0])
        counted = tail["counter"] and tail["counter"] not in words().loose
        if not (counted or structured):
            return True
    if hedged or draft.low > _LONGEST_LIST:
        return False
    return bool(_SAID_BEFORE.search(text, max(0, match.start() - 2), match.start())) or _sums_up_a_list(
        text, match.start(), draft.low
    )


def _sums_up_a_list(text: str, at: int, number: Fraction) -> bool:
    """Whether the number only counts the names right before it: other languages leave it out.

    So it is in 甲、乙、丙三国, 甲、乙、丙等三国 and 中日韩三国.
    """
    at -= text[at - 1 : at] == "等"
    if not 3 <= number <= _LONGEST_LIST or text[at - 1 : at] in ("", "的", "了"):
        return False
    short = words().short_names.search(text, max(0, at - int(number) - 1), at)
    if short and len(short[0]) == number:
        return True
    clause = _CLAUSE_END.split(text[max(0, at - _LIST_REACH) : at])[-1]
    # What leads up to the first name cannot be told from it; what follows the last one can, by its length.
    _, *names = _LIST_SIGN.split(clause)
    if len(names) < max(2, int(number) - 1):
        return False
    *others, last = names
    return len(last) <= max(map(len, others)) + 1 and _NUMERAL.search(last) is None
