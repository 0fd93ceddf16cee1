"""Which characters a language is written in, as far as the rules have to know."""

from __future__ import annotations

from duizhao.languages import language

#: The letters that Chinese is written in, for use inside [] of a pattern.
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def in_han(tag: str) -> bool:
    """Whether a language is written in Chinese characters."""
    return language(tag).script == "han"
