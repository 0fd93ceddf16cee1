"""What the labels of headings and captions are made of in French reports."""

import re

from duizhao.patterns import compiled

_NUMERAL = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z]|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)"
_NUMBER = r"[A-Z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*"
_BLANK = r"[ \u00a0\u202f]*"

#: What holds several chapters.
PART = compiled(rf"(?:partie|titre|tome|volume|livre)\s+{_NUMERAL}\b", re.IGNORECASE)
#: The label of a heading that is numbered.
NUMBERED = compiled(
    rf"(?:(?:chapitre|section)\s+{_NUMERAL}\b|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?\s|[IVXLC]{{1,6}}\.\s|[A-Z]\.\s)",
    re.IGNORECASE,
)
#: The label of a table's caption, that of a figure's, and how a line on data or a note below it begins.
TABLE = compiled(rf"tab(?:leau|\.)\s*(?:{_NUMBER}|[IVXL]{{1,5}})\b", re.IGNORECASE)
FIGURE = compiled(rf"(?:fig(?:ure|\.)|graphique|carte|schéma|photo)\s*(?P<number>{_NUMBER})\b", re.IGNORECASE)
SOURCE = compiled(rf"[(\[]?\s*(?:sources?|notes?(?:\s+\d{{1,2}})?|n\.?\s?b\.?){_BLANK}:", re.IGNORECASE)
#: The line above a table on what its values are counted in.
UNIT = compiled(
    rf"[(\[]?\s*(?:unités?{_BLANK}:|en\s+(?:pour\s?cent|%|(?:milliers|millions|milliards)\b))", re.IGNORECASE
)
#: A line between two parts of a table.
CONTINUED = compiled(r".*\(\s*suite(?:\s+et\s+fin)?\s*\)", re.IGNORECASE)
#: A line that says that a box ends.
BOX_END = compiled(
    r"[\[(—–-]*\s*fin\s+(?:de\s+l['’]encadré|du\s+cadre|de\s+l['’]étude\s+de\s+cas)"
    r"(?:\s+\d+(?:[.-]\d+)*)?\s*[\])—–.-]*",
    re.IGNORECASE,
)
#: The heading of a contents list, or of a list of figures or tables.
_LISTED = r"(?:figures|tableaux|encadrés|graphiques|cartes|illustrations)"
CONTENTS = compiled(
    rf"table\s+des\s+matières|sommaire|(?:listes?|tables?)\s+des\s+{_LISTED}"
    rf"(?:(?:,\s*|\s+et\s+)(?:des\s+)?{_LISTED})*",
    re.IGNORECASE,
)
