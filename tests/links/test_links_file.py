"""The file of what is known of the addresses: read, refused, and written without losing an editor's part."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.check.links.file import read_links, record
from duizhao.check.links.model import Link, Outcome
from duizhao.errors import InputError

BEFORE = """\
# Reviewed in January.
- address: http://a.example/report
  archive: https://archive.example/1   # found by hand
  note: The publisher has moved house.
# The next one is slow.
- address: "http://b.example/x#y"
  checked: 2025-01-31
  state: unclear
  problem: timeout
"""

AFTER = """\
# Reviewed in January.
- address: http://a.example/report
  checked: 2025-02-01
  state: moved
  status: 200
  final: https://c.example/r
  archive: https://archive.example/1   # found by hand
  note: The publisher has moved house.
# The next one is slow.
- address: "http://b.example/x#y"
  checked: 2025-02-01
  state: works
  status: 200
- address: http://d.example/?a=1&b=[2]%20
  checked: 2025-02-01
  state: gone
  status: 404
"""


def test_what_an_editor_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.links.yml"
    file.write_text(BEFORE, encoding="utf-8")
    found = {
        "http://a.example/report": Outcome("moved", 200, "https://c.example/r"),
        "http://b.example/x#y": Outcome("works", 200),
        "http://d.example/?a=1&b=[2]%20": Outcome("gone", 404),
    }
    record(file, "2025-02-01", found)
    assert file.read_text(encoding="utf-8") == AFTER
    record(file, "2025-02-01", found)
    assert file.read_text(encoding="utf-8") == AFTER


def test_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.links.yml"
    assert read_links(file, "a") == {}
    file.write_text(BEFORE, encoding="utf-8")
    assert read_links(file, "a") == {
        "http://a.example/report": Link(
            "http://a.example/report", archive="https://archive.example/1", note="The publisher has moved house."
        ),
        "http://b.example/x#y": Link("http://b.example/x#y", "2025-01-31", Outcome("unclear", problem="timeout")),
    }


def test_a_file_of_comments_only_keeps_them(tmp_path: Path) -> None:
    file = tmp_path / "a.links.yml"
    file.write_text("# To be checked in spring.\n", encoding="utf-8")
    assert read_links(file, "a") == {}
    record(file, "2025-02-01", {"http://a.example/": Outcome("works", 200)})
    assert file.read_text(encoding="utf-8").startswith("# To be checked in spring.\n- address: http://a.example/\n")


addresses = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
outcomes = st.builds(
    Outcome,
    st.sampled_from(["works", "moved", "gone", "unclear"]),
    st.one_of(st.none(), st.integers(100, 599)),
    st.sampled_from(["", "https://c.example/%20?[x]: {y} #z"]),
    st.sampled_from(["", "timeout", "name"]),
    st.sampled_from(["", '"1"', "W/'2'", "yes", "0"]),
    st.sampled_from(["", "Wed, 01 Jan 2025 00:00:00 GMT"]),
)


@given(st.dictionaries(addresses.map("http://a.example/{}".format), outcomes, max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, found: dict[str, Outcome]) -> None:
    file = tmp_path_factory.mktemp("links") / "a.links.yml"
    record(file, "2025-02-01", found)
    assert read_links(file, "a") == {a: Link(a, "2025-02-01", outcome) for a, outcome in found.items()}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- address: [\n", "a.links.yml:2: The list of links is not YAML"),
        ("address: http://a.example/\n", "a.links.yml:1: The list of links should be a list"),
        ("- archive: http://a.example/\n", "a.links.yml:1: `address` is missing"),
        (
            "- address: http://a.example/\n  archiv: http://b.example/\n",
            "a.links.yml:2: `archiv` is no key",
        ),
        ("- address: http://a.example/\n  archive: somewhere\n", "a.links.yml:2: `somewhere` under `archive` should"),
        ("- address: http://a.example/\n  state: works\n", "a.links.yml:1: `checked` is missing"),
        (
            "- address: http://a.example/\n  checked: in May\n  state: works\n",
            "a.links.yml:2: `in May` under `checked` should be a date, like 2025-01-31.",
        ),
        ("- address: http://a.example/\n- address: http://a.example/\n", "a.links.yml:2: The address stands twice."),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "a.links.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_links(file, "a.links.yml")
    assert str(error.value).startswith(said)
