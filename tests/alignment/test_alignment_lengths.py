"""How long counterparts are."""

from __future__ import annotations

from math import exp, inf, isclose

from hypothesis import given
from hypothesis import strategies as st

from duizhao.compare.alignment.gale_church import ARTICLE, length_cost
from duizhao.compare.alignment.lengths import LengthModel, default_model, deviation, estimate_model, length

LENGTHS = st.integers(1, 2000)
MODELS = st.builds(LengthModel, st.floats(0.2, 5), st.floats(1, 50))


@given(LENGTHS, LENGTHS, MODELS)
def test_a_length_model_says_the_same_from_both_sides(left: int, right: int, model: LengthModel) -> None:
    there, back = deviation(left, right, model), deviation(right, left, model.reversed)
    assert isclose(there, -back, rel_tol=1e-9, abs_tol=1e-9)


@given(LENGTHS, MODELS)
def test_lengths_as_expected_cost_nothing(left: int, model: LengthModel) -> None:
    assert isclose(length_cost(left, left * model.ratio, model), 0, abs_tol=1e-9)


@given(LENGTHS, LENGTHS, MODELS)
def test_no_length_is_impossible(left: int, right: int, model: LengthModel) -> None:
    assert 0 <= length_cost(left, right, model) < inf
    assert length_cost(left, right, model) <= length_cost(left, 10**9, model)


def test_a_model_is_measured_in_spite_of_wrong_pairs() -> None:
    right_pairs = [(100 + n, 3 * (100 + n) + (-1) ** n * 10) for n in range(100)]
    wrong_pairs = [(100, 3000)] * 20
    model = estimate_model([*right_pairs, *wrong_pairs], LengthModel(1.0, 6.8))
    assert 2.5 < model.ratio < 3.2
    assert model.variance < 20


def test_much_text_tells_the_ratio_even_as_one_pair_and_little_does_not() -> None:
    default = default_model("zh", "en")
    assert estimate_model([(8000, 8000 * 5)], default).ratio > 4.7
    assert estimate_model([(40, 40 * 5)], default).ratio < default.ratio * 1.05


def test_pairs_that_fit_too_well_do_not_make_lengths_decide_all() -> None:
    default = default_model("zh", "en")
    assert estimate_model([(100, 350)] * 500, default).variance > default.variance / 2.1


def test_without_text_the_default_holds() -> None:
    assert estimate_model([], default_model("zh", "en")) == default_model("zh-Hans", "en-GB")
    assert isclose(default_model("en", "zh").ratio, 1 / default_model("zh", "en").ratio)
    assert default_model("fr", "de").ratio == 1


def test_footnote_references_have_no_length() -> None:
    assert length(" 甲乙[^n12] 丙①\n丁 ") == length("甲乙 丙 丁") == 6


def test_the_articles_shares() -> None:
    assert isclose(exp(-ARTICLE.costs[1, 1]), 0.89)
    assert ARTICLE.shapes[0] == (1, 1)
