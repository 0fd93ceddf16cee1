"""The guides for editors: their links work, both languages say the same, and what they quote is so."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from duizhao.check.rules import RULES
from duizhao.publish.site.strings import load_strings

GUIDES = {"en": "CONTRIBUTING.md", "zh": "CONTRIBUTING.zh.md"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def guide(repo_root: Path, language: str) -> str:
    return (repo_root / GUIDES[language]).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The anchors GitHub gives the headings of a page."""
    titles = re.findall(r"(?m)^#+ (.*)$", text)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("language", GUIDES)
def test_every_link_leads_to_something(language: str, repo_root: Path) -> None:
    found = LINK.findall(guide(repo_root, language))
    assert len(found) >= 8
    for target in found:
        path, _, anchor = target.partition("#")
        # GitHub's own pages: the forms are there if there are forms.
        if path == "../../issues/new/choose":
            assert list((repo_root / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
            continue
        file = repo_root / path
        assert file.is_file(), target
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("language", GUIDES)
def test_every_picture_is_described_and_whole(language: str, repo_root: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", guide(repo_root, language))
    assert len(pictures) == 5
    for described, path in pictures:
        assert len(described) >= 12
        content = (repo_root / path).read_bytes()
        if path.endswith(".svg"):
            assert ElementTree.fromstring(content).findtext("{http://www.w3.org/2000/svg}title")
        else:
            assert content.startswith(b"\x89PNG")
            assert len(content) < 200_000


def test_both_languages_have_the_same_parts_and_pictures(repo_root: Path) -> None:
    english, chinese = (guide(repo_root, language) for language in ("en", "zh"))
    for pattern in (r"(?m)^(#+) ", r"(?m)^(\d\.) ", r"(?m)^(\| `\w-…` \|)", r"contributing/(\w+)-(?:en|zh)\."):
        assert re.findall(pattern, english) == re.findall(pattern, chinese)
    for wrong, text in (("-zh.", english), ("-en.", chinese)):
        assert wrong not in "".join(re.findall(r"contributing/\S+", text))


@pytest.mark.parametrize("language", GUIDES)
def test_the_families_of_codes_are_those_there_are(language: str, repo_root: Path) -> None:
    said = set(re.findall(r"(?m)^\| `(\w)-…` \|", guide(repo_root, language)))
    assert said == {rule.code[0] for rule in RULES}


@pytest.mark.parametrize("language", GUIDES)
def test_what_it_quotes_of_the_site_stands_there(language: str, repo_root: Path) -> None:
    words = load_strings(language).report
    for name in ("edit", "paragraph"):
        assert f"**{words[name]}**" in guide(repo_root, language)


@pytest.mark.parametrize("language", GUIDES)
def test_what_it_quotes_of_the_workflow_stands_there(language: str, repo_root: Path) -> None:
    workflow = yaml.safe_load((repo_root / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    kept = {
        step["with"]["name"]
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "upload-artifact" in step.get("uses", "")
    }
    assert kept == {"review", "preview"}
    for name in kept:
        assert f"`{name}`" in guide(repo_root, language)


def test_the_reasons_are_written_as_the_program_reads_them(repo_root: Path) -> None:
    from duizhao.revise.fidelity.history import trailers

    for language in GUIDES:
        (message,) = re.findall(r"```text\n(.*?)```", guide(repo_root, language), re.DOTALL)
        message = "\n".join(line.strip() for line in message.splitlines())
        assert trailers(message).reason, language
        assert trailers(message).evidence, language
