"""The ledger as a property: whatever the text, every character of it is in the edition or left out for a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.errors import InputError
from duizhao.source import conversion as conversions
from duizhao.source.conversion import Conversion, convert_lines
from duizhao.source.ledger import LedgerError
from duizhao.source.model import Source
from duizhao.source.profile import load_profile
from duizhao.source.readers.plain_text import LINE_END, read_lines

HERE = Path(__file__).parent
PROFILE = load_profile(HERE / "two-languages.yml", "two-languages.yml")
GOOD = (HERE / "two-languages.txt").read_text(encoding="utf-8")

#: What damages a report: pieces that mean something to the converter, in the wrong places.
TROUBLE = st.sampled_from(
    [
        "^①",
        "①",
        "^②",
        "<http://a.example/b>",
        "http://a.example/c-\n",
        "河流年报与展望",
        "The Yearly Report",
        "【资料】卡",
        "Box: X",
        "\n【资料】\n",
        "\nBox:\n",
        "\n— 3 —\n",
        "\n目录\n",
        "\nContents\n",
        "⑩",
        "——",
        "—",
        "图1 ",
        "Figure 1: ",
        "第二章",
        "Chapter Two",
        "1.2 ",
        "“",
        "”",
        "《",
        "(",
        "**",
        "*",
        "\\",
        "`",
        "[",
        "]",
        "[^n1]",
        "!!! note",
        "{ #x }",
        "<b>",
        "&amp;",
        "- ",
        "# ",
        "1. ",
        "\u200b",
        "\xad",
        "-\n",
        "\n\n",
        "\n",
        "\r\n",
        "\f",
        "\t",
        "  ",
        "\u3000",
        "\ufeff",
        "目录",
        "Contents",
        "12",
    ]
)


def converted(text: str) -> Conversion:
    source = Source("case.txt", text, (0, *(match.end() for match in LINE_END.finditer(text))))
    return convert_lines(PROFILE, source, *read_lines(source))


def check(text: str) -> None:
    conversion = converted(text)  # it raises InputError if the account does not add up
    ledger = conversion.ledger
    assert sum(ledger.by_file().values()) + sum(ledger.by_reason().values()) == len(text)
    at = 0
    for entry in ledger.entries:
        assert entry.span.start == at
        at = entry.span.end
    assert at == len(text)
    for page in conversion.files.values():
        for piece in page.body.pieces:
            assert piece.reason if piece.start is None else text.startswith(piece.text, piece.start)


def split() -> tuple[str, str, str, str]:
    """The good report's two languages, each as what must stand at its beginning and the rest."""
    at = GOOD.index("The River Report")
    zh, en = GOOD[:at], GOOD[at:]
    zh_head, en_head = "河流年报\n\n水文所\n\n", "The River Report\n\nHydrology Office\n\n"
    assert zh.startswith(zh_head)
    assert en.startswith(en_head)
    return zh_head, zh[len(zh_head) :], en_head, en[len(en_head) :]


def test_the_good_report() -> None:
    check(GOOD)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.text(max_size=300))
def test_arbitrary_text(zh: str, en: str) -> None:
    zh_head, _, en_head, _ = split()
    check(zh_head + zh.replace("\x00", "") + "\n\n" + en_head + en.replace("\x00", ""))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(0, 1), TROUBLE), max_size=12), st.lists(st.floats(0, 1), max_size=6))
def test_damaged_report(insertions: list[tuple[float, str]], cuts: list[float]) -> None:
    zh_head, zh, en_head, en = split()
    bodies = []
    for body in (zh, en):
        for place, trouble in insertions:
            at = int(place * len(body))
            body = body[:at] + trouble + body[at:]
        for place in cuts:
            at = int(place * len(body))
            body = body[:at] + body[at + 7 :]
        # The second language must not seem to begin early.
        bodies.append(re.sub(r"(?m)^\s*(?=The River Report|河流年报)", "x", body))
    check(zh_head + bodies[0] + "\n" + en_head + bodies[1])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(GOOD.split("\n")[8:40]), max_size=40))
def test_lines_in_any_order(lines: list[str]) -> None:
    zh_head, _, en_head, en = split()
    check(zh_head + "\n".join(lines) + "\n" + en_head + en)


def test_an_account_that_does_not_add_up_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> None:
        raise LedgerError("line 3: 'abc' is unaccounted for")

    monkeypatch.setattr(conversions, "balance", wrong)
    with pytest.raises(InputError, match="would be lost or stand twice: line 3") as error:
        converted(GOOD)
    assert error.value.file == "case.txt"
