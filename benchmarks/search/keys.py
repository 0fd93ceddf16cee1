"""Ways to enter a query, as a browser sees them: keys, an input method, the clipboard, and no key at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.search.passages import HAN

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

#: The key code of every key press that an input method takes for itself.
_TAKEN = 229


#: Of a longer query so many characters come by key; what is before them is there at once, which saves most of the time.
_BY_KEY = 4


def typed(page: Page, session: CDPSession, text: str) -> None:
    """Key by key; what is on no key comes from an input method, with the keys it takes."""
    if text[:-_BY_KEY]:
        session.send("Input.insertText", {"text": text[:-_BY_KEY]})
    for part in re.findall(rf"[{HAN}]{{1,4}}|[ -~]+|[^ -~{HAN}]+", text[-_BY_KEY:]):
        if " " <= part[0] <= "~":
            page.keyboard.type(part)
        else:
            composed(page, session, part)


def composed(page: Page, session: CDPSession, text: str) -> None:
    """By an input method: key presses it takes for itself, a composition that grows, the word, and the key's end."""
    for end in range(1, min(len(text), 3) + 1):
        _key(session, "rawKeyDown")
        letters = "abc"[:end]
        session.send("Input.imeSetComposition", {"text": letters, "selectionStart": end, "selectionEnd": end})
        _key(session, "keyUp")
    _key(session, "rawKeyDown")
    session.send("Input.insertText", {"text": text})
    _key(session, "keyUp")


def _key(session: CDPSession, kind: str) -> None:
    event = {"type": kind, "windowsVirtualKeyCode": _TAKEN, "key": "Process", "code": "KeyA"}
    session.send("Input.dispatchKeyEvent", event)


def picked(page: Page, session: CDPSession, text: str) -> None:
    """An input method whose word is picked with the mouse, or on a phone: a composition, and no key at all."""
    session.send("Input.imeSetComposition", {"text": "ab", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.insertText", {"text": text})


def inserted(page: Page, session: CDPSession, text: str) -> None:
    """All at once without a key: dictated, or pasted from a menu."""
    session.send("Input.insertText", {"text": text})


def pasted(page: Page, session: CDPSession, text: str) -> None:
    """From the clipboard, by its keys."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


#: How a query can be entered, by the name the tables use.
WAYS: dict[str, Callable[[Page, CDPSession, str], None]] = {
    "typed": typed,
    "input method": composed,
    "picked with the mouse": picked,
    "pasted by keys": pasted,
    "inserted without keys": inserted,
}
