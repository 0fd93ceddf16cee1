"""The hooks: five files named by MkDocs' phase, each of which takes its events from the package and does nothing else;
there, tables say what runs and why in this order."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import tokenize
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from mkdocs.plugins import EVENTS, CombinedEvent
from mkdocs.structure.files import Files

from duizhao.publish import site
from duizhao.publish.site.phases import AFTER_LANGUAGES, BEFORE_LANGUAGES

PHASES = ("config", "files", "page", "output", "build")
# What only sets the language of messages, before there is a configuration.
NO_TABLE = ("on_startup",)


def module(phase: str) -> ModuleType:
    return importlib.import_module(f"duizhao.publish.site.phases.{phase}")


def events(phase: str) -> dict[str, object]:
    return {name: value for name, value in vars(module(phase)).items() if name.startswith("on_")}


def tables(phase: str) -> dict[str, tuple[Callable[..., object], ...]]:
    return {name: value for name, value in vars(module(phase)).items() if name.isupper() and isinstance(value, tuple)}


def test_an_edition_has_a_hook_for_each_phase_and_no_other(repo_root: Path) -> None:
    assert sorted(path.stem for path in (repo_root / "hooks").glob("*.py")) == sorted(PHASES)
    config = yaml.safe_load((repo_root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["hooks"] == [f"hooks/{phase}.py" for phase in PHASES]


@pytest.mark.parametrize("phase", PHASES)
def test_a_hook_takes_the_events_of_its_phase_and_does_nothing_else(repo_root: Path, phase: str) -> None:
    body = ast.parse((repo_root / "hooks" / f"{phase}.py").read_text(encoding="utf-8")).body
    said, taken, named = body
    assert isinstance(said, ast.Expr)
    assert isinstance(said.value, ast.Constant)
    assert isinstance(taken, ast.ImportFrom)
    assert taken.module == f"duizhao.publish.site.phases.{phase}"
    assert isinstance(named, ast.Assign)
    names = [alias.name for alias in taken.names]
    assert ast.literal_eval(named.value) == names
    assert sorted(names) == sorted(events(phase))
    assert {name.removeprefix("on_") for name in names} <= set(EVENTS)


@pytest.mark.parametrize("phase", PHASES)
def test_an_event_has_one_place_beside_the_plugin_of_the_languages(phase: str) -> None:
    for name, event in events(phase).items():
        methods = event.methods if isinstance(event, CombinedEvent) else (event,)
        priorities = [getattr(method, "mkdocs_priority", None) for method in methods]
        if name == "on_config":
            assert priorities == [BEFORE_LANGUAGES, AFTER_LANGUAGES]
        else:
            assert priorities == [None if name in NO_TABLE else AFTER_LANGUAGES]


@pytest.mark.parametrize("phase", PHASES)
def test_an_event_runs_a_table_and_nothing_else(phase: str) -> None:
    """Each function of an event goes through the steps of one table; each table belongs to one."""
    tree = ast.parse(inspect.getsource(module(phase)))
    run = [
        loop.iter.id
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.decorator_list
        for loop in ast.walk(function)
        if isinstance(loop, ast.For) and isinstance(loop.iter, ast.Name)
    ]
    assert sorted(run) == sorted(tables(phase))
    decorated = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    assert len(decorated) == len(run)


@pytest.mark.parametrize("phase", PHASES)
def test_every_step_is_there_once_and_says_why(phase: str) -> None:
    path = Path(inspect.getfile(module(phase)))
    with tokenize.open(path) as file:
        comments = {
            token.start[0] for token in tokenize.generate_tokens(file.readline) if token.type == tokenize.COMMENT
        }
    rows = 0
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(node.value, ast.Tuple):
            steps = tables(phase)[node.target.id]
            assert len(set(steps)) == len(steps) > 0
            for row in node.value.elts:
                assert row.lineno in comments, f"{path.name}:{row.lineno}: no reason"
                rows += 1
    assert rows == sum(len(steps) for steps in tables(phase).values())


def test_every_function_that_adds_files_is_in_the_table() -> None:
    found = set()
    for info in pkgutil.iter_modules(site.__path__):
        if not info.ispkg:
            one = importlib.import_module(f"duizhao.publish.site.{info.name}")
            for function in vars(one).values():
                if inspect.isfunction(function) and function.__module__ == one.__name__:
                    takes = list(inspect.signature(function).parameters.values())
                    if [takes[0].annotation, takes[-1].name] == [Files, "config"] if takes else False:
                        found.add(function)
    files = module("files")
    assert found == {*files.FILES, *files.TITLED}
