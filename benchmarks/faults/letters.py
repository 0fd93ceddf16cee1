"""Damage to letters and characters: slips of the keys, what copying leaves, and what a machine reads wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from place import HAN, Damage, Kind, Work, at

_WORD = r"(?<![\w'’-])[a-z]{6,}(?![\w'’-])"


def _in_word(change: Callable[[str, int], str], pattern: str = _WORD) -> Callable[[Work], Damage | None]:
    """A change of an English word at a letter inside it."""

    def damage(work: Work) -> Damage | None:
        def changed(match: re.Match[str]) -> str:
            word = match[0]
            places = [i for i in range(2, len(word) - 2) if word[i] != word[i + 1]]
            return change(word, work.random.choice(places or [2]))

        return at(work.match(pattern, language="en"), changed)

    return damage


def _put(language: str, pattern: str, *signs: str) -> Callable[[Work], Damage | None]:
    """One of some signs in the place of a match."""
    return lambda work: at(work.match(pattern, language=language), lambda match: work.random.choice(signs))


def _other(language: str, pairs: dict[str, str]) -> Callable[[Work], Damage | None]:
    """A character replaced by one that passes for it."""
    found = "|".join(map(re.escape, pairs))
    return lambda work: at(work.match(found, language=language), lambda match: pairs[match[0]])


_BETWEEN = f"(?<=[{HAN}])(?=[{HAN}])"
_TRADITIONAL = dict(zip("国发经济设项东关组织进开业产区农", "國發經濟設項東關組織進開業產區農", strict=True))

KINDS = (
    Kind("a letter doubled in an English word", _in_word(lambda w, i: w[:i] + w[i] + w[i:])),
    Kind("a letter lost in an English word", _in_word(lambda w, i: w[:i] + w[i + 1 :])),
    Kind("two letters exchanged in an English word", _in_word(lambda w, i: w[:i] + w[i + 1] + w[i] + w[i + 2 :])),
    Kind(
        "a wrong letter in an English word", _in_word(lambda w, i: w[:i] + ("x" if w[i] != "x" else "z") + w[i + 1 :])
    ),
    Kind("an English word cut by a hyphen", _in_word(lambda w, i: f"{w[:i]}- {w[i:]}")),
    Kind(
        "an English word cut by a space",
        _in_word(lambda w, i: f"{w[: i + 1]} {w[i + 1 :]}", r"(?<!-)\b[a-z]{9,}\b(?!-)"),
    ),
    Kind("two English words run together", _put("en", r"(?<=[a-z]{4}) (?=[a-z]{4})", "")),
    Kind("a full stop for an English comma", _put("en", r"(?<=[a-z]{4}), (?=[a-z]{4})", ". ")),
    Kind(
        "a small letter behind a full stop",
        lambda w: at(w.match(r"(?<=[a-z]\. )(?:The|In|This|It|These|As)\b", language="en"), lambda m: m[0].lower()),
    ),
    Kind("Chinese characters doubled", lambda w: at(w.match(f"[{HAN}]{{2}}", language="zh"), lambda m: m[0] * 2)),
    Kind("a Chinese character doubled", lambda w: at(w.match(f"[{HAN}]", language="zh"), lambda m: m[0] * 2)),
    Kind("a traditional character", _other("zh", _TRADITIONAL)),
    Kind("a radical for an ideograph", _other("zh", {"水": "⽔", "长": "⻓", "民": "⺠", "人": "⼈", "大": "⼤"})),
    Kind("a look-alike", _other("zh", {"口": "囗", "、": "丶", "力": "カ", "二": "ニ"})),
    Kind("a ligature", _other("en", {"fi": "ﬁ", "ff": "ﬀ", "fl": "ﬂ"})),
    Kind("a replacement character", _put("zh", f"(?<=[{HAN}])[{HAN}](?=[{HAN}])", "\ufffd", "锟斤拷")),
    Kind("mojibake", _put("en", "(?<=[a-z])['’](?=s)", "â€™")),
    Kind("an entity left", _put("zh", _BETWEEN, "&nbsp;", "&amp;", "&#160;")),
    Kind("a backslash for 、", _put("zh", f"(?<=[{HAN}])、(?=[{HAN}])", "\\")),
    Kind("a tab in a sentence", _put("zh", _BETWEEN, "\t")),
    Kind("an emoji", _put("zh", "(?<=。)", "👍", "😀", "✅")),
    Kind("a bullet of a word processor", _put("zh", f"^(?=[{HAN}])", "• ", "●", "■ ")),
    Kind("a note’s number left over", _put("zh", f"(?<=[{HAN}])(?=[，。])", "[1]", "①", "【2】")),
    Kind("pinyin left over", _put("zh", _BETWEEN, "shuǐ", "fāzhǎn", "lù")),
)
