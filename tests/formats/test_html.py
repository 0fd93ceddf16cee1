"""What a saved page's elements become."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from duizhao.source.conversion import Conversion, convert


def converted(body: str, folder: Path) -> Conversion:
    (folder / "page.html").write_text(f"<h1>The Wells</h1>\n{body}\n", encoding="utf-8")
    profile = {"source": "page.html", "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (folder / "page.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    return convert(folder / "page.yml", folder)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Deep.<sup>1</sup></p><hr><p><sup>1</sup> Measured.</p>", ("Deep.[^n1]", "[^n1]: Measured.")),
        ("<p>Deep.<sup>[1]</sup> Old.<sup>2</sup></p><p>1 Measured.</p><p>2 So said.</p>", ("Deep.[^n1] Old.[^n2]",)),
        ("<p>Deep.<sub><sup>1</sup></sub></p><p><sup>1</sup> Measured.</p>", ("Deep.[^n1]", "[^n1]: Measured.")),
        ("<p>An area of 5 m<sup>2</sup>, 10<sup>&minus;3</sup>.</p>", ("An area of 5 m², 10⁻³.",)),
        ("<p>The 5<sup>th</sup> well.</p>", ("The 5th well.",)),
        ('<p>See <a href="https://example.org/"><sup>1</sup></a>.</p>', ("See [1](<https://example.org/>).",)),
    ],
)
def test_raised_marks(body: str, shown: tuple[str, ...], tmp_path: Path) -> None:
    text = "".join(page.body.plain for page in converted(body, tmp_path).files.values())
    assert all(each in text for each in shown), text
    assert "---" not in text, "a line above notes parts nothing"


def test_two_notes_of_one_name_are_both_there(tmp_path: Path) -> None:
    note = '<p id="n">{} <a href="#r">↩</a></p>'
    body = f'<p>Deep.<a id="r" href="#n">1</a></p>{note.format("Measured.")}{note.format("So said.")}'
    conversion = converted(body, tmp_path)
    text = "".join(page.body.plain for page in conversion.files.values())
    assert "[^n1]: Measured." in text
    assert "So said." in text
    assert [finding.code for finding in conversion.findings] == ["c-009"]


def test_who_wrote_it_and_when_are_no_headings(tmp_path: Path) -> None:
    lines = '<h3 class="subtitle">In dry years</h3><h4 class="author">A. Digger</h4><h4 class="date">2/2/2021</h4>'
    body = converted(f"{lines}<h2>Water</h2><p>Deep.</p>", tmp_path).files["en/index.md"].body.plain
    for line in ("In dry years", "A. Digger", "2/2/2021"):
        assert f"\n{line}\n{{ #home-p" in body


def test_a_note_of_the_title_stays_a_note(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<h1>The Wells<a id="r" href="#n">*</a></h1><p>Deep.</p><p id="n">* By order. <a href="#r">↩</a></p>',
        encoding="utf-8",
    )
    profile = {"source": "page.html", "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (tmp_path / "page.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    conversion = convert(tmp_path / "page.yml", tmp_path)
    text = "".join(page.body.plain for page in conversion.files.values())
    assert "# The Wells {" in text
    assert "[^n1]: " in text
    assert [finding.code for finding in conversion.findings] == ["c-009"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Deep<br>\n and old.</p>", "Deep\\\nand old."),
        ("<h2>The<br/>\nwells</h2><p>Deep.</p>", "# The wells"),
        ("<h2>各村<br/>水井</h2><p>Deep.</p>", "# 各村水井"),
    ],
)
def test_white_space_beside_a_line_break_is_none(body: str, shown: str, tmp_path: Path) -> None:
    assert shown in "".join(page.body.plain for page in converted(body, tmp_path).files.values())


def test_a_paragraph_of_spaces_that_do_not_break_is_none(tmp_path: Path) -> None:
    conversion = converted("<p>Deep.</p><p>&nbsp;</p><p>Old.</p>", tmp_path)
    text = "".join(page.body.plain for page in conversion.files.values())
    assert "\u00a0" not in text
    assert "#home-p2" in text
    assert "#home-p3" not in text


@pytest.mark.parametrize(
    ("equation", "line"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><msqrt><mi>y</mi></msqrt>", "x²=√y"),
        (
            "<munderover><mo>&sum;</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>x</mi>",
            "∑ᵢ₌₁ⁿ x",
        ),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mspace/><mn>2</mn><mo>&InvisibleTimes;</mo><mi>y</mi>", "sin x 2y"),
        ("<mover><mi>v</mi><mo>&rarr;</mo></mover><mo>&lt;</mo><mroot><mi>k</mi><mn>3</mn></mroot>", "v\u20d7<³√k"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>",
            r"\[a, b; c]",
        ),
        ("<mi>arg</mi><mi>max</mi><mo>(</mo><mi>log</mi><mi>x</mi><mo>)</mo>", "arg max(log x)"),
        ("<munder><mi>lim</mi><mi>n</mi></munder><mfenced separators=''><mi>n</mi><mi>x</mi></mfenced>", "limₙ (nx)"),
        ("<semantics><mi>z</mi><annotation encoding='application/x-tex'>\\zeta</annotation></semantics>", "z"),
    ],
)
def test_an_equation_is_written_in_one_line(equation: str, line: str, tmp_path: Path) -> None:
    conversion = converted(f"<p>It is <math>{equation}</math> deep.</p>", tmp_path)
    assert f"It is {line} deep." in "".join(page.body.plain for page in conversion.files.values())
    assert [finding.code for finding in conversion.findings] == ["c-061"]


def test_an_equation_that_does_not_end_ends_before_the_next_block(tmp_path: Path) -> None:
    conversion = converted("<p>It is <math><mi>x</mi></p><p>Wells are deep.</p>", tmp_path)
    text = "".join(page.body.plain for page in conversion.files.values())
    assert "It is x\n" in text
    assert "\nWells are deep.\n" in text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>East</li><li>West</li></ol>", ["1. East", "2. West"]),
        ('<ol type="i"><li>East</li><li>West</li></ol>', ["i. East", "ii. West"]),
        ('<ol type="A" start="26"><li>East</li><li>West</li></ol>', ["Z. East", "AA. West"]),
        ('<ol style="list-style-type: cjk-ideographic"><li>East</li><li>West</li></ol>', ["一、 East", "二、 West"]),
        ('<ol><li>East<ol type="a"><li>Deep</li></ol></li></ol>', ["1. East", "   - a. Deep"]),
        ('<ol type="a"><li>East<ul><li>Deep</li></ul></li></ol>', ["a. East", "- Deep"]),
        ('<ol type="a"><li value="999999">East</li></ol>', ["999999\\. East"]),
    ],
)
def test_numbers_of_lists_are_those_that_are_shown(body: str, lines: list[str], tmp_path: Path) -> None:
    """Numbers that Markdown has no list for stand in the text."""
    text = converted(f"<p>Wells:</p>{body}", tmp_path).files["en/index.md"].body.plain
    shown = [line for line in text.split("\n") if line.strip() and not line.strip().startswith("{ #")]
    assert shown[shown.index("Wells:") + 1 :] == lines


@pytest.mark.parametrize(
    ("aside", "shown"),
    [
        (
            "<aside><h4>The Otter</h4><p>It came.</p><ul><li>It stayed.</li></ul></aside><p>After.</p>",
            '!!! factbox "The Otter"\n\n    It came.\n\n    - It stayed.\n\nAfter.',
        ),
        (
            "<aside><p><strong>The Otter</strong></p><p>It came.</p></aside><p>After.</p>",
            '!!! factbox "The Otter"\n\n    It came.\n\nAfter.',
        ),
        ("<aside><p>It came, <strong>once</strong>.</p><p>It went.</p></aside>", "It came, **once**.\n\nIt went."),
    ],
)
def test_what_is_set_apart_below_a_title_is_a_box(aside: str, shown: str, tmp_path: Path) -> None:
    page = converted(f"<h2>Water</h2><p>Deep.</p>{aside}", tmp_path).files["en/chapter-1/index.md"]
    text = re.sub(r"^ *\{ #[^}]*\}\n| \{ #[^}]*\}$", "", page.body.plain, flags=re.MULTILINE)
    assert text.strip().endswith(shown), text
