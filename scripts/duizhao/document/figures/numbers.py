"""Numbers as a reader reads them, and how much room words take."""

import unicodedata
from decimal import Decimal

# Widths in parts of the type size: a Han character is square, others are about so wide in the common typefaces.
_WIDE, _NARROW = 1.0, 0.6


def shown(value: Decimal) -> str:
    """A number with commas between thousands, and the decimals it was written with.

    >>> shown(Decimal("-1234.50"))
    '−1,234.50'
    """
    return f"{value:,f}".replace("-", "\u2212")


def width(text: str, size: float) -> float:
    """About how wide a text is at a type size, in the same unit."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return (wide * _WIDE + (len(text) - wide) * _NARROW) * size
