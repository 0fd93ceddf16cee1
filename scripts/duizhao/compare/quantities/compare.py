"""Compares the quantities of two passages that say the same in two languages."""

from collections.abc import Sequence

from msgspec import Struct

from duizhao.compare.quantities.assignment import Assignment, Link, atoms_of
from duizhao.compare.quantities.dates import match_dates
from duizhao.compare.quantities.numbers import explain_rest, match_numbers, tell_repeated
from duizhao.compare.quantities.reckoned import match_reckoned
from duizhao.compare.quantities.verdicts import Agreement, Why
from duizhao.languages.quantity import Quantity

_ORDER = list(Why)


class Pair(Struct, frozen=True):
    """Two quantities that say the same."""

    left: Quantity
    right: Quantity
    agreement: Agreement


class Difference(Struct, frozen=True):
    """A quantity without its like on the other side, or two that do not agree; one of the two may be None."""

    why: Why
    left: Quantity | None
    right: Quantity | None

    @property
    def weak(self) -> bool:
        """Whether a quantity in it is one that languages add or leave out."""
        return any(quantity.weak for quantity in (self.left, self.right) if quantity)


class Comparison(Struct, frozen=True):
    """What two passages agree and differ in."""

    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]

    def findings(self, *, weak: bool = False, repeated: bool = False) -> tuple[Difference, ...]:
        """The differences an editor should see; on request also weak ones, and values only said more often."""
        return tuple(
            difference
            for difference in self.differences
            if (weak or not difference.weak) and (repeated or difference.why is not Why.REPEATED)
        )


def compare(left: Sequence[Quantity], right: Sequence[Quantity]) -> Comparison:
    """What the quantities of two aligned passages agree and differ in.

    `left`, `right`: what `find_quantities` found in either passage (sentences or paragraphs joined; each
    quantity needs its place in it for order). A quantity is paired with the one of the same value after
    conversion of units. No value is tolerated for another, except within the reach of an approximation.
    """
    assignment = Assignment(atoms_of(left), atoms_of(right))
    match_dates(assignment)
    match_numbers(assignment)
    match_reckoned(assignment)
    tell_repeated(assignment)
    explain_rest(assignment)
    return _comparison(left, right, assignment)


def _comparison(left: Sequence[Quantity], right: Sequence[Quantity], assignment: Assignment) -> Comparison:
    """The outcome by quantities: one difference for both ends of a range."""
    links = [*assignment.links, *assignment.unlinked()]
    partners: dict[tuple[int, int], int] = {}
    for link in links:
        if link.left is not None and link.right is not None:
            partners.setdefault((0, link.left), link.right)
            partners.setdefault((1, link.right), link.left)
    differences: dict[tuple[int | None, int | None], Why] = {}
    agreements: dict[tuple[int, int], Agreement] = {}
    for link in links:
        if isinstance(link.verdict, Why):
            place, why = _of_range(link, partners)
            known = differences.get(place)
            differences[place] = why if known is None else min(known, why, key=_ORDER.index)
        elif link.left is not None and link.right is not None:
            agreements.setdefault((link.left, link.right), link.verdict)
    pairs = [
        Pair(left[a], right[b], agreement)
        for (a, b), agreement in sorted(agreements.items())
        if (a, b) not in differences
    ]
    order = sorted(differences.items(), key=lambda item: tuple(len(left) if i is None else i for i in item[0]))
    found = [Difference(why, _at(left, a), _at(right, b)) for (a, b), why in order]
    return Comparison(tuple(pairs), tuple(found))


def _of_range(link: Link, partners: dict[tuple[int, int], int]) -> tuple[tuple[int | None, int | None], Why]:
    """An end of a range that is absent, though the other end is there, makes the range another one."""
    why = link.verdict if isinstance(link.verdict, Why) else Why.ABSENT
    if why is Why.ABSENT and link.left is not None and (0, link.left) in partners:
        return (link.left, partners[0, link.left]), Why.OTHER_VALUE
    if why is Why.ABSENT and link.right is not None and (1, link.right) in partners:
        return (partners[1, link.right], link.right), Why.OTHER_VALUE
    return (link.left, link.right), why


def _at(quantities: Sequence[Quantity], index: int | None) -> Quantity | None:
    return None if index is None else quantities[index]
