"""Terms in two languages: without a rendering, rendered in several ways, and renderings that are forbidden."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import asdict

from duizhao.check.context import Context, PairedRow, place_of
from duizhao.check.model import Finding, Place
from duizhao.check.split import unnumbered_splits
from duizhao.compare.glossary.forms import same_shape
from duizhao.compare.glossary.load import glossary_of
from duizhao.compare.glossary.match import Matcher, matcher
from duizhao.compare.glossary.model import Renderings
from duizhao.compare.glossary.usage import Span, Unit, Use, uses
from duizhao.compare.glossary.variants import (
    in_common,
    is_other,
    is_said_in_part,
    is_same,
    nearest,
    weights,
    whole_name,
    whole_wording,
)
from duizhao.languages.phrases import phrases_of
from duizhao.languages.script import is_han, lower
from duizhao.patterns import compiled

#: Share of the other places of a term that must have its rendering before its absence says anything, for terms of the
#: first language and of the second; and how many other places there must be for those of the second.
USUALLY, ENOUGH = (0.9, 0.95), 5

#: How many renderings a message lists.
LISTED = 4

_IN_BRACKETS = compiled(r"[（(][^()（）]*[)）]")


class _Survey(Struct, frozen=True):
    """The rows that have two sides, their texts, and the uses without a rendering that an editor should see, each
    with the wording that stands in its place if one does."""

    rows: tuple[PairedRow, ...]
    units: tuple[Unit, ...]
    findings: tuple[tuple[Use, Span | None], ...]


@lru_cache(maxsize=1)
def _survey(context: Context) -> _Survey:
    glossary = glossary_of(context.project)
    # What half a paragraph lacks says nothing about the other places.
    halved = {split.whole.id for split in unnumbered_splits(context)} if glossary.terms else set()
    rows = tuple(r for r in context.rows() if r.row.aligned and r.row.id not in halved) if glossary.terms else ()
    units = tuple(_unit(context, row) for row in rows)
    if not units:
        return _Survey((), (), ())
    first, second = context.languages[:2]
    matchers = matcher(context.project, first), matcher(context.project, second)
    telling = [weights([unit.texts[side] for unit in units], context.languages[side], context.memo) for side in (0, 1)]
    return _Survey(rows, units, tuple(_judged(uses(matchers, units, context.memo), units, matchers, telling)))


def _unit(context: Context, paired: PairedRow) -> Unit:
    """A row's texts, with the sentences that have no counterpart: they are another rule's finding."""
    texts = (paired.text(0), paired.text(1))
    if paired.row.left[0].kind != "paragraph":
        return Unit(texts, brief=True)
    beads = context.sentences(paired)
    left = tuple(bead.left for bead in beads if bead.right[0] == bead.right[1])
    right = tuple(bead.right for bead in beads if bead.left[0] == bead.left[1])
    return Unit(texts, (left, right), beads=tuple((bead.left, bead.right) for bead in beads))


def _judged(
    found: tuple[Use, ...],
    units: tuple[Unit, ...],
    matchers: tuple[Matcher, Matcher],
    telling: Sequence[Mapping[str, float]],
) -> Iterator[tuple[Use, Span | None]]:
    """The uses without a rendering for which the evidence is good: another wording stands there; a name is rendered, or
    the text lacks it; or a text or a sentence lacks what nearly all others have. Where a sentence has a term more often
    than its counterpart, a pronoun or nothing may stand for it: there only another wording is evidence."""
    groups: dict[tuple[str, int], list[Use]] = defaultdict(list)
    for use in found:
        if use.term.optional:
            continue
        instead = use.lacking in ("sentence", "number") and _in_sentence(use, units, matchers, telling)
        if instead:
            yield use, instead
        elif use.lacking != "number":
            groups[use.term.id, use.side].append(use)
    for (_, side), group in groups.items():
        missing = [use for use in group if use.lacking == "text"]
        other, texts = matchers[1 - side], [unit.texts[1 - side] for unit in units]
        instead_of = _instead(missing, texts, other, telling[1 - side])
        silent: list[Use] = []
        for use in group:
            if use.lacking == "text" and _is_of_longer_name(use, units[use.unit].texts, matchers):
                continue
            span = instead_of.get(use.unit) if use.lacking == "text" else None
            renderings = use.term.renderings[other.language].full
            name = use.lacking == "text" and use.term.is_name
            if name or (span and _differs(texts[use.unit][slice(*span)], renderings, other.language, side)):
                yield use, span
            elif span:  # cut short by itself (环境), or within something else (环境参数 for 环境变量)?
                whole = _whole(texts[use.unit], span, use, other)
                is_more = _differs(texts[use.unit][slice(*whole)], renderings, other.language, side)
                if is_more and not _is_said(use, units[use.unit].texts, matchers, in_part=False):
                    silent.append(use)
            elif use.lacking != "nothing" and not _is_said(use, units[use.unit].texts, matchers):
                silent.append(use)
        if _is_usual(side, len(group) - 1, len(silent) - 1):
            yield from ((use, None) for use in silent if not units[use.unit].brief)


def _is_said(use: Use, texts: tuple[str, str], matchers: tuple[Matcher, Matcher], *, in_part: bool = True) -> bool:
    """Whether what says the same as the term's sentence has the term as it stands (Linux Foundation, kube-node; a gloss
    in brackets is none), or, `in_part`, a rendering in part; or, beside a sentence that has the rendering, more words
    that point back than the term's sentence has."""
    here, there = (matchers[side].language for side in (use.side, 1 - use.side))
    own, other = texts[use.side][slice(*use.sentence)], texts[1 - use.side][slice(*use.within)]
    shape = _IN_BRACKETS.sub(" ", lower(same_shape(other)))
    if any(lower(same_shape(form)) in shape for form in use.term.renderings[here].full):
        return True
    back = [len(phrases_of(code).anaphors.findall(text)) for code, text in ((here, own), (there, other))]
    points = use.lacking == "sentence" and back[0] < back[1]
    return points or (in_part and is_said_in_part(other, use.term.renderings[there].full, there))


def _is_of_longer_name(use: Use, texts: tuple[str, str], matchers: tuple[Matcher, Matcher]) -> bool:
    """Whether a place's name ends a longer one (West Asia), which the counterpart may have in short (西亚 for 亚洲)."""
    here, there = matchers[use.side].language, matchers[1 - use.side].language
    forms = "".join(use.term.renderings[there].full)
    if use.term.kind != "place" or not is_han(forms) or is_han(use.match.form):
        return False
    whole = whole_name(texts[use.side], (use.match.start, use.match.end), here)
    return whole[0] < use.match.start and not set(forms).isdisjoint(texts[1 - use.side])


def _in_sentence(
    use: Use, units: tuple[Unit, ...], matchers: tuple[Matcher, Matcher], telling: Sequence[Mapping[str, float]]
) -> Span | None:
    """Where in the whole text another wording of the term stands, in what says the same as its sentence."""
    there, (start, end) = 1 - use.side, use.within
    text = units[use.unit].texts[there][start:end]
    renderings = use.term.renderings[matchers[there].language].full
    matches = matchers[there].find(text)
    rest = text
    for match in matches:
        if match.term is use.term:
            rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    span = nearest(
        rest, renderings, matchers[there].language, telling[there], [(match.start, match.end) for match in matches]
    )
    if span and _differs(text[slice(*span)], renderings, matchers[there].language, use.side):
        return span[0] + start, span[1] + start
    return None


def _instead(
    missing: Sequence[Use], texts: Sequence[str], matcher: Matcher, telling: Mapping[str, float]
) -> dict[int, Span | None]:
    """For each use of one term without a rendering, by its unit: where in the other text another wording stands."""
    found: dict[int, Span | None] = {}
    for use in missing:
        text = texts[use.unit]
        taken = [(match.start, match.end) for match in matcher.find(text)]
        found[use.unit] = nearest(text, use.term.renderings[matcher.language].full, matcher.language, telling, taken)
    unexplained = [unit for unit, span in found.items() if not span]
    if unexplained:
        others = [text for number, text in enumerate(texts) if number not in found]
        if wording := in_common([texts[number] for number in unexplained], others, matcher.language):
            for number in unexplained:
                match = wording.search(same_shape(texts[number]))
                found[number] = match.span() if match else None
    return found


def _whole(text: str, span: Span, use: Use, matcher: Matcher) -> Span:
    """The whole of a wording of a term that a part was found of."""
    taken = [(match.start, match.end) for match in matcher.find(text)]
    return whole_wording(text, span, use.term.renderings[matcher.language].full, taken, matcher.language)


def _differs(wording: str, renderings: Sequence[str], language: str, side: int) -> bool:
    """Whether a wording of a concept is another one, not the rendering cut short or turned round."""
    return is_other(wording, renderings, language) if side else not is_same(wording, renderings, language)


def _is_usual(side: int, others: int, missing: int) -> bool:
    """Whether a term is so usually rendered (`missing` of `others` places lack it) that its absence says something.

    Concepts may be put in other words. What only the second language names needs more evidence: translators make
    explicit what the original implies.
    """
    return (not side or others >= ENOUGH) and others - missing >= USUALLY[side] * others


def term_without_rendering(context: Context) -> Iterator[Finding]:
    survey = _survey(context)
    for use, instead in survey.findings:
        if not instead:
            places = _places(survey.rows[use.unit], use, None)
            yield Finding("b-301", places, f"{use.term.id} {_here(context, use)}", _details(context, use))


def several_renderings(context: Context) -> Iterator[Finding]:
    survey = _survey(context)
    for use, instead in survey.findings:
        if instead:
            text = survey.units[use.unit].texts[1 - use.side]
            there = context.languages[1 - use.side]
            whole = _whole(text, instead, use, matcher(context.project, there))
            places = _places(survey.rows[use.unit], use, whole)
            wording = text[slice(*whole)]
            entry = _entry(there, use.term.renderings[there], wording)
            details = (*_details(context, use), ("found", inner(wording)), ("entry", entry))
            found = text[slice(*instead)]  # what it was called when the first were settled
            yield Finding("b-302", places, f"{use.term.id} {_here(context, use)} {found.casefold()}", details)


def _here(context: Context, use: Use) -> str:
    return context.languages[use.side]


def _details(context: Context, use: Use) -> tuple[tuple[str, str], ...]:
    there = context.languages[1 - use.side]
    return (
        ("term", inner(use.match.form)),
        ("here", _here(context, use)),
        ("there", there),
        ("expected", _listed(use.term.renderings[there])),
        ("line", str(use.term.line)),
    )


def _entry(language: str, renderings: Renderings, wording: str) -> str:
    """The line of the glossary by which a wording is accepted, too, ready to be pasted."""
    said = asdict(renderings) | {"accepted": [*renderings.accepted, wording]}
    # What JSON writes, YAML reads.
    parts = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items() if value)
    return f"{language}: {{{', '.join(parts)}}}"


def _listed(renderings: Renderings) -> str:
    """The renderings an editor can choose from."""
    shown = renderings.full[:LISTED]
    return " / ".join((*shown, "…") if len(renderings.full) > LISTED else shown)


def inner(text: str) -> str:
    """The text with its quotation marks as they are inside others."""
    return text.replace("“", "‘").replace("”", "’")


def _places(paired: PairedRow, use: Use, instead: Span | None) -> tuple[Place, ...]:
    """Both sides, the first language first: the term marked on its side, and what stands for it on the other."""
    spans: list[Span | None] = [instead, instead]
    spans[use.side] = (use.match.start, use.match.end)
    return tuple(place for side in (0, 1) if (place := paired.place(side, spans[side])))


def forbidden_rendering(context: Context) -> Iterator[Finding]:
    for edition in context.editions:
        finder = matcher(context.project, edition.language)
        for page in edition.pages:
            for block in (*page.blocks, *page.notes.values()):
                for match in finder.find(block.text):
                    if match.role == "forbidden":
                        details = (
                            ("found", block.text[match.start : match.end]),
                            ("expected", _listed(match.term.renderings[edition.language])),
                        )
                        place = place_of(page, block, (match.start, match.end))
                        # A note's id is unique on its page only.
                        key = f"{match.term.id} {match.form}{f' {page.path}' if block.kind == 'note' else ''}"
                        yield Finding("b-303", (place,), key, details)
