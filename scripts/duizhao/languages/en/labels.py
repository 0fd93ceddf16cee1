"""What the labels of headings and captions are made of in English reports."""

import re

from duizhao.patterns import compiled

_NUMERAL = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBER = r"[A-Z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*"

#: What holds several chapters.
PART = compiled(rf"(?:part|volume|book)\s+{_NUMERAL}\b", re.IGNORECASE)
#: The label of a heading that is numbered.
NUMBERED = compiled(
    rf"(?:(?:chapter|section)\s+{_NUMERAL}\b|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?\s|[IVXLC]{{1,6}}\.\s|[A-Z]\.\s)",
    re.IGNORECASE,
)
#: The label of a table's caption, that of a figure's, and how a line on data or a note below it begins.
TABLE = compiled(rf"tab(?:le|\.)\s*(?:{_NUMBER}|[IVXL]{{1,5}})\b", re.IGNORECASE)
FIGURE = compiled(rf"(?:fig(?:ure|\.)|chart|map|graph|photo)\s*(?P<number>{_NUMBER})\b", re.IGNORECASE)
SOURCE = compiled(r"[(\[]?\s*(?:(?:data\s+)?sources?|notes?(?:\s+\d{1,2})?|n\.b\.)\s*[:.]", re.IGNORECASE)
#: The line above a table on what its values are counted in.
UNIT = compiled(r"[(\[]?\s*(?:units?\s*[:.]|in\s+(?:percent|%|(?:thousand|million|billion)s?\b))", re.IGNORECASE)
#: A line between two parts of a table.
CONTINUED = compiled(r".*\(?\b(?:continued|cont['’]d|cont\.)\s*\)?", re.IGNORECASE)
#: A line that says that a box ends.
BOX_END = compiled(
    r"[\[(—–-]*\s*end\s+of\s+(?:the\s+)?(?:box|case\s+study)(?:\s+\d+(?:[.-]\d+)*)?\s*[\])—–.-]*", re.IGNORECASE
)
#: The heading of a contents list, or of a list of figures or tables.
_LISTED = r"(?:figures|tables|boxes|charts|maps|illustrations)"
_AND = r"(?:,\s*|\s+and\s+|\s*&\s*)"
CONTENTS = compiled(
    rf"(?:table\s+of\s+)?contents(?:\s*[-–—:]\s*.{{1,40}})?|lists?\s+of\s+{_LISTED}(?:{_AND}{_LISTED})*", re.IGNORECASE
)
