"""Dates in Chinese: 2024年7月3日, 1月至8月, 2023年底, 上半年, 上世纪90年代, 前三季度."""

from __future__ import annotations

import re

from duizhao.quantities.model import Part

_LINK = r"(?:——|[-—–~～至到])"
_YEAR = r"(?P<year>(?:1\d|20|21)\d\d|[一二][一二三四五六七八九〇零○]{3})"
_HAN = "一二三四五六七八九十"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{_HAN}])月(?!球|亮|牙)份?"
_DAY = rf"(?P<day>[12]\d|3[01]|0?[1-9]|二?十[{_HAN}]?|三十一?|初?[{_HAN}])[日号](?!线|楼|本)"
_MONTH_PART = "(?P<month_part>上旬|中旬|下旬|月?初|月?底|月?末|上半月|下半月)"
_QUARTER = "(?P<quarter>[第前]?[一二三四1-4]个?季度|上半年|下半年)"
_YEAR_PART = rf"(?P<year_part>年?初(?![步级一二三中衷心始期])|年?底(?![座部下色层])|年?末(?!端)|年中(?=[，。、；时前期\s]|\Z)|{_QUARTER})"
#: Not a year of the calendar but a span of years: 1500年历史, 2000多年, 2000年来.
_NO_SPAN = "(?!的?历史|的?文明|来(?!华|访|自|到)|多|余)"

_ISO = re.compile(r"(?<![\d/.-])((?:1\d|20|21)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d/.-])")
_DATES = re.compile(
    rf"""(?<![\dA-Za-z.,])(?:
      {_YEAR}(?:年度?{_NO_SPAN}(?:{_MONTH}(?:{_DAY}|{_MONTH_PART})?|{_YEAR_PART})?|(?={_LINK}\d{{4}}年)|
        (?=[上下]半年)(?P<half>[上下]半年))
    | {_MONTH}(?:{_DAY}|{_MONTH_PART})?
    | (?P<from_month>1[0-2]|[1-9])(?={_LINK}(?:1[0-2]|[1-9])月)
    | (?P<from_day>[12]\d|3[01]|[1-9])(?={_LINK}(?:[12]\d|3[01]|[1-9])日)
    | (?P<alone>[12]\d|3[01]|[1-9])日(?![本元均产报益常游程])
    )""".replace("(?P<year_part>", "(?P<year_part>", 1),
    re.VERBOSE,
)
_ALONE = re.compile(
    r"(?<![\d\w])(?P<never>\b\B)|年底|年末|年初(?!步)|年中(?=[，。、；时前期])|月底|月末|月初|[上中下]旬"
    r"|[第前]?[一二三四1-4]个?季度|[上下]半年"
)
_DECADES = re.compile(r"(?:(?P<century>1\d|2[01]|上)个?世纪)?(?P<tens>[1-9]0|[二三四五六七八九]十)年代")
_PERIOD = re.compile(rf"\s*{_LINK}\s*")
_YEAR_ALONE = re.compile(r"(?<![\dA-Za-z.,$€£¥])(?:19|20|21)\d\d(?![\d.,%]|[A-Za-z])")

_PARTS = {
    "上旬": Part.EARLY, "中旬": Part.MIDDLE, "下旬": Part.LATE, "初": Part.EARLY, "中": Part.MIDDLE,
    "底": Part.LATE, "末": Part.LATE, "上半月": Part.FIRST_HALF, "下半月": Part.SECOND_HALF,
    "上半年": Part.FIRST_HALF, "下半年": Part.SECOND_HALF,
}  # fmt: skip
_QUARTERS = {
    "一": Part.FIRST_QUARTER, "二": Part.SECOND_QUARTER, "三": Part.THIRD_QUARTER, "四": Part.FOURTH_QUARTER,
    "1": Part.FIRST_QUARTER, "2": Part.SECOND_QUARTER, "3": Part.THIRD_QUARTER, "4": Part.FOURTH_QUARTER,
}  # fmt: skip
