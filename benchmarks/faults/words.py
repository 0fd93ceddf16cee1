"""Damage to words, numbers and typography."""

from __future__ import annotations

import re
from collections.abc import Callable

from place import HAN, Damage, Kind, Work, at, replaced


def digit_changed(work: Work) -> Damage | None:
    def other(match: re.Match[str]) -> str:
        text = match[0]
        place = work.random.choice([i for i, char in enumerate(text) if char.isdigit()])
        digits = [d for d in "123456789" if d != text[place]]
        return text[:place] + work.random.choice(digits) + text[place + 1 :]

    return at(work.match(r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d])"), other)


def digits_swapped(work: Work) -> Damage | None:
    found = work.match(r"(?<!\d)(\d)(\d)(?!\d*[A-Za-z])", unless=lambda m: m[1] == m[2] or m[2] == "0")
    return at(found, lambda m: m[2] + m[1])


def magnitude(work: Work) -> Damage | None:
    other = {"万": "亿", "亿": "万", "million": "billion", "billion": "million"}
    return at(work.match(r"(?<=\d)[万亿]|(?<=\d )(?:m|b)illion"), lambda m: other[m[0]])


def year(work: Work) -> Damage | None:
    return at(work.match(r"(?<!\d)20[012]\d(?!\d)"), lambda m: str(int(m[0]) + work.random.choice([-1, 1, 10])))


def percent(work: Work) -> Damage | None:
    return at(work.match(r"(?<=\d)%"), "")


def month(work: Work) -> Damage | None:
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
    found = work.match(rf"(?:{'|'.join(names)})(?= \d{{1,2}}\b)", language="en")
    return at(found, lambda m: work.random.choice([name for name in names if name != m[0]]))


def number_dropped(work: Work) -> Damage | None:
    return at(work.match(r"(?<= )\d[\d,.]*\d (?=[a-z]{4,})", language="en"), "")


def letters_swapped(work: Work) -> Damage | None:
    found = work.match(r"\b[a-z]+([a-z])([a-z])[a-z]+\b", language="en", unless=lambda m: m[1] == m[2])
    if not found:
        return None
    page, number, match = found
    return replaced(page, number, match.start(1), match.end(2), match[2] + match[1])


def word_dropped(work: Work) -> Damage | None:
    return at(work.match(r"(?<=[a-z] )[a-z]{3,} (?=[a-z])", language="en"), "")


def character_changed(work: Work) -> Damage | None:
    found = work.match(f"(?<=[{HAN}])[{HAN}](?=[{HAN}])", language="zh")
    return at(found, lambda m: work.random.choice([c for c in "地方公可第么却很" if c != m[0]]))


def negated(work: Work) -> Damage | None:
    return at(work.match(r"\b(?:is|are|was|has|have|will)\b(?! not)", language="en"), lambda m: f"{m[0]} not")


def name_misspelt(work: Work) -> Damage | None:
    """A name that stands often, with a letter twice or left out."""
    texts = " ".join(page.content for page in work.pages("en"))
    often = {w for w in set(re.findall(r"\b[A-Z][a-z]{6,}\b", texts)) if len(re.findall(rf"\b{w}\b", texts)) >= 5}
    found = work.match(r"\b[A-Z][a-z]{6,}\b", language="en", unless=lambda m: m[0] not in often)

    def misspelt(match: re.Match[str]) -> str:
        place = work.random.randrange(2, len(match[0]) - 2)
        return match[0][:place] + work.random.choice(["", match[0][place] * 2]) + match[0][place + 1 :]

    return at(found, misspelt)


def word_twice(work: Work) -> Damage | None:
    return at(work.match(r"(?<= )(?:the|of|and|to|in|for|with|its) ", language="en"), lambda m: m[0] * 2)


def latin_left(work: Work) -> Damage | None:
    return at(work.match(f"(?<=[{HAN}])和(?=[{HAN}])", language="zh"), " and ")


def han_left(work: Work) -> Damage | None:
    found = work.match(r"(?<= )[a-z]{4,}(?= )", language="en")
    return at(found, lambda m: work.random.choice(["合作", "项目", "发展"]))


def pasted_language(work: Work) -> Damage | None:
    """A Chinese paragraph's text replaced by its English counterpart."""
    english = {
        b.id: b.text for _, b in work.blocks("paragraph", language="en") if len(b.text) > 100 and "\n" not in b.text
    }
    found = [(p, b) for p, b in work.blocks("paragraph", language="zh") if b.id in english]
    page, block = work.random.choice(found)
    line = page.content.split("\n")[block.line - 1]
    return replaced(page, block.line, 0, len(line), line[: len(line) - len(line.lstrip())] + english[block.id])


def _in(language: str, pattern: str, new: str) -> Callable[[Work], Damage | None]:
    """The replacement of one match in a language."""
    return lambda work: at(work.match(pattern, language=language), new)


def full_width(work: Work) -> Damage | None:
    found = work.match(r"(?<![A-Za-z])\d+", language="zh")
    return at(found, lambda m: "".join(chr(ord(d) + 0xFEE0) for d in m[0]))


def brackets(work: Work) -> Damage | None:
    return at(work.match("（([^（）]*)）", language="zh"), lambda m: f"({m[1]})")


def one_bracket(work: Work) -> Damage | None:
    return at(work.match("（([^（）]*)）", language="zh"), lambda m: work.random.choice([f"({m[1]}）", f"（{m[1]})"]))


def quotes_straight(work: Work) -> Damage | None:
    return at(work.match("“([^“”]*)”", language="zh"), lambda m: f'"{m[1]}"')


def smart_quote(work: Work) -> Damage | None:
    """A curly apostrophe pasted into a paragraph with straight ones."""
    found = work.match(
        r"(?<=[A-Za-z])'(?=s\b)", language="en", unless=lambda m: m.string.count("'") < 2 or "’" in m.string
    )
    return at(found, "’")


def invisible(work: Work) -> Damage | None:
    found = work.match(r"(?<=[A-Za-z]) (?=[A-Za-z])", language="en")
    return at(found, lambda m: work.random.choice(["\u00a0", "\u200b ", "\u3000", "\ufeff "]))


def sentence_dropped(work: Work) -> Damage | None:
    """A sentence in mid-paragraph, of some length."""
    language = work.random.choice(["zh", "en"])
    pattern = (
        r"(?<=[。！？])[^。！？]{25,}。(?=.)" if language == "zh" else r"(?<=[a-z]\. )[A-Z][^.!?]{60,}\. (?=[A-Z])"
    )
    return at(work.match(pattern, language=language), "")


def sentence_twice(work: Work) -> Damage | None:
    pattern = r"(?<=[。！？])[^。！？“”]{25,}。(?=.)"
    return at(work.match(pattern, language="zh"), lambda m: m[0] * 2)


def cut_off(work: Work) -> Damage | None:
    """The end of a paragraph lost, in mid-sentence."""
    found = work.match(r"[^。.]{12}[。.]$", unless=lambda m: len(m.string) < 80)
    return at(found, "")


KINDS = (
    Kind("a digit changed", digit_changed),
    Kind("two digits swapped", digits_swapped),
    Kind("万 for 亿, million for billion", magnitude),
    Kind("a year changed", year),
    Kind("a percent sign lost", percent),
    Kind("a month changed", month),
    Kind("a number deleted", number_dropped),
    Kind("a name spelt two ways", name_misspelt),
    Kind("a sentence deleted in one language", sentence_dropped),
    Kind("a sentence doubled", sentence_twice),
    Kind("a paragraph’s end lost", cut_off),
    Kind("two letters swapped in a small word", letters_swapped, fidelity=True),
    Kind("a small word deleted", word_dropped, fidelity=True),
    Kind("a Chinese character changed", character_changed, fidelity=True),
    Kind("a “not” put in", negated, fidelity=True),
    Kind("a word doubled", word_twice),
    Kind("an English word left in Chinese", latin_left),
    Kind("Chinese left in English", han_left),
    Kind("a paragraph pasted into the other language", pasted_language),
    Kind("a half-width comma in Chinese", _in("zh", f"(?<=[{HAN}])，(?=[{HAN}])", ",")),
    Kind("a half-width full stop in Chinese", _in("zh", f"(?<=[{HAN}])。(?=[{HAN}])", ".")),
    Kind("half-width brackets in Chinese", brackets),
    Kind("one bracket half-width", one_bracket),
    Kind("a bracket lost", _in("zh", "[（）]", "")),
    Kind("a quotation mark lost", _in("zh", "[“”]", "")),
    Kind("a quotation mark the wrong way round", _in("zh", "”", "“")),
    Kind("straight quotes in Chinese", quotes_straight),
    Kind("a pasted smart quote", smart_quote),
    Kind("full-width digits", full_width),
    Kind("a space between Chinese characters", _in("zh", f"(?<=[{HAN}])(?=[{HAN}])", " ")),
    Kind("a space before a Chinese comma", _in("zh", "(?=[，。])", " ")),
    Kind("a comma doubled", _in("zh", "，", "，，")),
    Kind("two kinds of punctuation in a row", _in("zh", "，", "，。")),
    Kind("an unseen character pasted", invisible),
    Kind("a space at a line’s end", lambda work: at(work.anywhere(r"(?<=[.。])$"), "  ")),
    Kind("a Chinese comma in English", _in("en", r"(?<=[a-z]), (?=[a-z])", "，")),
    Kind("no space after an English comma", _in("en", r"(?<=[a-z]{2}), (?=[a-z])", ",")),
    Kind("a space before an English comma", _in("en", r"(?<=[a-z])(?=, )", " ")),
)
