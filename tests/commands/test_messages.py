"""Errors and `--help` in Chinese: every English text in the code has its Chinese, and every Chinese its English."""

from __future__ import annotations

import argparse
import ast
import errno
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml

from duizhao import words
from duizhao.cli import main
from duizhao.commands.chinese_help import wrapped
from duizhao.errors import InputError, Phrase

PACKAGE = Path(words.__file__).parent
CATALOGUE = PACKAGE / "locale" / "messages.zh.yml"

#: What makes an error: a call of the class, or of a method that fills in the file.
ERRORS = {"InputError", "MissingSource", "MissingTool", "NotMade", "SiteError", "fault", "_fault"}
#: What looks a text up, by the modules it is imported from.
LOOKS_UP = {"duizhao.errors": "Phrase", "duizhao.words": "said"}
#: Where texts are passed on to be looked up, and so come from elsewhere.
MACHINERY = {"errors.py", "words.py", "commands/chinese_help.py", "publish/site/errors.py"}
#: Keywords of an error that are no values for its templates.
PLACES = {"file", "line", "hint"}

#: What argparse says to those who write a parser, or of what ours does not use; also in later versions of Python.
NOT_FOR_USERS = {
    " (default: %(default)s)",
    "%(heading)s:",
    "%(prog)s: warning: %(message)s\n",
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "argument '%(argument_name)s' is deprecated",
    "can't open '%(filename)s': %(error)s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "command '%(parser_name)s' is deprecated",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "option '%(option)s' is deprecated",
    "subcommands",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
}


@dataclass(frozen=True)
class Told:
    """A text, where it stands, and whether its braces are filled in."""

    text: str
    place: str
    filled: bool = True


@cache
def parts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return loaded


def fields(template: str) -> set[str]:
    """The names in braces, with what is said of their form."""
    return {f"{name}!{how}:{form}" for _, name, form, how in Formatter().parse(template) if name is not None}


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


class Texts(ast.NodeVisitor):
    """The texts of a file that are to be told to people, and what is wrong with how they are written."""

    def __init__(self, file: Path) -> None:
        self.file = file.relative_to(PACKAGE).as_posix()
        self.told: list[Told] = []
        self.faults: list[str] = []
        self._within: list[str] = []
        tree = ast.parse(file.read_text(encoding="utf-8"))
        self._constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self._looks_up = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module in LOOKS_UP
            for alias in node.names
            if alias.name == LOOKS_UP[node.module]
        } | {node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.name in LOOKS_UP.values()}
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._within.append(node.name)
        self.generic_visit(node)
        self._within.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
        if called in ERRORS:
            more = [arg for arg in node.args[1:] if isinstance(arg, ast.Constant | ast.IfExp | ast.JoinedStr)]
            self._check(node, [*node.args[:1], *more, *hints])
        elif called in self._looks_up:
            self._check(node, node.args[:1])
        elif called == "read_yaml":
            self.told += [Told(text, self._place(node)) for hint in hints for text in self._texts(hint)]
        elif called == "PluginError" and ast.unparse(node) != "PluginError(str(error))":
            self.faults.append(f"{self._place(node)}: raise a SiteError, which is told in Chinese, too")
        if self.file == "cli.py":
            spoken = [k.value for k in node.keywords if k.arg in ("help", "description")]
            if any(isinstance(value, ast.Constant | ast.JoinedStr) for value in spoken):
                self.faults.append(f"{self._place(node)}: write help texts as _(…)")

    def _check(self, node: ast.Call, templates: list[ast.expr]) -> None:
        texts = [text for template in templates for text in self._texts(template)]
        values = {keyword.arg for keyword in node.keywords} - PLACES
        self.told += [Told(text, self._place(node), bool(values)) for text in texts]
        if None in values or not values:
            return  # **values: whoever calls the method gives them
        if wrong := set().union(*map(names, texts)) ^ values:
            self.faults.append(f"{self._place(node)}: values and names in braces differ: {', '.join(map(str, wrong))}")

    def _texts(self, node: ast.expr) -> list[str]:
        """The literal texts an expression may be."""
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else []
        if isinstance(node, ast.IfExp):
            return self._texts(node.body) + self._texts(node.orelse)
        if isinstance(node, ast.BoolOp):
            return [text for value in node.values for text in self._texts(value)]
        if isinstance(node, ast.Name) and node.id in self._constants:
            return self._texts(self._constants[node.id])
        from_schema = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "error.schema"
        passed_on = isinstance(node, ast.Name) and {*self._within} & (ERRORS | {"read_yaml", "content_of"})
        if self.file not in MACHINERY and not from_schema and not passed_on:
            self.faults.append(f"{self._place(node)}: no literal text: {ast.unparse(node)}")
        return []

    def _place(self, node: ast.expr) -> str:
        return f"scripts/duizhao/{self.file}:{node.lineno}"


def in_schemas() -> Iterator[Told]:
    """What schemas say of a value, where our errors tell it."""

    def within(value: object, place: str) -> Iterator[Told]:
        if isinstance(value, dict):
            yield from (Told(value[key], place, False) for key in told if key in value and key_tells(value, key))
            for item in value.values():
                yield from within(item, place)
        elif isinstance(value, list):
            for item in value:
                yield from within(item, place)

    def key_tells(value: dict[str, object], key: str) -> bool:
        return isinstance(value[key], str) and (key == "wanted" or "pattern" in value)

    told = ("wanted", "description")
    for file in sorted((PACKAGE / "schemas").glob("*.schema.json")):
        yield from within(json.loads(file.read_text(encoding="utf-8")), f"scripts/duizhao/schemas/{file.name}")


@cache
def in_code() -> list[Told]:
    files = [Texts(file) for file in sorted(PACKAGE.rglob("*.py"))]
    faults = [fault for file in files for fault in file.faults]
    assert not faults, "\n".join(faults)
    return [told for file in files for told in file.told] + list(in_schemas())


def in_argparse() -> set[str]:
    """What this Python's argparse says, as it is marked there for translators."""
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    return {
        arg.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")
        for arg in node.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    }


def test_every_text_has_its_chinese() -> None:
    chinese = {english: text for part in parts().values() for english, text in part.items()}
    wrong = []
    for told in in_code():
        if not re.search("[A-Za-z]", re.sub(r"\{.*?\}", "", told.text)):
            continue  # nothing but places for values
        if told.text not in chinese:
            wrong.append(f"{told.place}: no Chinese in {CATALOGUE.name}: {told.text}")
        elif told.filled and fields(told.text) != fields(chinese[told.text]):
            wrong.append(f"{told.place}: other names in braces in {CATALOGUE.name}: {told.text}")
    assert not wrong, "\n".join(wrong)


def test_every_chinese_text_is_used() -> None:
    systems = {os.strerror(number) for number in errno.errorcode}
    used = {told.text for told in in_code()} | systems | in_argparse()
    lines = CATALOGUE.read_text(encoding="utf-8").split("\n")
    wrong = []
    for part, texts in parts().items():
        for english in texts:
            if english not in used and part != "argparse":  # what another version of Python says
                place = next((number for number, line in enumerate(lines, 1) if english[:40] in line), 0)
                wrong.append(f"locale/{CATALOGUE.name}:{place}: used nowhere: {english}")
    assert not wrong, "\n".join(wrong)


def test_no_text_stands_in_two_parts() -> None:
    texts = [english for part in parts().values() for english in part]
    assert sorted({english for english in texts if texts.count(english) > 1}) == []


def test_the_words_of_argparse() -> None:
    chinese = parts()["argparse"]
    assert sorted(in_argparse() - set(chinese) - NOT_FOR_USERS) == []
    for english, text in chinese.items():
        assert sorted(re.findall(r"%(?:\(\w+\))?[rs]", english)) == sorted(re.findall(r"%(?:\(\w+\))?[rs]", text))


def test_chinese_has_chinese_punctuation() -> None:
    for part in parts().values():
        for text in part.values():
            bare = re.sub(r"`[^`]*`|\{[^{}]*\}|\"[^”]*\"", "x", text)
            assert not re.search(
                r"[\u3400-\u9fff”）][,;!?]|[\u3400-\u9fff][(]|[\u3400-\u9fff] [\u3400-\u9fff]", bare
            ), text


def test_an_error_is_told_in_the_language_that_is_spoken() -> None:
    words.speak("zh")
    error = InputError(
        "There is no reader for `{ending}` files.", ending=".doc", file="sources/wells.yml", line=3,
        hint="Known: {known}.", known=[".txt", Phrase("a list")],
    )  # fmt: skip
    assert str(error) == "sources/wells.yml:3: 没有能读取 `.doc` 文件的读取器。\n  → 可用的有：.txt、列表。"
    words.speak("en")
    assert str(error) == "sources/wells.yml:3: There is no reader for `.doc` files.\n  → Known: .txt, a list."


def test_without_values_braces_are_braces() -> None:
    assert str(InputError("No {such} text.")) == "No {such} text."


def test_a_command_line_in_english_after_one_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in ((["site", "--help", "--lang", "zh"], "用法："), (["site", "--help"], "usage: ")):
        with pytest.raises(SystemExit):
            main(arguments)
        assert capsys.readouterr().out.startswith(said)


@pytest.mark.parametrize("width", [1, 11, 24, 40])
def test_lines_are_no_wider_than_they_may_be(width: int) -> None:
    text = "把报告的来源文本（逐字节保留）转换为 Markdown 格式的版本；“转换”，即从 sources/ 到 docs/。"
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert words.columns(line) <= width or len(re.findall(r"[\u3400-\u9fff]|[!-~]+", line)) == 1
        assert line == line.strip()
        assert line[:1] not in {*"，。；）”"}
