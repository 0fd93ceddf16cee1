"""Where clauses end: at the same marks in any language."""

from duizhao.patterns import lazily

_MARKS = "，。；：！？、,;:!?()（）،؛؟۔।—"

CLAUSE_END = lazily(f"[{_MARKS}]")
_CLAUSE = lazily(f"[^{_MARKS}]*[^{_MARKS}\\s][^{_MARKS}]*[{_MARKS}]*")


def clauses(text: str) -> list[str]:
    """The clauses of a text, each with the marks behind it."""
    return [clause.strip() for clause in _CLAUSE.findall(text)]
