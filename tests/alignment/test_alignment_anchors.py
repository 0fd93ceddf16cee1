"""What reads the same in both languages."""

from __future__ import annotations

from math import fsum, log

import pytest

from duizhao.compare.alignment.anchors import Weights, address_anchors
from duizhao.compare.alignment.evidence import AnchorFinder
from duizhao.compare.alignment.learned_terms import learn_glossary
from duizhao.compare.alignment.survey import survey
from duizhao.compare.alignment.terms import TermFinder
from duizhao.languages.values import find_values
from tests.alignment.cases import HERE, known

VALUES = [line for line in (HERE / "values.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
PAIRS = [(left.text, right.text) for left, right in zip(*known(), strict=True)]


@pytest.mark.parametrize("line", VALUES)
def test_values_read_the_same_in_both_languages(line: str) -> None:
    texts, values = line.split("→")
    chinese, english = texts.split("|")
    assert sorted(find_values(chinese, "zh")) == sorted(find_values(english, "en")) == sorted(values.split())


@pytest.mark.parametrize(
    "line", [each for each in (HERE / "values-of-others.txt").read_text(encoding="utf-8").splitlines() if "|" in each]
)
def test_values_of_other_languages(line: str) -> None:
    language, given = line.split(" | ")
    text, values = given.split("→")
    assert list(find_values(text, language)) == values.split()


def test_an_anchor_seen_once_is_worth_more_than_one_seen_everywhere() -> None:
    sides = [frozenset({"n:1", f"n:{100 + n}"}) for n in range(50)]
    weights = Weights.of(sides, sides)
    assert weights.values["n:100"] == round(log(50) * 8) / 8
    assert "n:1" not in weights.values


def test_a_value_the_other_document_lacks_counts_less() -> None:
    weights = Weights.of(
        [frozenset({"n:1", "n:2", "w:acme"}), *[frozenset()] * 9], [frozenset({"n:1"}), *[frozenset()] * 9]
    )
    assert weights.values["n:1"] > weights.values["n:2"] > 0
    assert "w:acme" not in weights.values
    both, one, none = (weights.weighed(anchors) for anchors in ({"n:1"}, {"n:2"}, ()))
    assert weights.agreement(both, both) > 0 > weights.agreement(one, none)


def test_what_two_sides_share_is_summed_exactly() -> None:
    weights = Weights.of([{f"n:{k}" for k in range(1, n)} for n in range(2, 101)], [{f"n:{k}" for k in range(1, 100)}])
    worths = weights.values
    left, right = (weights.weighed(some) for some in (list(worths)[:60], list(worths)[40:]))
    shared, alone = (
        fsum(map(worths.__getitem__, some)) for some in (list(worths)[40:60], [*list(worths)[:40], *list(worths)[60:]])
    )
    assert weights.agreement(left, right) == shared - 0.35 * alone


def test_addresses_are_compared_without_what_extraction_changes() -> None:
    assert address_anchors(["https://www.Example.org/a-b/"]) == address_anchors(["http://example.org/ab"])


@pytest.mark.parametrize(
    ("wordings", "text", "found"),
    [
        (["port"], "The port, not the airport.", 1),
        (["port"], "The ports, not the airports.", 1),
        (["port"], "The airport.", 0),
        (["丝绸之路"], "空中丝绸之路", 1),
        (["PPP"], "采用PPP模式", 1),
        (["Silk Road"], "the Silk Roadside", 0),
        (["Silk Road"], "the SILK ROAD", 1),
        (["x"], "x 轴", 1),
        ([""], "anything", 0),
    ],
)
def test_terms_are_found_as_whole_words(wordings: list[str], text: str, found: int) -> None:
    assert len(TermFinder((w, w) for w in wordings)(text)) == found


def test_a_glossary_gives_anchors_to_both_sides() -> None:
    finder = AnchorFinder(("zh", "en"), lambda text, language: ()).with_glossary({"渡船": ("ferry", "ferryboat")})
    assert finder("渡船停航", 0) & finder("The ferries and a ferryboat", 1) == {"t:渡船"}


def test_another_value_finder_may_be_given() -> None:
    evidence = survey(PAIRS, "zh", "en", find_values=lambda text, language: ["7"] if "7" in text else [], learn=False)
    assert set(evidence.weights.values) == {"n:7"}


def test_terms_are_learned_from_either_side() -> None:
    texts = [("渡船停航。", "The ferry stopped."), ("坐渡船。", "Take a ferry."), ("渡船很慢。", "Slow ferry!")]
    texts += [(f"别的事情第{n}件。", f"Something else, number {n}.") for n in range(12)]
    assert learn_glossary(texts, ("zh", "en"))["渡船"] == ("ferry",)
    assert list(learn_glossary([(b, a) for a, b in texts], ("en", "zh"))["ferry"]) == ["渡船"]
