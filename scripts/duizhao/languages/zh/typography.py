"""Typography of Chinese text: its punctuation, its spaces, the width of its signs. After GB/T 15834."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from duizhao.languages.script import HAN, is_han
from duizhao.languages.typography import OPAQUE, Look, Passage, Slip, without_primes
from duizhao.languages.zh.labels import ARTICLE
from duizhao.patterns import lazily

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_STOPS = "，。、；：？！"
_OPENING = "（《〈「『【〔“‘"
_CLOSING = "）》〉」』】〕”’"

#: Half-width punctuation with a Chinese character, or what closes behind one, directly before or behind it.
_HALF = lazily(
    rf"(?<=[{HAN}）》〉」』】〕”’])[ ]*([,;:!?])(?!//)[ ]*|(?<=[0-9A-Za-z%)])([,;:!?])[ ]*(?=[{HAN}《「『【“])"
    rf"|(?<=[{HAN}）》〉」』】〕”’])(?<!\.)[ ]*(\.)(?! \. )[ ]*(?![0-9A-Za-z.])"
)
#: The mark of a work's kind in a bibliography (GB/T 7714, appendix B), whose entries have half-width signs.
_CITED = lazily(r"\[(?:[MCGNJDRSPZ]|DB|CP|EB|CM|DS)(?:/(?:OL|CD|MT|DK))?\]")
_BRACKETS = lazily(r"\(([^()（）]*)\)")
_FULL = lazily(
    "(?:^|(?<=\n))[０-９]+[．.]\\s*(?=[^\\s０-９])"
    "|(?:[０-９]+．(?=[０-９]))*(?:[０-９]+％|[０-９Ａ-Ｚａ-ｚ]+％?)|(?<=[0-9])％"
)
_APART = lazily(rf"(?<=[{HAN}])[ ]+(?=[{HAN}])")
_PART = lazily(rf"[{HAN}]+(?:[ ]+[{HAN}]+)+")
#: The number of a chapter, as contents lists have it before its name.
_CHAPTER = lazily(r"第(?:[〇零一二三四五六七八九十百]{1,5}|\d{1,3})(?:[章节編编篇卷讲回]|部分)(?= )")
#: What names the place in a series, behind its name.
_IN_SERIES = lazily(r"第\s*\d{1,4}\s*[号期辑卷册集]")
#: The first characters of most people's names; a name set wide; what people did for a book; and a label set wide.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏"
    "谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚聂樊欧易文麻"
)
_ONE_AND_ONE = lazily(rf"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_DID = ("著", "编", "译", "编著", "主编", "译注", "等")
_WIDE_LABEL = lazily(rf"[{HAN}] +[{HAN}]")
#: A work's title up to the space between its halves, and behind it.
_HALVES = lazily(rf"(?<=《)[^》《 ]{{3,}} [{HAN}]{{3}}\Z")
#: What ends a sentence, and with it a text in running lines.
_ENDED = lazily(r"[。！？…][”’』」）]*\Z")
_SPACE = lazily(rf"[ ]+(?=[{_STOPS}{_CLOSING}])|(?<=[{_STOPS}（《〈「『【〔“‘])[ ]+(?=\S)")
_SPACE_INSIDE = lazily(rf"(?<=[）》〉」』】〕”’])[ ]+(?=[{HAN}])|(?<=[{HAN}])[ ]+(?=[{_OPENING}])")
_DOUBLED = lazily(r"([，。、；：])\s*\1+|[，、；：]\s*[，。、；：？！]|。\s*[，、；：]")
_STRAIGHT = lazily(r"\"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])")
#: What leads to a page's number in a list of contents; and its number before that of the next entry.
_LEADER = lazily(r"[.．·…]{3,} ?\d{1,4}(?!\d)|[.．·…]{12,}")
_LED = lazily(r"(?:[.．·…] ?){3}\d{1,4}\Z")
_DOTS = lazily(rf"(?<=[{HAN}，。”’）》])(\.{{3,}}|。{{3,}}|(?<!…)…(?!…))|(\.{{3,}}|(?<!…)…(?!…))(?=[{HAN}])")
_DASH = lazily(rf"(?<=[{HAN}”’）》])[ ]*(--+)[ ]*(?=[{HAN}“‘（《])")
_NUMBER = lazily(r"(?<=\d)(?:,[ ]+(?=\d{3}(?!\d))|\.[ ]+(?=\d)|[ ]+[.,][ ]*(?=\d)|[ ]+(?=%)|(?<![A-Za-z]\d)[ ]+(?=\d))")

#: Signs of other uses that readers of scans take for characters, with those; between Chinese characters.
_LOOKS_LIKE = dict(zip("囗丶｡､．ロニカエトタハー丨の", "口、。、。口二力工卜夕八一1的", strict=True))
_LOOK_ALIKE = lazily(
    rf"(?<![“‘《「『])(?:(?<=[{HAN}])[{''.join(_LOOKS_LIKE)}]|[{''.join(_LOOKS_LIKE)}](?=[{HAN}]))(?![”’》」』字])"
    rf"(?<!．(?!$))"
)
_KANA = lazily(f"(?![{''.join(_LOOKS_LIKE)}])[\u3041-\u30fe]")


def _half_width(passage: Passage) -> Iterator[Slip]:
    cited = _CITED.search(passage.shape)
    for match in _HALF.finditer(passage.shape):
        at = next(number for number in (1, 2, 3) if match[number])
        if cited and match[at] in ".,:;":
            continue
        wide = match.span()
        # What ends a block keeps no space anyway; a colon before an address keeps the one that is there.
        if passage.shape[match.end() : match.end() + 1] in (OPAQUE, ""):
            wide = (match.start(), match.end(at))
        yield Slip(match.span(at), _WIDE[match[at]], wide)


def _half_brackets(passage: Passage) -> Iterator[Slip]:
    for match in _BRACKETS.finditer(passage.shape):
        before = passage.shape[max(match.start() - 1, 0) : match.start()]
        if is_han(before + match[1]):
            # Brackets in brackets are one pair too many, or a quotation of signs.
            doubled = before == "（" or passage.shape[match.end() : match.end() + 1] == "）"
            wide = f"（{passage.text[match.start() + 1 : match.end() - 1]}）"
            yield Slip(match.span(), None if doubled else wide)


def _full_width(passage: Passage) -> Iterator[Slip]:
    for match in _FULL.finditer(passage.shape):
        new = unicodedata.normalize("NFKC", match[0])
        # What a paragraph begins with is the number of a list's item.
        yield Slip(match.span(), new if new[-1:] not in (".", " ") else f"{new.rstrip()} ")


def _apart(passage: Passage) -> Iterator[Slip]:
    # In titles and headings a space parts two halves, as Chinese printing has it.
    article = ARTICLE.match(passage.shape) or _CHAPTER.match(passage.shape)
    if passage.running:
        for part in _PART.finditer(passage.shape):
            if names(part[0]) or (_WIDE_LABEL.fullmatch(part[0]) and passage.shape[part.end() :][:1] in ("：", ":")):
                continue
            for match in _APART.finditer(passage.shape, *part.span()):
                if _HALVES.match(passage.shape, passage.shape.rfind("《", 0, match.start()) + 1, match.end() + 3):
                    continue
                if (article and match.start() == article.end()) or _IN_SERIES.match(passage.shape, match.end()):
                    continue
                yield Slip(match.span(), "" if _inside_a_word(passage, part) else None, shown=6)


def names(part: str) -> bool:
    """Whether what spaces part are people's names, of which one of two characters may have a space in it, and perhaps
    what they did."""
    words = part.split()
    did = words[-1] in _DID
    names = _ONE_AND_ONE.sub(r"\1\2", " ".join(words[: len(words) - did])).split()
    return len(names) + did > 1 and all(len(name) in (2, 3) and name[0] in _SURNAMES for name in names)


def _inside_a_word(passage: Passage, part: re.Match[str]) -> bool:
    """Whether the space in a part of a sentence is one inside a word: what else is parted by spaces are names, a title
    and its number, or two clauses whose comma was lost."""
    words = part[0].split()
    if len(words) != 2 or not _ENDED.search(passage.shape):
        return False
    return min(map(len, words)) == 1 or words[0][-1] + words[1][0] in passage.shape


def _beside(passage: Passage) -> Iterator[Slip]:
    found = list(_SPACE.finditer(passage.shape))
    if passage.running:
        taken = {match.start() for match in found}
        found += [match for match in _SPACE_INSIDE.finditer(passage.shape) if match.start() not in taken]
    article = ARTICLE.match(passage.shape)
    for match in found:
        if article and match.start() == article.end():
            continue
        if OPAQUE not in passage.shape[max(match.start() - 1, 0) : match.end() + 1]:
            yield Slip(match.span(), "", shown=6)


def _doubled(passage: Passage) -> Iterator[Slip]:
    for match in _DOUBLED.finditer(passage.shape):
        if match[0].startswith("。。。"):
            continue  # dots that were meant as an ellipsis
        same = match[1] and " " not in match[0]
        yield Slip(match.span(), match[1] if same else None)


def straight(passage: Passage, double: str = "“”", single: str = "‘’") -> Iterator[Slip]:
    """The typewriter's quotation marks, and which of the pairs should stand there."""
    if not is_han(passage.shape):
        return
    shape = without_primes(passage.shape)
    for sign, curly in (('"', double), ("'", single)):
        found = [match for match in _STRAIGHT.finditer(shape) if match[0] == sign]
        # Two by two, and none of them in or around a quotation that is written right.
        before = [[shape.count(mark, 0, match.start()) for mark in curly] for match in found]
        sure = len(found) % 2 == 0 and all(opened == closed for opened, closed in before)
        sure = sure and before[::2] == before[1::2]
        for number, match in enumerate(found):
            yield Slip(match.span(), curly[number % 2] if sure else None)


def _dots(passage: Passage) -> Iterator[Slip]:
    for match in _DOTS.finditer(passage.shape):
        at = 1 if match[1] else 2
        if not _LEADER.match(passage.shape, match.start(at)):
            yield Slip(match.span(at), "……")
    for match in _DASH.finditer(passage.shape):
        yield Slip(match.span(1), "——", match.span())


def _numbers(passage: Passage) -> Iterator[Slip]:
    for match in _NUMBER.finditer(passage.shape):
        # In a heading a space may part what is counted from a year.
        led = _LED.search(passage.shape, max(match.start() - 20, 0), match.start())
        if match[0].isspace() and (led or not passage.running):
            continue
        yield Slip(match.span(), shown=6)


def _look_alikes(passage: Passage) -> Iterator[Slip]:
    for match in _LOOK_ALIKE.finditer(passage.shape):
        # A text with other kana has Japanese words; between quotation marks the sign itself is meant.
        if match[0] in "囗丶｡､．" or not _KANA.search(passage.shape):
            yield Slip(match.span(), word=_LOOKS_LIKE[match[0]])


RULES: Mapping[str, Look] = {
    "t-101": _half_width,
    "t-102": _half_brackets,
    "t-104": _full_width,
    "t-105": _apart,
    "t-106": _beside,
    "t-107": _doubled,
    "t-110": straight,
    "t-117": _dots,
    "t-118": _numbers,
    "t-125": _look_alikes,
}
