"""Words of another language left in Chinese text, and characters that stand twice."""

from collections.abc import Iterator, Mapping

from duizhao.languages.tables import words_of
from duizhao.languages.typography import OPAQUE, Look, Passage, Slip
from duizhao.patterns import lazily

#: A small Latin word behind a Han character, and before one or what ends a clause: a name would begin with a capital,
#: a unit stand behind a number.
_LEFT = lazily(r"(?<=[\u3400-\u9fff])\s*([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{2,})\s*(?=[\u3400-\u9fff，、。；：！？]|\Z)")
#: Small words of English, which are left over wherever they stand.
_SMALL = frozenset(words_of("en")["small_words"].split())
#: What names a word as a word, before it (法语的phare, 称为phare, or beside another so named) or behind it (phare一词).
_NAMES_A_WORD = lazily(
    r"(?:(?:语|(?:[英法德俄日意葡西荷外原梵]|拉丁|希腊|阿拉伯)文)(?:[中里]的?|[的叫作为是])|[称叫写读译拼]之?[为作成]|(?<![随立当旋])即"
    r"|[源来]自|意为|词根|单词|词语)\s*(?:[a-zà-ÿ]{2,}\s*[、和与及或]\s*)*\Z"
)
_NAMED_A_WORD = lazily(r"\s*(?:[一这该两]个?(?:词|字|单词|词语|术语)|的(?:意思|本义|原意|词源|音译|缩写))")
#: No such name takes more characters to lead up to.
_NAME_REACH = 60

_LATIN_RUN = lazily(r"(?:[A-Za-z][A-Za-z'’-]*[,;:.]?[ ]+){7,}[A-Za-z][A-Za-z'’-]*[.!?]?")
_SMALL_FIRST = lazily(r"\b[a-z]")
_IN_BRACKETS = lazily(r"（[^（）]*）|\([^()]*\)|《[^《》]*》|“[^“”]*”")
TWICE = lazily(r"(?<![目标])的的(?!确)|和和(?![美睦气])|与与|将将(?!就)|及及|从从(?!容)|被被|把把")


def _left(passage: Passage) -> Iterator[Slip]:
    for match in _LEFT.finditer(passage.text):
        if not _named_as_a_word(passage.text, *match.span(1)):
            yield Slip(match.span(1), word=match[1], sure=match[1] in _SMALL)


def _named_as_a_word(text: str, start: int, end: int) -> bool:
    """Whether the Latin word there is meant as a word of its language."""
    before = _NAMES_A_WORD.search(text, max(0, start - _NAME_REACH), start)
    return before is not None or _NAMED_A_WORD.match(text, end) is not None


def _sentence(passage: Passage) -> Iterator[Slip]:
    if passage.kind != "note":
        shape = _IN_BRACKETS.sub(lambda match: OPAQUE * len(match[0]), passage.shape)
        for match in _LATIN_RUN.finditer(shape):
            # Names in a row, and the name of a work, have capitals.
            if len(_SMALL_FIRST.findall(match[0])) > 1:
                yield Slip(match.span())


def _twice(passage: Passage) -> Iterator[Slip]:
    for match in TWICE.finditer(passage.shape):
        yield Slip(match.span(), word=match[0][0])


RULES: Mapping[str, Look] = {"l-101": _left, "l-103": _sentence, "l-104": _twice}
