"""What the labels of headings and captions are made of in reports: the patterns under `labels` in a language's
`reports.yml`."""

import re
from functools import cache

from msgspec import Struct

from duizhao.languages import folders_of
from duizhao.languages.script import in_han
from duizhao.languages.tables import number_words, table
from duizhao.patterns import compiled

_NUMBER = r"[A-Z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*"


class Labels(Struct, frozen=True):
    """How these begin: `part`, what holds several chapters; `numbered`, a heading with a number; `table` and `figure`
    (group `number`), their captions; `source`, a line on data or a note below them; `unit`, the line above a table on
    what its values are counted in. What these are as a whole: `continued`, a line between two parts of a table;
    `box_end`, one that says that a box ends; `contents`, the heading of a contents list, or of a list of figures.
    """

    part: re.Pattern[str]
    numbered: re.Pattern[str]
    table: re.Pattern[str]
    figure: re.Pattern[str]
    source: re.Pattern[str]
    unit: re.Pattern[str]
    continued: re.Pattern[str]
    box_end: re.Pattern[str]
    contents: re.Pattern[str]


@cache
def labels_in(tag: str) -> Labels | None:
    """The labels of a language; None for one whose table has none."""
    tables = (table(f"{folder}/reports") for folder in folders_of(tag))
    own = next((each for each in tables if "labels" in each), None)
    if own is None:
        return None
    said = own["labels"]
    other = f"[{''.join(own['signs'])}]{{1,6}}" if "signs" in own else "[IVXLC]{1,6}|[A-Z]"
    numeral = "|".join((r"\d{1,3}", other, *number_words(tag)))
    places = {"{numeral}": f"(?:{numeral})", "{number}": said.get("number", _NUMBER)}
    flags = 0 if in_han(tag) else re.IGNORECASE

    def pattern(name: str) -> re.Pattern[str]:
        return compiled(re.sub(r"\{number\}|\{numeral\}", lambda match: places[match[0]], said[name]), flags)

    return Labels(*map(pattern, Labels.__struct_fields__))


_NONE = compiled("(?!)")
#: Of a language without words for them a word and a number tell a caption, where a table or an image stands beside it.
ANY = Labels(
    _NONE, _NONE, compiled(rf"[^\s\d]{{1,20}}\s?{_NUMBER}\b"), compiled(rf"[^\s\d]{{1,20}}\s?(?P<number>{_NUMBER})\b"),
    _NONE, _NONE, _NONE, _NONE, _NONE,
)  # fmt: skip
