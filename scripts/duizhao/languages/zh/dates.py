"""Dates in Chinese: 2024年2月8日, 1月至8月, 2023年底, 上半年, 上世纪90年代, 前三季度."""

import re

from msgspec.structs import replace

from duizhao.languages.draft import DateDraft, join_dates
from duizhao.languages.masked_text import BLANK, MaskedText
from duizhao.languages.quantity import Part, PartialDate
from duizhao.languages.units import forms
from duizhao.languages.zh.numerals import DIGITS, read
from duizhao.languages.zh.words import words
from duizhao.patterns import compiled

_LINK = r"(?:——|[-—–~～至到])"
_HAN = "一二三四五六七八九十"
_MONTH_NUMBER = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])"
_DAY_NUMBER = rf"(?:[12]\d|3[01]|0?[1-9]|二?十[{_HAN}]|[二三]?十|三十一|[{_HAN}])"
_MONTH_TAIL = rf"""月(?![球亮牙])份?
    (?:(?P<day>{_DAY_NUMBER})[日号](?![线楼])|(?P<first_day>{_DAY_NUMBER})(?={_LINK}{_DAY_NUMBER}[日号])
    |(?P<month_part>[上中下]{{1,2}}旬|[上下]半月|月?[初底末尾](?![步级随])|中(?=[，。、；的前后以]|\Z)))?"""
_QUARTER = "(?:前[一二三四1-4]个?|第?[一二三四1-4])季度"
_YEAR_PART = rf"(?:年?初(?![步级一二三中衷心始期])|年?底(?![座部下色层])|年?末(?!端)|年中期?|[上下]半年|{_QUARTER})"
#: 年 that counts years instead of naming one: 1500年历史, 2000多年, 2000年来.
_COUNTING = "(?:的?历史|的?文明|来(?!华|访|自|到)|多|余)"

_ANY_YEAR = rf"(?:\d{{1,4}}|[〇○零{_HAN}百千]{{1,8}})"
#: Before the common era; either end of a span may leave 公元 out.
_BEFORE = compiled(
    rf"(?:公元前|(?<=年[至到—–~～-])前|(?<=年——)前)(?P<from>{_ANY_YEAR})"
    rf"(?:年?{_LINK}(?P<to>{_ANY_YEAR})年|年|(?={_LINK}(?:公元)?前{_ANY_YEAR}年))"
)
_DECADE = compiled(
    r"(?<!\d)(?:(?P<whole>(?!\d000)[1-9]\d\d0|2000)|(?:(?P<century>[1-9]\d?|二?十[一二三四五六七八九]?|上)个?世纪)?"
    rf"(?:(?P<from>[1-9]0|[1-9](?=[、和])|[二三四五六七八九]十?)(?:[、和]|{_LINK})?)?(?P<tens>[1-9]0|[二三四五六七八九]十))年代"
    r"(?P<at>初期?(?![步级中])|[早前]期|中[后晚]期|中期|中叶|[后晚]期|末[期叶]?(?!端))?"
)
_ISO = compiled(
    r"(?<![\d/.-])(?P<year>(?:1\d|20|21)\d\d)(?P<sign>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sign)"
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/.-])"
)
#: A day that has become the name of what happened on it: “7·20”.
_NAMED_DAY = compiled(r"(?<![\d.])(?P<month>1[0-2]|[1-9])[·•‧](?P<day>[12]\d|3[01]|[1-9])(?![\d.%])")
#: The same in characters: 九一八事变.
_SPELT_DAY = compiled(
    r"(?<![〇○零一二三四五六七八九十百千万第])(?P<month>[一三四五六七八九])(?P<day_digits>[一二三]?[一二三四五六七八九])(?=[”」]?(?:事变|运动|事件|惨案|起义))"
)
_WITH_YEAR = compiled(
    rf"""(?<![\d.,A-Za-z])(?P<year>(?:1\d|20|21)\d\d|[一二][〇○零{_HAN}]{{3}})
    (?: 年度?(?!{_COUNTING})(?:(?P<month>{_MONTH_NUMBER}){_MONTH_TAIL}
            |(?P<first_month>{_MONTH_NUMBER})(?={_LINK}{_MONTH_NUMBER}月)
            |(?P<year_part>{_YEAR_PART}))?
      | (?P<half>[上下]半年) | (?={_LINK}(?:1\d|20|21)\d\d年) )""",
    re.VERBOSE,
)
_WITH_MONTH = compiled(
    rf"""(?<![\d.,第{_HAN}])(?<![A-Za-z](?=\d))(?:(?P<month>{_MONTH_NUMBER}){_MONTH_TAIL}
    |(?P<first_month>{_MONTH_NUMBER})(?={_LINK}{_MONTH_NUMBER}月))""",
    re.VERBOSE,
)
_DAY = compiled(
    r"(?<![\d.,A-Za-z])(?:(?P<day>[12]\d|3[01]|[1-9])日(?![本元均产益常游程]|报(?![道告]))"
    rf"|(?<![第\d{_HAN}百千])(?P<day_said>二?十[{_HAN}]|[二三]?十|三十一|[{_HAN}])号(?=[上中下]午|晚上?|凌晨|清晨|早上|在(?!线|建))"
    rf"|(?P<first_day>[12]\d|3[01]|[1-9])(?={_LINK}(?:[12]\d|3[01]|[1-9])日)"
    rf"|(?<=[日号{BLANK}][至到—–~～-])(?P<last_day>{_DAY_NUMBER})日(?![本元均产益常游程]|报(?![道告])))"
)
_PART = compiled(
    rf"年底(?!座)|年末|年终(?!奖)|年初(?!步)|(?<=年)年中|月底|月末|月初|[上中下]{{1,2}}旬|[上下]半年|(?<!个){_QUARTER}"
)
#: Q4 2024, 2024年Q4, Q4.
_QUARTER_SIGN = compiled(
    r"(?<![\d.A-Za-z])(?:(?P<year>(?:19|20|21)\d\d)年?[ ]?)?Q(?P<quarter>[1-4])(?![\d:)A-Za-z])"
    r"(?:[ ](?P<year_behind>(?:19|20|21)\d\d)(?![\d.,%/A-Za-z]))?"
)
#: A year without 年, as in the names of plans and agendas.
_YEAR_ALONE = compiled(
    r"(?:(?<![\d.,A-Za-z$€£¥/-])|(?<=(?<!\d)(?:19|20|21)\d\d-))(?:19|20|21)\d\d(?![\d.,%/A-Za-z]|\s*[余多个名人家座条公千万亿吨米元架辆艘台套件份只间所项例棵支栋枚款户位种])"
)
#: 1986-88赛季
#: 90后: who was born in the nineties.
_BORN = compiled(
    r"(?<![\d.])(?:(?P<from>[5-9]0)后?[、和])?(?P<tens>[5-9][05]|[01][05])后(?=[”’」\s]|[\u4e00-\u9fff，。；、！？)）]|\Z)"
)
_SEASON = compiled(r"(?<!\d)(?P<year>(?:19|20)\d\d|1[0-8]\d\d(?=[-–—]\d\d年))[-–—](?P<short>\d\d)(?![\d.\-–—月日])")
_TWO_PARTS = compiled("[上中下]{2}旬")
_UNTIL = compiled(r"(?:截至|截止到?|到|至)\Z")
_FIRST_MONTHS = compiled(
    r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[年比较在与同和及自即仅为占超])|(?P<year>(?:19|20|21)\d\d)年)前|(?<!街)头|最初)(?:的)?(?P<months>1[01]|[2-9]|十一?|[二两三四五六七八九])个月"
)
_PERIOD = compiled(_LINK)
_MONTHS = 12
#: A year as it is called in a name: 一九八四.
_SPELT_YEAR = compiled(rf"(?<![〇○零{_HAN}百千万第])一[六七八九][〇○零{_HAN[:-1]}]{{2}}(?![〇○零{_HAN}百千万亿年])")

_DECADE_PARTS = {
    **dict.fromkeys("初早前", Part.EARLY_DECADE),
    "中": Part.MIDDLE_DECADE,
    **dict.fromkeys("后晚末", Part.LATE_DECADE),
}
_QUARTERS = {
    "一": Part.FIRST_QUARTER, "二": Part.SECOND_QUARTER, "三": Part.THIRD_QUARTER, "四": Part.FOURTH_QUARTER,
    "1": Part.FIRST_QUARTER, "2": Part.SECOND_QUARTER, "3": Part.THIRD_QUARTER, "4": Part.FOURTH_QUARTER,
}  # fmt: skip


def take_dates(masked: MaskedText) -> list[DateDraft]:
    """The dates of the text, in order, taken out of it."""
    drafts = masked.take(_BEFORE, _before)
    drafts += masked.take(_DECADE, _decade, ("年代",)) + masked.take(_FIRST_MONTHS, _first_months)
    drafts += masked.take(_SEASON, _season, ("0000",)) + masked.take(_BORN, _born, ("0后",))
    for pattern, among in (
        (_ISO, ("0000",)),
        (_QUARTER_SIGN, "Q"),
        (_NAMED_DAY, "·•‧"),
        (_SPELT_DAY, ("事", "运动", "惨案", "起义")),
        (_WITH_YEAR, ("年",)),
        (_WITH_MONTH, ("月",)),
        (_DAY, ("日", "号")),
        (_PART, ("年", "月", "旬", "季度")),
        (_YEAR_ALONE, ("0000",)),
        (_SPELT_YEAR, ("一",)),
    ):
        drafts += masked.take(pattern, _date, among)
    return join_dates(sorted(drafts, key=lambda draft: draft.start), masked.whole, _PERIOD)


def _date(match: re.Match[str]) -> DateDraft | None:
    groups = match.groupdict()
    tail = words().tail.match(match.string, match.end()) if match.re is _YEAR_ALONE else None
    unit = forms("zh").get(tail["unit"] or "") if tail else None
    if unit and not unit.is_duration:
        return None
    if match.re in (_YEAR_ALONE, _SPELT_YEAR):
        groups["year"] = match[0]
    part = groups.get("year_part") or groups.get("month_part") or groups.get("half")
    if match.re is _PART:
        part = match[0]
    if match.re is _QUARTER_SIGN:
        groups["year"], part = groups["year"] or groups["year_behind"], f"{groups['quarter']}季"
    since = groups.get("year") and match.string.startswith(("以来", "至今"), match.end())
    date = PartialDate(
        _year(groups.get("year")),
        _number(groups.get("month") or groups.get("first_month")),
        _number(groups.get("day") or groups.get("first_day") or groups.get("last_day") or groups.get("day_said"))
        or _year(groups.get("day_digits")),
        # "Since the start of" a year says no more than "since" the year.
        _part(part) if part and not (since and _part(part) is Part.EARLY) else None,
    )
    until = _UNTIL.search(match.string, max(0, match.start() - 4), match.start()) is not None
    alone = date == PartialDate(part=date.part) and date.part in (Part.EARLY, Part.LATE)
    # Q1 alone may be a question.
    weak = match.re in (_NAMED_DAY, _SPELT_DAY) or alone or date == PartialDate(day=date.day)
    weak |= match.re is _QUARTER_SIGN and date.year is None
    # 中下旬 is from the middle to the end.
    last = replace(date, part=_part(part[1])) if part and _TWO_PARTS.fullmatch(part) else date
    return DateDraft(date, last, match.start(), match.end(), weak=weak, until=until)


def _season(match: re.Match[str]) -> DateDraft | None:
    first = int(match["year"])
    last = first // 100 * 100 + int(match["short"])
    # 2011-12 is a season or a month.
    month = last % 100 <= _MONTHS and match.string[match.end() : match.end() + 1] not in tuple("赛财学年")
    if last <= first or month:
        return None
    return DateDraft(PartialDate(first), PartialDate(last), match.start(), match.end())


def _decade(match: re.Match[str]) -> DateDraft | None:
    tens = _number(match["tens"]) or 0
    whole = _number(match["whole"])
    century = match["century"]
    at = match["at"] or ""
    part = Part.DECADE if len(at) == 3 or not at else _DECADE_PARTS[at[0]]
    # Without a century, and in "the last" one, the twentieth is meant.
    year = (19 if century in (None, "上") else (_number(century) or 20) - 1) * 100 + tens
    date = PartialDate(year=whole or year, part=part)
    start = _number(match["from"]) or tens
    # 七八十年代 are the seventies and eighties.
    start = start if start >= 10 else start * 10
    first = replace(date, year=year - tens + start, part=Part.DECADE) if tens and start != tens else date
    return DateDraft(first, date, match.start(), match.end())


def _born(match: re.Match[str]) -> DateDraft:
    first, last = (
        PartialDate(year=tens + (1900 if tens >= 50 else 2000), part=None if tens % 10 else Part.DECADE)
        for tens in (int(match["from"] or match["tens"]), int(match["tens"]))
    )
    return DateDraft(first, last, match.start(), match.end(), weak=True)


def _before(match: re.Match[str]) -> DateDraft | None:
    first, last = _number(match["from"]), _number(match["to"] or match["from"])
    if not first or not last or first < last:
        return None
    return DateDraft(PartialDate(-first), PartialDate(-last), match.start(), match.end())


def _first_months(match: re.Match[str]) -> DateDraft | None:
    year = _year(match["year"])
    months = PartialDate(year, 1), PartialDate(year, _number(match["months"]))
    return DateDraft(*months, match.start(), match.end())


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int("".join(str(DIGITS[char]) if char in DIGITS else char for char in text.replace("十", "")))


def _number(text: str | None) -> int | None:
    numeral = read(text) if text else None
    return int(numeral.low) if numeral else None


def _part(text: str) -> Part:
    if "季" in text:
        if text.startswith("前") and text[1] in "三3":
            return Part.THREE_QUARTERS
        return next(_QUARTERS[char] for char in text if char in _QUARTERS)
    if "半" in text:
        return Part.FIRST_HALF if text.startswith("上") else Part.SECOND_HALF
    if text[0] in "初上" or "初" in text:
        return Part.EARLY
    return Part.MIDDLE if text[0] == "中" or "年中" in text else Part.LATE
