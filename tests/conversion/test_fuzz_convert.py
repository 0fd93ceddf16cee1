"""Sources put together by chance from what conversions trip over: each character is accounted for, and none is dropped
as doubled that does not stand again directly behind it.

A fixed number of cases runs here; `DUIZHAO_FUZZ_CASES=100000 python -m pytest tests/conversion/test_fuzz_convert.py`
runs as many as one likes.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizhao.errors import InputError
from duizhao.source.conversion import convert
from duizhao.source.model import Reason

CASES = int(os.environ.get("DUIZHAO_FUZZ_CASES", "150"))
REPAIRS = Path(__file__).parents[1] / "repairs"

PIECES = {
    "zh": "水位|上涨|附加注册费|是一种税。|1975年：|一、总体情况|——水质|第一章 深度|1.1 水位|1.2 水质|图1 水位|"
    "（资料来源：水文所）|^①|①|^①<https://example.org/a>|【资料】|【资料】警报|河流年报与展望|— 3 —|• 疏浚河道|，|。|"
    "“|”|（|）|\\*|**|⽔|\u200b|\f|\t|　|2024年10月|目录|前言|https://example.org/Well_(水)|……12",
    "en": "The river|rose|in summer,|Additional fee|is a tax.|1975:|Chapter One|—Water|1.1 The Mill|1.2 The Lake|"
    "Figure 1: Water|Source: Office|^①|①|① https://example.org/a|Box:|Box: Alarm|The Yearly River Report|— 3 —|• a|"
    ",|.|“|”|(|)|-|coope-|cooperation|*|**|\xad|\f|\t|2024|CONTENTS|Preface|https://example.org/Well_(water)|.....12",
}


def sources(language: str) -> st.SearchStrategy[str]:
    """Texts of a language: pieces on lines, with and without blank lines, with either line end."""
    ends = st.sampled_from(["", "", " ", "\n", "\n\n", "\r\n"])
    parts = st.lists(st.tuples(st.sampled_from(PIECES[language].split("|")), ends), max_size=40)
    return parts.map(lambda pairs: "".join(piece + end for piece, end in pairs))


@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(zh=sources("zh"), en=sources("en"), wrapped=st.booleans())
def test_every_character_is_accounted_for(zh: str, en: str, wrapped: bool) -> None:
    account_for(zh, en, wrapped)


def account_for(zh: str, en: str, wrapped: bool) -> None:
    """Converts a source of two texts; fails if a character is lost, or a finding cannot be told."""
    profile = yaml.safe_load((REPAIRS / "zh.yml").read_text(encoding="utf-8"))
    profile["languages"] |= yaml.safe_load((REPAIRS / "en.yml").read_text(encoding="utf-8"))["languages"]
    profile["lines"] = "wrapped" if wrapped else "paragraphs"
    text = f"河流年报\n水文所\n{zh}\n\nThe River Report\nHydrology Office\n{en}\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "case.yml").write_text(yaml.safe_dump(profile, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (folder / "case.txt").write_text(text, encoding="utf-8", newline="")
        try:
            conversion = convert(folder / "case.yml", folder)  # the ledger adds up, or it raises
        except InputError:
            return
    for entry in conversion.ledger.entries:
        if entry.reason == Reason.SEAM_DOUBLE:
            copy = "".join(text[entry.span.start : entry.span.end].split()).rstrip("-")
            assert copy in "".join(text[entry.span.end :].split())
    assert all(finding.says("en") and finding.says("zh") for finding in conversion.findings)
