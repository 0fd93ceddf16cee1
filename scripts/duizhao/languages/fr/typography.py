"""Typography of French text: signs of two parts (`; : ! ?`) stand behind a space of their own, the others do not."""

from collections.abc import Mapping

from duizhao.languages.spaced import spaced
from duizhao.languages.typography import Look
from duizhao.patterns import lazily

_LETTER = "A-Za-zÀ-ÿŒœ"
_MISSING = lazily(
    rf"[,;.!?:](?:(?<=[{_LETTER}]{{2}}[,;])(?=[{_LETTER}])|(?<=\d,)(?=[{_LETTER}])"
    r"|(?<=[a-zà-ÿœ]{2}[.!?:])(?=[A-ZÀ-ÝŒ][a-zà-ÿœ]))"
)

RULES: Mapping[str, Look] = spaced(f"0-9{_LETTER}»", ",;:", ",", _MISSING)
