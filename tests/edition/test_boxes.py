"""Every kind of boxes has its words, and its place in a profile."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest

from duizhao import languages
from duizhao.document.boxes import ASIDES, BOX_KINDS, box_words
from duizhao.languages.tables import table

WITH_WORDS = sorted(file.parent.name for file in Path(languages.__file__).parent.glob("*/boxes.yml"))


@pytest.mark.parametrize("language", WITH_WORDS)
def test_every_kind_has_all_its_words(language: str) -> None:
    assert set(table(f"{language}/boxes")) == {kind.name for kind in BOX_KINDS}
    for words in box_words(language).values():
        texts = {name: getattr(words, name) for name in words.__struct_fields__ if name != "measures"}
        assert all(texts.values())
        assert all(words.measures.values())
        places = {name: set(re.findall(r"\{(\w*)\}", text)) - {"label"} for name, text in texts.items()}
        assert {name for name, found in places.items() if found} == {"some", "listed"}
        assert places["some"] == {"count"}
        assert places["listed"] == ({"count", "measure"} if words.measures else {"count"})


def test_a_language_without_words_has_the_english_ones() -> None:
    assert {"en", "zh"} <= set(WITH_WORDS)
    assert box_words("tlh") == box_words("en") == box_words("en-GB")


def test_a_profile_has_a_mark_and_ends_for_every_kind_that_holds_text() -> None:
    schema = json.loads(resources.files("duizhao").joinpath("schemas", "profile.schema.json").read_text("utf-8"))
    assert set(ASIDES) <= set(schema["$defs"]["language"]["properties"])
    ends = {key for key in schema["$defs"]["settled"]["properties"] if key.endswith("_ends")}
    assert ends == {f"{name}_ends" for name in ASIDES}


def test_names_and_pages_are_told_apart() -> None:
    assert len({kind.name for kind in BOX_KINDS}) == len({kind.page for kind in BOX_KINDS}) == len(BOX_KINDS)
    assert [kind.name for kind in BOX_KINDS if kind.element == "figure"] == ["figure"]
    assert [kind.name for kind in BOX_KINDS if kind.element == "table"] == ["tablebox"]
