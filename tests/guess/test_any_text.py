"""Whatever a text is like: a profile is written for it that can be read, and the text is converted with it whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizhao.source.conversion import convert
from duizhao.source.guess.profile_text import profile_text
from duizhao.source.guess.whole import File, guessed, rows_of
from duizhao.source.readers.plain_text import read_lines, read_source

#: Lines that mean something to the guesses, or to YAML.
LINES = st.sampled_from(
    """
    河流年报|The River Report|目录|Contents|前言|Preface|第一章 水位|第二章 水质|第一节|一、上游|（一）春季|1.1 Spring
    1. Water|Chapter 1|Part I|Annex A|专栏 1|Box 1.1|【资料】水位|图1 水位|Figure 1: Water|Source: a|数据来源：水文所
    ① 三月。|[1] March.|水位上涨。①|The water rose.[1]|It fell.2|2 June.|**水**|*a*|——堤防|— 4 —|7|Page 8|{|}|[a|"b
    'c|:d|- x|# y|a: b|&z|%w|@v|!u|null|true|2024-10-18|2024年10月|{number}|第{numeral}章|Вода|......|\x0c
    Le rapport des puits et de la ville
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
LONG = "The water of the river rose in the spring of the year and the bridge was closed, as long as the flood went on"


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.one_of(LINES, st.just(""), st.just(LONG), st.just(LONG + ".")), min_size=1, max_size=40))
def test_any_text_has_a_profile_and_is_converted(lines: list[str], tmp_path: Path) -> None:
    text = "\n".join(["水", *lines])
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    source, _ = read_source(tmp_path / "report.txt", "report.txt")
    seen = guessed([File("report.txt", rows_of(source, read_lines(source)[0]))])
    told = [each if each.guess("publisher") else each.told("publisher", "?") for each in seen]
    (tmp_path / "report.yml").write_text(profile_text(told, "", lambda guess: guess.because), encoding="utf-8")
    assert convert(tmp_path / "report.yml", tmp_path).ledger.total == len(text)
