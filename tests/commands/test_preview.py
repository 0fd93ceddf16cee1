"""What a preview compares: headings of pages, and findings wherever they stand."""

from __future__ import annotations

from duizhao.commands.preview import finding_key, outline
from duizhao.source.findings import Finding

PAGE = """---
order: 1
---

# Wells { #ch1 }

```
# no heading
```

- Depth:

  ~~~
  # none
  ~~~

## East { #h1 }
"""


def test_lines_of_code_are_no_headings() -> None:
    assert outline({"en/chapter-1/index.md": PAGE}) == ["en: # Wells", "en: ## East"]


def test_a_finding_that_stands_elsewhere_now_is_the_same() -> None:
    before, now = (
        Finding("c-064", "a.md", line, (("count", "2"), ("images", f"a.png ({line}), b.png ({line + 9})")))
        for line in (12, 30)
    )
    assert finding_key(before) == finding_key(now)
    assert finding_key(before) != finding_key(Finding("c-064", "a.md", 12, (("count", "2"), ("images", "c.png (12)"))))


def test_a_line_named_in_the_words_is_no_other_finding() -> None:
    before, now = (Finding("c-066", "a.yml", 3, (("key", "headings"), ("at", at), ("near", "井"))) for at in ("7", "9"))
    assert finding_key(before) == finding_key(now)
    assert finding_key(before) != finding_key(Finding("c-066", "a.yml", 3, (("key", "parts"), ("at", "7"))))
