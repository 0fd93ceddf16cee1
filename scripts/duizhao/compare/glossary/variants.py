"""Finds how a text words a term when none of the glossary's renderings stands in it."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from math import log

from duizhao.compare.glossary.association import SIGNIFICANT, log_likelihood
from duizhao.compare.glossary.forms import same_shape
from duizhao.languages.phrases import phrases_of
from duizhao.languages.script import HAN_LETTER, goes_by_sign, is_han, lower
from duizhao.memo import Memo
from duizhao.patterns import compiled

Span = tuple[int, int]

#: How alike, from 0 to 1, a wording must be to a rendering.
ALIKE = 0.6

#: A wording seen instead of the rendering is told from chance if it stands in so many texts.
REPEATED = 3

_WORD = compiled(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
#: A word with a capital beside a wording that is a name.
_NAME_BEFORE = compiled(r"(?<!\w)([A-Z][^\W\d_]*)[ -]\Z")
_NAME_BEHIND = compiled(r"[ -]([A-Z][^\W\d_]*)(?!\w)")


# Each term that lacks its rendering somewhere is compared with the same texts, and each text with all its forms.
@lru_cache(maxsize=8192)
def words(text: str, language: str) -> tuple[tuple[str, Span], ...]:
    """The words that matter, cut to their stems (crudely: at most six letters), or the Han characters."""
    shape, little = lower(same_shape(text)), phrases_of(language).little
    return tuple(
        (match[0][:6], match.span()) for match in _unit(text, language).finditer(shape) if match[0] not in little
    )


def _unit(text: str, language: str) -> re.Pattern[str]:
    return HAN_LETTER if goes_by_sign(text, language) else _WORD


def weights(texts: Collection[str], language: str, memo: Memo) -> dict[str, float]:
    """How telling each word is: the logarithm of one over its share of the texts. `memo`: remembers a text's words.

    Source: Karen Spärck Jones, “A statistical interpretation of term specificity and its application in retrieval”,
    Journal of Documentation 28 (1972).
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(memo.recall("words", (text, language), partial(_different, text, language)))
    return {word: 1 + log(len(texts) / count) for word, count in counts.items()}


def _different(text: str, language: str) -> list[str]:
    found, little = set(_unit(text, language).findall(lower(same_shape(text)))), phrases_of(language).little
    return sorted({word[:6] for word in found if word not in little})


def nearest(
    text: str, forms: Sequence[str], language: str, telling: Mapping[str, float], taken: Sequence[Span]
) -> Span | None:
    """The wording in the text that is most like one of the forms; None if none is alike enough.

    Likeness is Dice's coefficient over weighted words. `taken`: what is another term; a wording does not lie in it.
    Source: Lee R. Dice, “Measures of the amount of ecologic association between species”, Ecology 26 (1945).
    """
    found = words(text, language)
    best: tuple[float, Span] = (0.0, (0, 0))
    for form in forms:
        sought = [word for word, _ in words(form, language)]
        if len(sought) < (3 if is_han(form) else 2):
            continue
        for first, (word, (start, _)) in enumerate(found):
            if word in sought:
                for last in range(first + 1, min(first + 2 * len(sought), len(found))):
                    end = found[last][1][1]
                    if found[last][0] in sought and not _lies_in((start, end), taken):
                        seen = [word for word, _ in found[first : last + 1]]
                        best = max(best, (_likeness(sought, seen, telling), (start, end)))
    return best[1] if best[0] >= ALIKE else None


def whole_wording(text: str, span: Span, forms: Sequence[str], taken: Sequence[Span], language: str) -> Span:
    """The stretch of a wording found by `nearest` with what belongs to it at its ends: further words of a name, which
    begin with capitals, or as many Han characters as the form it resembles most has there."""
    start, end = span
    if not is_han(text[start:end]):
        wide = whole_name(text, span, language)
    else:
        seen = [word for word, _ in words(text[start:end], language)]
        form = max(forms, key=lambda form: len(set(seen) & {word for word, _ in words(form, language)}))
        sought = [word for word, _ in words(form, language)]
        first = next((at for at, word in enumerate(sought) if word in seen), 0)
        last = next((at for at, word in enumerate(reversed(sought)) if word in seen), 0)
        letters = compiled(rf"(?:{HAN_LETTER.pattern}){{0,{first}}}\Z").search(text[:start])
        following = compiled(rf"(?:{HAN_LETTER.pattern}){{0,{last}}}").match(text, end)
        wide = letters.start() if letters else start, following.end() if following else end
    # What is another term does not belong to it.
    low = max([end_ for _, end_ in taken if wide[0] < end_ <= start], default=wide[0])
    high = min([start_ for start_, _ in taken if end <= start_ < wide[1]], default=wide[1])
    return low + len(text[low:start]) - len(text[low:start].lstrip()), high


def whole_name(text: str, span: Span, language: str) -> Span:
    """A wording that begins or ends with a capital word, with those beside it; words that do not tell are none."""
    (start, end), little = span, phrases_of(language).little
    begins, ends = text[start].isupper(), text[start:end].split()[-1][0].isupper()
    while begins and (before := _NAME_BEFORE.search(text[:start])) and before[1].lower() not in little:
        start = before.start()
    while ends and (behind := _NAME_BEHIND.match(text, end)) and behind[1].lower() not in little:
        end = behind.end()
    return start, end


def is_other(wording: str, forms: Sequence[str], language: str) -> bool:
    """Whether a wording says something that no form says; a form cut short or turned round does not."""
    seen = Counter(word for word, _ in words(wording, language))
    return all(seen - Counter(word for word, _ in words(form, language)) for form in forms)


def is_same(wording: str, forms: Sequence[str], language: str) -> bool:
    """Whether a wording has the words that matter of one of the forms, in any order."""
    seen = Counter(word for word, _ in words(wording, language))
    return any(seen == Counter(word for word, _ in words(form, language)) for form in forms)


def is_said_in_part(text: str, forms: Sequence[str], language: str) -> bool:
    """Whether a text has one of the forms bent (“namespaced” for “namespace”) or cut short (“the steps” for the “Eight
    Major Steps”, 调度 for 调度器).

    Of words in letters, close together, the beginnings count, of at least four; of Han characters two thirds of a form.
    """
    shape = lower(same_shape(text))
    if goes_by_sign(text, language):
        parts = ((form, -(-2 * len(form) // 3)) for form in forms if len(form) > 2)
        return any(form[at : at + part] in shape for form, part in parts for at in range(len(form) - part + 1))
    seen, little = [match[0] for match in _WORD.finditer(shape)], phrases_of(language).little
    for form in forms:
        heads = [_head(match[0]) for match in _WORD.finditer(lower(same_shape(form)))]
        for at, word in enumerate(seen if heads else ()):
            near = seen[at : at + len(heads) + 2]
            if all(any(each.startswith(head) for each in near) for head in heads):
                return True
            if word in little and near[1:] and near[1].startswith(heads[-1]):
                return True
    return False


def _head(word: str) -> str:
    """What a word has in common with others of its stem (crudely)."""
    return word[: max(4, min(6, len(word) - 3))]


def _lies_in(span: Span, taken: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in taken)


def _likeness(left: Sequence[str], right: Sequence[str], telling: Mapping[str, float]) -> float:
    shared = Counter(left) & Counter(right)
    usual = max(telling.values(), default=1.0)
    both = sum(telling.get(word, usual) * count for word, count in shared.items())
    return 2 * both / sum(telling.get(word, usual) for word in (*left, *right))


def in_common(without: Sequence[str], others: Sequence[str], language: str) -> re.Pattern[str] | None:
    """The wording that texts without the rendering share and the other texts lack: what stands in its place.

    Two to four words, as a pattern for texts of the same shape; None if chance explains it (log-likelihood ratio), or
    it stands in less than half of the texts.
    """
    seen = Counter(wording for text in without for wording in _wordings(text, language))
    often = {wording: count for wording, count in seen.items() if count >= REPEATED and 2 * count >= len(without)}
    total = len(without) + len(others)
    best: tuple[float, int, tuple[str, ...]] | None = None
    for wording, count in often.items():
        found = log_likelihood(count, len(without), count, total), -len(wording), wording
        better = found[0] > SIGNIFICANT and (best is None or found > best)
        if better and not any(_stands_in(wording, text, language) for text in others):
            best = found
    return re.compile(r"\b" + r"\W+".join(map(re.escape, best[2])) + r"\b", re.IGNORECASE) if best else None


def _stands_in(wording: tuple[str, ...], text: str, language: str) -> bool:
    """Whether the text has the wording; most texts lack one of its words altogether."""
    shape = _shape(text)
    return all(word in shape for word in wording) and wording in _wordings(text, language)


# Each term that lacks its rendering somewhere is looked for in all texts.
@lru_cache(maxsize=8192)
def _shape(text: str) -> str:
    return lower(same_shape(text))


@lru_cache(maxsize=8192)
def _wordings(text: str, language: str) -> frozenset[tuple[str, ...]]:
    """Runs of words of the text in small letters that neither begin nor end with a little word; of Chinese none."""
    if goes_by_sign(text, language):
        return frozenset()
    little = phrases_of(language).little
    runs = [[match[0] for match in _WORD.finditer(part)] for part in re.split(r"[,.;:!?()\"]", _shape(text))]
    return frozenset(
        tuple(run[at : at + size])
        for run in runs
        for size in (2, 3, 4)
        for at in range(len(run) - size + 1)
        if run[at] not in little and run[at + size - 1] not in little
    )
