"""Words that hedge a number ("over", "about", 余, 以上), before or behind it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from os.path import commonprefix

from msgspec.structs import replace

from duizhao.languages.draft import Draft
from duizhao.languages.masked_text import BLANK
from duizhao.languages.quantity import Approximation, Kind
from duizhao.patterns import compiled

#: The longest hedge that is looked for, with the words that may stand between it and its number.
_REACH = 40


#: So far before a sign another number may stand.
_CLOSE = 6
#: A number with a short unit or none (2时 ~ 10时); one that was read before is blank.
_BEHIND_NUMBER = compiled(rf"[\d{BLANK}] ?\w{{0,2}} *\Z")

#: Signs that do; between two numbers they say something else.
_SIGNS = {
    **dict.fromkeys("~～∼≈", Approximation.ABOUT), ">": Approximation.OVER, "≥": Approximation.AT_LEAST,
    "<": Approximation.UNDER, "≤": Approximation.AT_MOST,
}  # fmt: skip


def alternatives(words: Sequence[str], not_after: Mapping[str, str], not_before: Mapping[str, str]) -> str:
    """A pattern for any of the words, longest first.

    `not_after`, `not_before`: by word, the characters of which none may stand directly before or behind it.
    """
    parts = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        before = f"(?<![{re.escape(not_after[word])}])" if word in not_after else ""
        behind = f"(?![{re.escape(not_before[word])}])" if word in not_before else ""
        parts.append(before + _escaped(word) + behind)
    return "|".join(parts) or "(?!)"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, whatever stands beside it; what several begin with is in it once,
    since at most places of a text none of them begins."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[:1].casefold(), []).append(word)
    found: list[str] = []
    for group in groups.values():
        begin = commonprefix(group)  # noqa: RUF071 (no paths)
        if len(group) > 1 and begin:
            found.append(f"{_escaped(begin)}(?:{any_of(word[len(begin) :] for word in group)})")
        else:
            found += map(_escaped, group)
    return "|".join(found) or "(?!)"


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


class Hedges:
    """The hedges of a language, found next to a number.

    `before` and `after`: the hedges by what they say. `link` and `gap`: patterns of what may stand between a
    number and the hedge before or behind it; `start` and `end`: what must stand around a hedge. `far`: the hedges
    that may stand before what a share or a factor is compared with, `far_link` the pattern of that, and `loose_link`
    that of what may be something else as well (超过男性三成). `guards`: see `alternatives`.
    """

    def __init__(
        self,
        before: Mapping[str, Sequence[str]],
        after: Mapping[str, Sequence[str]],
        *,
        guards: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
        start: str = "",
        link: str = "",
        gap: str = "",
        end: str = "",
        far: Mapping[str, Sequence[str]] | None = None,
        far_link: str = "",
        loose_link: str = "(?!)",
    ) -> None:
        self._before_kinds = _kinds(before)
        either = alternatives(list(self._before_kinds), *guards)
        self._before = compiled(rf"{start}(?P<hedge>{either}){link}\Z", re.IGNORECASE)
        self._after_kinds = _kinds(after)
        either = alternatives(list(self._after_kinds), *guards)
        self._after = compiled(rf"{gap}(?P<hedge>{either}){end}", re.IGNORECASE)
        self._far_kinds = _kinds(far or {})
        either = alternatives(list(self._far_kinds), *guards)
        self._far = compiled(rf"(?:{either})(?:{far_link}|(?P<loose>{loose_link}))\Z")
        self._far_hedge = compiled(either)

    def before(self, text: str, at: int, floor: int = 0) -> tuple[Approximation, int] | None:
        """The hedge that ends at `at` and starts no earlier than `floor`, and where it starts."""
        floor = max(floor, at - _REACH)
        match = self._before.search(text, floor, at)
        if not match and (sign := text[floor:at].rstrip(" ")[-1:]) in _SIGNS:
            start = text.rindex(sign, floor, at)
            return (_SIGNS[sign], start) if not _BEHIND_NUMBER.search(text, max(0, start - _CLOSE), start) else None
        return (self._before_kinds[_plain(match["hedge"])], match.start("hedge")) if match else None

    def after(self, text: str, at: int) -> tuple[Approximation, int] | None:
        """The hedge that follows at `at`, and where it ends."""
        match = self._after.match(text, at)
        return (self._after_kinds[_plain(match["hedge"])], match.end()) if match else None

    def far(self, text: str, at: int, floor: int = 0) -> Approximation | None:
        """The hedge before what the share or factor at `at` is compared with: of several, the nearest."""
        floor = max(floor, at - _REACH)
        match = self._far.search(text, floor, at)
        if match is None:
            return None
        if match["loose"]:
            return Approximation.PERHAPS
        *_, hedge = self._far_hedge.finditer(text, match.start(), at)
        return self._far_kinds[hedge[0]]

    def applied(self, draft: Draft, text: str, floor: int = 0) -> Draft:
        """The draft with the hedges on either side of it; the one behind is the more particular."""
        before, after = self.before(text, draft.start, floor), self.after(text, draft.end)
        if before:
            draft = replace(draft, approximation=before[0], start=before[1], led=True)
        if after:
            draft = replace(draft, approximation=after[0], end=after[1])
        return draft

    def hedged(self, draft: Draft, text: str) -> Draft:
        """The draft with its hedges, if it has none yet and is no rank; a share may have one further off."""
        if draft.approximation is not Approximation.EXACT or draft.kind is Kind.ORDINAL:
            return draft
        hedged = self.applied(draft, text)
        share = draft.kind in (Kind.PERCENT, Kind.FRACTION) and hedged.approximation is Approximation.EXACT
        far = self.far(text, draft.start) if share else None
        return replace(hedged, approximation=far) if far else hedged


def _kinds(groups: Mapping[str, Sequence[str]]) -> dict[str, Approximation]:
    return {word: Approximation(kind) for kind, words in groups.items() for word in words}


def _plain(hedge: str) -> str:
    return " ".join(hedge.lower().split())
