"""Which characters a language is written in, as far as the rules have to know."""

from __future__ import annotations

import re

from duizhao.languages import language

#: The letters that Chinese is written in, for use inside [] of a pattern.
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: One of them.
HAN_LETTER = re.compile(f"[{HAN}]")


def in_han(tag: str) -> bool:
    """Whether a language is written in Chinese characters."""
    return language(tag).script == "han"


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return bool(HAN_LETTER.search(text))
