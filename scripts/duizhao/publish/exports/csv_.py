"""CSV (RFC 4180): a header line, fields quoted where they must be, lines that end in CR LF.

Two things are for spreadsheets. The file begins with a byte order mark, without which Excel takes UTF-8 for the
system's own encoding and shows Chinese as nonsense; WPS and LibreOffice read it with and without (Python:
`encoding="utf-8-sig"`). And a cell that a spreadsheet could take for a formula, because it begins with `=`, `+`, `-`
or `@` (or their full-width forms, or a tab or line end, or white space before any of these), gets an apostrophe before
it; the row's last column, `escaped`, names the columns in which that was done. To get the text back, take away the
first character of the columns named there. A cell in no such column is the text as it is.

The first row is of the kind `about` and has no text, so that none is taken for a translation: its last columns say in
each language whose the texts are and how they were aligned, and which file they come from. A
language that lacks a unit has an empty cell, and the column `gap` names the language, of several each with a space
between.
"""

import csv
import io

from duizhao.publish.exports.build import ABOUT
from duizhao.publish.exports.model import Corpus
from duizhao.publish.exports.notices import about

_FORMULA = frozenset("=+-@＝＋－＠")
_BLANKS = frozenset("\t\r\n")


def write_csv(corpus: Corpus) -> bytes:
    """The corpus as CSV: the header line, the row about it, then one for each segment in reading order."""
    stream = io.StringIO(newline="")
    languages = corpus.languages
    texts, blocks = [f"text_{language}" for language in languages], [f"blocks_{language}" for language in languages]
    notices = {f"notice_{language}": about(corpus, language) for language in languages}
    names = ["id", "paragraph", "page", "kind", "box", "gap", *texts, *blocks, "escaped", "source", *notices]
    writer = csv.DictWriter(stream, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerow(_safe({"id": ABOUT, "paragraph": ABOUT, "kind": ABOUT, "source": corpus.source} | notices))
    for entry in corpus.entries():
        row = corpus.row(entry).items()
        writer.writerow(_safe({name: " ".join(cell) if isinstance(cell, tuple) else cell or "" for name, cell in row}))
    return stream.getvalue().encode("utf-8-sig")


def _safe(row: dict[str, str]) -> dict[str, str]:
    """The row with every cell a spreadsheet could run made text, and the names of those cells."""
    risky = [name for name, cell in row.items() if cell and (cell.lstrip()[:1] in _FORMULA or cell[0] in _BLANKS)]
    return row | {name: f"'{row[name]}" for name in risky} | {"escaped": " ".join(risky)}
