"""The examples of a language (zh.txt …), of pairs and of what is told of them; those files explain themselves."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

import duizhao.compare.quantities
from duizhao.compare.quantities import Difference, Why, beyond_doubt, compare, find_quantities
from duizhao.languages.quantity import Quantity
from tests.quantities.notation import describe

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en", "fr", "ar")


def lines(name: str) -> Iterator[tuple[int, str]]:
    """The numbered lines of an example file, without remarks."""
    for number, line in enumerate((FOLDER / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            yield number, line


def examples() -> Iterator[object]:
    for language in LANGUAGES:
        for number, line in lines(f"{language}.txt"):
            if line.strip():
                text, sign, expected = line.rpartition(" = ")
                assert sign, f"{language}.txt:{number}: no ' = ' in this line"
                yield pytest.param(text, language, expected.strip(), id=f"{language}.txt:{number}")


@pytest.mark.parametrize(("text", "language", "expected"), list(examples()))
def test_quantities_found(text: str, language: str, expected: str) -> None:
    found = "; ".join(describe(quantity) for quantity in find_quantities(text, language))
    assert (found or "nothing") == expected


def pairs(name: str = "pairs.txt") -> Iterator[object]:
    entry: dict[str, str] = {}
    differences: list[str] = []
    start = 0
    for number, line in [*lines(name), (0, "")]:
        key, sign, value = line.partition(": ")
        if key == "difference":
            differences.append(value)
        elif sign:
            assert key in LANGUAGES, f"{name}:{number}: neither a language nor a difference"
            entry[key] = value
            start = start or number
        elif entry:
            yield pytest.param(entry, differences, id=f"{name}:{start}")
            entry, differences, start = {}, [], 0


def said(quantity: Quantity | None) -> str:
    return describe(quantity) if quantity else "-"


def shown(difference: Difference) -> str:
    return f"{difference.why.value}: {said(difference.left)} | {said(difference.right)}"


@pytest.mark.parametrize(("texts", "expected"), list(pairs()))
def test_differences_told(texts: dict[str, str], expected: list[str]) -> None:
    comparison = compare(*(find_quantities(text, language) for language, text in texts.items()))
    assert sorted(shown(difference) for difference in comparison.findings()) == sorted(expected)
    assert expected or comparison.pairs, "nothing was found that could differ"


@pytest.mark.parametrize(("texts", "expected"), list(pairs()))
def test_sides_may_be_exchanged(texts: dict[str, str], expected: list[str]) -> None:
    comparison = compare(*(find_quantities(text, language) for language, text in reversed(texts.items())))
    mirrored = [Difference(d.why, d.right, d.left) for d in comparison.findings()]
    assert sorted(shown(difference) for difference in mirrored) == sorted(expected)


@pytest.mark.parametrize(("texts", "expected"), list(pairs("told.txt")))
def test_only_what_is_beyond_doubt_is_told(texts: dict[str, str], expected: list[str]) -> None:
    quantities = [find_quantities(text, language) for language, text in texts.items()]
    found = beyond_doubt(list(texts.values()), list(texts), quantities)
    assert sorted(map(shown, found)) == sorted(expected)
    assert len(beyond_doubt(list(texts.values())[::-1], list(texts)[::-1], quantities[::-1])) == len(found)


# Options


def test_weak_differences_are_told_on_request() -> None:
    comparison = compare(find_quantities("一项计划", "zh"), find_quantities("the plan", "en"))
    assert comparison.findings() == ()
    assert [shown(d) for d in comparison.findings(weak=True)] == ["absent: weak 1 | -"]


def test_repeated_values_are_told_on_request() -> None:
    chinese = find_quantities("八项行动实施一年，八项行动成果丰硕", "zh")
    comparison = compare(chinese, find_quantities("The eight steps have borne fruit", "en"))
    assert comparison.findings() == ()
    assert [d.why for d in comparison.findings(repeated=True)] == [Why.REPEATED]


def test_strong_quantities_are_paired_before_weak_ones() -> None:
    chinese = find_quantities("甲、乙、丙和丁四国建设4个电站", "zh")
    assert [quantity.weak for quantity in chinese] == [True, False]
    (pair,) = compare(chinese, find_quantities("Four power stations are being built", "en")).pairs
    assert pair.left is chinese[1]


def test_two_numbers_do_not_share_a_hedge() -> None:
    tripled, sum_of_money = find_quantities("sales tripled or above RMB 5", "en")
    assert (tripled.surface, sum_of_money.surface) == ("tripled or above", " RMB 5")


def test_pairs_name_what_agrees() -> None:
    comparison = compare(find_quantities("货运10万公吨、50列", "zh"), find_quantities("50 trains, 100,000 tons", "en"))
    assert [(pair.left.surface, pair.right.surface) for pair in comparison.pairs] == [
        ("10万公吨", "100,000 tons"),
        ("50列", "50"),
    ]


def test_example_in_the_package_holds() -> None:
    assert doctest.testmod(duizhao.compare.quantities) == doctest.TestResults(failed=0, attempted=4)


def test_in_a_language_without_rules_nothing_is_found() -> None:
    assert find_quantities("cent 100 %", "tlh") == ()
