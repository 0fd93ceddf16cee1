"""Numbers as lists print them."""

_HAN = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 3999


def numeral(number: int, kind: str) -> str:
    """A number in one of Word's kinds of numerals; in figures if it is larger than any list is long."""
    match kind if number <= _MOST else "decimal":
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
            return letters.upper() if kind.startswith("upper") else letters
        case "lowerRoman" | "upperRoman":
            roman, rest = "", number
            for value, sign in _ROMAN:
                roman += sign * (rest // value)
                rest %= value
            return roman.upper() if kind.startswith("upper") else roman
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < number <= 20:
            return chr(ord("①") + number - 1)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _ if "ounting" in kind or "ideograph" in kind or "Legal" in kind:
            return _han(number)
        case _:
            return str(number)


def _han(number: int) -> str:
    """A number below a thousand in Han numerals."""
    if number < 10:
        return _HAN[number]
    if number < 20:
        return "十" + (_HAN[number % 10] if number % 10 else "")
    if number < 100:
        return _HAN[number // 10] + "十" + (_HAN[number % 10] if number % 10 else "")
    if number < 1000:
        rest = number % 100
        behind = "" if not rest else "零" + _HAN[rest] if rest < 10 else ("一" if rest < 20 else "") + _han(rest)
        return _HAN[number // 100] + "百" + behind
    return str(number)
