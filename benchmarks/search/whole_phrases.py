"""What a reader types who knows what the passage says: two or three of its facts run together, with one slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.search.classes import Material, Query, is_absent, shuffled
from benchmarks.search.passages import HAN, Passage, normalise
from benchmarks.search.variants import QUANTITY


def whole_phrase(material: Material, random: Random) -> Iterator[Query]:
    """Two or three facts of one paragraph, in its order or another, with one slip in a word or a word left out.

    A fact is a quantity, a name, or a term of few passages. In Chinese nothing stands between them, in English a space.
    What is typed is nowhere in the text; right are the passages that hold all the facts as they are written.
    """
    few = max(2, len(material.text.passages) // 10)
    terms = [term for term, number in material.terms.items() if number <= few and _can_slip(term)]
    passages = [p for p in material.text.passages if p.kind == "paragraph"]
    while passages:
        passage = random.choice(passages)
        facts = _facts(material, passage, [*terms, *material.names], random)
        if len(facts) < 2:
            continue
        wrong = _slipped(material, facts, random)
        right = [p for p in material.text.passages if all(p in material.text.holding(fact) for fact in facts)]
        if wrong and is_absent(material, wrong):
            yield material.in_passages("whole-phrase", wrong, " + ".join(facts), right)


def _facts(material: Material, passage: Passage, terms: list[str], random: Random) -> list[str]:
    """Two or three facts of the passage that do not overlap, in its order or, one time in three, in another."""
    quantities = [m for m in QUANTITY[material.text.han].findall(passage.text) if passage in material.text.holding(m)]
    held = [term for term in shuffled(random, terms) if passage in material.text.holding(term)]
    number = random.choice((2, 3))
    chosen: list[str] = []
    for fact in [*random.sample(quantities, min(len(quantities), random.randint(0, 1))), *held]:
        plain = normalise(fact)
        if len(chosen) < number and not any(plain in normalise(c) or normalise(c) in plain for c in chosen):
            chosen.append(fact)
    if random.randrange(3):
        chosen.sort(key=lambda fact: passage.plain.find(normalise(fact)))
    return chosen


def _can_slip(fact: str) -> bool:
    """Whether a word of it is still known with a letter or character wrong."""
    return bool(re.search(rf"[{HAN}]{{3}}|[^\W\d_{HAN}]{{5}}", fact))


def _slipped(material: Material, facts: list[str], random: Random) -> str:
    """The facts as they are typed: in one of them, and not in its figures, a slip; "" if there is no room for one."""
    able = [i for i, fact in enumerate(facts) if _can_slip(fact) and not re.search(r"\d", fact)]
    if not able:
        return ""
    at = random.choice(able)
    slips = _HAN_SLIPS if material.text.han else _LATIN_SLIPS
    wrong = random.choice(slips)(facts[at], random, material)
    if wrong == facts[at]:
        return ""
    typed = [*facts[:at], wrong, *facts[at + 1 :]]
    return ("" if material.text.han else " ").join(typed)


Slip = Callable[[str, Random, Material], str]


def _place(fact: str, random: Random, letter: str) -> int:
    return random.choice([m.start() for m in re.finditer(letter, fact)])


def _left_out(letter: str) -> Slip:
    def slip(fact: str, random: Random, material: Material) -> str:
        at = _place(fact, random, letter)
        return fact[:at] + fact[at + 1 :]

    return slip


def _doubled(letter: str) -> Slip:
    def slip(fact: str, random: Random, material: Material) -> str:
        at = _place(fact, random, letter)
        return fact[:at] + fact[at] + fact[at:]

    return slip


def _swapped(letter: str) -> Slip:
    def slip(fact: str, random: Random, material: Material) -> str:
        at = _place(fact, random, rf"{letter}(?={letter})|{letter}$")
        return fact[:at] + fact[at : at + 2][::-1] + fact[at + 2 :]

    return slip


def _another(fact: str, random: Random, material: Material) -> str:
    at = _place(fact, random, f"[{HAN}]")
    other: str = random.choice(re.findall(f"[{HAN}]", material.plain))
    return fact[:at] + other + fact[at + 1 :]


def _run_together(fact: str, random: Random, material: Material) -> str:
    return fact.replace(" ", "", 1)


def _without_a_word(fact: str, random: Random, material: Material) -> str:
    words = fact.split()
    at = random.randrange(len(words))
    return " ".join(word for n, word in enumerate(words) if n != at or len(words) == 1)


_HAN_SLIPS = (*(make(f"[{HAN}]") for make in (_left_out, _doubled, _swapped)), _another)
_LATIN_SLIPS = (
    *(make(r"(?<=[^\W\d_])[^\W\d_]") for make in (_left_out, _doubled, _swapped)),
    _run_together,
    _without_a_word,
)
