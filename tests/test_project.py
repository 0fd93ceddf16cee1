"""The project as a whole: its tools are satisfied, its lock file is whole, and its code names no report."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import duizhao
from duizhao.project import program_digest
from tests import conftest

PROFILE_KEYS = frozenset({"title", "publisher", "running_heads"})
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def text_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Every text file at or under the paths, with its text; what tools leave behind is passed over."""
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if not file.is_file() or any(p == "__pycache__" or p.endswith(".egg-info") for p in file.parts):
                continue
            data = file.read_bytes()
            if b"\0" not in data:
                yield file, data.decode("utf-8")


def read_pyproject(root: Path) -> dict[str, object]:
    with (root / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def table(value: object, *keys: str) -> dict[str, object]:
    """The table at the keys."""
    for key in keys:
        assert isinstance(value, dict)
        value = value[key]
    assert isinstance(value, dict)
    return value


def strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return [item for item in value if isinstance(item, str)]


# The tools


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [["ruff", "check"], ["ruff", "format", "--check", "--output-format=concise"], ["mypy", "--strict"]],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_tool_is_satisfied(repo_root: Path, arguments: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *arguments], cwd=repo_root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


# The lock files

#: Each with what pyproject.toml asks for that it is not to hold: a group, or a package.
LOCKS = {"requirements.lock": "next", "requirements-next.lock": "mkdocs-material"}
each_lock = pytest.mark.parametrize("lock", LOCKS)


def locked(root: Path, lock: str) -> dict[str, tuple[str, list[str]]]:
    """Each package of a lock file: its version, and its hashes."""
    text = (root / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    packages: dict[str, tuple[str, list[str]]] = {}
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        found = re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", entry)
        assert found, f"{lock}: not a package with its version: {entry}"
        name = canonicalize_name(found[1])
        assert name not in packages, f"{lock}: {name} has two versions, each for some systems"
        packages[name] = (found[2], re.findall(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)", entry))
    return packages


def test_a_run_under_which_the_program_changes_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    reporter = pytest.TerminalReporter(pytestconfig)
    monkeypatch.setattr(conftest, "BEGAN", program_digest.__wrapped__())
    conftest.pytest_terminal_summary(reporter)
    monkeypatch.setattr(conftest, "BEGAN", "as it was")
    conftest.pytest_terminal_summary(reporter)
    assert capsys.readouterr().out.strip() == "The program was changed while the tests ran: run again what failed."


@each_lock
def test_lock_file_has_a_hash_for_every_package(repo_root: Path, lock: str) -> None:
    packages = locked(repo_root, lock)
    assert packages
    assert [name for name, (_, hashes) in packages.items() if not hashes] == []


@each_lock
def test_lock_file_names_no_index_and_no_path(repo_root: Path, lock: str) -> None:
    text = (repo_root / lock).read_text(encoding="utf-8")
    options = re.findall(r"(?m)(?:^|\s)(--?(?!hash=)[a-z][\w-]*)", text)
    assert options == []
    assert re.findall(r".*(?:[/@]|:\\|file:).*", text) == []


@each_lock
def test_lock_file_holds_what_pyproject_asks_for(repo_root: Path, lock: str) -> None:
    project = read_pyproject(repo_root)
    groups = table(project, "dependency-groups")
    assert groups["build"] == table(project, "build-system")["requires"]
    asked = strings(table(project, "project")["dependencies"])
    asked += [item for name, group in groups.items() if name != LOCKS[lock] for item in strings(group)]
    packages = locked(repo_root, lock)
    for item in asked:
        requirement = Requirement(item)
        name = canonicalize_name(requirement.name)
        if name == LOCKS[lock]:
            assert name not in packages, "it would write over the other theme"
            continue
        assert name in packages, f"{item} is not in {lock}: make lock"
        version = packages[name][0]
        assert requirement.specifier.contains(version), f"{lock} has {name} {version}, not {item}"


def test_what_both_lock_files_hold_is_the_same(repo_root: Path) -> None:
    first, second = (locked(repo_root, lock) for lock in LOCKS)
    both = first.keys() & second.keys()
    assert {name: first[name] for name in both} == {name: second[name] for name in both}
    assert first.keys() - both == {"mkdocs-material"}


def imported(folders: Iterable[Path]) -> set[str]:
    """The top-level modules that the Python files in the folders import from elsewhere."""
    modules: set[str] = set()
    for file, text in text_files(folders):
        for node in ast.walk(ast.parse(text)) if file.suffix == ".py" else ():
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                modules.add(node.module.partition(".")[0])
    return modules - sys.stdlib_module_names


@pytest.mark.parametrize(
    ("folders", "groups"), [(["scripts", "hooks"], ["build"]), (["tests"], ["test"])], ids=["program", "tests"]
)
def test_every_import_is_declared(repo_root: Path, folders: list[str], groups: list[str]) -> None:
    project = read_pyproject(repo_root)
    asked = strings(table(project, "project")["dependencies"])
    asked += [item for group in groups for item in strings(table(project, "dependency-groups")[group])]
    declared = {canonicalize_name(Requirement(item).name) for item in asked} | {"duizhao"}
    own = {file.stem for file in (repo_root / "tests").glob("*.py")} | {"tests", "hooks", "benchmarks"}
    distributions = metadata.packages_distributions()
    undeclared = {
        module
        for module in imported(repo_root / folder for folder in folders) - own
        if not declared & {canonicalize_name(name) for name in distributions.get(module, ())}
    }
    assert undeclared == set()


# The package


def test_version_stands_in_one_place(repo_root: Path) -> None:
    assert metadata.version("duizhao") == duizhao.__version__
    assert "version" not in table(read_pyproject(repo_root), "project")
    places = [
        repo_root / "scripts",
        repo_root / "hooks",
        repo_root / "pyproject.toml",
        repo_root / "mkdocs.yml",
    ]
    quoted = re.compile(rf"""["']{re.escape(duizhao.__version__)}["']""")
    found = [file for file, text in text_files(places) for _ in quoted.finditer(text)]
    assert found == [Path(duizhao.__file__)]


@pytest.mark.slow
def test_wheel_carries_every_file_of_the_package(repo_root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    scripts = repo_root / "scripts"
    written = {str(file.relative_to(scripts)) for file, _ in text_files([scripts / "duizhao"])}
    assert written - carried == set()


# The files


def test_no_file_names_a_folder_of_a_build_machine(repo_root: Path) -> None:
    folders = ("work", "farm", "root")
    pattern = re.compile(rf"(?<![\w.-])/(?:{'|'.join(folders)})/")
    places = [repo_root / name for name in ("scripts", "hooks", "tests", "docs-dev", ".ci")]
    places += [path for path in sorted(repo_root.iterdir()) if path.is_file() and path.name != ".git"]
    found = [
        f"{file.relative_to(repo_root)}:{number}: {line.strip()}"
        for file, text in text_files(places)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_source_files_are_short(repo_root: Path) -> None:
    sources = [*(repo_root / "scripts" / "duizhao").rglob("*.py"), *(repo_root / "hooks").glob("*.py")]
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in sources}
    assert lengths
    assert {str(file.relative_to(repo_root)): n for file, n in lengths.items() if n > 300} == {}


def leaves(value: object) -> Iterator[str]:
    """Every string in a value from YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)


def words_of_profile(value: object) -> Iterator[str]:
    """The strings under the keys of a profile that quote the report."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item) if key in PROFILE_KEYS else words_of_profile(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_of_profile(item)


def front_matter(page: Path) -> dict[str, object]:
    opening, matter, _ = page.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{page} has no front matter"
    return table(yaml.safe_load(matter))


def is_telling(words: str) -> bool:
    """Whether the words are too many to stand in code by chance."""
    return len(HAN.findall(words)) >= 4 or (len(words) >= 12 and words.isascii() and " " in words)


def folded(text: str) -> str:
    """The text with its typographic quotation marks, its spaces and its case made alike."""
    for mark in "“”‘’'":
        text = text.replace(mark, '"')
    return " ".join(text.split()).casefold()


def test_code_holds_no_word_of_the_edition(repo_root: Path) -> None:
    profiles = sorted((repo_root / "sources").glob("*.yml"))
    assert profiles, "no profile in sources/"
    pages = [page for page in sorted((repo_root / "docs").rglob("*.md")) if page.name == "index.md"]
    assert pages, "no pages in docs/"
    words = [w for p in profiles for w in words_of_profile(yaml.safe_load(p.read_text(encoding="utf-8")))]
    words += [w for page in pages for w in leaves(front_matter(page).get("title", ""))]
    telling = {folded(w): w for w in words if is_telling(w)}
    assert telling
    found = [
        f"{file.relative_to(repo_root)}: {word}"
        for file, text in text_files([repo_root / "scripts", repo_root / "hooks", repo_root / "mkdocs.yml"])
        for form, word in telling.items()
        if form in folded(text)
    ]
    assert found == []


# The set-up


def bare_path(folder: Path, *interpreters: str) -> dict[str, str]:
    """An environment with the few programs the set-up may rely on, and stand-ins for interpreters."""
    folder.mkdir()
    for name in ("cat", "cksum", "dirname", "id", "rm", "sed", "sh"):
        program = shutil.which(name)
        assert program, f"{name} is missing"
        (folder / name).symlink_to(program)
    for script in interpreters:
        name, _, body = script.partition(":")
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder), "HOME": str(folder)}


def set_up(repo_root: Path, checkout: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    (checkout / "scripts").mkdir(parents=True, exist_ok=True)
    for name in ("scripts/setup-python", "pyproject.toml", "requirements.lock"):
        shutil.copy(repo_root / name, checkout / name)
    return subprocess.run(
        [checkout / "scripts" / "setup-python"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_set_up_without_a_python_says_what_to_install(repo_root: Path, tmp_path: Path) -> None:
    environment = bare_path(tmp_path / "bin", "python3:exit 1")
    run = set_up(repo_root, tmp_path / "a checkout", environment)
    assert run.returncode == 1
    assert re.fullmatch(r"Duizhao needs Python 3\.11, .* install .*\n", run.stderr)


def test_set_up_without_venv_says_what_to_install(repo_root: Path, tmp_path: Path) -> None:
    environment = bare_path(tmp_path / "bin", 'python3:case "$2" in *ensurepip*) exit 1;; esac')
    run = set_up(repo_root, tmp_path / "a checkout", environment)
    assert run.returncode == 1
    assert re.fullmatch(r"Python's venv module is missing: install it .*\n", run.stderr)


def test_interrupted_set_up_is_done_over(repo_root: Path, tmp_path: Path) -> None:
    # Makes a .venv whose python fails at the second installation, when the file `fail` is there.
    makes_venv = """python3:
        if [ "$2" = venv ]; then
            /bin/mkdir -p .venv/bin
            echo 'case "$*" in *editable*) echo done >>log; [ ! -e fail ];; esac' >.venv/body
            { echo '#!/bin/sh'; cat .venv/body; } >.venv/bin/python
            /bin/chmod +x .venv/bin/python
        fi"""
    environment = bare_path(tmp_path / "bin", makes_venv)
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    (checkout / "fail").touch()
    assert set_up(repo_root, checkout, environment).returncode == 1
    (checkout / "fail").unlink()
    assert set_up(repo_root, checkout, environment).returncode == 0
    assert set_up(repo_root, checkout, environment).returncode == 0
    assert (checkout / "log").read_text(encoding="utf-8") == "done\n" * 2
    checkout.rename(tmp_path / "moved")
    assert set_up(repo_root, tmp_path / "moved", environment).returncode == 0
    assert (tmp_path / "moved" / "log").read_text(encoding="utf-8") == "done\n" * 3
