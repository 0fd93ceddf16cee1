"""Whether two texts are the halves of one paragraph: the evidence at a seam.

Chinese joins without a space and has no letter case, so an open end is all there is; English has more to tell: a
small letter goes on, a capital that the report also writes small begins, and a pair of words the report uses
elsewhere goes on.
"""

import re
from collections import Counter
from itertools import pairwise

from msgspec import Struct

from duizhao.languages.zh.labels import ARTICLE
from duizhao.source.model import Box, LanguageText, Line
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import (
    HYPHENS,
    SHORTEST_HALF_HAN,
    begins_item,
    has_label_mark,
    is_entry,
    is_label,
    is_open,
    is_row,
    leads_on,
    may_be_label,
    reads_on,
    unpaired,
    without_marks,
)
from duizhao.source.repairs.line_breaks import LineBreaks, list_item_follows
from duizhao.source.repairs.page_ends import PageEnds
from duizhao.source.repairs.patterns import begins_box, note_reference
from duizhao.source.repairs.seam_doubles import overlap

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: What no paragraph begins with.
GOES_ON = frozenset("—–,.;:!?)]”’%")

#: How many characters before a seam are looked at. Paragraphs can be long; what speaks for a seam stands near it.
EVIDENCE = 4_000


class Verdict(Struct, frozen=True):
    """Whether two texts join, and whether the evidence is thin."""

    joins: bool
    doubtful: bool = False


class Vocabulary:
    """The report's own words in one language: how often each stands, and each pair of neighbours."""

    def __init__(self, texts: list[str]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.exact: Counter[str] = Counter()
        for plain in texts:
            words = _WORD.findall(plain)
            self.exact.update(words)
            small = [word.casefold() for word in words]
            self.words.update(small)
            self.pairs.update(pairwise(small))

    def begins_small(self, word: str) -> bool:
        """Whether the report writes the word small more often than with a capital inside sentences."""
        return self.exact[word.casefold()] > self.exact[word] / 2 and self.exact[word.casefold()] > 0


class Seams:
    """Judges seams in one language's text."""

    def __init__(self, text: LanguageText, profile: LanguageProfile) -> None:
        self.profile = profile
        self._source = text.source
        self._reference = note_reference(profile)
        inside = (line for block in text.blocks if isinstance(block, Box) for line in block.blocks)
        self._texts = [block.text.plain for block in (*text.blocks, *inside) if isinstance(block, Line)]
        self._vocabulary: Vocabulary | None = None
        self._breaks = LineBreaks(text, profile)
        self._pages = PageEnds(text, profile)
        self._parts = self._blank_lines_part(text)

    def _blank_lines_part(self, text: LanguageText) -> bool:
        """Whether blank lines (or line ends, where each paragraph is a line) part blocks: one stands behind a whole
        sentence anywhere but at a page's end."""
        return any(
            isinstance(one, Line) and isinstance(below, Line) and (below.gap or not self.profile.lines_wrap)
            and not self.is_open(one.text.plain) and not self._pages.shown(one.text.end, below.text.start)
            for one, below in pairwise(text.blocks)
        )  # fmt: skip

    @property
    def vocabulary(self) -> Vocabulary:
        """The language's vocabulary, read when it is first asked for."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary([] if self.profile.han else self._texts)
        return self._vocabulary

    def is_open(self, plain: str) -> bool:
        """Whether a text stops without the end of a sentence."""
        return is_open(plain, self._reference)

    def continues(self, first: str, second: Line, end: int = -1) -> Verdict:
        """Whether `second` goes on with the paragraph that ends with `first`; of that, the last EVIDENCE counts.

        `end`: where in the source the paragraph ends so far, if the line may stand directly behind it.
        """
        line = self._source.line(second.text.start)
        settled = self.profile.settled
        if second.glued or line in settled.paragraphs_continue:
            return Verdict(True)
        if line in settled.paragraphs_begin:
            return Verdict(False)
        if list_item_follows(first, second.text.plain) or ARTICLE.match(second.text.plain):
            return Verdict(False)
        if second.text.start in self._breaks.begun or (second.gap and end in self._breaks.ended):
            return Verdict(False)
        if self.profile.lines_wrap and not second.gap:
            # A figure or a table stood between; at a page's end a whole sentence says nothing.
            apart = end >= 0 and line > self._source.line(end - 1) + 1 and not self._pages.shown(end, second.text.start)
            return Verdict(not apart or self.is_open(first))
        before, after = without_marks(first[-EVIDENCE:], self._reference), second.text.plain
        if _closes_what_is_open(before, after):
            return Verdict(True)
        sure = self.profile.lines_wrap or may_be_label(before, self.profile.han)
        if end >= 0 and sure and self._pages.parted(end, second):
            # Nothing but the letters themselves can tell that the empty line is the extraction's.
            joins = self.is_open(before) and (after[0].islower() or before.endswith(("，", "、", ",", *HYPHENS)))
            return Verdict(joins, doubtful=joins)
        if not self.is_open(before):
            # A paragraph seldom ends with a semicolon where its line does.
            cut = self.profile.han and before.endswith("；") and end in self._breaks.full
            cut = cut and self._pages.shown(end, second.text.start)
            return Verdict(cut or self._goes_on(after), doubtful=cut)
        # “1975: fee” before “fee is a tax” is a label, whatever the letter.
        labelled = end >= 0 and has_label_mark(before) and overlap(before, after, self.profile.han)
        if not labelled and self._goes_on(after):
            return Verdict(True)
        shown = end < 0 or self._pages.shown(end, second.text.start)
        if second.gap and end in self._breaks.short and not shown:
            return Verdict(False)
        if end >= 0 and self._is_whole(before, after, shown=shown):
            return Verdict(False)
        if self.profile.han:
            return Verdict(True, doubtful=not shown and before[-1].isalnum() and may_be_label(before, True))
        return self._latin(before, after)

    def _is_whole(self, before: str, after: str, *, shown: bool) -> bool:
        """Whether a text without an end mark is whole: a label, a row among others, an entry of a bibliography."""
        if is_label(before, self.profile.han):
            return True
        # A sentence below a heading often begins with its words.
        if overlap(before, after, self.profile.han) == len(before):
            return True
        if shown:
            return False
        if is_entry(before):
            return True
        if leads_on(before):
            return False
        # Without a page's end in sight, a short line with no clause in it is no half. Longer rows stand among rows.
        if not self.profile.han:
            return may_be_label(before, False) or begins_item(after) or (is_row(before) and is_row(after))
        if begins_box(before, self.profile):
            return False
        if self._parts:
            return may_be_label(before, True, SHORTEST_HALF_HAN)
        return may_be_label(before, True) and (may_be_label(after, True) or not reads_on(before, after))

    def _goes_on(self, after: str) -> bool:
        """Whether the letters of a text alone tell that it begins nothing."""
        return not self.profile.han and (after[0].islower() or after[0] in GOES_ON) and not begins_item(after)

    def _latin(self, before: str, after: str) -> Verdict:
        if before.endswith((",", "—", "–", "(", "“", *HYPHENS)) or after[0].isdigit():
            return Verdict(True)
        last, next_words = _WORD.findall(before), _WORD.findall(after)
        if not last or not next_words:
            return Verdict(True, doubtful=True)
        if self.vocabulary.pairs[last[-1].casefold(), next_words[0].casefold()]:
            return Verdict(True)
        if self.vocabulary.begins_small(next_words[0]):
            return Verdict(False)
        return Verdict(True, doubtful=True)


def _closes_what_is_open(before: str, after: str) -> bool:
    """Whether a quotation or bracket opened in the first text is closed in the second."""
    opened = [mark for _, mark in unpaired(before) if mark in "“「『（《(["]
    if not opened or after[0] in "“「『":
        return False
    closing = dict(zip("“「『（《([", "”」』）》)]", strict=True))
    return any(mark == closing[opened[-1]] for _, mark in unpaired(after)[:1])
