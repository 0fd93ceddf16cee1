"""Chinese text: characters of the other script, and words or characters that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from duizhao.languages.characters import character_table
from duizhao.languages.script import HAN
from duizhao.languages.tables import words_of
from duizhao.languages.typography import Passage, Slip
from duizhao.languages.vocabulary import KnowingLook, Vocabulary
from duizhao.languages.zh.wording import TWICE
from duizhao.patterns import lazily

_WORDS = lazily(rf"([{HAN}]{{2,4}})\1")
_CHARACTER = lazily(rf"([{HAN}])\1")
#: Words that are said twice to make light of what is done, or to stress it; and what counts or measures.
_MAY = frozenset(words_of("zh")["may_stand_twice"].split())


@cache
def _others(traditional: bool) -> Mapping[str, str]:
    """The characters that text in traditional characters has not, or text in simplified ones, with those it has
    instead."""
    name = "STCharacters.txt" if traditional else "TSCharacters.txt"
    return {
        character: others[0]
        for character, others in character_table(name).items()
        # What may also stand for itself (`后`, `里`) says nothing; what few computers show is no slip of typing.
        if character not in others and ord(character) < 0x10000
    }


def _is_own(character: str, hant: bool) -> bool:
    """Whether text of that script has the character too, after the lists of characters made for it."""
    try:
        character.encode("big5" if hant else "gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _other_script(passage: Passage, vocabulary: Vocabulary) -> Iterator[Slip]:
    if not re.search(f"[{HAN}]", passage.shape) or vocabulary.characters == "any":
        return
    hant = vocabulary.characters == "traditional"
    table = _others(hant)
    for offset, character in enumerate(passage.shape):
        instead = table.get(character)
        if instead and not _is_own(character, hant) and not vocabulary.has(character):
            yield Slip((offset, offset + 1), word=instead)


def _doubled(passage: Passage, vocabulary: Vocabulary) -> Iterator[Slip]:
    taken = {at for match in TWICE.finditer(passage.shape) for at in range(*match.span())}
    for match in _WORDS.finditer(passage.shape):
        word = match[1]
        if len(set(word)) > 1 and word not in _MAY and word[0] not in "一几半" and not vocabulary.has(match[0]):
            taken.update(range(*match.span()))
            yield Slip((match.start() + len(word), match.end()), word=word)
    for match in _CHARACTER.finditer(passage.shape):
        start, end = match.span()
        once = passage.shape[max(start - 1, 0) : start + 1] + passage.shape[end : end + 1]
        if start in taken or len(once) < 3 or vocabulary.has(match[0]) or not vocabulary.has(once):
            continue
        yield Slip((start + 1, end), word=match[1])


RULES: Mapping[str, KnowingLook] = {"l-106": _other_script, "l-108": _doubled}
