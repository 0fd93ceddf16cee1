"""The option that writes the expected findings anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-findings", action="store_true", help="write tests/checks/*/found.txt anew")
