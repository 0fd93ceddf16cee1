"""Which units belong together."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from duizhao.compare.alignment.align import align_sentences, align_units
from duizhao.compare.alignment.units import Alignment, Link, Options, Unit
from tests.alignment.cases import Pairs, UnitCase, known, unit_cases

CASES = unit_cases()


def align(left: Sequence[Unit], right: Sequence[Unit], options: Options | None = None) -> Alignment:
    return align_units(left, right, left_language="zh", right_language="en", options=options or Options())


def numbered(alignment: Alignment) -> Pairs:
    """Beads by number from 1, as in the case files."""
    return [(tuple(i + 1 for i in bead.left), tuple(j + 1 for j in bead.right)) for bead in alignment.beads]


@pytest.mark.parametrize("case", [c for c in CASES if not c.of_sentences], ids=lambda case: case.title)
def test_units_pair_as_the_case_says(case: UnitCase) -> None:
    alignment = align(case.left, case.right, Options(links=case.links))
    assert sorted(numbered(alignment)) == sorted(case.expected)
    assert [(move.left + 1, move.right + 1) for move in alignment.moves] == case.moves
    # The other way round it is the same.
    back = Options(links=tuple(Link(link.right, link.left) for link in case.links))
    other = align_units(case.right, case.left, left_language="en", right_language="zh", options=back)
    assert sorted((b, a) for a, b in numbered(other)) == sorted(case.expected)


@pytest.mark.parametrize("case", [c for c in CASES if c.of_sentences], ids=lambda case: case.title)
def test_sentences_pair_as_the_case_says(case: UnitCase) -> None:
    beads = align_sentences(case.left[0].text, case.right[0].text, "zh", "en")
    found = [(tuple(i + 1 for i in bead.left_sentences), tuple(j + 1 for j in bead.right_sentences)) for bead in beads]
    assert found == case.expected


# ---- a known text, changed ------------------------------------------------------------------------------------

LEFT, RIGHT = known()
NUMBERS = st.integers(1, len(LEFT))


def one_to_one(changes: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] | None = None) -> Pairs:
    return [(changes or {}).get(n, ((n,), (n,))) for n in range(1, len(LEFT) + 1)]


def test_the_known_text_is_aligned_one_to_one() -> None:
    alignment = align(LEFT, RIGHT)
    assert numbered(alignment) == one_to_one()
    assert not alignment.moves
    assert all(bead.confidence > 0.9 for bead in alignment.beads)


@given(NUMBERS)
@settings(max_examples=len(LEFT))
def test_a_dropped_paragraph_is_reported_and_no_other(dropped: int) -> None:
    right = [unit for unit in RIGHT if unit.key != str(dropped)]
    expected = [((n,), () if n == dropped else (n - (n > dropped),)) for n in range(1, len(LEFT) + 1)]
    assert numbered(align(LEFT, right)) == expected
    left = [unit for unit in LEFT if unit.key != str(dropped)]
    assert numbered(align(left, RIGHT)) == [(b, a) for a, b in expected]


@given(st.integers(1, len(LEFT) - 1))
@settings(max_examples=len(LEFT))
def test_merged_paragraphs_are_reported_and_no_other(first: int) -> None:
    merged = replace(RIGHT[first - 1], text=f"{RIGHT[first - 1].text} {RIGHT[first].text}")
    right = [*RIGHT[: first - 1], merged, *RIGHT[first + 1 :]]
    expected: Pairs = [((n,), (n - (n > first),)) for n in range(1, len(LEFT) + 1) if n not in (first, first + 1)]
    expected.insert(first - 1, ((first, first + 1), (first,)))
    assert numbered(align(LEFT, right)) == expected


@given(NUMBERS)
@settings(max_examples=len(LEFT))
def test_a_split_paragraph_is_reported_and_no_other(split: int) -> None:
    unit = RIGHT[split - 1]
    cut = unit.text.index(". ") + 2 if ". " in unit.text else unit.text.index("; ") + 2
    parts = [replace(unit, key="a", text=unit.text[:cut]), replace(unit, key="b", text=unit.text[cut:])]
    right = [*RIGHT[: split - 1], *parts, *RIGHT[split:]]
    expected = [((n,), (n, n + 1) if n == split else (n + (n > split),)) for n in range(1, len(LEFT) + 1)]
    assert numbered(align(LEFT, right)) == expected


@given(NUMBERS, NUMBERS)
@settings(max_examples=40)
def test_a_moved_paragraph_is_reported_as_moved(start: int, end: int) -> None:
    right = list(RIGHT)
    moved = right.pop(start - 1)
    right.insert(end - 1, moved)
    alignment = align(LEFT, right)
    found = {(LEFT[m.left].key, right[m.right].key) for m in alignment.moves}
    pairs = {(LEFT[bead.left[0]].key, right[bead.right[0]].key) for bead in alignment.beads if bead.left and bead.right}
    # Moving a paragraph one place is moving its neighbour one place the other way: either may be named.
    assert len(found) == (0 if start == end else 1)
    assert {left for left, right in found | pairs if left == right} == {unit.key for unit in LEFT}
    assert all(left == right for left, right in found | pairs)


# ---- properties -----------------------------------------------------------------------------------------------

CITED = st.lists(st.sampled_from(["http://a.org", "b"]), max_size=1)
KINDS = st.sampled_from(["paragraph", "paragraph", "heading", "factbox", "figure"])
TEXTS = st.text(st.sampled_from("甲乙丙丁。， 0123abc"), max_size=30) | st.text(max_size=12)


def units(side: str) -> st.SearchStrategy[tuple[Unit, ...]]:
    content = st.lists(
        st.tuples(KINDS, TEXTS, st.lists(st.sampled_from(["http://a.org", "b"]), max_size=1)), max_size=9
    )
    return content.map(
        lambda items: tuple(Unit(f"{side}{n}", kind, text, tuple(cited)) for n, (kind, text, cited) in enumerate(items))
    )


def links(draw: st.DrawFn, left: Sequence[Unit], right: Sequence[Unit]) -> tuple[Link, ...]:
    keys_left, keys_right = [u.key for u in left] + ["gone"], [u.key for u in right] + ["gone"]
    sides = st.tuples(
        st.lists(st.sampled_from(keys_left), max_size=2), st.lists(st.sampled_from(keys_right), max_size=2)
    )
    return tuple(Link(tuple(a), tuple(b)) for a, b in draw(st.lists(sides, max_size=4)))


@given(units("l"), units("r"), st.data())
def test_whatever_the_text(left: tuple[Unit, ...], right: tuple[Unit, ...], data: st.DataObject) -> None:
    settled = data.draw(st.composite(links)(left, right))
    options = Options(links=settled)
    alignment = align(left, right, options)

    # Every unit stands in exactly one bead.
    assert sorted(i for bead in alignment.beads for i in bead.left) == list(range(len(left)))
    assert sorted(j for bead in alignment.beads for j in bead.right) == list(range(len(right)))

    # What is not settled keeps the order and the kind.
    free = [bead for bead in alignment.beads if not bead.settled]
    for side in ("left", "right"):
        order = [index for bead in free for index in getattr(bead, side)]
        assert order == sorted(order)
    for bead in free:
        kinds = {left[i].kind for i in bead.left} | {right[j].kind for j in bead.right}
        assert len(kinds) == 1
        assert kinds == {"paragraph"} or (len(bead.left) <= 1 and len(bead.right) <= 1)
        assert 0 <= bead.confidence <= 1

    # What is settled holds: each link is a bead, or reported as unused.
    found = [
        (tuple(left[i].key for i in bead.left), tuple(right[j].key for j in bead.right))
        for bead in alignment.beads
        if bead.settled
    ]
    reported = [(tuple(sorted(link.left)), tuple(sorted(link.right))) for link in alignment.unused]
    given_links = [(tuple(sorted(link.left)), tuple(sorted(link.right))) for link in settled]
    assert sorted(found + reported) == sorted(given_links)

    # Moves are between units without counterpart.
    alone = ({b.left for b in free if not b.right}, {b.right for b in free if not b.left})
    assert all((move.left,) in alone[0] and (move.right,) in alone[1] for move in alignment.moves)

    # The same again gives the same again.
    assert align(left, right, options) == alignment


@given(st.integers(0, 2**32))
@settings(max_examples=5)
def test_sides_may_change_places(seed: int) -> None:
    chosen = random.Random(seed).sample(range(len(LEFT)), 7)
    left, right = [LEFT[i] for i in sorted(chosen)], [RIGHT[i] for i in sorted(chosen[:5])]
    there = numbered(align(left, right))
    back = align_units(right, left, left_language="en", right_language="zh")
    assert sorted((b, a) for a, b in numbered(back)) == sorted(there)


@pytest.mark.parametrize(("left_count", "right_count"), [(3, 90), (2, 5000), (400, 30)])
def test_sides_that_differ_in_kind_and_number_still_align(left_count: int, right_count: int) -> None:
    left = [Unit(f"l{i}", "factbox", f"洪水警报{i}") for i in range(left_count)]
    right = [Unit(f"r{i}", "paragraph" if i % 2 else "heading", f"The river {i}.") for i in range(right_count)]
    beads = align(left, right).beads
    assert [i for bead in beads for i in bead.left] == list(range(left_count))
    assert [j for bead in beads for j in bead.right] == list(range(right_count))


def test_keys_must_be_unique() -> None:
    twice = [Unit("a", "paragraph", "甲"), Unit("a", "paragraph", "乙")]
    with pytest.raises(ValueError, match="two units have the key 'a'"):
        align(twice, [])


def test_links_may_be_given_as_a_mapping() -> None:
    alignment = align_units(
        LEFT[:2], RIGHT[:1], left_language="zh", right_language="en", settled={"1": "1", "2": "1", "gone": "1"}
    )
    assert numbered(alignment) == [((1,), (1,)), ((2,), ())]
    assert len(alignment.unused) == 1
    merged = align_units(LEFT[:2], RIGHT[:1], left_language="zh", right_language="en", settled={"1": "1", "2": "1"})
    assert numbered(merged) == [((1, 2), (1,))]
