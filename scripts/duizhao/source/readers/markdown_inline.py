"""The inside of a block of Markdown as people and extraction tools write it: the grammar of an edition, and beside it
raised marks (`<sup>1</sup>`, `$^{1}$`), line breaks and other elements of HTML, comments, and images.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from duizhao.document.inline import Inline, Run, parse_inline
from duizhao.document.text import Span, Text, inserted, joined
from duizhao.patterns import compiled
from duizhao.source.inline import LineBreak, NoteRef
from duizhao.source.model import Reason
from duizhao.source.readers.content import LOWERED, RAISED, Gathered, Image, Style, lowered

#: What stands for what the grammar does not know, while it reads.
_MASK = "\ue000"

#: Names that stand for nothing a reader sees; anything else in angle brackets is text.
_TAGS = "a|abbr|b|big|center|cite|code|del|div|em|figure|font|i|ins|kbd|mark|p|s|small|span|strong|sub|sup|u"

#: Those that set text apart, and how.
_SETS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}
_SET = compiled(rf"<(?P<closes>/?)(?P<name>{'|'.join(_SETS)})(?:\s[^<>]*)?>", re.IGNORECASE)

_SPECIAL = compiled(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)(?:"
    r"!\[(?P<alt>[^\]]*)\]\(\s*(?:<(?P<framed>[^<>\n]*)>|(?P<bare>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)(?:\{[^{}]*\})?"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<break><br[ ]*/?>)"
    r"|\[\^(?P<label>[^\]\s]+)\]"
    r"|<sup[^<>]*>(?P<sup>[^<>]{1,12})</sup>"
    r"|\$[ ]?\^[ ]?(?:\{(?P<math>[^{}$]{1,12})\}|(?P<sign>[0-9*†‡]{1,3}))[ ]?\$"
    rf"|<sub>(?P<sub>[{LOWERED}]{{1,12}})</sub>"
    rf"|\$[ ]?_[ ]?(?:\{{(?P<below>[{LOWERED}]{{1,12}})\}}|(?P<digit>[0-9]))[ ]?\$"
    rf"|(?P<tag></?(?:{_TAGS})(?:\s[^<>]*)?/?>)"
    r")",
    re.DOTALL | re.IGNORECASE,
)

#: What stands behind the text of a link: its address, with brackets inside it in pairs or escaped, and its title.
_DESTINATION = compiled(
    r"\]\(\s*(?:<(?:\\.|[^<>\n\\])*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)

#: Takes note of what is left out, and why.
Dropping = Callable[[tuple[Span, ...], Reason], None]


def read_inline(raw: Text, drop: Dropping) -> Gathered:
    """What a stretch of Markdown holds."""
    specials = [match for match in _SPECIAL.finditer(raw.plain) if not match["code"]]
    masked = _SPECIAL.sub(lambda match: match[0] if match["code"] else _MASK * len(match[0]), raw.plain)
    inline = parse_inline(masked)
    whole, places = _read(raw, inline.text, inline.runs, drop)
    special = {}
    for match in specials:
        if (begin := places.get(match.start())) is not None:
            special[begin] = (begin + len(match[0]), match)
    styles = _styles(raw, whole, inline, drop)
    breaks = {mark.start for mark in inline.marks if mark.kind == "break"}
    cuts = {0, len(whole), *special, *(end for end, _ in special.values()), *breaks, *(at + 1 for at in breaks)}
    cuts |= {edge for begin, end, _ in styles for edge in (begin, end)}
    gathered = Gathered()
    ordered = sorted(cuts)
    inside = 0
    open_tags: Counter[str] = Counter()
    for begin, end in pairwise(ordered):
        if begin < inside:
            continue
        if begin in special:
            inside, match = special[begin]
            _special(raw, match, gathered, drop)
            if tag := _SET.fullmatch(match[0]):
                open_tags[_SETS[tag["name"].lower()]] += -1 if tag["closes"] else 1
        elif begin in breaks:
            gathered.add(LineBreak())
        else:
            style = _style(styles, begin)
            strong, emphasis = open_tags["strong"] > 0, open_tags["emphasis"] > 0
            style = style._replace(strong=style.strong or strong, emphasis=style.emphasis or emphasis)
            gathered.add(whole[begin:end], style)
    return gathered


def _special(raw: Text, match: re.Match[str], gathered: Gathered, drop: Dropping) -> None:
    """What the grammar does not know."""
    mark = raw[match.start() : match.end()]
    if match["label"]:
        gathered.add(NoteRef(mark, match["label"]))
    elif match["sup"] or match["math"] or match["sign"]:
        gathered.add(NoteRef(mark, RAISED + (match["sup"] or match["math"] or match["sign"]).strip()))
    elif low := match["sub"] or match["below"] or match["digit"]:
        drop(mark.spans(), Reason.REFERENCE)
        gathered.add(inserted(lowered(low), "lowered character"))
    elif match["break"]:
        drop(mark.spans(), Reason.MARKUP)
        gathered.add(LineBreak())
    elif match["comment"]:
        drop(mark.spans(), Reason.COMMENT)
    elif match["tag"]:
        drop(mark.spans(), Reason.MARKUP)
    else:
        alt = raw[match.start("alt") : match.end("alt")]
        group = "framed" if match["framed"] is not None else "bare"
        address = raw[match.start(group) : match.end(group)]
        drop(raw[match.end("alt") : match.end()].spans(), Reason.IMAGE)
        gathered.add(Image(alt, address))


def _read(raw: Text, text: str, runs: tuple[Run, ...], drop: Dropping) -> tuple[Text, dict[int, int]]:
    """The text that was read, of the source's characters, and where in it each character of `raw` stands."""
    parts: list[Text] = []
    places: dict[int, int] = {}
    at = 0
    for run in runs:
        wanted, made = text[run.start : run.start + run.length], raw[run.at : run.at + run.width]
        if run.start > at:  # what the parser made of nothing in the source
            parts.append(inserted(text[at : run.start], "character for a reference"))
        at = run.start + run.length
        if run.length != run.width and wanted != "\n":
            if made.plain.endswith(wanted):
                parts.append(made[len(made.plain) - len(wanted) :])
            else:
                drop(made.spans(), Reason.REFERENCE)
                parts.append(inserted(wanted, "character for a reference"))
            continue
        if wanted == "\n":
            parts.append(inserted("\n", "line end"))
            continue
        places.update((run.at + offset, run.start + offset) for offset in range(run.width))
        parts.append(made)
    if at < len(text):
        parts.append(inserted(text[at:], "character for a reference"))
    return joined(parts), places


def _styles(raw: Text, whole: Text, inline: Inline, drop: Dropping) -> list[tuple[int, int, Style]]:
    """The stretches that are set in a style."""
    found = []
    for mark in inline.marks:
        if mark.kind == "link":
            address = _address(raw, whole[mark.start : mark.end], mark.address, drop)
            found.append((mark.start, mark.end, Style(address=address)))
        elif mark.kind in ("em", "strong", "code"):
            style = Style(mark.kind == "strong", mark.kind == "em", mark.kind == "code")
            found.append((mark.start, mark.end, style))
    return found


def _address(raw: Text, text: Text, address: str, drop: Dropping) -> Text:
    """The address of a link whose text is `text`, as the source has it."""
    is_own = text.plain == address
    behind = next((at for at, offset in _offsets(raw) if offset >= text.end), len(raw))
    # Behind the text may stand marks of its style; an address in angle brackets has no other behind it.
    match = _DESTINATION.match(raw.plain, behind) if is_own else _DESTINATION.search(raw.plain, behind)
    if match:
        # What of it is written is left in all the same: texts go before what is left out.
        drop(raw[match.start() : match.end()].spans(), Reason.MARKUP)
        begin = raw.plain.find(address, match.start(), match.end()) if address and not is_own else -1
        if begin >= 0:
            return raw[begin : begin + len(address)]
    return text if is_own else inserted(address, "address of a link")


def _offsets(raw: Text) -> Iterator[tuple[int, int]]:
    """Each place in a text with its offset in the source."""
    at = 0
    for piece in raw.pieces:
        if piece.start is not None:
            yield from ((at + index, piece.start + index) for index in range(len(piece.text)))
        at += len(piece.text)


def _style(styles: list[tuple[int, int, Style]], at: int) -> Style:
    """All styles at a place, as one."""
    here = [style for begin, end, style in styles if begin <= at < end]
    return Style(
        any(style.strong for style in here),
        any(style.emphasis for style in here),
        any(style.code for style in here),
        next((style.address for style in here if style.address), Text()),
    )
