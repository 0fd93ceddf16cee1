"""Typography of Arabic text: its comma, semicolon and question mark follow the word directly, and a space follows."""

from collections.abc import Mapping

from duizhao.languages.spaced import spaced
from duizhao.languages.typography import Look
from duizhao.patterns import lazily

_MISSING = lazily(r"[،؛؟.!:](?<=[ء-ي]{2}.)(?=[ء-ي]{2})")

# `”` opens as often as it closes.
RULES: Mapping[str, Look] = spaced("0-9A-Za-zء-ٟ٠-٩»", "،؛:", "،؛:؟!", _MISSING, closing=r")\]")
