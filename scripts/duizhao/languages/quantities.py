"""The quantities of a text, by the rules of its language."""

from __future__ import annotations

from duizhao.languages import part
from duizhao.languages.quantity import Quantity


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities in a text of any length, in order and not overlapping; none in a language without rules for them.

    `text`: plain text; addresses and footnote references in it are passed over. `language`: a BCP 47 tag.
    """
    rules = part(language, "quantities")
    found: tuple[Quantity, ...] = rules.find(text) if rules else ()
    return found
