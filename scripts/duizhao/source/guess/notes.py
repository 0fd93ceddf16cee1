"""The forms of notes: how references stand in the text and definitions at a line's beginning, if the numbers agree."""

import re
from collections.abc import Sequence

from msgspec import Struct

from duizhao.source.guess.model import Guess, Row
from duizhao.source.note_forms import NoteForm, guarded
from duizhao.source.repairs.patterns import template_pattern

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
    ("stars", "{mark}", ("{mark} ",)),
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
        enough = _FEWEST_BARE if bare or reference.startswith("（") else _FEWEST
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
