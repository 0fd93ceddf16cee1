"""The assignment of one side's quantities to the other's, built up in rounds from the surest to the loosest.

Each round groups what is still unmatched by a key and pairs within the groups, so that the work grows with the
number of quantities and not with its square. A range is assigned by its two ends, because languages differ in
whether they write one.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from duizhao.compare.quantities.verdicts import Agreement, Why
from duizhao.languages.quantity import Approximation, Kind, Part, PartialDate, Period, Quantity
from duizhao.languages.units import units

_SPANS: dict[tuple[int | None, int | None], Part] = {
    (1, 6): Part.FIRST_HALF, (7, 12): Part.SECOND_HALF, (1, 9): Part.THREE_QUARTERS, (1, 3): Part.FIRST_QUARTER,
    (4, 6): Part.SECOND_QUARTER, (7, 9): Part.THIRD_QUARTER, (10, 12): Part.FOURTH_QUARTER,
}  # fmt: skip


class Atom(Struct, frozen=True):
    """A number or a date of the quantity with this index in its passage; `place` is its own index.

    `number`: as written, without its unit; None for a date that is more than a year or a day. `base`: in the
    base unit of the `dimension`; a plain count has none. `coarse`: the unit is said of round numbers.
    """

    place: int
    index: int
    kind: Kind
    approximation: Approximation
    weak: bool
    dimension: str | None = None
    coarse: bool = False
    number: Fraction | None = None
    base: Fraction | None = None
    also: tuple[Fraction, ...] = ()
    date: PartialDate | None = None

    @property
    def role(self) -> str:
        """What only like kinds share: a rank, a factor, a date, or an amount."""
        return self.kind.value if self.kind in (Kind.ORDINAL, Kind.MULTIPLE, Kind.DATE) else "amount"


def atoms_of(quantities: Sequence[Quantity]) -> list[Atom]:
    """The quantities' atoms: two for a range."""
    atoms: list[Atom] = []
    for index, quantity in enumerate(quantities):
        atoms.extend(_atoms(len(atoms), index, quantity))
    return atoms


def _atoms(place: int, index: int, quantity: Quantity) -> Iterator[Atom]:
    value = quantity.value
    if isinstance(value, Period):
        value = _as_part(value)
        dates = (value.first, value.last) if value.is_range else (value.first,)
        for at, date in enumerate(dates, place):
            yield Atom(at, index, Kind.DATE, quantity.approximation, quantity.weak, number=_number(date), date=date)
        return
    unit = units()[quantity.unit] if quantity.unit else None
    dimension = unit.dimension if unit else "ratio" if quantity.kind is Kind.FRACTION else None
    head = quantity.kind, quantity.approximation, quantity.weak
    coarse, factor, zero = (unit.coarse, unit.factor, unit.zero) if unit else (False, 1, 0)
    for at, number in enumerate((value.low, value.high) if value.is_range else (value.low,), place):
        yield Atom(at, index, *head, dimension, coarse, number, (number - zero) * factor, quantity.also)


def _as_part(period: Period) -> Period:
    """January to June as the first half of the year, which is what another language may call it."""
    first, last = period.first, period.last
    part = _SPANS.get((first.month, last.month))
    whole = PartialDate(first.year, part=part)
    bare = first == PartialDate(last.year, first.month) and last == PartialDate(last.year, last.month)
    return Period(whole, whole) if part and bare else period


def _number(date: PartialDate) -> Fraction | None:
    """The year or the day, if it is all there is: it may be meant as a plain number on the other side."""
    if date.month or date.part or bool(date.year) == bool(date.day):
        return None
    return Fraction(date.year or date.day or 0)


class Link(Struct, frozen=True):
    """An outcome for the quantities with these indexes; None where there is no counterpart."""

    left: int | None
    right: int | None
    verdict: Agreement | Why


Key = Callable[[Atom], Hashable | None]
Verdict = Callable[[Atom, Atom], Agreement | Why | None]


class Assignment:
    """What is matched so far. `links` has an entry for each match; what has none is `unlinked`."""

    def __init__(self, left: Sequence[Atom], right: Sequence[Atom]) -> None:
        self.sides = (tuple(left), tuple(right))
        self.links: list[Link] = []
        self._free = tuple({atom.place: atom for atom in side} for side in self.sides)

    def free(self, side: int) -> list[Atom]:
        """The atoms of a side that are not matched yet, in order."""
        return list(self._free[side].values())

    def round(self, key: Key, sort: Key, verdict: Verdict, right_key: Key | None = None) -> None:
        """Pairs free atoms with the same key, in order, where there is a verdict about them.

        `right_key`: the key of those on the right, if it is another.

        The verdict may depend only on what `sort` tells apart (and on the key): each group is divided into
        those sorts, and the sorts are tried against each other. Strong atoms are paired before weak ones.
        """
        groups: dict[Hashable, tuple[_Sorts, _Sorts]] = {}
        for side, key_of in enumerate((key, right_key or key)):
            free = sorted(self._free[side].items(), key=lambda item: item[1].weak)
            for place, atom in free:
                value = key_of(atom)
                if value is not None:
                    group = groups.setdefault(value, (defaultdict(deque), defaultdict(deque)))
                    group[side][sort(atom)].append(place)
        for lefts, rights in groups.values():
            for left_places in lefts.values():
                for right_places in rights.values():
                    while left_places and right_places:
                        a, b = self._free[0][left_places[0]], self._free[1][right_places[0]]
                        outcome = verdict(a, b)
                        if outcome is None:
                            break
                        self._link(left_places.popleft(), right_places.popleft(), outcome)

    def link(self, side: int, atom: Atom, other: Atom, verdict: Agreement | Why = Agreement.TOLERATED) -> None:
        """Matches two free atoms, the first of this side."""
        self._link(*((atom.place, other.place) if side == 0 else (other.place, atom.place)), verdict)

    def dismiss(self, side: int, reason: Callable[[Atom], Agreement | Why | None]) -> None:
        """Settles a side's free atoms that need no counterpart of their own; an agreement leaves no trace."""
        for place, atom in list(self._free[side].items()):
            outcome = reason(atom)
            if outcome is None:
                continue
            del self._free[side][place]
            if isinstance(outcome, Why):
                self.links.append(_alone(side, atom, outcome))

    def unlinked(self) -> list[Link]:
        """What is left without a counterpart."""
        return [_alone(side, atom, Why.ABSENT) for side in (0, 1) for atom in self._free[side].values()]

    def _link(self, left: int, right: int, verdict: Agreement | Why) -> None:
        a, b = self._free[0].pop(left), self._free[1].pop(right)
        self.links.append(Link(a.index, b.index, verdict))


def _alone(side: int, atom: Atom, why: Why) -> Link:
    return Link(atom.index, None, why) if side == 0 else Link(None, atom.index, why)


_Sorts = defaultdict[Hashable, deque[int]]
