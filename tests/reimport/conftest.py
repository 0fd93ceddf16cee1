"""The option that writes the expected merges anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-merges", action="store_true", help="write the results in tests/reimport anew")
