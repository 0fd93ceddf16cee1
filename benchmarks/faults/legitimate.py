"""Edits that are right: a person would send them with a reason, and nothing needs to be said of them then."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from place import HAN, Damage, Kind, Work, at, replaced


def both(pattern: str, new: Callable[[str, Random], str]) -> Callable[[Work], Damage | None]:
    """The same correction in both languages, of what both write alike."""

    def damage(work: Work) -> Damage | None:
        found = []
        for page, block in work.blocks("paragraph", language="zh"):
            other = next((p for p in work.pages("en") if p.path == page.path), None)
            twin = next((b for b in other.blocks if b.id == block.id), None) if other else None
            if other and twin:
                here, there = (p.content.split("\n")[b.line - 1] for p, b in ((page, block), (other, twin)))
                found += [
                    (page, block.line, other, twin.line, text)
                    for text in set(_all(pattern, here)) & set(_all(pattern, there))
                    if here.count(text) == there.count(text) == 1
                ]
        if not found:
            return None
        page, line, other, twin_line, text = work.random.choice(sorted(found, key=lambda f: (f[0].file, f[1], f[4])))
        changed = new(text, work.random)
        contents: dict[str, str | None] = {}
        for one, number in ((page, line), (other, twin_line)):
            start = one.content.split("\n")[number - 1].index(text)
            contents |= replaced(one, number, start, start + len(text), changed).contents
        return Damage(contents, {(page.file, line), (other.file, twin_line)})

    return damage


def _all(pattern: str, line: str) -> list[str]:
    return [match[0] for match in re.finditer(pattern, line)]


def _next(text: str, random: Random) -> str:
    digit = str((int(text[-1]) + random.randrange(1, 9)) % 9 + 1)
    return text[:-1] + digit


def _put(pattern: str, new: str, language: str) -> Callable[[Work], Damage | None]:
    return lambda work: at(work.match(pattern, language=language), new)


def original(work: Work) -> Damage | None:
    """A name in Chinese followed by the one its counterpart has."""
    english = {b.id: b.text for _, b in work.blocks("paragraph", language="en")}
    found = [
        (page, block.line, match)
        for page, block in work.blocks("paragraph", language="zh")
        for match in re.finditer(
            rf"(?<![{HAN}—])(?:{'|'.join(_NAMES)})(?=[，。、和与在])", page.content.split("\n")[block.line - 1]
        )
        if _NAMES[match[0]] in english.get(block.id, "")
    ]
    return at(work.random.choice(found), lambda m: f"{m[0]}（{_NAMES[m[0]]}）") if found else None


def mark_moved(work: Work) -> Damage | None:
    return at(work.anywhere(r"(\[\^\w+\])(?!:)([。.])", "zh"), lambda m: f"{m[2]}{m[1]}")


def _whole(match: re.Match[str]) -> str:
    return f"{float(match[0][:-1]) * 10000:.0f}"


_FREE = r"(?<![\d.])"
_SMALL = {"three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ten": "10"}
_NAMES = {"马来西亚": "Malaysia", "乌兹别克斯坦": "Uzbekistan", "埃塞俄比亚": "Ethiopia", "印度尼西亚": "Indonesia"}

KINDS = tuple(
    Kind(f"right: {name}", edit, legitimate=True)
    for name, edit in (
        ("a figure in both languages", both(r"(?<![\d.,])\d{2,3}(?![\d.,%年])", _next)),
        ("a year in both languages", both(r"(?<!\d)20[012]\d(?!\d)", _next)),
        ("a comma put in", _put(f"(?<=[{HAN}]{{12}})(?=同时|也|并且)", "，", "zh")),
        ("a comma taken out", _put(r"(?<=[a-z]), (?=and [a-z])", " ", "en")),
        ("以及 for 和", _put(f"(?<=[{HAN}])和(?=[{HAN}]{{2}})", "以及", "zh")),
        ("“such as” for “including”", _put(r"(?<= )including(?= [a-z])", "such as", "en")),
        ("“over 20” written “more than 20”", _put(r"\bmore than(?= \d)", "over", "en")),
        (
            "万 written out",
            lambda w: at(w.match(r"(?<![\d.])\d{1,3}万(?![亿\d])", language="zh"), lambda m: f"{m[0][:-1]}0000"),
        ),
        (
            "thousands with commas taken out",
            lambda w: at(w.match(r"\b\d{1,2},\d{3}\b(?!,)", language="en"), lambda m: m[0].replace(",", "")),
        ),
        ("“%” written “percent”", lambda w: at(w.match(r"(?<=\d)%(?= )", language="en"), " percent")),
        ("a small word put in", _put(f"(?<=[{HAN}]{{3}})(?=已经|正在|将)", "都", "zh")),
        (
            "a value with a point and 万 written out",
            lambda w: at(w.match(rf"{_FREE}\d+\.\d+万(?![亿\d])", language="zh"), _whole),
        ),
        (
            "a small number in digits",
            lambda w: at(
                w.match(rf"(?<=[a-z] )(?:{'|'.join(_SMALL)})(?= [a-z]+s\b)", language="en"), lambda m: _SMALL[m[0]]
            ),
        ),
        (
            "a day before its month",
            lambda w: at(
                w.match(r"\b([A-Z][a-z]+y|August|[A-Z][a-z]+ber) (\d{1,2})\b(?!,)", language="en"),
                lambda m: f"{m[2]} {m[1]}",
            ),
        ),
        ("“kilometers” written “km”", _put(r"(?<=\d )kilometers", "km", "en")),
        ("“also” taken out", _put(r"(?<=[a-z]) also(?= [a-z]+ed\b)", "", "en")),
        ("“as well as” for “and”", _put(r"(?<=[a-z]{4}) and (?=[a-z]{6})", " as well as ", "en")),
        ("“Moreover” for “Additionally”", _put(r"\b(?:Additionally|Furthermore|In addition)(?=, )", "Moreover", "en")),
        ("a full stop for a semicolon", _put("；(?=.{8})", "。", "zh")),
        ("但是 for 但", _put(f"(?<=[，。])但(?=[{HAN}])(?!是)", "但是", "zh")),
        ("a name’s original in brackets", original),
        ("a footnote mark behind the full stop", mark_moved),
        ("a particle taken out", _put(f"(?<=[{HAN}]{{3}})(?:也|更|还)(?=[{HAN}]{{3}})", "", "zh")),
        ("“the” put in", _put(r"(?<= of )(?=[a-z]{5,})", "the ", "en")),
    )
)
