"""How a report marks its notes: the signs that number them, how a reference stands, and how a definition begins.

A report may have several forms at once (`[1]`, `⁵`, `$^{10}$`): each has its marks, as a list in the order of their
numbers or as the name of a series that has no end.
"""

import re
import unicodedata

from msgspec import Struct

from duizhao.languages.tables import of_all

#: The series a profile may name instead of listing marks, each as a pattern of all its marks.
SERIES = {
    "numbers": r"[1-9][0-9]{0,2}(?![0-9])",
    # A small 2 or 3 behind a unit of length is its power.
    "superscripts": r"(?:(?<![kcdm]m)(?<![\d\s(/]m)(?<!ft)[²³]|[¹⁴-⁹])[⁰¹²³⁴-⁹]{0,2}",
    "circled": "[①-⑳㉑-㉟㊱-㊿]",
    # *, **, ***; or *, †, ‡, §, ¶. A § before a number is a section.
    "stars": r"\*{1,4}|[†‡¶]|§(?!\s?\d)",
}

#: The signs that may follow a star, in their order.
_SIGNS = "*†‡§¶"

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

#: What stands before and behind a bare number that is a mark: it follows a word or a sign at once, and is no part of a
#: number, an address, a date, or a quantity.
_BEFORE = r"(?<=[^\s\d(（\[<«“‘\"#$€£¥№@/\\=+~*^_–—-])(?<![A-Z])(?<!\d[.,:：．])(?<![a-z][.]\d)"
_BEHIND = rf"(?![\w%％‰°℃²³@/\\=+~*^–—-]*[A-Za-z_@/\\=%％‰°℃]|[.,:]\d|\s*[{''.join(of_all('behind_numbers'))}、–—-])"


class NoteForm(Struct, frozen=True):
    """One form: its marks in order, or the series they are of; how a reference stands, and how a definition begins."""

    marks: tuple[str, ...]
    series: str
    references: tuple[str, ...]
    definitions: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """Any of its marks, as a regular expression."""
        if self.series:
            return SERIES[self.series]
        return "|".join(re.escape(mark) for mark in sorted(self.marks, key=len, reverse=True))

    def number(self, mark: str) -> int:
        """The number, from 1, of a mark; 0 if it is none of this form."""
        if self.marks:
            return self.marks.index(mark) + 1 if mark in self.marks else 0
        if not re.fullmatch(SERIES[self.series], mark):
            return 0
        if self.series == "stars":
            return len(mark) + max(_SIGNS.find(mark), 0)
        return int(unicodedata.normalize("NFKC", mark))

    def mark(self, number: int) -> str:
        """The mark of a number, as messages name it."""
        if self.marks:
            return self.marks[number - 1] if number <= len(self.marks) else str(number)
        if self.series == "stars":
            return "*" * number
        return str(number).translate(_SUPERSCRIPTS) if self.series == "superscripts" else str(number)


Footnotes = tuple[NoteForm, ...]


def guarded(template: str, form: NoteForm) -> tuple[str, str]:
    """What must stand before and behind a reference so that a bare number is one; nothing for any other form."""
    return (_BEFORE, _BEHIND) if template.strip() == "{mark}" and form.series == "numbers" else ("", "")
