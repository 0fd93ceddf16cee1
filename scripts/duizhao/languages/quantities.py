"""The quantities of a text, by the rules of its language."""

from functools import lru_cache, partial

from msgspec.structs import replace

from duizhao.languages import as_read, file_of, part
from duizhao.languages.quantity import Quantity
from duizhao.memo import Memo, reader

_QUANTITIES = reader(tuple[Quantity, ...])


def has_quantities(*languages: str) -> bool:
    """Whether we know how these languages write numbers and dates: only then can those of two texts be compared."""
    return all(file_of(language, "quantities.py") for language in languages)


@lru_cache(maxsize=4096)
def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities in a text of any length, in order and not overlapping; none in a language without rules for them.
    Remembered, since several rules ask for those of the same paragraphs.

    `text`: plain text; addresses and footnote references in it are passed over. `language`: a BCP 47 tag.
    """
    rules = part(language, "quantities")
    read = as_read(text, language)
    found: tuple[Quantity, ...] = rules.find(read) if rules else ()
    return found if read == text else tuple(replace(each, surface=text[each.start : each.end]) for each in found)


def remembered_quantities(text: str, language: str, memo: Memo) -> tuple[Quantity, ...]:
    """The same as the memo has them: what finds them is made ready only when a text is new."""
    find = partial(find_quantities, text, language)
    return memo.recall("quantities of a text", (language, text), find, _QUANTITIES)
