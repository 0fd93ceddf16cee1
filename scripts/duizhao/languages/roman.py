"""Roman numerals, as texts of several languages number with them."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(numeral: str) -> int:
    """The value of a Roman numeral of I to C, in capitals or small letters."""
    values = [_ROMAN[sign] for sign in numeral.casefold()]
    following = [*values[1:], 0]
    return sum(-value if value < behind else value for value, behind in zip(values, following, strict=True))
