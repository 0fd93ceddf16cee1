"""The structure of each page: ids, footnotes, and what was meant as one of them and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.checks.context import Context, place_of
from duizhao.checks.model import Finding, Place, Rule
from duizhao.edition.model import Block, Page

#: What an editor sees on the page if an id or a reference is not written right.
_LEFTOVER = re.compile(r"\{\s*#[^}\s]*|\[\^[^\]\s]*\]?|^!!! ")


def _pages(context: Context) -> Iterator[Page]:
    for edition in context.editions:
        yield from edition.pages


def _without_id(context: Context) -> Iterator[Finding]:
    for page in _pages(context):
        for block in page.blocks:
            # An id that is there and not written right is s-105.
            if not block.id and not _LEFTOVER.search(block.text):
                yield _finding("s-101", page, block, block.text[:60], text=block.text[:40])


def _doubled(context: Context) -> Iterator[Finding]:
    for page in _pages(context):
        first: dict[str, Block] = {}
        for block in page.blocks:
            for id_ in (block.id, *block.also):
                if id_ and id_ in first:
                    yield _finding("s-102", page, block, id_, id=id_, line=str(first[id_].line))
                elif id_:
                    first[id_] = block


def _undefined(context: Context) -> Iterator[Finding]:
    for page in _pages(context):
        for block in page.blocks:
            for ref in block.refs:
                if ref.label not in page.notes:
                    yield _finding("s-103", page, block, ref.label, note=ref.label)


def _uncited(context: Context) -> Iterator[Finding]:
    for page in _pages(context):
        cited = {ref.label for block in page.blocks for ref in block.refs}
        for label, note in page.notes.items():
            if label not in cited:
                place = Place(page.language, page.file, note.line, f"fn:{label}", note.text)
                yield Finding("s-104", (place,), f"{page.path}\n{label}", (("note", label),))


def _leftovers(context: Context) -> Iterator[Finding]:
    for page in _pages(context):
        for block in page.blocks:
            for match in _LEFTOVER.finditer(block.text):
                yield _finding("s-105", page, block, match.group(), mark=match.span(), text=match.group())


def _finding(
    code: str, page: Page, block: Block, key: str, *, mark: tuple[int, int] | None = None, **details: str
) -> Finding:
    return Finding(code, (place_of(page, block, mark),), f"{page.path}\n{key}", tuple(details.items()))


WITHOUT_ID = Rule(
    "s-101",
    "error",
    {"en": "Block without an id", "zh": "内容块没有编号"},
    {
        "en": "This has no id, so links and the other language do not find it: “{text}”."
        " `duizhao align --write` gives it one",
        "zh": "此处没有编号，链接和另一种语言都找不到它：“{text}”。`duizhao align --write` 可补上编号",
    },
    _without_id,
)

DOUBLED_ID = Rule(
    "s-102",
    "error",
    {"en": "Id used twice", "zh": "编号重复"},
    {
        "en": "The id #{id} stands on line {line} already; each id may stand once on a page",
        "zh": "编号 #{id} 已用于第 {line} 行；同一页中每个编号只能用一次",
    },
    _doubled,
)

UNDEFINED_NOTE = Rule(
    "s-103",
    "error",
    {"en": "Footnote without its text", "zh": "脚注没有内容"},
    {
        "en": "The footnote [^{note}] is cited here and defined nowhere on the page; add a line `[^{note}]: …` below",
        "zh": "此处引用脚注 [^{note}]，本页却没有它的内容；请在下方加一行 `[^{note}]: ……`",
    },
    _undefined,
)

UNCITED_NOTE = Rule(
    "s-104",
    "warning",
    {"en": "Footnote cited nowhere", "zh": "脚注未被引用"},
    {
        "en": "The footnote [^{note}] is cited nowhere on the page; put [^{note}] where it belongs",
        "zh": "本页没有引用脚注 [^{note}]；请在应有之处写上 [^{note}]",
    },
    _uncited,
)

LEFTOVER = Rule(
    "s-105",
    "error",
    {"en": "Markup that shows on the page", "zh": "标记显示在页面上"},
    {
        "en": "“{text}” shows on the page as it is: an id line needs `{{ #… }}` complete on a line of its own below its"
        " paragraph, and a footnote `[^…]` a definition",
        "zh": "“{text}”会原样显示在页面上：编号应在段落下方独占一行，并写完整 `{{ #… }}`；脚注 `[^…]` 应有定义",
    },
    _leftovers,
)
