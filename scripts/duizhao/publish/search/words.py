"""What the search box says and knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from duizhao.document.boxes import ASIDES, box_words
from duizhao.languages import language_name
from duizhao.languages.script import in_han
from duizhao.publish.site.strings import load_strings

#: The words for going to a place.
PLACES = ("places", "also", "paragraph", "page", "go", "hints")


def search_words(codes: Sequence[str], language: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The words of the search box in a language, and which the other one is, if there are two.

    Args:
        codes: the site's languages.
        language: the page's.
        labels: what the kinds of boxes are called in this report; without them they have no names of their own.
    """
    strings = load_strings(language)
    # What stands in a file of its own is not on each page (duizhao/publish/site/places.py).
    words = {key: said for key, said in strings.search.items() if key not in PLACES}
    words_of = {kind: (words["kinds"][kind], one) for kind, one in words.pop("kind").items()}
    note = words_of.pop("note")
    for kind, said in box_words(language).items():
        label = labels.get(kind, said.label)
        words_of[kind] = (label, label) if kind in ASIDES else (said.counted, said.label)
    # Each kind, what several are called, and one; in a list, which keeps its order in a template.
    words["kinds"] = [[kind, *called] for kind, called in {**words_of, "note": note}.items()]
    others = [code for code in codes if code != language]
    other = others[0] if len(codes) == 2 else ""
    if other:
        names = {"here": language_name(language, language), "there": language_name(other, language)}
        for key, (place, name) in product(("other", "only_other"), names.items()):
            words[key] = words[key].replace(f"{{{place}}}", name)
    else:
        del words["other"], words["only_other"]
    words["separator"] = strings.list_separator
    return {
        **words,
        "han": in_han(language),
        "here": language,
        "there": other,
        "there_tag": load_strings(other).html_lang if other else "",
    }
