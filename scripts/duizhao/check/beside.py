"""What a finding on a change says besides: what would be told of it next. Nobody is asked for a reason first and told
then that it is a slip."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from duizhao.check.model import Finding
from duizhao.check.words import LANGUAGES, phrase
from duizhao.languages import language_name

#: What says which value the other language has.
_VALUES = ("b-102", "b-104")


def changed(finding: Finding) -> Iterator[object]:
    """The block that was changed, and the columns of what was, with those beside them."""
    yield from ((place.language, place.id) for place in finding.places if place.id)
    # What is in a table is compared row by row, and a row that moved changes what stands beside the others.
    yield from ((place.language, place.id, "rows") for place in finding.places if "\n" in place.text)
    for found in dict(finding.details).get("spans", "").split():
        line, start, end = map(int, found.split(":"))
        yield from ((finding.places[0].file, line, column) for column in range(start - 1, end + 1))


def compared(finding: Finding) -> Iterator[object]:
    """The columns that are compared; where something is missing, or it is about the whole, the block."""
    for place in finding.places:
        yield place.language, place.id, "rows"
        if place.at:
            yield from ((place.file, place.line, column) for column in range(*place.at))
        elif place.id:
            yield place.language, place.id


def unreasoned(finding: Finding) -> Finding:
    """A finding on a change that has no reason yet, so that only the one that asks for it says this."""
    return replace(finding, details=(*finding.details, ("unreasoned", "yes")))


def is_beside(finding: Finding) -> bool:
    """Whether only another finding says it."""
    return "unreasoned" in dict(finding.details)


def with_besides(finding: Finding, others: Sequence[Finding]) -> Finding:
    """The finding on a change with what others say of it, of the other language and of the front matter."""
    details = dict(finding.details)
    for of in (_of_value, _of_turn, _of_front):
        for code in LANGUAGES if not (of is _of_turn and details["beside_en"]) else ():
            said = (text for other in others if (text := of(finding, other, code)))
            details[f"beside_{code}"] += next(said, "")
    return replace(finding, details=tuple(details.items()))


def _of_value(finding: Finding, other: Finding, code: str) -> str:
    if other.code not in _VALUES:
        return ""
    here, details = finding.places[0].language, dict(other.details)
    sides = {details[f"{side}_language"]: details[side] for side in ("left", "right")}
    there = next((language for language in sides if language != here), "")
    own = {key for key in changed(finding) if not (isinstance(key, tuple) and key[-1] == "rows")}
    if here not in sides or own.isdisjoint(compared(other)):
        return ""
    return phrase(code, "beside").format(there=language_name(there, code), value=sides[there])


def _of_turn(finding: Finding, other: Finding, code: str) -> str:
    if other.code != "f-114" or _block(finding) != _block(other):
        return ""
    details = dict(other.details)
    said = {name: details[f"{name}_{code}"] for name in ("stays", "what")}
    return phrase(code, "beside_turned").format(there=language_name(details["there"], code), **said)


def _of_front(finding: Finding, other: Finding, code: str) -> str:
    places = finding.places[0], other.places[0]
    if other.code != "s-112" or len({(place.file, place.line) for place in places}) > 1:
        return ""
    return phrase(code, "beside_front").format(**dict(other.details))


def _block(finding: Finding) -> tuple[str, str]:
    return finding.places[0].language, finding.places[0].id
