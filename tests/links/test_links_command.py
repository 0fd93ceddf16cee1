"""`duizhao links` from the command line, against a server on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from duizhao.check.links.cited import by_host, cited, without_address
from duizhao.check.links.file import read_links
from duizhao.cli import main
from tests.links.conftest import Host
from tests.reading import read_edition

PAGE = """---
title: Wells
order: 1
---

# Wells {{ #w }}

They are deep.[^n1] They are old.[^n2] See <{base}/fine>.[^n1]
{{ #w-p1 }}

[^n1]: A report. <{base}/moved> and <{base}/withdrawn>.

[^n2]: A book.

Nobody knows.[^n3]
{{ #w-p2 }}

[^n3]: Again <{base}/moved>; write to <mailto:a@b.example>.
"""


@pytest.fixture
def project(tmp_path: Path, host: Host) -> Path:
    """An edition in two languages that cites the host."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wells.yml").write_text("source: wells.txt\n", encoding="utf-8")
    for language in ("en", "zh"):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        (folder / "index.md").write_text("---\ntitle: W\norder: 0\n---\n\n# W\n", encoding="utf-8")
        (folder / "wells.md").write_text(PAGE.format(base=host.base), encoding="utf-8")
    return tmp_path


def test_what_is_cited(project: Path, host: Host) -> None:
    edition = read_edition(project / "docs" / "en")
    found = [
        (each.address.removeprefix(host.base), [(p.page, p.blocks, p.note, p.number) for p in each.places])
        for each in cited(edition)
    ]
    assert found == [
        ("/fine", [("wells.md", ("w-p1",), "", 0)]),
        ("/moved", [("wells.md", ("w-p1",), "n1", 1), ("wells.md", ("w-p2",), "n3", 3)]),
        ("/withdrawn", [("wells.md", ("w-p1",), "n1", 1)]),
    ]
    assert [(place.number, text) for place, text in without_address(edition)] == [(2, "A book.")]
    assert [host for host, _ in by_host(cited(edition))] == ["127.0.0.1"]


def test_check_and_list(project: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["links", "-C", str(project), "--pause", "0"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "links: 1 works, 1 moved, 1 gone; written to" in said.out
    assert said.err.count("[") == 3
    file = project / "sources" / "wells.links.yml"
    known = read_links(file, "wells")
    assert [link.outcome.state for link in known.values() if link.outcome] == ["works", "moved", "gone"]
    asked = len(host.asked)
    assert main([*arguments, "--list"]) == 1
    assert f"{host.base}/moved\n" in (listed := capsys.readouterr().out)
    assert f" moved (200) → {host.base}/fine\n" in listed
    assert main([*arguments, "--older", "1"]) == 0
    assert main([*arguments, "--host", "b.example"]) == 0
    assert len(host.asked) == asked, "neither a list nor what is fresh asks a host"


def test_addresses_without_a_page_are_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "sources" / "wells.links.yml"
    file.write_text("- address: http://old.example/\n  archive: http://archive.example/\n", encoding="utf-8")
    assert main(["links", "-C", str(project), "--list"]) == 0
    assert "http://old.example/\n  no page cites it; its entry can be deleted\n" in capsys.readouterr().out


def test_a_host_that_asks_programs_to_stay_away(project: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    host.robots = (200, "User-agent: *\nDisallow: /\n")
    assert main(["links", "-C", str(project), "--pause", "0"]) == 0
    assert "3 not checked, since their hosts ask programs to stay away" in capsys.readouterr().out
    assert read_links(project / "sources" / "wells.links.yml", "") == {}


def test_without_a_network_nothing_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    before = sorted(project.rglob("*"))
    assert main(["links", "-C", str(project), "--pause", "0"]) == 2
    said = capsys.readouterr().err
    assert "None of the 1 hosts could be reached. Nothing was written." in said
    assert "Is this machine connected to the network?" in said
    assert sorted(project.rglob("*")) == before


def test_a_file_with_a_fault_stops_before_any_request(
    project: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources" / "wells.links.yml").write_text("- adress: x\n", encoding="utf-8")
    assert main(["links", "-C", str(project)]) == 2
    assert (
        "sources/wells.links.yml:1: `adress` is no key of the entry; did you mean `address`?" in capsys.readouterr().err
    )
    assert host.asked == []
