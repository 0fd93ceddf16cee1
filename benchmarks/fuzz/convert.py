"""Sources for the converter, put together by chance and led by the code they reach; see README.md.

python -m benchmarks.fuzz.convert [FOLDER OF CASES] [-max_total_time=SECONDS] [-runs=CASES]
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-untyped]  # no dependency of ours: whoever fuzzes installs it

with atheris.instrument_imports(include=["duizhao"]):
    from tests.conversion.test_fuzz_convert import PIECES, account_for

#: What may stand behind a piece.
ENDS = ("", " ", "\n", "\n\n", "\r\n", "\f")
#: The most pieces of a text, and the most characters of one that is no piece.
MOST, LETTERS = 40, 6


def text(given: atheris.FuzzedDataProvider, pieces: list[str]) -> str:
    """A text of a language: pieces that conversions trip over, and between them any characters."""
    parts = []
    for _ in range(given.ConsumeIntInRange(0, MOST)):
        number = given.ConsumeIntInRange(0, len(pieces))
        parts.append(pieces[number] if number < len(pieces) else given.ConsumeUnicodeNoSurrogates(LETTERS))
        parts.append(ENDS[given.ConsumeIntInRange(0, len(ENDS) - 1)])
    return "".join(parts)


def one(data: bytes) -> None:
    """Tries one case."""
    given = atheris.FuzzedDataProvider(data)
    wrapped = given.ConsumeBool()
    zh, en = (text(given, pieces.split("|")) for pieces in PIECES.values())
    account_for(zh, en, wrapped)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
