"""Where emphasis may begin and end: CommonMark's rule for delimiter runs, relaxed beside Chinese, Japanese and Korean.

CommonMark (0.31, 6.2) asks for white space or punctuation beside a run of `*` that touches punctuation. Text in these
scripts has no spaces between words, so `强调**“高质量”**发展` would show its stars (CommonMark issue 650, and the
proposal in its pull request 839). Here a character of these scripts does what a space does. Two more things are settled
for the people who write: `*` between digits is a sign of multiplication, and `_` may stand beside Han as `*` may.
"""

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned, StateInline

from duizhao.patterns import lazily

#: Letters and punctuation of Chinese, Japanese and Korean, with the forms that are as wide as they.
CJK = (
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u318f\u31a0-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_CJK = lazily(CJK)


def scan_delimiters(state: StateInline, start: int, can_split_word: bool) -> Scanned:
    """What the run of delimiters at `start` may do; `can_split_word`: `*` may, `_` may not, inside a word."""
    source, end = state.src, start
    while end < state.posMax and source[end] == source[start]:
        end += 1
    # What lies outside the line counts as white space.
    before = source[start - 1] if start > 0 else " "
    behind = source[end] if end < state.posMax else " "
    left = _flanks(behind, before)
    right = _flanks(before, behind)
    if before.isdecimal() and behind.isdecimal():
        left = right = False
    beside = _loose(before), _loose(behind)
    can_open = left and (can_split_word or not right or beside[0])
    can_close = right and (can_split_word or not left or beside[1])
    return Scanned(can_open, can_close, end - start)


def _flanks(inner: str, outer: str) -> bool:
    """Whether a run belongs to what stands on its inner side."""
    if isWhiteSpace(ord(inner)):
        return False
    return not _punctuation(inner) or isWhiteSpace(ord(outer)) or _loose(outer)


def _loose(character: str) -> bool:
    """Whether a word ends beside the character: punctuation, or text without spaces between words."""
    return _punctuation(character) or bool(_CJK.match(character))


def _punctuation(character: str) -> bool:
    """Punctuation other than that of Chinese, Japanese and Korean, which parts nothing."""
    return (isMdAsciiPunct(ord(character)) or isPunctChar(character)) and not _CJK.match(character)


def keeps_emphasis_out(outer: str, inner: str) -> bool:
    """Whether `*` between a character outside of emphasis and one inside would be text.

    >>> keeps_emphasis_out("a", "“"), keeps_emphasis_out("1", "2"), keeps_emphasis_out("井", "“")
    (True, True, False)
    """
    if not outer.isalnum() or _CJK.match(outer) or _CJK.match(inner):
        return False
    return not inner.isalnum() or (outer.isdecimal() and inner.isdecimal())
