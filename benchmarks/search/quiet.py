"""Waiting until a page has shown its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The page has not changed there for so long, in milliseconds.
QUIET = 40


def quiet(page: Page, selector: str, condition: str = "() => true") -> None:
    """Waits until nothing at the selector has changed for a while and the condition holds; at most five seconds."""
    page.evaluate(
        """async ([selector, quiet, condition]) => {
          const holds = eval(condition);
          let last = performance.now();
          const watch = new MutationObserver(() => { last = performance.now(); });
          for (const element of document.querySelectorAll(selector)) {
            watch.observe(element, { childList: true, subtree: true, characterData: true, attributes: true });
          }
          const end = performance.now() + 5000;
          while (performance.now() < end && !(performance.now() - last >= quiet && holds())) {
            await new Promise(done => setTimeout(done, 10));
          }
          watch.disconnect();
        }""",
        [selector, QUIET, condition],
    )
