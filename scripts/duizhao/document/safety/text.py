"""What has no place in a page's Markdown, found in the text itself and not in what the grammar makes of it.

Our grammar takes no HTML, but another program that reads the file may. So a sign that could begin markup is refused
wherever it stands; what the text really has is written as the converter writes it (`&lt;`, `\\{`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from duizhao.document.safety.model import Hazard
from duizhao.languages.script import STRAY_JOINER
from duizhao.patterns import lazily

#: Addresses that may be led to.
SCHEMES = ("http", "https", "mailto")

_TAG = lazily(r"<(?=[A-Za-z/!?])")
#: Addresses in angle brackets, and what was meant as one: what is wrong with it other rules say.
_ADDRESS_IN_BRACKETS = lazily(
    r"<(?:(?:(?!html)ht[a-z]{1,4}\s?[:;：/]|www\.)(?![^<>]*\s[\w-]+\s*=)"
    r"|(?:mailto:)?[^<>\s@/!?]+(?:@|%40)[^<>\s@]+>)",
    re.IGNORECASE,
)
#: Where an address begins: behind `](` and `]:`; a note's label is none.
_TARGET = lazily(r"\]\(|^[ ]{0,3}\[(?!\^)[^\]\n]*\]:", re.MULTILINE)
_SCHEME = lazily(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
#: Browsers pass over these in an address.
_SKIPPED = lazily(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_ATTRIBUTES = lazily(r"\{[^{}\n]*\}?")
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_ID_ALONE = lazily(rf'\{{ ?#{_ID}(?: data-also="{_ID}(?: {_ID})*")? ?\}}')
_COMMAND = lazily(
    r"\{\{(?:[^}\n]*\}\})?|\{%(?:[^}\n]*%\})?|\{!|--+8<--+|\[\[\s*include|^\s*(?:\.\. |::: )[a-z]+",
    re.IGNORECASE | re.MULTILINE,
)
_BIDI = lazily("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = lazily(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029"
    "\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    f"|{STRAY_JOINER}"
)
_EITHER = lazily(f"{_BIDI.pattern}|{_UNSEEN.pattern}")
#: ASCII that can be seen, with line ends and tabulators.
_SEEN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
#: A character given by its number or name.
_REFERENCE = lazily(r"&(?:#\d{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_WORD = lazily(r"[^\W\d_]+")
#: Letters of mathematics.
_MATHEMATICAL = "[\U0001d400-\U0001d7ff]"
#: Signs that have the shape of another, so that only a program tells them apart. One or two letters of mathematics are
#: what they are, and so is a function's name; more are a word, and one beside ordinary letters is part of theirs.
_STAND_INS = lazily(
    f"[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]|{_MATHEMATICAL}{{3,}}(?!{_MATHEMATICAL}| ?[(=])"
    f"|(?<=[A-Za-z]){_MATHEMATICAL}+|{_MATHEMATICAL}+(?=[A-Za-z])"
)
#: Letters of other scripts that pass for Latin ones.
_LATIN_LOOKS = frozenset("АВЕЅІЈКМНОРСТУХЬҮаеорсухѕіјһԁԛԝӏьүгѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχω")
_OTHER_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET", "GEORGIAN")
#: Units: micrometres, kiloohms and the like are written with a Greek letter.
_UNIT = lazily(r"μ[A-Za-zΩ]{1,3}|[kMGTm]Ω|Δ[A-Za-z]")
#: Longer lines than any paragraph: what is in them nobody reads.
LONGEST_LINE = 10_000


@lru_cache(maxsize=4096)
def hazards(content: str) -> tuple[Hazard, ...]:
    """What has no place in a page, line by line."""
    return tuple(_hazards(content))


def long_lines(content: str) -> Iterator[Hazard]:
    """The lines of a page that are longer than any paragraph; nothing else is looked at while there is one."""
    for number, line in enumerate(content.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            yield _at("x-112", number, line, (0, 60), size=f"{len(line):,}", most=f"{LONGEST_LINE:,}")


def _hazards(content: str) -> Iterator[Hazard]:
    lines = content.split("\n")
    front = _front_lines(lines)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            continue
        yield from _characters(line, number)
        yield from _markup(line, number, in_front=number <= front)
    yield from _addresses(content, lines)


def _front_lines(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    if lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


def tags(text: str) -> Iterator[int]:
    """Where an element of HTML may begin; addresses in angle brackets are none."""
    allowed = {match.start() for match in _ADDRESS_IN_BRACKETS.finditer(text)}
    return (match.start() for match in _TAG.finditer(text) if match.start() not in allowed)


def _markup(line: str, number: int, *, in_front: bool) -> Iterator[Hazard]:
    for start in tags(line):
        end = line.find(">", start) + 1 or len(line)
        yield _at("x-101", number, line, (start, end), text=line[start:end][:60])
    commands = [match.span() for match in _COMMAND.finditer(line) if not _escaped(line, match.start())]
    for start, end in commands:
        yield _at("x-104", number, line, (start, end), text=line[start:end].strip()[:60])
    # Braces within an address in angle brackets are its own.
    found = _ADDRESS_IN_BRACKETS.finditer(line) if "{" in line else ()
    addresses = [(match.start(), line.find(">", match.start())) for match in found]
    for match in () if in_front or commands else _ATTRIBUTES.finditer(line):
        within = any(start < match.start() and match.end() <= end for start, end in addresses)
        if not within and not _escaped(line, match.start()) and not names_only(match[0]):
            yield _at("x-103", number, line, match.span(), text=match[0][:60])


def _escaped(line: str, at: int) -> bool:
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def names_only(braces: str) -> bool:
    """Whether braces are no list of attributes, or one that gives ids and nothing else. An id that is not written well
    is for other rules, unless it begins as those of the theme's own elements do."""
    inside = braces.strip("{}: ")
    plain = not braces.endswith("}") or not inside or bool(re.fullmatch(r"#\s*(?!_)[“”]?[\w-]*[“”]?", inside))
    return plain or bool(_ID_ALONE.fullmatch(braces))


def _addresses(content: str, lines: list[str]) -> Iterator[Hazard]:
    for match in _TARGET.finditer(content):
        if _escaped(content, match.start()):
            continue
        raw = content[match.end() : match.end() + 400]
        # As Markdown reads backslashes, and as browsers do.
        target = next(filter(leads_elsewhere, (_plain(raw), _plain(raw, "/"))), "")
        scheme = _SCHEME.match(target)
        image = _is_image(content, match)
        elsewhere = not image if scheme is None else scheme[0][:-1].lower() not in SCHEMES
        if target and (elsewhere or image):
            number = content.count("\n", 0, match.start()) + 1
            start = match.start() - (content.rfind("\n", 0, match.start()) + 1)
            line = lines[number - 1]
            code = "x-102" if elsewhere else "x-113"
            yield _at(code, number, line, (start, _end(line, start)), text=re.split(r"[)>]", target)[0][:60])


def _end(line: str, start: int) -> int:
    """Where what began with `](` or a label at `start` ends in its line."""
    closing = line.find(")", line.find("](", start)) if line.startswith("](", start) else -1
    return closing + 1 or len(line)


def _plain(raw: str, backslash: str = "") -> str:
    """An address as a browser takes it, up to its end: references resolved, what is passed over left out."""
    for _ in range(3):
        raw = unescape(raw)
    raw = raw.lstrip().removeprefix("<")
    return _SKIPPED.sub("", without_unseen(raw.replace("\\", backslash))).split(")")[0].split(">")[0]


def leads_elsewhere(address: str) -> bool:
    """Whether an address has a scheme, or leads to another host without one, as a browser takes it: it passes over
    what cannot be seen, takes `\\` for `/`, and from a folder any two strokes together may begin the name of a host.

    >>> leads_elsewhere("1-1.md#s1-1-p1"), leads_elsewhere("/\\t/a.example"), leads_elsewhere("/\\\\a.example")
    (False, True, True)
    """
    plain = _browsed(address)
    # What is written by its number may be resolved on the way.
    return bool(_SCHEME.match(plain)) or "//" in _browsed(unquote(re.split("[?#]", plain)[0]))


def _browsed(address: str) -> str:
    return _SKIPPED.sub("", without_unseen(address)).replace("\\", "/")


def _is_image(content: str, target: re.Match[str]) -> bool:
    """Whether what the address belongs to is an image."""
    if not target[0].startswith("]("):
        label = re.escape(target[0].strip()[1:-2].strip())
        return bool(re.search(rf"!\[[^\[\]]*\]\s?\[{label}\]|!\[{label}\]", content, re.IGNORECASE))
    depth = 0
    for at in range(target.start() - 1, max(target.start() - 2000, -1), -1):
        depth += (content[at] == "]") - (content[at] == "[")
        if depth < 0:
            return at > 0 and content[at - 1] == "!" and not _escaped(content, at - 1)
    return False


def _characters(line: str, number: int) -> Iterator[Hazard]:
    shown, places = _as_shown(line)

    def at(match: re.Match[str]) -> tuple[int, int]:
        return places[match.start()], places[match.end()]

    for match in _BIDI.finditer(shown):
        yield _at("x-105", number, line, at(match), character=_named(match[0]))
    for match in _UNSEEN.finditer(shown):
        if not _varies(shown, match.start()):
            yield _at("x-106", number, line, at(match), character=_named(match[0]))
    for match in _STAND_INS.finditer(shown):
        plain = unicodedata.normalize("NFKC", match[0])
        if plain != match[0]:
            yield _at("x-107", number, line, at(match), word=match[0], said=f"{_named(match[0][0])} ≠ {plain}")
    others = sum(map(_of_other_script, shown))
    # In a line of Russian or Greek a whole word of its letters is one of that language (его), whatever it looks like.
    theirs = others > sum(letter.isalpha() for letter in shown) // 2
    for match in _WORD.finditer(shown) if others else ():
        if not (theirs and all(map(_of_other_script, match[0]))) and (foreign := _foreign(match[0])):
            said = ", ".join(_named(letter) for letter in foreign)
            yield _at("x-107", number, line, at(match), word=match[0], said=said)


def _as_shown(line: str) -> tuple[str, Sequence[int]]:
    """The line with its references resolved (`&#8238;`), and for each character, and the end, its place in the line."""
    if "&" not in line:
        return line, range(len(line) + 1)
    shown = ""
    places: list[int] = []
    last = 0
    for match in _REFERENCE.finditer(line):
        said = unescape(match[0])
        shown += line[last : match.start()] + said
        places += [*range(last, match.start()), *([match.start()] * len(said))]
        last = match.end()
    return shown + line[last:], [*places, *range(last, len(line) + 1)]


def without_unseen(text: str) -> str:
    """The text without the signs in it that cannot be seen, or turn the direction of what stands beside them."""
    if text.isascii() and text.isprintable():
        return text
    if not _EITHER.search(_odd(text)):
        return text
    text = _BIDI.sub("", text)
    return _UNSEEN.sub(lambda match: match[0] if _varies(text, match.start()) else "", text)


def _odd(text: str) -> str:
    """The text without the letters and signs of ASCII that can be seen: of a page's HTML a fraction, and as quickly
    made as all of it is looked through."""
    return text.encode("utf-8", "surrogatepass").translate(None, _SEEN).decode("utf-8", "surrogatepass")


def _varies(line: str, at: int) -> bool:
    """Whether the sign chooses the shape of a Chinese character or of a symbol before it."""
    if not (0xFE00 <= ord(line[at]) <= 0xFE0F or 0xE0100 <= ord(line[at]) <= 0xE01EF) or not at:
        return False
    before = line[at - 1]
    return (
        "\u3400" <= before <= "\u9fff"
        or 0x20000 <= ord(before) <= 0x3FFFF
        or unicodedata.category(before) in ("So", "Sk")
    )


@lru_cache(maxsize=16384)
def _of_other_script(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_OTHER_SCRIPTS)


def _foreign(word: str) -> list[str]:
    """The letters of another script that make the word pass for a Latin one."""
    if word.isascii() or _UNIT.fullmatch(word):
        return []
    others = [letter for letter in word if _of_other_script(letter)]
    # A small letter below another one is its index (σᵣ).
    latin = any(
        unicodedata.name(letter, "").startswith("LATIN") and unicodedata.category(letter) != "Lm" for letter in word
    )
    if others and (latin or (len(word) > 1 and len(others) == len(word) and _LATIN_LOOKS.issuperset(word))):
        return list(dict.fromkeys(others))
    return []


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _at(code: str, number: int, line: str, mark: tuple[int, int], /, **details: str) -> Hazard:
    """A hazard whose text can be shown: what cannot be seen is written as its number."""
    start, end = mark
    parts = [visible(part) for part in (line[max(0, start - 60) : start], line[start:end], line[end : end + 60])]
    shown = (len(parts[0]), len(parts[0]) + len(parts[1]))
    safe = tuple((name, visible(value)) for name, value in details.items())
    return Hazard(code, number, "".join(parts), shown, safe, mark)


def visible(text: str) -> str:
    """The text with the numbers of the signs in it that cannot be seen, or turn the direction."""
    return _EITHER.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
