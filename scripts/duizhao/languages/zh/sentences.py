"""Where sentences end in Chinese text."""

import re
from bisect import bisect_right
from functools import cache

from duizhao.languages.enclosures import CLOSERS, Enclosure, closed_at, find_enclosures
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled, lazily

#: A space that has got in front of a closing quotation mark.
_APART = lazily(r"[ \u00a0]+(?=[”’」』])")
#: A run of sentence marks. A Latin full stop counts where a Han character or a closing mark stands before
#: it and no Latin word goes on behind: extraction turns 。 into one.
_MARKS = lazily(
    r"(?:[。！？!?｡]|(?<![0-9０-９])．|．(?![0-9０-９]))+"
    r"|(?<=[\u3400-\u9fff”’」』）》】])\.(?![A-Za-z0-9.])|(?:……|⋯⋯|\.{3,})(?=\s*$)"
)
#: The number of what follows, before its point.
_NUMBER = lazily(r"\s*\d{1,3}")


@cache
def _goes_on() -> re.Pattern[str]:
    """What goes on behind a quotation: who says it, or what is said of it."""
    words = words_of("zh")["behind_quotations"]
    return compiled(rf"[{words['begins']}\W]|[^，。！？；：!?;:“”]{{0,12}}(?:{'|'.join(words['says'])})")


@cache
def _said() -> re.Pattern[str]:
    """Who has said a quotation, and no more: `他说。`, also before the next quotation: `他说，“`."""
    says = "|".join(words_of("zh")["behind_quotations"]["says"])
    return compiled(rf"[ \u00a0\u3000]*[^，。！？；：!?;:“”「」\n]{{1,18}}(?:{says})(?<!知道)(?:。|[，,]\s*[“「])")


def sentence_ends(text: str) -> tuple[int, ...]:
    """The offsets behind each sentence, in order; the text's own end need not be among them.

    Ends: 。！？ in any run, with what closes behind; an ellipsis only at the text's end (within it, “……” marks
    what is left out, not a stop). Inside a quotation or bracket no sentence ends. A quotation closed right
    behind a mark ends the sentence around it too, unless nothing but who said it follows (`“……。”他说。`): always
    after 。 (Chinese typography drops it inside a sentence that goes on), after ！ and ？ only if a colon introduces
    the quotation (`他问：“……？”`), for without one the sentence goes on (`“……！”他说。`) where it begins otherwise, or
    says who speaks. The point behind a number that begins a line or a sentence is that of its list.
    """
    enclosures = find_enclosures(text)
    opens = [enclosure.open for enclosure in enclosures]
    opening = _opening_marks(text)
    ends: list[int] = []
    for match in _MARKS.finditer(text):
        if ends and match.start() < ends[-1]:
            continue
        since = max(ends[-1] if ends else 0, text.rfind("\n", 0, match.start()) + 1)
        if match[0] in "．." and _NUMBER.fullmatch(text, since, match.start()):
            continue
        index = bisect_right(opens, match.start()) - 1
        inside = enclosures[index] if index >= 0 and enclosures[index].close > match.start() else None
        closes = (
            inside
            and _behind_space(text, match.end()) == _last_content(text, inside)
            and _ends_with(text, inside, match[0], opening)
        )
        if inside is None or closes:
            end = _behind_space(text, match.end()) if closes else match.end()
            ends.append(closed_at(text, end, opening.__contains__))
    return tuple(ends)


def _last_content(text: str, enclosure: Enclosure) -> int:
    """The offset behind the last character of an enclosure that is not itself a closing mark or reference."""
    end = enclosure.close
    while end > enclosure.open + 1 and text[end - 1] in CLOSERS:
        end -= 1
    return end


def _behind_space(text: str, offset: int) -> int:
    """The offset of what closes behind a space that has got in front of it, or `offset`."""
    apart = _APART.match(text, offset)
    return apart.end() if apart else offset


def _ends_with(text: str, inside: Enclosure, mark: str, opening: frozenset[int]) -> bool:
    """Whether the sentence around an enclosure that closes behind `mark` ends with it."""
    before = text[max(0, inside.open - 20) : inside.open].rstrip()
    if text[inside.open] in "（(《〈":
        # A bracket that is a sentence, or several, of its own: it stands behind a sentence's end.
        return text[inside.open] in "（(" and (not before or before[-1] in "。！？!?”」』")
    behind = closed_at(text, inside.close + 1, opening.__contains__)
    if text[inside.open] in '“「『"' and _said().match(text, behind):
        return False
    if "。" in mark:
        return True
    if before[-1:] in ("：", ":") or behind >= len(text) or text[behind].isspace():
        return True
    # A quotation that nothing leads up to, and of which nothing says whose it is.
    return (not before or before[-1] in "。！？!?") and not _goes_on().match(text, behind)


def _opening_marks(text: str) -> frozenset[int]:
    """The offsets of the typewriter's quotation marks that open: every other one."""
    return frozenset([match.start() for match in re.finditer('"', text)][::2])
