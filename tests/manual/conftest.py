"""The option that writes what the manual shows anew, and the manual, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.publish.manual.build import build_manual
from tests.conftest import made_once


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-manual", action="store_true", help="write the output the manual shows anew")


@pytest.fixture(scope="session")
def manual_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "manual-site", build_manual)
