"""What counts as the same form: quotation marks, dashes, spaces, capital letters, simple endings."""

import re

from duizhao.languages.script import is_han

#: Alike for looking up, one character for one, so that offsets stay.
_ALIKE = tuple(zip("’‘“”–—‐‑−\n\u00a0•・‧", "''\"\"-----  ···", strict=True))
_VOWELS = "aeiou"
#: The last two of several things, with or without a comma.
_SERIAL = re.compile(r"(, [^,]+?)(,?) (and|or) ")


def same_shape(text: str) -> str:
    """The text with typographic variants alike; as long as before."""
    for sign, other in _ALIKE:  # a text has few of them: sooner than to look up each character
        text = text.replace(sign, other)
    return text


def inflections(form: str) -> tuple[str, ...]:
    """An English form with its simple plural and the possessives of both, and what lists things with and without the
    comma before the last of them; anything else as it is.

    Only the last word changes: what changes elsewhere (“memoranda of understanding”) is a form of its own.
    """
    if is_han(form) or not form[-1:].isascii() or not form[-1:].isalpha():
        return (form,)
    other = _SERIAL.sub(lambda match: f"{match[1]}{'' if match[2] else ','} {match[3]} ", form)
    return _of_one(form) if other == form else (*_of_one(form), *_of_one(other))


def _of_one(form: str) -> tuple[str, ...]:
    if form[-1] in "sx" or form.endswith(("ch", "sh")):
        plural = f"{form}es"
    elif form.endswith("y") and form[-2:-1] not in _VOWELS:
        plural = f"{form[:-1]}ies"
    else:
        plural = f"{form}s"
    return (form, f"{form}'s", f"{form}'", plural, f"{plural}'")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not a part of a longer word; between Chinese characters every place is a border."""
    return not (_joined(text[start - 1 : start], text[start]) or _joined(text[end - 1], text[end : end + 1]))


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not is_han(left) and not is_han(right)
