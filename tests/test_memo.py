"""What is remembered between runs, and when it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import msgpack

from duizhao.compare.alignment.sentence_beads import align_sentences
from duizhao.compare.glossary.load import GLOSSARY, load_glossary
from duizhao.errors import InputError, Phrase
from duizhao.memo import Memo
from duizhao.yaml_files import read_yaml


def asked(memo: Memo, what: str, key: object, result: Any = None) -> tuple[Any, bool]:
    """What the memo says, and whether it had to be computed."""
    computed = []

    def make() -> Any:
        computed.append(True)
        return result

    return memo.recall(what, key, make), bool(computed)


def test_the_same_question_is_answered_once(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    first = Memo(file, "1")
    assert asked(first, "sum", (0.1, 0.2), 0.1 + 0.2) == (0.1 + 0.2, True)
    assert asked(first, "sum", (0.1, 0.2)) == (0.1 + 0.2, False)
    first.write()
    second = Memo(file, "1")
    assert asked(second, "sum", (0.1, 0.2)) == (0.1 + 0.2, False)
    assert asked(second, "difference", (0.1, 0.2), -0.1) == (-0.1, True)
    assert asked(second, "sum", (0.1, 0.3), 0.4) == (0.4, True)


def test_what_is_asked_no_more_is_forgotten_after_some_runs(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    for key in ("old", "1", "2", "3", "new"):
        assert key == "old" or asked(Memo(file, "1"), "what", "old") == ("old", False)
        memo = Memo(file, "1")
        asked(memo, "what", key, key)
        memo.write()
    assert asked(Memo(file, "1"), "what", "old") == ("old", False)
    memo = Memo(file, "1")
    asked(memo, "what", "newest", "newest")
    memo.write()
    assert asked(Memo(file, "1"), "what", "new") == ("new", False)
    assert asked(Memo(file, "1"), "what", "old", "again") == ("again", True)


def test_what_is_asked_again_stays(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    for key in range(20):
        memo = Memo(file, "1")
        asked(memo, "what", "old", "old")
        asked(memo, "what", key, key)
        memo.write()
    assert asked(Memo(file, "1"), "what", "old") == ("old", False)
    _program, results = msgpack.decode(file.read_bytes())
    assert len(results) < 10


def test_what_a_result_was_computed_from_is_kept_with_it(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    memo = Memo(file, "1")
    memo.recall("both", "ab", lambda: asked(memo, "one", "a", 1)[0] + asked(memo, "one", "b", 2)[0])
    memo.write()
    for key in range(20):
        memo = Memo(file, "1")
        assert asked(memo, "both", "ab") == (3, False)
        asked(memo, "what", key, key)
        memo.write()
    assert asked(Memo(file, "1"), "one", "a") == (1, False)
    for key in range(20, 26):
        memo = Memo(file, "1")
        asked(memo, "what", key, key)
        memo.write()
    assert asked(Memo(file, "1"), "one", "b", 4) == (4, True)


def test_half_a_character_is_a_question_like_any_other(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo", "1")
    assert asked(memo, "what", ("\ud83d", 1), 1) == (1, True)
    assert asked(memo, "what", ("\ud83d", 1)) == (1, False)
    assert asked(memo, "what", ("\ud83d", 2), 2) == (2, True)


def test_nothing_new_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    memo = Memo(file, "1")
    asked(memo, "what", "key", 1)
    memo.write()
    before = file.stat()
    memo = Memo(file, "1")
    asked(memo, "what", "key")
    memo.write()
    # Not when it was last read.
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_memo_that_lives_on_keeps_what_it_found_out_later(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    memo = Memo(file, "1")
    for key in range(3):
        asked(memo, "what", key, [key])
        memo.write()
    memo = Memo(file, "1")
    assert [asked(memo, "what", key) for key in range(3)] == [([key], False) for key in range(3)]


def test_another_program_knows_nothing_of_it(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    memo = Memo(file, "1")
    asked(memo, "what", "key", 1)
    memo.write()
    assert asked(Memo(file, "2"), "what", "key", 2) == (2, True)


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"program": "1"}', '{"program": "1", "results": []}', "1", "1\n", "1\nx"]
)
def test_a_damaged_file_does_no_harm(tmp_path: Path, content: str) -> None:
    file = tmp_path / "memo.json"
    file.write_text(content, encoding="utf-8")
    memo = Memo(file, "1")
    assert asked(memo, "what", "key", 1) == (1, True)
    memo.write()
    assert asked(Memo(file, "1"), "what", "key") == (1, False)


def test_what_is_cut_off_is_found_out_again(tmp_path: Path) -> None:
    file = tmp_path / "memo.json"
    memo = Memo(file, "1")
    asked(memo, "what", "key", "a long result")
    memo.write()
    file.write_bytes(file.read_bytes()[:-3])
    assert asked(Memo(file, "1"), "what", "key", "again") == ("again", True)


def test_remembered_sentences_are_those_that_were_found(tmp_path: Path) -> None:
    left, right = "水涨了。渡船在1998年停航。人们回家。", "The water rose. The ferry stopped in 1998. People went home."
    fresh = align_sentences(left, right, "zh", "en")
    for _ in range(2):
        memo = Memo(tmp_path / "memo.json", "1")
        assert align_sentences(left, right, "zh", "en", memo=memo) == fresh
        memo.write()


TERMS = """\
- id: north-canal
  kind: project
  zh: 北运河工程
  en: {preferred: North Canal Project, accepted: [North Canal], short: [the canal], unless: [North Canals Act]}
  optional: true
- id: well
  kind: concept
  zh: 井
  en: {preferred: well, forbidden: [hole]}
  mark: false
  note: For editors.
"""


def test_a_remembered_glossary_is_the_one_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / GLOSSARY).write_text(TERMS, encoding="utf-8")
    fresh = load_glossary(tmp_path)
    for _ in range(2):
        memo = Memo(tmp_path / "memo", "1")
        assert load_glossary(tmp_path, memo) == fresh
        memo.write()
    (tmp_path / GLOSSARY).write_text(TERMS.replace("concept", "thing"), encoding="utf-8")
    with pytest.raises(InputError):
        load_glossary(tmp_path, Memo(tmp_path / "memo", "1"))


def test_a_remembered_file_is_the_one_that_was_read(tmp_path: Path) -> None:
    file = tmp_path / "highlights.yml"
    file.write_text("- id: s1-p1\n  zh: 石桥长20米。\n\n- id: s1-p2\n  en: 20 m\n", encoding="utf-8")
    rest = "highlights.yml", Phrase("list of highlights"), "highlights.schema.json"
    fresh = read_yaml(file, *rest, text=True)
    for _ in range(2):
        memo = Memo(tmp_path / "memo", "1")
        assert read_yaml(file, *rest, text=True, memo=memo) == fresh
        memo.write()
    file.write_text("- id: s1-p1\n  zh: []\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_yaml(file, *rest, text=True, memo=Memo(tmp_path / "memo", "1"))
