"""Boxes, figures and tables: lines that begin with such a word and a number; and the forms of notes: how
references stand in the text and definitions at a line's beginning, if the numbers agree."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import product, takewhile

from msgspec import Struct

from duizhao.document.text import Piece, Text
from duizhao.languages import language
from duizhao.languages.hedges import any_of
from duizhao.languages.labels import labels_in
from duizhao.languages.numbering import BOX_NUMBER
from duizhao.source.guess.model import Guess, Row
from duizhao.source.note_forms import NoteForm, guarded
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.patterns import FIGURE_NUMBER, begins, speaks_of, template_pattern
from duizhao.source.repairs.text_tables import MOST_ROWS, table_rows

#: Marks without a number: words in brackets.
_BRACKETED = re.compile(r"(【[^】\d]{2,8}】|\[[A-Z][A-Za-z ]{2,20}\])")
#: What stands around the marks of boxes with a number, if anything does.
_AROUND = (("", ""), ("【", "】"), ("[", "]"))
#: What a profile has boxes for.
_BOXES = ("factbox", "casestudy")
_FEWEST_NAMED = 2
_BLANK = r"[ \u00a0\u202f]?"


def boxes(rows: Sequence[Row], code: str) -> list[Guess]:
    """The mark of each kind of boxes, if a line begins with it and reads as a title or is nothing else."""
    found = []
    for kind in _BOXES:
        for word, (opened, closed) in product(begins(code, kind), _AROUND):
            mark = opened + word
            if lines := _begun(rows, mark, BOX_NUMBER, code, closed):
                first = next(row.text.lstrip("# ") for row in rows if row.number == lines[0])[: len(mark)]
                mark = first if first.casefold() == mark.casefold() else mark  # as the report writes it
                value = f"{mark}{_space(code)}{{number}}{closed}"
                found.append(Guess(kind, value, lines, "begun", min(0.5 + len(lines) / 4, 1.0)))
                break
    named = _named(rows, code)
    return found or ([named] if named else [])


def _space(code: str) -> str:
    return "" if language(code).script == "han" else " "


def _named(rows: Sequence[Row], code: str) -> Guess | None:
    """The mark of boxes that have no number: the same words in brackets, or before a colon, begin several lines."""
    counts: dict[str, list[int]] = defaultdict(list)
    before_colon = re.compile(rf"((?:{any_of(begins(code, 'marks'))}){_BLANK}:)")
    for row in rows:
        if match := _BRACKETED.match(row.text) or before_colon.match(row.text):
            counts[match[1]].append(row.number)
    best = max(counts, key=lambda mark: len(counts[mark]), default="")
    if not best or len(counts[best]) < _FEWEST_NAMED:
        return None
    return Guess("factbox", best, tuple(counts[best]), "begun", 0.7)


def figures(rows: Sequence[Row], code: str) -> Guess | None:
    """How captions begin, and the words of the line on the data's source."""
    for word in begins(code, "figure"):
        if lines := _begun(rows, word, FIGURE_NUMBER, code):
            value = {"caption": f"{word}{_space(code)}{{number}}"}
            counts = {form: sum(form in row.text for row in rows) for form in begins(code, "source")}
            best = max(counts, key=lambda form: counts[form], default="")
            if best and counts[best]:
                value["source"] = best
            return Guess("figure", value, lines, "begun")
    return None


def tables(rows: Sequence[Row], code: str) -> int:
    """How many tables there are in plain text."""
    labels = labels_in(code)
    count = at = 0
    while at < len(rows):
        captioned = labels is not None and labels.table.match(rows[at].text) is not None
        first = at + captioned
        below = takewhile(lambda row: not row.gap, rows[first + 1 : first + MOST_ROWS])
        lines = (Text((Piece(row.text),)) for row in (*rows[first : first + 1], *below))
        found = table_rows(lines, captioned=captioned)
        count += bool(found)
        at = first + len(found) if found else at + 1
    return count


def _begun(rows: Sequence[Row], word: str, number: str, code: str, closed: str = "") -> tuple[int, ...]:
    """The lines that begin with a word and a number, which `closed` may stand behind, and go on as a title does, if at
    all."""
    pattern = re.compile(rf"{re.escape(word)}\s*{number}(?![\d%]){re.escape(closed)}", re.IGNORECASE)
    return tuple(
        row.number
        for row in rows
        if (match := pattern.match(row.text.lstrip("#* ")))
        and len(row.text) <= 160
        and (not (rest := row.text.lstrip("#* ")[match.end() :]) or reads_as_heading(rest.rstrip("？?* ")))
        and not speaks_of(code).match(rest)
    )


#: The series and how a reference stands, each with how its definitions may begin; the plainer ones last.
_FORMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("numbers", "[^{mark}]", ("[^{mark}]:", "[^{mark}]")),
    ("numbers", "$^{{mark}}$", ("$^{{mark}}$", "{mark}. ", "{mark} ", "[{mark}]")),
    ("numbers", "<sup>{mark}</sup>", ("<sup>{mark}</sup>", "{mark}. ", "{mark} ")),
    ("circled", "^{mark}", ("^{mark}", "{mark}")),
    ("circled", "{mark}", ("{mark}",)),
    ("superscripts", "{mark}", ("{mark}", "[{mark}]")),
    ("numbers", "^{mark}", ("^{mark}", "{mark}. ", "{mark} ")),
    ("numbers", "[{mark}]", ("[{mark}]", "{mark}. ", "{mark} ")),
    ("numbers", "［{mark}］", ("［{mark}］",)),
    ("numbers", "〔{mark}〕", ("〔{mark}〕",)),
    ("numbers", "（{mark}）", ("（{mark}）",)),
    ("numbers", "({mark})", ("({mark})",)),
    ("stars", "{mark}", ("{mark} ", "{mark}")),
    ("numbers", "{mark}", ("{mark} ", "{mark}. ")),
)

#: So many references and definitions agree, of a form that nothing else can be and of a bare number; and this share.
_FEWEST, _FEWEST_BARE, _SHARE = 1, 4, 0.3
#: Of the lines that begin with a star so many are notes; others are items of lists.
_OF_STARS = 0.75


class _Tried(Struct, frozen=True):
    series: str
    reference: str
    definition: str
    references: tuple[int, ...]
    definitions: tuple[int, ...]
    agreed: int


def notes(rows: Sequence[Row]) -> tuple[Guess | None, int]:
    """The forms of notes, best first, and how many notes there are."""
    kept: list[_Tried] = []
    taken: set[int] = set()
    for series, reference, spellings in _FORMS:
        tried = [_try(rows, series, reference, definition, taken) for definition in spellings]
        best = max(tried, key=lambda each: each.agreed)
        bare = reference == "{mark}" and series in ("numbers", "stars")
        # Nothing else begins with a dagger.
        bare = bare and not any(row.text[0] in "†‡¶" for row in rows if row.number in best.definitions)
        enough = _FEWEST_BARE if bare or reference[0] in "（(" else _FEWEST
        if series == "stars" and best.agreed < _OF_STARS * sum(row.text.startswith("* ") for row in rows):
            continue  # the items of lists begin so
        again = any(each.series == series and _are_same(best.references, each.references) for each in kept)
        if (
            not again
            and best.agreed >= enough
            and best.agreed >= _SHARE * max(len(best.references), len(best.definitions))
        ):
            kept += [best, *(each for each in tried if each is not best and each.agreed > best.agreed / 5 and not bare)]
            taken.update(line for each in kept for line in each.definitions)
    if not kept:
        return None, 0
    forms: dict[tuple[str, str], list[str]] = {}
    for each in kept:
        forms.setdefault((each.series, each.reference), []).append(each.definition)
    value = [{"marks": series, "reference": form, "definitions": begins} for (series, form), begins in forms.items()]
    lines = tuple(sorted({line for each in kept for line in each.definitions}))
    sure = min(sum(each.agreed for each in kept) / max(len(lines), 1), 1.0)
    return Guess("footnotes", value[0] if len(value) == 1 else value, lines, "agreed", sure), len(lines)


def _are_same(lines: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Whether most of the references of a form are those of another."""
    return len(set(lines) & set(others)) > len(set(lines)) / 2


def _try(rows: Sequence[Row], series: str, reference: str, definition: str, taken: set[int]) -> _Tried:
    """How many references of a form have a definition that begins so, on the lines that are not `taken`."""
    form = NoteForm((), series, (reference,), (definition,))
    before, behind = guarded(reference, form)
    pattern = re.compile(before + template_pattern(reference, False, mark=form.pattern).pattern + behind)
    begins = template_pattern(definition, False, mark=form.pattern)
    numbers: list[int] = []
    lines: list[int] = []
    waiting: dict[int, int] = {}
    references: list[int] = []
    agreed = 0
    for row in rows:
        match = begins.match(row.text) if row.number not in taken else None
        number = form.number(match["mark"]) if match else 0
        if match and (waiting.get(number) or reference != "{mark}") and len(row.text) > match.end() + 1:
            numbers.append(number)
            lines.append(row.number)
            if waiting.get(number):
                waiting[number] -= 1
                agreed += 1
        start = match.end() if match else 0
        for found in pattern.finditer(row.text, start):
            if found.start() > 0:
                waiting[form.number(found["mark"])] = waiting.get(form.number(found["mark"]), 0) + 1
                references.append(row.number)
    return _Tried(series, reference, definition, tuple(references), tuple(lines), agreed)
