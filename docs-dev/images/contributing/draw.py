"""Draws the pictures of CONTRIBUTING.md and CONTRIBUTING.zh.md: python docs-dev/images/contributing/draw.py

Our own pages are photographed in a browser, from the sample edition of the tests. GitHub's are schematic drawings: what
is where, not how it looks.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT)]

WIDTH = 760
FONT = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
MARK = "#b3261e"

WORDS = {
    "en": {
        "note": "Schematic drawing",
        "file": "docs / en / chapter-1 / 1-1.md",
        "lines": [
            ("11", "The three bridges were repaired in March 2020, and the work", True),
            ("", "was finished in October of the same year.[^n1]", True),
            ("12", "{ #s1-1-p1 }", False),
            ("13", "", False),
            ("14", "[^n1]: The Institute's records. <https://example.org/records>", False),
        ],
        "change": "Change the words. A paragraph is one line.",
        "id": "Leave the id line as it is.",
        "commit": "Commit changes…",
        "title": "Propose changes",
        "message": "Commit message",
        "said": "1.1: 2020 → 2021",
        "extended": "Extended description",
        "reason": "Reason: the bridges were repaired in 2021",
        "evidence": "Evidence: the Chinese text, and page 12 of the printed report",
        "why": "These two lines are shown to readers on “Corrections”.",
        "propose": "Propose changes",
        "then": "On the next page: “Create pull request”.",
        "checks": "Checks",
        "rows": [
            ("ok", "Run the tests", ""),
            ("bad", "Check the edition and build a preview", "1 error"),
        ],
        "annotation": ["docs/en/chapter-1/1-1.md, line 11", "b-102: English has 2020, Chinese 2021"],
        "annotated": "What was found stands beside the line.",
        "artefacts": ["review: what the change does, in words, and as a reader sees it", "preview: the whole site"],
        "below": "Below: files to download and look at.",
    },
    "zh": {
        "note": "示意图",
        "file": "docs / zh / chapter-1 / 1-1.md",
        "lines": [
            ("11", "2020年3月，青溪上游的三座石桥同时动工修缮，当年10月完工。", True),
            ("", "修缮采用了原有的石料。[^n1]", True),
            ("12", "{ #s1-1-p1 }", False),
            ("13", "", False),
            ("14", "[^n1]: 青溪研究所档案。<https://example.org/records>", False),
        ],
        "change": "修改文字。一段就是一行。",
        "id": "编号这一行保持原样。",
        "commit": "Commit changes…",
        "title": "Propose changes",
        "message": "Commit message",
        "said": "1.1：2020 → 2021",
        "extended": "Extended description",
        "reason": "理由：石桥于2021年修缮",
        "evidence": "依据：英文文字，以及原书第12页",
        "why": "这两行会在“勘误”页上向读者公开。",
        "propose": "Propose changes",
        "then": "下一页点“Create pull request”。",
        "checks": "Checks",
        "rows": [
            ("ok", "Run the tests", ""),
            ("bad", "Check the edition and build a preview", "1 error"),
        ],
        "annotation": ["docs/zh/chapter-1/1-1.md，第 11 行", "b-102：中文为 2020，英文为 2021"],
        "annotated": "检查的结果显示在该行旁边。",
        "artefacts": ["review：这次改动做了什么，读者看到的样子", "preview：整个网站"],
        "below": "下方：可下载查看的文件。",
    },
}


class Drawing:
    """A schematic picture, from the top down."""

    def __init__(self, height: int, note: str) -> None:
        self.height = height
        self.parts = [f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>']
        self.text(WIDTH - 16, height - 12, note, size=12, color="#59636e", anchor="end")

    def text(
        self,
        x: int,
        y: int,
        words: str,
        *,
        size: int = 15,
        color: str = "#1f2328",
        anchor: str = "start",
        weight: int = 400,
    ) -> None:
        self.parts.append(
            f'<text x="{x}" y="{y}" font-size="{size}" fill="{color}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{escape(words)}</text>'
        )

    def box(self, x: int, y: int, width: int, height: int, *, fill: str = "none", line: str = "#d1d9e0") -> None:
        thick = 2.5 if line == MARK else 1
        self.parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="{line}" '
            f'stroke-width="{thick}"/>'
        )

    def callout(self, number: int, x: int, y: int, words: str) -> None:
        self.parts.append(f'<circle cx="{x}" cy="{y}" r="12" fill="{MARK}"/>')
        self.text(x, y + 5, str(number), size=14, color="#fff", anchor="middle", weight=700)
        self.text(x + 20, y + 5, words, color=MARK, weight=600)

    def save(self, name: str, described: str) -> None:
        body = "\n".join(self.parts)
        (HERE / name).write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" '
            f'height="{self.height}" role="img" font-family="{FONT}">\n'
            f"<title>{escape(described)}</title>\n{body}\n</svg>\n",
            encoding="utf-8",
        )


def editor(language: str) -> None:
    words = WORDS[language]
    drawing = Drawing(330, str(words["note"]))
    drawing.box(16, 16, WIDTH - 32, 240)
    drawing.text(32, 44, str(words["file"]), weight=600)
    drawing.box(WIDTH - 196, 24, 164, 32, fill="#1f883d", line="#1f883d")
    drawing.text(WIDTH - 114, 45, str(words["commit"]), color="#fff", anchor="middle", size=14)
    drawing.parts.append(f'<path d="M16 66 H{WIDTH - 16}" stroke="#d1d9e0"/>')
    for index, (number, line, changed) in enumerate(words["lines"]):
        y = 98 + index * 30
        if changed:
            drawing.parts.append(f'<rect x="60" y="{y - 20}" width="{WIDTH - 80}" height="30" fill="#fff3e0"/>')
        drawing.text(48, y, number, size=13, color="#59636e", anchor="end")
        drawing.text(68, y, line, size=14)
    drawing.callout(1, 36, 278, str(words["change"]))
    drawing.callout(2, 36, 308, str(words["id"]))
    drawing.callout(3, WIDTH - 240, 278, str(words["commit"]))
    drawing.save(f"editor-{language}.svg", f"{words['change']} {words['id']}")


def commit(language: str) -> None:
    words = WORDS[language]
    drawing = Drawing(390, str(words["note"]))
    drawing.box(100, 16, 560, 280)
    drawing.text(120, 48, str(words["title"]), weight=700, size=17)
    drawing.text(120, 84, str(words["message"]), size=13, color="#59636e")
    drawing.box(120, 92, 520, 34)
    drawing.text(132, 114, str(words["said"]))
    drawing.text(120, 152, str(words["extended"]), size=13, color="#59636e")
    drawing.box(120, 160, 520, 72, line=MARK)
    drawing.text(132, 188, str(words["reason"]))
    drawing.text(132, 216, str(words["evidence"]))
    drawing.box(476, 246, 164, 34, fill="#1f883d", line="#1f883d")
    drawing.text(558, 268, str(words["propose"]), color="#fff", anchor="middle", size=14)
    drawing.callout(4, 36, 322, str(words["why"]))
    drawing.callout(5, 36, 356, str(words["then"]))
    drawing.save(f"commit-{language}.svg", f"{words['reason']} {words['evidence']}")


def checks(language: str) -> None:
    words = WORDS[language]
    drawing = Drawing(400, str(words["note"]))
    drawing.text(24, 40, str(words["checks"]), weight=700, size=17)
    for index, (state, name, more) in enumerate(words["rows"]):
        y = 56 + index * 44
        drawing.box(16, y, WIDTH - 32, 38)
        color = "#1f883d" if state == "ok" else MARK
        drawing.text(34, y + 25, "✓" if state == "ok" else "✗", color=color, weight=700, size=17)
        drawing.text(60, y + 25, str(name))
        drawing.text(WIDTH - 36, y + 25, str(more), anchor="end", color=color)
    drawing.box(60, 152, WIDTH - 76, 72, line=MARK, fill="#fff8f7")
    drawing.text(78, 180, str(words["annotation"][0]), size=14, color="#59636e")
    drawing.text(78, 208, str(words["annotation"][1]), weight=600)
    drawing.callout(6, 36, 248, str(words["annotated"]))
    for index, line in enumerate(words["artefacts"]):
        drawing.text(60, 292 + index * 28, f"▤ {line}")
    drawing.callout(7, 36, 356, str(words["below"]))
    drawing.save(f"checks-{language}.svg", f"{words['annotated']} {words['below']}")


def photographs() -> None:
    """Our own pages, with what matters framed."""
    from playwright.sync_api import sync_playwright

    from duizhao.publish.site.build import build_site
    from tests.site.conftest import copy_project

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy_project(ROOT, Path(folder) / "project")
        settings = root / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"repo_url: https://github.com/OWNER/NAME\nedit_uri: edit/main/docs/\n{text}", "utf-8")
        site = build_site(root)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language, path in (("en", "en/chapter-1/1-1.html"), ("zh", "chapter-1/1-1.html")):
            page = browser.new_page(viewport={"width": 760, "height": 420}, device_scale_factor=1.5)
            page.goto((site / path).as_uri())
            page.locator("#s1-1-p1 .edition-permalink").click()
            frame(page, ".edition-menu a:last-child")
            page.screenshot(path=HERE / f"menu-{language}.png")
            page.reload()
            page.locator(".edition-report").scroll_into_view_if_needed()
            page.evaluate("document.querySelector('.edition-report').scrollIntoView({block: 'center'})")
            frame(page, ".edition-report a:first-child")
            page.wait_for_timeout(600)  # the header changes what it shows
            page.screenshot(path=HERE / f"edit-{language}.png")
            page.close()
        browser.close()


def frame(page: object, selector: str) -> None:
    """Draws a frame around an element: the pages allow no styles in attributes, so it is set by script."""
    page.evaluate(  # type: ignore[attr-defined]
        """([selector, color]) => { const element = document.querySelector(selector);
        element.style.outline = `3px solid ${color}`; element.style.outlineOffset = "2px"; }""",
        [selector, MARK],
    )


if __name__ == "__main__":
    for language in WORDS:
        editor(language)
        commit(language)
        checks(language)
    photographs()
