"""The examples in the `.txt` files of this folder; README.md says what their parts are."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from duizhao.check.context import Context
from duizhao.check.rules import BY_CODE
from duizhao.check.terms import forbidden_rendering, several_renderings, term_without_rendering
from duizhao.compare.glossary.edits import lost_terms
from duizhao.compare.glossary.load import GLOSSARY, parse_glossary
from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.show import as_yaml
from duizhao.compare.glossary.suggest import suggest
from duizhao.compare.glossary.usage import Unit
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.words import words_of

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
#: Paragraphs without a word, added to each example: what recurs in two of six paragraphs may be chance.
SILENT = 20
#: More of them where more must be told from chance: beside suggestions.
SILENT_BESIDE_SUGGESTIONS = 60


def examples(name: str, parts: int) -> list[object]:
    """The examples of a file, named after their titles."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    found: list[object] = []
    at = 0
    while at < len(lines):
        title = lines[at]
        dots = [number for number in range(at, len(lines)) if lines[number] == "."][: parts + 1]
        assert (len(dots), dots[0]) == (parts + 1, at + 1), f"{name}: “{title}” cannot be read"
        cut = ["\n".join(lines[a + 1 : b]) for a, b in pairwise(dots)]
        found.append(pytest.param(*cut, id=title))
        at = dots[-1] + 2
    return found


def editions(paragraphs: str, silent: int = SILENT) -> list[Edition]:
    """The two editions with one page each, from lines `id language text`; `#` begins a heading."""
    result = []
    silence = [f"q{number} {language} …" for number in range(silent) for language in LANGUAGES]
    for language in LANGUAGES:
        rows = [line.split(" ", 2) for line in [*paragraphs.splitlines(), *silence]]
        # A heading's id stands on its own line, a paragraph's below it.
        body = "\n\n".join(
            f"{text}{' ' if text.startswith('#') else chr(10)}{{ #{id_} }}"
            for id_, code, text in rows
            if code == language
        )
        result.append(Edition(language, (read_page(body, language, "a.md", f"docs/{language}/a.md"),)))
    return result


@pytest.mark.parametrize(("glossary", "text", "marked"), examples("matching.txt", 3))
def test_matching(glossary: str, text: str, marked: str) -> None:
    language, _, text = text.partition(": ")
    result, at = "", 0
    for match in Matcher(parse_glossary(glossary, "glossary.yml"), language).find(text):
        result += f"{text[at : match.start]}[{match.term.id}: {text[match.start : match.end]}]"
        at = match.end
    assert result + text[at:] == marked


@pytest.mark.parametrize(("glossary", "message"), examples("faults.txt", 2))
def test_fault(glossary: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_glossary(glossary, "glossary.yml")
    assert str(caught.value) == message


@pytest.mark.parametrize(("glossary", "paragraphs", "expected"), examples("checks.txt", 3))
def test_check(glossary: str, paragraphs: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / GLOSSARY).parent.mkdir()
    (tmp_path / GLOSSARY).write_text(glossary, encoding="utf-8")
    context = Context(editions(paragraphs), Project(tmp_path))
    found = []
    for find in (term_without_rendering, several_renderings, forbidden_rendering):
        for finding in find(context):
            rule = BY_CODE[finding.code]
            found.append(f"{rule.code} {finding.places[0].id} {rule.says(finding, 'en')}")
            assert re.search(r"[\u4e00-\u9fff]", rule.says(finding, "zh"))
            for place in finding.places:
                start, end = place.mark or (0, 1)
                assert 0 <= start < end <= len(place.text)
            if entry := dict(finding.details).get("entry"):
                # Pasted, it makes the wording one of the renderings.
                language, term = entry[:2], finding.key.split()[0]
                given = yaml.safe_load(glossary)
                next(each for each in given if each["id"] == term).update(yaml.safe_load(entry))
                (tmp_path / GLOSSARY).write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
                pasted = Context(editions(paragraphs), Project(tmp_path))
                assert finding.fingerprint not in {each.fingerprint for each in several_renderings(pasted)}, language
    assert "\n".join(found) == expected


@pytest.mark.parametrize(("glossary", "texts", "expected"), examples("edits.txt", 3))
def test_edit(glossary: str, texts: str, expected: str) -> None:
    known = parse_glossary(glossary, "glossary.yml")
    (here, before), (_, after), (there, other) = (line.split(" ", 1) for line in texts.splitlines())
    lost = lost_terms(before, after, other, (Matcher(known, here), Matcher(known, there)))
    assert "\n".join(f"{match.term.id}: {match.form}" for match in lost) == expected


@pytest.mark.parametrize(("glossary", "paragraphs", "expected"), examples("suggestions.txt", 3))
def test_suggestion(glossary: str, paragraphs: str, expected: str, tmp_path: Path) -> None:
    known = parse_glossary(glossary, "glossary.yml")
    rows = list(Context(editions(paragraphs, SILENT_BESIDE_SUGGESTIONS), Project(tmp_path)).rows())
    found = suggest([Unit((row.text(0), row.text(1))) for row in rows], known, LANGUAGES)
    lines = list(as_yaml(found, known, LANGUAGES, [row.row.id for row in rows], words_of("en", "glossary")))
    assert "\n".join(lines) == expected
    # Ready to paste: it reads back once the editor has filled in the kinds that nothing told.
    filled = expected.replace("kind:  #", "kind: work  #")
    assert len(parse_glossary(filled, "glossary.yml").terms) == len(found)
