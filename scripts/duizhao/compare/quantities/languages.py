"""The languages in which quantities can be found. A new one is a module with `find`, and a line in this table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType

from duizhao.compare.quantities.model import Quantity

#: Language code to the module that has `find(text)`; imported when first used.
LANGUAGES = MappingProxyType({"en": "duizhao.compare.quantities.en.find", "zh": "duizhao.compare.quantities.zh.find"})


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities in a text of any length, in order and not overlapping.

    `text`: plain text; addresses and footnote references in it are passed over. `language`: a key of LANGUAGES.

    Raises:
        ValueError: the language has no entry in LANGUAGES.
    """
    if language not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise ValueError(f"Quantities cannot be found in language {language!r}; the languages are: {known}")
    find: Callable[[str], tuple[Quantity, ...]] = import_module(LANGUAGES[language]).find
    return find(text)
