"""Traditional Chinese words are made of simplified ones (`converted.txt`), but for what is said otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.languages.tables import converted

LINES = [
    tuple(side.strip() for side in line.split("|"))
    for line in (Path(__file__).parent / "converted.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("given", "wanted"), LINES)
def test_words(given: str, wanted: str) -> None:
    text, _, own = given.partition(" (")
    wording = dict(re.findall(r"(\w+) = (\w+)", own))
    assert converted({"it": text}, {"wording": wording}) == {"it": wanted}


def test_what_is_there_replaces_no_more_than_it_names() -> None:
    source = {"group": {"软件": "软件", "打印": "打印"}, "list": ["目录", 1]}
    assert converted(source, {"group": {"軟體": "程式"}, "list": ["一覽"]}) == {
        "group": {"軟體": "程式", "列印": "列印"},
        "list": ["一覽"],
    }
