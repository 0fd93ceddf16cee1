"""Finds the quantities of a Chinese text."""

import re
from fractions import Fraction
from functools import partial

from duizhao.languages.draft import IN_A_NAME, Draft, drafted, in_a_name, in_order, take_standards, time_of_day
from duizhao.languages.masked_text import BLANK, MaskedText
from duizhao.languages.quantity import Approximation, Kind, Quantity
from duizhao.languages.roman import roman
from duizhao.languages.units import forms, units
from duizhao.languages.zh.cardinals import NUMERAL, take_cardinals
from duizhao.languages.zh.dates import take_dates
from duizhao.languages.zh.numerals import DIGITS, HAN, HAN_DECIMALS, Numeral, read, with_decimals
from duizhao.languages.zh.squeeze import squeeze
from duizhao.languages.zh.words import words
from duizhao.patterns import compiled

_PERCENT = compiled(
    rf"(?<![一二三四五六七八九十百千万亿\d])(?P<base>百分|千分|万分|百万分)之(?P<number>{NUMERAL})(?:{HAN_DECIMALS})?"
)
_SHARES = {
    "百分": ("percent", Fraction(1)), "千分": ("permille", Fraction(1)), "万分": ("percent", Fraction(1, 100)),
    "百万分": ("part per million", Fraction(1)),
}  # fmt: skip
_FRACTION = compiled(rf"(?P<below>{NUMERAL})分之(?P<above>{NUMERAL})(?:(?P<more>强)|(?P<less>弱))?(?![度势化])")
_ORDINAL = compiled(rf"第(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?!\d*\.\d)|{HAN})(?P<loose>方|大|产业)?")
#: 每二十人中有一人
_ONE_IN = compiled(
    rf"每(?P<below>{NUMERAL})(?:[个名位户家条座件辆](?:[^\s，。；：！？、\d]{{1,5}}?)?|人)"
    r"(?:之?[中里](?:就|便|只|仅)?有?|[就便只仅]有)(?:一|1(?!\d))(?=[个名位户家人条座件辆])"
)
#: 数以万计, 成千上万
_COUNTLESS = compiled(r"数以(?P<number>[十百千万亿]{1,3})计|成(?P<from>[百千万])[上成](?P<to>[千万亿])")
#: 下午5点半, 9:00, 17时30分
_HOUR = r"\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九]"
_MINUTES = r"[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九]"
_CLOCK = compiled(
    rf"""(?:差(?:(?P<short_quarter>[一三])刻钟?|(?P<short>{_MINUTES})分钟?)(?:就是|就到|就|到)?)?(?P<time>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜里|夜间|深夜|正午|午夜|半夜|子夜|[早晚])?
    (?<![\d.,:：/点第])(?:(?P<hours>[01]\d|2[0-3])(?P<after>[0-5]\d)(?=\s?(?:GMT|UTC))|(?P<figures>\d{{1,2}})[:：](?P<past>[0-5]\d)(?![\d:：]|\.\d)
      |(?P<hour>{_HOUR})[点时](?:(?P<minutes>{_MINUTES})分(?!钟)|(?P<half>半)|(?P<quarter>[一三])刻|整)?(?![多余\d零〇{"一二三四五六七八九"}]))""",
    re.VERBOSE,
)
_EARLY = ("凌晨", "清晨", "早上", "早晨", "上午", "早")
_LATE = ("下午", "午后", "傍晚", "晚上", "晚间", "晚")
_NIGHT = ("夜里", "夜间", "深夜")
_EVENING = 6
_POINT = compiled(r"(?:[，。；：！？\n]|\A)\Z")
_CENTURY = compiled(r"(?<![\d.个])(?P<number>\d{1,2}|二?十[一二三四五六七八九]?)世纪")
_PLAN = "五(?=[”’》]|规划|计划|时期|期间|目标|减排|以来|开局|收官)"
_NUMBERED_PLAN = compiled(rf"(?P<number>十[一二三四五]?)(?={_PLAN})")
_FIVE_YEARS = compiled(rf"(?<={BLANK}){_PLAN}")
#: 农历八月十五: the fifteenth day of the eighth month.
_LUNAR_MONTH = compiled(r"(?<=[农阴旧夏]历)(?P<number>十[一二]|[一二三四五六七八九十])(?=月)")
_LUNAR_DAY = compiled(
    rf"(?<={BLANK}月)初?(?P<number>二?十[一二三四五六七八九]?|三十|[一二三四五六七八九])(?=[，。、；）日这当前晚夜是为的]|\Z)"
)
_DOUBLE = compiled(
    r"(?:(?P<adjective>双倍)|翻了?(?P<nearly>将?近)?(?P<times>[一二两三四五])番|翻番|翻倍|翻了?(?P<fold>[一二两三四五])倍|倍增(?![长加至到]))"
    r"(?P<more>还?多(?!年))?"
)
#: 八五折 is 15 percent off.
_DISCOUNT = compiled(
    r"(?<![\d.一二三四五六七八九十百千万亿几])(?P<tenths>[1-9一二三四五六七八九])(?:[.．]?(?P<hundredths>[1-9一二三四五六七八九]))?折"
    r"(?![叠旧线页返回中射价合算磨腾扇纸桌])"
)
#: 三四线城市: third- and fourth-tier cities.
_TIER = compiled(
    r"(?<![零〇一二两三四五六七八九十百千万\d])(?P<number>[一二三四五六]{1,2})线(?=城市|市场|县|城镇|[和及、或])"
)
#: 三四五六年级: grades three to six.
_GRADES = compiled(r"(?<![一二三四五六七八九])(?P<number>[一二三四五六七八九]{3,9})(?=年级)")
#: 党的十九大: the 19th congress.
_CONGRESS = compiled(
    r"(?:(?<=党的)|(?<=中共)|(?<=共产党))(?P<number>[一二三四五六七八九]|二?十[一二三四五六七八九]?)大(?![会类])"
    r"|(?<![一二三四五六七八九十百千万零])(?P<behind>十[一二三四五六七八九]|二十[一二]?)大(?=精神|报告|代表|以来|召开|胜利|闭幕|开幕|期间|[》”])"
)
#: Ⅳ类, which is "Class IV".
_ROMAN = compiled("(?P<sign>[Ⅰ-Ⅻ])|(?<![A-Za-z])(?P<letters>[IVX]{1,4})(?=[级类型期卷章])")
#: The second point, and no end of a number: 三分之二是 says how many are.
_ENUMERATED = compiled(
    r"(?<!分之)(?<![零〇一二两三四五六七八九十百千万亿点])(?P<number>[二三四五六七八九])是(?=[^否不])"
    r"|其(?P<nth>[一二三四五六])(?=[，、：是]|\Z)|(?P<king>[一二三四五六七八九]|十[一二三四五六七八九]?)世(?![纪界代])"
)


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a Chinese text, in order."""
    squeezed = squeeze(text)
    masked = MaskedText(squeezed.text)
    standards = take_standards(masked)
    # The other 五 of 十四五, which other languages spell out: the 14th Five-Year Plan.
    five_years = partial(drafted, low=5, unit=units()["year"], weak=True)
    drafts = masked.take(_LUNAR_MONTH, _ordinal) + masked.take(_LUNAR_DAY, _ordinal)
    drafts += masked.take(_NUMBERED_PLAN, _numbered) + masked.take(_FIVE_YEARS, five_years, ("五",))
    drafts += masked.take(_DOUBLE, _double)
    drafts += masked.take(_TIER, _ordinal, ("线",))
    dates = take_dates(masked)
    masked.take(words().idioms, lambda match: True, words().in_idioms)
    for pattern, reader, among in (
        (_CENTURY, _ordinal, ("世纪",)),
        (_ORDINAL, _ordinal, ("第",)),
        (_CONGRESS, _numbered, ("大",)),
        (_GRADES, _grades, ("年级",)),
        (words().of_a_name, _named, ("0",)),
        (words().first, partial(drafted, low=1, kind=Kind.ORDINAL, weak=True), ("首",)),
        (_ENUMERATED, partial(_numbered, weak=True), ("是", "其", "世")),
        (_COUNTLESS, _countless, ("数以", "成")),
        (_CLOCK, _clock, (":", "：", "点", "时", "GMT", "UTC")),
        (_ONE_IN, _one_in, ("每",)),
        (_DISCOUNT, _discount, ("折",)),
        (_PERCENT, _percent, ("分之",)),
        (_FRACTION, _fraction, ("分之",)),
        (words().half, _half, ("半",)),
    ):
        drafts += masked.take(pattern, reader, among)
    drafts = [words().hedges.hedged(draft, masked.text) for draft in drafts]
    drafts += take_cardinals(masked)
    drafts += masked.take(words().several, _several)
    drafts += masked.take(IN_A_NAME, in_a_name, ("0",)) + masked.take(_ROMAN, _roman, "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫIVX")
    return tuple(squeezed.restore(quantity) for quantity in in_order([*drafts, *dates, *standards], masked.whole))


def _ordinal(match: re.Match[str]) -> Draft | None:
    number = read(match["number"].replace(",", ""))
    if number is None:
        return None
    # 第一 marks a superlative as often as a rank; 第三方 is no rank; "第二，" counts the author's points.
    point = _POINT.search(match.string, max(0, match.start() - 1), match.start()) and match.string.startswith(
        "，", match.end()
    )
    # 第二天 is the next day.
    following = number.low == 2 and match.string.startswith(("天", "日", "年", "个工作日"), match.end())
    weak = match.groupdict().get("loose") in ("方", "产业") or bool(point) or number.low == 1 or following
    return _rank(match, number, weak)


def _numbered(match: re.Match[str], weak: bool = False) -> Draft | None:
    return _rank(match, read(next(filter(None, match.groups()))), weak)


def _roman(match: re.Match[str]) -> Draft | None:
    value = Fraction(ord(match["sign"]) - ord("Ⅰ") + 1 if match["sign"] else roman(match["letters"]))
    return _rank(match, Numeral(value, value), weak=True)


def _rank(match: re.Match[str], number: Numeral | None, weak: bool = False) -> Draft | None:
    hedge = Approximation.SEVERAL if number and number.several else Approximation.EXACT
    return drafted(match, number.low, number.high, kind=Kind.ORDINAL, hedge=hedge, weak=weak) if number else None


def _grades(match: re.Match[str]) -> Draft | None:
    numbers = [DIGITS[char] for char in match["number"]]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    return drafted(match, numbers[0], numbers[-1], weak=True)


def _named(match: re.Match[str]) -> Draft | None:
    """A number that other languages may leave out, or write otherwise."""
    number = read(match["number"])
    return drafted(match, number.low, weak=True) if number else None


def _percent(match: re.Match[str]) -> Draft | None:
    number = read(match["number"])
    if number and match["decimals"]:
        number = with_decimals(number, match["decimals"])
    hedge = Approximation.SEVERAL if number and number.several else Approximation.EXACT
    unit, worth = _SHARES[match["base"]]
    return drafted(match, number.low * worth, number.high * worth, unit=units()[unit], hedge=hedge) if number else None


def _fraction(match: re.Match[str]) -> Draft | None:
    below, above = read(match["below"]), read(match["above"])
    if below is None or above is None or not below.low or above.low != above.high or below.low != below.high:
        return None
    nearly = Approximation.NEARLY if match["less"] else Approximation.EXACT
    hedge = Approximation.OVER if match["more"] else nearly
    final = match.string.startswith("决赛", match.end())
    return drafted(match, above.low / below.low, kind=Kind.FRACTION, hedge=hedge, weak=final)


def _one_in(match: re.Match[str]) -> Draft | None:
    below = read(match["below"])
    if below is None or below.low != below.high or below.low < 2:
        return None
    return drafted(match, 1 / below.low, kind=Kind.FRACTION)


def _countless(match: re.Match[str]) -> Draft | None:
    several, more = read(match["number"] or match["from"]), read(match["to"]) if match["to"] else None
    if several is None:
        return None
    return drafted(match, several.low, hedge=Approximation.SEVERAL, also=(more.low,) if more else ())


def _clock(match: re.Match[str]) -> Draft | None:
    """A time of day in hours; without anything but 点 behind the number it is as often another thing (三点建议)."""
    hour = read(match["figures"] or match["hours"] or match["hour"])
    minutes = read(match["past"] or match["after"] or match["minutes"] or "零")
    signs = "time", "figures", "hours", "minutes", "half", "quarter", "short", "short_quarter"
    certain = any(match[group] for group in signs)
    if hour is None or minutes is None or not certain:
        return None
    quarters = {"一": 1, "三": 3}.get(match["quarter"], 2 if match["half"] else 0)
    short = Fraction({"一": 1, "三": 3}.get(match["short_quarter"], 0), 4)
    if match["short"] and (missing := read(match["short"])):
        short = Fraction(missing.low, 60)
    value = hour.low + Fraction(minutes.low, 60) + Fraction(quarters, 4) - short
    late = match["time"] in _LATE or (match["time"] in _NIGHT and value >= _EVENING)
    return time_of_day(match, value, late=late, early=match["time"] in _EARLY)


def _discount(match: re.Match[str]) -> Draft | None:
    """The share of the price that is left, or that is taken off."""
    tenths, hundredths = read(match["tenths"]), read(match["hundredths"] or "零")
    if tenths is None or hundredths is None:
        return None
    value = tenths.low * 10 + hundredths.low
    return drafted(match, value, unit=units()["percent"], also=((100 - value) / 100,))


def _half(match: re.Match[str]) -> Draft | None:
    unit = forms("zh").get(f"个{match['bridged']}" if match["bridged"] else match["unit"] or "")
    more = any(match[group] for group in ("over", "more", "plenty", "plus"))
    hedge = Approximation.OVER if more else Approximation.EXACT
    return drafted(match, Fraction(1, 2), kind=Kind.FRACTION, unit=unit, hedge=hedge)


def _double(match: re.Match[str]) -> Draft | None:
    """翻一番 is doubling, 翻两番 doubling twice."""
    times = read(match["times"] or match["fold"] or "一")
    if times is None:
        return None
    # 翻一倍 and 双倍 are doubling as well.
    value = max(times.low, Fraction(2)) if match["fold"] else Fraction(2) ** int(times.low)
    more = Approximation.OVER if match["more"] else Approximation.EXACT
    hedge = Approximation.NEARLY if match["nearly"] else more
    return drafted(match, value, kind=Kind.MULTIPLE, hedge=hedge, weak=bool(match["adjective"]))


def _several(match: re.Match[str]) -> Draft | None:
    unit = forms("zh").get(match["unit"] or "")
    return drafted(match, 1, unit=unit, hedge=Approximation.SEVERAL, weak=True)
