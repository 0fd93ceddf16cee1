"""Text that stands both before and behind a page's cut is kept once; where no cut is seen, twice, and reported."""

from itertools import pairwise

from duizhao.document.text import Text
from duizhao.source.model import LanguageText, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import HYPHENS, PAIRS, is_label, is_open, unpaired
from duizhao.source.repairs.flow import Log, map_lines, shortened
from duizhao.source.repairs.page_ends import PageEnds

#: No more of a text than this many characters is compared.
LONGEST = 600

#: A single doubled character is too often chance; so is a short word alone (letters).
SHORTEST_HAN = 2
SHORTEST_WORD = 6
SHORTEST_WORDS = 4

#: What chance does not double, in letters, and a whole sentence, in characters.
SURE_HAN = 4
SURE_LATIN = 8
SURE_DOUBLE = 12


def overlap(before: str, after: str, han: bool) -> int:
    """How many characters at the end of `before` stand again at the beginning of `after`; 0 if that may be chance."""
    for length in range(min(len(before), len(after), LONGEST), 0, -1):
        if before.endswith(after[:length]):
            return length if _is_evidence(before, after, length, han) else 0
    return 0


def _is_evidence(before: str, after: str, length: int, han: bool) -> bool:
    text = after[:length]
    letters = [char for char in text if char.isalnum()]
    if han and any(ord(char) > 0x2E7F for char in letters):
        return length >= SHORTEST_HAN and len(set(text)) > 1
    if len(letters) < (SHORTEST_WORD if len(text.split()) < 2 else SHORTEST_WORDS):
        return False
    # Whole words only: “is” at the end of “this” is not doubled.
    begins_word = length == len(before) or not (before[-length - 1].isalnum() and text[0].isalnum())
    ends_word = length == len(after) or not (after[length].isalnum() and text[-1].isalnum())
    return begins_word and ends_word


def is_doubled_at_cut(before: str, after: str, length: int, *, shown: bool, han: bool) -> bool:
    """Whether `length` characters that stand on both sides of a seam were doubled by a page's cut there.

    `shown`: a page's end is seen at the seam. Without one the letters must tell: a bracket or quotation mark that is
    open in the first copy alone, or a Latin sentence that goes on with a small letter.
    """
    copy, rest = before[-length:], before[:-length].rstrip()
    if copy[0] in PAIRS and any(offset == len(before) - length for offset, _ in unpaired(before)):
        return True
    if not is_open(copy):
        # A whole sentence may stand twice on purpose, but not at a page's cut.
        return shown and length >= SURE_DOUBLE
    # `1975: fee` before `fee is a tax`: a label, and a sentence that begins with its word.
    if is_label(before, han) or not rest or not (rest[-1].isalnum() or rest[-1] in "，,"):
        return False
    letters = sum(char.isalnum() for char in copy)
    if shown:
        return letters >= (SURE_HAN if han else SURE_LATIN)
    return not han and copy[0].islower() and letters >= SURE_LATIN and len(copy.split()) > 1


def seam_doubles(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes the copy before a page's cut out, unless the profile says that the repetition is meant."""
    log = Log(text)
    pages = PageEnds(text, profile)

    def mend(paragraph: object) -> Paragraph:
        assert isinstance(paragraph, Paragraph)
        parts = parts_of(paragraph)
        for index in range(len(parts) - 1):
            first, second = parts[index], parts[index + 1]
            if log.line(second) in profile.settled.keep_doubled:
                continue
            shown = pages.shown(first.end, second.start)
            if not shown and not pages.apart(first.end, second.start):
                continue
            length = _doubled_word_beginning(first.plain, second.plain, profile.han)
            cut = length > 0
            if not cut and (length := overlap(first.plain, second.plain, profile.han)):
                cut = is_doubled_at_cut(first.plain, second.plain, length, shown=shown, han=profile.han)
                if not cut:
                    log.find("c-036", second, text=shortened(first.plain[-length:]))
            if cut:
                doubled = first[len(first) - length :]
                log.drop(doubled.spans(), Reason.SEAM_DOUBLE)
                log.find("c-003", second, text=shortened(doubled.plain))
                first, spaces = first[: len(first) - length].strip()
                log.drop(spaces, Reason.WHITE_SPACE)
                parts[index] = first
        return whole(parts)

    return log.result(map_lines(text.blocks, mend))


def _doubled_word_beginning(before: str, after: str, han: bool) -> int:
    """The length of a word's beginning and its hyphen, where the whole word stands again behind the seam."""
    if han or not before.endswith(HYPHENS):
        return 0
    fragment = before[:-1].rsplit(None, 1)[-1] if before[:-1].split() else ""
    return len(fragment) + 1 if len(fragment) >= SHORTEST_WORDS and after.startswith(fragment) else 0


def parts_of(paragraph: Paragraph) -> list[Text]:
    """The paragraph's text cut at its seams."""
    bounds = (0, *paragraph.seams, len(paragraph.text))
    return [paragraph.text[a:b] for a, b in pairwise(bounds)]


def whole(parts: list[Text]) -> Paragraph:
    """The paragraph made of the parts, with its seams."""
    text = Text(piece for part in parts for piece in part.pieces)
    seams: list[int] = []
    at = 0
    for part in parts[:-1]:
        at += len(part)
        seams.append(at)
    return Paragraph(text, tuple(seams))
