"""The option that writes the expected profiles anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-guesses", action="store_true", help="write the expected output of tests/guess anew")
