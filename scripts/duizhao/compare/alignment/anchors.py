"""Anchors: what reads the same in both languages, whatever the words; and how much each is worth.

Shared numbers and names as evidence: Michel Simard, George F. Foster and Pierre Isabelle, “Using Cognates to
Align Sentences in Bilingual Corpora”, TMI 1992; a bilingual lexicon beside lengths: Dekai Wu, “Aligning a
Parallel English-Chinese Corpus Statistically with Lexical Criteria”, ACL 1994.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from math import log

from msgspec import Struct

from duizhao.languages.references import without_references
from duizhao.languages.script import HAN_RUN
from duizhao.patterns import lazily

#: Values in a text, given the text and its language: any strings that are equal where the values are.
ValueFinder = Callable[[str, str], Iterable[str]]

_NAME = lazily(r"[^\W\d_][\w]*(?:[-.][\w]+)*")
_SCHEME = lazily(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)
_NOT_ADDRESS = lazily(r"[^a-z0-9]+")

#: Marks that a translation mostly keeps: of a question, a call, what is said, what is added.
_KEPT_MARKS = {"?": "?？؟", "!": "!！", '"': '“”"«»「」『』„', "(": "(（"}
_MARKS = {sign: f"p:{name}" for name, signs in _KEPT_MARKS.items() for sign in signs}

#: What a whole match is worth at most, in nats: beyond it, rarer is not surer.
_MOST = 4.0

#: How far each class of anchor is to be believed, by its mark: names and terms repeat one another where they
#: stand together; a learned term may be a mistake.
_TRUST = {"n:": 1.0, "d:": 1.0, "a:": 1.5, "w:": 0.7, "t:": 0.7, "l:": 0.4, "k:": 1.0, "p:": 0.7}

#: The classes that translation keeps: values, dates, addresses. One that the other document lacks altogether speaks
#: for an omission, but less than one found elsewhere in it: it may only be written in a way we do not know.
_KEPT = frozenset({"n:", "d:", "a:"})
_ABSENT = 0.5

#: In which steps anchors are worth something, in nats: one more in the document mostly changes nothing elsewhere; and a
#: sum of such parts of two is exact, so that the order in which a set yields its members does not matter.
_STEP = 1 / 8

#: What an anchor that only one side of a bead has costs, as a share of what it would have been worth.
_MISSING = 0.35


def text_anchors(text: str, language: str, find_values: ValueFinder) -> frozenset[str]:
    """A text's values, the names in Latin letters (every word written so, folded in case), and the marks it has.

    Which of the words are names is not asked: a word of the English text is only an anchor if it stands in
    the Chinese one, and there it is one.
    """
    plain = without_references(text)
    words = {f"w:{word.casefold()}" for word in _NAME.findall(HAN_RUN.sub(" ", plain)) if len(word) > 1}
    values = {value if value[1:2] == ":" else f"n:{value}" for value in find_values(text, language)}
    return frozenset(words | values | {_MARKS[sign] for sign in _MARKS.keys() & set(plain)})


def address_anchors(addresses: Iterable[str]) -> frozenset[str]:
    """Web addresses, without what extraction loses or adds: scheme, `www`, case, hyphens, slashes."""
    bare = (_NOT_ADDRESS.sub("", _SCHEME.sub("", address).casefold()) for address in addresses)
    return frozenset(f"a:{address}" for address in bare if address)


class Weighed(Struct, frozen=True):
    """Anchors, and what they are worth together, as `Weights` counts it."""

    anchors: frozenset[str]
    worth: float


class Weights(Struct, frozen=True):
    """What each anchor is worth, in nats, in whole steps; one that is worth nothing is not in it."""

    values: Mapping[str, float]

    @classmethod
    def of(cls, left: Sequence[Collection[str]], right: Sequence[Collection[str]], least: float = 1) -> Weights:
        """Weights from how many units hold an anchor, given each unit's anchors on both sides.

        An anchor in n of N units is worth min(log(N / n), 4) times the trust in its class: what two units
        that share it are likelier to be counterparts than two that share nothing. Once in the whole document
        is worth most, in every unit nothing. n and N are those of the side on which it is more common. What only
        one side has is worth half of that if translation keeps it (values, dates, addresses), else nothing.
        `least`: what N is at least, for units that are part of something longer.
        """
        counts = [Counter(chain.from_iterable(map(frozenset, side))) for side in (left, right)]
        totals = [max(len(side), least) for side in (left, right)]
        values = {}
        for anchor in counts[0].keys() | counts[1].keys():
            here, there = counts[0][anchor] / totals[0], counts[1][anchor] / totals[1]
            weight = min(-log(max(here, there)), _MOST) * _TRUST.get(anchor[:2], 1.0)
            if not (here and there):
                weight *= _ABSENT if anchor[:2] in _KEPT else 0.0
            if weight := round(weight / _STEP) * _STEP:
                values[anchor] = weight
        return cls(values)

    def known(self, anchors: Collection[str]) -> frozenset[str]:
        """Those of the anchors that are worth anything."""
        return frozenset(self.values.keys() & anchors)

    def weighed(self, anchors: Collection[str]) -> Weighed:
        """Those of the anchors that are worth anything, with their worth."""
        known = self.known(anchors)
        return Weighed(known, sum(map(self.values.__getitem__, known)))

    def agreement(self, left: Weighed, right: Weighed) -> float:
        """What takes the two sides of a bead together, in nats: the worth of the anchors they share, less a
        third of the worth of those only one has."""
        shared = 0.0
        if not left.anchors.isdisjoint(right.anchors):  # as most are
            shared = sum(map(self.values.__getitem__, left.anchors & right.anchors))
        return shared - _MISSING * (left.worth + right.worth - 2 * shared)
