"""Blocks come back from the memo as they were."""

from __future__ import annotations

import pytest
from msgspec import json

from duizhao.document.blocks import read_blocks
from duizhao.document.model import Block
from tests.document.test_grammar import cases


@pytest.mark.parametrize(("source", "tree", "seen"), cases())
def test_blocks_come_back(source: str, tree: str, seen: str) -> None:
    blocks = read_blocks(source, 3)
    again = json.decode(json.encode(blocks), type=list[Block])
    assert again == blocks
    assert repr(again) == repr(blocks)
