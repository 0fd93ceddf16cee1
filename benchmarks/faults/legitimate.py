"""Edits that are right: a person would send them with a reason, and nothing needs to be said of them then."""

from __future__ import annotations

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
    import re

    return [match[0] for match in re.finditer(pattern, line)]


def _next(text: str, random: Random) -> str:
    digit = str((int(text[-1]) + random.randrange(1, 9)) % 9 + 1)
    return text[:-1] + digit


def _put(pattern: str, new: str, language: str) -> Callable[[Work], Damage | None]:
    return lambda work: at(work.match(pattern, language=language), new)


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
        ("“the” put in", _put(r"(?<= of )(?=[a-z]{5,})", "the ", "en")),
    )
)
