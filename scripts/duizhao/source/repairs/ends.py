"""Whether a text reads as finished: the evidence for cut paragraphs, split titles and lost ends."""

import re
from functools import cache

from duizhao.languages.numbering import OF_ITEMS
from duizhao.languages.tables import in_all
from duizhao.patterns import compiled, lazily

#: What ends a sentence or leads to a list behind it, in any script.
TERMINALS = frozenset("。！？…；：.!?:;؛؟۔।॥።፧։។")

#: What may close behind it.
CLOSERS = frozenset("”’»›」』）》】〉〕\"')]}")

#: The pairs that count when a text is tested for something left open; straight quotes say nothing.
PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "【": "】", "(": ")", "[": "]"}
_PAIRED = lazily("[“”「」『』（）《》【】()[\\]]")
#: Quotations whose signs close or open others elsewhere: as German, and as Swedish and Finnish write them.
_OTHERWISE_QUOTED = lazily("„([^“”„]*)[“”]|(?<!\\w)”(?=\\w)([^“”]*[^\\s“”])”")

HYPHENS = ("-", "\xad", "\u2010")

#: No heading is longer than this many characters.
LONGEST_HEADING = 200

#: No label (a heading no pattern knows, an item, a name, a date) is longer, in Han characters and in Latin letters.
_LONGEST_LABEL_HAN, _LONGEST_LABEL_LATIN = 24, 70
#: Where blank lines part blocks, no first half of a Chinese paragraph that has no clause in it is shorter.
SHORTEST_HALF_HAN = 40

_WORD = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEW_WORDS = 3
_SHORT_WORD = 4

#: What has a clause in it is a sentence's beginning.
_CLAUSE_HAN = lazily("[，；。！？]")
_CLAUSE_LATIN = lazily(r"[,;] |(?<!\b[A-Z])[.!?]\s+(?=\S+\s+\S)")

#: A number or letter at a line's beginning, which is no sentence of its own: `1.`, `(b)`.
_NUMBER = lazily(r"[(（]?(?:\d{1,2}|[A-Za-z])[.)）]\s+")

#: So many characters at the end of a text are looked at for it.
_LONGEST_ENTRY_END = 1_000

#: A small word of so few letters leads on: “of”, “the”, “with”; so do some longer ones, and some characters, which
#: stand with the languages.
_SMALL_WORD = lazily(r"\b[a-zà-ÿ]{1,4}$")

#: What no whole line ends with.
_LEADS_ON = (*HYPHENS, "，", "、", ",", "—", "–", "(", "（", "“", "《", "「")


def without_marks(plain: str, reference: re.Pattern[str] | None) -> str:
    """The text without footnote references and white space at its end."""
    plain = plain.rstrip()
    while reference and (match := _last(reference, plain)) and match.end() == len(plain):
        plain = plain[: match.start()].rstrip()
    return plain


def _last(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    found = list(pattern.finditer(plain, max(len(plain) - 12, 0)))
    return found[-1] if found else None


def is_open(plain: str, reference: re.Pattern[str] | None = None) -> bool:
    """Whether a text stops without the end of a sentence; footnote references behind it do not count."""
    plain = without_marks(plain, reference)
    while plain and plain[-1] in CLOSERS:
        plain = plain[:-1].rstrip()
    return bool(plain) and plain[-1] not in TERMINALS and not _words("links_items", "[;；] ?", "$").search(plain)


def leads_on(plain: str) -> bool:
    """Whether the last sign or word of a text tells that something follows."""
    small = _SMALL_WORD.search(plain) or _words("leads_on", "", "$").search(plain)
    return plain.endswith(_LEADS_ON) or bool(small) or any(m in PAIRS for _, m in unpaired(plain))


@cache
def _words(name: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Finds one of the languages' words for something."""
    return compiled(f"{before}(?:{in_all(name)}){behind}")


def reads_on(before: str, after: str) -> bool:
    """Whether a Chinese text may go on with another by its first characters: one that needs a subject, or one half of a
    word whose characters are alike."""
    return bool(_words("predicates").match(after)) or before[-1] == after[0]


def is_entry(plain: str) -> bool:
    """Whether a text ends as an entry of a bibliography does."""
    return bool(_entry_end().search(plain, max(len(plain) - _LONGEST_ENTRY_END, 0)))


@cache
def _entry_end() -> re.Pattern[str]:
    """How an entry of a bibliography or of a list of dates ends: a year, pages, an address."""
    years, pages = in_all("years_of_entries"), in_all("pages_of_entries")
    return compiled(rf"(?:[,，(（]\s*\d{{4}}\s*(?:{years})?|{pages}|https?://\S+)[)）\]]?$")


def may_be_label(plain: str, han: bool, longest: int = 0) -> bool:
    """Whether a line without an end mark is short (`longest`, if not as labels are) and has no clause in it: it may be
    a heading, an item, a name or a date, whole as it stands, or the first half of a sentence."""
    usual, clause = (_LONGEST_LABEL_HAN, _CLAUSE_HAN) if han else (_LONGEST_LABEL_LATIN, _CLAUSE_LATIN)
    bare = _without_number(plain)
    return len(plain) <= (longest or usual) and is_open(plain) and not clause.search(bare) and not leads_on(plain)


def begins_item(plain: str) -> bool:
    """Whether a line begins with an item's number or letter and a capital: `a. The rivers`."""
    bare = _without_number(plain)
    return bare != plain and bare[:1].isupper()


def _without_number(plain: str) -> str:
    match = _NUMBER.match(plain)
    return plain[match.end() :] if match else plain


def has_label_mark(plain: str) -> bool:
    """Whether a line begins as a label does: with a list's sign, a number, or words and a colon; or is a date."""
    return bool(_label_mark().match(plain))


@cache
def _label_mark() -> re.Pattern[str]:
    """What a label begins with: a list's sign, a number, or words and a colon; or it is a date."""
    return compiled(
        rf"[•●▪■◦‣◆➢➤✓✔□]|[(（]?(?:\d{{1,2}}|{OF_ITEMS}{{1,3}}|[A-Za-z])[.．、)）]\s*\D|\d{{1,3}}(?:\.\d{{1,3}})+\s*\D"
        rf"|[^：:]{{1,12}}[：:]\s*\S|(?:{in_all('dates_alone')})$"
    )


def is_row(plain: str) -> bool:
    """Whether a line of Latin letters without an end mark may be one of several: it ends with a name or a number."""
    words = plain.split()
    return len(plain) <= LONGEST_HEADING and is_open(plain) and not words[-1][0].islower() and not leads_on(plain)


def is_label(plain: str, han: bool) -> bool:
    """Whether such a line shows that it is whole: by the number, sign or words before a colon at its beginning, as a
    date, or, in Latin letters, by capitals or by having few words."""
    if not may_be_label(plain, han):
        return False
    if has_label_mark(plain):
        return True
    words = _WORD.findall(plain)
    named = all(word[0].isupper() or len(word) <= _SHORT_WORD for word in words)
    return not han and (len(words) <= _FEW_WORDS or (named and words[-1][0].isupper()))


def unpaired(plain: str) -> list[tuple[int, str]]:
    """Brackets and quotation marks without a partner, as (offset, mark), in order."""
    openers: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    partner = {close: opener for opener, close in PAIRS.items()}
    if "„" in plain or "“" not in plain:
        plain = _OTHERWISE_QUOTED.sub(lambda match: f" {match[1] or match[2]} ", plain)
    for match in _PAIRED.finditer(plain):
        offset, char = match.start(), match[0]
        if char in PAIRS:
            openers.append((offset, char))
        else:
            at = next((i for i in range(len(openers) - 1, -1, -1) if openers[i][1] == partner[char]), None)
            if at is None:
                alone.append((offset, char))
            else:
                alone.extend(openers[at + 1 :])
                del openers[at:]
    return sorted(alone + openers)


def reads_as_heading(plain: str) -> bool:
    """Whether a line can be a heading: short, and not ending like a sentence."""
    return len(plain) <= LONGEST_HEADING and plain[-1:] not in TERMINALS | {"，", "、", ","}
