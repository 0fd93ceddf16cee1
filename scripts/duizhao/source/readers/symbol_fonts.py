"""Signs of fonts that give their places to signs of their own, as the characters of Unicode they look like.

The tables are the encodings of the fonts Symbol (Adobe, as Unicode's mapping file SYMBOL.TXT has it) and, as far as
texts use them, Wingdings (as Unicode 7 encodes its signs).
"""

#: What stands for a sign that is not known.
UNKNOWN = "\ufffd"
#: Word keeps such signs in the private use area, from this place on.
_PRIVATE = 0xF000

_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x20: " ",
    0x22: "✂",
    0x28: "☎",
    0x2A: "✉",
    0x41: "✌",
    0x45: "☜☞☝☟",
    0x4A: "☺",
    0x4C: "☹",
    0x51: "✈☼",
    0x6C: "●❍■□",
    0x71: "❑❒",
    0x75: "◆❖",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•",
    0xA1: "○",
    0xA4: "◉◎",
    0xA7: "▪◻",
    0xAA: "✦★",
    0xD8: "➢",
    0xDF: "←→↑↓↖↗↙↘",
    0xE8: "➔",
    0xEF: "⇦⇨⇧⇩",
    0xFB: "✗✓☒☑",
}


def _places(rows: dict[int, str]) -> dict[int, str]:
    return {first + index: sign for first, signs in rows.items() for index, sign in enumerate(signs)}


_FONTS = {"symbol": _places(_SYMBOL), "wingdings": _places(_WINGDINGS)}


def is_private(char: str) -> bool:
    """Whether a character means nothing but what its font makes of it."""
    return "\ue000" <= char <= "\uf8ff"


def in_unicode(text: str, font: str) -> str:
    """The text with the signs of a symbol font as characters; `UNKNOWN` for those its table lacks. Text in any other
    font stays as it is: what stands in the private use area there may be a rare ideograph."""
    table = _FONTS.get(font.casefold())
    if table is None:
        return text
    return "".join(table.get(ord(char) - _PRIVATE, UNKNOWN) if is_private(char) else char for char in text)
