"""A correction in a sentence: “2 paragraphs, 1 footnote changed; nothing removed”."""

from collections import Counter
from collections.abc import Iterable, Sequence

from duizhao.document.boxes import box_words
from duizhao.document.model import Edition
from duizhao.revise.fidelity.model import Erratum
from duizhao.revise.fidelity.passages import lost_passage

_KINDS: dict[str, tuple[str, str, str]] = {
    "paragraph": ("1 paragraph", "{count} paragraphs", "{count} 段"),
    "table": ("1 table", "{count} tables", "{count} 个表格"),
    "heading": ("1 heading", "{count} headings", "{count} 个小标题"),
    "title": ("1 title", "{count} titles", "{count} 个标题"),
    **{name: (english.one, english.some, box_words("zh")[name].some) for name, english in box_words("en").items()},
    "note": ("1 footnote", "{count} footnotes", "{count} 条脚注"),
    "other": ("1 block", "{count} blocks", "{count} 个内容块"),
}
_PASSAGES = ("1 passage", "{count} passages", "{count} 处文字")
_UNNUMBERED = ("1 block without an id", "{count} blocks without an id", "{count} 处没有编号的文字")
_DONE = {"changed": ("changed", "改动"), "new": ("added", "新增"), "moved": ("moved", "移动")}


def summary(errata: Iterable[Erratum], editions: Sequence[Edition], language: str, unnumbered: int = 0) -> str:
    """The sentence in English or Chinese (`zh`), without a full stop; `unnumbered`: how many blocks have no id."""
    errata = list(errata)
    if not errata and not unnumbered:
        return "没有改动" if language == "zh" else "nothing changed"
    parts = []
    for kind, said in _DONE.items():
        counts: Counter[str] = Counter(_kind(e) for e in errata if e.change.kind == kind)
        if counts:
            parts.append(_said([(_KINDS[k], counts[k]) for k in _KINDS if counts[k]], said, language))
    gone: Counter[str] = Counter(_kind(e) for e in errata if e.change.kind == "vanished")
    removed = [(_KINDS[k], gone[k]) for k in _KINDS if gone[k]]
    if passages := sum(bool(lost_passage(e.change, editions)) for e in errata):
        removed.append((_PASSAGES, passages))
    if unnumbered:
        parts.append(_said([(_UNNUMBERED, unnumbered)], _DONE["new"], language))
    if removed:
        parts.append(_said(removed, ("removed", "删去"), language))
    else:
        parts.append("没有删去文字" if language == "zh" else "nothing removed")
    return ("；" if language == "zh" else "; ").join(parts)


def _kind(erratum: Erratum) -> str:
    kind = erratum.change.unit.kind
    return kind if kind in _KINDS else "other"


def _said(counts: Sequence[tuple[tuple[str, str, str], int]], said: tuple[str, str], language: str) -> str:
    if language == "zh":
        return f"{said[1]} {'、'.join(words[2].format(count=number) for words, number in counts)}"
    return f"{', '.join(words[0] if n == 1 else words[1].format(count=n) for words, n in counts)} {said[0]}"
