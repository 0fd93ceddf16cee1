"""The words around Chinese numbers, from words.yml, as patterns."""

import re
from functools import cache
from typing import Any

from duizhao.languages.hedges import Hedges, alternatives, any_of
from duizhao.languages.masked_text import marks
from duizhao.languages.tables import words_of
from duizhao.languages.units import currency_signs, forms, forms_in_company
from duizhao.patterns import compiled

NUMERAL_CHARS = "零〇○一二两三四五六七八九十百千万亿"


class Words:
    """Patterns for what stands around a number.

    `tail`: what may follow one, its hedges after it aside. `beyond`: what says that a place lies further off than
    a measure. `peak`: 最高时速 and the like before a measure.
    `adverb`: 至少 and the like with the verb behind it.
    `degrees`: what makes 度 one of heat or of latitude. `half`: 半 as a number. `first`: 首 with its
    counter. `of_a_name`: a number that is part of a name. `growth`: a verb of growth right before a number.
    `several`: 几 and 数 on their own. `loose`: counters that prove little. `short_names`: 中日韩 and the like.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        guards: tuple[dict[str, str], dict[str, str]] = data["not_after"], data["not_before"]
        self.hedges = Hedges(
            data["hedges_before"],
            data["hedges_after"],
            guards=guards,
            # 1万年前左右
            gap="前?",
            link="(?:[了达有着为占需要在计]|需要|价值|相当于)?(?:人民币)?",
            far=data["hedges_of_a_comparison"],
            far_link=r"了?(?:[^\s，。；：！？、（）“”《》,;:!?()]|（[^（）]{1,12}）){1,24}的",
            loose_link=rf"了?[^\s，。；：！？、（）“”《》,;:!?()\d{NUMERAL_CHARS}]{{1,8}}",
        )
        self.adverb = compiled(
            rf"(?:{alternatives(data['hedges_of_a_verb'], *guards)})"
            rf"[^\s，。；：！？、（）“”《》,;:!?()\d{NUMERAL_CHARS}]{{1,6}}\Z"
        )
        self.beyond = compiled(alternatives(data["beyond"], *guards))
        idioms = alternatives(data["idioms"].split(), *guards)
        # What the pattern cannot be without (`MaskedText.take`).
        among = ("位一体", "周", "星期", "礼拜", "比一", "又一", "接一", "连一", "挨一")
        self.in_idioms = marks([*data["idioms"].split(), *among])
        chars = NUMERAL_CHARS
        self.idioms = compiled(
            rf"(?<![\d{chars}])(?:(?:{idioms})(?![钟之]|(?<=[{chars}])(?<![统单同唯专]一)[{chars}]|(?<=一)[百千万亿])|[二三四五六七八]位一体)"
            rf"|(?<![\d{chars}每])(?:周|星期|礼拜)[一二三四五六日]"
            # 一年比一年, 一代又一代: year by year, generation after generation.
            rf"|(?<![\d{chars}])一(?P<same>[\u4e00-\u9fff])[比又接连挨]一(?P=same)"
        )
        self.peak = compiled(r"最[高大多长快深远](?!法|人民|检)[^\s，。；：！？、（）的\d]{0,6}?[达为是可到]{0,3}\Z")
        self.degrees = compiled(any_of(data["degrees"]))
        named = [*forms("zh"), *forms_in_company("zh")]
        # 5升至6升, but 由5升至6.
        unit = rf"(?:{alternatives(named, *guards)}|升(?=[至到]\d[\d.]{{0,5}}升))(?:(?<=[\u4e00-\u9fff])|(?![A-Za-z]))"
        bridged = alternatives([form[1:] for form in named if form.startswith("个")], *guards)
        counters = data["counters"].split()
        self.rounds: str = data["rounds"]
        self.short_names = compiled(rf"[{data['short_names']}]+\Z")
        self.loose = set(data["loose_counters"]) - set(counters)
        counter = alternatives([*counters, *data["loose_counters"]], *guards)
        self.tail = compiled(
            rf"""(?P<more>余(?!额)|多(?!\d|边|元化|样|方面|签|线)|来(?={counter})|[+＋](?!\d))?
            (?:个(?P<between>多|余|半)(?P<bridged>{bridged})|(?P<unit>{unit})(?:(?:(?<=[秒米])(?P<decimals>\d{{1,2}})|(?<=[一二两三]米)(?P<han_decimals>[一二三四五六七八九]{{1,2}}))(?![\d.点年月日余多十百千万亿%]|{unit}|{counter}))?
              |(?P<tenths>成(?P<hundredths>[1-9一二三四五六七八九])?(?![立为员果功长就分本都熟绩效交了年人套型份]))|(?P<decades>旬)|(?P<counter>{counter}))?
            (?P<behind>(?<!个)多(?![\d边元次方个家种样国层领民年发签线])|有?余(?!额|下|地)|半(?![岛导径数球]))?""",
            re.VERBOSE,
        )
        self.half = compiled(
            rf"(?P<over>[过超]半数?(?![导岛]|个?{unit}))|(?:一半|半数|半价|(?<=[减折])半(?![径自]))(?P<plenty>多(?!数))?|半个(?P<plus>[多余])(?P<bridged>{bridged})|(?<![个年天月周上前后一大小])半(?P<unit>{unit})(?P<more>[多余])?"
        )
        self.of_a_name = compiled(
            rf"(?:{any_of(data['named'].split())})[-—–]?(?P<number>\d{{1,4}})(?![\d.,十百千万亿多余])"
        )
        self.first = compiled(rf"首(?:{alternatives(data['first'], *guards)})")
        self.growth = compiled(rf"(?:{alternatives(data['growth'], *guards)})了?\Z")
        self.sign = compiled(rf"(?:{any_of(currency_signs())})\s?\Z")
        # 港币200万元, but 人民币兑美元; 约 belongs to the number.
        self.currency = compiled(rf"(?<![兑对])(?:{any_of(form for form in named if form[-1] in '币金')})(?=约?\Z)")
        self.several = compiled(rf"(?:几(?={unit}|{counter})|数(?=[个年天周名家种项次月]))(?P<unit>{unit})?")


@cache
def words() -> Words:
    """The words, read once."""
    return Words(words_of("zh"))
