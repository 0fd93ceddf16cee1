"""Ids that every format takes: XML name tokens of plain ASCII, each given once."""

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def token(name: str) -> str:
    """The name as an NMTOKEN (XML 1.0, production 7): any character but ASCII letters, digits, `-` and `_` becomes
    `_x` and its code point in hexadecimal and `_`. A full stop, too: it parts a unit's id from a sentence's number."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):x}_", name)


class Ids:
    """Gives each name once: the second time it gets a number behind it."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def give(self, name: str) -> str:
        """The name as a token, or the first numbered form of it that is free."""
        wanted = given = token(name) or "unit"
        number = 1
        while given in self._taken:
            number += 1
            given = f"{wanted}-{number}"
        self._taken.add(given)
        return given
