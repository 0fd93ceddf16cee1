"""When and why a paragraph was changed, from the history: in repositories made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.errors import InputError
from duizhao.revise.fidelity.at import editions_at
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.history import trailers, why
from duizhao.revise.fidelity.model import Why
from tests.fidelity.conftest import EN, Git
from tests.reading import read_editions


def correct(root: Path, git: Git, old: str, new: str, message: str = "", day: int = 2) -> None:
    """An editor's correction of the English page; without a message it is not committed."""
    file = root / "docs/en/index.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    if message:
        git("commit", "--quiet", "-a", "-m", message, f"--date=2026-11-{day:02}T10:00:00+08:00")


def found(root: Path, source: str = EN) -> dict[str, Why]:
    """What the history says of each change against a source, by id."""
    edition = [e for e in read_editions(root / "docs", root) if e.language == "en"]
    (root / "source/en").mkdir(parents=True, exist_ok=True)
    (root / "source/en/index.md").write_text(source, encoding="utf-8")
    changes = compare(read_editions(root / "source", root), edition).changes
    told = why(root, changes)
    return {change.unit.id: told[change.hash] for change in changes if change.hash in told}


def test_the_commit_that_changed_the_paragraph_says_why(tmp_path: Path, git: Git) -> None:
    message = "A slip\n\nReason: The printed report has\n  “fell”.\nEvidence: https://example.org/a.pdf, page 3\n"
    correct(tmp_path, git, "rose", "fell", message)
    correct(tmp_path, git, "empty", "nearly empty", "Another\n\nReason: Another paragraph's.", 3)
    said = found(tmp_path)["home-p1"]
    assert said.reason == {"": "The printed report has “fell”."}
    assert said.evidence == {"": "https://example.org/a.pdf, page 3"}
    assert said.date == "2026-11-02T10:00:00+08:00"
    assert said.author == "An Editor"


def test_a_later_change_has_a_reason_of_its_own(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "First\n\nReason: The first.", 2)
    correct(tmp_path, git, "fell", "fell a little", "Second\n\n理由：第二次。", 5)
    said = found(tmp_path)["home-p1"]
    assert said.reason == {"zh": "第二次。"}
    assert [(before.date[:10], before.reason) for before in said.earlier] == [("2026-11-02", {"": "The first."})]
    correct(tmp_path, git, "a little", "a bit", "Third, without one", 8)
    said = found(tmp_path)["home-p1"]
    assert said.reason == {}
    assert said.date[:10] == "2026-11-08"
    assert [before.reason for before in said.earlier] == [{"zh": "第二次。"}, {"": "The first."}]


def test_what_was_before_the_text_was_as_the_source_has_it_does_not_count(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "First\n\nReason: Taken back later.", 2)
    correct(tmp_path, git, "fell", "rose", "Taken back", 3)
    correct(tmp_path, git, "rose", "sank", "Without a reason", 4)
    assert found(tmp_path)["home-p1"].reason == {}


def test_a_change_that_is_not_committed_has_no_reason(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "First\n\nReason: For fell.")
    correct(tmp_path, git, "fell", "sank")
    assert found(tmp_path) == {}


def test_removed_and_moved(tmp_path: Path, git: Git) -> None:
    correct(
        tmp_path, git, "The water rose.\n{ #home-p1 }\n\n", "", "Gone\n\nReason: A caption.\nRemoves: home-p1, s9-p9"
    )
    said = found(tmp_path)["home-p1"]
    assert said.reason == {"": "A caption."}
    assert said.removes == {"home-p1", "s9-p9"}
    correct(tmp_path, git, "# River { #home }\n", "# River { #home }\n\nThe water rose.\n{ #home-p1 }\n", "Back again")
    first, second = EN.split("\n\n")[1:]
    swapped = f"{EN.split(chr(10) * 2)[0]}\n\n{second}\n{first}\n"
    (tmp_path / "docs/en/index.md").write_text(swapped, encoding="utf-8")
    git("commit", "--quiet", "-am", "Order\n\nReason: The printed order.")
    assert [said.reason for said in found(tmp_path).values()] == [{"": "The printed order."}]


def test_a_page_with_another_name_keeps_the_reasons_it_had(tmp_path: Path, git: Git) -> None:
    old, new = (tmp_path / "docs/en" / name for name in ("old.md", "new.md"))
    old.write_text("# Ferry { #s1 }\n\nIt stopped.\n{ #s1-p1 }\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "Converted\n\nReason: None of these.")
    source = [e for e in read_editions(tmp_path / "docs", tmp_path) if e.language == "en"]
    old.write_text("# Ferry { #s1 }\n\nIt ran.\n{ #s1-p1 }\n", encoding="utf-8")
    git("commit", "--quiet", "-am", "Text\n\nReason: So printed.")
    git("mv", str(old), str(new))
    git("commit", "--quiet", "-am", "Name\n\nReason: A better name.")
    new.write_text("# Ferry { #s1 }\n\nBefore it.\n{ #s1-p2 }\n\nIt ran.\n{ #s1-p1 }\n", encoding="utf-8")
    git("commit", "--quiet", "-am", "A paragraph")
    edition = [e for e in read_editions(tmp_path / "docs", tmp_path) if e.language == "en"]
    changes = compare(source, edition).changes
    told = why(tmp_path, changes)
    assert {(change.unit.id, change.kind): told[change.hash].reason for change in changes} == {
        ("s1", "moved"): {"": "A better name."},
        ("s1-p1", "changed"): {"": "So printed."},
        ("s1-p1", "moved"): {"": "A better name."},
        ("s1-p2", "new"): {},
    }


def test_what_is_meant_to_go_may_be_said_afterwards(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "The water rose.\n{ #home-p1 }\n\n", "", "Gone\n\nReason: A caption.")
    assert not found(tmp_path)["home-p1"].removes
    correct(tmp_path, git, "empty", "full", "Full\n\nReason: It was full.\nRemoves: home-p1")
    said = found(tmp_path)["home-p1"]
    assert said.reason == {"": "A caption."}
    assert said.removes == {"home-p1"}


def test_in_a_shallow_clone_the_oldest_commit_is_not_blamed(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "First\n\nReason: For fell.")
    correct(tmp_path, git, "empty", "full", "Second\n\nReason: For full.", 3)
    git("clone", "--quiet", "--depth=1", f"file://{tmp_path}", "shallow")
    assert found(tmp_path / "shallow") == {}
    git("-C", "shallow", "fetch", "--quiet", "--unshallow")
    assert found(tmp_path / "shallow")["home-p1"].reason == {"": "For fell."}


def test_without_git_nothing_is_known(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(tmp_path, git, "rose", "fell", "First\n\nReason: For fell.")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert found(tmp_path) == {}
    with pytest.raises(InputError, match="does not find the commit"):
        editions_at(tmp_path, "HEAD")


def test_the_edition_as_it_was(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "First")
    before = {edition.language: edition.pages[0].blocks[1].text for edition in editions_at(tmp_path, "HEAD~1")}
    assert before == {"en": "The water rose.", "zh": "水位上涨。"}
    for name in ("HEAD~9", "nowhere", "--all", "HEAD:docs"):
        with pytest.raises(InputError):
            editions_at(tmp_path, name)


@pytest.mark.parametrize(
    ("message", "reason", "removes"),
    [
        ("Only a title", {}, set()),
        ("T\n\nreason: small letters.", {"": "small letters."}, set()),
        ("T\n\n理由：印本如此。\nReason: So printed.", {"zh": "印本如此。", "": "So printed."}, set()),
        ("T\n\nReason:\n\nNothing behind it", {}, set()),
        ("T\n\nThe Reason: in mid-line", {}, set()),
        ("T\n\nReason: It goes on\nin the next line.\n\nNo more.", {"": "It goes on in the next line."}, set()),
        ("T\n\nReason: See\nhttps://example.org/a\nEvidence: p. 4", {"": "See https://example.org/a"}, set()),
        ("T\n\nReason:\nIn the next line.", {"": "In the next line."}, set()),
        ("T\n\n- 理由：如此。\n- 依据：印本", {"zh": "如此。"}, set()),
        ("T\n\n**理由**：如此。", {"zh": "如此。"}, set()),
        ("T\n\n  **Reason:** So printed.", {"": "So printed."}, set()),
        ("T\n\n更正理由：如此。", {"zh": "如此。"}, set()),
        ("T\n\n删去：s1-p3。", {}, {"s1-p3"}),
        ("T\n\nRemoves: #s1-p3", {}, {"s1-p3"}),
        ("T\n\n删除：[^n5]、`{ #s1-p3 }`", {}, {"n5", "s1-p3"}),
        ("T\n\n删除：s1-p1、s1-p2\nRemoves: s1-p3", {}, {"s1-p1", "s1-p2", "s1-p3"}),
    ],
)
def test_trailers(message: str, reason: dict[str, str], removes: set[str]) -> None:
    said = trailers(message)
    assert said.reason == reason
    assert said.removes == removes


def test_a_reason_that_names_paragraphs_is_for_these_alone(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell")
    correct(tmp_path, git, "empty", "full", "Two slips\n\nReason home-p1: The printed report has it.")
    said = found(tmp_path)
    assert said["home-p1"].reason == {"": "The printed report has it."}
    assert said["home-p1"].named
    assert said["home-p2"].reason == {}


def test_a_reason_that_was_forgotten_may_be_given_afterwards_by_name(tmp_path: Path, git: Git) -> None:
    correct(tmp_path, git, "rose", "fell", "Without one", 2)
    correct(tmp_path, git, "empty", "full", "The reasons\n\nReason: For this one.\nReason (home-p1): For that one.", 3)
    said = {id_: (why.reason[""], why.named) for id_, why in found(tmp_path).items()}
    assert said == {"home-p1": ("For that one.", True), "home-p2": ("For this one.", False)}


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Reason s1-p1: a", "a"),
        ("Reason s1-p1, s1-p2 and n5: a", "a"),
        ("Reason for #s1-p1: a", "a"),
        ("- **Reason** (s1-p1): a", "a"),
        ("理由 s1-p1、s1-p2：甲", "甲"),
        ("改动理由（s1-p1）：甲", "甲"),
        ("Reason: for all\nReason s1-p1: for one", "for one"),
        ("Reason: for all\nReason s1-p2: for another", "for all"),
        ("Reason s1-p2: for another", None),
        ("reason why: no reason", None),
    ],
)
def test_how_a_message_names_paragraphs(message: str, reason: str | None) -> None:
    assert next(iter(trailers(message, frozenset({"s1-p1"})).reason.values()), None) == reason
