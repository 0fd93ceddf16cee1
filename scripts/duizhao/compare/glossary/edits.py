"""Terms that an edit of one language takes away while the other language still has them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from duizhao.compare.difference import pieces
from duizhao.compare.glossary.match import Match, Matcher, longest
from duizhao.compare.glossary.variants import is_other, words
from duizhao.languages.phrases import phrases_of
from duizhao.languages.script import lower

#: What names a term by itself.
_FULL = ("preferred", "accepted")


def lost_terms(before: str, after: str, other: str, matchers: tuple[Matcher, Matcher]) -> Iterator[Match]:
    """The terms that a text lacks since it was edited, each as it stood. `other`: what it is held against;
    `matchers`: of the text's language, and of that one's.

    A text may say once, or by a word that points back, what the other one names twice. So a term is lost that stands
    less often than before and less often than in the other text; or that stands less often and gave way, where nothing
    else was changed, to a wording that is neither a part of it nor what the other text has, unless another term came
    that was due.
    """
    places = _terms(matchers[0], before)
    was, now, there = map(_counts, (places, _terms(matchers[0], after), _terms(matchers[1], other)))
    due = any(was[term] < min(now[term], there[term]) for term in now)
    for match in {match.term.id: match for match in places}.values():
        term = match.term.id
        if now[term] < min(was[term], there[term]):
            yield match
        elif now[term] < was[term] and there[term] and not due:
            for own in (each for each in places if each.term.id == term):
                wording = _instead(before, after, own, matchers[0].language)
                if wording and lower(wording) not in lower(other):
                    yield own


def fewer_terms(before: str, after: str, matcher: Matcher) -> set[str]:
    """The ids of the terms that stand less often in a text since it was edited."""
    return set(_counts(_terms(matcher, before)) - _counts(_terms(matcher, after)))


def _terms(matcher: Matcher, text: str) -> Sequence[Match]:
    """The places of each term, also within longer terms."""
    found = [match for match in matcher.all(text) if match.role in _FULL]
    by_term = groupby(sorted(found, key=_id), key=_id)
    return [match for _, matches in by_term for match in longest(matches)]


def _counts(matches: Sequence[Match]) -> Counter[str]:
    return Counter(map(_id, matches))


def _id(match: Match) -> str:
    return match.term.id


def _instead(before: str, after: str, match: Match, language: str) -> str:
    """The other wording that an edit put where a term stood; empty if there is none, if a part of the term or a word
    that points back stands there, or if words beside it were changed with it."""
    wording, beside, at, touched = "", "", 0, False
    for piece in pieces(before, after):
        if piece.kind == "inserted":
            wording += piece.text if touched or match.start <= at <= match.end else ""
            continue
        inside = piece.text[max(match.start - at, 0) : max(match.end - at, 0)]
        at += len(piece.text)
        touched = piece.kind == "deleted" and bool(inside)
        if touched:
            beside += piece.text.replace(inside, " ", 1)
        else:
            wording += inside
    forms = match.term.renderings[language].full
    names_it = any(form in wording for form in forms) or not is_other(wording, forms, language)
    points_back = phrases_of(language).anaphors.search(wording)
    return "" if names_it or points_back or words(beside, language) else wording.strip()
