"""Characters that stand for another, or for nothing, in any language: what a wrong encoding, a PDF's fonts, a web page
or a word processor left behind."""

import re
import unicodedata
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_line, in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.check.spaces import body
from duizhao.check.words import told
from duizhao.document.citations import citations_of
from duizhao.document.normalize_markup import MISTYPED_LINE
from duizhao.languages.characters import IDEOGRAPHS
from duizhao.languages.script import HAN, is_han
from duizhao.patterns import lazily

#: What a program writes that does not know a character, and what becomes of UTF-8 that was read as GBK.
_LOST = lazily("\ufffd+|锟斤拷(?:锟斤拷)*|[鈥銆锛][\u4e00-\u9fff€]?|Â(?= )")
#: UTF-8 read as Western European: the letter of a first byte, and the signs of those that follow it.
_REST = f"[\x80-\xbf{re.escape(bytes(range(0x80, 0xC0)).decode('cp1252', errors='ignore'))}]"
_WESTERN = lazily(f"(?:[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|[ð-ô]{_REST}{{3}})+")
_PUNCTUATION = frozenset("“”‘’–—…•‚„‹›«»\xa0 ")
_STANDS_FOR = lazily("[\u2e81-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")
_ENTITY = lazily(r"(?<!\\)&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});")
_BACKSLASH = lazily(rf"(?<=[{HAN}”’》）])\\(?=[{HAN}“‘《（])")
_LAST_BACKSLASH = lazily(r"(?<!\\)(?:\\\\)*\\(?=[ \t]*$)")
_CODE = lazily(r"(`+).*?\1|<[^<>]*>")
#: What word processors begin the items of a list with.
_BULLET = lazily("^[ ]*[•‣◦▪▫■□●○◆◇➢➤✓✔❖·][ ]?(?=\\S)")
_REFERENCE = lazily(
    r"(?:(?<=\S)|(?<=\S ))(?:\[\d{1,3}(?:[,，–-] ?\d{1,3})*\]|［\d{1,3}］|【\d{1,3}】|〔\d{1,3}〕)(?![(（])"
)
_ENTRY = lazily(r"\[\d{1,3}\]")
#: A raised number behind a word or a sentence's mark; behind a unit (`m²`, `平方米²`) it is a power.
_RAISED = lazily(rf"(?:(?<=[A-Za-z]{{4}})|(?<=[{HAN}。，；：！？”’）)])(?<!米)|(?<=[a-z][.,;:!?]))[⁰¹²³⁴-⁹]+(?![\w/])")
_CIRCLED = lazily("[①-⑳⓪❶-❿⑴-⒇]+")
_EMOJI = lazily(
    "(?<![A-Za-z0-9:]):[a-z][a-z0-9_+-]+:(?![A-Za-z0-9:])|(?:[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f77f\U0001f900-\U0001faff]|[\u2600-\u27bf\u2b50\u2b55]\ufe0f|[\u2705\u2728\u274c\u2753-\u2755\u2b50])"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\U0001f300-\U0001faff]*"
)
#: Links of wikis, with what they show; and the boxes of task lists.
_WIKI = lazily(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_TASK = lazily(r"\[[ xX]\][ ](?=\S)")
#: Most texts have none of the signs that any of these begins with.
_LEFT = lazily("[\\[［【〔⁰¹²³⁴-⁹①-⑳⓪❶-❿⑴-⒇•‣◦▪▫■□●○◆◇➢➤✓✔❖·\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001faff]|:[a-z]")


def _proses(context: Context) -> Iterator[Prose]:
    for page in context.pages():
        yield from context.prose(page)


def damaged(context: Context) -> Iterator[Finding]:
    for prose in _proses(context):
        found = [(match.span(), "") for match in _LOST.finditer(prose.shape)]
        found += [(m.span(), meant) for m in _WESTERN.finditer(prose.shape) if (meant := _read_again(m[0]))]
        for span, meant in sorted(found):
            signs = " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(prose.text[slice(*span)]))
            yield in_prose("t-121", prose, span, expected=meant or signs)


def _read_again(text: str) -> str:
    """What a text was that was written as UTF-8 and read as Western European; empty if it was not."""
    try:
        meant = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252") for char in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    # A letter before a quotation mark and a dash (`é”—`) reads like one Chinese character.
    return "" if len(meant) == 1 and is_han(meant) and set(text[1:]) <= _PUNCTUATION else meant


def plain(text: str) -> str:
    """The text with the ordinary characters for radicals, compatibility ideographs and ligatures."""
    return _STANDS_FOR.sub(lambda match: unicodedata.normalize("NFKC", match[0].translate(IDEOGRAPHS)), text)


def stand_in(context: Context) -> Iterator[Finding]:
    for prose in _proses(context):
        for match in _STANDS_FOR.finditer(prose.shape):
            if (new := plain(match[0])) != match[0]:
                yield in_prose("t-122", prose, match.span(), new)


def of_programs(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        lines = page.content.split("\n")
        for number, line in body(page):
            if "&" in line or "\\" in line:
                bare = _CODE.sub(lambda match: " " * len(match[0]), line)
                found = [*_ENTITY.finditer(bare), *_BACKSLASH.finditer(bare)]
                # A backslash at a line's end is a line break, where another line of the text follows.
                behind = lines[number] if number < len(lines) else ""
                if not behind.strip() or MISTYPED_LINE.fullmatch(behind):
                    found += _LAST_BACKSLASH.finditer(bare)
                for match in sorted(found, key=re.Match.start):
                    # A conversion writes the letter beside a star as its number, so that the star is none.
                    beside = line[match.start() - 1 : match.start()] + line[match.end() : match.end() + 1]
                    if not (match[0].startswith("&#") and "*" in beside) and match[0] != "&lt;":
                        yield in_line("t-123", page, number, match.span())


def left_over(context: Context) -> Iterator[Finding]:
    # A number in brackets may be a citation of an entry that begins with it.
    entries = {
        match[0]
        for page in context.pages()
        for block in page.blocks
        if block.id and (match := _ENTRY.match(block.text.lstrip()))
    }
    citing = {edition.language: citations_of(edition).citing for edition in context.editions}
    for prose in _proses(context):
        if not _LEFT.search(prose.shape):
            continue
        running = prose.block.kind in ("paragraph", "note")
        spans = [match.span() for match in _EMOJI.finditer(prose.shape)]
        key = prose.block.id if prose.block.kind != "note" else f"{prose.page.path}:{prose.block.id}"
        cites = citing[prose.page.language].get(key, ())
        spans += [
            m.span()
            for m in _REFERENCE.finditer(prose.shape)
            if running and m[0] not in entries and not any(m.start() < cite.start < m.end() for cite in cites)
        ]
        spans += [match.span() for match in _RAISED.finditer(prose.shape) if running]
        circled = list(_CIRCLED.finditer(prose.shape))
        # Several of them count something, and one in front of a paragraph is an item of a list.
        spans += [m.span() for m in circled if running and len(circled) == 1 and prose.shape[: m.start()].strip()]
        bullet = (_TASK if prose.block.marker else _BULLET).match(prose.shape) if running else None
        for match in _WIKI.finditer(prose.shape):
            yield in_prose("t-124", prose, match.span(), wide=None, **told({"new": match[1]}, do="left_link_do"))
        for span in sorted([*spans, *([bullet.span()] if bullet else [])]):
            said = _what_to_do(prose, prose.text[slice(*span)])
            yield in_prose("t-124", prose, span, wide=None, **said)


def _what_to_do(prose: Prose, text: str) -> dict[str, str]:
    """What to do about a sign; where another new paragraph begins with it, too, that is the text of a note."""
    page, block = prose.page, prose.block
    note = next((block for block in page.blocks if not block.id and block.text.lstrip().startswith(text)), None)
    numbers = [int(label[1:]) for label in page.notes if re.fullmatch(r"n\d+", label)]
    said = {"mark": f"[^n{max(numbers, default=0) + 1}]", "text": text, "line": str(note.line if note else "")}
    cited = "n" + re.sub(r"\D", "", text)
    name = "left_note_do" if note and note is not block else "left_mark_do" if cited in page.notes else "left_over_do"
    said["note"] = cited
    explained = {"explains": f"{note.line}-{note.last}"} if note else {}
    return explained | told(said, do=name)
