"""What the search box says and knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from duizhao.document.boxes import ASIDES, box_words
from duizhao.languages import html_tag, language_name
from duizhao.languages.script import in_han
from duizhao.publish.site.strings import load_strings

#: The words for going to a place.
PLACES = ("places", "also", "paragraph", "page", "go", "hints")


def search_words(codes: Sequence[str], language: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The words of the search box in a language, and which the others are.

    Args:
        codes: the site's languages.
        language: the page's.
        labels: what the kinds of boxes are called in this report; without them they have no names of their own.
    """
    strings = load_strings(language)
    # What stands in a file of its own is not on each page (duizhao/publish/site/search.py).
    words = {key: said for key, said in strings.search.items() if key not in PLACES}
    words_of = {kind: (words["kinds"][kind], one) for kind, one in words.pop("kind").items()}
    note = words_of.pop("note")
    for kind, said in box_words(language).items():
        label = labels.get(kind, said.label)
        words_of[kind] = (label, label) if kind in ASIDES else (said.counted, said.label)
    # Each kind, what several are called, and one; in a list, which keeps its order in a template.
    words["kinds"] = [[kind, *called] for kind, called in {**words_of, "note": note}.items()]
    others = [code for code in codes if code != language]
    for key in ("other", "only_other"):
        said = words.pop(key).replace("{here}", language_name(language, language))
        words |= {key: said} if others else {}
    words["separator"] = strings.list_separator
    return {
        **words,
        "han": in_han(language),
        "here": language,
        "others": [[code, html_tag(code), language_name(code, language)] for code in others],
    }
