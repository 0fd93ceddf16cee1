"""The option that writes the expected editions anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected editions of tests/conversion anew")
