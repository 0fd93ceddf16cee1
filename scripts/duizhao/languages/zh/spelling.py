"""Chinese text: characters of the other script, and words or characters that stand twice."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from duizhao.languages.characters import character_table, phrase_table
from duizhao.languages.script import HAN
from duizhao.languages.tables import words_of
from duizhao.languages.typography import Passage, Slip
from duizhao.languages.vocabulary import KnowingLook, Vocabulary
from duizhao.languages.zh.wording import TWICE
from duizhao.patterns import lazily

_WORDS = lazily(rf"([{HAN}]{{2,4}})\1")
_SENTENCE = lazily(r"[^。！？\n]+")
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


@cache
def _words_of_own(hant: bool) -> frozenset[str]:
    """The words in which text of a script keeps a character that it has otherwise given up (`乾坤`)."""
    return frozenset(
        word for word, others in phrase_table("STPhrases.txt" if hant else "TSPhrases.txt").items() if word in others
    )


def _is_word(text: str, at: int, hant: bool) -> bool:
    """Whether a character stands in a word that keeps it."""
    words = _words_of_own(hant)
    return any(text[first:last] in words for first in range(max(at - 3, 0), at + 1) for last in range(at + 1, at + 5))


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
    for run in _SENTENCE.finditer(passage.shape):
        # A sentence is told once: who pastes one has pasted all its characters.
        foreign = [
            offset
            for offset, character in enumerate(run[0], run.start())
            if (instead := table.get(character))
            and not vocabulary.has(character)
            and (not _is_own(character, hant) or vocabulary.has(instead))
            and not _is_word(passage.shape, offset, hant)
        ]
        if foreign:
            start, end = foreign[0], foreign[-1] + 1
            word = "".join(table.get(character, character) for character in passage.shape[start:end])
            yield Slip((start, end), word=word)


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
