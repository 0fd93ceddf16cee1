"""The manual: the site is whole, both languages say the same, and what it names and shows is so."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from duizhao.check.rules import RULES
from duizhao.cli import _parser
from duizhao.publish.manual.place import FOLDERS
from tests.manual.shown import Block, blocks, carried_out, commands

LANGUAGES = tuple(FOLDERS)
#: Elements a browser loads something for, and where they say what.
LOADED = ("//link[not(starts-with(@rel, 'alternate'))]/@href", "//*[not(self::a)]/@src", "//@srcset", "//object/@data")


def pages(repo_root: Path, language: str) -> dict[str, str]:
    """The files of a language by their path."""
    folder = repo_root / "docs-dev" / "manual" / language
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.md"))}


def trees(site: Path) -> Iterator[tuple[Path, Any]]:
    for file in sorted(site.rglob("*.html")):
        yield file, lxml.html.fromstring(file.read_text(encoding="utf-8"))


def story(repo_root: Path) -> list[str]:
    """The pages written by people, in the order of the navigation."""
    text = (repo_root / "scripts" / "duizhao" / "publish" / "manual" / "mkdocs.yml").read_text(encoding="utf-8")
    return re.findall(r"(?m)^ +- (?:\w+: )?(\S+\.md)$", text)


def options_of() -> dict[str, set[str]]:
    """The commands, and the options of each."""
    (choices,) = (action.choices for action in _parser()._actions if action.dest == "command")
    assert isinstance(choices, dict)
    return {name: set(command._option_string_actions) for name, command in choices.items()}


# ---- The site


def test_every_link_leads_to_something(manual_site: Path) -> None:
    found = dict(trees(manual_site))
    ids = {file: set(tree.xpath("//@id")) for file, tree in found.items()}
    missing = []
    for file, tree in found.items():
        for target in {*tree.xpath("//a/@href"), *chain.from_iterable(map(tree.xpath, LOADED))}:
            address = urlsplit(target)
            if address.scheme:
                continue
            there = (file.parent / unquote(address.path)).resolve() if address.path else file
            known = there.is_file() and (not address.fragment or unquote(address.fragment) in ids.get(there, ()))
            if not known and not (there == file and address.fragment.startswith("__")):
                missing.append(f"{file.relative_to(manual_site)}: {target}")
    assert missing == []


def test_nothing_is_loaded_from_another_host(manual_site: Path) -> None:
    for file, tree in trees(manual_site):
        for target in chain.from_iterable(map(tree.xpath, LOADED)):
            assert not urlsplit(target).netloc, f"{file}: {target}"
    for style in manual_site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", style.read_text(encoding="utf-8")), style


def test_in_chinese_the_end_of_a_line_is_no_space(manual_site: Path) -> None:
    for file, tree in trees(manual_site / FOLDERS["zh"]):
        for block in tree.xpath("//html[@lang='zh']//article//p"):
            assert not re.search(r"[，。、；：]\n|[㐀-鿿]\n *[㐀-鿿]", block.text_content()), file


def test_every_check_has_a_page_and_is_listed(manual_site: Path) -> None:
    for folder in FOLDERS.values():
        listed = set(lxml.html.parse(str(manual_site / folder / "checks.html")).xpath("//article//td/a/@href"))
        for rule in RULES:
            assert (manual_site / folder / f"{rule.code}.html").is_file()
            assert f"{rule.code}.html" in listed


@pytest.fixture(scope="module")
def built_again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The manual built by a process that does nothing else, and the packages that process loaded."""
    site = tmp_path_factory.mktemp("again")
    command = (
        "import sys; from pathlib import Path; from duizhao.publish.manual.build import build_manual;"
        "build_manual(Path(sys.argv[1])); print('\\n', *{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", command, str(site)], capture_output=True, text=True, check=True)
    return site, set(done.stdout.splitlines()[-1].split())


def test_the_same_pages_give_the_same_bytes(manual_site: Path, built_again: tuple[Path, set[str]]) -> None:
    first, second = (
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (manual_site, built_again[0])
    )
    assert first == second


def brought(requirements: list[str]) -> set[str]:
    """The projects that requirements bring with them, themselves included."""
    found: set[str] = set()
    waiting = [Requirement(each) for each in requirements]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name not in found and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += [Requirement(each) for each in metadata.requires(name) or ()]
    return found


def test_a_wheel_is_built_with_what_it_will_need(repo_root: Path, built_again: tuple[Path, set[str]]) -> None:
    """An installation from the sources builds it where nothing else is installed."""
    project = tomllib.loads((repo_root / "pyproject.toml").read_text(encoding="utf-8"))
    required = project["build-system"]["requires"]
    assert {each for each in required if not each.startswith("setuptools")} < set(project["project"]["dependencies"])
    owners = metadata.packages_distributions()
    loaded = {canonicalize_name(owner) for name in built_again[1] for owner in owners.get(name, ())}
    assert loaded > {"mkdocs", "lxml"}
    taken_if_there = {"typing-extensions"}
    assert loaded - brought(required) - {"duizhao"} <= taken_if_there


# ---- The languages


def test_both_languages_have_the_same_pages(repo_root: Path) -> None:
    english, chinese = (pages(repo_root, language) for language in LANGUAGES)
    assert english.keys() == chinese.keys()
    made = {"checks.md", *(f"{rule.code}.md" for rule in RULES)}
    assert english.keys() - made == set(story(repo_root)) - made


def test_both_languages_have_the_same_parts(manual_site: Path) -> None:
    """Then what is found in one is found beside it in the other."""

    def parts(folder: str) -> dict[str, list[str]]:
        named = (
            (path, path.relative_to(manual_site / folder).as_posix()) for path in (manual_site / folder).rglob("*.html")
        )
        return {
            name: [block.tag for block in lxml.html.parse(str(path)).xpath("//article//*[@id][not(@class='md-nav')]")]
            for path, name in named if not name.startswith("en/")
        }  # fmt: skip

    english, chinese = parts(FOLDERS["en"]), parts(FOLDERS["zh"])
    for name, found in english.items():
        assert found == chinese[name], name


def test_both_languages_show_the_same_blocks_and_files(repo_root: Path) -> None:
    for name in story(repo_root):
        english, chinese = (list(blocks(pages(repo_root, language)[name])) for language in LANGUAGES)
        for here, there in zip(english, chinese, strict=True):
            assert (here.kind, here.title) == (there.kind, there.title), name
            if here.kind == "sh":
                assert plain(here) == plain(there)
            elif here.kind == "yaml" and "…" not in here.lines:
                assert shape(read(here)) == shape(read(there))


def plain(block: Block) -> list[str]:
    """Commands without their remarks."""
    return [line.partition("#")[0].strip() for line in block.lines]


def read(block: Block) -> Any:
    return yaml.safe_load("\n".join(block.lines))


def shape(value: Any) -> Any:
    """What a YAML example has in every language: all but words for people."""
    if isinstance(value, dict):
        return {key: "…" if key == "reason" else shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "pattern",
    [r"`(--[\w-]+)", r"`([\w./-]+\.(?:yml|py|json|txt|xml))`", r"\]\((\S+?)\)", r"(?m)^\| `(duizhao [a-z]+|[\w-]+/)"],
    ids=["options", "files", "links", "commands and folders, in their tables"],
)
def test_both_languages_name_the_same(pattern: str, repo_root: Path) -> None:
    english, chinese = (
        {(name, found) for name, text in pages(repo_root, language).items() for found in re.findall(pattern, text)}
        for language in LANGUAGES
    )
    made = {pair for pair in english | chinese if re.match(r"\w-\d+\.md", pair[0])}
    assert english - made == chinese - made != set()


# ---- What it names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_listed(language: str, repo_root: Path) -> None:
    listed = re.findall(r"(?m)^\| `duizhao (\w+)", pages(repo_root, language)["commands.md"])
    assert sorted(listed) == sorted(options_of())


def named(text: str) -> Iterator[str]:
    """The calls of the program in code, inline or in a terminal."""
    for block in blocks(text):
        if block.kind in ("console", "sh"):
            yield from (line for line in (*commands(block), *block.lines) if line.startswith("duizhao "))
    yield from (call for call in re.findall(r"`(duizhao [^`]+)`", re.sub(r"(?ms)^ *```.*?```$", "", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_exists(language: str, repo_root: Path) -> None:
    known = options_of()
    seen = set()
    for name, text in pages(repo_root, language).items():
        for call in named(text):
            command, *rest = call.split()[1:]
            if command in ("COMMAND", "命令"):
                continue
            assert command in known, f"{name}: {call}"
            seen.add(command)
            for option in re.findall(r"(?<!\S)--?[a-z][\w-]*", " ".join(rest)):
                assert option in known[command], f"{name}: {call}"
        row = re.compile(r"(?m)^\| `duizhao (\w+)[^|]*\|([^|]*)\|([^|]*)\|$")
        for command, *cells in row.findall(text):
            for option in re.findall(r"`(--[a-z][\w-]*)", " ".join(cells)):
                assert option in known[command], f"{name}: {command} {option}"
    assert len(seen) > 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_profile_key_named_exists(language: str, repo_root: Path) -> None:
    schema = (repo_root / "scripts" / "duizhao" / "schemas" / "profile.schema.json").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (`[^|]+`) \|", pages(repo_root, language)["publishers/profile.md"])
    keys = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    assert len(keys) > 20
    for key in keys:
        assert f'"{key}":' in schema, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_yaml_is_yaml(language: str, repo_root: Path) -> None:
    found = [
        read(block)
        for text in pages(repo_root, language).values()
        for block in blocks(text)
        if block.kind == "yaml" and "…" not in block.lines
    ]
    assert len(found) >= 5
    assert all(found)


# ---- What it shows


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_what_is_printed(
    language: str, repo_root: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = pages(repo_root, language)
    for name in story(repo_root):
        became = carried_out(told[name], tmp_path, language)
        if request.config.getoption("--rewrite-manual"):
            (repo_root / "docs-dev" / "manual" / language / name).write_text(became, encoding="utf-8")
        else:
            assert became == told[name], "python -m pytest tests/manual --rewrite-manual"
