"""Quotation marks and brackets that have lost their partner, or found the wrong one; in any language."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from duizhao.check.context import Context
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.languages import language
from duizhao.languages.script import in_han
from duizhao.languages.typography import OPAQUE, without_primes
from duizhao.patterns import compiled

_BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "[": "]"}
_MIXED = compiled(r"（[^()（）]*\)|\([^()（）]*）")

#: What opens an item of a list and has no partner: `1)`, `1.2)`, `a)`, `（1）` is whole.
_ITEM = compiled(r"(?:^|(?<=[\s，。；：,;:]))(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,4})[)）]")

#: An apostrophe in a word (Côte d’Ivoire), or before the years of a decade.
_APOSTROPHE = compiled(r"(?<=[A-Za-zÀ-ɏ])’(?=[A-Za-zÀ-ɏ])|’(?=\d\ds?(?![A-Za-z0-9]))")


def _blocks(context: Context) -> Iterator[tuple[Prose, Prose | None]]:
    """Every block's text, and that of the block behind it."""
    for page in context.pages():
        proses = context.prose(page)
        for index, prose in enumerate(proses):
            yield prose, proses[index + 1] if index + 1 < len(proses) else None


def _alone(shape: str, pairs: dict[str, str]) -> list[int]:
    """Where signs stand that have no partner."""
    closing = {close: opener for opener, close in pairs.items()}
    opened: list[int] = []
    alone: list[int] = []
    for match in _any("".join((*pairs, *closing))).finditer(shape):
        offset, char = match.start(), match[0]
        partners = [i for i in range(len(opened)) if shape[opened[i]] == closing.get(char)]
        # Where a mark opens as often as it closes (”…“ in Arabic), it closes what is open.
        if char in pairs and partners[-1:] != [len(opened) - 1]:
            # The same kind of quotation mark does not open twice.
            if char not in _BRACKETS and char != "‘" and opened and shape[opened[-1]] == char:
                alone.append(opened.pop())
            opened.append(offset)
        elif not partners:
            alone.append(offset)
        else:
            alone += opened[partners[-1] + 1 :]
            del opened[partners[-1] :]
    return sorted(alone + opened)


@cache
def _any(signs: str) -> re.Pattern[str]:
    return compiled(f"[{re.escape(signs)}]" if signs else "(?!)")


def quotes_unpaired(context: Context) -> Iterator[Finding]:
    found: list[tuple[Prose, int]] = []
    pairs: dict[str, str] = {}
    for prose, behind in _blocks(context):
        shape = without_primes(_APOSTROPHE.sub(OPAQUE, prose.shape))
        quotes = language(prose.page.language).quotes
        pairs |= (own := dict(zip(quotes[::2], quotes[1::2], strict=True)))
        alone = _alone(shape, own)
        straight = shape.rfind('"') if shape.count('"') % 2 else -1
        curly = [offset for offset in alone if shape[offset] in "“”"]
        if straight >= 0 and len(curly) == 1:
            # The one is the other's partner, in another form.
            before = shape[curly[0]] == "”"
            partner = shape.rfind('"', 0, curly[0]) if before else shape.find('"', curly[0])
            if partner >= 0:
                straight = partner
                alone.remove(curly[0])
        if len(alone) == 2 and shape[alone[0]] == shape[alone[1]]:
            # One of the two is turned the wrong way, most likely the one that comes where its partner is due.
            del alone[0 if shape[alone[0]] in own else 1]
        for offset in alone:
            # A quotation of several paragraphs opens anew in each and closes in the last.
            if shape[offset] == "“" and behind and behind.block.kind == "paragraph" and behind.shape[:1] == "“":
                continue
            if shape[offset] == "’" and "a" <= shape[offset - 1 : offset].casefold() <= "z":
                continue  # the apostrophe of a genitive: no quotation was open
            found.append((prose, offset))
        if straight >= 0:
            found.append((prose, straight))
    yield from _of_one_paragraph("t-109", found, pairs)


def brackets_unpaired(context: Context) -> Iterator[Finding]:
    found: list[tuple[Prose, int]] = []
    for prose, _ in _blocks(context):
        items = [match.end() - 1 for match in _ITEM.finditer(prose.shape)]
        mixed = [offset for match in _MIXED.finditer(prose.shape) for offset in (match.start(), match.end() - 1)]
        alone = _alone(prose.shape, _BRACKETS)
        found += [(prose, offset) for offset in alone if offset not in items and offset not in mixed]
    yield from _of_one_paragraph("t-112", found, _BRACKETS)


def _of_one_paragraph(code: str, found: Sequence[tuple[Prose, int]], pairs: dict[str, str]) -> Iterator[Finding]:
    """What has no partner, but for a pair around several paragraphs: one opens the first and one closes the last."""
    around: set[int] = set()
    for at, ((prose, offset), (last, end)) in enumerate(pairwise(found)):
        opens, closes = not prose.shape[:offset].strip(), not last.shape[end + 1 :].strip(" .。")
        if prose.page is last.page and opens and closes and pairs.get(prose.shape[offset]) == last.shape[end]:
            around |= {at, at + 1}
    for at, (prose, offset) in enumerate(found):
        if at not in around:
            yield in_prose(code, prose, (offset, offset + 1))


def mixed_brackets(context: Context) -> Iterator[Finding]:
    for prose, _ in _blocks(context):
        signs = "（）" if in_han(prose.page.language) else "()"
        for match in _MIXED.finditer(prose.shape):
            inner = prose.text[match.start() + 1 : match.end() - 1]
            yield in_prose("t-103", prose, match.span(), f"{signs[0]}{inner}{signs[1]}")
