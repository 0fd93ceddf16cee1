"""A correction that turns what a text says while the other language still says what the source says.

What one language says cannot be held against the other word by word. But where an edit takes a “not” or a clause away,
puts a sentence in, changes numbers, exchanges words or cells, puts one word for its opposite or another wording for a
term, and the counterpart was not touched, the two say different things from then on, unless the edit brings them
together: then they did so before.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

from duizhao.check.beside import unreasoned
from duizhao.check.context import Context, PairedRow, place_of
from duizhao.check.fidelity import errata_of, shown
from duizhao.check.model import Finding, Place
from duizhao.check.source_map import changed_spans
from duizhao.check.terms import inner
from duizhao.check.words import told
from duizhao.compare.contradictions import contradictions
from duizhao.compare.glossary.edits import fewer_terms, lost_terms
from duizhao.compare.glossary.match import matcher
from duizhao.compare.quantities import beyond_doubt, compare
from duizhao.compare.turns import exchanged_cells, exchanged_words, gained_or_lost
from duizhao.document.model import Block
from duizhao.languages.opposites import Opposite, every_opposite, negations, wider
from duizhao.languages.quantities import find_quantities
from duizhao.languages.quantity import Interval
from duizhao.languages.references import without_references
from duizhao.languages.script import lower
from duizhao.revise.fidelity.model import Change, Erratum

#: One, as a value with its unit.
_ONE = Interval(Fraction(1), Fraction(1)), None

#: By so much less may the lengths of two texts cost, in nats, that an edit has brought them together.
_NEARER = 1.5

#: A text and its language.
Said = tuple[str, str]


def turned(context: Context) -> Iterator[Finding]:
    changed = {(e.change.unit.language, e.change.unit.id): e for e in errata_of(context) if e.change.kind == "changed"}
    yield from _exchanged(context, changed)
    for paired in context.rows() if changed else ():
        for side in (0, 1):
            here, there = context.languages[side], context.languages[1 - side]
            others = [e.change for block in paired.blocks(1 - side) if (e := changed.get((there, block.id)))]
            for block in paired.blocks(side):
                erratum = changed.get((here, block.id))
                if erratum and paired.blocks(1 - side):
                    found = _of_change(context, erratum, block, paired, side, others, changed)
                    # Without a reason the change is told as it is, and this beside it.
                    yield from found if erratum.reasoned else map(unreasoned, found)


def _exchanged(context: Context, changed: Mapping[tuple[str, str], Erratum]) -> Iterator[Finding]:
    """Two texts that have changed places in one language, and left their ids."""
    by_text = {(language, e.change.texts[0]): e for (language, _), e in changed.items()}
    for (here, id_), one in changed.items():
        before, after = one.change.texts
        other = by_text.get((here, after))
        if not other or other.change.texts[1] != before or one.change.line >= other.change.line:
            continue
        there = next((code for code in context.languages if code != here and (code, id_) not in changed), "")
        if there:
            units = one.change.unit, other.change.unit
            places = tuple(Place(u.language, u.file, u.line, u.anchor, u.text) for u in units)
            found = _finding("exchanged", one.change, places, here, there)
            yield found if one.reasoned and other.reasoned else unreasoned(found)


def _of_change(
    context: Context, erratum: Erratum, block: Block, paired: PairedRow, side: int, others: Sequence[Change],
    changed: Mapping[tuple[str, str], Erratum],
) -> Iterator[Finding]:  # fmt: skip
    """`others`: the changes of the counterpart. Where there are some, someone has looked at both, but for terms.
    `changed`: all of the edition, by language and id."""
    change = erratum.change
    here, there = context.languages[side], context.languages[1 - side]
    before, after, other = _sentences(context, change, paired, side)
    ways = [] if others else turned_by((before, here), (after, here), (other, there))
    if not others and (found := _gained_or_lost(context, erratum, paired, side, changed)):
        ways.insert(0, found)
    was, now = (_plain(text) for text in change.texts)
    scopes = (before, after, other), (was, now, paired.text(1 - side))
    matchers = matcher(context.project, here), matcher(context.project, there)
    fewer: set[str] = set().union(
        *(fewer_terms(_plain(each.texts[0]), _plain(each.texts[1]), matchers[1]) for each in others)
    )
    lost = [
        found
        for scope in scopes
        for found in lost_terms(*scope, matchers)
        if found.term.id not in fewer and _is_gone(inner(found.form), was, now)
    ]
    if lost:
        ways.append("term")
    if not others and _moved_references(*change.texts):
        ways.append("reference")
    for what in ways[:1]:
        page, opposite = paired.page(side), paired.page(1 - side)
        places = [place_of(page, block)] if page else []
        places += [place_of(opposite, paired.blocks(1 - side)[0])] if opposite else []
        if what == "term":
            said = {"term": inner(lost[0].form)}
            stays = "term_stays" if others else "source_stays"
            yield _finding(what, change, tuple(places), here, there, said, stays=stays, do="do_term")
        else:
            yield _finding(what, change, tuple(places), here, there)


def _is_gone(form: str, was: str, now: str) -> bool:
    """Whether a text has a form less often, however it is spelt: with a hyphen, a space, a capital."""
    form, was, now = (re.sub(r"[\W_]", "", lower(text)) for text in (form, was, now))
    return was.count(form) != now.count(form)


def _gained_or_lost(
    context: Context, erratum: Erratum, paired: PairedRow, side: int, changed: Mapping[tuple[str, str], Erratum]
) -> str:
    """Whether an edit puts a sentence or a clause in, or takes one out, that the counterpart had, or has, too."""
    if paired.row.left[0].kind != "paragraph" or erratum.removed:
        return ""
    before, after = (_plain(text) for text in erratum.change.texts)
    if not gained_or_lost(before, after):
        return ""  # most edits: the other changes of the language need not be read
    here = context.languages[side]
    apart = [e.change for (code, _), e in changed.items() if code == here and e is not erratum]
    was_apart, now_apart = (" ".join(_plain(change.texts[n]) for change in apart) for n in (0, 1))
    found = gained_or_lost(before, after, (was_apart, now_apart))
    if not found:
        return ""
    other = paired.text(1 - side)
    pairs = [(other, text) if side else (text, other) for text in (before, after)]
    # What one side lacked, or had alone, before: the edit brings the two together.
    empty = side if found == "gained" else 1 - side
    alone = any(not (bead.left_sentences, bead.right_sentences)[empty] for bead in context.aligner(*pairs[0]))
    was, now = (context.aligner.length_cost(*pair) for pair in pairs)
    return "" if alone or was - now > _NEARER else found


def turned_by(before: Said, after: Said, other: Said) -> list[str]:
    """In what ways an edit turns what a sentence says, away from its counterpart: those of `_WAYS`.

    None where the two contradicted each other, or differed in values, more before.
    """
    ways = [what for what, turned in _WAYS.items() if turned(before, after, other)]
    return ways if ways and _contradicted(before, other) <= _contradicted(after, other) else []


def _contradicted(said: Said, other: Said) -> int:
    texts, languages = zip(said, other, strict=True)
    return _told(said, other) + len(contradictions(texts, languages))


def _told(said: Said, other: Said) -> int:
    texts, languages = zip(said, other, strict=True)
    return len(beyond_doubt(texts, languages, (find_quantities(*said), find_quantities(*other))))


def _finding(
    what: str, change: Change, places: tuple[Place, ...], here: str, there: str,
    said: Mapping[str, str] = MappingProxyType({}), stays: str = "source_stays", do: str = "do_turned",
) -> Finding:  # fmt: skip
    old, new = shown(change)
    details = [("before", old), ("after", new), ("here", here), ("there", there)]
    details += told(said, what=f"turned_{what}", stays=stays, do=do).items()
    return Finding("f-114", places, f"{what}\n{change.hash}", tuple(details))


def _sentences(context: Context, change: Change, paired: PairedRow, side: int) -> tuple[str, str, str]:
    """The sentences that were changed, before and after, and their counterpart: if that can be told, else the whole
    texts."""
    before, after = (_plain(text) for text in change.texts)
    other = paired.text(1 - side)
    if paired.row.left[0].kind != "paragraph" or len(paired.blocks(side)) > 1 or after != paired.text(side):
        return before, after, other
    spans = list(changed_spans(before, after)) or [(0, len(after))]
    start, end = spans[0][0], spans[-1][1]
    for bead in context.sentences(paired):
        (first, last), (from_, to) = (bead.right, bead.left) if side else (bead.left, bead.right)
        if first <= start and end <= last and from_ < to:
            return before[first : last + len(before) - len(after)], after[first:last], other[from_:to]
    return before, after, other


def _moved_references(before: str, after: str) -> bool:
    """Whether footnote references stand elsewhere among the same words; beside punctuation is no other place."""
    was, now = (re.sub(r"[^\w\[\]^]", "", text) for text in (before, after))
    return was != now and without_references(was) == without_references(now)


def _plain(text: str) -> str:
    return re.sub(r"[*_`]", "", without_references(text))


def _negation(before: Said, after: Said, other: Said) -> bool:
    """Whether a negation came or went and the counterpart does not have as many as there are now, or has one where the
    one that went stood."""
    was, now, there = negations(*before), negations(*after), negations(*other)
    if len(was) == len(now):
        return False
    return len(now) != len(there) or (len(was) > len(now) and _has_its_like(before[0], after[0], was, other[0], there))


def _has_its_like(before: str, after: str, was: Sequence[int], other: str, there: Sequence[int]) -> bool:
    """Whether one of the counterpart's negations stands nearest to the one that went, as shares of the sentences."""
    changed = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(after))
    went = min(was, key=lambda at: abs(at - changed))
    return any(min(was, key=lambda at: abs(at / len(before) - place / len(other))) == went for place in there)


def _opposite(before: Said, after: Said, other: Said) -> bool:
    """Whether a word gave way to another of its group, and the counterpart has as many of them as before, or is further
    off now."""
    for hyphen in "- ":  # the first half, and “first-half goals”
        found = [every_opposite(text.replace("-", hyphen), code) for text, code in (before, after, other)]
        if any(_turns(*([change(o) or o for o in each] for each in found)) for change in (lambda o: o, wider)):
            return True
    return False


def _turns(*found: Sequence[Opposite]) -> bool:
    was, now, there = (Counter((o.group, o.member) for o in each) for each in found)
    for group in {group for group, _ in was - now} & {group for group, _ in now - was}:
        far, near = (
            sum(abs(side[key] - there[key]) for key in {*side, *there} if key[0] == group) for side in (now, was)
        )
        if far >= near:
            return True
    return False


def _order(before: Said, after: Said, other: Said) -> bool:
    """Whether the same values, or the same figures, stand in another order that is not nearer to the counterpart's.

    January 23, 2020 and 2020 January 23 are the same.
    """
    was, now, there = (_values(said) for said in (before, after, other))
    if was == now:
        return False
    figures = [_figures(said[0]) for said in (before, after, other)]
    same, same_figures = Counter(was) == Counter(now), Counter(figures[0]) == Counter(figures[1])
    if not same:
        # 2 hours and 35 people are not 35 hours and 2 people.
        return same_figures and figures[0] != figures[1]
    orders = [(was, now, there), *([figures] if same_figures else ())]
    return all(_inversions(now, there) >= _inversions(was, there) for was, now, there in orders)


def _value(before: Said, after: Said, other: Said) -> bool:
    """Whether a value was changed away from the counterpart's, of a kind that alone proves little (three, 三); what is
    beyond doubt is told without an edit. One is said in passing."""
    if [v for v in _values(before) if v != _ONE] == [v for v in _values(after) if v != _ONE]:
        return False
    was, now = (len(compare(find_quantities(*said), find_quantities(*other)).differences) for said in (before, after))
    return now > was and _told(after, other) <= _told(before, other)


def _values(said: Said) -> list[object]:
    return [(found.value, found.unit) for found in find_quantities(*said)]


def _figures(text: str) -> list[object]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def _inversions(values: list[object], there: list[object]) -> int:
    """How many pairs of values that stand once on either side are in another order there."""
    places = [there.index(value) for value in values if values.count(value) == there.count(value) == 1]
    return sum(one > two for one, two in combinations(places, 2))


def _words(before: Said, after: Said, other: Said) -> bool:
    """Whether words have changed places, and no opposites among them that stand as in the counterpart now."""
    if not (found := exchanged_words(before[0], after[0], before[1])):
        return False
    groups = [{o.group for o in every_opposite(word, before[1])} for word in found]
    known = groups[0] & groups[1]
    was, now, there = ([o.member for o in every_opposite(*said) if o.group in known] for said in (before, after, other))
    return not there or _inversions(list(now), list(there)) >= _inversions(list(was), list(there))


def _cells(before: Said, after: Said, _: Said) -> bool:
    return exchanged_cells(before[0], after[0])


_WAYS: dict[str, Callable[[Said, Said, Said], bool]] = {
    "negation": _negation,
    "opposite": _opposite,
    "order": _order,
    "value": _value,
    "cells": _cells,
    "words": _words,
}
