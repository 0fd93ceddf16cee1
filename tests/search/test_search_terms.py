"""The normal form of texts: forms.txt gives it, the browser's engine and the index builder both keep to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duizhao.publish.search.terms import terms

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "scripts" / "duizhao" / "publish" / "theme" / "assets" / "javascripts"
_HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Iterator[Page]:
    """A page with the engine alone, which keeps nothing from one question to the next."""
    page = chromium.new_page()
    for name in ("search-engine.js", "search-nearest.js"):
        page.add_script_tag(path=SCRIPTS / name)
    yield page
    page.close()


def cases() -> list[tuple[str, str]]:
    lines = [line for line in (HERE / "forms.txt").read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
    blocks = "\n".join(lines).strip("\n").split("\n\n")
    return [(text, form) for text, _, form in (block.partition("\n") for block in blocks)]


def terms_of(form: str) -> set[str]:
    """The index terms of a normal form: words, and Han characters alone and in pairs."""
    found: set[str] = set()
    for part in re.split("[ |]", form):
        if _HAN.search(part):
            found |= set(part) | {part[i : i + 2] for i in range(len(part) - 1)}
        elif part:
            found.add(part)
    return found


@pytest.mark.parametrize(("text", "form"), cases())
def test_the_index_holds_the_terms_of_the_normal_form(text: str, form: str) -> None:
    assert terms(text) == terms_of(form)


def test_the_browser_makes_the_normal_form(engine: Page) -> None:
    made = engine.evaluate(
        "texts => texts.map(text => duizhaoEngine.normalise(text).form)", [text for text, _ in cases()]
    )
    assert [(text, form.strip()) for (text, _), form in zip(cases(), made, strict=True)] == cases()


def test_every_character_knows_the_place_it_came_from(engine: Page) -> None:
    text = "A “𠀀b” ½、13,056"
    places = """text => { const normal = duizhaoEngine.normalise(text), found = [];
      for (let i = 0; i < normal.form.length; i++)
        if (normal.form[i] !== " ") found.push([normal.form[i], text.slice(normal.at[i], normal.ends[i])]);
      return found; }"""
    found = engine.evaluate(places, text)
    # The character outside the basic plane is two code units, the fraction becomes two numbers.
    assert [source for _, source in found] == [
        "A", "𠀀", "𠀀", "b", "½", "½", "1", "3", "0", "5", "6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("forms"),
    [
        "country countries", "port ports", "box boxes", "move moved moving moves", "carry carried carries",
        "plan planned planning", "develop developing developed develops", "process processes", "class classes",
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(engine: Page, forms: str) -> None:
    assert len(set(engine.evaluate("words => words.map(duizhaoEngine.stem)", forms.split()))) == 1
    apart = engine.evaluate("words => words.map(duizhaoEngine.stem)", ["this", "thing", "new", "process", "bus"])
    assert len(set(apart)) == 5


def found_cases() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each query with the texts below it, and how each is marked."""
    lines = (HERE / "finds.txt").read_text(encoding="utf-8").split("\n")
    blocks = "\n".join(line for line in lines if not line.startswith("# ")).strip("\n").split("\n\n")
    result = []
    for block in blocks:
        query, *texts = block.split("\n")
        result.append((query.removeprefix("? "), [tuple(text.split(" ", 1)) for text in texts]))
    return result  # type: ignore[return-value]


FIND = """([query, texts]) => {
  const library = new duizhaoEngine.Library("zh");
  const kinds = {"-#": "heading", "-!": "factbox", "-=": "figure"};
  const passages = texts.map(([mark, text], n) => [`p${n}`, kinds[mark] || "text", text]);
  library.add([["a.html", "", "a", passages]]);
  return library.find(duizhaoEngine.parse(query)).hits.map(hit => hit.passage.text);
}"""


@pytest.mark.parametrize(("query", "texts"), found_cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_query_finds(engine: Page, query: str, texts: list[tuple[str, str]]) -> None:
    # The other way round, so that the order they stand in says nothing.
    found = engine.evaluate(FIND, [query, texts[::-1]])
    assert found == [text for mark, text in texts if mark != "x"]


NEAREST = """([query, texts]) => {
  const library = new duizhaoEngine.Library("zh");
  library.add([["a.html", "", "a", texts.map((text, n) => [`p${n}`, "text", text])]]);
  return duizhaoNearest(library, duizhaoEngine.parse(query)).hits.map(hit => {
    let text = hit.passage.text;
    hit.spans.slice().reverse().forEach(([from, to]) => {
      text = `${text.slice(0, from)}「${text.slice(from, to)}」${text.slice(to)}`;
    });
    return [text, hit.missing.join(" ")];
  });
}"""


def nearest_cases() -> list[tuple[str, list[str], list[tuple[str, str]]]]:
    """Each query, the texts below it, and those that are found: as they are marked, and what they have not."""
    lines = (HERE / "nearest.txt").read_text(encoding="utf-8").split("\n")
    blocks = "\n".join(line for line in lines if not line.startswith("# ")).strip("\n").split("\n\n")
    result = []
    for block in blocks:
        query, *below = block.strip("\n").split("\n")
        texts = [re.sub("[「」]", "", line[2:]) for line in below if line[0] in "-x"]
        found = [
            (line[2:], after[2:] if after.startswith("! ") else "")
            for line, after in zip(below, [*below[1:], ""], strict=True)
            if line[0] == "-"
        ]
        result.append((query.removeprefix("? "), texts, found))
    return result


@pytest.mark.parametrize(("query", "texts", "found"), nearest_cases(), ids=lambda value: str(value)[:30])
def test_what_holds_most_of_a_query(engine: Page, query: str, texts: list[str], found: list[tuple[str, str]]) -> None:
    answer = engine.evaluate(NEAREST, [query, texts[::-1]])
    assert [tuple(hit) for hit in answer] == found


SIMILAR = """([query, texts]) => {
  const library = new duizhaoEngine.Library("zh");
  library.add([["a.html", "", "a", texts.map((text, n) => [`p${n}`, "text", text])]]);
  return library.similar(duizhaoEngine.parse(query));
}"""


def similar_cases() -> list[tuple[str, list[str], str]]:
    """Each query, the texts below it, and what is offered; nothing if nothing is."""
    lines = (HERE / "similar.txt").read_text(encoding="utf-8").split("\n")
    blocks = "\n".join(line for line in lines if not line.startswith("# ")).strip("\n").split("\n\n")
    result = []
    for block in blocks:
        query, *below = block.strip("\n").split("\n")
        marked = [line.partition(" ") for line in below]
        texts = [text for mark, _, text in marked if mark != ">" for _ in range(int(mark.strip("-x") or 1))]
        offered = next((text for mark, _, text in marked if mark == ">"), "")
        result.append((query.removeprefix("? "), texts, offered))
    return result


@pytest.mark.parametrize(("query", "texts", "offered"), similar_cases(), ids=lambda value: str(value)[:30])
def test_what_is_offered_instead(engine: Page, query: str, texts: list[str], offered: str) -> None:
    found = engine.evaluate(SIMILAR, [query, texts])
    assert found == offered
