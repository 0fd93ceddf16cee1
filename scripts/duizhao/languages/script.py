"""Which characters a language is written in, as far as the rules have to know."""

from duizhao.languages import language
from duizhao.patterns import lazily

#: The letters that Chinese is written in, for use inside [] of a pattern.
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: One of them.
HAN_LETTER = lazily(f"[{HAN}]")
#: Some of them, with nothing between.
HAN_RUN = lazily(f"[{HAN}]+")
#: A joiner (U+200C, U+200D) that says nothing: behind letters of Arabic and Indic scripts it parts or joins them, and
#: in a picture made of several (👩‍🌾) it joins these.
STRAY_JOINER = (
    "[\u200c\u200d]"
    "(?<![\u0620-\u0dff\u0f00-\u109f\u1780-\u18af\u2600-\u27bf\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff].)"
)
#: Letters that patterns take for others where they pass over capitals, and those others.
ALIKE = dict(zip("ſıİ\u212a", "siIK", strict=True))


def alike(text: str) -> str:
    """The text without letters that patterns take for others where they pass over capitals; as long as before."""
    for letter, other in ALIKE.items():
        text = text.replace(letter, other)
    return text


def in_han(tag: str) -> bool:
    """Whether a language is written in Chinese characters."""
    return language(tag).script == "han"


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return bool(HAN_LETTER.search(text))


def goes_by_sign(text: str, tag: str) -> bool:
    """Whether a text of a language has its words in Chinese characters; in a language of letters they are guests."""
    return language(tag).script in ("", "han") and is_han(text)


def lower(text: str) -> str:
    """The text in small letters; as long as before."""
    small = text.lower()
    # A few letters become two, and the Greek sigma depends on what follows: then character by character.
    if len(small) == len(text) and "Σ" not in text:
        return small
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
