"""A language's table made of that of another one that is written in other characters."""

import re
from collections.abc import Mapping
from typing import Any

from duizhao.languages.characters import in_taiwan
from duizhao.patterns import compiled


def converted(source: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A table of simplified Chinese in the traditional characters and words of Taiwan.

    `own`: what replaces what it stands for; its `wording` gives words, as they are in the source, that are others.
    """
    above = dict(own)
    wording: dict[str, str] = above.pop("wording", {})
    # The longest first, since a pattern takes the first that is right.
    words = "|".join(map(re.escape, sorted(wording, key=len, reverse=True)))
    table: dict[str, Any] = _merged(_reworded(source, compiled(f"({words or '(?!)'})"), wording), above)
    return table


def _reworded(value: Any, words: re.Pattern[str], wording: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {_reworded(key, words, wording): _reworded(each, words, wording) for key, each in value.items()}
    if isinstance(value, list):
        return [_reworded(each, words, wording) for each in value]
    if not isinstance(value, str):
        return value
    return "".join(wording.get(part) or in_taiwan(part) for part in words.split(value))


def _merged(below: Any, above: Any) -> Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{key: _merged(below.get(key), each) for key, each in above.items()}}
