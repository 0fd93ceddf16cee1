"""What holds for every text and every glossary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.compare.glossary.association import SIGNIFICANT, log_likelihood
from duizhao.compare.glossary.forms import inflections, same_shape
from duizhao.compare.glossary.match import automaton, find_all
from duizhao.compare.glossary.model import Glossary, Renderings, Term
from duizhao.languages.script import lower
from tests.glossary.tooltips import tooltips

FEW_LETTERS = st.text("ab河桥𠀀", min_size=1, max_size=5)


@given(st.lists(FEW_LETTERS, min_size=1, max_size=8), st.text("ab河桥𠀀 ", max_size=60))
def test_automaton_finds_what_looking_at_every_place_finds(patterns: list[str], text: str) -> None:
    everywhere = {
        (start, start + len(pattern))
        for pattern in patterns
        for start in range(len(text))
        if text.startswith(pattern, start)
    }
    found = list(find_all(automaton(patterns), text))
    assert set(found) == everywhere
    assert len(found) == len(everywhere)
    assert found == sorted(found, key=lambda place: (place[1], place[0]))


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(same_shape(text)) == len(lower(text)) == len(text)


@given(st.lists(FEW_LETTERS, min_size=1, max_size=6, unique=True), st.text("abAB河桥 ’", max_size=60))
def test_annotations_are_in_order_apart_and_what_the_glossary_says(forms: list[str], text: str) -> None:
    terms = tuple(
        Term(f"t{number}", "concept", {"en": Renderings(form), "zh": Renderings(f"译{number}")})
        for number, form in enumerate(forms)
    )
    at = 0
    for start, end, tooltip in tooltips(Glossary("", terms), text, "en", "zh"):
        assert at <= start < end <= len(text)
        at = end
        found = lower(same_shape(text[start:end]))
        assert any(found == written for written in inflections(lower(forms[int(tooltip[1:])])))


@given(st.data())
def test_association_is_even_handed_and_grows_with_what_is_shared(data: st.DataObject) -> None:
    total = data.draw(st.integers(10, 500))
    left, right = data.draw(st.integers(1, total - 1)), data.draw(st.integers(1, total - 1))
    least, most = max(0, left + right - total), min(left, right)
    both = data.draw(st.integers(least, most))
    score = log_likelihood(both, left, right, total)
    assert score == pytest.approx(log_likelihood(both, right, left, total))
    if both < most:
        assert log_likelihood(both + 1, left, right, total) > score


def test_association_of_a_worked_example() -> None:
    # Ten units, two things in the same two of them: 2 · (2 ln 5 + 8 ln 1.25).
    assert log_likelihood(2, 2, 2, 10) == pytest.approx(10.008, abs=0.001)
    assert log_likelihood(2, 2, 2, 10) < SIGNIFICANT < log_likelihood(2, 2, 2, 20)


def test_things_that_keep_clear_of_each_other_are_not_associated() -> None:
    assert log_likelihood(0, 5, 5, 10) < 0
    assert log_likelihood(1, 2, 5, 10) == pytest.approx(0)
