"""The schemes by which headings are numbered, and what parts without a number are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from duizhao.source.numerals import NUMERAL


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to number headings: its template in a profile, and the rank among those that may stand together; `worded`:
    a word tells it besides the number."""

    kind: str
    template: str
    rank: int
    worded: bool = True
    numeral: str = NUMERAL

    @property
    def pattern(self) -> re.Pattern[str]:
        """How its label stands at a line's beginning; group `n` is the number that counts."""
        text = re.escape(self.template).replace(r"\ ", r"\s*")
        text = text.replace(r"\{chapter\}", r"(?P<c>\d{1,2})").replace(r"\{section\}", r"(?P<s>\d{1,2})")
        text = re.sub(r"\\\{(?:numeral|number)\\\}", lambda _: rf"\s*(?P<n>{self.numeral})\s*", text)
        return re.compile(text, re.IGNORECASE if self.template[:1].isascii() else 0)


_HAN_NUMERAL = r"[〇零一二两三四五六七八九十百]{1,5}"
_HAN_OR_DIGITS = rf"(?:{_HAN_NUMERAL}|\d{{1,3}})"
_DECIMALS = (
    Scheme("section", "{chapter}.{section}", 32, False, r"\d{1,2}"),
    Scheme("subheading", "{chapter}.{section}.{number}", 41, False, r"\d{1,2}"),
)
#: In the order in which they are nested, by rank: parts, chapters, sections, sub-headings.
SCHEMES = {
    True: (
        Scheme("part", "第{numeral}编", 10, numeral=_HAN_OR_DIGITS),
        Scheme("part", "第{numeral}篇", 10, numeral=_HAN_OR_DIGITS),
        Scheme("part", "第{numeral}分编", 10, numeral=_HAN_OR_DIGITS),
        Scheme("part", "第{numeral}部分", 10, numeral=_HAN_OR_DIGITS),
        Scheme("annex", "附录{numeral}", 11, numeral=_HAN_OR_DIGITS + "|[A-Z]"),
        Scheme("annex", "附件{numeral}", 11, numeral=_HAN_OR_DIGITS),
        Scheme("chapter", "第{numeral}章", 20, numeral=_HAN_OR_DIGITS),
        Scheme("chapter", "Chapter {numeral}", 20),
        Scheme("annex", "Appendix {numeral}", 11),
        Scheme("section", "第{numeral}节", 30, numeral=_HAN_OR_DIGITS),
        Scheme("chapter", "{numeral}、", 35, False, _HAN_NUMERAL),
        Scheme("chapter", "{numeral} ", 34, False, r"\d{1,2}"),
        *_DECIMALS,
        Scheme("subheading", "（{numeral}）", 50, False, _HAN_NUMERAL),
        Scheme("subheading", "({numeral})", 50, False, _HAN_NUMERAL),
        Scheme("subheading", "{number}. ", 60, False, r"\d{1,2}"),
        Scheme("subheading", "{number}．", 60, False, r"\d{1,2}"),
        Scheme("subheading", "{number}、", 60, False, r"\d{1,2}"),
        Scheme("subheading", "（{number}）", 70, False, r"\d{1,2}"),
    ),
    False: (
        Scheme("part", "Part {numeral}", 10),
        Scheme("annex", "Annex {numeral}", 11),
        Scheme("annex", "Appendix {numeral}", 11),
        Scheme("chapter", "Chapter {numeral}", 20),
        Scheme("section", "Section {numeral}", 30),
        Scheme("chapter", "{numeral}. ", 33, False, r"[IVX]{1,5}"),
        Scheme("chapter", "{numeral}. ", 34, False, r"\d{1,2}"),
        Scheme("chapter", "{numeral} ", 34, False, r"\d{1,2}"),
        *_DECIMALS,
        Scheme("subheading", "{numeral}. ", 45, False, r"[A-Z]"),
    ),
}

#: What parts without a number are called, squeezed, and the key each has.
_PARTS = {
    "preface": ("前言", "序言", "序", "preface"),
    "foreword": ("卷首语", "致辞", "foreword", "message"),
    "summary": ("摘要", "内容摘要", "执行摘要", "内容提要", "概要", "要点", "executivesummary", "summary", "abstract",
                "keyfindings", "overview"),
    "introduction": ("引言", "导言", "绪论", "导论", "introduction"),
    "conclusion": ("结语", "结束语", "结论", "结论与建议", "总结", "conclusion", "conclusions",
                   "conclusionsandrecommendations"),
    "recommendations": ("建议", "政策建议", "recommendations"),
    "references": ("参考文献", "参考资料", "references", "bibliography"),
    "acknowledgements": ("致谢", "鸣谢", "acknowledgements", "acknowledgments"),
    "abbreviations": ("缩略语", "缩略语表", "缩写", "abbreviations", "abbreviationsandacronyms", "acronyms"),
    "glossary": ("术语表", "名词解释", "术语和定义", "glossary"),
    "annex": ("附录", "附件", "附表", "annex", "annexes", "appendix", "appendices"),
    "endnotes": ("注释", "尾注", "notes", "endnotes"),
    "postscript": ("后记", "跋", "postscript", "afterword"),
}  # fmt: skip
KEYS = {name: key for key, names in _PARTS.items() for name in names}
