"""Damage to what is said: opposites, signs, order, and to what the two languages share beside words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from place import HAN, Damage, Kind, Work, at, replaced

from duizhao.languages.opposites import find_opposites
from duizhao.languages.tables import table, words_of

ROOT = Path(__file__).resolve().parents[2]


def opposite(language: str) -> Callable[[Work], Damage | None]:
    """A word that the counterpart renders, put for another of its group."""

    def damage(work: Work) -> Damage | None:
        others = {page.path: page for page in work.pages("en" if language == "zh" else "zh")}
        groups = [*table("opposites")["groups"], *table("opposites")["near"]]
        found = []
        for page, block in work.blocks("paragraph", language=language):
            counterpart = next((b for b in others[page.path].blocks if b.id == block.id), None)
            if not counterpart or page.path not in others:
                continue
            there = {o.member for o in find_opposites(counterpart.text, others[page.path].language)}
            line = page.content.split("\n")[block.line - 1]
            found += [(page, block.line, o) for o in find_opposites(line, language) if o.member in there]
        if not found:
            return None
        page, number, one = work.random.choice(found)
        member = work.random.choice([m for m in groups[one.group] if m != one.member])
        return replaced(page, number, one.start, one.end, words_of(language)["opposites"][member][0].removesuffix("*"))

    return damage


def numbers_exchanged(work: Work) -> Damage | None:
    """Two numbers of one sentence."""
    number = r"\d+(?:\.\d+)?"
    found = work.match(
        rf"(?<![\d.])({number})(?![\d.])([^。.\d]{{1,40}})({number})(?![\d.])", unless=lambda m: m[1] == m[3]
    )
    return at(found, lambda m: f"{m[3]}{m[2]}{m[1]}")


def references_exchanged(work: Work) -> Damage | None:
    found = work.match(r"$^")  # references are no prose
    lines = [
        (page, number, match)
        for page in work.pages()
        for number, line in enumerate(page.content.split("\n"), 1)
        for match in re.finditer(r"(\[\^\w+\])([^\[]*[。.].*?)(\[\^\w+\])(?!:)", line)
    ]
    found = work.random.choice(lines) if lines else None
    return at(found, lambda m: f"{m[3]}{m[2]}{m[1]}")


def reference_moved(work: Work) -> Damage | None:
    """To the end of the sentence behind it."""
    found = work.anywhere(r"(\[\^\w+\])(?!:)([^\[]{8,}?[。.])(?=.{20})")
    return at(found, lambda m: f"{m[2]}{m[1]}")


def reference_doubled(work: Work) -> Damage | None:
    found = work.anywhere(r"(\[\^\w+\])(?!:)([^\[]{8,}?[。.])")
    return at(found, lambda m: f"{m[1]}{m[2]}{m[1]}")


def name_exchanged(language: str) -> Callable[[Work], Damage | None]:
    """A name or title that the glossary knows, put for another of its kind in one language."""

    def damage(work: Work) -> Damage | None:
        names: dict[str, list[str]] = {}
        for entry in yaml.safe_load((ROOT / "sources" / "glossary.yml").read_text("utf-8")):
            if entry["kind"] not in ("concept", "term"):
                form = entry[language]
                names.setdefault(entry["kind"], []).append(form if isinstance(form, str) else form["preferred"])
        kind_of = {name: kind for kind, some in names.items() if len(some) > 1 for name in some}
        beside = r"(?!\w)" if language == "en" else ""
        some = "|".join(re.escape(name) for name in sorted(kind_of, key=len, reverse=True))
        found = work.match(f"(?:{some}){beside}", language=language)
        return at(found, lambda m: work.random.choice([n for n in names[kind_of[m[0]]] if n != m[0]]))

    return damage


def _words(before: str, after: str, pattern: str, language: str) -> Callable[[Work], Damage | None]:
    return lambda work: at(work.match(pattern, language=language), lambda m: f"{before}{m[0]}{after}")


def _put_in(pattern: str, new: str, language: str) -> Callable[[Work], Damage | None]:
    return lambda work: at(work.match(pattern, language=language), new)


KINDS = (
    Kind("a Chinese word put for its opposite", opposite("zh")),
    Kind("an English word put for its opposite", opposite("en")),
    Kind("two numbers of a sentence exchanged", numbers_exchanged),
    Kind("a minus sign before a share", lambda w: at(w.match(r"(?<=[^\d.\w-])\d+(?:\.\d+)?%"), lambda m: f"-{m[0]}")),
    Kind("by put for to", lambda w: at(w.match(r"(?<= )by(?= \d)", language="en"), "to")),
    Kind("增长 put for 增长到", lambda w: at(w.match(r"(?<=增长|上升|提高|增加)(?=\d)", language="zh"), "到")),
    Kind("a Chinese negation put in", lambda w: at(w.match(r"(?<=[，。])(?=这|我们|中国)", language="zh"), "并非")),
    Kind("a Chinese negation lost", lambda w: at(w.match(r"没有|并未|并不|不是", language="zh"), "")),
    Kind("an English negation lost", lambda w: at(w.match(r" (?:not|never|no)\b", language="en"), "")),
    Kind("two footnote marks exchanged", references_exchanged),
    Kind("a footnote mark moved to the next sentence", reference_moved),
    Kind("a footnote mark doubled", reference_doubled),
    Kind("a Chinese name put for another", name_exchanged("zh")),
    Kind("an English name put for another", name_exchanged("en")),
    Kind(
        "零下 put before a figure",
        lambda w: at(w.match(r"(?<![\d.,-])\d+(?=度|℃|米|公里)", language="zh"), lambda m: f"零下{m[0]}"),
    ),
    Kind("a link without words", _put_in(r"(?<=[a-z]) (?=[a-z])", " [](https://example.org/) ", "en")),
    Kind("an asterisk that nothing closes", _put_in(f"(?<=[{HAN}])(?=[{HAN}])", "*", "zh")),
    Kind("a word made bold", _words("**", "**", f"(?<=[{HAN}])[{HAN}]{{2}}(?=[{HAN}])", "zh")),
    Kind("a word made code", _words("`", "`", r"(?<= )[a-z]{5,}(?= )", "en")),
    Kind("a heading a level deeper", lambda w: at(w.anywhere(r"^##(?= )"), "###")),
)
