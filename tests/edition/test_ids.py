"""Ids: how they are read and written, and which one is free."""

from __future__ import annotations

import doctest

import pytest

import duizhao.document.ids
from duizhao.document.boxes import ASIDES, BY_NAME
from duizhao.document.ids import Names, Numbers, box_of, further_ids, parted


def test_the_examples_in_the_code() -> None:
    found = doctest.testmod(duizhao.document.ids)
    assert (found.failed, found.attempted > 5) == (0, True)


@pytest.mark.parametrize(
    ("id_", "series", "number"),
    [
        ("s1-1-p12", "s1-1-p", 12),
        ("s1-1x2-h3", "s1-1x2-h", 3),
        ("preface-box1-p2", "preface-box1-p", 2),
        ("fn:n7", "fn:n", 7),
        ("s1-1", "", 0),
        ("figure-1", "", 0),
        ("figure-1-source", "", 0),
        ("s1-1-q3", "", 0),
        ("fn:star", "", 0),
    ],
)
def test_a_series_and_a_number(id_: str, series: str, number: int) -> None:
    assert parted(id_) == (series, number)


def test_the_next_is_one_more_than_any_that_was() -> None:
    numbers = Numbers(["s1-p1", "s1-p7", "s1-h2", "s1-box1-p9"])
    assert [numbers.next("s1", "p"), numbers.next("s1", "p"), numbers.next("s1", "h")] == ["s1-p8", "s1-p9", "s1-h3"]


def test_an_id_stays_if_it_is_free() -> None:
    numbers = Numbers(["s1-p1", "s1-p4", "fn:n2"])
    asked = ["s1-p2", "s1-p2", "s1-p4", "fn:n2", "fn:n3", "publisher"]
    assert [numbers.free(id_) for id_ in asked] == ["s1-p2", "s1-p5", "s1-p6", "fn:n3", "fn:n4", "publisher"]


@pytest.mark.parametrize("name", ASIDES)
def test_a_paragraph_names_the_box_it_stands_in(name: str) -> None:
    box = f"s1-1-{BY_NAME[name].part}2"
    assert box_of(f"{box}-p3") == box
    assert box_of(box) == box_of("s1-1-p3") == ""


def test_a_name_that_comes_again_has_a_number() -> None:
    names = Names()
    assert [names.once(name) for name in ("s1", "s2", "s1", "s1")] == ["s1", "s2", "s1x2", "s1x3"]


@pytest.mark.parametrize(
    ("attributes", "ids"),
    [(' data-also="a b"', ("a", "b")), ('.x data-also="a"', ("a",)), ("", ()), (' data-also=""', ())],
)
def test_further_ids(attributes: str, ids: tuple[str, ...]) -> None:
    assert further_ids(attributes) == ids
