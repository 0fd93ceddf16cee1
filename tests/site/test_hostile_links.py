"""Whoever makes a link may put anything behind `#` and `?`: the page opens at once, and without an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "en/chapter-1/1-1.html"
#: How long a page may be busy with its own address, in milliseconds: what one could be led into had no end.
AT_ONCE = 20_000

ADDRESSES = {
    "a number to count down from": "#x99999999999999999999",
    "the same behind a paragraph's name": "#s1-1-p99999999999999999999",
    "a number that is none": "#s1-1-p1e400",
    "digits without end": "#" + "9" * 200_000 + "x",
    "half a sign": "#%",
    "half a character": "#%E4%B8",
    "signs of a selector": "#\"]'",
    "a backslash": "#\\",
    "a name every object has": "#__proto__",
    "half a sign, and a query": "?q=wells#%",
    "a query of very many words": "?q=" + "+".join(f"w{number}" for number in range(10_000)) + "#s1-1-p1",
    "brackets without end": "?q=" + "(" * 50_000 + "#s1-1-p1",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_no_address_holds_up_a_page(address: str, served: str, chromium: Browser) -> None:
    with reading(chromium, served) as reader:
        reader.page.set_default_timeout(AT_ONCE)
        reader.open(PAGE + address, settled=True)
        # Every script has come to its end: a paragraph's menu opens, and the other language is one step away.
        reader.page.evaluate("document.querySelector('.edition-permalink').click()")
        assert reader.page.locator(".edition-menu").count() == 1
        reader.page.evaluate("window.dispatchEvent(new HashChangeEvent('hashchange'))")
        assert reader.page.evaluate("1 + 1") == 2
        assert reader.errors == []


@pytest.mark.parametrize(
    ("address", "shown"), [("#s1-1-p3", "s1-1-p3"), ("#s1-1-p9999999999999999999", None), ("#s1-1-p0", "")]
)
def test_an_id_that_is_not_there_leads_to_the_one_before(
    address: str, shown: str | None, served: str, chromium: Browser
) -> None:
    with reading(chromium, served) as reader:
        reader.open(PAGE + address, settled=True)
        ids = reader.page.evaluate("[...document.querySelectorAll('[id^=s1-1-p]')].map(e => e.id)")
        wanted = ids[-1] if shown is None else shown
        top = reader.page.evaluate("window.scrollY")
        if wanted:
            reader.wait_in_view(f"#{wanted}")
        else:
            assert top == 0
